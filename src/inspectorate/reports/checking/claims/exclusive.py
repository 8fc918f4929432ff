"""Percentages of opinions that exclude each other: "62 per cent agreed, 31 disagreed and seven did not know"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import exactly
from inspectorate.reports.checking.claims.parts import part_claim
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Number, Sort, Verdict
from inspectorate.reports.checking.sentences import Sentence

EXAMPLES = (
    ("Forty per cent agreed, 35 per cent disagreed and 25 per cent did not know.", Verdict.HOLDS),
    ("Forty per cent agreed, 45 per cent disagreed and 25 per cent did not know.", Verdict.FAILS),
)

_OTHERS = re.compile(r"\b(?:of\swhom|including|strongly|compared|than)\b", re.IGNORECASE)
"""Words that say that the percentages do not exclude each other, or are of different people."""
_OPINIONS = (
    ("for", r"(?<!not\s)\bagree\w*|(?<!not\s)\bsatisfied|\byes\b|\bpositive|(?<!not\s)\bhappy|\bsafe\b|\bbetter\b"),
    ("against", r"\bdisagree\w*|\bdissatisfied|\bno\b(?!\sopinion)|\bnegative|\bunhappy|\bunsafe|\bworse\b"),
    (
        "neither",
        (
            r"did\snot\sknow|don\Wt\sknow|\bunsure|\bnot\ssure|\bneither|\bneutral|\bno\sopinion|\bundecided|unchanged"
            r"|the\ssame"
        ),
    ),
)


_TOPICS = re.compile(r"agree\w*\s(?:that|with)\b", re.IGNORECASE)
"""Twice in a sentence, opinions of two things."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every list of opinions with their percentages."""
    for sentence in material.sentences:
        if sentence.numbers:
            yield from _opinions(sentence)


def _opinions(sentence: Sentence) -> Iterator[Claim]:
    """Judge percentages of opinions that exclude each other: agreed, disagreed, did not know."""
    if len(_TOPICS.findall(sentence.letters)) > 1:
        return
    places = [place for place, number in sentence.at.items() if number.sort is Sort.PERCENT]
    if not places or _OTHERS.search(sentence.letters):
        return
    given: dict[str, Number] = {}
    for place, following in zip(places, [*places[1:], len(sentence.letters)], strict=True):
        words = sentence.letters[place:following].lower()
        kinds = [kind for kind, pattern in _OPINIONS if re.search(pattern, words)]
        # "did not know" holds a "no" in no sense, and "disagreed" no "agreed"
        if len(kinds) != 1 or kinds[0] in given:
            return
        given[kinds[0]] = sentence.at[place]
    if {"for", "against"} <= set(given):
        numbers = tuple(given.values())
        total = sum((number.value for number in numbers), Fraction(0))
        if "neither" in given or total > PERCENT:
            yield exclusive_claim(sentence, numbers, complete=True)


def exclusive_claim(sentence: Sentence, parts: tuple[Number, ...], *, complete: bool) -> Claim:
    """Judge percentages that exclude each other; ``complete`` says that their words leave no other answer."""
    total = sum((part.value for part in parts), Fraction(0))
    slack = sum((Fraction(1, 2 * 10**part.decimals) for part in parts), Fraction(0))
    sums = " + ".join(exactly(part.value) for part in parts)
    why = f"{sums} = {exactly(total)} per cent."
    if total - slack > PERCENT:
        return part_claim(sentence, parts, Verdict.FAILS, f"{why} Parts that exclude each other make 100 at most.")
    if total + slack >= PERCENT:
        return part_claim(sentence, parts, Verdict.HOLDS, why)
    verdict = Verdict.DOUBTFUL if complete else Verdict.HOLDS
    return part_claim(sentence, parts, verdict, f"{why} {exactly(PERCENT - total)} per cent are left.")
