"""Alerts as they stand: each with what became of it, derived from what was appended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from inspectorate.web.casework.models import Alert, AlertStep
from inspectorate.web.planning.models import Inspection

_GRAVEST_FIRST = {gravity: place for place, gravity in enumerate(Alert.Gravity.values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEvent:
    """What somebody did about an alert: answered it, closed it, or opened it again."""

    kind: AlertStep.Kind
    text: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertState:
    """An alert with everything that became of it. ``case`` is empty where it is about the body; people by name."""

    inspection: str
    inspection_title: str
    sequence: int
    case: str
    gravity: Alert.Gravity
    concern: str
    done_at_once: str
    person: str
    at: datetime
    events: tuple[AlertEvent, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be closed."""
        turns = [event.kind for event in self.events if event.kind is not AlertStep.Kind.ANSWERED]
        return not turns or turns[-1] is AlertStep.Kind.REOPENED

    @property
    def is_answered(self) -> bool:
        """Say whether the body has answered since it was raised, or last opened again."""
        turns = [place for place, event in enumerate(self.events) if event.kind is AlertStep.Kind.REOPENED]
        since = self.events[turns[-1] :] if turns else self.events
        return any(event.kind is AlertStep.Kind.ANSWERED for event in since)

    @property
    def about(self) -> str:
        """Say in words what it is about."""
        return f"Case {self.case}" if self.case else "The inspected body"

    @property
    def status(self) -> str:
        """Say in words where it stands."""
        if not self.is_open:
            return "Closed"
        return "Answered" if self.is_answered else "Open"


def alerts_of(inspections: Iterable[str]) -> tuple[AlertState, ...]:
    """Return the alerts of some inspections: open ones first, the gravest and then the newest of them before others."""
    found = [_state(alert) for alert in _rows().filter(inspection_id__in=tuple(inspections))]
    return tuple(sorted(found, key=lambda one: (not one.is_open, _GRAVEST_FIRST[one.gravity], -one.at.timestamp())))


def open_alerts(inspections: Iterable[str]) -> tuple[AlertState, ...]:
    """Return the alerts of some inspections that are not closed, the gravest first."""
    return tuple(alert for alert in alerts_of(inspections) if alert.is_open)


def alert_state(inspection: Inspection, sequence: int) -> AlertState | None:
    """Return an alert of an inspection by its sequence; None where there is none."""
    alert = _rows().filter(inspection=inspection, sequence=sequence).first()
    return None if alert is None else _state(alert)


def _rows() -> QuerySet[Alert]:
    rows = Alert.objects.select_related("case", "person", "inspection").defer("inspection__carried", "inspection__head")
    return rows.prefetch_related("steps__person")


def _state(alert: Alert) -> AlertState:
    steps = sorted(alert.steps.all(), key=lambda step: step.sequence)
    return AlertState(
        inspection=alert.inspection_id,
        inspection_title=alert.inspection.title,
        sequence=alert.sequence,
        case="" if alert.case is None else alert.case.reference,
        gravity=Alert.Gravity(alert.gravity),
        concern=alert.concern,
        done_at_once=alert.done_at_once,
        person=alert.person.name,
        at=alert.at,
        events=tuple(
            AlertEvent(kind=AlertStep.Kind(step.kind), text=step.text, person=step.person.name, at=step.at)
            for step in steps
        ),
    )
