"""People who save answers one after the other and send again what was not answered, as the page's script does."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import uuid4

from benchmarks.workspace.connection import Connection, answer_body

PAUSE = 0.05
"""Seconds between a request that was not answered and the next: much less than the page's script waits."""
UNREACHABLE = (503, "database-unreachable")


@dataclass(slots=True)
class Client:
    """Somebody who saves; ``cases`` are the addresses of those that they choose from.

    ``saved`` holds, for each request that was answered with 200, its case, question, answer and sequence;
    ``saved_at`` when that was, in seconds of the process's clock; ``refused`` counts other answers, by status and
    code; ``wrong`` keeps those that should not have been; ``kept_unheard`` counts requests that were kept although
    they had been refused, or not answered, before.
    """

    number: int
    port: int
    cookie: str
    token: str
    cases: Sequence[str]
    questions: Sequence[str]
    saved: dict[str, tuple[str, str, str, int]] = field(default_factory=dict)
    saved_at: list[float] = field(default_factory=list)
    refused: Counter[tuple[int, str]] = field(default_factory=Counter)
    again: int = 0
    kept_unheard: int = 0
    wrong: list[str] = field(default_factory=list)

    def work(self, ended: threading.Event) -> None:
        """Save until told to end; the last request is carried through."""
        connection = Connection(self.port, self.cookie, self.token)
        chance = random.Random(self.number)  # noqa: S311 - chance for a test
        while not ended.is_set():
            case = chance.choice(self.cases)
            question, answer = chance.choice(self.questions), chance.choice(("yes", "no"))
            client = str(uuid4())
            body = answer_body(client, [(question, answer, None)])
            while (found := self._post(connection, case, body)) is None:
                self.again += 1
                time.sleep(PAUSE)
            self.saved_at.append(time.monotonic())
            self.saved[client] = (case.rstrip("/").rpartition("/")[2], question, answer, found)
        connection.close()

    def _post(self, connection: Connection, case: str, body: bytes) -> int | None:
        try:
            status, answer = connection.post(f"{case}save/", body)
            if status == 200:
                said = json.loads(answer)["saved"]
                self.kept_unheard += said["repeated"]
                return int(said["sequence"])
        except (OSError, ValueError):
            return None
        refusal = (status, _code(answer))
        self.refused[refusal] += 1
        if refusal != UNREACHABLE:
            self.wrong.append(f"{status}: {answer[:200]!r}")
        return None


def _code(answer: bytes) -> str:
    try:
        return str(json.loads(answer)["problems"][0]["code"])
    except (ValueError, LookupError, TypeError):
        return "not JSON"


class Working(Protocol):
    """Somebody who does something until told to end; ``wrong`` keeps what should not have been."""

    wrong: list[str]

    def work(self, ended: threading.Event) -> None:
        """Do it."""


class AtWork:
    """People who work in threads of this process until they are told to end."""

    def __init__(self, clients: Sequence[Working]) -> None:
        self.clients = clients
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=one.work, args=(self._ended,), daemon=True) for one in clients]

    def begin(self) -> None:
        """Let them begin."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """End; what each sends last is carried through.

        Raises:
            RuntimeError: somebody's last request was never answered.
        """
        self._ended.set()
        for thread in self._threads:
            thread.join(20)
            if thread.is_alive():
                told = [client.wrong[-1:] for client in self.clients]
                raise RuntimeError(f"a client's last request was never answered: {told}")


def account(clients: Sequence[Client], *, inspection: str) -> tuple[int, list[str]]:
    """Hold what was shown as saved against the database: return what was wrong, counted, and in words all of it."""
    from inspectorate.web.casework.models import Judgement  # noqa: PLC0415 - needs Django
    from inspectorate.web.history.models import Entry  # noqa: PLC0415 - as above
    from inspectorate.web.history.queries import verification  # noqa: PLC0415 - as above

    kept = set(Judgement.objects.values_list("case__reference", "question", "answer", "sequence"))
    entries = {str(one) for one in Entry.objects.exclude(client=None).values_list("client", flat=True)}
    saved = {client: what for one in clients for client, what in one.saved.items()}
    missing = [client for client, what in saved.items() if what not in kept or client not in entries]
    doubled = Judgement.objects.count() - len(entries)
    unasked = entries - set(saved)
    broken = verification(inspection).wrong
    wrong = [words for one in clients for words in one.wrong]
    again, unheard = sum(one.again for one in clients), sum(one.kept_unheard for one in clients)
    told = [
        f"{len(saved):,} answers were shown as saved, after {again:,} requests sent again",
        f"kept the first time, though nobody was told: {unheard}",
        f"missing {len(missing)}, doubled {doubled}, kept and never asked for {len(unasked)}, refused {len(wrong)}",
        f"history: {broken or 'whole'}",
        *(f"  {words}" for words in wrong[:5]),
    ]
    return len(missing) + abs(doubled) + len(unasked) + bool(broken) + len(wrong) + (not saved), told
