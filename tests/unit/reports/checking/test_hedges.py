"""What a word before a figure allows."""

from fractions import Fraction

import pytest

from inspectorate.reports.checking.arithmetic import Range
from inspectorate.reports.checking.hedges import Hedge, hedge_of, hedged
from inspectorate.reports.checking.model import Verdict

HALF = Fraction(50)


def printed(value: int) -> Range:
    return Range(Fraction(value) - Fraction(1, 2), Fraction(value) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("words", "actual", "verdict"),
    [
        ("more than ", printed(55), Verdict.HOLDS),
        ("more than ", printed(50), Verdict.DOUBTFUL),
        ("more than ", Range.exactly(HALF), Verdict.FAILS),
        ("more than ", printed(49), Verdict.FAILS),
        ("just over ", printed(51), Verdict.HOLDS),
        ("just over ", printed(62), Verdict.DOUBTFUL),
        ("at least ", Range.exactly(HALF), Verdict.HOLDS),
        ("up to ", Range.exactly(HALF), Verdict.HOLDS),
        ("less than ", printed(49), Verdict.HOLDS),
        ("less than ", printed(52), Verdict.FAILS),
        ("nearly ", printed(46), Verdict.HOLDS),
        ("nearly ", printed(50), Verdict.HOLDS),
        ("nearly ", printed(53), Verdict.FAILS),
        ("nearly ", printed(40), Verdict.DOUBTFUL),
        ("about ", printed(54), Verdict.HOLDS),
        ("about ", printed(58), Verdict.DOUBTFUL),
        ("about ", printed(70), Verdict.FAILS),
        ("", printed(48), Verdict.HOLDS),
        ("", printed(46), Verdict.DOUBTFUL),
        ("", printed(40), Verdict.FAILS),
    ],
)
def test_a_hedged_half_is_judged_by_its_words(words: str, actual: Range, verdict: Verdict) -> None:
    assert hedged(hedge_of(words), HALF, actual) is verdict


def test_hedge_of_just_over_is_not_plain_over() -> None:
    assert hedge_of("just over ") is Hedge.JUST_ABOVE
    assert hedge_of("over ") is Hedge.ABOVE
    assert hedge_of("slightly fewer than ") is Hedge.JUST_BELOW
