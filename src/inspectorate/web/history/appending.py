"""Appends acts to histories, in the transaction that does what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from inspectorate.records import history as records
from inspectorate.web.history.models import Chain, Entry

# One statement, so that the chain is locked for as short a time as can be: from here to the end of the transaction.
# PostgreSQL's sha256 over the same text is what `inspectorate.records.history.hash_after` gives.
_APPEND = """
WITH {named}head AS (
    UPDATE history_chain
    SET length = length + 1,
        hash = encode(sha256(convert_to(
            hash || E'\\n' || (length + 1)::text || E'\\n' || %(payload)s::text, 'UTF8')), 'hex')
    WHERE key = %(chain)s{known}
    RETURNING length, hash
), entry AS (
    INSERT INTO history_entry (chain_id, sequence, act, subject, person, at, client, payload, hash)
    SELECT %(chain)s, length, %(act)s, %(subject)s, %(by)s, %(at)s, %(client)s, %(payload)s, hash FROM head
    RETURNING sequence
){parts}
SELECT sequence FROM entry
"""
_Values = dict[str, str | datetime | UUID | None]
_APPEND_ALONE = _APPEND.format(named="", known="", parts="")


@dataclass(frozen=True)
class Rows:
    """What an act means, said in SQL: rows that are written by the statement that appends it.

    ``named`` is a query of what the act names; where that is nowhere, nothing is appended. Each of ``parts`` inserts
    rows, out of ``named`` and ``entry (sequence)``. Both may use %(chain)s, %(subject)s, %(by)s, %(at)s, %(payload)s.
    ``refuse`` raises ValueError, KeyError or TypeError where an act's details are not what ``parts`` take them for.
    """

    named: str
    parts: tuple[str, ...]
    refuse: Callable[[records.Act], None]

    @cached_property
    def statement(self) -> str:
        """Return the statement that appends and writes."""
        named, known = f"named AS ({self.named}), ", " AND EXISTS (SELECT FROM named)"
        written = "".join(f", rows_{number} AS ({part})" for number, part in enumerate(self.parts))
        return _APPEND.format(named=named, known=known, parts=written)


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
    sequence = _sequence(_APPEND_ALONE, _values(chain, act))
    if sequence is None:
        raise RuntimeError(f"there is no history {chain!r}")
    return sequence


def append_with(rows: Rows, *, chain: str, act: records.Act) -> int:
    """Append an act and write what it means, and return its sequence; without a transaction around it, it is one.

    Raises:
        ObjectDoesNotExist: there is no such chain, or not what the act names.
    """
    rows.refuse(act)
    sequence = _sequence(rows.statement, _values(chain, act))
    if sequence is None:
        raise ObjectDoesNotExist(f"there is no {act.subject!r} in a history {chain!r}")
    return sequence


def _values(chain: str, act: records.Act) -> _Values:
    return {
        "chain": chain,
        "act": act.act,
        "subject": act.subject,
        "by": act.by,
        "at": act.at,
        "client": UUID(act.client) if act.client else None,
        "payload": act.payload,
    }


def _sequence(statement: str, values: _Values) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return None if row is None else row[0]
