"""The command that sends waiting mail, and says what waits."""

from __future__ import annotations

import click
from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.design.times import moment
from inspectorate.web.outbox import faults
from inspectorate.web.outbox.models import Message
from inspectorate.web.outbox.sending import send_due, try_now, waiting


def send_mail(*, now: bool, only_look: bool) -> None:
    """Send the mail whose turn has come, or all that waits; say how much there is, and what was not taken.

    Raises:
        ProblemsFound: messages that were tried and still wait.
    """
    if now:
        try_now(at=timezone.now())
    if not only_look:
        sent = send_due().sent
        click.echo(f"{sent} {'message was' if sent == 1 else 'messages were'} sent.")
    left = waiting()
    click.echo(f"{len(left)} {'waits' if len(left) == 1 else 'wait'}.")
    stuck = [_problem(message) for message in left if message.attempts]
    if stuck:
        raise ProblemsFound(stuck)


def _problem(message: Message) -> Problem:
    turn = f"tried next at {moment(message.due_at)}" if message.due_at else "no longer tried"
    return faults.NOT_SENT.at(
        Place("outbox", field=str(message.pk)),
        to=message.to,
        written=moment(message.written_at),
        subject=message.subject,
        attempts=f"{message.attempts} {'attempt' if message.attempts == 1 else 'attempts'}",
        turn=turn,
        why=message.problem.removesuffix(".") or "It is being sent, or whoever sent it was ended meanwhile",
    )
