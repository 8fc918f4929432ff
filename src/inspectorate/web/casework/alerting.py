"""Raises, answers and closes alerts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.alerts import AlertState, alert_state
from inspectorate.web.casework.models import Alert
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.texts import reason_problems, text_problems, tidy


def raise_alert(
    *,
    inspection: Inspection,
    case: Case | None,
    gravity: str,
    concern: str,
    done_at_once: str,
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> int:
    """Raise an alert about a case, or about the body, and return its sequence.

    Raises:
        ProblemsFound: it is not said how grave the concern is, or what it is.
        Repeated: the client sent this before.
    """
    problems = alert_problems(gravity=gravity, concern=concern, done_at_once=done_at_once)
    if problems:
        raise ProblemsFound(problems)
    details = {"gravity": gravity, "concern": tidy(concern), "done_at_once": tidy(done_at_once)}
    act = Act(
        act=acts.ALERT_RAISED,
        by=by.handle,
        at=at,
        subject="" if case is None else case.reference,
        client=str(client) if client else "",
        details=details,
    )
    return perform(act, chain=inspection.id, appliers=acts.APPLIERS)


def alert_problems(*, gravity: str, concern: str, done_at_once: str) -> list[Problem]:
    """Return what is wrong with what an alert would say."""
    problems = []
    if gravity not in Alert.Gravity.values:
        problems.append(faults.UNKNOWN_GRAVITY.at(Place(field="gravity")))
    if not concern.strip():
        problems.append(faults.CONCERN_MISSING.at(Place(field="concern")))
    return [*problems, *text_problems(concern, field="concern"), *text_problems(done_at_once, field="done")]


def answer_alert(
    *, inspection: Inspection, alert: int, text: str, by: Person, at: datetime, client: UUID | None = None
) -> None:
    """Answer an alert, for the inspected body.

    Raises:
        ProblemsFound: it is closed, or the answer is empty.
        Repeated: the client sent this before.
    """
    problems = text_problems(text, field="answer")
    if not text.strip():
        problems.append(faults.ANSWER_MISSING.at(Place(field="answer")))
    _take(
        acts.ALERT_ANSWERED,
        inspection=inspection,
        alert=alert,
        text=text,
        problems=problems,
        by=by,
        at=at,
        client=client,
    )


def close_alert(
    *, inspection: Inspection, alert: int, reason: str, by: Person, at: datetime, client: UUID | None = None
) -> None:
    """Close an alert.

    Raises:
        ProblemsFound: it is closed, or no reason is given.
        Repeated: the client sent this before.
    """
    problems = reason_problems(reason)
    _take(
        acts.ALERT_CLOSED,
        inspection=inspection,
        alert=alert,
        text=reason,
        problems=problems,
        by=by,
        at=at,
        client=client,
    )


def reopen_alert(
    *, inspection: Inspection, alert: int, reason: str, by: Person, at: datetime, client: UUID | None = None
) -> None:
    """Open an alert again.

    Raises:
        ProblemsFound: it is open, or no reason is given.
        Repeated: the client sent this before.
    """
    problems = reason_problems(reason)
    _take(
        acts.ALERT_REOPENED,
        inspection=inspection,
        alert=alert,
        text=reason,
        problems=problems,
        by=by,
        at=at,
        client=client,
    )


def _take(
    kind: str,
    *,
    inspection: Inspection,
    alert: int,
    text: str,
    problems: list[Problem],
    by: Person,
    at: datetime,
    client: UUID | None,
) -> None:
    with exclusively(inspection.id, client=client):
        state = alert_state(inspection, alert)
        found = [*problems, *_turn_problems(kind, state)]
        if found or state is None:
            raise ProblemsFound(found)
        act = Act(
            act=kind,
            by=by.handle,
            at=at,
            subject=state.case,
            client=str(client) if client else "",
            details={"alert": alert, "text": tidy(text)},
        )
        perform(act, chain=inspection.id, appliers=acts.APPLIERS)


def _turn_problems(kind: str, state: AlertState | None) -> list[Problem]:
    place = Place(field="answer" if kind == acts.ALERT_ANSWERED else "reason")
    if state is None:
        return [faults.UNKNOWN_ALERT.at(place)]
    if kind == acts.ALERT_REOPENED:
        return [faults.ALERT_IS_OPEN.at(place)] if state.is_open else []
    return [] if state.is_open else [faults.ALERT_IS_CLOSED.at(place)]
