"""What planning has to be done: milestones and meetings."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from inspectorate.web.planning.models import Attendance, Meeting, Milestone
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.work.due import Due, Scope


def milestones(scope: Scope) -> Iterator[Due]:
    """Go through the milestones that are not done."""
    rows = Milestone.objects.filter(inspection_id__in=tuple(scope.inspections), done_on=None)
    if scope.person:
        rows = rows.filter(owner_id=scope.person)
    for one in rows:
        yield Due(
            what=one.label,
            kind="Milestone",
            url=reverse("planning:milestone", kwargs={"inspection": one.inspection_id, "milestone": one.key}),
            inspection=one.inspection_id,
            on=one.due,
            person=one.owner_id or "",
            roles=() if one.owner_id else (Role.LEAD,),
        )


def meetings(scope: Scope) -> Iterator[Due]:
    """Go through the meetings that are planned; one that is over waits for somebody to say what became of it."""
    inspections = scope.with_roles(*(role for role in Role if role is not Role.CONTACT))
    rows = Attendance.objects.filter(meeting__inspection_id__in=inspections, meeting__state=Meeting.State.PLANNED)
    if scope.person:
        rows = rows.filter(person_id=scope.person)
    for attendance in rows.select_related("meeting"):
        one = attendance.meeting
        yield Due(
            what=one.title,
            kind=one.get_kind_display() if one.starts_at > scope.now else "Say whether it was held",
            url=reverse("planning:meeting", kwargs={"inspection": one.inspection_id, "meeting": one.sequence}),
            inspection=one.inspection_id,
            on=timezone.localdate(one.starts_at),
            at=one.starts_at,
            person=attendance.person_id,
        )
