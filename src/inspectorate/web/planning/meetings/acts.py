"""What can be done about meetings, and what each act means in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import F

from inspectorate.records.history import Act
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import Attendance, Meeting

MEETING_PLANNED = "meeting-planned"
MEETING_CHANGED = "meeting-changed"
MEETING_HELD = "meeting-held"
MEETING_NOT_HELD = "meeting-not-held"
MEETING_CANCELLED = "meeting-cancelled"


def _columns(details: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": details["kind"],
        "title": details["title"],
        "starts_at": datetime.fromisoformat(details["starts_at"]),
        "minutes": details["minutes"],
        "place": details["place"],
        "with_whom": details["with_whom"],
        "case_reference": details["case"],
        "standard": details["standard"],
    }


def _attend(meeting: Meeting, people: list[str]) -> None:
    Attendance.objects.filter(meeting=meeting).exclude(person_id__in=people).delete()
    there = set(Attendance.objects.filter(meeting=meeting).values_list("person_id", flat=True))
    Attendance.objects.bulk_create(Attendance(meeting=meeting, person_id=one) for one in people if one not in there)


def _planned(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    made = Meeting.objects.create(inspection_id=chain, sequence=sequence, changed_at=act.at, **_columns(details))
    _attend(made, details["people"])


def _changed(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    one = Meeting.objects.get(inspection_id=chain, sequence=details["meeting"])
    columns = {**_columns(details), "state": Meeting.State.PLANNED, "reason": ""}
    Meeting.objects.filter(pk=one.pk).update(revision=F("revision") + 1, changed_at=act.at, **columns)
    _attend(one, details["people"])


def _turned(state: Meeting.State) -> Callable[[str, int, Act], None]:
    def apply(chain: str, sequence: int, act: Act) -> None:
        del sequence
        details: dict[str, Any] = dict(act.details)
        one = Meeting.objects.get(inspection_id=chain, sequence=details["meeting"])
        reason = str(details.get("reason", ""))
        Meeting.objects.filter(pk=one.pk).update(
            state=state, reason=reason, revision=F("revision") + 1, changed_at=act.at
        )

    return apply


APPLIERS: Appliers = {
    MEETING_PLANNED: _planned,
    MEETING_CHANGED: _changed,
    MEETING_HELD: _turned(Meeting.State.HELD),
    MEETING_NOT_HELD: _turned(Meeting.State.NOT_HELD),
    MEETING_CANCELLED: _turned(Meeting.State.CANCELLED),
}
