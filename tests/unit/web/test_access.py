"""Who may open what: the table in full, role by role, page by page, method by method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.planning.meetings.test_meetings import PLAN
from tests.unit.web.planning.planned import planned

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.alerting import raise_alert
from inspectorate.web.planning import actions
from inspectorate.web.planning.access import ACCESS, Audience
from inspectorate.web.planning.meetings.actions import plan_meeting
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role

METHODS = ("GET", "POST", "PUT", "DELETE")
TURNED_AWAY = {401, 403, 405}
SHUT = {
    # of the sign-in library: nobody signs up, changes their address or connects accounts here
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_signup",
    "socialaccount_connections",
    "socialaccount_signup",
}
NAMED = {
    "case": "EU-001",
    "standard": "2.2",
    "question": "2.2.1",
    "milestone": "panel",
    "body": "example-unit",
    "secret": "guessed",
    "draw": 1,
    "kind": "csv",
}


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, f"{before}{one.namespace}:" if one.namespace else before)
        else:
            yield f"{before}{one.name or ''}", one


PATTERNS = dict(_patterns(get_resolver()))
OF_INSPECTIONS = sorted(
    name for name, row in ACCESS.items() if not any(isinstance(who, Audience) for who in row.values())
)
OF_NONE = sorted(set(ACCESS) - set(OF_INSPECTIONS))
OURS = [name for name in OF_NONE if ":" in name]


def _address(name: str, inspection: str, number: int = 1) -> str:
    asked = {"inspection": inspection, **NAMED, "alert": number, "meeting": number + 1, "handle": "lena-lead"}
    wanted = _arguments(name)
    return reverse(name, kwargs={key: value for key, value in asked.items() if key in wanted})


def _arguments(name: str) -> set[str]:
    found: Any = get_resolver()
    for part in name.split(":")[:-1]:
        found = found.namespace_dict[part][1]
    return set(found.reverse_dict[name.rpartition(":")[2]][0][0][1])


def _said(name: str, role: Role) -> dict[str, str]:
    """Return what a form says where one page has several, each for some of the roles that the page opens to."""
    forms = {
        "casework:alert": {"do": "answer" if role is Role.CONTACT else "close"},
        "casework:comment": {"thread": "1", "text": "A reply."},
        "casework:review": {"do": "begin"},
        "planning:milestone-done": {"on": "2026-03-02"},
    }
    return forms.get(name, {})


def _ask(client: Client, method: str, address: str, said: dict[str, str]) -> Any:
    return client.post(address, said) if method == "POST" else client.generic(method, address)


@pytest.fixture
def alert(inspection: Inspection, lead: Person) -> int:
    """Set a timetable, raise an alert and plan a meeting; return the alert's sequence, which the meeting's follows."""
    planned(inspection, lead)
    sequence = raise_alert(
        inspection=inspection, case=None, gravity="serious", concern="A concern.", done_at_once="", by=lead, at=NOW
    )
    assert plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW) == sequence + 1
    return sequence


def test_every_page_has_a_row_and_every_row_a_page() -> None:
    named = {name for name in PATTERNS if name}
    assert named - set(ACCESS) == SHUT
    assert set(ACCESS) - named == set()


@pytest.mark.parametrize("name", sorted(SHUT))
def test_page_without_a_row_is_shut_even_to_an_administrator(name: str, lead: Person, client: Client) -> None:
    Person.objects.filter(pk=lead.pk).update(is_administrator=True)
    client.force_login(lead)
    kwargs = {"key": "abc"} if name == "account_confirm_email" else {}
    assert client.get(reverse(name, kwargs=kwargs)).status_code == 404


@pytest.mark.parametrize("name", OF_INSPECTIONS)
def test_table_is_kept_for_every_role_and_method(name: str, inspection: Inspection, lead: Person, alert: int) -> None:
    address = _address(name, inspection.id, alert)
    for role in Role:
        person = somebody(f"some-{role}")
        actions.add_member(inspection=inspection, person=person, role=role, by=lead, at=NOW)
        client = Client()
        client.force_login(person)
        for method in METHODS:
            status = _ask(client, method, address, _said(name, role)).status_code
            row = ACCESS[name]
            if method not in row:
                assert status == 405, (role, method)
            elif role not in row[method]:  # type: ignore[operator]  # these rows hold roles
                assert status == 403, (role, method)
            else:
                assert status not in TURNED_AWAY and status < 500, (role, method, status)  # noqa: PT018 - one thing


@pytest.mark.parametrize("name", OF_INSPECTIONS)
def test_inspection_of_others_is_the_same_as_none(name: str, inspection: Inspection, alert: int) -> None:
    stranger = somebody("sam-stranger")
    Person.objects.filter(pk=stranger.pk).update(is_administrator=True)
    client = Client()
    client.force_login(stranger)
    for method in ACCESS[name]:
        there = client.generic(method, _address(name, inspection.id, alert))
        nowhere = client.generic(method, _address(name, "nowhere", alert))
        assert there.status_code == nowhere.status_code == 404
        assert _without_token(there.content) == _without_token(nowhere.content)


@pytest.mark.parametrize("name", OF_INSPECTIONS)
def test_inspection_is_shut_to_who_has_not_signed_in(name: str, inspection: Inspection, client: Client) -> None:
    for method in ACCESS[name]:
        address = _address(name, inspection.id)
        answer = client.generic(method, address)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/demonstration/")
        assert client.generic(method, address, headers={"Accept": "application/json"}).status_code == 401


@pytest.mark.parametrize("name", OURS)
def test_pages_of_no_inspection_open_to_their_audience_alone(name: str, lead: Person) -> None:
    administrator = somebody("ada-administrator")
    Person.objects.filter(pk=administrator.pk).update(is_administrator=True)
    beginner = somebody("bea-beginner")
    Person.objects.filter(pk=beginner.pk).update(may_begin=True)
    for person, kinds in (
        (None, {Audience.ANYONE}),
        (lead, {Audience.ANYONE, Audience.SIGNED_IN}),
        (beginner, {Audience.ANYONE, Audience.SIGNED_IN, Audience.BEGINNER}),
        (administrator, set(Audience)),
    ):
        client = Client()
        if person is not None:
            client.force_login(person)
        for method in METHODS:
            status = client.generic(method, _address(name, "")).status_code
            if method not in ACCESS[name]:
                assert status == 405, method
            elif ACCESS[name][method] in kinds:
                assert status not in TURNED_AWAY and status < 500, (method, status)  # noqa: PT018 - one thing
            else:
                assert status == (302 if person is None else 403), method


def _without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)
