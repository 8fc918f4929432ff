"""Writes mail, in the transaction that does what it tells of: both are there, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from inspectorate.web.outbox.models import Message
from inspectorate.web.outbox.sending import wake


def post(*, to: Iterable[str], subject: str, text: str, at: datetime) -> None:
    """Write a message to each of some addresses, so that nobody is shown another's; it is sent after the transaction.

    Raises:
        RuntimeError: there is no transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("mail is written in the transaction that does what it tells of")
    messages = [Message(to=one, subject=subject, text=text, written_at=at, due_at=at) for one in sorted(set(to))]
    Message.objects.bulk_create(messages)
    transaction.on_commit(wake)
