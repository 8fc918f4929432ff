"""Who may begin inspections."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.unit.web.conftest import NOW, somebody

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.actions import let_begin, let_begin_no_longer, let_in, stop_person
from inspectorate.web.accounts.models import Person
from inspectorate.web.accounts.queries import events_about


@pytest.fixture
def administrator(db: None) -> Person:
    del db
    made = somebody("ada-administrator")
    Person.objects.filter(pk=made.pk).update(is_administrator=True)
    return Person.objects.get(pk=made.pk)


def test_an_administrator_lets_somebody_begin_inspections_and_takes_it_back(
    administrator: Person, lead: Person
) -> None:
    let_begin(person=lead, by=administrator, at=NOW)
    assert Person.objects.get(pk=lead.pk).may_begin
    with pytest.raises(ProblemsFound):
        let_begin(person=lead, by=administrator, at=NOW)
    let_begin_no_longer(person=lead, by=administrator, at=NOW)
    assert not Person.objects.get(pk=lead.pk).may_begin
    with pytest.raises(ProblemsFound):
        let_begin_no_longer(person=lead, by=administrator, at=NOW)
    assert [event.what for event in events_about(lead)] == [
        "No longer allowed to begin inspections",
        "Allowed to begin inspections",
    ]


def test_who_was_stopped_and_let_in_again_begins_nothing(administrator: Person, lead: Person) -> None:
    let_begin(person=lead, by=administrator, at=NOW)
    stop_person(person=lead, by=administrator, at=NOW)
    with pytest.raises(ProblemsFound):
        let_begin(person=lead, by=administrator, at=NOW)
    let_in(person=lead, by=administrator, at=NOW)
    assert not Person.objects.get(pk=lead.pk).may_begin


def test_it_is_done_on_the_persons_page(administrator: Person, lead: Person) -> None:
    client = Client()
    client.force_login(administrator)
    client.post(f"/people/{lead.handle}/", {"act": "let-begin"})
    assert Person.objects.get(pk=lead.pk).may_begin
    client.post(f"/people/{lead.handle}/", {"act": "let-begin-no-longer"})
    assert not Person.objects.get(pk=lead.pk).may_begin
