"""What was withdrawn is withdrawn from the next request on: nothing of who may do what is kept between two."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.unit.web.conftest import NOW, somebody

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Judgement
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Inspection, Membership
from inspectorate.web.planning.roles import Role

ADDRESS = "/inspections/example-unit/cases/EU-001/save/"


@pytest.fixture
def inspector(inspection: Inspection, lead: Person) -> Person:
    made = somebody("ines-inspector")
    actions.add_member(inspection=inspection, person=made, role=Role.INSPECTOR, by=lead, at=NOW)
    return made


@pytest.fixture
def browser(inspector: Person) -> Client:
    client = Client()
    client.force_login(inspector)
    assert save(client) == 200
    return client


def save(client: Client) -> int:
    body = {"client": str(uuid4()), "judgements": [{"question": "2.2.1", "value": "yes"}]}
    sent = client.post(ADDRESS, json.dumps(body), content_type="application/json", HTTP_ACCEPT="application/json")
    return sent.status_code


def still_one() -> bool:
    return Judgement.objects.count() == 1


def test_a_membership(browser: Client, inspector: Person) -> None:
    Membership.objects.filter(person=inspector).delete()
    assert save(browser) == 404
    assert still_one()


def test_a_role(browser: Client, inspector: Person) -> None:
    Membership.objects.filter(person=inspector).update(role=Role.ANALYST)
    assert save(browser) == 403
    assert still_one()


def test_being_let_in(browser: Client, inspector: Person) -> None:
    Person.objects.filter(pk=inspector.pk).update(is_active=False)
    assert save(browser) == 401
    assert still_one()


def test_a_password(browser: Client, inspector: Person) -> None:
    inspector.set_password("a-new-one-that-is-long")
    inspector.save()
    assert save(browser) == 401
    assert still_one()


def test_a_session_that_was_ended_elsewhere(browser: Client) -> None:
    Session.objects.all().delete()
    assert save(browser) == 401
    assert still_one()


def test_a_session_that_ran_out(browser: Client) -> None:
    Session.objects.update(expire_date=timezone.now())
    assert save(browser) == 401
    assert still_one()
