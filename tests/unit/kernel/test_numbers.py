from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.kernel.numbers import Share, decimal_text, round_half_up, whole_percent


@pytest.mark.parametrize(("yes", "relevant"), [(-1, 3), (4, 3), (1, 0)])
def test_share_of_more_than_there_are_is_refused(yes: int, relevant: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        Share(yes, relevant)


def test_share_without_relevant_cases_has_no_percentage() -> None:
    assert Share(0, 0).percentage is None
    assert whole_percent(Share(0, 0)) is None
    assert whole_percent(Share(0, 7)) == 0


@pytest.mark.parametrize(
    ("yes", "relevant", "percent"),
    [(17, 36, 47), (21, 48, 44), (1, 8, 13), (3, 8, 38), (99, 200, 50), (8, 11, 73), (7, 19, 37), (36, 36, 100)],
)
def test_percentage_is_rounded_halves_up(yes: int, relevant: int, percent: int) -> None:
    assert whole_percent(Share(yes, relevant)) == percent


@given(st.fractions(min_value=0, max_value=10_000, max_denominator=10_000), st.integers(0, 4))
def test_rounding_agrees_with_the_decimal_library(value: Fraction, places: int) -> None:
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    # the division above is itself rounded, to 28 digits: too fine to matter at denominators to 10,000
    assert round_half_up(value, places) == Fraction(exact)


@given(st.integers(0, 500).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))))
def test_one_more_yes_never_lowers_a_percentage(counts: tuple[int, int]) -> None:
    yes, relevant = counts
    if yes < relevant:
        assert (whole_percent(Share(yes + 1, relevant)) or 0) >= (whole_percent(Share(yes, relevant)) or 0)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("1979", 0, "1,979"), ("33.3", 1, "33.3"), ("89.82", 2, "89.82"), ("0.05", 1, "0.1"), ("-1.5", 0, "-1")],
)
def test_decimal_text_shows_fixed_places(value: str, places: int, text: str) -> None:
    assert decimal_text(Fraction(value), places) == text
