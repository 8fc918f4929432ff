"""Ratings that are counted: "11 of the 13 were rated Good, one Requires improvement and one Outstanding"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import exactly
from inspectorate.reports.checking.claims.exclusive import exclusive_claim
from inspectorate.reports.checking.claims.n_of_m import BASE_WORDS, NOUNS, OF
from inspectorate.reports.checking.claims.parts import LIST, has_ratings, part_claim
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Number, Verdict
from inspectorate.reports.checking.sentences import OTHER, Sentence

EXAMPLES = (
    ("Of the 12 standards, seven were rated Good, four Requires improvement and one Inadequate.", Verdict.HOLDS),
    ("Nine of the 12 standards were rated Good, three Requires improvement and one Inadequate.", Verdict.FAILS),
    ("Of the 10 wards, six were rated good, three required improvement and one was inadequate.", Verdict.HOLDS),
    ("Half of them were rated Good and half Inadequate.", Verdict.HOLDS),
    ("Ten per cent were rated Outstanding, 60 per cent Good and 40 per cent Inadequate.", Verdict.FAILS),
)

_RATING = r"[\u2018'\"\u201c]?(?P<rating>outstanding|good|requir(?:es?|ed|ing)\simprovement|inadequate)\b"
_SHORT = rf"(?:(?!\b(?:outstanding|good|improvement|inadequate)\b){NO_NUMBER}){{0,90}}?"
_COUNTED = (
    Shape(rf"<n>(?:{NOUNS}{OF}<m>)?{_SHORT}{_RATING}(?!\s(?:enough|practice|work|deal|quality|idea|reason))"),
    Shape(rf"{_RATING}[\u2019'\"\u201d]?\s(?:in|for)\s(?:<n>(?:\sout)?(?:{OF}<m>)?)"),
)
_NONE = re.compile(r"\bnot\s(?:a\s(?:single\s)?)?\Z", re.IGNORECASE)
"""Before a count that is none: "not one was rated Good"."""
_UNRATED = re.compile(r"\bnot\s(?:yet\s)?(?:been\s)?(?:inspected|rated|judged|graded)\b", re.IGNORECASE)
_HALVES = Shape(rf"<f>(?:\sof\s(?:these|them|those|the\s[a-z]+))?{_SHORT}{_RATING}")
_SHARES = Shape(rf"<p>{_SHORT}{_RATING}")
_WHOLE = Shape(
    rf"\b(?:inspected|reviewed|rated|of\sthe|of|of\sall|assessed|judged)\s{BASE_WORDS}<m>(?=\s(?!out\b|points?\b)[a-z])"
)


_ASPECT = re.compile(
    rf"\b(?:outstanding|good|improvement|inadequate)[\u2019'\"\u201d]?\s(?:for\s(?!at\b)|overall\b|on\s|in\s(?:{OTHER}|terms\b))",
    re.IGNORECASE,
)
"""A rating of one aspect or one year, beside which another one may be counted over the same services again."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every list of ratings with how many were given each."""
    for sentence in material.sentences:
        if sentence.numbers:
            yield from _ratings(sentence)


def _ratings(sentence: Sentence) -> Iterator[Claim]:
    """Judge counts, fractions or percentages that are given to ratings."""
    if not has_ratings(sentence) or _ASPECT.search(sentence.letters):
        return
    counted = _by_rating(_COUNTED, sentence)
    if counted is not None:
        first = min(counted.values(), key=lambda found: found.match.start("n"))
        if any(found.get("m") and found is not first for found in counted.values()):
            # each has a whole of its own: "four were Good; in 2015 three of four were Inadequate"
            return
        wholes = [found["m"] for found in counted.values() if found.get("m")]
        parts = tuple(found["n"] for found in counted.values())
        if not wholes:
            wholes = [found["m"] for found in _WHOLE.found_in(sentence) if found["m"] not in parts][:1]
        claim = _counts(sentence, parts, wholes[0] if wholes else None)
        far = bool(wholes) and not any(found.get("m") for found in counted.values())
        if far and any(part.value > wholes[0].value for part in parts):
            # "of the three regions, 12 services were Good": the whole is one of something else
            claim = replace(claim, verdict=Verdict.DOUBTFUL)
        yield claim
    halves = _by_rating((_HALVES,), sentence)
    if halves is not None:
        fractions = tuple(found["f"] for found in halves.values())
        total = sum((number.value for number in fractions), Fraction(0))
        verdict = Verdict.HOLDS if total <= 1 else Verdict.FAILS
        yield part_claim(sentence, fractions, verdict, f"Together they are {exactly(total * PERCENT)} per cent.")
    shares = _by_rating((_SHARES,), sentence)
    if shares is not None and len(shares) >= LIST:
        yield exclusive_claim(sentence, tuple(found["p"] for found in shares.values()), complete=False)


def _by_rating(shapes: tuple[Shape, ...], sentence: Sentence) -> dict[str, Found] | None:
    """Return what each rating is given, where at least two are and none twice."""
    found_by_rating: dict[str, Found] = {}
    used: set[Number] = set()
    for shape in shapes:
        for found in shape.found_in(sentence):
            rating = re.sub(r"requir\w+", "requires", found.words("rating"))
            if used.intersection(found.numbers) or _NONE.search(sentence.letters, 0, found.match.start()):
                continue
            if rating in found_by_rating:
                return None
            used.update(found.numbers)
            found_by_rating[rating] = found
    return found_by_rating if len(found_by_rating) > 1 else None


def _counts(sentence: Sentence, parts: tuple[Number, ...], whole: Number | None) -> Claim:
    total = sum((part.value for part in parts), Fraction(0))
    sums = " + ".join(str(part.value) for part in parts)
    if whole is None:
        why = f"{sums} = {total}, and no whole is printed beside it."
        return part_claim(sentence, parts, Verdict.CANNOT_TELL, why)
    numbers = (*parts, whole)
    if total == whole.value:
        return part_claim(sentence, numbers, Verdict.HOLDS, f"{sums} = {total}.")
    if total > whole.value:
        why = f"{sums} = {total}, which is more than {whole.value}."
        return part_claim(sentence, numbers, Verdict.FAILS, why, expected=f"parts that sum to {whole.value}")
    left = whole.value - total
    if len(parts) >= LIST and not _UNRATED.search(sentence.letters):
        return part_claim(
            sentence, numbers, Verdict.DOUBTFUL, f"{sums} = {total}, which leaves {left} of {whole.value}."
        )
    return part_claim(
        sentence, numbers, Verdict.HOLDS, f"{sums} = {total}, no more than {whole.value}; {left} are left."
    )
