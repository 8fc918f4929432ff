"""Reads timetables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from inspectorate.web.planning.models import Inspection, Milestone
from inspectorate.web.planning.timetable.calculation import FIELDWORK, Interval, Placed
from inspectorate.web.planning.timetable.intervals import usual_milestones
from inspectorate.web.planning.timetable.working_days import counted

FIELDWORK_DAYS = 5
"""Fieldwork takes a week."""


@dataclass(frozen=True, slots=True)
class Line:
    """A milestone as the timetable shows it. ``left`` are the days of the calendar until it is due."""

    milestone: Milestone
    today: date
    is_owner_here: bool

    @property
    def left(self) -> int:
        """Return how many days are left; negative where it was due before today."""
        return (self.milestone.due - self.today).days

    @property
    def is_overdue(self) -> bool:
        """Say whether it should have been done before today."""
        return self.milestone.done_on is None and self.left < 0


def timetable(inspection: Inspection, *, today: date) -> tuple[Line, ...]:
    """Return an inspection's milestones by the day that they are due; none where it has no timetable."""
    order = {one.id: place for place, one in enumerate(usual_milestones())}
    members = set(inspection.memberships.values_list("person_id", flat=True))
    rows = Milestone.objects.filter(inspection=inspection).select_related("owner")
    found = sorted(rows, key=lambda one: (one.due, order.get(one.key, len(order)), one.key))
    return tuple(Line(one, today, one.owner_id in members) for one in found)


def placed(inspection: Inspection) -> tuple[Placed, ...]:
    """Return an inspection's milestones as the calculation takes them."""
    rows = Milestone.objects.filter(inspection=inspection).order_by("key")
    return tuple(
        Placed(
            interval=Interval(id=one.key, counts_from=one.counts_from, days=one.days),
            due=one.due,
            by_hand=one.by_hand,
            is_done=one.done_on is not None,
        )
        for one in rows
    )


def fieldwork_ends(inspections: Collection[str]) -> Mapping[str, date]:
    """Return the last day of fieldwork of each of some inspections that has a timetable: its fifth working day."""
    rows = Milestone.objects.filter(inspection_id__in=inspections, key=FIELDWORK).values_list("inspection_id", "due")
    return {inspection: counted(due, FIELDWORK_DAYS - 1) for inspection, due in rows}
