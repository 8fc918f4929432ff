"""Appends acts to histories, in the transaction that does what they say."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from inspectorate.records import history as records
from inspectorate.web.history.models import Chain, Entry

# One statement, so that the chain is locked for as short a time as can be: from here to the end of the transaction.
# PostgreSQL's sha256 over the same text is what `inspectorate.records.history.hash_after` gives.
_APPEND = """
WITH head AS (
    UPDATE history_chain
    SET length = length + 1,
        hash = encode(sha256(convert_to(hash || E'\\n' || (length + 1)::text || E'\\n' || %(payload)s, 'UTF8')), 'hex')
    WHERE key = %(chain)s
    RETURNING length, hash
)
INSERT INTO history_entry (chain_id, sequence, act, subject, person, at, client, payload, hash)
SELECT %(chain)s, length, %(act)s, %(subject)s, %(by)s, %(at)s, %(client)s, %(payload)s, hash FROM head
RETURNING sequence
"""


class Repeated(Exception):  # noqa: N818 - not an error: what was asked for has been done before
    """Raised where a client sends again what it sent before; ``entry`` is what that became."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry} was recorded before")
        self.entry = entry


def open_chain(key: str) -> None:
    """Begin the history of an inspection."""
    Chain.objects.create(key=key)


def refuse_repeated(*, chain: str, client: UUID | None) -> None:
    """Look whether a request was carried out before.

    Raises:
        Repeated: it was.
    """
    if client is not None and (entry := Entry.objects.filter(chain_id=chain, client=client).first()):
        raise Repeated(entry)


def append(*, chain: str, act: records.Act) -> int:
    """Append an act to a history, and return its sequence.

    The chain stays locked until the transaction around it ends. A client that sends the same request twice at once
    breaks a constraint, and the caller's transaction with it; `refuse_repeated` then finds the first.

    Raises:
        RuntimeError: there is no transaction, or no such chain.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act is appended in the transaction that does it")
    values: dict[str, str | datetime | UUID | None] = {
        "chain": chain,
        "act": act.act,
        "subject": act.subject,
        "by": act.by,
        "at": act.at,
        "client": UUID(act.client) if act.client else None,
        "payload": act.payload,
    }
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, values)
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError(f"there is no history {chain!r}")
    sequence: int = row[0]
    return sequence
