"""How far a case has come, derived from its steps and from when something was last said about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Where a case stands."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    SIGNED_OFF = "Signed off"
    IN_REVIEW = "In review"
    SENT_BACK = "Sent back"
    REVIEWED = "Reviewed"
    REOPENED = "Re-opened"

    @property
    def is_open(self) -> bool:
        """Say whether answers can be given."""
        return self in (Status.NOT_STARTED, Status.IN_PROGRESS, Status.SENT_BACK, Status.REOPENED)

    @property
    def is_signed(self) -> bool:
        """Say whether a sign-off stands."""
        return not self.is_open


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: its kind, when, by whom, why."""

    kind: str
    sequence: int
    at: datetime
    person: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case has come. ``broken`` is the step that undid a sign-off, until the case is signed off again."""

    status: Status
    broken: Taken | None = None
    signed: Taken | None = None
    reviewer: str = ""


ARRIVED_LATE = "Answers that were given before the sign-off arrived after it."

_AFTER = {
    "signed-off": Status.SIGNED_OFF,
    "reopened": Status.REOPENED,
    "review-begun": Status.IN_REVIEW,
    "sent-back": Status.SENT_BACK,
    "reviewed": Status.REVIEWED,
}


def progress(steps: Iterable[Taken], *, last_said: Taken | None) -> Progress:
    """Return how far a case has come; ``last_said`` is the last answer or note, None where there is none.

    What was given before a sign-off, and arrived after it, is kept; the sign-off no longer speaks for it, and the case
    is open again.
    """
    found = _after_steps(steps, is_begun=last_said is not None)
    if last_said is None or found.signed is None or not found.status.is_signed:
        return found
    if last_said.sequence > found.signed.sequence:
        return replace(found, status=Status.REOPENED, broken=last_said)
    return found


def _after_steps(steps: Iterable[Taken], *, is_begun: bool) -> Progress:
    found = Progress(Status.IN_PROGRESS if is_begun else Status.NOT_STARTED)
    for step in sorted(steps, key=lambda step: step.sequence):
        broken, signed, reviewer = found.broken, found.signed, found.reviewer
        match step.kind:
            case "signed-off":
                broken, signed = None, step
            case "reopened" | "sent-back":
                broken = step if found.status.is_signed else broken
            case "review-begun":
                reviewer = step.person
        found = Progress(_AFTER[step.kind], broken=broken, signed=signed, reviewer=reviewer)
    return found
