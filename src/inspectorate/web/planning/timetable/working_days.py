"""Working days in England and Wales: neither a weekend nor a bank holiday of either."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""The years that are counted in; before and after them no date is taken."""

_NATIONS = ("ENG", "WLS")
_SATURDAY = 5
_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Return the bank holidays of a year in England and Wales, day to name; substitutes for weekends are among them."""
    found: dict[date, str] = {}
    for nation in _NATIONS:
        found.update(country_holidays("GB", subdiv=nation, years=year))
    return dict(sorted(found.items()))


def why_not_worked(day: date) -> str:
    """Return why nobody works on a day; empty for a working day.

    >>> why_not_worked(date(2026, 4, 3)), why_not_worked(date(2026, 4, 4)), why_not_worked(date(2026, 4, 7))
    ('a bank holiday (Good Friday)', 'a Saturday', '')
    """
    holiday = bank_holidays(day.year).get(day)
    if holiday is not None:
        return f"a bank holiday ({holiday})"
    return f"a {day:%A}" if day.weekday() >= _SATURDAY else ""


def is_worked(day: date) -> bool:
    """Say whether a day is a working day."""
    return not why_not_worked(day)


def counted(day: date, working_days: int) -> date:
    """Return the day that is some working days after another, or before it where the number is negative.

    The day counted from is not one of them, whether it is worked or not. Counting no days from a day that is not worked
    gives that day.

    >>> counted(date(2026, 4, 2), 1), counted(date(2026, 4, 7), -1)
    (datetime.date(2026, 4, 7), datetime.date(2026, 4, 2))
    """
    step = _DAY if working_days > 0 else -_DAY
    left = abs(working_days)
    while left:
        day += step
        left -= is_worked(day)
    return day


def nearest_worked(day: date) -> tuple[date, date]:
    """Return the last working day before a day and the first one after it."""
    return counted(day, -1), counted(day, 1)


def first_monday(day: date) -> date:
    """Return the first Monday, on a day or after it, that is worked."""
    day += timedelta(days=-day.weekday() % 7)
    while not is_worked(day):
        day += timedelta(days=7)
    return day
