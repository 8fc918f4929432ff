"""Reads meetings, and counts them as a report does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inspectorate.web.planning.models import Inspection, Meeting


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many meetings of a kind are planned, were held, and were not held or cancelled."""

    kind: Meeting.Kind
    planned: int
    held: int
    missed: int


@dataclass(frozen=True, slots=True)
class Counts:
    """An inspection's meetings, counted."""

    by_kind: tuple[KindCount, ...]

    @property
    def interviews(self) -> int:
        """Return how many interviews were held."""
        return sum(one.held for one in self.by_kind if one.kind.is_interview)

    @property
    def meetings(self) -> int:
        """Return how many meetings were held that are no interviews; the team's own do not count."""
        return sum(one.held for one in self.by_kind if not one.kind.is_interview and one.kind is not Meeting.Kind.TEAM)

    @property
    def sentence(self) -> str:
        """Return them as a report says it.

        >>> Counts((KindCount(Meeting.Kind.PRACTITIONER, 0, 33, 1), KindCount(Meeting.Kind.STAFF, 2, 1, 0))).sentence
        '33 interviews and 1 meeting held'
        """
        return f"{_number(self.interviews, 'interview')} and {_number(self.meetings, 'meeting')} held"


def meetings_of(inspection: Inspection) -> tuple[Meeting, ...]:
    """Return an inspection's meetings by time, with who takes part."""
    rows = Meeting.objects.filter(inspection=inspection).prefetch_related("people")
    return tuple(rows.order_by("starts_at", "sequence"))


def counted_by_kind(meetings: Sequence[Meeting]) -> Counts:
    """Return how many meetings of each kind there are, kinds of which there are none left out."""
    found: Counter[tuple[str, str]] = Counter((one.kind, one.state) for one in meetings)
    states = Meeting.State
    return Counts(
        tuple(
            KindCount(
                kind,
                found[kind, states.PLANNED],
                found[kind, states.HELD],
                found[kind, states.NOT_HELD] + found[kind, states.CANCELLED],
            )
            for kind in Meeting.Kind
            if any(found[kind, state] for state in states)
        )
    )


def waits_to_be_told(meeting: Meeting, *, now: datetime) -> bool:
    """Say whether a meeting should be over, and nobody has said what became of it."""
    return meeting.state == Meeting.State.PLANNED and meeting.starts_at < now


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
