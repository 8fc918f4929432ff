"""What can be done to a timetable, and what each act means in the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from inspectorate.records.history import Act
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import Inspection, Milestone
from inspectorate.web.planning.timetable import calculation

TIMETABLE_SET = "timetable-set"
MILESTONE_MOVED = "milestone-moved"
MILESTONE_OWNED = "milestone-owned"
MILESTONE_DONE = "milestone-done"
MILESTONE_REOPENED = "milestone-reopened"


def _set(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    Milestone.objects.bulk_create(
        Milestone(
            inspection_id=chain,
            key=one["id"],
            label=one["label"],
            counts_from=one["counts_from"],
            days=one["days"],
            due=date.fromisoformat(one["due"]),
            owner_id=one["owner"] or None,
            changed_at=act.at,
        )
        for one in details["milestones"]
    )
    for one in details["milestones"]:
        if one["id"] == calculation.FIELDWORK:
            _begins(chain, one["due"])


def _moved(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    for one in (details, *details["along"]):
        _of(chain, one["milestone"]).update(
            due=date.fromisoformat(one["to"]), revision=F("revision") + 1, changed_at=act.at
        )
        if one["milestone"] == calculation.FIELDWORK:
            _begins(chain, one["to"])
    _of(chain, details["milestone"]).update(by_hand=details["by_hand"])


def _owned(chain: str, sequence: int, act: Act) -> None:
    del sequence
    _of(chain, act.details["milestone"]).update(owner_id=act.details["person"] or None)


def _done(chain: str, sequence: int, act: Act) -> None:
    del sequence
    on = date.fromisoformat(str(act.details["on"]))
    _of(chain, act.details["milestone"]).update(done_on=on, revision=F("revision") + 1, changed_at=act.at)


def _reopened(chain: str, sequence: int, act: Act) -> None:
    del sequence
    _of(chain, act.details["milestone"]).update(done_on=None, revision=F("revision") + 1, changed_at=act.at)


def _of(chain: str, key: object) -> Any:
    found = Milestone.objects.filter(inspection_id=chain, key=str(key))
    if not found:
        raise Milestone.DoesNotExist(key)
    return found


def _begins(chain: str, day: str) -> None:
    """Keep the first day of fieldwork where an exported pack says it."""
    head = Inspection.objects.values_list("head", flat=True).get(id=chain)
    Inspection.objects.filter(id=chain).update(head={**head, "fieldwork_started_on": day})


APPLIERS: Appliers = {
    TIMETABLE_SET: _set,
    MILESTONE_MOVED: _moved,
    MILESTONE_OWNED: _owned,
    MILESTONE_DONE: _done,
    MILESTONE_REOPENED: _reopened,
}
