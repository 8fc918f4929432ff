"""Percentages of opinions that exclude each other: "62 per cent agreed, 31 disagreed and seven did not know"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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

_NAMES = ("for", "against")
_OTHERS = re.compile(r"\b(?:of\swhom|including|strongly|compared|than)\b", re.IGNORECASE)
"""Words that say that the percentages do not exclude each other, or are of different people."""
_FAMILIES = (
    ("agreement", r"\bagree\w*", r"\bdisagree\w*"),
    ("satisfaction", r"\bsatisfied", r"\bdissatisfied|\bnot\ssatisfied"),
    ("answer", r"\byes\b", r"\bno\b(?!\sopinion)"),
    ("view", r"\bpositive", r"\bnegative"),
    ("mood", r"\bhappy", r"\bunhappy|\bnot\shappy"),
    ("safety", r"\bsafe\b", r"\bunsafe|\bnot\ssafe"),
    ("change", r"\bbetter\b", r"\bworse\b"),
)
_SIDES = tuple(
    (name, side, re.compile(pattern)) for name, *sides in _FAMILIES for side, pattern in zip(_NAMES, sides, strict=True)
)
_NEITHER = re.compile(
    r"did\snot\sknow|don\Wt\sknow|\bunsure|\bnot\ssure|\bneither|\bneutral|\bno\sopinion|\bundecided|unchanged|the\ssame"
)
_OBJECT = re.compile(r"\s(?:with|about|of|to|that|in|for|on)\s(?!this\b|it\b|that\b|the\sstatement)")
"""After an opinion, what it is of: the second of two that have one of their own is of something else."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every list of opinions with their percentages."""
    for sentence in material.sentences:
        if sentence.numbers:
            yield from _opinions(sentence)


def _opinions(sentence: Sentence) -> Iterator[Claim]:
    """Judge percentages of opinions that exclude each other: agreed, disagreed, did not know."""
    places = [place for place, number in sentence.at.items() if number.sort is Sort.PERCENT]
    if not places or _OTHERS.search(sentence.letters):
        return
    given: dict[str, Number] = {}
    families: set[str] = set()
    for place, following in zip(places, [*places[1:], len(sentence.letters)], strict=True):
        words = sentence.letters[place:following].lower()
        opinion = _opinion(words)
        if opinion is None or opinion.side in given:
            return
        if given and opinion.side in _NAMES and _OBJECT.match(words, opinion.end):
            return
        given[opinion.side] = sentence.at[place]
        families |= {opinion.family} - {""}
    if set(_NAMES) <= set(given) and len(families) == 1:
        numbers = tuple(given.values())
        total = sum((number.value for number in numbers), Fraction(0))
        if "neither" in given or total > PERCENT:
            yield exclusive_claim(sentence, numbers, complete=True)


@dataclass(frozen=True)
class _Opinion:
    """What some words say: of which family of opinions, on which side, and where the opinion's word ends."""

    family: str
    side: str
    end: int


def _opinion(words: str) -> _Opinion | None:
    """Return the one opinion that the words after a percentage say; None where they say none, or several."""
    neither = _NEITHER.search(words)
    found = [
        _Opinion(family, side, match.end())
        for family, side, pattern in _SIDES
        if (match := pattern.search(words)) and not (side == "for" and re.search(r"\bnot\s$", words[: match.start()]))
    ]
    if neither is not None:
        return None if found else _Opinion("", "neither", neither.end())
    return found[0] if len(found) == 1 else None


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
