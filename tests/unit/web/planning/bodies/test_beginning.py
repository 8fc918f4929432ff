from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import acts_of

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.inspection import InspectedBody
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Chain
from inspectorate.web.planning.bodies.beginning import Proposal, begin, proposed_identifier, proposed_monday
from inspectorate.web.planning.models import Inspection, Membership, Milestone
from inspectorate.web.planning.timetable.working_days import is_worked

EDITION = shipped().edition(FrameworkReference.parse("hmip-adult@2021.1"))
PROPOSAL = Proposal(
    body=InspectedBody(id="example-south", name="Example South PDU", region="Example"),
    edition=EDITION,
    fieldwork=date(2026, 4, 13),
    identifier="example-south-2026",
    title="An inspection of Example South PDU",
    publisher="Example Inspectorate",
)


def test_an_inspection_begins_with_its_head_its_lead_and_its_timetable(lead: Person) -> None:
    made = begin(proposal=PROPOSAL, by=lead, at=NOW)
    assert (made.stage, made.framework, made.framework_digest) == ("plan", "hmip-adult@2021.1", EDITION.digest)
    assert made.head == {
        "publisher": "Example Inspectorate",
        "body": {"id": "example-south", "name": "Example South PDU", "region": "Example"},
        "fieldwork_started_on": "2026-04-13",
    }
    assert list(Membership.objects.values_list("person_id", "role")) == [("lena-lead", "lead-inspector")]
    assert Milestone.objects.filter(inspection=made, owner=lead).count() == 10
    assert acts_of(made) == ["inspection-begun", "member-added", "timetable-set"]


def test_everything_wrong_is_told_at_once_and_nothing_is_begun(lead: Person) -> None:
    wrong = dataclasses.replace(
        PROPOSAL,
        body=InspectedBody(id="", name="", region="R" * 201, kind="region"),
        fieldwork=date(2026, 4, 12),
        identifier="Not Good",
        title=" ",
        publisher="A\0B",
        days={},
    )
    with pytest.raises(ProblemsFound) as found:
        begin(proposal=wrong, by=lead, at=NOW)
    assert {(one.code, one.place.field) for one in found.value.problems} == {
        ("body-name-missing", "name"),
        ("too-long", "region"),
        ("body-kind-unknown", "kind"),
        ("not-a-working-day", "fieldwork"),
        ("not-an-identifier", "identifier"),
        ("title-missing", "title"),
        ("not-text", "publisher"),
    }
    assert not Inspection.objects.exists()
    assert not Chain.objects.filter(key=wrong.identifier).exists()


def test_an_identifier_that_is_there_is_refused_and_another_is_proposed(lead: Person) -> None:
    begin(proposal=PROPOSAL, by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as found:
        begin(proposal=PROPOSAL, by=lead, at=NOW)
    assert [one.code for one in found.value.problems] == ["inspection-there"]
    assert proposed_identifier(PROPOSAL.body, PROPOSAL.fieldwork) == "example-south-2026-2"


def test_a_wrong_interval_undoes_the_whole_beginning(lead: Person) -> None:
    with pytest.raises(ProblemsFound):
        begin(proposal=dataclasses.replace(PROPOSAL, days={"panel": 9999}), by=lead, at=NOW)
    assert not Inspection.objects.exists()
    assert not Chain.objects.filter(key=PROPOSAL.identifier).exists()


def test_the_day_that_is_proposed_is_a_monday_that_leaves_time_for_what_comes_before() -> None:
    day = proposed_monday(date(2026, 3, 3))
    assert (day.weekday(), is_worked(day)) == (0, True)
    assert day == date(2026, 4, 20)
