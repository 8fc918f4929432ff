from __future__ import annotations

from uuid import uuid4

import pytest
from tests.unit.web.casework.conftest import answer_all
from tests.unit.web.conftest import NOW

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import progress_of, questionnaire_of
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.casework.settling import settle_clash
from inspectorate.web.casework.signing import reopen, sign_off
from inspectorate.web.history.models import Chain
from inspectorate.web.planning.models import Case, Inspection


def codes(raised: pytest.ExceptionInfo[ProblemsFound]) -> set[str]:
    return {problem.code for problem in raised.value.problems}


def length(inspection: Inspection) -> int:
    return Chain.objects.get(key=inspection.id).length


def test_a_case_is_signed_off_once_everything_is_answered_and_reasoned(
    inspection: Inspection, case: Case, inspector: Person
) -> None:
    answer_all(inspection, case, inspector)
    sign_off(inspection=inspection, case=case, by=inspector, at=NOW)
    assert progress_of(case).status is Status.SIGNED_OFF


def test_what_a_case_lacks_is_told_all_at_once(inspection: Inspection, case: Case, inspector: Person) -> None:
    keep_answers(
        inspection=inspection, case=case, judgements=[Given("2.2.1", "yes")], client=uuid4(), by=inspector, at=NOW
    )
    before = length(inspection)
    with pytest.raises(ProblemsFound) as raised:
        sign_off(inspection=inspection, case=case, by=inspector, at=NOW)
    assert codes(raised) == {"not-complete"}
    asked = questionnaire_of(inspection, case)
    assert [problem.place.field for problem in raised.value.problems] == [item.question.id for item in asked.left]
    assert "has no reason" in raised.value.problems[0].message
    assert length(inspection) == before


def test_a_clash_keeps_a_case_from_being_signed_off_until_it_is_settled(
    inspection: Inspection, case: Case, inspector: Person, lead: Person
) -> None:
    answer_all(inspection, case, inspector)
    keep_answers(inspection=inspection, case=case, judgements=[Given("2.2.1", "no")], client=uuid4(), by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as raised:
        sign_off(inspection=inspection, case=case, by=inspector, at=NOW)
    assert "stand against each other" in raised.value.problems[0].message
    sayings = questionnaire_of(inspection, case).by_question["2.2.1"].judgement.sayings
    settle_clash(
        inspection=inspection,
        case=case,
        question="2.2.1",
        matter="judgement",
        chosen=sayings[1].sequence,
        shown=frozenset(one.sequence for one in sayings),
        reason="The plan is on file.",
        by=lead,
        at=NOW,
    )
    assert questionnaire_of(inspection, case).by_question["2.2.1"].judgement.value == "no"
    sign_off(inspection=inspection, case=case, by=inspector, at=NOW)


def test_a_settlement_is_refused_where_somebody_answered_meanwhile(
    inspection: Inspection, case: Case, inspector: Person, lead: Person
) -> None:
    for person, answer in ((inspector, "yes"), (lead, "no")):
        keep_answers(
            inspection=inspection, case=case, judgements=[Given("2.2.1", answer)], client=uuid4(), by=person, at=NOW
        )
    sayings = questionnaire_of(inspection, case).by_question["2.2.1"].judgement.sayings
    with pytest.raises(ProblemsFound) as raised:
        settle_clash(
            inspection=inspection,
            case=case,
            question="2.2.1",
            matter="judgement",
            chosen=sayings[0].sequence,
            shown=frozenset({sayings[0].sequence}),
            reason=" ",
            by=lead,
            at=NOW,
        )
    assert codes(raised) == {"moved-on", "reason-missing"}


def test_a_signed_case_is_opened_again_with_a_reason_alone(
    inspection: Inspection, case: Case, inspector: Person
) -> None:
    answer_all(inspection, case, inspector)
    sign_off(inspection=inspection, case=case, by=inspector, at=NOW)
    with pytest.raises(ProblemsFound) as raised:
        reopen(inspection=inspection, case=case, reason="", by=inspector, at=NOW)
    assert codes(raised) == {"reason-missing"}
    reopen(inspection=inspection, case=case, reason="A letter was found.", by=inspector, at=NOW)
    come = progress_of(case)
    assert come.status is Status.REOPENED
    assert come.broken is not None
    assert come.broken.reason == "A letter was found."


def test_an_answer_after_the_sign_off_is_kept_and_undoes_it(
    inspection: Inspection, case: Case, inspector: Person
) -> None:
    answer_all(inspection, case, inspector)
    sign_off(inspection=inspection, case=case, by=inspector, at=NOW)
    keep_answers(
        inspection=inspection, case=case, judgements=[Given("2.2.1", "no")], client=uuid4(), by=inspector, at=NOW
    )
    assert questionnaire_of(inspection, case).by_question["2.2.1"].judgement.value == "no"
    assert progress_of(case).status is Status.REOPENED
    with pytest.raises(ProblemsFound) as raised:
        reopen(inspection=inspection, case=case, reason="Again.", by=inspector, at=NOW)
    assert codes(raised) == {"not-signed"}
