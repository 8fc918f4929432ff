"""A small grammar for claims: regular expressions in which ``<n>``, ``<p>`` and ``<f>`` stand for numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspectorate.reports.checking.model import Claim, Kind, Number, Span, Verdict
from inspectorate.reports.checking.sentences import COUNT, FRACTION, OTHER, PERCENT, Sentence

_NAMED = re.compile(r"<([nmpfqx])(\d*)>")
_KINDS = {
    "n": COUNT,
    "m": COUNT,
    "p": PERCENT,
    "f": FRACTION,
    "q": f"[{PERCENT}{FRACTION}]",
    "x": f"[{COUNT}{PERCENT}{FRACTION}{OTHER}]",
}
NO_NUMBER = f"[^{COUNT}{PERCENT}{FRACTION}{OTHER}\t;]"
"""Matches one letter of ordinary words: no number, no end of a cell, no semicolon."""
OPEN, CLOSE = r"[(\[]", r"[)\]]"
DASH = r"\s?[\u2013\u2014-]\s?"


@dataclass(frozen=True)
class Found:
    """A shape found in a sentence: its numbers by name, and what it covers."""

    sentence: Sentence
    match: re.Match[str]

    def __getitem__(self, name: str) -> Number:
        return self.sentence.at[self.match.start(name)]

    def get(self, name: str) -> Number | None:
        """Return a number by its name; None where the shape left it out or has none of that name."""
        if name not in self.match.re.groupindex or self.match.start(name) < 0:
            return None
        return self.sentence.at[self.match.start(name)]

    def words(self, name: str) -> str:
        """Return the letters of a named group in lower case, empty where it is left out."""
        return (self.match[name] or "").lower() if name in self.match.re.groupindex else ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return every number that the shape covers, in order."""
        return tuple(
            number for place, number in self.sentence.at.items() if self.match.start() <= place < self.match.end()
        )

    @property
    def span(self) -> Span:
        """Return the stretch that the shape covers."""
        return self.sentence.span(self.match.start(), self.match.end())

    @property
    def text(self) -> str:
        """Return what is printed there."""
        return self.sentence.words(self.match.start(), self.match.end())

    def claim(
        self,
        kind: Kind,
        verdict: Verdict,
        why: str,
        *,
        expected: str = "",
        numbers: Iterable[Number] | None = None,
    ) -> Claim:
        """Make the claim that this shape is; by default it accounts for every number that the shape covers."""
        own = self.numbers if numbers is None else tuple(numbers)
        return Claim(kind, self.text, self.sentence.where, (self.span,), own, verdict, why, expected)


class Shape:
    """One way of saying a claim.

    ``<n>`` and ``<m>`` stand for a count, ``<p>`` for a percentage, ``<f>`` for a fraction, ``<q>`` for either of the
    two, ``<x>`` for any number; a figure after the letter tells several apart (``<n1>``). Case does not matter.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(
            _NAMED.sub(lambda match: f"(?P<{match[1]}{match[2]}>{_KINDS[match[1]]})", pattern), re.IGNORECASE
        )

    def found_in(self, sentence: Sentence) -> Iterator[Found]:
        """Go through the places of a sentence where the shape stands."""
        if sentence.numbers:
            for match in self.pattern.finditer(sentence.letters):
                yield Found(sentence, match)


def first_found(shapes: Iterable[Shape], sentence: Sentence) -> Iterator[Found]:
    """Go through what shapes find in a sentence, in its order; no number is given to two, the earlier shape wins."""
    taken: set[int] = set()
    found: list[Found] = []
    for shape in shapes:
        for one in shape.found_in(sentence):
            places = {place for place in sentence.at if one.match.start() <= place < one.match.end()}
            if not places & taken:
                taken |= places
                found.append(one)
    yield from sorted(found, key=lambda one: one.match.start())
