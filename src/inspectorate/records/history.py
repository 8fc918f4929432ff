"""What was done in an inspection, entry by entry, each carrying the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspectorate.kernel.canonical import canonical_json

START = ""
"""Stands for the hash before the first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act: its place in the inspection's history, its payload as canonical JSON, and its hash.

    The hash is the SHA-256, in hexadecimal, of the hash before it, the sequence and the payload, one line each. A
    payload that is changed, an entry that is removed and two that change places all break it.
    """

    sequence: int
    payload: str
    hash: str

    @property
    def act(self) -> Act:
        """Return what was done."""
        return Act.read(self.payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What was done, to what, by whom, when, and the details that let it be done again.

    ``by`` is a person's handle, empty for the software itself. ``client`` identifies the request, so that a repeated
    one is one act; empty where none did. ``subject`` is a case's identifier, or empty for the inspection as a whole.
    """

    act: str
    by: str
    at: datetime
    subject: str = ""
    client: str = ""
    details: Mapping[str, object]

    @property
    def payload(self) -> str:
        """Return the canonical JSON, which is what the hash is of."""
        return canonical_json(
            {
                "act": self.act,
                "at": self.at.isoformat(),
                "by": self.by,
                "client": self.client,
                "details": self.details,
                "subject": self.subject,
            }
        ).decode()

    @classmethod
    def read(cls, payload: str) -> Act:
        """Read a payload.

        Raises:
            ValueError: it is not the canonical JSON of an act.
        """
        try:
            shape = json.loads(payload)
            act = cls(
                act=shape["act"],
                by=shape["by"],
                at=datetime.fromisoformat(shape["at"]),
                subject=shape["subject"],
                client=shape["client"],
                details=shape["details"],
            )
            if why := _fault(act):
                raise ValueError(why)
        except KeyError as error:
            raise ValueError(f"no act: it does not say {error}") from error
        except (TypeError, RecursionError) as error:
            raise ValueError(f"no act: {error}") from error
        if act.payload != payload:
            raise ValueError("not in its canonical form")
        return act


def _fault(act: Act) -> str:
    """Return what makes an act that was read none; empty where it is one."""
    texts = (act.act, act.by, act.subject, act.client)
    if not all(isinstance(text, str) for text in texts) or not isinstance(act.details, Mapping):
        return "no act: a value is of another kind"
    if act.at.tzinfo is None:
        return "no act: its time names no zone"
    if act.client and str(UUID(act.client)) != act.client:
        return "not in its canonical form"
    return ""


def hash_after(before: str, *, sequence: int, payload: str) -> str:
    """Return the hash of an entry, given the hash of the one before it.

    >>> hash_after("", sequence=1, payload="{}")[:12]
    '09122c33344a'
    """
    return hashlib.sha256(f"{before}\n{sequence}\n{payload}".encode()).hexdigest()


def first_break(entries: Iterable[Entry]) -> int | None:
    """Return the sequence at which a history no longer fits together; None where all of it does.

    Entries are to be in the order of their sequence, which begins with 1 and leaves none out. What was cut off at the
    end leaves no trace in the rest: hold the last hash against one that was kept elsewhere, as in an exported pack.
    """
    before = START
    for expected, entry in enumerate(entries, start=1):
        if entry.sequence != expected or entry.hash != hash_after(before, sequence=expected, payload=entry.payload):
            return expected
        before = entry.hash
    return None
