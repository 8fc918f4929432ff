"""How many cases: from a confidence and a margin, with the correction for a finite population."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, isqrt
from statistics import NormalDist

from inspectorate.kernel.numbers import PERCENT, decimal_text, round_half_up
from inspectorate.kernel.problems import Place, Problems
from inspectorate.sampling import faults

CONFIDENCE = Fraction(80)
MARGIN = Fraction(5)
PROPORTION = Fraction(1, 2)
"""The share that needs most cases; whatever the true share is, the margin then holds."""
Z_PLACES = 6
"""The normal quantile is rounded to this many places, and all that follows is exact."""

_FINE = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize:
    """A number of cases, and what it gives.

    ``confidence`` is in per cent and ``margin`` in percentage points, the one that ``cases`` give. ``asked`` is
    the margin that was asked for, which is at least that; None where the number was chosen.
    """

    population: int
    cases: int
    confidence: Fraction
    margin: Fraction
    z: Fraction
    asked: Fraction | None = None

    @property
    def says(self) -> str:
        """Return the sentence that says what the size means."""
        confidence = decimal_text(self.confidence, 0 if self.confidence.denominator == 1 else 1)
        if self.cases == self.population:
            return f"All {self.population:,} eligible cases are inspected, so that no chance comes in."
        margin = decimal_text(self.margin, 1)
        return (
            f"{self.cases:,} of {self.population:,} eligible cases: if samples like this were drawn again and again,"
            f" then in {confidence} of 100 of them a percentage of all {self.cases:,} cases would lie within {margin}"
            f" points of that of all {self.population:,}."
            " Percentages of fewer cases, such as those of a group, are less sure."
        )


def quantile(confidence: Fraction) -> Fraction:
    """Return the two-sided normal quantile of a confidence in per cent, to six decimal places.

    >>> str(quantile(Fraction(80))), str(quantile(Fraction(95)))
    ('80097/62500', '489991/250000')
    """
    return round_half_up(Fraction(NormalDist().inv_cdf(float((1 + confidence / PERCENT) / 2))), places=Z_PLACES)


def sample_size(
    *,
    population: int,
    confidence: Fraction = CONFIDENCE,
    margin: Fraction = MARGIN,
    proportion: Fraction = PROPORTION,
) -> SampleSize:
    """Return the smallest number of cases whose margin is at most the one asked for.

    ``n = N z² p q / (e² (N - 1) + z² p q)``, rounded up; z is the two-sided normal quantile to six decimal places,
    p the proportion, q the rest of 1, e the margin. Everything after z is exact. It is what follows from
    ``e = z sqrt(p q / n * (N - n) / (N - 1))``.

    Source: W. G. Cochran, Sampling Techniques, third edition (1977), section 4.4, with the correction for a finite
    population of theorem 3.2.

    >>> sample_size(population=45).cases, sample_size(population=1979).cases
    (36, 152)

    Raises:
        ProblemsFound: a number is out of its range.
    """
    problems = Problems()
    for what, value, top in (
        ("confidence", confidence, PERCENT),
        ("margin", margin, PERCENT),
        ("proportion", proportion, 1),
    ):
        if not 0 < value < top:
            problems.add(faults.NUMBER_OUT_OF_RANGE.at(Place(), what=what, value=value, above=0, below=top))
    if population < 1:
        problems.add(faults.NO_ELIGIBLE_CASE.at(Place(), cases=population))
    problems.raise_errors()
    z = quantile(confidence)
    spread = z * z * proportion * (1 - proportion)
    within = (margin / PERCENT) ** 2
    cases = max(1, ceil(population * spread / (within * (population - 1) + spread)))
    return SampleSize(
        population=population,
        cases=cases,
        confidence=confidence,
        margin=_margin(cases, population, spread),
        z=z,
        asked=margin,
    )


def size_chosen(*, cases: int, population: int, confidence: Fraction = CONFIDENCE) -> SampleSize:
    """Return what a chosen number of cases gives.

    Raises:
        ProblemsFound: there are not so many, or the confidence is out of its range.
    """
    problems = Problems()
    if not 1 <= cases <= population:
        problems.add(faults.SIZE_IMPOSSIBLE.at(Place(), size=f"{cases:,}", eligible=f"{population:,}"))
    if not 0 < confidence < PERCENT:
        words = {"what": "confidence", "value": confidence, "above": 0, "below": PERCENT}
        problems.add(faults.NUMBER_OUT_OF_RANGE.at(Place(), **words))
    problems.raise_errors()
    z = quantile(confidence)
    margin = _margin(cases, population, z * z * PROPORTION * (1 - PROPORTION))
    return SampleSize(population=population, cases=cases, confidence=confidence, margin=margin, z=z)


def _margin(cases: int, population: int, spread: Fraction) -> Fraction:
    """Return the margin in points of so many cases, rounded up to a millionth so that it is no irrational number."""
    if cases == population:
        return Fraction(0)
    square = spread / cases * Fraction(population - cases, population - 1) * PERCENT**2 * _FINE**2
    root = isqrt(ceil(square))
    return Fraction(root if root * root >= square else root + 1, _FINE)
