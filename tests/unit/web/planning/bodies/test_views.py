from __future__ import annotations

import pytest
from django.utils import timezone
from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.planning.planned import signed_in

from inspectorate.web.accounts.actions import let_begin
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection, Membership, Milestone

FIRST = {
    "body": "new",
    "name": "Example  South PDU",
    "region": "Example",
    "kind": "",
    "framework": "hmip-adult@2021.1",
    "fieldwork": "2027-04-12",
}


@pytest.fixture
def beginner(db: None) -> Person:
    del db
    ada, bea = somebody("ada-administrator"), somebody("bea-beginner")
    Person.objects.filter(pk=ada.pk).update(is_administrator=True)
    let_begin(person=bea, by=Person.objects.get(pk=ada.pk), at=NOW)
    return Person.objects.get(pk=bea.pk)


def test_who_may_not_begin_inspections_is_not_let_in_nor_led_there(lead: Person) -> None:
    client = signed_in(lead)
    assert client.get("/new-inspection/").status_code == 403
    assert client.post("/new-inspection/begin/", FIRST).status_code == 403
    assert "Begin an inspection" not in client.get("/").content.decode()


def test_an_inspection_is_begun_in_two_steps(beginner: Person) -> None:
    client = signed_in(beginner)
    first = client.get("/new-inspection/").content.decode()
    assert "Step 1 of 2" in first
    assert "A later edition is here: hmip-pdu@2024.1" in first
    moved = client.post("/new-inspection/", FIRST)
    assert moved.status_code == 302
    second = client.get(moved.headers["Location"]).content.decode()
    assert 'value="example-south-pdu-2027"' in second
    assert "HM Inspectorate of Probation" in second
    assert "sha256:" in second
    assert not Inspection.objects.exists()
    fields = {**FIRST, "identifier": "example-south-2027", "title": "A title", "publisher": "We", "days-panel": "2"}
    looked = client.post("/new-inspection/begin/", {**fields, "do": "preview"}).content.decode()
    assert "Wed 14 Apr 2027" in looked
    assert not Inspection.objects.exists()
    begun = client.post("/new-inspection/begin/", {**fields, "do": "begin"})
    assert begun.headers["Location"] == "/inspections/example-south-2027/timetable/"
    made = Inspection.objects.get()
    assert made.head["body"] == {"id": "example-south-pdu", "name": "Example South PDU", "region": "Example"}
    assert Membership.objects.get().person == beginner
    assert Milestone.objects.get(key="panel").days == 2


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"body": ""}, ["body"]),
        ({"body": "nowhere"}, ["body"]),
        ({"name": ""}, ["name"]),
        ({"name": "***"}, ["name"]),
        ({"framework": ""}, ["framework"]),
        ({"framework": "hmip-adult@2099.1"}, ["framework"]),
        ({"fieldwork": "soon"}, ["fieldwork"]),
        ({"fieldwork": "2026-12-28"}, ["fieldwork"]),
        ({"kind": "region"}, ["kind"]),
        ({"name": "", "framework": "", "fieldwork": ""}, ["framework", "name", "fieldwork"]),
    ],
)
def test_what_is_wrong_on_the_first_page_is_told_there_all_at_once(
    beginner: Person, changed: dict[str, str], fields: list[str]
) -> None:
    client = signed_in(beginner)
    for answer in (
        client.post("/new-inspection/", FIRST | changed),
        client.get("/new-inspection/begin/", FIRST | changed),
    ):
        assert answer.status_code == 422
        assert all(f'href="#{field}"' in answer.content.decode() for field in fields)
    assert not Inspection.objects.exists()


def test_what_is_wrong_on_the_second_page_is_told_there(beginner: Person) -> None:
    wrong = {**FIRST, "identifier": "Not good", "title": "", "publisher": "We", "days-panel": "x", "do": "begin"}
    answer = signed_in(beginner).post("/new-inspection/begin/", wrong)
    assert answer.status_code == 422
    assert 'href="#days-panel"' in answer.content.decode()
    right_days = signed_in(beginner).post("/new-inspection/begin/", {**wrong, "days-panel": "3"}).content.decode()
    assert 'href="#identifier"' in right_days
    assert 'href="#title"' in right_days


def test_a_body_that_is_kept_is_chosen_and_not_entered_twice(beginner: Person) -> None:
    client = signed_in(beginner)
    fields = {**FIRST, "identifier": "first", "title": "T", "publisher": "We", "do": "begin"}
    client.post("/new-inspection/begin/", fields)
    again = client.post("/new-inspection/", {**FIRST, "fieldwork": "2028-05-15"})
    assert "Choose it from the list" in again.content.decode()
    chosen = {**FIRST, "body": "example-south-pdu", "name": "", "fieldwork": "2028-05-15"}
    assert client.post("/new-inspection/", chosen).status_code == 302
    assert "2 points" not in client.get("/bodies/").content.decode()
    assert "from Monday 12 April 2027" in client.get("/bodies/example-south-pdu/").content.decode()


def test_a_body_of_others_is_the_same_as_none(inspection: Inspection) -> None:
    stranger = signed_in(somebody("sam-stranger"))
    assert stranger.get("/bodies/example-unit/").status_code == 404
    assert "Example Unit" not in stranger.get("/bodies/").content.decode()
    assert inspection.body_name == "Example Unit"


def test_milestones_that_would_have_been_due_before_today_are_warned_of(beginner: Person) -> None:
    past = {**FIRST, "fieldwork": "2020-03-02"}
    assert timezone.localdate().year > 2020
    assert "due before today" in signed_in(beginner).get("/new-inspection/begin/", past).content.decode()
