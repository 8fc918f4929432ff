"""Whether a count, its base and a percentage near them belong together, where they do not fit each other.

A sentence says many things. A percentage that does not fit the count beside it may be wrong, or another thing's.
"""

from __future__ import annotations

import re
from fractions import Fraction

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import exactly, percentage, range_of
from inspectorate.reports.checking.claims.turning import Turn, has_predicate, turn_of
from inspectorate.reports.checking.grammar import Found
from inspectorate.reports.checking.model import Number, Sort, Verdict

Judged = tuple[Verdict, str, str]
"""A verdict, why, and what should have been printed."""
_COMPLEMENT = re.compile(r"\b(?:not|no|never|without|fail\w*|lack\w*|all but)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:previous\w*|last|earlier|before|ago|national\w*|average|target|comparable)\b", re.IGNORECASE)
"""Words by which what stands in brackets is of another time or place than the words before them."""
_COMPARED = re.compile(
    r"\b(?:compared|than|previous\w*|last|earlier|against|national\w*|regional\w*|year|average|target)\b", re.IGNORECASE
)
_IS_BASE = re.compile(r"(?:\bof\s(?:(?:the|these|those|all|our)\s)?|/\s?)\Z")
"""Before a number that is the base of another count: "12 of the 50 (24 per cent)"."""
_FAR = 20
_LAST_FIGURE = 10
_IDIOM = re.compile(r"\sout\sof\s")
_ROUND = frozenset({2, 3, 4, 5, 10})
_NEAR = Fraction(5, 2)
"""How many points a proportion in words may be away from its percentage."""


def _between(found: Found) -> tuple[str, bool]:
    """Return the words between a percentage and its count or base, and whether the percentage follows them."""
    place = found.match.start("p")
    others = [found.match.start(name) for name in ("n", "m") if name in found.match.re.groupindex]
    others = [other for other in others if other >= 0]
    before = max((other for other in others if other < place), default=None)
    if before is not None:
        return (found.sentence.letters[before + 1 : place], True)
    return (found.sentence.letters[place + 1 : min(others)], False)


def is_elsewhere(found: Found, count: Number) -> bool:
    """Say whether a percentage that does not fit is clearly said of something else than the count and base."""
    gap, after = _between(found)
    if turn_of(gap) is Turn.DOES or _of_another(found) or _TIMES.search(found.words("inside")):
        return True
    if not (has_predicate(gap) and (after or _is_of_others(found, gap))):
        return False
    # "eight of the 12 had improved their rate of detection (6 per cent)": far from any slip of the pen
    far = abs(percentage(count.value, found["m"].value) - found["p"].value) > _FAR if found["m"].value else True
    return far or found["p"].value > PERCENT


def _is_of_others(found: Found, gap: str) -> bool:
    """Say whether brackets count what the words before do not name: "30 per cent was spent (six of 12 projects)"."""
    inside = re.match(r"\s(?:[a-z-]+\s)*?(?P<noun>[a-z]+s)\b", found.words("inside"))
    return inside is not None and inside["noun"] not in re.findall(r"[a-z]+", gap.lower())


def _of_another(found: Found) -> bool:
    """Say whether the percentage is of something that was not counted: "12 of 30 (8 per cent of the budget)"."""
    letters = found.sentence.letters
    place = found.match.start("p")
    of = re.match(r"\sof\s(?:the\s|all\s|our\s|those\s|these\s)*(?P<noun>[a-z-]+)", letters[place + 1 :])
    if of is None or place < found.match.start("m"):
        return False
    known = {"them", "total", "whole", "sample", "it", "all", "those", "these"}
    return of["noun"] not in known | set(re.findall(r"[a-z-]+", letters[:place].lower()))


def spared(found: Found, numbers: tuple[Number, Number, Number], result: Judged) -> Judged:
    """Turn a failing claim into a doubtful one where it may have been read wrongly."""
    count, base, percent = numbers
    _, why, expected = result
    if base.value and range_of(percent).holds(percentage(base.value - count.value, base.value)):
        rest = base.value - count.value
        if _COMPLEMENT.search(found.sentence.letters):
            return (Verdict.DOUBTFUL, f"{why} The percentage is that of the other {rest}.", expected)
    gap, after = _between(found)
    if turn_of(gap) is Turn.MAY or (has_predicate(gap) and (after or _is_of_others(found, gap))):
        return (
            Verdict.DOUBTFUL,
            f"{why} The percentage stands some words away, and may be said of something else.",
            expected,
        )
    for name, number in (("count", count), ("base", base)):
        if number.text.isdigit() and number.value >= _LAST_FIGURE:
            shorter = number.value // _LAST_FIGURE
            pair = (shorter, base.value) if name == "count" else (count.value, shorter)
            if 0 < pair[0] <= pair[1] and range_of(percent).holds(percentage(*pair)):
                return (
                    Verdict.DOUBTFUL,
                    f"{why} It would be right if the last figure of {number.text} were the mark of a footnote.",
                    expected,
                )
    return result


def of_another_whole(found: Found, numbers: tuple[Number, Number], result: Judged) -> Judged:
    """Hold a count after "of whom" or a comma against the other numbers before it, any of which may be its whole."""
    count, percent = numbers
    others = _other_wholes(found, count)
    if not others:
        return result
    fitting = next((one for one in others if range_of(percent).holds(percentage(count.value, one.value))), None)
    if fitting is None:
        return (Verdict.DOUBTFUL, f"{result[1]} It may be of another whole.", result[2])
    exact = exactly(percentage(count.value, fitting.value))
    return (Verdict.HOLDS, f"{count.value} of {fitting.value} is {exact} per cent.", "")


def _other_wholes(found: Found, count: Number) -> list[Number]:
    """Return what a count after "of whom" or a comma may be of instead of its base: the numbers before it."""
    letters = found.sentence.letters
    place = found.match.start("n") if found.get("n") is not None else -1
    between = letters[found.match.start("m") + 1 : place] if found.match.start("m") < place else ""
    if not between:
        return []
    return [
        number
        for at, number in found.sentence.at.items()
        if at < place and at != found.match.start("m")
        if number.sort is Sort.COUNT and number.is_whole and number.value >= max(count.value, Fraction(1))
    ]


def has_another_base(found: Found, more: Found) -> bool:
    """Say whether a further count is of something else than the base: "and 14 (67 per cent) of those"."""
    letters = found.sentence.letters
    if _IS_BASE.search(letters, 0, more.match.start()):
        return True
    if re.match(r"\sof\s", letters[more.match.end() :]) or _COMPARED.search(
        letters, found.match.end(), more.match.start()
    ):
        return True
    allowed = range_of(more["p"])
    return any(
        number.sort is Sort.COUNT and number.value and allowed.holds(percentage(more["n"].value, number.value))
        for place, number in found.sentence.at.items()
        if place < more.match.start()
    )


def is_idiom(found: Found, count: Number) -> bool:
    """Say whether a count of a base is a proportion in words: "two out of five prisoners (41 per cent)"."""
    base, letters = found["m"], found.sentence.letters
    between = letters[found.match.start("n") + 1 : found.match.start("m")] if found.get("n") else ""
    every = letters[: found.match.start("m")].lower().endswith("every ")
    if base.value not in _ROUND or not (every or _IDIOM.fullmatch(between)):
        return False
    return abs(percentage(count.value, base.value) - found["p"].value) <= _NEAR
