"""What people do while an inspection is planned, for walks through its states."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.unit.web.exchange.allocated_walk import ALLOCATED_WAY, ALLOCATING, AllocationWalk
from tests.unit.web.exchange.listed_walk import LISTED_WAY, ListWalk

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.conflicts.actions import declare_conflict, withdraw_conflict
from inspectorate.web.planning.meetings.actions import Plan, change_meeting, mark_meeting, plan_meeting
from inspectorate.web.planning.models import Conflict, Inspection, Meeting, Milestone
from inspectorate.web.planning.timetable import actions as timetable
from inspectorate.web.planning.timetable.intervals import usual_milestones
from inspectorate.web.planning.timetable.working_days import counted

PLANNING = (
    "set_timetable",
    "move_milestone",
    "give_milestone",
    "finish_milestone",
    "reopen_milestone",
    "declare_conflict",
    "withdraw_conflict",
    "plan_meeting",
    "change_meeting",
    "mark_meeting",
    *ALLOCATING,
)
PLANNED_WAY = (
    ("set_timetable", 0, 1),
    ("move_milestone", 3, 2),
    ("move_milestone", 0, 4),
    ("give_milestone", 1, 1),
    ("finish_milestone", 1, 3),
    ("move_milestone", 0, 4),
    ("reopen_milestone", 1, 3),
    ("declare_conflict", 0, 0),
    ("declare_conflict", 1, 1),
    ("withdraw_conflict", 0, 0),
    ("plan_meeting", 1, 0),
    ("plan_meeting", 0, 1),
    ("change_meeting", 1, 2),
    ("mark_meeting", 0, 0),
    ("mark_meeting", 0, 1),
    ("mark_meeting", 0, 2),
    *ALLOCATED_WAY,
    *LISTED_WAY,
)
KEYS = tuple(one.id for one in usual_milestones())
TEXTS = ("“Zoë” and =HYPERLINK(1)", "A meeting\u2028with 🙂", "Heads of service")
ABOUT = "EU-001"


class PlanningWalk(AllocationWalk, ListWalk):
    """People who plan one inspection, whatever they do next."""

    inspection: Inspection
    lead: Person
    team: list[Person]

    @property
    def _when(self) -> dict[str, Any]:
        raise NotImplementedError

    def _milestone(self, number: int) -> Milestone | None:
        key = "fieldwork" if number % 4 == 0 else KEYS[number % len(KEYS)]
        return Milestone.objects.filter(inspection=self.inspection, key=key).first()

    def set_timetable(self, first: int, second: int) -> None:
        day = counted(date(2026, 3, 2), first + second)
        timetable.set_timetable(
            **self._when, fieldwork=day, days={"panel": second}, owner=self.team[first % 3], by=self.lead
        )

    def move_milestone(self, first: int, second: int) -> None:
        one = self._milestone(first)
        if one is None:
            return
        to = counted(one.due, second - 3 or 1)
        agreed = timetable.preview(inspection=self.inspection, milestone=one, to=to).token
        timetable.move_milestone(
            **self._when, milestone=one.key, to=to, reason=TEXTS[second % 3], agreed=agreed, by=self.lead
        )

    def give_milestone(self, first: int, second: int) -> None:
        if (one := self._milestone(first)) is not None:
            owner = self.team[second % 3].handle if second % 4 else ""
            timetable.give_milestone(**self._when, milestone=one.key, owner=owner, by=self.lead)

    def finish_milestone(self, first: int, second: int) -> None:
        if (one := self._milestone(first)) is not None:
            timetable.finish_milestone(
                **self._when, milestone=one.key, on=date(2026, 2, 1 + second), by=self.team[second % 3]
            )

    def reopen_milestone(self, first: int, second: int) -> None:
        if (one := self._milestone(first)) is not None:
            timetable.reopen_milestone(**self._when, milestone=one.key, reason=TEXTS[second % 3], by=self.lead)

    def declare_conflict(self, first: int, second: int) -> None:
        person = self.team[first % 2]
        about = ("body", "case")[second % 2]
        declare_conflict(
            **self._when, person=person.handle, about=about, case=ABOUT, reason=TEXTS[second % 3], by=self.lead
        )

    def withdraw_conflict(self, first: int, second: int) -> None:
        standing = Conflict.objects.filter(inspection=self.inspection, withdrawn=None).order_by("sequence")
        for one in standing[first % 2 : first % 2 + 1]:
            withdraw_conflict(**self._when, conflict=one.sequence, reason=TEXTS[second % 3], by=self.lead)

    def plan_meeting(self, first: int, second: int) -> None:
        plan_meeting(**self._when, plan=self._plan(first, second), by=self.team[first % 2])

    def change_meeting(self, first: int, second: int) -> None:
        for one in Meeting.objects.filter(inspection=self.inspection).order_by("-sequence")[:1]:
            plan = replace(self._plan(first, second), minutes=5 + second)
            change_meeting(**self._when, meeting=one.sequence, plan=plan, by=self.lead)

    def mark_meeting(self, first: int, second: int) -> None:
        became = ("held", "not-held", "cancelled")[second % 3]
        for one in Meeting.objects.filter(inspection=self.inspection).order_by("sequence")[:1]:
            mark_meeting(**self._when, meeting=one.sequence, became=became, reason=TEXTS[first % 3], by=self.lead)

    def _plan(self, first: int, second: int) -> Plan:
        return Plan(
            kind=Meeting.Kind.values[second % len(Meeting.Kind.values)],
            title=TEXTS[second % 3],
            starts_at=datetime(2026, 2, 27, 9, 30, tzinfo=UTC) + timedelta(hours=second),
            minutes=45,
            people=tuple({self.lead.handle, self.team[first % 2].handle}),
            place="https://meet.example.org",
            with_whom=TEXTS[(second + 1) % 3],
            case=ABOUT if first % 2 else "",
            standard="2.2" if second % 2 else "",
        )
