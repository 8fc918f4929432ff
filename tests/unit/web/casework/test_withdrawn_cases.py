"""A case that was taken out of the sample is listed and counted nowhere; what was said about it stays."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import member, signed_in
from tests.unit.web.planning.samples.drawn import WHY, begun, draw_now, hand_in, replace_now

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs import layout
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import reviewing, signing
from inspectorate.web.casework.alerting import raise_alert
from inspectorate.web.casework.examples import write_example
from inspectorate.web.casework.models import Judgement
from inspectorate.web.casework.overview import tallies
from inspectorate.web.casework.queries import case_states, cases_with_answers, questionnaire_of
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.casework.results import MadeOf, live_results
from inspectorate.web.casework.reviews import reviewables
from inspectorate.web.casework.settling import settle_clash
from inspectorate.web.casework.work import clash_counts
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.remarks import remarks_csv
from inspectorate.web.planning.actions import add_cases
from inspectorate.web.planning.meetings.actions import Plan, plan_meeting
from inspectorate.web.planning.models import Case, Inspection, Replacement
from inspectorate.web.planning.roles import Role


@pytest.fixture
def sampled(lead: Person) -> Inspection:
    """Draw a sample of ten cases."""
    made = begun(lead)
    hand_in(made, lead)
    draw_now(made, lead)
    return made


@pytest.fixture
def ivan(sampled: Inspection, lead: Person) -> Person:
    return member(sampled, "ivan-inspector", Role.INSPECTOR, lead)


@pytest.fixture
def out(sampled: Inspection, lead: Person, ivan: Person) -> Case:
    """Answer a case in full, sign it off, disagree on it and write beside it; then replace it."""
    case = Case.objects.filter(inspection=sampled).order_by("reference")[0]
    asked = questionnaire_of(sampled, case).items
    answers = [Given(one.question.id, one.answers[0].id) for one in asked]
    notes = [Given(one.question.id, "Beside the answer.") for one in asked if one.is_key]
    keep_answers(inspection=sampled, case=case, judgements=answers, notes=notes, client=uuid4(), by=ivan, at=NOW)
    signing.sign_off(inspection=sampled, case=case, by=ivan, at=NOW)
    unseen = [Given("2.2.1", "no")]
    keep_answers(inspection=sampled, case=case, judgements=unseen, client=uuid4(), by=lead, at=NOW)
    raise_alert(
        inspection=sampled, case=case, gravity="serious", concern="A concern.", done_at_once="", by=ivan, at=NOW
    )
    assert clash_counts((sampled.id,)) == {sampled.id: 1}
    replace_now(sampled, case.reference, lead)
    return Case.objects.get(pk=case.pk)


def results(inspection: Inspection) -> Any:
    return live_results(
        framework=inspection.edition.framework,
        record=inspection_record(inspection).inspection,
        states=case_states(inspection),
        made_of=MadeOf.ANSWERED,
    )


def test_it_is_in_no_list_count_or_result(sampled: Inspection, lead: Person, out: Case) -> None:
    assert out.reference not in {state.case.reference for state in case_states(sampled)}
    assert tallies([sampled.id])[sampled.id].cases == 10
    assert reviewables(sampled, reader=lead.handle) == ()
    assert clash_counts((sampled.id,)) == {}
    found = results(sampled)
    assert (found.foundation.cases, found.foundation.counted, found.inspectors) == (10, 0, ())
    assert all(line.share.relevant == 0 for one in found.standards for line, _ in one.key_questions)


def test_it_is_in_no_table_of_a_pack_and_its_answers_are_in_the_history(sampled: Inspection, out: Case) -> None:
    pack = pack_of(sampled)
    assert out.reference not in pack[layout.CASES].decode()
    assert len(pack[layout.CASES].decode().splitlines()) == 11
    assert layout.JUDGEMENTS not in pack or out.reference not in pack[layout.JUDGEMENTS].decode()
    assert f'\\"subject\\":\\"{out.reference}\\"' in pack[layout.HISTORY].decode()
    assert out.reference not in remarks_csv(sampled).decode()
    assert Judgement.objects.filter(case=out).exists()
    assert cases_with_answers(sampled.id) == {out.reference}


def test_its_pages_say_why_and_its_history_stays_open(sampled: Inspection, ivan: Person, out: Case) -> None:
    client = signed_in(ivan)
    named = {"inspection": sampled.id, "case": out.reference}
    by = Replacement.objects.get().by_case
    for name, more in (
        ("case", {}),
        ("standard", {"standard": "2.2"}),
        ("sign-off", {}),
        ("examples", {}),
        ("reopen", {}),
        ("settle", {"question": "2.2.1"}),
        ("review", {}),
    ):
        answer = client.get(reverse(f"casework:{name}", kwargs=named | more))
        shown = answer.content.decode()
        assert answer.status_code == 410, name
        assert f"Case {out.reference} is no longer in the sample" in shown
        assert WHY in shown
    history = client.get(reverse("casework:case-history", kwargs=named)).content.decode()
    assert f"took case {out.reference} out of the sample" in history
    assert "no longer in the sample" in history
    listed = client.get(reverse("casework:cases", kwargs={"inspection": sampled.id})).content.decode()
    assert out.reference not in listed
    assert by in listed


def test_nobody_else_is_told_of_it(sampled: Inspection, lead: Person, out: Case) -> None:
    address = reverse("casework:case", kwargs={"inspection": sampled.id, "case": out.reference})
    observer = signed_in(member(sampled, "olga-observer", Role.OBSERVER, lead))
    assert observer.get(address).status_code == 403


def test_a_script_that_saves_is_told_and_nothing_is_kept(sampled: Inspection, ivan: Person, out: Case) -> None:
    before = Judgement.objects.count()
    address = reverse("casework:save", kwargs={"inspection": sampled.id, "case": out.reference})
    answer = signed_in(ivan).post(
        address,
        {"client": str(uuid4()), "judgements": [{"question": "2.2.1", "value": "yes"}]},
        content_type="application/json",
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 410
    assert answer.json()["problems"][0]["code"] == "case-withdrawn"
    assert Judgement.objects.count() == before


def test_nothing_more_is_done_with_it(sampled: Inspection, lead: Person, out: Case) -> None:
    seen_before = Case.objects.get(pk=out.pk)
    seen_before.withdrawn = None  # as a page had read it, before it was taken out
    when: dict[str, Any] = {"inspection": sampled, "by": lead, "at": NOW}
    shown = frozenset(range(99))
    for act in (
        lambda: signing.sign_off(**when, case=seen_before),
        lambda: signing.reopen(**when, case=seen_before, reason="Why."),
        lambda: reviewing.begin_review(**when, case=seen_before),
        lambda: reviewing.comment_on(**when, case=seen_before, question="2.2.1", text="A word."),
        lambda: reviewing.reply(**when, case=seen_before, thread=1, text="A word."),
        lambda: settle_clash(
            **when, case=seen_before, question="2.2.1", matter="judgement", chosen=1, shown=shown, reason="Why."
        ),
        lambda: keep_answers(**when, case=out, judgements=[Given("2.2.1", "yes")], client=uuid4()),
        lambda: write_example(**when, case=out, standard="2.2", text="he came.", names_changed=True),
    ):
        with pytest.raises(ProblemsFound) as found:
            act()
        assert [problem.code for problem in found.value.problems] == ["case-withdrawn"]


def test_an_alert_about_it_stays_and_no_new_one_names_it(sampled: Inspection, ivan: Person, out: Case) -> None:
    client = signed_in(ivan)
    alerts = client.get(reverse("casework:alerts", kwargs={"inspection": sampled.id})).content.decode()
    assert "A concern." in alerts
    shown = client.get(reverse("casework:raise-alert", kwargs={"inspection": sampled.id})).content.decode()
    assert out.reference not in shown


def test_first_pages_count_the_others_alone(sampled: Inspection, lead: Person, out: Case) -> None:
    client = signed_in(lead)
    for address in (reverse("casework:home"), reverse("casework:overview", kwargs={"inspection": sampled.id})):
        shown = " ".join(client.get(address).content.decode().split())
        assert "of 11" not in shown
        assert f"/cases/{out.reference}/" not in shown


def test_its_identifier_stays_taken(sampled: Inspection, lead: Person, out: Case) -> None:
    with pytest.raises(ProblemsFound, match="case-twice"):
        add_cases(inspection=sampled, cases=[CaseRecord(id=out.reference, fields=out.fields)], by=lead, at=NOW)


def test_a_meeting_keeps_the_case_that_it_was_about(sampled: Inspection, lead: Person, client: Client) -> None:
    case = Case.objects.filter(inspection=sampled, withdrawn=None).order_by("reference")[1].reference
    plan = Plan(kind="team", title="About it", starts_at=NOW, minutes=30, people=(lead.handle,), case=case)
    sequence = plan_meeting(inspection=sampled, plan=plan, by=lead, at=NOW)
    replace_now(sampled, case, lead)
    client = signed_in(lead)
    chosen = f'<option value="{case}" selected>'
    kwargs = {"inspection": sampled.id}
    assert chosen in client.get(reverse("planning:meeting", kwargs=kwargs | {"meeting": sequence})).content.decode()
    assert f'value="{case}"' not in client.get(reverse("planning:meeting-new", kwargs=kwargs)).content.decode()
