"""A second reader's own answers about a case: kept beside the inspector's, by which agreement is measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.models import SecondReading
from inspectorate.web.casework.questionnaire import Questionnaire, questionnaire
from inspectorate.web.casework.recording import Given, answer_problems
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.allocation.queries import people_with_case
from inspectorate.web.planning.conflicts.queries import conflicts_of
from inspectorate.web.planning.models import Case, Inspection


def is_second_reader(case: Case, person: Person) -> bool:
    """Say whether a case was given to somebody to read a second time, and is not theirs."""
    holder, second = people_with_case(case)
    return second == person.handle != holder


def own_answers(case: Case, person: Person) -> Mapping[str, str]:
    """Return what somebody answered in their second reading of a case, question to answer: the last they said."""
    rows = SecondReading.objects.filter(case=case, person=person).order_by("sequence")
    return dict(rows.values_list("question", "answer"))


def blank_questionnaire(inspection: Inspection, case: Case) -> Questionnaire:
    """Return everything that is asked about a case, and nothing of what anybody answered."""
    return questionnaire(
        framework=inspection.edition.framework,
        body_kind=str(inspection.head["body"].get("kind", "")),
        fields=case.fields,
        judgements={},
        notes={},
    )


def keep_second_reading(
    *, inspection: Inspection, case: Case, answers: Mapping[str, str], client: UUID, by: Person, at: datetime
) -> int:
    """Append those answers of a second reading that are new or others than before; return how many there were.

    Raises:
        ProblemsFound: ``by`` is not the case's second reader, or has declared a conflict about it; an answer is none;
            nothing is new.
        Repeated: the client sent this before.
    """
    given = [Given(question, answer) for question, answer in answers.items()]
    problems = answer_problems(given, inspection.edition.framework, case)
    with exclusively(inspection.id, client=client):
        if not is_second_reader(case, by) or conflicts_of(inspection).bar(by.handle, case.reference):
            raise ProblemsFound([faults.NOT_SECOND_READER.at(Place())])
        known = own_answers(case, by)
        new = [one for one in given if known.get(one.question) != one.value]
        if not new and not problems:
            problems.append(faults.NOTHING_SAID.at(Place()))
        if problems:
            raise ProblemsFound(problems)
        readings = [[one.question, one.value, by.handle] for one in new]
        read = Act(
            act=acts.SECOND_READ,
            by=by.handle,
            at=at,
            subject=case.reference,
            client=str(client),
            details={"readings": readings},
        )
        perform(read, chain=inspection.id, appliers=acts.APPLIERS)
    return len(new)
