"""How times are written on pages."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def moment(at: datetime) -> str:
    """Write a time as ``12 May 2023, 10:32``."""
    return f"{day(at)}, {clock(at)}"


def day(at: datetime) -> str:
    """Write a day as ``12 May 2023``."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}"


def clock(at: datetime) -> str:
    """Write a time of day as ``10:32``."""
    return f"{timezone.localtime(at):%H:%M}"


def long_day(day: date) -> str:
    """Write a day of the calendar as ``Monday 2 March 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """Write a day of the calendar as ``Mon 2 Mar 2026``."""
    return f"{day:%a} {day.day} {day:%b %Y}"
