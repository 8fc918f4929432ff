"""What the quality reader and an alert add to the demonstration."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import alerting, reviewing
from inspectorate.web.casework.models import Alert
from inspectorate.web.demo import wording
from inspectorate.web.planning.models import Case, Inspection

REVIEWED = ("EN-001", "EN-002")
SENT_BACK = "EN-003"
IN_REVIEW = "EN-004"
ALERTED = "EN-009"


class Times(Protocol):
    """Tells times that go on, and identifiers of requests."""

    def tick(self, minutes: int = 25) -> datetime:
        """Return the next time."""

    def client(self) -> UUID:
        """Return the next identifier."""


def review(*, inspection: Inspection, by: Person, clock: Times) -> None:
    """Let a reader settle two cases, send a third back with a comment, and begin with a fourth."""
    named = Case.objects.filter(inspection=inspection, reference__in=(*REVIEWED, SENT_BACK, IN_REVIEW))
    by_reference = {case.reference: case for case in named.order_by("reference")}
    for case in by_reference.values():
        reviewing.begin_review(inspection=inspection, case=case, by=by, at=clock.tick(), client=clock.client())
    for reference in REVIEWED:
        case = by_reference[reference]
        reviewing.settle_review(inspection=inspection, case=case, by=by, at=clock.tick(), client=clock.client())
    case = by_reference[SENT_BACK]
    reviewing.comment_on(
        inspection=inspection,
        case=case,
        question="2.2.3",
        text=wording.COMMENT,
        by=by,
        at=clock.tick(),
        client=clock.client(),
    )
    reviewing.send_back(
        inspection=inspection, case=case, reason=wording.SENT_BACK, by=by, at=clock.tick(), client=clock.client()
    )


def raise_alert(*, inspection: Inspection, by: Person, clock: Times) -> None:
    """Raise an alert that stays open."""
    alerting.raise_alert(
        inspection=inspection,
        case=Case.objects.get(inspection=inspection, reference=ALERTED),
        gravity=Alert.Gravity.SERIOUS,
        concern=wording.CONCERN,
        done_at_once=wording.DONE_AT_ONCE,
        by=by,
        at=clock.tick(),
        client=clock.client(),
    )
