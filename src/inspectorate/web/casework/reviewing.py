"""Reviews cases that are signed off: comments, sends back, settles."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.progress import Progress, Status
from inspectorate.web.casework.queries import progress_of, refuse_withdrawn
from inspectorate.web.casework.reviews import Thread, answered_by, draw, reviewables, threads_on
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.queries import inspection_for
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.texts import reason_problems, text_problems, tidy


def begin_review(
    *,
    inspection: Inspection,
    case: Case,
    by: Person,
    at: datetime,
    take_over: bool = False,
    client: UUID | None = None,
) -> None:
    """Begin the review of a case that is signed off, or take over one that somebody else has begun.

    Raises:
        ProblemsFound: it does not wait for review, somebody else reviews it, or ``by`` has answered in it.
        Repeated: the client sent this before.
    """
    with exclusively(inspection.id, client=client):
        refuse_withdrawn(case)
        come = progress_of(case)
        problems = _own_case_problems(case, by)
        if come.status is Status.IN_REVIEW:
            if not take_over or come.reviewer == by.handle:
                problems.append(faults.IN_REVIEW.at(Place(), person=_name(come.reviewer)))
        elif come.status is not Status.SIGNED_OFF:
            problems.append(faults.NOT_WAITING.at(Place(), status=come.status.value.lower()))
        if problems:
            raise ProblemsFound(problems)
        details = {"taken_over_from": come.reviewer} if come.status is Status.IN_REVIEW else {}
        _perform(acts.REVIEW_BEGUN, inspection, case.reference, by=by, at=at, client=client, **details)


def draw_review(*, inspection: Inspection, seed: str, by: Person, at: datetime, client: UUID | None = None) -> str:
    """Draw a case at random among those that wait, begin its review, and return its identifier.

    Cases that ``by`` answered in are not drawn from. The seed and the cases drawn from stand in the history, so that
    anybody can draw again (`inspectorate.web.casework.reviews.draw`).

    Raises:
        ProblemsFound: no case waits.
        Repeated: the client sent this before.
    """
    with exclusively(inspection.id, client=client):
        waiting = [
            one.case.reference
            for one in reviewables(inspection, reader=by.handle)
            if one.progress.status is Status.SIGNED_OFF and not one.is_own
        ]
        if not waiting:
            raise ProblemsFound([faults.NOTHING_TO_REVIEW.at(Place())])
        drawn = draw(seed=seed, references=waiting)
        details = {"drawn_by_seed": seed, "drawn_from": waiting}
        _perform(acts.REVIEW_BEGUN, inspection, drawn, by=by, at=at, client=client, **details)
    return drawn


def comment_on(
    *,
    inspection: Inspection,
    case: Case,
    question: str,
    text: str,
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> None:
    """Comment on one answer of a case in review.

    Raises:
        ProblemsFound: the comment is empty, there is no such question, the case is not in review, or somebody else
            reviews it.
        Repeated: the client sent this before.
    """
    field = f"comment-{question}"
    problems = _remark_problems(text, field=field)
    if question not in inspection.edition.framework.questions:
        reference = inspection.edition.framework.reference
        unknown = faults.UNKNOWN_QUESTION.at(Place(), question=question, framework=reference, hint="")
        raise ProblemsFound([unknown, *problems])
    with exclusively(inspection.id, client=client):
        problems += _review_problems(case, by, field=field)
        if problems:
            raise ProblemsFound(problems)
        details = {"question": question, "thread": None, "text": tidy(text), "settles": False}
        _perform(acts.COMMENTED, inspection, case.reference, by=by, at=at, client=client, **details)


def reply(
    *,
    inspection: Inspection,
    case: Case,
    thread: int,
    text: str,
    settles: bool = False,
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> None:
    """Reply to a comment, or settle it; a settled one may go without words. A reply to a settled one opens it again.

    Settling is for who made the comment, who reviews the case, and lead inspectors; never for who answered in the case.

    Raises:
        ProblemsFound: the reply is empty, the case has no such comment, or it is not for ``by`` to settle.
        Repeated: the client sent this before.
    """
    field = f"reply-{thread}"
    problems = _remark_problems(text, field=field, may_be_empty=settles)
    with exclusively(inspection.id, client=client):
        refuse_withdrawn(case)
        found = next((one for one in threads_on(case) if one.number == thread), None)
        if found is None:
            raise ProblemsFound([faults.NO_THREAD.at(Place()), *problems])
        if settles:
            problems += _settling_problems(inspection, case, found, by, field=field)
        if problems:
            raise ProblemsFound(problems)
        details = {"question": found.question, "thread": thread, "text": tidy(text), "settles": settles}
        _perform(acts.COMMENTED, inspection, case.reference, by=by, at=at, client=client, **details)


def send_back(
    *, inspection: Inspection, case: Case, reason: str, by: Person, at: datetime, client: UUID | None = None
) -> None:
    """Send a case in review back to its inspectors; it is open again.

    Raises:
        ProblemsFound: it is not in review, somebody else reviews it, or no reason is given.
        Repeated: the client sent this before.
    """
    problems = reason_problems(reason)
    with exclusively(inspection.id, client=client):
        problems += _review_problems(case, by, field="reason")
        if problems:
            raise ProblemsFound(problems)
        _perform(acts.SENT_BACK, inspection, case.reference, by=by, at=at, client=client, reason=tidy(reason))


def settle_review(*, inspection: Inspection, case: Case, by: Person, at: datetime, client: UUID | None = None) -> None:
    """Settle the review of a case: it is reviewed.

    Raises:
        ProblemsFound: it is not in review, somebody else reviews it, or comments are open.
        Repeated: the client sent this before.
    """
    with exclusively(inspection.id, client=client):
        problems = _review_problems(case, by, field="settle")
        still_open = [thread for thread in threads_on(case) if thread.is_open]
        if still_open:
            place = Place(field=f"thread-{still_open[0].number}")
            problems.append(faults.OPEN_COMMENTS.at(place, count=len(still_open)))
        if problems:
            raise ProblemsFound(problems)
        _perform(acts.REVIEWED, inspection, case.reference, by=by, at=at, client=client)


def may_settle(*, thread: Thread, come: Progress, roles: frozenset[Role], person: str, is_own_case: bool) -> bool:
    """Say whether a thread is a person's to settle."""
    return not is_own_case and (Role.LEAD in roles or person in {thread.begun_by, come.reviewer})


def _own_case_problems(case: Case, by: Person) -> list[Problem]:
    return [faults.OWN_CASE.at(Place())] if answered_by(by.handle, [case.pk]) else []


def _review_problems(case: Case, by: Person, *, field: str) -> list[Problem]:
    refuse_withdrawn(case)
    come = progress_of(case)
    place = Place(field=field)
    if come.status is not Status.IN_REVIEW:
        return [faults.NOT_IN_REVIEW.at(place, status=come.status.value.lower())]
    if come.reviewer != by.handle:
        return [faults.NOT_YOUR_REVIEW.at(place, person=_name(come.reviewer))]
    return _own_case_problems(case, by)


def _settling_problems(inspection: Inspection, case: Case, thread: Thread, by: Person, *, field: str) -> list[Problem]:
    _, roles = inspection_for(person=by, identifier=inspection.id)
    is_own = bool(answered_by(by.handle, [case.pk]))
    come = progress_of(case)
    if may_settle(thread=thread, come=come, roles=roles, person=by.handle, is_own_case=is_own):
        return []
    return [faults.NOT_YOURS_TO_SETTLE.at(Place(field=field))]


def _remark_problems(text: str, *, field: str, may_be_empty: bool = False) -> list[Problem]:
    problems = text_problems(text, field=field)
    if not text.strip() and not may_be_empty:
        problems.append(faults.COMMENT_MISSING.at(Place(field=field)))
    return problems


def _name(handle: str) -> str:
    return Person.objects.values_list("name", flat=True).filter(handle=handle).first() or handle


def _perform(
    kind: str, inspection: Inspection, case: str, *, by: Person, at: datetime, client: UUID | None, **details: object
) -> None:
    act = Act(act=kind, by=by.handle, at=at, subject=case, client=str(client) if client else "", details=details)
    perform(act, chain=inspection.id, appliers=acts.APPLIERS)
