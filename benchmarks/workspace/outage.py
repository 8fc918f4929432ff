"""Stops PostgreSQL while people save and the web server stays, and looks what they are told and what is lost.

``python -m benchmarks.workspace.outage [STOPS]`` (40 by default). Eight clients save, and somebody opens pages; at a
random moment PostgreSQL is stopped, fast and immediately in turn, and started again after a random while. A request
that is refused is sent again. At the end the database is held against what was answered.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.workspace import database
from benchmarks.workspace.clients import PAUSE, AtWork, Client, account
from benchmarks.workspace.connection import Connection
from benchmarks.workspace.serving import INSPECTION, Workspace

PORT = 8767
CLIENTS = 8
CASES = 40
MODES = ("fast", "immediate")
RUNNING = (0.2, 1.5)
"""Seconds for which the database runs between two stops."""
AWAY = (0.0, 1.5)
"""Seconds for which it is away, its stopping and starting apart."""
TITLE = b"The database cannot be reached"


@dataclass(slots=True)
class Reader:
    """Somebody who opens one page after the other; ``answers`` counts them by status and by what they say."""

    client: Client
    answers: Counter[tuple[int, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def work(self, ended: threading.Event) -> None:
        """Open pages until told to end."""
        connection = Connection(self.client.port, self.client.cookie, self.client.token, accept="text/html")
        addresses = ["/", "/account/login/", *self.client.cases[:5]]
        while not ended.is_set():
            for address in addresses:
                try:
                    status, body = connection.get(address)
                except OSError as error:
                    self.wrong.append(f"{address}: {error}")
                    continue
                said = "that it cannot be reached" if TITLE in body else "the page"
                self.answers[status, said] += 1
                if (status, TITLE in body) not in {(200, False), (503, True)} or b"Traceback" in body:
                    self.wrong.append(f"{status} {address}: {body[:200]!r}")
                time.sleep(PAUSE)
        connection.close()


@dataclass(slots=True)
class Stop:
    """One stop: for how long there was no database, and when it was back, by the process's clock."""

    mode: str
    away: float
    back_at: float


def main() -> None:
    """Stop and start, and tell what people were told, what was lost and how soon they could go on."""
    stops = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory(prefix="inspectorate-outage-") as name:
        workspace = Workspace(Path(name), PORT)
        workspace.prepare(questions=72, cases=CASES, people=CLIENTS)
        try:
            workspace.start()
            clients = workspace.clients(cases=CASES)
            reader = Reader(clients[0])
            made = _stop_again_and_again(workspace, AtWork([*clients, reader]), stops)
            sys.exit(_tell(made, clients, reader, (workspace.folder / "server.log").read_text(errors="replace")))
        finally:
            workspace.stop()


def _stop_again_and_again(workspace: Workspace, at_work: AtWork, stops: int) -> list[Stop]:
    from django.db import connections  # noqa: PLC0415 - needs Django

    connections.close_all()  # this process's own would break too
    chance = random.Random(0)  # noqa: S311 - chance for a test
    data = workspace.folder / "postgres"
    made = []
    at_work.begin()
    for number in range(stops):
        time.sleep(chance.uniform(*RUNNING))
        mode = MODES[number % len(MODES)]
        gone = time.monotonic()
        database.stop(data, mode=mode)
        time.sleep(chance.uniform(*AWAY))
        database.start(data)
        back = time.monotonic()
        made.append(Stop(mode, back - gone, back))
    time.sleep(2)
    at_work.end()
    return made


def _tell(made: list[Stop], clients: list[Client], reader: Reader, log: str) -> int:
    moments = [sorted(one.saved_at) for one in clients]
    anyone = [min(at for one in moments for at in one if at > stop.back_at) - stop.back_at for stop in made]
    everyone = [_until_all(moments, stop.back_at, later.back_at - later.away) for stop, later in _pairs(made)]
    refused = sum((one.refused for one in clients), Counter[tuple[int, str]]())
    print(
        f"{len(made)} stops, {sum(one.mode == 'immediate' for one in made)} of them immediate;"
        f" the database was away for {sum(one.away for one in made):.0f} s in all,"
        f" {max(one.away for one in made):.1f} s at most"
    )
    print(f"saves refused: {_counted(refused)}; pages: {_counted(reader.answers)}")
    print(
        f"the first save after it was back: {max(anyone):.2f} s at most, median {sorted(anyone)[len(anyone) // 2]:.2f}"
    )
    whole = [one for one in everyone if one is not None]
    print(f"everyone's first: {max(whole, default=0):.2f} s at most, of {len(whole)} stops after which all came to it")
    wrong, told = account(clients, inspection=f"{INSPECTION}-0")
    print("\n".join(told))
    for words in reader.wrong[:5]:
        print(f"  {words}")
    print(f"tracebacks in the server's log: {log.count('Traceback')}")
    return min(wrong + len(reader.wrong), 1)


def _pairs(made: list[Stop]) -> list[tuple[Stop, Stop]]:
    """Return each stop with the one after it; the last with one that never came."""
    never = Stop("", 0, float("inf"))
    return list(zip(made, [*made[1:], never], strict=True))


def _until_all(moments: list[list[float]], back: float, until: float) -> float | None:
    """Return the seconds until every client had saved; None where the next stop came before that."""
    firsts = [next((at for at in one if at > back), float("inf")) for one in moments]
    return max(firsts) - back if max(firsts) < until else None


def _counted(answers: Counter[tuple[int, str]]) -> str:
    return ", ".join(f"{count:,} times {status} ({what})" for (status, what), count in sorted(answers.items()))


if __name__ == "__main__":
    main()
