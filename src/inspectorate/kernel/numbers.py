"""Exact numbers, and the one place where a number is rounded."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

PERCENT = 100


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """A count and its base: ``yes`` of ``relevant`` cases, both whole and exact.

    A share with a base of zero has no fraction: there were no relevant cases, which is not the same as none of them.

    Raises:
        ValueError: a negative count, or more yes than relevant.
    """

    yes: int
    relevant: int

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.relevant:
            raise ValueError(f"{self.yes} of {self.relevant} is no share")

    @property
    def no(self) -> int:
        """Return the relevant cases that were not a yes."""
        return self.relevant - self.yes

    @property
    def fraction(self) -> Fraction | None:
        """Return the share as an exact fraction; None where there are no relevant cases."""
        return Fraction(self.yes, self.relevant) if self.relevant else None

    @property
    def percentage(self) -> Fraction | None:
        """Return the exact percentage, unrounded; None where there are no relevant cases."""
        return None if self.fraction is None else self.fraction * PERCENT

    def __add__(self, other: Share) -> Share:
        return Share(self.yes + other.yes, self.relevant + other.relevant)


def round_half_up(value: Fraction, places: int = 0) -> Fraction:
    """Round to a number of decimal places, ties towards plus infinity.

    This is the one rounding rule: every figure that is shown has gone through it once, and only once.

    >>> round_half_up(Fraction(125, 10))
    Fraction(13, 1)
    >>> round_half_up(Fraction(1, 3), places=2)
    Fraction(33, 100)
    """
    scale = 10**places
    return Fraction((value * scale * 2 + 1) // 2, scale)


def whole_percent(share: Share) -> int | None:
    """Return the percentage that is published: a whole number, halves up; None where there are no relevant cases.

    >>> whole_percent(Share(17, 36)), whole_percent(Share(1, 8)), whole_percent(Share(0, 0))
    (47, 13, None)
    """
    return None if share.percentage is None else int(round_half_up(share.percentage))


def decimal_text(value: Fraction, places: int) -> str:
    """Write a fraction with a fixed number of decimal places, halves up, with thousands separators.

    >>> decimal_text(Fraction(19787, 10), 0), decimal_text(Fraction(1, 3), 1), decimal_text(Fraction(-1, 4), 1)
    ('1,979', '0.3', '-0.2')
    """
    rounded = round_half_up(value, places)
    sign = "-" if rounded < 0 else ""
    scaled = abs(rounded) * 10**places
    whole, rest = divmod(int(scaled), 10**places)
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")
