from __future__ import annotations

from uuid import uuid4

import pytest
from tests.unit.web.conftest import NOW, somebody

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.queries import questionnaire_of
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def case(inspection: Inspection) -> Case:
    return Case.objects.get(inspection=inspection, reference="EU-001")


@pytest.fixture
def inspector(inspection: Inspection, lead: Person) -> Person:
    made = somebody("ines-inspector", "Ines Inspector")
    actions.add_member(inspection=inspection, person=made, role=Role.INSPECTOR, by=lead, at=NOW)
    return made


def answer_all(inspection: Inspection, case: Case, by: Person, answer: str = "yes") -> None:
    """Answer everything that is asked of a case, with a reason for each key question."""
    asked = questionnaire_of(inspection, case)
    keep_answers(
        inspection=inspection,
        case=case,
        judgements=[Given(item.question.id, answer, item.judgement.seen) for item in asked.items],
        notes=[Given(item.question.id, "Seen in the file.", item.note.seen) for item in asked.items if item.is_key],
        client=uuid4(),
        by=by,
        at=NOW,
    )
