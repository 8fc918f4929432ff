"""How far a share of the inspected cases may lie from the share of all cases that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from inspectorate.kernel.numbers import Share
from inspectorate.results.model import Results

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A confidence interval of a share; ``low`` and ``high`` are fractions of 1."""

    low: float
    high: float
    confidence: float


def wilson(
    share: Share, *, population: int | Fraction | None = None, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return Wilson's score interval of a share, narrowed where the population is known; None where the base is zero.

    The interval holds every proportion p that the observed share y/n does not contradict:
    ``|y/n - p| <= z * sqrt(p * (1 - p) / n * (N - n) / (N - 1))``, z being the two-sided normal quantile. Solved for p,
    this is Wilson's interval with ``m = n * (N - 1) / (N - n)`` in place of n::

        (y/n + z²/2m ± z * sqrt(y/n * (1 - y/n) / m + z²/4m²)) / (1 + z²/m)

    Without a population m is n. Where every case was inspected (n = N) nothing is uncertain: both ends are the share.

    Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), pages 209-212; the factor (N - n)/(N - 1) of a simple random sample
    without replacement: W. G. Cochran, Sampling Techniques, third edition (1977), theorem 3.2.

    Args:
        share: yes of relevant cases, taken as a simple random sample.
        population: the number of cases sampled from; an estimate may be a fraction.
        confidence: between 0 and 1, both excluded.

    Raises:
        ValueError: the population is smaller than the sample, or the confidence is out of range.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence} is not between 0 and 1")
    if population is not None and population < share.relevant:
        raise ValueError(f"{share.relevant} cases are no sample of {population}")
    if share.fraction is None:
        return None
    observed = float(share.fraction)
    if population == share.relevant:
        return Interval(low=observed, high=observed, confidence=confidence)
    size: Fraction = Fraction(share.relevant)
    if population is not None:
        size = share.relevant * (Fraction(population) - 1) / (Fraction(population) - share.relevant)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    per_size = z * z / float(size)
    middle = (observed + per_size / 2) / (1 + per_size)
    half = z * sqrt(observed * (1 - observed) / float(size) + per_size / float(size) / 4) / (1 + per_size)
    # no proportion lies outside 0 to 1, and rounding must not put the share outside its own interval
    low = 0.0 if share.yes == 0 else min(max(middle - half, 0.0), observed)
    high = 1.0 if share.no == 0 else max(min(middle + half, 1.0), observed)
    return Interval(low=low, high=high, confidence=confidence)


def interval_of(*, results: Results, question: str, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the interval of a question's share in a set of results; None where it has no relevant cases.

    A question that matters in some cases only has a population of its own, which nobody counted. It is estimated: as
    the relevant cases are to the inspected ones, so are all relevant cases to the population.

    Raises:
        KeyError: the results have no such question.
    """
    share = results.shares[question]
    population: Fraction | None = None
    if results.population is not None and results.cases:
        population = Fraction(results.population * share.relevant, results.cases)
    return wilson(share, population=population, confidence=confidence)
