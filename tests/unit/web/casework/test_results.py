from __future__ import annotations

import random
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.unit.web.casework.reviewed import answer, member, signed_in, step
from tests.unit.web.conftest import NOW

from inspectorate.kernel.numbers import Share, whole_percent
from inspectorate.ratings.case_based import rate_cases
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.records.history import Act
from inspectorate.results.agreement import measure_agreement
from inspectorate.results.counting import count_answers
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, reviewing
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import case_states, questionnaire_of
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.casework.results import LiveResults, MadeOf, live_results
from inspectorate.web.history.performing import perform
from inspectorate.web.planning.actions import add_cases
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def cases(inspection: Inspection, lead: Person, inspector: Person) -> list[Case]:
    """Return twelve cases: eleven answered by one inspector, of which ten are signed off."""
    fields = Case.objects.filter(inspection=inspection).values_list("fields", flat=True)[0]
    more = [CaseRecord(id=f"EU-{number:03}", fields=fields) for number in range(3, 13)]
    add_cases(inspection=inspection, cases=more, by=lead, at=NOW)
    found = list(Case.objects.filter(inspection=inspection).order_by("reference"))
    drawn = random.Random(7)
    for place, case in enumerate(found[:11]):
        items = questionnaire_of(inspection, case).items
        given = [Given(item.question.id, drawn.choice(item.answers).id) for item in items]
        keep_answers(inspection=inspection, case=case, judgements=given, client=uuid4(), by=inspector, at=NOW)
        if place < 10:
            step(inspection, case, acts.SIGNED_OFF, inspector)
    return found


def _live(inspection: Inspection, made_of: MadeOf = MadeOf.ANSWERED) -> LiveResults:
    return live_results(
        framework=inspection.edition.framework,
        record=inspection_record(inspection).inspection,
        states=case_states(inspection),
        made_of=made_of,
    )


def _shares(found: LiveResults) -> dict[str, Share]:
    return {
        line.question.id: line.share
        for standard in found.standards
        for key_question, prompts in standard.key_questions
        for line in (key_question, *prompts)
    }


def _page(inspection: Inspection) -> str:
    return reverse("casework:results", kwargs={"inspection": inspection.id})


@pytest.mark.usefixtures("cases")
def test_the_numbers_are_those_that_the_library_counts_from_the_same_records(inspection: Inspection) -> None:
    framework = inspection.edition.framework
    results = count_answers(framework=framework, inspection=inspection_record(inspection).inspection)
    found = _live(inspection)
    assert _shares(found) == dict(results.shares)
    for one in found.standards:
        ruled = rate_cases(framework=framework, standard=one.standard, results=results)
        if one.band:
            assert ruled.banding is not None
            assert (one.band, one.lowest) == (framework.ratings[ruled.banding.rating].label, ruled.banding.lowest)
    assert any(one.band for one in found.standards)


def test_percentages_are_made_of_the_cases_that_are_chosen(
    inspection: Inspection, cases: list[Case], lead: Person
) -> None:
    reader = member(inspection, "quin-reader", Role.READER, lead)
    reviewing.begin_review(inspection=inspection, case=cases[0], by=reader, at=NOW)
    reviewing.settle_review(inspection=inspection, case=cases[0], by=reader, at=NOW)
    bases = {made_of: _shares(_live(inspection, made_of))["2.2.1"].relevant for made_of in MadeOf}
    assert bases == {MadeOf.ANSWERED: 11, MadeOf.SIGNED: 10, MadeOf.REVIEWED: 1}
    assert {made_of: _live(inspection, made_of).foundation.counted for made_of in MadeOf} == bases


def test_with_few_cases_there_is_no_percentage_and_no_band(inspection: Inspection, cases: list[Case]) -> None:
    signed = {
        line.question.id: line for one in _live(inspection, MadeOf.SIGNED).standards for line, _ in one.key_questions
    }
    assert signed["2.2.1"].percent == whole_percent(signed["2.2.1"].share)
    step(
        inspection,
        cases[0],
        acts.REOPENED,
        cases[0].inspection.memberships.get(role="lead-inspector").person,
        reason="A letter.",
    )
    found = _live(inspection, MadeOf.SIGNED)
    lines = {line.question.id: line for one in found.standards for line, _ in one.key_questions}
    assert (lines["2.2.1"].share.relevant, lines["2.2.1"].percent, lines["2.2.1"].band) == (9, None, "")
    assert {one.band for one in found.standards} == {""}


def test_what_is_open_is_counted(inspection: Inspection, cases: list[Case], inspector: Person, lead: Person) -> None:
    reader = member(inspection, "quin-reader", Role.READER, lead)
    reviewing.begin_review(inspection=inspection, case=cases[0], by=reader, at=NOW)
    reviewing.comment_on(inspection=inspection, case=cases[0], question="2.2.1", text="Eh?", by=reader, at=NOW)
    reviewing.send_back(inspection=inspection, case=cases[0], reason="See there.", by=reader, at=NOW)
    step(inspection, cases[1], acts.REOPENED, inspector, reason="A letter came.")
    before = _shares(_live(inspection))["2.2.1"].relevant
    seen = {
        item.judgement.value for item in questionnaire_of(inspection, cases[2]).items if item.question.id == "2.2.1"
    }
    answer(inspection, cases[2], lead, q2_2_1="no" if seen == {"yes"} else "yes")
    found = _live(inspection)
    foundation = found.foundation
    assert (foundation.clashes, foundation.open_comments, foundation.cases_with_comments) == (1, 1, 1)
    # the late answer undid a sign-off too
    assert (foundation.broken, foundation.signed, foundation.cases) == (3, 7, 12)
    assert dict(foundation.rows)[Status.SENT_BACK] == 1
    assert _shares(found)["2.2.1"].relevant == before - 1


def test_progress_is_of_who_answered_last(
    inspection: Inspection, cases: list[Case], inspector: Person, lead: Person
) -> None:
    answer(inspection, cases[10], lead, q2_2_1="yes")
    rows = [(one.person, one.cases, one.signed, one.reviewed) for one in _live(inspection).inspectors]
    assert rows == [(inspector.handle, 10, 10, 0), (lead.handle, 1, 0, 0)]


def test_agreement_is_what_the_library_measures(inspection: Inspection, cases: list[Case], lead: Person) -> None:
    assert _live(inspection).agreement is None
    readings = [["2.2.1", "yes", lead.handle], ["2.2.2", "no", lead.handle]]
    for case in cases[:3]:
        act = Act(act=acts.SECOND_READ, by=lead.handle, at=NOW, subject=case.reference, details={"readings": readings})
        perform(act, chain=inspection.id, appliers=acts.APPLIERS)
    record = inspection_record(inspection).inspection
    expected = measure_agreement(framework=inspection.edition.framework, inspection=record)
    assert _live(inspection).agreement == expected
    page = signed_in(lead).get(_page(inspection)).content.decode()
    assert f"{expected.overall.agreed.yes} of 6</strong> times" in page


def test_the_page_shows_what_the_rules_give_and_of_what(
    inspection: Inspection, cases: list[Case], lead: Person
) -> None:
    client = signed_in(lead)
    page = client.get(_page(inspection)).content.decode()
    share = _shares(_live(inspection))["2.2.1"]
    assert f'<span class="app-count">{share.yes} of 11</span>' in page
    assert f">{whole_percent(share)}%</td>" in page
    assert "11 of 12</strong> cases are counted here" in page
    few = client.get(_page(inspection), {"of": "reviewed"}).content.decode()
    assert "0 of 12</strong> cases are counted here" in few
    assert "none yet" in few
    assert client.get(_page(inspection), {"of": "\0<script>"}).status_code == 200
    del cases


def test_the_page_stands_before_anything_is_answered(inspection: Inspection, lead: Person) -> None:
    page = signed_in(lead).get(_page(inspection)).content.decode()
    assert "Nobody has answered yet." in page


@pytest.mark.parametrize("role", list(Role))
def test_results_are_for_those_who_work_with_them(inspection: Inspection, lead: Person, role: Role) -> None:
    status = signed_in(member(inspection, "rae-reads", role, lead)).get(_page(inspection)).status_code
    assert status == (403 if role in {Role.CONTACT, Role.OBSERVER} else 200)
