"""What can be done to a case, and what each act means in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

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


# One statement for any number of rows, which finds the case on its way: a case of 250 answers is written in a
# sixth of the time that as many objects take.
_SAY = """
INSERT INTO {table} (case_id, sequence, question, person_id, at, seen, {value})
SELECT planning_case.id, %s, said.question, %s, %s, said.seen, said.value
FROM planning_case, unnest(%s::text[], %s::text[], %s::bigint[]) AS said (question, value, seen)
WHERE planning_case.inspection_id = %s AND planning_case.reference = %s
"""
_JUDGE = _SAY.format(table="casework_judgement", value="answer")
_WRITE = _SAY.format(table="casework_note", value="text")


def _answered(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    with connection.cursor() as cursor:
        for statement, said in ((_JUDGE, details["judgements"]), (_WRITE, details["notes"])):
            if said:
                columns = [list(column) for column in zip(*said, strict=True)]
                cursor.execute(statement, [sequence, act.by, act.at, *columns, chain, act.subject])
                if cursor.rowcount != len(said):
                    raise Case.DoesNotExist(act.subject)


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
    ANSWERED: _answered,
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
