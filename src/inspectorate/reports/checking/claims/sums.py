"""Counts and the sum that is printed with them: "nine deaths and four injuries, 13 in all"; "the other 30 per cent".

Where the sum differs the claim is doubtful at most: something may stand between that is counted too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import exactly, selections
from inspectorate.reports.checking.claims.parts import part_claim
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Number, Sort, Verdict
from inspectorate.reports.checking.sentences import COUNT, OTHER, Sentence

EXAMPLES = (
    ("There were nine deaths and four injuries, 13 incidents in total.", Verdict.HOLDS),
    ("There are 27 children in reception and 29 in the nursery, making 57 in all.", Verdict.DOUBTFUL),
    ("We saw 23 errors: 16 of dose, five of time and three of person.", Verdict.DOUBTFUL),
    ("We saw 24 errors \u2013 16 of dose, five of time and three of person.", Verdict.HOLDS),
    ("Of those reached 38 per cent were young, 33 per cent old and the remaining 29 per cent between.", Verdict.HOLDS),
    (
        "Of those reached 38 per cent were young, 33 per cent old and the remaining 39 per cent between.",
        Verdict.DOUBTFUL,
    ),
    ("The largest had 41 per cent and the next 22 per cent, or 73 per cent between them.", Verdict.DOUBTFUL),
    ("The service improved at 17 of the 45 sites, stayed the same at 21 and declined at nine.", Verdict.DOUBTFUL),
)

_TOTALS = (
    Shape(
        r"(?:,|\s[\u2013\u2014-]|\sand|:|\()\s?(?:so\s)?(?:a\stotal\s(?:[a-z]+\s)?of|in\s(?:total,?|all,)|altogether,?|totalling|making(?:\sa\stotal\sof)?"
        r"|giving\sa\stotal\sof|bringing\sthe\stotal\sto)\s<n>"
    ),
    Shape(r"(?:,|\s[\u2013\u2014-]|\()\s?<n>(?:\s[a-z-]+){0,3}\s(?:in\s(?:total|all)|altogether)\b"),
)
_WHOLES = (
    Shape(rf"<n>\s[a-z]{NO_NUMBER}{{0,60}}?(?::|\s[\u2013\u2014])\s(?=(?:only\s|just\s)?{COUNT})"),
    Shape(
        rf"{COUNT}(?:\s[a-z-]+)?\s(?:out\s)?of\s(?:the\s|our\s|all\s)?<n>\s[a-z](?:{NO_NUMBER}|{OTHER}){{1,80}},\s(?=[a-z{COUNT}])"
    ),
    Shape(
        rf"(?:^\s*|[,;:(]\s?)of\s(?:(?:the|these|those|our|all|its)\s)?(?:[a-z-]+\s)?<n>\s[a-z](?:{NO_NUMBER}|{OTHER}){{0,120}}?,"
        rf"\s(?=(?:only\s|just\s)?{COUNT})"
    ),
    Shape(rf"<n>\s[a-z]{NO_NUMBER}{{0,90}}?,?\sof\s(?:whom|which)\s(?=(?:only\s|just\s)?{COUNT})"),
)
_SHARES = Shape(
    r"(?:,\s(?:or\s|making\s|giving\s)?|\s[\u2013\u2014]\s(?:or\s)?|\()<p>\s(?:in\s(?:all|total)|altogether|between\sthem|together|combined)\b"
)
_REMAINING = Shape(r"\bthe\s(?:remaining|other|rest,)\s<p>")
_OTHER_LIST = re.compile(
    r"\b(?:including|compared|than|from|between|average|per|every|than|target|previous\w*|last|at\sleast|up\sto|only\sone"
    r"|of\s(?:whom|which|these|those|them)|both|also|each|once|twice|a\s(?:second|third)|respectively|out\sof|aged?|over|under)\b",
    re.IGNORECASE,
)
"""Words by which numbers before a total are no plain list of its parts."""
_UNCOUNTED = re.compile(r"(?:,|\sand|^|\bof|:)\s(?:an?|the|some|several|other|its|their|his|her)\s", re.IGNORECASE)
"""Before a part that is named without its number: "two inspectors, a pharmacist and two others"."""
_LEFT = re.compile(r"\b(?:last|others?|rest|remain\w*|unknown|missing|not\s(?:known|recorded|stated))\b", re.IGNORECASE)
"""After a list, words of what it left out."""
_BASE = re.compile(
    rf"{COUNT}(?:\s[a-z-]+)?\s(?:out\s)?of\s(?:the\s|these\s|those\s|our\s|all\s)?(?=\Z|{COUNT})", re.IGNORECASE
)
"""Before a number that is the base of a count."""
_PRONOUN = re.compile(
    r"\b(?:(?:an?|the|this|that|each|every)\s(?:[a-z-]+\s){0,2}|[a-z]{3,}ing\s|(?:had|have|has|with|without|such|want\w*|need\w*)\s)\Z",
    re.IGNORECASE,
)
"""Before "one" that counts nothing: "a paper one"."""
_PER = re.compile(
    r"\s(?:times\s(?:as|more|higher|the|larger|greater)|per|points?|percentage|years?|days?|weeks?|months?|hours?|minutes?)\b"
)
_LIST_END = re.compile(r"[;.)]|\s[\u2013\u2014]\s|$")
_FEWEST = 2
_LIST = 3
_MOST = 8
_NEAR = Fraction(1, 8)
"""By how much of the whole a list may miss it and still have been meant to make it up."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every printed sum beside what it is the sum of."""
    for sentence in material.sentences:
        if COUNT in sentence.letters:
            yield from _totals(sentence)
            yield from _wholes(sentence)
        yield from _shares(sentence)
        yield from _remaining(sentence)


def _counts(sentence: Sentence, start: int, end: int) -> list[Number]:
    """Return the counts between two places; those that measure or multiply are none."""
    return [
        number
        for place, number in sentence.at.items()
        if start <= place < end
        and number.sort is Sort.COUNT
        and number.is_whole
        and not _PER.match(sentence.letters, place + 1)
        and not (number.text.lower() == "one" and _PRONOUN.search(sentence.letters, 0, place))
    ]


def _totals(sentence: Sentence) -> Iterator[Claim]:
    """Judge a total that stands after its parts."""
    for shape in _TOTALS:
        for found in shape.found_in(sentence):
            place = found.match.start("n")
            start = max(sentence.letters.rfind(mark, 0, found.match.start()) for mark in (";", ":", "\t")) + 1
            bases = [place for place in sentence.at if _BASE.search(sentence.letters, start, place)]
            parts = [n for n in _counts(sentence, start, found.match.start()) if sentence.position(n) not in bases]
            total = found["n"]
            if not _FEWEST <= len(parts) <= _MOST or not total.is_whole or total in parts:
                continue
            if _PER.match(sentence.letters, place + 1):
                continue
            holding = next((tail for tail in _tails(parts) if _sum(tail) == total.value), None)
            if holding is not None:
                yield part_claim(sentence, (*holding, total), Verdict.HOLDS, f"{_written(holding)} = {total.value}.")
            elif _is_plain(sentence, start, found):
                why = f"{_written(parts)} = {_sum(parts)}, not {total.value}."
                yield part_claim(sentence, (*parts, total), Verdict.DOUBTFUL, why, expected=str(_sum(parts)))


def _is_plain(sentence: Sentence, start: int, found: Found) -> bool:
    """Say whether nothing between the numbers makes them other than a list, and no other quantity stands in it."""
    words = sentence.letters[start : found.match.start()]
    others = [
        number
        for place, number in sentence.at.items()
        if start <= place < found.match.start() and number.sort in (Sort.PERCENT, Sort.FRACTION)
    ]
    uncounted = _UNCOUNTED.search(words) or re.search(rf"[(\[][^)\]]*{COUNT}", words)
    if re.match(r"\s(?:out\s)?of\b", sentence.letters[found.match.start("n") + 1 :]):
        return False
    return not others and uncounted is None and _OTHER_LIST.search(words) is None


def _wholes(sentence: Sentence) -> Iterator[Claim]:
    """Judge a whole that stands before its parts, where these were probably meant to make it up."""
    for shape in _WHOLES:
        for found in shape.found_in(sentence):
            whole = found["n"]
            end = _LIST_END.search(sentence.letters, found.match.end())
            stop = end.start() if end else len(sentence.letters)
            parts = _counts(sentence, found.match.end(), stop)
            first = found.match.start()
            if first < found.match.start("n") and sentence.letters[first] == COUNT:
                parts = [sentence.at[first], *parts]
            words = sentence.letters[found.match.end() : stop]
            told = [n for p, n in sentence.at.items() if found.match.end() <= p < stop and n.sort is not Sort.NOTE]
            if not _LIST <= len(parts) <= _MOST or len(told) > len(parts) or not whole.is_whole:
                continue
            total = _sum(parts)
            before = [number for number in _counts(sentence, 0, found.match.end()) if number not in parts]
            same = next((number for number in before if number.value == total), None)
            whole = same or min(before, key=lambda number: abs(number.value - total), default=whole)
            if same is not None:
                yield part_claim(sentence, (whole, *parts), Verdict.HOLDS, f"{_written(parts)} = {total}.")
            elif _BASE.search(words) is None and _may_be_meant(total, whole, parts, words, sentence.letters[stop:]):
                why = f"{_written(parts)} = {total}, not {whole.value}; they may overlap or leave some out."
                yield part_claim(sentence, (whole, *parts), Verdict.DOUBTFUL, why)


def _may_be_meant(total: Fraction, whole: Number, parts: Sequence[Number], words: str, after: str) -> bool:
    """Say whether parts that miss their whole by little were probably meant to make it up."""
    near = (
        abs(total - whole.value) <= max(Fraction(1), whole.value * _NEAR)
        and max(part.value for part in parts) < whole.value
    )
    return near and _OTHER_LIST.search(words) is None and _LEFT.search(after) is None


def _shares(sentence: Sentence) -> Iterator[Claim]:
    """Judge "41 and 22 per cent, or 63 per cent between them"."""
    for found in _SHARES.found_in(sentence):
        before = [n for p, n in sentence.at.items() if p < found.match.start() and n.sort is Sort.PERCENT]
        total = found["p"]
        if not _FEWEST <= len(before) <= _MOST:
            continue
        slack = sum((Fraction(1, 2 * 10**number.decimals) for number in (*before, total)), Fraction(0))
        held = next((tail for tail in _tails(before) if abs(_sum(tail) - total.value) <= slack), None)
        if held is not None:
            yield part_claim(sentence, (*held, total), Verdict.HOLDS, f"{_written(held)} is {exactly(_sum(held))}.")
        elif total.value > max(n.value for n in before) and not _OTHER_LIST.search(
            sentence.letters, 0, found.match.start()
        ):
            why = f"{_written(before)} is {exactly(_sum(before))}, not {exactly(total.value)}."
            yield part_claim(sentence, (*before, total), Verdict.DOUBTFUL, why, expected=exactly(_sum(before)))


def _remaining(sentence: Sentence) -> Iterator[Claim]:
    """Judge "the remaining 30 per cent" against the percentages before it."""
    for found in _REMAINING.found_in(sentence):
        before = [n for p, n in sentence.at.items() if p < found.match.start() and n.sort is Sort.PERCENT]
        if not before or len(before) > _MOST:
            continue
        rest = found["p"]
        holding = next((part for part in selections(before) if _is_whole((*part, rest))), None)
        if holding is not None:
            yield part_claim(sentence, (*holding, rest), Verdict.HOLDS, f"{_written((*holding, rest))} is the whole.")
        elif len(before) >= _FEWEST:
            numbers = (*before, rest)
            why = f"{_written(numbers)} = {exactly(_sum(numbers))} per cent, and no part of it makes 100."
            yield part_claim(sentence, numbers, Verdict.DOUBTFUL, why)


def _is_whole(numbers: Sequence[Number]) -> bool:
    slack = sum((Fraction(1, 2 * 10**number.decimals) for number in numbers), Fraction(0))
    return abs(_sum(numbers) - PERCENT) <= slack


def _tails(numbers: Sequence[Number]) -> Iterator[Sequence[Number]]:
    """Go through the ends of a list that are lists, the longest first."""
    for start in range(len(numbers) - 1):
        yield numbers[start:]


def _sum(numbers: Sequence[Number]) -> Fraction:
    return sum((number.value for number in numbers), Fraction(0))


def _written(numbers: Sequence[Number]) -> str:
    return " + ".join(exactly(number.value) for number in numbers)
