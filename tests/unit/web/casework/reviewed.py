"""What tests of review, alerts and results begin with: people in their roles, and a case answered and signed off."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.test import Client
from tests.unit.web.conftest import NOW, somebody

from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.history.performing import perform
from inspectorate.web.planning.actions import add_member
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


def member(inspection: Inspection, handle: str, role: Role, by: Person) -> Person:
    """Return somebody new with a role in an inspection."""
    person = somebody(handle)
    add_member(inspection=inspection, person=person, role=role, by=by, at=NOW)
    return person


def answer(inspection: Inspection, case: Case, by: Person, **answers: str) -> None:
    """Give answers to questions; ``q2_2_1="yes"`` answers 2.2.1."""
    given = [Given(name.removeprefix("q").replace("_", "."), value) for name, value in answers.items()]
    keep_answers(inspection=inspection, case=case, judgements=given, client=uuid4(), by=by, at=NOW)


def step(inspection: Inspection, case: Case, kind: str, by: Person, at: datetime = NOW, **details: object) -> None:
    """Take a step with a case, whatever it lacks."""
    act = Act(act=kind, by=by.handle, at=at, subject=case.reference, details=details)
    perform(act, chain=inspection.id, appliers=acts.APPLIERS)


def signed(inspection: Inspection, reference: str, by: Person) -> Case:
    """Return a case in which somebody answered one question and signed off."""
    case = Case.objects.get(inspection=inspection, reference=reference)
    answer(inspection, case, by, q2_2_1="yes")
    step(inspection, case, acts.SIGNED_OFF, by)
    return case


def signed_in(person: Person) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client
