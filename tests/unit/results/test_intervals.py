from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binomtest, norm
from statsmodels.stats.proportion import proportion_confint

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.records.inspection import Inspection
from inspectorate.results.counting import count_answers
from inspectorate.results.intervals import Interval, interval_of, wilson

shares = st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: Share(min(pair), max(pair)))
confidences = st.sampled_from([0.8, 0.9, 0.95, 0.99])


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return interval.low, interval.high


@given(shares, confidences)
def test_wilson_is_that_of_statsmodels_and_scipy(share: Share, confidence: float) -> None:
    found = ends(wilson(share, confidence=confidence))
    expected = proportion_confint(share.yes, share.relevant, alpha=1 - confidence, method="wilson")
    assert found == pytest.approx(expected, abs=1e-9)
    tested = binomtest(share.yes, share.relevant).proportion_ci(confidence, method="wilson")
    assert found == pytest.approx((tested.low, tested.high), abs=1e-9)


@given(shares, st.integers(1, 5000), confidences)
def test_wilson_with_a_population_ends_where_the_score_test_turns(share: Share, more: int, confidence: float) -> None:
    assume(share.yes > 0 and share.no > 0)
    population = share.relevant + more
    observed = share.yes / share.relevant
    z = norm.ppf((1 + confidence) / 2)

    def beyond(p: float) -> float:
        variance = p * (1 - p) / share.relevant * (population - share.relevant) / (population - 1)
        return float((observed - p) ** 2 - z**2 * variance)

    low, high = ends(wilson(share, population=population, confidence=confidence))
    assert low == pytest.approx(brentq(beyond, 0, observed, xtol=1e-14), abs=1e-9)
    assert high == pytest.approx(brentq(beyond, observed, 1, xtol=1e-14), abs=1e-9)


def test_wilson_of_a_published_share_is_narrowed_by_its_caseload() -> None:
    share = Share(17, 36)
    assert ends(wilson(share)) == pytest.approx((0.320, 0.630), abs=5e-4)
    assert ends(wilson(share, population=1979)) == pytest.approx((0.321, 0.629), abs=5e-4)


@given(shares, st.integers(0, 1000))
def test_wilson_holds_its_share_and_narrows_as_the_sample_nears_the_population(share: Share, more: int) -> None:
    known = ends(wilson(share, population=share.relevant + more))
    larger = ends(wilson(share, population=share.relevant + more + 1))
    unknown = ends(wilson(share))
    observed = share.yes / share.relevant
    assert 0 <= unknown[0] <= larger[0] + 1e-12
    assert larger[0] <= known[0] + 1e-12
    assert known[0] <= observed <= known[1]
    assert known[1] <= larger[1] + 1e-12
    assert larger[1] <= unknown[1] + 1e-12
    assert unknown[1] <= 1


@pytest.mark.parametrize("share", [Share(3, 7), Share(0, 7), Share(7, 7), Share(1, 1)])
def test_wilson_is_the_share_itself_where_every_case_was_inspected(share: Share) -> None:
    observed = share.yes / share.relevant
    assert ends(wilson(share, population=share.relevant)) == (observed, observed)


def test_wilson_ends_at_the_bounds_where_all_or_none_said_yes() -> None:
    assert ends(wilson(Share(0, 20)))[0] == 0
    assert ends(wilson(Share(20, 20)))[1] == 1


def test_wilson_is_none_without_relevant_cases() -> None:
    assert wilson(Share(0, 0)) is None
    assert wilson(Share(0, 0), population=100) is None


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_wilson_refuses_a_confidence_that_is_none(confidence: float) -> None:
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        wilson(Share(1, 2), confidence=confidence)


def test_wilson_refuses_a_population_smaller_than_the_sample() -> None:
    with pytest.raises(ValueError, match="no sample of 35"):
        wilson(Share(17, 36), population=35)


def test_interval_of_a_question_scales_the_population_to_its_base(framework: Framework, inspection: Inspection) -> None:
    results = count_answers(framework=framework, inspection=inspection)
    # two of three cases are relevant, so that eight of twelve are taken to be
    assert interval_of(results=results, question="1.1.1.a") == wilson(Share(1, 2), population=8)
    assert interval_of(results=results, question="1.1.1") == wilson(Share(2, 3), population=Fraction(12))
