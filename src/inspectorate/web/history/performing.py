"""Does what an act says, and writes it into the history, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, connection, transaction

from inspectorate.records.history import Act, Entry, first_break
from inspectorate.web.history.appending import Rows, append, append_with, open_chain, refuse_repeated
from inspectorate.web.history.models import Chain

Apply = Callable[[str, int, Act], None]
"""Writes the rows that an act means: given the inspection, the act's sequence, and the act itself."""
Appliers = Mapping[str, Apply | Rows]


def perform(*acts: Act, chain: str, appliers: Appliers) -> int:
    """Append acts to a history and write what they mean; return the sequence of the last.

    Either all of it is done or nothing is. The history is the record: the rows can be made again from it alone, which
    is how an exported inspection is read in.

    Raises:
        Repeated: the client sent this before.
    """
    try:
        with nullcontext() if _is_one_statement(acts, appliers) else transaction.atomic():
            sequence = 0
            for act in acts:
                sequence = _do(act, chain, appliers[act.act])
    except IntegrityError:
        # most requests come once, so that whether this one came before is asked only when the database says so
        refuse_repeated(chain=chain, client=next((UUID(act.client) for act in acts if act.client), None))
        raise
    return sequence


def _is_one_statement(acts: Sequence[Act], appliers: Appliers) -> bool:
    """Say whether acts are done by one statement with none around it, which is a transaction by itself."""
    return len(acts) == 1 and isinstance(appliers[acts[0].act], Rows) and not connection.in_atomic_block


def _do(act: Act, chain: str, apply: Apply | Rows) -> int:
    if isinstance(apply, Rows):
        return append_with(apply, chain=chain, act=act)
    sequence = append(chain=chain, act=act)
    apply(chain, sequence, act)
    return sequence


@contextmanager
def exclusively(chain: str, *, client: UUID | None = None) -> Iterator[None]:
    """Let nobody else append to a history until the transaction ends, so that what was checked stays as it was.

    Raises:
        Repeated: ``client`` sent this before; checks would find what it did then, and refuse it.
    """
    with transaction.atomic():
        if not Chain.objects.select_for_update().filter(key=chain).exists():
            raise RuntimeError(f"there is no history {chain!r}")
        refuse_repeated(chain=chain, client=client)
        yield


class NotRepeatable(Exception):  # noqa: N818 - what cannot be done here was done elsewhere
    """Raised where a history that was kept elsewhere cannot be done again; ``sequence`` is the entry's."""

    def __init__(self, sequence: int, why: str) -> None:
        super().__init__(f"entry {sequence}: {why}")
        self.sequence = sequence
        self.why = why


def repeat(*, chain: str, entries: Sequence[Entry], appliers: Appliers) -> None:
    """Write a history that was kept elsewhere as it stands, and do again what each of its entries says.

    Raises:
        NotRepeatable: it does not fit together, or an entry cannot be done.
    """
    broken = first_break(entries)
    if broken is not None:
        raise NotRepeatable(broken, "it does not follow from the one before it")
    with transaction.atomic():
        open_chain(chain)
        for entry in entries:
            _repeat(entry, chain, appliers)
        # what names somebody or something that there is not would break only at the transaction's end
        try:
            connection.check_constraints()
        except IntegrityError as error:
            raise NotRepeatable(len(entries), "something before it names what there is not") from error
        if entries and Chain.objects.get(key=chain).hash != entries[-1].hash:
            raise NotRepeatable(len(entries), "it has another hash here")


def _repeat(entry: Entry, chain: str, appliers: Appliers) -> None:
    act = entry.act
    if act.act not in appliers:
        raise NotRepeatable(entry.sequence, f'there is no act "{act.act}"')
    try:
        _do(act, chain, appliers[act.act])
    except (KeyError, TypeError, ValueError, AttributeError, ObjectDoesNotExist, DatabaseError) as error:
        why = f"its details do not let {act.act} be done ({type(error).__name__})"
        raise NotRepeatable(entry.sequence, why) from error
