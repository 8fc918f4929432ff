"""Parts and their whole: "11 of the 13 were rated Good, one Requires improvement and one Outstanding"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.reports.checking.arithmetic import exactly
from inspectorate.reports.checking.claims.n_of_m import BASE_WORDS
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape, first_found
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import QUANTITIES, Claim, Kind, Number, Sort, Verdict
from inspectorate.reports.checking.sentences import COUNT, OTHER, Sentence

EXAMPLES = (
    ("We spoke to 40 people, including 31 in a group and eight by telephone.", Verdict.DOUBTFUL),
    ("Of 30 officers, 21 were women and 14 worked part time.", Verdict.HOLDS),
    ("Of 30 officers, 34 were women and two worked part time.", Verdict.FAILS),
    ("The team of 30 people was made up of 20 officers and nine managers.", Verdict.FAILS),
    ("The overall rate was 12.5 per cent: 10.1 for officers, 15.2 for managers.", Verdict.HOLDS),
    ("There were 45 reports, of which 18 were oral, nine written and 18 late.", Verdict.HOLDS),
)

_SPLIT = (
    Shape(
        rf"<m>\s{NO_NUMBER}{{1,90}}?,?\s(?P<link>including|of\s(?:whom|which)|compris(?:ing|ed|es)|made\sup\sof"
        rf"|consisting\sof|broken\sdown\sinto|split\sinto)\s(?=(?:only\s|just\s)?{COUNT})"
    ),
    Shape(
        rf"(?:(?:^|[,;:]\s?)of|\bof(?=\s(?:the|these|those|our|all|its)\b))\s{BASE_WORDS}<m>\s(?:{NO_NUMBER}|{OTHER}){{1,120}}?,"
        rf"\s(?=(?:only\s|just\s)?{COUNT})"
    ),
)
_JOINED = re.compile(r"(?:,|,?\s(?:and|or))\s(?:(?:only|just|another|a\sfurther)\s)?$")
"""Stands before each part of a list but its first."""
_BOUND = re.compile(r"\b(?:under|over|aged?|below|above|than|least|most)\s$")
"""Before a number that bounds a group: "22 were under 65"."""
_UNCOUNTED = re.compile(r"(?:,|,?\s(?:and|or))\s(?:a|an|the|some|several|various|other|its|their)\s", re.IGNORECASE)
"""Before a part of a list that is named without its number: "two magistrates and the chief officer"."""
_CLAUSE_END = re.compile(r"[.;:)\]]|\s[\u2013\u2014]\s|$")
_NESTED = re.compile(r"\sof\s(?:whom|which|them|these|those)\b")
_OF_OTHERS = re.compile(r"[^,]{0,40}?(?:\sout\sof\b|\brated\b|\sper\scent\b|\s?[(\[][^)\]]*$)|\sof\b")
_EXHAUSTIVE = ("comprising", "comprised", "comprises", "made up of", "consisting of", "broken down into", "split into")
_NEAR_WHOLE = 10
"""Parts that leave out less than a tenth of their whole were probably meant to make it up."""
LIST = 3
"""So many parts are a list that was probably meant to be whole."""
_RATINGS = re.compile(r"\b(?:outstanding|good|inadequate|requir\w+\simprovement)\b", re.IGNORECASE)


def claims(material: Material) -> Iterator[Claim]:
    """Find every list of parts beside their whole."""
    before: Sentence | None = None
    for sentence in material.sentences:
        if sentence.numbers:
            # a list of ratings is told by its ratings, see `rated_parts`
            if not has_ratings(sentence) and len(sentence.numbers) > 1:
                yield from _split(sentence)
            yield from _overall(sentence, before)
        before = sentence


def has_ratings(sentence: Sentence) -> bool:
    """Say whether a sentence holds the word for a rating."""
    return _RATINGS.search(sentence.letters) is not None


def part_claim(
    sentence: Sentence, numbers: tuple[Number, ...], verdict: Verdict, why: str, *, expected: str = ""
) -> Claim:
    """Make a claim of parts; its words go from its first number to the end of the clause of its last."""
    places = [place for place, number in sentence.at.items() if number in numbers]
    ends = re.compile(rf"{NO_NUMBER}*?(?=[,.;:)\]]|\s[\u2013\u2014]|$)").match(sentence.letters, max(places) + 1)
    span = sentence.span(min(places), ends.end() if ends else max(places) + 1)
    text = sentence.printed[span.start : span.end].strip()
    return Claim(Kind.PARTS, text, sentence.where, (span,), numbers, verdict, why, expected)


@dataclass(frozen=True)
class _List:
    """The counts of a list after a whole; ``whole`` says that no other number stands in it, nor a list of its own."""

    parts: tuple[Number, ...]
    whole: bool


def _split(sentence: Sentence) -> Iterator[Claim]:
    for found in first_found(_SPLIT, sentence):
        listed = _listed(found)
        if listed is not None and len(listed.parts) > 1 and found["m"].is_whole:
            claim = _split_claim(sentence, found, listed)
            if claim is not None:
                yield claim


def _listed(found: Found) -> _List | None:
    """Return the parts that are listed from a place on; None where one has a base or a percentage of its own."""
    sentence, start = found.sentence, found.match.end()
    letters = sentence.letters
    end = _CLAUSE_END.search(letters, start)
    parts: list[Number] = []
    whole = True
    for place, number in sentence.at.items():
        if not start <= place < (end.start() if end else len(letters)) or number.sort not in QUANTITIES:
            continue
        if number.sort is not Sort.COUNT or not number.is_whole:
            return None
        if _BOUND.search(letters, start, place):
            continue
        if parts and not _JOINED.search(letters, start, place):
            whole = False
            break
        if _NESTED.match(letters, place + 1):
            whole = False
        elif _OF_OTHERS.match(letters, place + 1):
            return None
        elif parts and number.value > found["m"].value and letters[start:place].rstrip().endswith(", and"):
            # "14 women, of whom 12 were white, and 22 men": the list ended before
            whole = False
            break
        else:
            parts.append(number)
    last = max((place for place, number in sentence.at.items() if number in parts), default=start)
    rest = letters[start : end.start() if end else len(letters)]
    uncounted = _UNCOUNTED.search(rest) or re.search(r"\band\b", rest[last - start :])
    return _List(tuple(parts), whole and uncounted is None)


def _split_claim(sentence: Sentence, found: Found, listed: _List) -> Claim | None:
    whole, parts = found["m"], listed.parts
    numbers = (whole, *parts)
    total = sum((part.value for part in parts), Fraction(0))
    sums = " + ".join(str(part.value) for part in parts)
    largest = max(part.value for part in parts)
    link = found.words("link")
    if total == whole.value:
        return part_claim(sentence, numbers, Verdict.HOLDS, f"{sums} = {total}.")
    if parts[0].value <= whole.value and not listed.whole:
        return None
    if largest > whole.value >= parts[0].value and link not in _EXHAUSTIVE:
        # "47 were allowed, of which 12 in part, 53 were dismissed": the list ended before
        return None
    others = [n for p, n in sentence.at.items() if p < found.match.start("m") and n.sort is Sort.COUNT and n.is_whole]
    if any(other.value >= max(total, largest) for other in others):
        # "37 patients in a ward built for 24, of whom 30 …"
        return None
    if largest > whole.value:
        why = f"{largest} is more than the whole, {whole.value}."
        return part_claim(sentence, numbers, Verdict.FAILS, why, expected=f"no part above {whole.value}")
    if link in _EXHAUSTIVE:
        why = f"{sums} = {total}, not {whole.value}."
        return part_claim(sentence, numbers, Verdict.FAILS, why, expected=f"parts that sum to {whole.value}")
    if total > whole.value:
        return part_claim(sentence, numbers, Verdict.HOLDS, f"No part is more than {whole.value}; the groups overlap.")
    left = whole.value - total
    if link and left * _NEAR_WHOLE <= whole.value:
        why = f"{sums} = {total}, which leaves {left} of {whole.value}; the words allow it."
        return part_claim(sentence, numbers, Verdict.DOUBTFUL, why)
    return part_claim(sentence, numbers, Verdict.HOLDS, f"No part is more than {whole.value}, and others may remain.")


def _overall(sentence: Sentence, before: Sentence | None) -> Iterator[Claim]:
    """Judge a rate of a whole against the rates of its parts, between which it must lie."""
    whole: Number | None = None
    parts: list[Number] = []
    if match := re.search(r"\ue001(?::|\s[\u2013\u2014])\s(?=[^\ue001]{0,20}[\ue000\ue001]\sfor\b)", sentence.letters):
        whole = sentence.at[match.start()]
        parts = _rates(sentence, match.end())
    elif (
        before is not None
        and before.passage == sentence.passage
        and re.match(
            r"\s*(?:this|these|it)\s(?:included|comprised|was\smade\sup\sof)\b", sentence.letters, re.IGNORECASE
        )
    ):
        rates = [number for number in before.numbers if number.sort is Sort.PERCENT]
        whole = rates[0] if len(rates) == 1 else None
        parts = _rates(sentence, 0)
    if whole is None or len(parts) < 2:  # noqa: PLR2004 - one part is no division
        return
    low, high = min(part.value for part in parts), max(part.value for part in parts)
    numbers = tuple(parts) if whole not in sentence.numbers else (whole, *parts)
    between = f"between {exactly(low)} and {exactly(high)}"
    unit = Fraction(1, 10**whole.decimals)
    if low - unit <= whole.value <= high + unit:
        yield part_claim(
            sentence, numbers, Verdict.HOLDS, f"The whole, {exactly(whole.value)}, lies {between}, its parts."
        )
    else:
        why = f"The whole, {exactly(whole.value)}, does not lie {between}, as it must unless parts are missing."
        yield part_claim(sentence, numbers, Verdict.DOUBTFUL, why)


def _rates(sentence: Sentence, start: int) -> list[Number]:
    """Return the rates from a place on: percentages, and numbers with a point whose unit is understood."""
    return [
        number
        for place, number in sentence.at.items()
        if place >= start
        and number.sort in (Sort.PERCENT, Sort.COUNT)
        and (number.sort is Sort.PERCENT or number.decimals)
        and re.match(r".\s(?:for|in|among|of)\b", sentence.letters[place:])
    ]
