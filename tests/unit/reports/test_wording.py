from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.kernel.numbers import Share
from inspectorate.records.inspection import Period
from inspectorate.records.organisation import ContextFigure
from inspectorate.reports.wording import (
    HouseWriter,
    curled,
    fraction_words,
    iso_text,
    listed,
    lowered,
    number_words,
    period_texts,
    sentence,
    table_context,
    table_share,
)

WRITER = HouseWriter(words_up_to=9)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (340, "three hundred and forty"),
        (999, "nine hundred and ninety-nine"),
    ],
)
def test_number_words_reads_as_spoken(value: int, words: str) -> None:
    assert number_words(value) == words


@given(st.integers(0, 999), st.integers(0, 999))
def test_number_words_of_two_numbers_differ(first: int, second: int) -> None:
    assert (number_words(first) == number_words(second)) == (first == second)


@pytest.mark.parametrize("value", [-1, 1000])
def test_number_words_outside_its_range_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="not written in words"):
        number_words(value)


@pytest.mark.parametrize(
    ("value", "start", "text"),
    [
        (9, False, "nine"),
        (10, False, "10"),
        (9, True, "Nine"),
        (46, True, "Forty-six"),
        (1979, False, "1,979"),
        (1979, True, "1,979"),
        (-3, False, "-3"),
    ],
)
def test_number_follows_house_style(value: int, start: bool, text: str) -> None:  # noqa: FBT001 - a table's column
    assert WRITER.number(value, start=start) == text


def test_percent_is_words_or_sign_by_house_style() -> None:
    assert WRITER.percent(47) == "47 per cent"
    assert WRITER.percent(3) == "three per cent"
    assert HouseWriter(9, percent_sign=True).percent(47) == "47%"
    assert HouseWriter(9, percent_sign=True).percent(47, start=True) == "Forty-seven per cent"


def test_percent_with_decimals_keeps_them_at_a_sentence_start() -> None:
    assert WRITER.percent(Fraction("33.3"), 1, start=True) == "33.3 per cent"


def test_share_words_of_none_and_all_have_their_own_ways() -> None:
    assert WRITER.share_words(Share(0, 7), "of the")[0] == "none of the seven"
    assert "all seven" in WRITER.share_words(Share(7, 7), "of the")
    assert WRITER.share_words(Share(18, 31), "of the", start=True) == ("Eighteen of the 31",)


@pytest.mark.parametrize(
    ("value", "unit", "places", "text"),
    [
        ("1979", "count", 0, "1,979"),
        ("4", "count", 0, "four"),
        ("46", "percent", 0, "46 per cent"),
        ("33.3", "percent", 1, "33.3 per cent"),
        ("113.2", "per_1000", 1, "113.2 per 1,000"),
        ("1", "days", 0, "one day"),
        ("20.1", "days", 1, "20.1 days"),
        ("9", "years", 0, "nine years"),
        ("89.82", "fte", 2, "89.82 full-time equivalent"),
        ("4.0", "number", 1, "4.0"),
    ],
)
def test_context_is_written_by_its_unit(value: str, unit: str, places: int, text: str) -> None:
    figure = ContextFigure(id="x", label="X", value=Fraction(value), places=places, unit=unit, source="", as_at="")
    assert WRITER.context(figure)[0] == text


def test_table_context_uses_digits_and_signs() -> None:
    figure = ContextFigure(id="x", label="X", value=Fraction("4.0"), places=1, unit="percent", source="", as_at="")
    assert table_context(figure) == "4.0%"


@pytest.mark.parametrize(
    ("fraction", "word"),
    [
        ("1/2", "half"),
        ("1/3", "a third"),
        ("2/3", "two in three"),
        ("1/8", "an eighth"),
        ("3/4", "three quarters"),
        ("1/10", "one in 10"),
        ("1", "all"),
        ("0", "none"),
    ],
)
def test_fraction_words_knows_the_usual_ways(fraction: str, word: str) -> None:
    assert word in fraction_words(Fraction(fraction))


@pytest.mark.parametrize("fraction", ["7/31", "21/48", "5/11"])
def test_fraction_words_of_an_unusual_fraction_is_none(fraction: str) -> None:
    assert fraction_words(Fraction(fraction)) == ()


def test_table_share_without_relevant_cases_is_no_percentage() -> None:
    assert table_share(Share(0, 0)) == "no relevant cases"
    assert table_share(Share(0, 7)) == "0 of 7 (0%)"
    assert table_share(Share(1, 8)) == "1 of 8 (13%)"


def test_iso_text_leaves_what_is_no_date() -> None:
    assert iso_text("2023-13") == "2023-13"
    assert iso_text("2023-02-31") == "2023-02-31"
    assert iso_text("2023-02-20") == "20 February 2023"


def test_period_texts_say_a_year_once() -> None:
    first = Period(first=date(2022, 7, 18), last=date(2022, 7, 24))
    second = Period(first=date(2022, 8, 28), last=date(2022, 9, 3))
    third = Period(first=date(2022, 12, 30), last=date(2023, 1, 2))
    assert period_texts([first, second, third]) == (
        "18 to 24 July",
        "28 August to 3 September 2022",
        "30 December 2022 to 2 January 2023",
    )
    assert period_texts([Period(first=date(2022, 7, 18), last=date(2022, 7, 18))]) == ("18 July 2022",)


def test_listed_joins_as_a_sentence_does() -> None:
    assert listed([]) == ""
    assert listed(["a", "b", "c"], last="or") == "a, b or c"


def test_lowered_keeps_a_name() -> None:
    assert lowered("Staff") == "staff"
    assert lowered("ICT and data") == "ICT and data"
    assert lowered("Through the Gate") == "Through the Gate"
    assert lowered("") == ""


def test_curled_tells_an_apostrophe_from_an_opening_mark() -> None:
    assert curled("the 'PDU's' \"plan\" ('good')") == "the ‘PDU’s’ “plan” (‘good’)"  # noqa: RUF001 - printed marks


@pytest.mark.parametrize(("text", "whole"), [("why not", "Why not."), ("Why?", "Why?"), ("", ""), ("a\n  b", "A b.")])
def test_sentence_ends_with_one_mark(text: str, whole: str) -> None:
    assert sentence(text) == whole
