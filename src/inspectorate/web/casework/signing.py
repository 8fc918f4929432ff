"""Signs cases off, and opens them again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.queries import progress_of, questionnaire_of, refuse_withdrawn
from inspectorate.web.casework.questionnaire import Item, Questionnaire
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.texts import reason_problems, tidy


def sign_off(*, inspection: Inspection, case: Case, by: Person, at: datetime, client: UUID | None = None) -> None:
    """Sign a case off: everything that applies is answered, key questions with a reason, and nothing is in clash.

    Raises:
        ProblemsFound: everything that is still missing, or that the case is signed off already.
    """
    with exclusively(inspection.id, client=client):
        refuse_withdrawn(case)
        status = progress_of(case).status
        if status.is_signed:
            raise ProblemsFound([faults.SIGNED_ALREADY.at(Place(), status=status.value.lower())])
        lacking = list(lacks(questionnaire_of(inspection, case)))
        if lacking:
            raise ProblemsFound(lacking)
        _step(acts.SIGNED_OFF, inspection, case, by, at, client)


def reopen(
    *, inspection: Inspection, case: Case, reason: str, by: Person, at: datetime, client: UUID | None = None
) -> None:
    """Open a case again that was signed off; the broken sign-off is seen wherever the case is counted.

    Raises:
        ProblemsFound: it is not signed off, or no reason is given.
    """
    problems = reason_problems(reason)
    with exclusively(inspection.id, client=client):
        refuse_withdrawn(case)
        status = progress_of(case).status
        if not status.is_signed:
            problems.append(faults.NOT_SIGNED.at(Place(), status=status.value.lower()))
        if problems:
            raise ProblemsFound(problems)
        _step(acts.REOPENED, inspection, case, by, at, client, reason=tidy(reason))


def lacks(asked: Questionnaire) -> Iterator[Problem]:
    """Go through what a case lacks to be signed off."""
    for part in asked.parts:
        for item in part.asked:
            if lack := _lack(item):
                words = {"question": item.question.id, "lack": lack, "standard": part.standard.id}
                yield faults.NOT_COMPLETE.at(Place(field=item.question.id), **words)


def _lack(item: Item) -> str:
    if item.is_clash:
        return "has two answers that stand against each other"
    if item.lacks_answer:
        return "is not answered"
    return "has no reason for its answer" if item.lacks_reason else ""


def _step(  # noqa: PLR0917 - private: the two actions above name each
    kind: str,
    inspection: Inspection,
    case: Case,
    by: Person,
    at: datetime,
    client: UUID | None,
    **details: object,
) -> None:
    act = Act(
        act=kind, by=by.handle, at=at, subject=case.reference, client=str(client) if client else "", details=details
    )
    perform(act, chain=inspection.id, appliers=acts.APPLIERS)
