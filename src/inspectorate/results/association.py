"""Whether two shares differ by more than chance explains."""

from __future__ import annotations

from fractions import Fraction
from math import comb

from inspectorate.kernel.numbers import Share


def fisher_exact(one: Share, other: Share) -> Fraction:
    """Return the two-sided probability of Fisher's exact test for two shares, exactly.

    It is the probability, when the total of yes is kept and nothing but chance divides it, of every division that is
    no likelier than the one observed. Source: R. A. Fisher, Statistical Methods for Research Workers, section 21.02;
    the two-sided sum is the one that R and SciPy use.

    >>> float(round(fisher_exact(Share(8, 11), Share(7, 19)), 3))
    0.128
    """
    both = one.yes + other.yes
    everyone = one.relevant + other.relevant
    low, high = max(0, both - other.relevant), min(one.relevant, both)
    ways = {yes: comb(one.relevant, yes) * comb(other.relevant, both - yes) for yes in range(low, high + 1)}
    observed = ways[one.yes]
    return Fraction(sum(way for way in ways.values() if way <= observed), comb(everyone, both))
