"""Finds the numbers and the words for proportions that an author typed, where a figure reference should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from inspectorate.reports.wording import number_words

_DIGITS = r"\d[\d,.:/]*\d|\d"
_UNITS = tuple(number_words(value) for value in range(1, 10))
_TENS = tuple(number_words(value) for value in range(20, 100, 10))
_TEENS = tuple(number_words(value) for value in range(10, 20))
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)})"
_PARTS = "half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth"
_PATTERN = re.compile(
    rf"(?<![\w/])(?:(?P<digits>(?:{_DIGITS})(?:\s*%|\s+per\s+cent\b)?)"
    rf"|(?P<counted>(?:{_WORD}|hundred)\s+(?:per\s+cent|out\s+of|cases)\b)"
    # "one of the …" is said of anything
    rf"|(?P<of_the>(?!one\b)(?:{_WORD}|hundred)\s+of\s+the\b)"
    rf"|(?P<ratio>{_WORD}\s+in\s+(?:{_WORD}|(?:{_DIGITS})))(?!\w)"
    rf"|(?P<part>(?:(?:a|an|{_WORD})[- ](?:{_PARTS})s?|half)\s+of)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What an author typed, where in the text, and whether it is a word for a proportion rather than a number."""

    words: str
    start: int
    is_proportion: bool


def typed_numbers(text: str, proportions: Iterable[str]) -> Iterator[TypedNumber]:
    """Go through the numbers typed in a text, in its order.

    Digits count wherever they stand; number words where what follows makes them a figure ("seven cases", "ten per
    cent", "two in three", "a third of"). ``proportions`` are the framework's words for a percentage: one of several
    words counts wherever it stands, a single word only before "of": "minority ethnic" is no proportion.

    >>> [found.words for found in typed_numbers("A third of the 31 cases, one of the best", ())]
    ['A third of', '31']
    """
    found = [TypedNumber(match[0], match.start(), is_proportion=False) for match in _PATTERN.finditer(text)]
    pattern = _proportion_pattern(tuple(proportions))
    if pattern is not None:
        found += [TypedNumber(match[0], match.start(), is_proportion=True) for match in pattern.finditer(text)]
    yield from sorted(found, key=lambda number: number.start)


@lru_cache(maxsize=8)
def _proportion_pattern(proportions: tuple[str, ...]) -> re.Pattern[str] | None:
    if not proportions:
        return None
    # the longest first, so that "reasonable majority" is not read as "majority"
    phrases = sorted(proportions, key=len, reverse=True)
    options = [re.escape(phrase) + ("" if " " in phrase else r"(?=\s+of\b)") for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(options)})\b", re.IGNORECASE)
