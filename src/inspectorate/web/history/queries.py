"""Reads histories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.records import history as records
from inspectorate.web.history.models import Chain, Entry


def entries(chain: str) -> Iterator[records.Entry]:
    """Go through a history from its beginning."""
    rows = Entry.objects.filter(chain_id=chain).order_by("sequence")
    for sequence, payload, digest in rows.values_list("sequence", "payload", "hash").iterator(chunk_size=2000):
        yield records.Entry(sequence=sequence, payload=payload, hash=digest)


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of verifying a history: how many entries, the last hash, and what is wrong, if anything is."""

    chain: str
    length: int
    hash: str
    wrong: str = ""


def verification(chain: str) -> Verification:
    """Verify a history: each hash, no gap, the end where the chain says, and columns that say what the payload says."""
    head = Chain.objects.get(key=chain)
    broken = records.first_break(entries(chain))
    if broken is not None:
        return Verification(chain, head.length, head.hash, f"entry {broken} does not follow from the one before it")
    last = Entry.objects.filter(chain_id=chain).order_by("-sequence").first()
    if (0 if last is None else last.sequence) != head.length or (last is not None and last.hash != head.hash):
        return Verification(chain, head.length, head.hash, f"the history does not end at entry {head.length}")
    for entry in Entry.objects.filter(chain_id=chain).order_by("sequence").iterator(chunk_size=2000):
        act = records.Act.read(entry.payload)
        said = (act.act, act.subject, act.by, act.at, act.client)
        if said != (entry.act, entry.subject, entry.person, entry.at, str(entry.client or "")):
            return Verification(chain, head.length, head.hash, f"entry {entry.sequence} says other than its payload")
    return Verification(chain, head.length, head.hash)
