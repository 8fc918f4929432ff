"""Finds people among an inspection's own."""

from __future__ import annotations

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection, Membership
from inspectorate.web.planning.roles import Role


def people_of(inspection: Inspection | str) -> dict[str, Person]:
    """Return the people of an inspection by handle, in the order of their names; each once, whatever their roles."""
    key = inspection if isinstance(inspection, str) else inspection.id
    found = Person.objects.filter(memberships__inspection_id=key).distinct().order_by("name", "handle")
    return {person.handle: person for person in found}


def team_of(inspection: Inspection | str) -> dict[str, Person]:
    """Return those of an inspection's people who are not of the inspected body alone, by handle, as `people_of`."""
    key = inspection if isinstance(inspection, str) else inspection.id
    rows = Membership.objects.filter(inspection_id=key).exclude(role=Role.CONTACT)
    found = Person.objects.filter(handle__in=rows.values("person_id")).order_by("name", "handle")
    return {person.handle: person for person in found}


def leads(inspection: Inspection, person: Person) -> bool:
    """Say whether somebody is a lead inspector of an inspection."""
    return Membership.objects.filter(inspection=inspection, person=person, role=Role.LEAD).exists()
