"""What tests of planning begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.unit.web.conftest import NOW, somebody

from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Entry
from inspectorate.web.planning.actions import add_member
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import set_timetable

MONDAY = date(2026, 4, 13)


def member(inspection: Inspection, handle: str, role: Role, by: Person) -> Person:
    """Return somebody new with a role in an inspection."""
    person = somebody(handle)
    add_member(inspection=inspection, person=person, role=role, by=by, at=NOW)
    return person


def planned(inspection: Inspection, lead: Person, fieldwork: date = MONDAY, **days: int) -> Inspection:
    """Set the timetable of an inspection."""
    named = {name.replace("_", "-"): number for name, number in days.items()}
    set_timetable(inspection=inspection, fieldwork=fieldwork, days=named, owner=lead, by=lead, at=NOW)
    return Inspection.objects.get(id=inspection.id)


def signed_in(person: Person) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def page(name: str, inspection: Inspection, **named: Any) -> str:
    """Return the address of a page of an inspection."""
    return reverse(f"planning:{name}", kwargs={"inspection": inspection.id, **named})


def acts_of(inspection: Inspection) -> list[str]:
    """Return what was done in an inspection, in order."""
    return list(Entry.objects.filter(chain_id=inspection.id).order_by("sequence").values_list("act", flat=True))
