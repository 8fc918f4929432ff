"""What printed digits allow, and which nearby figures explain a slip."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import (
    attained,
    change_of_meaning,
    explaining_bases,
    percentage,
    range_of,
    repairs,
    right_percentages,
    roundings,
)
from inspectorate.reports.checking.model import Number, Sort


def percent(text: str) -> Number:
    value, _, decimals = text.removesuffix("%").removesuffix(" per cent").partition(".")
    exact = Fraction(f"{value}.{decimals}" if decimals else value)
    return Number(Sort.PERCENT, exact, text, 0, 0, len(text), len(decimals))


@given(base=st.integers(1, 400), share=st.fractions(0, 1), places=st.integers(0, 2))
def test_roundings_of_a_percentage_are_within_what_their_digits_allow(base: int, share: Fraction, places: int) -> None:
    exact = percentage(int(share * base), base)
    for value in roundings(exact, places):
        printed = Number(Sort.PERCENT, value, "", 0, 0, 0, places)
        assert range_of(printed).holds(exact)


@given(base=st.integers(1, 400), share=st.fractions(0, 1))
def test_a_percentage_a_point_away_is_never_allowed(base: int, share: Fraction) -> None:
    exact = percentage(int(share * base), base)
    wrong = Number(Sort.PERCENT, roundings(exact, 0)[-1] + 1, "", 0, 0, 0)
    assert not range_of(wrong).holds(exact)


@given(base=st.integers(1, 120), printed=st.integers(0, 100))
def test_attained_counts_are_all_that_round_to_it(base: int, printed: int) -> None:
    number = Number(Sort.PERCENT, Fraction(printed), "", 0, 0, 0)
    expected = tuple(n for n in range(base + 1) if abs(Fraction(n * PERCENT, base) - printed) <= Fraction(1, 2))
    assert attained(number, base) == expected


def test_right_percentages_of_a_tie_are_both_neighbours() -> None:
    assert right_percentages(percentage(1, 8), percent("20 per cent")) == "12 or 13 per cent"
    assert right_percentages(percentage(1, 8), percent("20.0%")) == "12.5%"


def test_repairs_name_the_nearest_base_first() -> None:
    assert repairs(21, 48, percent("45 per cent")) == ("21 of 47",)


def test_explaining_bases_are_those_below_that_attain_it() -> None:
    assert explaining_bases(percent("51%"), 36, least=27) == (35,)


@pytest.mark.parametrize(("printed", "right", "says"), [(49, 51, "crosses the half"), (44, 45, "")])
def test_change_of_meaning_is_told_where_the_half_is_crossed(printed: int, right: int, says: str) -> None:
    told = change_of_meaning(Fraction(printed), Fraction(right), None)
    assert (says in told) if says else told == ""
