from __future__ import annotations

import random
from fractions import Fraction
from math import ceil, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import samplesize_confint_proportion

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.size import quantile, sample_size, size_chosen

RANDOM = random.Random(1979)
SETS = [
    (
        RANDOM.choice((20, 45, 120, 700, 1_979, 12_345, 250_000, RANDOM.randint(2, 10_000))),
        RANDOM.choice((50, 68, 80, 85, 90, 95, 98, 99)),
        Fraction(RANDOM.randint(5, 150), 10),
        Fraction(RANDOM.randint(1, 9), 10),
    )
    for _ in range(200)
]


@pytest.mark.parametrize(("population", "confidence", "margin", "proportion"), SETS)
def test_size_agrees_with_statsmodels_and_the_correction(
    population: int, confidence: int, margin: Fraction, proportion: Fraction
) -> None:
    infinite = samplesize_confint_proportion(
        float(proportion), float(margin) / 100, alpha=1 - confidence / 100, method="normal"
    )
    # Cochran (1977), equation 4.2: n0 / (1 + (n0 - 1) / N)
    expected = ceil(infinite / (1 + (infinite - 1) / population))
    found = sample_size(population=population, confidence=Fraction(confidence), margin=margin, proportion=proportion)
    assert found.cases == expected


@pytest.mark.parametrize(("population", "confidence", "margin", "proportion"), SETS[:50])
def test_size_is_the_least_whose_margin_is_small_enough(
    population: int, confidence: int, margin: Fraction, proportion: Fraction
) -> None:
    def of(cases: int) -> float:
        spread = float(proportion * (1 - proportion))
        return float(norm.ppf(0.5 + confidence / 200)) * sqrt(spread / cases * (population - cases) / (population - 1))

    found = sample_size(population=population, confidence=Fraction(confidence), margin=margin, proportion=proportion)
    assert of(found.cases) <= float(margin) / 100 + 1e-6
    assert found.cases == 1 or of(found.cases - 1) > float(margin) / 100 - 1e-6
    assert float(found.margin) == pytest.approx(100 * of(found.cases), abs=1e-4)


def test_eighty_per_cent_and_five_points_give_36_of_45() -> None:
    size = sample_size(population=45)
    assert size.cases == 36
    assert "36 of 45 eligible cases" in size.says
    assert "in 80 of 100 of them" in size.says
    assert "within 4.8 points" in size.says


@pytest.mark.parametrize("confidence", [50, 80, 90, 95, 99])
def test_quantile_is_the_two_sided_one_to_six_places(confidence: int) -> None:
    assert float(quantile(Fraction(confidence))) == pytest.approx(norm.ppf(0.5 + confidence / 200), abs=5e-7)
    assert quantile(Fraction(confidence)) * 10**6 == int(quantile(Fraction(confidence)) * 10**6)


@given(st.integers(1, 10**7), st.integers(1, 99), st.integers(1, 99))
def test_size_is_never_more_than_all_and_grows_with_confidence(population: int, confidence: int, margin: int) -> None:
    size = sample_size(population=population, confidence=Fraction(confidence), margin=Fraction(margin))
    surer = sample_size(
        population=population, confidence=Fraction(confidence) + Fraction(1, 2), margin=Fraction(margin)
    )
    assert 1 <= size.cases <= surer.cases <= population
    assert size.margin <= margin + Fraction(1, 10**6)


@given(st.integers(1, 10**6).flatmap(lambda top: st.tuples(st.integers(1, top), st.just(top))))
def test_chosen_size_says_the_margin_that_it_gives(pair: tuple[int, int]) -> None:
    cases, population = pair
    size = size_chosen(cases=cases, population=population)
    assert (size.margin == 0) == (cases == population)
    if 1 < cases < population:
        assert size.margin <= size_chosen(cases=cases - 1, population=population).margin


@pytest.mark.parametrize(
    ("confidence", "margin"), [(Fraction(0), Fraction(5)), (Fraction(100), Fraction(5)), (Fraction(80), Fraction(0))]
)
def test_numbers_out_of_range_are_told(confidence: Fraction, margin: Fraction) -> None:
    with pytest.raises(ProblemsFound, match="number-out-of-range"):
        sample_size(population=45, confidence=confidence, margin=margin)


def test_more_cases_than_there_are_cannot_be_chosen() -> None:
    with pytest.raises(ProblemsFound, match="size-impossible"):
        size_chosen(cases=46, population=45)


def test_all_cases_leave_nothing_to_chance() -> None:
    assert size_chosen(cases=45, population=45).says.startswith("All 45 eligible cases are inspected")
