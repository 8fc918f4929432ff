"""What each printed number is taken for: the traps that general libraries for numbers fall into."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.checking.model import Passage, Role, Sort, Where
from inspectorate.reports.checking.numbers import numbers_in, value_of
from inspectorate.reports.wording import number_words


def read(text: str, role: Role = Role.PARAGRAPH) -> list[tuple[str, str]]:
    return [(one.text, one.sort.name) for one in numbers_in(Passage(text, Where(), role), index=0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11 Black people", [("11", "COUNT")]),
        ("10 and eight cases", [("10", "COUNT"), ("eight", "COUNT")]),
        ("two or three, Ninety-five", [("two", "COUNT"), ("three", "COUNT"), ("Ninety-five", "COUNT")]),
        ("10/24", [("10", "COUNT"), ("24", "COUNT")]),
        ("12/05/2023", [("12/05/2023", "DATE")]),
        ("a third of them", [("a third", "FRACTION")]),
        ("a third party, the third time", []),
        ("the last quarter of the year", []),
        ("a quarter were late", [("a quarter", "FRACTION")]),
        ("half an hour in the first half of 2022", [("2022", "DATE")]),
        ("an hour and a half", []),
        ("two in three", [("two in three", "FRACTION")]),
        ("two-thirds and three quarters", [("two-thirds", "FRACTION"), ("three quarters", "FRACTION")]),
        ("half of it", [("half", "FRACTION")]),
        ("Tier 3, standard 2.5 or domain two", [
            ("Tier 3", "LABEL"), ("standard 2.5", "STANDARD"), ("domain two", "LABEL")]),
        ("standards 2.1, 2.2 and 2.3", [("standards 2.1, 2.2 and 2.3", "STANDARD")]),
        ("2.3 Planning was weak", [("2.3", "STANDARD")]),
        ("2.5 of them", [("2.5", "COUNT")]),
        ("our rating\u00b9 for 16 cases\u00b2", [("\u00b9", "NOTE"), ("\u00b2", "NOTE")]),
        ("our rating1 was", [("1", "NOTE")]),
        ("12 May 2023 covers 12 months to week 20", [
            ("12 May 2023", "DATE"), ("12 months", "TIME"), ("week 20", "LABEL")]),
        ("between 18 July \u201324 July 2022", [("18 July", "DATE"), ("24 July 2022", "DATE")]),
        ("a caseload of 1,979", [("1,979", "COUNT")]),
        ("since 2019", [("2019", "DATE")]),
        ("a caseload of 2019", [("2019", "COUNT")]),
        ("2023/24", [("2023/24", "DATE")]),
        ("89.82 full-time equivalent staff", [("89.82 full-time equivalent", "MEASURE")]),
        ("per 1,000 people", [("per 1,000", "MEASURE")]),
        ("a rise of five percentage points", [("five percentage points", "MEASURE")]),
        ("aged 15 to 17", [("aged 15 to 17", "RANGE")]),
        ("50\u201364 per cent", [("50\u201364 per cent", "RANGE")]),
        ("from 40 to 50 per cent", [("40", "COUNT"), ("50 per cent", "PERCENT")]),
        ("33.3% of it", [("33.3%", "PERCENT")]),
        ("Forty-six percent", [("Forty-six percent", "PERCENT")]),
        ("one hundred and two cases", [("one hundred and two", "COUNT")]),
        ("Covid-19, M3 3FX, ISBN: 978-1-915468-49-9", [
            ("Covid-19", "IDENTIFIER"), ("M3 3FX", "IDENTIFIER"), ("ISBN: 978-1-915468-49-9", "IDENTIFIER")]),
        ("write to a1@example.org or see www.example.org/2023/4", [
            ("a1@example.org", "IDENTIFIER"), ("www.example.org/2023/4", "IDENTIFIER")]),
        ("\u00a31.2 million at 10:30", [("\u00a31.2 million", "MONEY"), ("10:30", "TIME")]),
        ("the 1st floor, a one-to-one session", [("1st", "ORDINAL")]),
        ("24/7 cover", [("24/7", "IDENTIFIER")]),
        ("in week 20, five people", [("week 20", "LABEL"), ("five", "COUNT")]),
        ("in domain two, 5 of 31", [("domain two", "LABEL"), ("5", "COUNT"), ("31", "COUNT")]),
        ("in weeks 4, 5 and 6, nine people", [("weeks 4, 5 and 6", "LABEL"), ("nine", "COUNT")]),
        ("as paragraph 3.14, 31.0% of it", [("paragraph 3.14", "LABEL"), ("31.0%", "PERCENT")]),
        ("under standard 2.3, 63.6 per cent", [("standard 2.3", "STANDARD"), ("63.6 per cent", "PERCENT")]),
        ("at this stage three of 10", [("three", "COUNT"), ("10", "COUNT")]),
        ("six sixth-form pupils", [("six", "COUNT")]),
        ("from 19% in 2021 to 47% in 2022", [
            ("19%", "PERCENT"), ("2021", "DATE"), ("47%", "PERCENT"), ("2022", "DATE")]),
        ("in five of the 12 weeks", [("five", "COUNT"), ("12", "COUNT")]),
        ("over 12 weeks", [("12 weeks", "TIME")]),
        ("ten of 30 [a third]", [("ten", "COUNT"), ("30", "COUNT"), ("a third", "FRACTION")]),
    ],
)  # fmt: skip
def test_numbers_of_a_text_are_what_a_reader_takes_them_for(text: str, expected: list[tuple[str, str]]) -> None:
    kept = [one for one in read(text) if one != ("16", "COUNT")]
    assert kept == expected


def test_numbers_of_a_heading_begin_with_the_standards() -> None:
    assert read("2.3. Planning", Role.HEADING) == [("2.3", "STANDARD")]
    assert read("1. Organisational delivery", Role.HEADING) == [("1", "ITEM")]
    assert read("3. ensure that two plans are made", Role.ITEM) == [("3", "ITEM"), ("two", "COUNT")]


@given(value=st.integers(0, 999))
def test_value_of_number_words_is_what_they_were_made_from(value: int) -> None:
    assert value_of(number_words(value)) == value


@given(value=st.integers(0, 999))
def test_numbers_in_words_are_one_number(value: int) -> None:
    found = numbers_in(Passage(f"In {number_words(value)} cases", Where()), index=0)
    assert [(one.sort, one.value) for one in found] == [(Sort.COUNT, Fraction(value))]


@pytest.mark.parametrize("sign", ["1", "1,", "1-", "a1", "\u00b9"])
def test_code_longer_than_any_word_is_one_identifier_between_the_numbers_around_it(sign: str) -> None:
    code = sign * 5_000
    assert read(f"Of 19 in {code} and 43") == [("19", "COUNT"), (code, "IDENTIFIER"), ("43", "COUNT")]
    assert read(f"Of 19 in {'a' * 5_000} and 43") == [("19", "COUNT"), ("43", "COUNT")]


@given(text=st.text(alphabet=st.sampled_from("0123456789.,%/-() abehilnorst\u2013\u00b9\u00bd"), max_size=60))
def test_numbers_of_any_text_stand_where_they_say_and_never_overlap(text: str) -> None:
    found = numbers_in(Passage(text, Where()), index=0)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {place for one in found for place in range(one.start, one.end)}
    assert all(place in covered for place, letter in enumerate(text) if letter.isascii() and letter.isdigit())
