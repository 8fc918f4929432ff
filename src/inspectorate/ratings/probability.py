"""How probable each rating is, given that the inspected cases stand for a caseload."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate, pairwise

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.ratings.case_based import band_of


def rating_probabilities(
    *, framework: Framework, shares: Mapping[str, Share], cases: int, population: int
) -> tuple[tuple[str, float], ...]:
    """Compute the probability of each rating that the rules could give a case-based standard, lowest rating first.

    ``shares`` are the key questions' of one standard, counted in ``cases`` cases drawn from a ``population``.

    The model. The cases are a simple random sample, without replacement, of the population. Before looking, every
    number of yes among the population's relevant cases is taken as equally likely (a uniform prior). The yes among the
    cases that were not inspected then follow a beta-binomial distribution with parameters yes + 1 and no + 1. Where
    not every inspected case was relevant, the relevant ones make up the same part of the population. Key questions are
    taken as independent of each other given the data; in truth they are associated, which makes extreme ratings
    somewhat more probable than is said here. Each simulated population is banded by the framework's own rules, the
    lowest percentage deciding. What a panel might decide, and doubt about any single judgement, are outside the model.

    Returns nothing where no key question has a relevant case.

    Raises:
        ValueError: the population is smaller than the sample.
    """
    if population < cases:
        raise ValueError(f"a population of {population} is smaller than its sample of {cases}")
    ratings = [band.rating for band in framework.rules.bands.bands]
    counted = [share for share in shares.values() if share.relevant]
    if not counted:
        return ()
    at_least = [1.0] * len(ratings)
    for share in counted:
        relevant = max(share.relevant, round(population * share.relevant / cases))
        for position, probability in enumerate(_at_least(framework, share, relevant, ratings)):
            at_least[position] *= probability
    exactly = [higher - lower for higher, lower in pairwise([*at_least, 0.0])]
    return tuple(zip(ratings, exactly, strict=True))


def _at_least(framework: Framework, share: Share, population: int, ratings: list[str]) -> list[float]:
    """Return, for each rating, the probability that the population's percentage lies in its band or above."""
    rest = population - share.relevant
    weights = beta_binomial(rest, share.yes + 1, share.no + 1)
    # from above, so that a small probability is a sum of small numbers
    tails = [*accumulate(reversed(weights)), 0.0]
    needed = [_fewest(framework, share, population, framework.rank(rating)) for rating in ratings]
    return [tails[rest - fewest] if fewest <= rest else 0.0 for fewest in needed]


def _fewest(framework: Framework, share: Share, population: int, rank: int) -> int:
    """Return the fewest further yes with which the population's percentage reaches a rank; more than all if none do."""

    def reached(further: int) -> int:
        band = band_of(framework, Share(share.yes + further, population))
        return -1 if band is None else framework.rank(band)

    return bisect_left(range(population - share.relevant + 1), rank, key=reached)


def beta_binomial(trials: int, alpha: int, beta: int) -> list[float]:
    """Return the probability of 0, 1 … ``trials`` successes under a beta-binomial distribution.

    >>> beta_binomial(2, 1, 1)
    [0.3333333333333333, 0.3333333333333333, 0.3333333333333333]
    """
    logs = [
        math.lgamma(trials + 1)
        - math.lgamma(count + 1)
        - math.lgamma(trials - count + 1)
        + math.lgamma(count + alpha)
        + math.lgamma(trials - count + beta)
        for count in range(trials + 1)
    ]
    most = max(logs)
    weights = [math.exp(log - most) for log in logs]
    total = math.fsum(weights)
    return [weight / total for weight in weights]
