from __future__ import annotations

from uuid import uuid4

import pytest
from tests.unit.web.conftest import NOW, somebody

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Judgement
from inspectorate.web.casework.queries import judgements_standing, questionnaire_of
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.history.queries import verification
from inspectorate.web.planning.models import Case, Inspection


@pytest.fixture
def case(inspection: Inspection) -> Case:
    return Case.objects.get(inspection=inspection, reference="EU-001")


def test_an_answer_is_kept_once_though_the_request_comes_twice(
    inspection: Inspection, case: Case, lead: Person
) -> None:
    client = uuid4()
    first = keep_answers(
        inspection=inspection, case=case, judgements=[Given("2.2.1", "yes")], client=client, by=lead, at=NOW
    )
    again = keep_answers(
        inspection=inspection, case=case, judgements=[Given("2.2.1", "yes")], client=client, by=lead, at=NOW
    )
    assert (again.sequence, again.repeated) == (first.sequence, True)
    assert Judgement.objects.count() == 1


def test_two_people_who_answer_meanwhile_make_a_clash(inspection: Inspection, case: Case, lead: Person) -> None:
    other = somebody("olu-other")
    for person, answer in ((lead, "yes"), (other, "no")):
        keep_answers(
            inspection=inspection, case=case, judgements=[Given("2.2.1", answer)], client=uuid4(), by=person, at=NOW
        )
    standing = judgements_standing([case.pk])[case.pk]["2.2.1"]
    assert standing.is_clash
    assert [saying.value for saying in standing.sayings] == ["yes", "no"]
    assert [item.question.id for item in questionnaire_of(inspection, case).clashes] == ["2.2.1"]


def test_what_is_wrong_is_told_all_at_once_and_nothing_is_kept(
    inspection: Inspection, case: Case, lead: Person
) -> None:
    given = [Given("2.2.1", "perhaps"), Given("9.9.9", "yes"), Given("2.2.2", "yes", seen=9999)]
    with pytest.raises(ProblemsFound) as raised:
        keep_answers(inspection=inspection, case=case, judgements=given, client=uuid4(), by=lead, at=NOW)
    assert {problem.code for problem in raised.value.problems} == {"unknown-answer", "unknown-question", "seen-unknown"}
    assert not Judgement.objects.exists()


def test_history_of_what_was_done_verifies(inspection: Inspection, case: Case, lead: Person) -> None:
    keep_answers(inspection=inspection, case=case, judgements=[Given("2.2.1", "yes")], client=uuid4(), by=lead, at=NOW)
    found = verification(inspection.id)
    assert (found.wrong, found.length) == ("", 4)
