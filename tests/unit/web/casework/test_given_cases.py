"""What follows from whose case is whose: work that is due, the list of cases, progress, and second readings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.unit.web.casework.reviewed import answer, signed
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.allocation.test_allocation import declare, draw, move
from tests.unit.web.planning.planned import member, planned, signed_in
from tests.unit.web.planning.work.test_due import work

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import SecondReading
from inspectorate.web.casework.queries import case_states
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.casework.results import MadeOf, live_results
from inspectorate.web.casework.second_reading import blank_questionnaire, keep_second_reading
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.actions import move_stage
from inspectorate.web.planning.allocation.queries import allocated_to
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def ines(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "ines-inspector", Role.INSPECTOR, lead)


@pytest.fixture
def rosa(inspection: Inspection, lead: Person, ines: Person) -> Person:
    """Return the second reader of both cases, of which one is the inspector's and one the lead's."""
    rosa = member(inspection, "rosa-reader", Role.READER, lead)
    move(inspection, lead, "EU-001", ines.handle)
    move(inspection, lead, "EU-002", lead.handle)
    draw(inspection, lead, rosa.handle, rate=Fraction(1))
    return rosa


def at(name: str, inspection: Inspection, **named: str) -> str:
    return reverse(f"casework:{name}", kwargs={"inspection": inspection.id, **named})


def test_given_cases_are_work_until_they_are_signed_off(inspection: Inspection, lead: Person, ines: Person) -> None:
    planned(inspection, lead)
    move(inspection, lead, "EU-001", ines.handle)
    move(inspection, lead, "EU-002", ines.handle)
    mine = [(one.what, one.kind, one.on, one.person) for one in work(ines, inspection)]
    friday = date(2026, 4, 17)
    assert mine == [
        ("Case EU-001", "Your case: not started", friday, ines.handle),
        ("Case EU-002", "Your case: not started", friday, ines.handle),
    ]
    signed(inspection, "EU-001", ines)
    assert [one.what for one in work(ines, inspection)] == ["Case EU-002"]
    teams = [one for one in work(None, inspection) if one.person == ines.handle]
    assert [(one.what, one.on) for one in teams] == [("1 of 2 cases to sign off", friday)]
    shown = signed_in(lead).get(at("team-work", inspection)).content.decode()
    assert "1 of 2 cases to sign off" in shown
    move_stage(inspection=inspection, to="results", reason="Done.", by=lead, at=NOW)
    assert work(ines, inspection) == []


def test_list_of_cases_begins_with_own_ones_and_hides_none(inspection: Inspection, lead: Person, ines: Person) -> None:
    client, here = signed_in(ines), at("cases", inspection)
    assert "My cases" not in client.get(here).content.decode()
    move(inspection, lead, "EU-001", ines.handle)
    own = client.get(here).content.decode()
    assert "EU-001" in own
    assert "EU-002" not in own
    assert "All cases (2)" in own
    everything = client.get(f"{here}?whose=all").content.decode()
    assert "EU-002" in everything
    assert "Not given yet" in everything
    assert "EU-002" in client.get(f"{here}?whose=nobody").content.decode()
    leads = signed_in(lead).get(here).content.decode()
    assert "EU-002" in leads
    assert "Ines-Inspector" in leads
    case = at("case", inspection, case="EU-001")
    assert "your case" in client.get(case).content.decode()
    assert "This is <strong>Ines-Inspector</strong>" in signed_in(lead).get(case).content.decode()
    assert "case</strong>" not in signed_in(lead).get(at("case", inspection, case="EU-002")).content.decode()


def test_progress_by_inspector_counts_what_was_given(inspection: Inspection, lead: Person, ines: Person) -> None:
    move(inspection, lead, "EU-001", ines.handle)
    move(inspection, lead, "EU-002", ines.handle)
    signed(inspection, "EU-001", lead)
    found = live_results(
        framework=inspection.edition.framework,
        record=inspection_record(inspection).inspection,
        states=case_states(inspection),
        made_of=MadeOf.ANSWERED,
        given=allocated_to(inspection),
    )
    assert [(one.person, one.cases, one.signed, one.given, one.given_signed) for one in found.inspectors] == [
        ("ines-inspector", 0, 0, 2, 1),
        ("lena-lead", 1, 1, 0, 0),
    ]
    shown = signed_in(lead).get(at("results", inspection)).content.decode()
    assert "Cases by whose they are" in shown
    assert "1 of 2" in shown


def test_second_reader_answers_without_seeing_the_first(inspection: Inspection, ines: Person, rosa: Person) -> None:
    answer(inspection, Case.objects.get(reference="EU-001"), ines, q2_2_1="yes")
    client, here = signed_in(rosa), at("second-reading", inspection, case="EU-001")
    blank = client.get(here).content.decode()
    assert "checked" not in blank
    refused = client.post(here, {"answer-2.2.1": "perhaps", "answer-2.3.1": "no"})
    assert (refused.status_code, SecondReading.objects.count()) == (422, 0)
    kept = client.post(here, {"answer-2.2.1": "no", "answer-2.3.1": "no"}, follow=True).content.decode()
    assert "2 answers are kept" in kept
    again = client.post(here, {"answer-2.2.1": "yes", "answer-2.3.1": "no"}, follow=True).content.decode()
    assert "1 answer is kept" in again
    assert client.post(here, {"answer-2.2.1": "yes"}).status_code == 422
    record = inspection_record(inspection).inspection
    assert {(one.question, one.answer, one.reader) for one in record.second_readings} == {
        ("2.2.1", "yes", "rosa-reader"),
        ("2.3.1", "no", "rosa-reader"),
    }
    assert {one.answer for one in record.judgements} == {"yes"}
    assert signed_in(ines).get(here).status_code == 404
    assert signed_in(ines).post(here, {"answer-2.2.1": "yes"}).status_code == 404


def test_second_readings_are_work_until_every_question_is_answered(
    inspection: Inspection, lead: Person, rosa: Person
) -> None:
    planned(inspection, lead)
    found = [one for one in work(rosa, inspection) if one.person]
    assert [one.what for one in found] == ["Second reading of case EU-001", "Second reading of case EU-002"]
    assert {one.on for one in found} == {date(2026, 4, 17)}
    case = Case.objects.get(inspection=inspection, reference="EU-001")
    asked = blank_questionnaire(inspection, case).items
    answers = {item.question.id: item.answers[0].id for item in asked}
    first = dict(list(answers.items())[:1])
    keep_second_reading(inspection=inspection, case=case, answers=first, client=uuid4(), by=rosa, at=NOW)
    assert f"Second reading: 1 of {len(asked)} answered" in [one.kind for one in work(rosa, inspection)]
    client = uuid4()
    keep_second_reading(inspection=inspection, case=case, answers=answers, client=client, by=rosa, at=NOW)
    assert [one.what for one in work(rosa, inspection) if one.person] == ["Second reading of case EU-002"]
    with pytest.raises(Repeated):
        keep_second_reading(inspection=inspection, case=case, answers=answers, client=client, by=rosa, at=NOW)


def test_a_conflict_ends_a_second_reading(inspection: Inspection, lead: Person, rosa: Person) -> None:
    declare(inspection, rosa.handle, lead)
    case = Case.objects.get(inspection=inspection, reference="EU-001")
    with pytest.raises(ProblemsFound, match="not-second-reader"):
        keep_second_reading(inspection=inspection, case=case, answers={"2.2.1": "yes"}, client=uuid4(), by=rosa, at=NOW)
    assert not SecondReading.objects.exists()
