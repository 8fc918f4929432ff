"""Writes milestones and meetings as an iCalendar file (RFC 5545): the same bytes whenever it is the same state.

Whom a meeting is with, its case and its reason stay out: calendars are copied to other people's machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from inspectorate.web.planning.meetings.times import LONDON
from inspectorate.web.planning.models import Meeting, Milestone

PRODUCT = "-//Inspectorate//Inspections//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8"

Address = Callable[[str, str, str], str]
"""Returns the address of a page: its kind (``milestone`` or ``meeting``), the inspection, and which one it is."""


def calendar_file(
    *, name: str, milestones: Iterable[Milestone], meetings: Iterable[Meeting], address: Address
) -> bytes:
    """Return a calendar. A milestone is a whole day; a meeting has its time on the clock of London.

    An event keeps its UID for ever, also after an export and an import; its SEQUENCE grows with each change.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for milestone in sorted(milestones, key=lambda one: (one.due, one.inspection_id, one.key)):
        calendar.add_component(_milestone(milestone, address))
    for meeting in sorted(meetings, key=lambda one: (one.starts_at, one.inspection_id, one.sequence)):
        calendar.add_component(_meeting(meeting, address))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _milestone(one: Milestone, address: Address) -> Event:
    event = _event(f"milestone-{one.key}.{one.inspection_id}", one.revision, one.changed_at)
    done = "Done: " if one.done_on else ""
    event.add("summary", f"{done}{one.label}: {one.inspection.body_name}")
    event.add("dtstart", one.due)
    event.add("dtend", one.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    event.add("url", address("milestone", one.inspection_id, one.key))
    return event


def _meeting(one: Meeting, address: Address) -> Event:
    event = _event(f"meeting-{one.sequence}.{one.inspection_id}", one.revision, one.changed_at)
    start = one.starts_at.astimezone(LONDON)
    event.add("summary", f"{one.title}: {one.inspection.body_name}")
    event.add("dtstart", start)
    event.add("dtend", (one.starts_at + timedelta(minutes=one.minutes)).astimezone(LONDON))
    if one.place:
        event.add("location", one.place)
    stands = one.state in {Meeting.State.PLANNED, Meeting.State.HELD}
    event.add("status", "CONFIRMED" if stands else "CANCELLED")
    event.add("url", address("meeting", one.inspection_id, str(one.sequence)))
    return event


def _event(name: str, revision: int, changed_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@inspectorate")
    event.add("sequence", revision)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    return event
