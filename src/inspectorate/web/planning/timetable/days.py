"""Days as people type them, and as pages say them."""

from __future__ import annotations

import re
from datetime import date

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.design.times import long_day
from inspectorate.web.planning.timetable import faults
from inspectorate.web.planning.timetable.working_days import FIRST_YEAR, LAST_YEAR, nearest_worked, why_not_worked

_BY_HAND = re.compile(r"\A([0-3][0-9])/([01][0-9])/([0-9]{4})\Z", re.ASCII)
"""A day as it is typed where a browser has no calendar of its own: ``02/03/2026``."""


def read_day(text: str, *, field: str) -> date:
    """Return a day that was typed in a field, as browsers send it (``2026-03-02``).

    Raises:
        ProblemsFound: it is none, or too far away to be meant.
    """
    place = Place(field=field)
    if not text.strip():
        raise ProblemsFound([faults.DATE_MISSING.at(place)])
    try:
        day = date.fromisoformat(_BY_HAND.sub(r"\3-\2-\1", text.strip()))
    except ValueError:
        raise ProblemsFound([faults.DATE_NOT_READABLE.at(place, value=text)]) from None
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise ProblemsFound([faults.DATE_TOO_FAR.at(place, day=day, first=FIRST_YEAR + 1, last=LAST_YEAR - 1)])
    return day


def refuse_not_worked(day: date, *, field: str) -> None:
    """Look whether a day is worked.

    Raises:
        ProblemsFound: it is a weekend or a bank holiday; the problem says which, and names the nearest working days.
    """
    if why := why_not_worked(day):
        before, after = (long_day(one) for one in nearest_worked(day))
        place = Place(field=field)
        words = {"day": f"{day.day} {day:%B %Y}", "why": why, "before": before, "after": after}
        raise ProblemsFound([faults.NOT_WORKED.at(place, **words)])
