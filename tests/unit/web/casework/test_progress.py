"""How far a case has come, step by step."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from inspectorate.web.casework.progress import ARRIVED_LATE, Progress, Status, Taken, progress

WHEN = datetime(2026, 3, 2, 10, 32, tzinfo=UTC)


def come(*kinds: str, said: int = 0) -> Progress:
    steps = [Taken(kind, sequence, WHEN, "ann", "why") for sequence, kind in enumerate(kinds, start=1)]
    last = Taken("answered", said, WHEN, "ben", ARRIVED_LATE) if said >= 0 else None
    return progress(steps, last_said=last)


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ((), Status.IN_PROGRESS),
        (("signed-off",), Status.SIGNED_OFF),
        (("signed-off", "reopened"), Status.REOPENED),
        (("signed-off", "review-begun"), Status.IN_REVIEW),
        (("signed-off", "review-begun", "sent-back"), Status.SENT_BACK),
        (("signed-off", "review-begun", "sent-back", "signed-off"), Status.SIGNED_OFF),
        (("signed-off", "review-begun", "reviewed"), Status.REVIEWED),
        (("signed-off", "review-begun", "reviewed", "reopened"), Status.REOPENED),
    ],
)
def test_status_follows_the_last_step(kinds: tuple[str, ...], status: Status) -> None:
    assert come(*kinds).status is status


def test_a_case_about_which_nothing_was_said_is_not_started() -> None:
    assert come(said=-1).status is Status.NOT_STARTED


def test_a_broken_sign_off_is_told_until_the_case_is_signed_off_again() -> None:
    reopened = come("signed-off", "reopened")
    assert reopened.broken is not None
    assert reopened.broken.reason == "why"
    assert come("signed-off", "reopened", "signed-off").broken is None


def test_an_answer_that_arrives_after_the_sign_off_undoes_it() -> None:
    late = come("signed-off", said=2)
    assert late.status is Status.REOPENED
    assert late.broken is not None
    assert (late.broken.person, late.broken.reason) == ("ben", ARRIVED_LATE)


@pytest.mark.parametrize("status", Status)
def test_every_status_is_open_or_signed(status: Status) -> None:
    assert status.is_open is not status.is_signed
