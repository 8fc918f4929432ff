"""Numbers as reports print them, and their truth by exact arithmetic: written without looking at the checker's own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

_ONES = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["nought", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """Return a whole number below 1,000 in words.

    >>> in_words(21), in_words(100), in_words(312)
    ('twenty-one', 'one hundred', 'three hundred and twelve')
    """
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    rest = f" and {in_words(value % 100)}" if value % 100 else ""
    return f"{_ONES[value // 100]} hundred{rest}"


def share(count: int, base: int) -> Fraction:
    """Return a count of a base in points of 100."""
    return Fraction(100 * count, base)


def rounded(exact: Fraction, places: int, *, to_even: bool) -> Fraction:
    """Round to a number of places, a half up or to the even neighbour."""
    scaled = exact * 10**places
    below = math.floor(scaled)
    rest = scaled - below
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (below % 2 == 1 if to_even else True))
    return Fraction(below + up, 10**places)


def may_print(exact: Fraction, printed: Fraction, places: int) -> bool:
    """Say whether any way of rounding prints an exact percentage so."""
    return abs(exact - printed) <= Fraction(1, 2 * 10**places)


def counts_that_print(printed: Fraction, base: int, places: int = 0) -> list[int]:
    """Return every count of a base whose percentage may be printed so, by trying each."""
    scale = 10**places
    # as `may_print`, in whole numbers
    return [count for count in range(base + 1) if abs(100 * scale * count - int(printed * scale) * base) * 2 <= base]


def fisher(one: tuple[int, int], other: tuple[int, int]) -> Fraction:
    """Return the two-sided probability of Fisher's exact test, from the tables that are as unlikely or more so."""
    (a, first), (b, second) = one, other
    chosen = a + b
    ways = [math.comb(first, k) * math.comb(second, chosen - k) for k in range(chosen + 1)]
    return Fraction(sum(way for way in ways if way <= ways[a]), sum(ways))


@dataclass(frozen=True)
class Style:
    """How a report writes its numbers: words up to a limit, its sign for per cent, places after the point."""

    words_to: int
    sign: str
    places: int
    to_even: bool
    starts_in_words: bool

    def count(self, value: int) -> str:
        if value <= self.words_to:
            return in_words(value)
        return f"{value:,}"

    def percent(self, value: Fraction) -> str:
        return f"{self.bare(value)}{self.sign}"

    def bare(self, value: Fraction) -> str:
        whole = value.denominator == 1
        if whole and value == 0 and self.words_to and self.sign != "%":
            return "nought" if self.to_even else "0"
        if whole and self.sign != "%" and value <= min(self.words_to, 10):
            return in_words(int(value))
        return f"{float(value):.{self.places}f}" if self.places else str(int(value))

    def of(self, count: int, base: int) -> Fraction:
        """Return the percentage that is printed for a count of a base."""
        return rounded(share(count, base), self.places, to_even=self.to_even)

    def sentence(self, text: str) -> str:
        """Begin a sentence: with a capital letter, and with a word where the house does not begin with figures."""
        marks = re.match(r"\u00ab*", text)
        begin = marks.end() if marks else 0
        rest = text[begin:]
        figures = re.match(r"(\d{1,3})(?= [a-z])(?! per)|(\d{1,2})(?= per cent)", rest)
        if figures and self.starts_in_words:
            rest = in_words(int(figures[0])) + rest[figures.end() :]
        return text[:begin] + rest[:1].upper() + rest[1:]


def style(random: Random, *, places: int | None = None) -> Style:
    """Draw a house's style."""
    return Style(
        words_to=random.choice((9, 9, 10, 0, 20, 100)),
        sign=random.choice((" per cent", " per cent", "%", "%", " percent")),
        places=int(random.random() < 0.25) if places is None else places,
        to_even=random.random() < 0.5,
        starts_in_words=random.random() < 0.7,
    )


def pair(random: Random, *, least: int = 3, most: int = 120) -> tuple[int, int]:
    """Draw a count and its base, neither none nor all of it."""
    base = random.choice((random.randint(least, 60), random.randint(least, most)))
    return random.randint(1, base - 1), base


def wrong_percents(count: int, base: int, how: Style) -> Iterator[Fraction]:
    """Go through the percentages 1 to 20 points off that no rounding prints, for a count of a base.

    Left out are those that could be read in another way, on which no reader can insist: the percentage of the rest,
    and one that is right when the last figure of the count or base is a footnote's mark.
    """
    right = how.of(count, base)
    for step in range(1, 21):
        for printed in (right - step, right + step):
            if 0 < printed < 100 and _is_wrong(count, base, printed, how):
                yield printed


def wrong_pairs(count: int, base: int, printed: Fraction, how: Style) -> Iterator[tuple[str, int, int]]:
    """Go through nearby counts and other bases that do not fit a printed percentage, each with the slip's name."""
    for other in range(max(1, base // 2), base * 2):
        if other != base and count < other and _is_wrong(count, other, printed, how):
            yield ("a swapped base", count, other)
    for step in range(1, 7):
        for other in (count - step, count + step):
            if 0 < other < base and _is_wrong(other, base, printed, how):
                yield ("a wrong count", other, base)


def _is_wrong(count: int, base: int, printed: Fraction, how: Style) -> bool:
    readings = (share(count, base), *_readings(count, base))
    return not is_idiom(count, base, printed) and not any(may_print(one, printed, how.places) for one in readings)


def _readings(count: int, base: int) -> list[Fraction]:
    """Return what else a count and base can be read as: the rest of the base, or one with a footnote's mark in it."""
    readings = [share(base - count, base)]
    readings += [share(count // 10, base)] if count >= 10 else []
    readings += [share(count, base // 10)] if base >= 10 and base // 10 >= count else []
    return readings


def is_idiom(count: int, base: int, printed: Fraction) -> bool:
    """Say whether "two out of five" may be meant as a proportion in words beside a percentage."""
    return base in {2, 3, 4, 5, 10} and abs(share(count, base) - printed) <= Fraction(5, 2)
