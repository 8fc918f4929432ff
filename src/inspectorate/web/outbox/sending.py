"""Hands waiting mail to the mail server, again and again until it is taken.

Any number of processes and machines may send: each message is claimed by one of them, for longer than an attempt can
take. Where a process ends between handing a message in and striking it out, it is sent again when its turn comes; it
then has the same Message-ID, by which most mail programs show it once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, InterfaceError, connections, transaction
from django.utils import timezone

from inspectorate.web.outbox.models import Message

_LOG = logging.getLogger(__name__)
SECONDS = 10
"""How long the mail server may take for each word of the conversation, of which there are fewer than ten."""
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)
PATIENCE = timedelta(days=3)
"""How old a message gets before it is no longer tried by itself."""
LOOK = 10.0
"""Seconds after which a process looks for mail that another one wrote, or whose turn has come."""
_WRITTEN = threading.Event()


@dataclass(frozen=True, slots=True)
class Round:
    """How many messages were handed in, and how many were not taken."""

    sent: int = 0
    failed: int = 0


def wake() -> None:
    """Let this process look for mail at once."""
    _WRITTEN.set()


def send_due(*, clock: Callable[[], datetime] = timezone.now) -> Round:
    """Send the messages whose turn has come, one after the other; what is not taken has another turn later."""
    sent = failed = 0
    while (message := _claim(clock())) is not None:
        try:
            _hand_in(message)
        except Exception as error:  # noqa: BLE001 - whatever a mail server does, the message stays and others are sent
            _keep(message, error, clock())
            failed += 1
        else:
            message.delete()
            sent += 1
    return Round(sent, failed)


def try_now(*, at: datetime) -> None:
    """Give every message its turn at once, those included that are no longer tried by themselves."""
    Message.objects.update(due_at=at)


def waiting() -> list[Message]:
    """Return the messages that wait, the oldest first."""
    return list(Message.objects.order_by("written_at", "pk"))


def wait_after(attempts: int) -> timedelta:
    """Return how long a message waits after so many attempts, from 1: two minutes, then twice as long each time.

    >>> [str(wait_after(attempts)) for attempts in (1, 2, 6, 100)]
    ['0:02:00', '0:04:00', '1:00:00', '1:00:00']
    """
    return min(FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)


def keep_sending(ended: threading.Event | None = None) -> None:
    """Send mail as it is written, until told to end; no connection to the database is held between."""
    is_reached = True
    while ended is None or not ended.is_set():
        try:
            send_due()
            is_reached = True
        except (DatabaseError, InterfaceError) as error:
            if is_reached:
                _LOG.warning("mail waits: the database cannot be asked for it: %s", " ".join(str(error).split()))
            is_reached = False
        except Exception:  # noqa: BLE001 - a thread that ended would let mail wait for ever
            _LOG.exception("mail waits, and is looked for again")
        finally:
            connections.close_all()
        _WRITTEN.wait(LOOK)
        _WRITTEN.clear()


def _claim(at: datetime) -> Message | None:
    """Return the next message whose turn has come, with its next turn noted, so that nobody else takes it now."""
    with transaction.atomic():
        due = Message.objects.filter(due_at__lte=at).order_by("due_at", "pk")
        message = due.select_for_update(skip_locked=True).first()
        if message is None:
            return None
        message.attempts += 1
        message.due_at = at + wait_after(message.attempts)
        message.save(update_fields=["attempts", "due_at"])
    return message


def _hand_in(message: Message) -> None:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    EmailMessage(
        message.subject,
        message.text,
        to=[message.to],
        headers={"Message-ID": f"<{message.identifier}@{domain}>"},
        connection=get_connection(timeout=SECONDS),
    ).send()


def _keep(message: Message, error: Exception, at: datetime) -> None:
    why = " ".join(f"{type(error).__name__}: {error}".split())
    message.problem = why
    if at - message.written_at > PATIENCE:
        message.due_at = None
        _LOG.error("%s is no longer tried after %d attempts: %s", message, message.attempts, why)
    else:
        _LOG.warning("%s could not be sent (attempt %d): %s", message, message.attempts, why)
    message.save(update_fields=["problem", "due_at"])
