"""Kills the server while people save, again and again, and looks whether anything that was shown as saved is missing.

``python -m benchmarks.workspace.killing [KILLS]`` (200 by default). Eight clients save; the server and every process of
it get SIGKILL at a random moment; in every tenth round PostgreSQL gets it too. A client whose request was not answered
sends the same request again, as the page's script does. At the end the database is held against what was answered.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psutil
from benchmarks.workspace.connection import Connection, answer_body
from benchmarks.workspace.serving import INSPECTION, Workspace

PORT = 8766
CLIENTS = 8
CASES = 40
LONGEST = 0.8
"""Seconds that a server lives at most once it answers."""


@dataclass(slots=True)
class Client:
    """Somebody who saves answers one after the other, and sends again what was not answered.

    ``saved`` holds, for each request that was answered with 200, its case, question, answer and sequence.
    """

    number: int
    cookie: str
    token: str
    questions: list[str]
    saved: dict[str, tuple[str, str, str, int]] = field(default_factory=dict)
    again: int = 0
    wrong: list[str] = field(default_factory=list)

    def work(self, ended: threading.Event) -> None:
        """Save until told to end; the last request is carried through."""
        connection = Connection(PORT, self.cookie, self.token)
        chance = random.Random(self.number)  # noqa: S311 - chance for a test
        while not ended.is_set():
            case = f"C{chance.randrange(CASES):05}"
            question, answer = chance.choice(self.questions), chance.choice(("yes", "no"))
            client = str(uuid4())
            body = answer_body(client, [(question, answer, None)])
            while (found := self._post(connection, case, body)) is None:
                self.again += 1
                time.sleep(0.05)
            self.saved[client] = (case, question, answer, found)

    def _post(self, connection: Connection, case: str, body: bytes) -> int | None:
        try:
            status, answer = connection.post(f"/inspections/{INSPECTION}-0/cases/{case}/save/", body)
            if status == 200:
                return int(json.loads(answer)["saved"]["sequence"])
        except (OSError, ValueError):
            return None
        if status != 503:
            self.wrong.append(f"{status}: {answer[:200]!r}")
        return None


def main() -> None:
    """Kill, and tell what was lost and what was doubled."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="inspectorate-kill-") as name:
        workspace = Workspace(Path(name), PORT)
        workspace.prepare(questions=72, cases=CASES, people=CLIENTS)
        try:
            clients = [
                Client(one, workspace.cookies[one], workspace.token, workspace.questions) for one in range(CLIENTS)
            ]
            took = _kill_again_and_again(workspace, clients, kills)
            print(f"{kills} kills in {took:.0f} s, of which {kills // 10} took PostgreSQL too", flush=True)
            sys.exit(_tell(clients))
        finally:
            workspace.stop()


def _kill_again_and_again(workspace: Workspace, clients: list[Client], kills: int) -> float:
    ended = threading.Event()
    threads = [threading.Thread(target=client.work, args=(ended,), daemon=True) for client in clients]
    began = time.perf_counter()
    chance = random.Random(0)  # noqa: S311 - as above
    workspace.start()
    for thread in threads:
        thread.start()
    for number in range(1, kills + 1):
        time.sleep(chance.uniform(0.05, LONGEST))
        workspace.kill()
        if number % 10 == 0:
            _kill_database(workspace)
        workspace.start()
    ended.set()
    for thread in threads:
        thread.join(20)
        if thread.is_alive():
            told = [client.wrong[-1:] for client in clients]
            raise RuntimeError(f"a client's last request was never answered: {told}")
    return time.perf_counter() - began


def _kill_database(workspace: Workspace) -> None:
    """Kill PostgreSQL and start it again: it recovers from its log."""
    from django.db import connections  # noqa: PLC0415 - needs Django

    connections.close_all()
    folder = workspace.folder / "postgres"
    lines = (folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    process = psutil.Process(int(lines[0]))
    process.kill()
    # where nobody waits for it, a killed process stays in the list, and its marks would be taken for those of one that
    # runs; on a machine of its own the marks of a dead server are seen through
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.05)
    for mark in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (folder / mark).unlink(missing_ok=True)
    workspace.start_database()


def _tell(clients: list[Client]) -> int:
    from inspectorate.web.casework.models import Judgement  # noqa: PLC0415 - needs Django
    from inspectorate.web.history.models import Entry  # noqa: PLC0415 - as above
    from inspectorate.web.history.queries import verification  # noqa: PLC0415 - as above

    kept = {
        (case, question, answer, sequence)
        for case, question, answer, sequence in Judgement.objects.values_list(
            "case__reference", "question", "answer", "sequence"
        )
    }
    entries = {str(one) for one in Entry.objects.exclude(client=None).values_list("client", flat=True)}
    saved = {client: what for one in clients for client, what in one.saved.items()}
    missing = [client for client, what in saved.items() if what not in kept or client not in entries]
    doubled = Judgement.objects.count() - len(entries)
    unasked = entries - set(saved)
    wrong = verification(f"{INSPECTION}-0").wrong
    refused = [words for one in clients for words in one.wrong]
    print(
        f"{len(saved):,} answers were shown as saved, after {sum(one.again for one in clients):,} requests sent again"
    )
    print(f"missing {len(missing)}, doubled {doubled}, kept and never asked for {len(unasked)}, refused {len(refused)}")
    print(f"history: {wrong or 'whole'}")
    for words in refused[:5]:
        print(f"  {words}")
    return 1 if missing or doubled or unasked or wrong or refused or not saved else 0


if __name__ == "__main__":
    main()
