"""What can be done to a case, and what each act means in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.casework.models import (
    Alert,
    AlertStep,
    Comment,
    Example,
    Judgement,
    SecondReading,
    Settlement,
    Step,
)
from inspectorate.web.history.appending import Rows
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.acts import known
from inspectorate.web.planning.models import Case

ANSWERED = "answered"
TAKEN_OVER = "answers-taken-over"
SECOND_READ = "second-read"
CLASH_SETTLED = "clash-settled"
SIGNED_OFF = "signed-off"
REOPENED = "reopened"
REVIEW_BEGUN = "review-begun"
SENT_BACK = "sent-back"
REVIEWED = "reviewed"
COMMENTED = "commented"
EXAMPLE_WRITTEN = "example-written"
ALERT_RAISED = "alert-raised"
ALERT_ANSWERED = "alert-answered"
ALERT_CLOSED = "alert-closed"
ALERT_REOPENED = "alert-reopened"


def _case(chain: str, act: Act) -> int:
    identifier: int = Case.objects.values_list("id", flat=True).get(inspection_id=chain, reference=act.subject)
    return identifier


# Answers and notes are most of what is written. They are written by the statement that appends the act, however many:
# one way to the database, and the chain is free again before Python has heard of it.
_NAMED = "SELECT id FROM planning_case WHERE inspection_id = %(chain)s AND reference = %(subject)s"
# what is written is read from the payload itself, so that a row can say nothing that its act does not
_SAID = """
INSERT INTO {table} (case_id, sequence, question, person_id, at, seen, {value})
SELECT named.id, entry.sequence, one ->> 0, %(by)s, %(at)s, (one ->> 2)::bigint, one ->> 1
FROM named, entry, jsonb_array_elements(%(payload)s::jsonb -> 'details' -> '{kind}') AS said (one)
"""


_SEEN = frozenset({int, type(None)})


def _refuse_misshapen(act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    for kind in ("judgements", "notes"):
        for question, given, seen in details[kind]:
            if type(question) is not str or type(given) is not str or type(seen) not in _SEEN:
                raise TypeError(kind)


_ANSWERED = Rows(
    named=_NAMED,
    parts=(
        _SAID.format(table="casework_judgement", value="answer", kind="judgements"),
        _SAID.format(table="casework_note", value="text", kind="notes"),
    ),
    refuse=_refuse_misshapen,
)


def _taken_over(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    case = _case(chain, act)
    people = {reader: known(reader) for _, _, reader in details["judgements"] if reader}
    Judgement.objects.bulk_create(
        Judgement(
            case_id=case, sequence=sequence, question=question, answer=answer, person=people.get(reader), at=act.at
        )
        for question, answer, reader in details["judgements"]
    )


def _second_read(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    case = _case(chain, act)
    people = {reader: known(reader) for _, _, reader in details["readings"]}
    SecondReading.objects.bulk_create(
        SecondReading(
            case_id=case, sequence=sequence, question=question, answer=answer, person=people[reader], at=act.at
        )
        for question, answer, reader in details["readings"]
    )


def _clash_settled(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    Settlement.objects.create(
        case_id=_case(chain, act),
        sequence=sequence,
        question=details["question"],
        matter=details["matter"],
        chosen=details["chosen"],
        settled=details["settled"],
        reason=details["reason"],
        person_id=act.by,
        at=act.at,
    )


def _step(kind: str) -> Callable[[str, int, Act], None]:
    def apply(chain: str, sequence: int, act: Act) -> None:
        Step.objects.create(
            case_id=_case(chain, act),
            sequence=sequence,
            kind=kind,
            reason=str(act.details.get("reason", "")),
            person_id=act.by,
            at=act.at,
        )

    return apply


def _commented(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    Comment.objects.create(
        case_id=_case(chain, act),
        sequence=sequence,
        question=details["question"],
        thread=details["thread"] or sequence,
        text=details["text"],
        settles=details["settles"],
        person_id=act.by,
        at=act.at,
    )


def _example_written(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    Example.objects.create(
        inspection_id=chain,
        case_id=_case(chain, act),
        sequence=sequence,
        standard=details["standard"],
        text=details["text"],
        person_id=act.by,
        at=act.at,
    )


def _alert_raised(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    Alert.objects.create(
        inspection_id=chain,
        case_id=_case(chain, act) if act.subject else None,
        sequence=sequence,
        gravity=details["gravity"],
        concern=details["concern"],
        done_at_once=details["done_at_once"],
        person_id=act.by,
        at=act.at,
    )


def _alert_step(kind: AlertStep.Kind) -> Callable[[str, int, Act], None]:
    def apply(chain: str, sequence: int, act: Act) -> None:
        details: dict[str, Any] = dict(act.details)
        AlertStep.objects.create(
            alert=Alert.objects.get(inspection_id=chain, sequence=details["alert"]),
            sequence=sequence,
            kind=kind,
            text=details["text"],
            person_id=act.by,
            at=act.at,
        )

    return apply


APPLIERS: Appliers = {
    ANSWERED: _ANSWERED,
    TAKEN_OVER: _taken_over,
    SECOND_READ: _second_read,
    CLASH_SETTLED: _clash_settled,
    **{kind: _step(kind) for kind in (SIGNED_OFF, REOPENED, REVIEW_BEGUN, SENT_BACK, REVIEWED)},
    COMMENTED: _commented,
    EXAMPLE_WRITTEN: _example_written,
    ALERT_RAISED: _alert_raised,
    ALERT_ANSWERED: _alert_step(AlertStep.Kind.ANSWERED),
    ALERT_CLOSED: _alert_step(AlertStep.Kind.CLOSED),
    ALERT_REOPENED: _alert_step(AlertStep.Kind.REOPENED),
}
