from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.numbers import Share
from inspectorate.ratings.probability import beta_binomial, rating_probabilities


@pytest.mark.parametrize(("trials", "alpha", "beta"), [(0, 1, 1), (12, 3, 9), (1943, 18, 20), (50_000, 18, 20)])
def test_beta_binomial_agrees_with_scipy(trials: int, alpha: int, beta: int) -> None:
    ours = beta_binomial(trials, alpha, beta)
    theirs = betabinom.pmf(range(trials + 1), trials, alpha, beta)
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-12)


def test_whole_population_inspected_leaves_no_doubt(small: Edition) -> None:
    found = rating_probabilities(framework=small.framework, shares={"a": Share(17, 36)}, cases=36, population=36)
    assert found == (("poor", 1.0), ("fair", 0.0), ("good", 0.0))


def test_sample_of_a_caseload_leaves_doubt_at_a_boundary(small: Edition) -> None:
    found = dict(
        rating_probabilities(framework=small.framework, shares={"a": Share(17, 36)}, cases=36, population=1979)
    )
    # by scipy: the caseload reaches 49.5 per cent, 980 of 1,979, when at least 963 of the 1,943 not inspected are a yes
    reaches = float(betabinom.sf(980 - 17 - 1, 1943, 18, 20))
    assert found["poor"] == pytest.approx(1 - reaches)
    assert 0.3 < reaches < 0.5


@given(yes=st.integers(0, 20), other=st.integers(0, 20), population=st.integers(20, 300))
def test_probabilities_add_up_and_follow_the_counts(small: Edition, yes: int, other: int, population: int) -> None:
    shares = {"a": Share(yes, 20), "b": Share(other, 20), "c": Share(0, 0)}
    found = rating_probabilities(framework=small.framework, shares=shares, cases=20, population=population)
    assert sum(value for _, value in found) == pytest.approx(1)
    assert all(-1e-9 <= value <= 1 for _, value in found)
    more = shares | {"a": Share(min(yes + 1, 20), 20)}
    better = rating_probabilities(framework=small.framework, shares=more, cases=20, population=population)
    assert better[0][1] <= found[0][1] + 1e-9


def test_no_relevant_cases_have_no_probabilities(small: Edition) -> None:
    assert rating_probabilities(framework=small.framework, shares={"a": Share(0, 0)}, cases=5, population=9) == ()


def test_population_smaller_than_its_sample_is_refused(small: Edition) -> None:
    with pytest.raises(ValueError, match="smaller than its sample"):
        rating_probabilities(framework=small.framework, shares={"a": Share(1, 2)}, cases=36, population=35)
