"""Times of day as people type them, on the clock of Europe/London."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.planning.meetings import faults

LONDON = ZoneInfo("Europe/London")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::00)?", re.ASCII)


def read_time(day: date, text: str, *, field: str) -> datetime:
    """Return a time that was typed for a day, on the clock of London.

    An hour that comes twice, as the clocks go back, is the first of the two.

    >>> read_time(date(2026, 3, 30), "9.30", field="time").isoformat()
    '2026-03-30T09:30:00+01:00'

    Raises:
        ProblemsFound: none is typed, it is no time, or none of that day, since the clocks go forward over it.
    """
    if not text.strip():
        raise ProblemsFound([faults.TIME_MISSING.at(Place(field=field))])
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ProblemsFound([faults.TIME_NOT_READABLE.at(Place(field=field), value=text)])
    at = datetime.combine(day, time(int(found[1]), int(found[2])), tzinfo=LONDON)
    if at.astimezone(UTC).astimezone(LONDON).time() != at.time():
        raise ProblemsFound([faults.NO_SUCH_TIME.at(Place(field=field), value=text)])
    return at
