from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.casework.reviewed import member, signed, signed_in
from tests.unit.web.conftest import NOW, somebody

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.alerting import close_alert, raise_alert
from inspectorate.web.casework.models import Alert
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role


def _raise(inspection: Inspection, by: Person, concern: str = "A child lives there") -> int:
    return raise_alert(
        inspection=inspection,
        case=None,
        gravity=Alert.Gravity.SERIOUS,
        concern=concern,
        done_at_once="",
        by=by,
        at=NOW,
    )


def test_home_lists_my_inspections_with_stage_role_and_signed_cases(inspection: Inspection, lead: Person) -> None:
    signed(inspection, "EU-001", lead)
    page = signed_in(lead).get("/").content.decode()
    assert inspection.title in page
    assert "You are lead inspector" in page
    assert '<span class="app-count">1 of 2</span> cases signed off' in page
    assert "Fieldwork" in page


def test_home_shows_nothing_of_an_inspection_to_somebody_else(inspection: Inspection, lead: Person) -> None:
    _raise(inspection, lead)
    page = signed_in(somebody("olu-other")).get("/").content.decode()
    assert inspection.title not in page
    assert "A child lives there" not in page
    assert "You are not a member of any inspection" in page


@pytest.mark.parametrize("role", list(Role))
def test_an_open_alert_is_on_the_first_pages_of_every_role_until_closed(
    inspection: Inspection, lead: Person, role: Role
) -> None:
    number = _raise(inspection, lead)
    client = signed_in(member(inspection, "rae-reads", role, lead))
    pages = ["/", reverse("casework:overview", kwargs={"inspection": inspection.id})]
    assert all("A child lives there" in client.get(page).content.decode() for page in pages)
    close_alert(inspection=inspection, alert=number, reason="Answered in full.", by=lead, at=NOW)
    assert not any("A child lives there" in client.get(page).content.decode() for page in pages)


def test_a_contact_is_not_told_how_cases_come_on(inspection: Inspection, lead: Person) -> None:
    signed(inspection, "EU-001", lead)
    client = signed_in(member(inspection, "cai-contact", Role.CONTACT, lead))
    for page in ("/", reverse("casework:overview", kwargs={"inspection": inspection.id})):
        shown = client.get(page).content.decode()
        assert "signed off" not in shown.lower()
        assert "1 of 2" not in shown


def test_overview_counts_cases_by_where_they_stand(inspection: Inspection, lead: Person) -> None:
    signed(inspection, "EU-001", lead)
    page = signed_in(lead).get(reverse("casework:overview", kwargs={"inspection": inspection.id})).content.decode()
    assert "1 of 2</strong> cases are signed off" in page
    assert "Not started" in page


def test_home_sends_somebody_who_is_signed_out_to_sign_in(db: None) -> None:
    del db
    response = Client().get("/")
    assert (response.status_code, response.headers["Location"].endswith("?next=/")) == (302, True)


def test_home_asks_the_database_as_often_for_many_inspections_as_for_one(
    inspection: Inspection, lead: Person, django_assert_max_num_queries: object
) -> None:
    _raise(inspection, lead)
    signed(inspection, "EU-001", lead)
    client = signed_in(lead)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # the plug-in's fixture has no type of its own
        client.get("/")
