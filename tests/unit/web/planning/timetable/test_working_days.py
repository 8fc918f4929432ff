from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.web.planning.timetable.working_days import (
    bank_holidays,
    counted,
    first_monday,
    is_worked,
    nearest_worked,
    why_not_worked,
)

# Bank holidays in England and Wales, as the government lists them (www.gov.uk/bank-holidays)
PROCLAIMED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
NUMBERS = st.integers(-120, 120)


@pytest.mark.parametrize("year", PROCLAIMED)
def test_weekdays_that_nobody_works_are_those_that_the_government_lists(year: int) -> None:
    weekdays = {f"{day:%m-%d}" for day in bank_holidays(year) if day.weekday() < 5}
    assert weekdays == set(PROCLAIMED[year].split())


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 7), "a Saturday"),
        (date(2026, 3, 8), "a Sunday"),
        (date(2023, 5, 8), "a bank holiday (Coronation of Charles III)"),
        (date(2026, 3, 9), ""),
    ],
)
def test_a_day_says_why_nobody_works_on_it(day: date, why: str) -> None:
    assert why_not_worked(day) == why


def worked_between(first: date, last: date) -> int:
    """Count the working days after one day, up to and with another."""
    return sum(is_worked(first + timedelta(days=number)) for number in range(1, (last - first).days + 1))


@given(DAYS, NUMBERS)
def test_counting_goes_over_as_many_working_days_as_it_says(day: date, number: int) -> None:
    found = counted(day, number)
    if number > 0:
        assert is_worked(found)
        assert worked_between(day, found) == number
    elif number < 0:
        assert is_worked(found)
        before = worked_between(found - timedelta(days=1), day - timedelta(days=1))
        assert before == -number
    else:
        assert found == day


@given(DAYS.filter(is_worked), NUMBERS)
def test_counting_there_and_back_ends_where_it_began(day: date, number: int) -> None:
    assert counted(counted(day, number), -number) == day


@given(DAYS)
def test_the_nearest_working_days_have_none_between_them(day: date) -> None:
    before, after = nearest_worked(day)
    assert before < day < after
    assert worked_between(before, after) == 1 + is_worked(day)


def test_the_first_monday_is_never_a_bank_holiday() -> None:
    assert first_monday(date(2026, 4, 1)) == date(2026, 4, 13)
    assert first_monday(date(2026, 4, 13)) == date(2026, 4, 13)
