"""Reads what stands in a calendar: an inspection's, and a person's own across inspections."""

from __future__ import annotations

from django.db.models import QuerySet

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection, Meeting, Membership, Milestone
from inspectorate.web.planning.roles import Role


def milestones_in(inspection: Inspection) -> QuerySet[Milestone]:
    """Return an inspection's milestones."""
    return _milestones().filter(inspection=inspection)


def meetings_in(inspection: Inspection) -> QuerySet[Meeting]:
    """Return an inspection's meetings, those that were cancelled too: a calendar is told of them."""
    return _meetings().filter(inspection=inspection)


def own_milestones(person: Person) -> QuerySet[Milestone]:
    """Return the milestones that somebody owns in inspections that they still belong to."""
    inspections = Membership.objects.filter(person=person).values("inspection_id")
    return _milestones().filter(owner=person, inspection_id__in=inspections)


def own_meetings(person: Person) -> QuerySet[Meeting]:
    """Return the meetings that somebody takes part in, in inspections of whose team they still are."""
    inspections = Membership.objects.filter(person=person).exclude(role=Role.CONTACT).values("inspection_id")
    return _meetings().filter(attendances__person=person, inspection_id__in=inspections)


def _milestones() -> QuerySet[Milestone]:
    return Milestone.objects.select_related("inspection").defer("inspection__carried")


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("inspection").defer("inspection__carried")
