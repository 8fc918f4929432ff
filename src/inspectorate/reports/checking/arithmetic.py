"""What printed digits allow, and the nearest figures that would have given what was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import PERCENT, decimal_text
from inspectorate.reports.checking.model import Number

NEAR = 3
"""How many cases away a repair is looked for."""
HALF = 50


@dataclass(frozen=True, slots=True)
class Range:
    """The percentages that a printed one can stand for: between ``low`` and ``high``, both included."""

    low: Fraction
    high: Fraction

    def holds(self, value: Fraction) -> bool:
        """Say whether a value lies in the range."""
        return self.low <= value <= self.high

    @classmethod
    def exactly(cls, value: Fraction) -> Range:
        """Return the range of one value."""
        return cls(value, value)


def range_of(percent: Number) -> Range:
    """Return what a printed percentage can stand for, whichever way it was rounded.

    Halves up, halves down and halves to even are all in use, so both ends belong to the range.
    """
    unit = Fraction(1, 2 * 10**percent.decimals)
    return Range(percent.value - unit, percent.value + unit)


def percentage(count: Fraction | int, base: Fraction | int) -> Fraction:
    """Return the exact percentage of a count of a base; the base is not nought."""
    return Fraction(count) * PERCENT / Fraction(base)


def selections(numbers: Sequence[Number]) -> Iterator[tuple[Number, ...]]:
    """Go through every way of taking one or more of some numbers, the most of them first."""
    for size in range(len(numbers), 0, -1):
        yield from combinations(numbers, size)


def roundings(exact: Fraction, places: int) -> tuple[Fraction, ...]:
    """Return what a percentage may be printed as: one value, or both neighbours of a tie.

    >>> [str(value) for value in roundings(Fraction(25, 2), 0)]
    ['12', '13']
    """
    scale = 10**places
    scaled = exact * scale
    below = scaled.numerator // scaled.denominator
    rest = scaled - below
    if rest == Fraction(1, 2):
        return (Fraction(below, scale), Fraction(below + 1, scale))
    return (Fraction(below + (rest > Fraction(1, 2)), scale),)


def like(percent: Number, value: Fraction) -> str:
    """Write a percentage the way another one is printed: with its decimal places, with a sign or in words."""
    unit = "%" if percent.text.endswith("%") else " per cent"
    return f"{decimal_text(value, percent.decimals)}{unit}"


def right_percentages(exact: Fraction, percent: Number) -> str:
    """Write what should have been printed; both values where it is a tie."""
    *first, last = roundings(exact, percent.decimals)
    return " or ".join([*(decimal_text(value, percent.decimals) for value in first), like(percent, last)])


def exactly(value: Fraction) -> str:
    """Write an exact percentage with two decimal places, fewer where it needs none.

    >>> exactly(Fraction(175, 4)), exactly(Fraction(50)), exactly(Fraction(100, 3))
    ('43.75', '50', '33.33')
    """
    text = decimal_text(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def repairs(count: int, base: int, percent: Number) -> tuple[str, ...]:
    """Return up to three nearby counts and bases that would have given a printed percentage, the nearest first."""
    allowed = range_of(percent)
    found: list[str] = []
    for step in range(1, NEAR + 1):
        for near_count, near_base in (
            (count, base - step),
            (count, base + step),
            (count - step, base),
            (count + step, base),
        ):
            if 0 <= near_count <= near_base and near_base > 0 and allowed.holds(percentage(near_count, near_base)):
                found.append(f"{near_count} of {near_base}")
    return tuple(found[:3])


def attained(percent: Number, base: int) -> tuple[int, ...]:
    """Return the counts of a base that a printed percentage can stand for."""
    allowed = range_of(percent)
    first = -(-(allowed.low * base) // PERCENT)
    last = (allowed.high * base) // PERCENT
    return tuple(range(max(0, int(first)), min(base, int(last)) + 1))


def explaining_bases(percent: Number, base: int, *, least: int) -> tuple[int, ...]:
    """Return the bases below a base, down to ``least``, that would give a printed percentage; the largest first."""
    return tuple(smaller for smaller in range(base - 1, max(least, 1) - 1, -1) if attained(percent, smaller))


def change_of_meaning(printed: Fraction, right: Fraction, framework: Framework | None) -> str:
    """Return a sentence where a slip changes the meaning: another band, or the other side of a half; else nothing."""
    bounds = [band.from_ for band in framework.rules.bands.bands] if framework is not None else []
    if any((printed < bound) != (right < bound) for bound in bounds):
        return "The slip crosses the boundary of a band."
    if (printed - HALF) * (right - HALF) < 0:
        return "The slip crosses the half."
    return ""
