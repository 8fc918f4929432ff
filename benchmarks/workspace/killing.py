"""Kills the server while people save, again and again, and looks whether anything that was shown as saved is missing.

``python -m benchmarks.workspace.killing [KILLS]`` (200 by default). Eight clients save; the server and every process of
it get SIGKILL at a random moment; in every tenth round PostgreSQL gets it too. A client whose request was not answered
sends the same request again, as the page's script does. At the end the database is held against what was answered.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import psutil
from benchmarks.workspace.clients import AtWork, account
from benchmarks.workspace.serving import INSPECTION, Workspace

PORT = 8766
CLIENTS = 8
CASES = 40
LONGEST = 0.8
"""Seconds that a server lives at most once it answers."""


def main() -> None:
    """Kill, and tell what was lost and what was doubled."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="inspectorate-kill-") as name:
        workspace = Workspace(Path(name), PORT)
        workspace.prepare(questions=72, cases=CASES, people=CLIENTS)
        try:
            clients = workspace.clients(cases=CASES)
            took = _kill_again_and_again(workspace, AtWork(clients), kills)
            print(f"{kills} kills in {took:.0f} s, of which {kills // 10} took PostgreSQL too", flush=True)
            wrong, told = account(clients, inspection=f"{INSPECTION}-0")
            print("\n".join(told))
            sys.exit(min(wrong, 1))
        finally:
            workspace.stop()


def _kill_again_and_again(workspace: Workspace, at_work: AtWork, kills: int) -> float:
    began = time.perf_counter()
    chance = random.Random(0)  # noqa: S311 - chance for a test
    workspace.start()
    at_work.begin()
    for number in range(1, kills + 1):
        time.sleep(chance.uniform(0.05, LONGEST))
        workspace.kill()
        if number % 10 == 0:
            _kill_database(workspace)
        workspace.start()
    at_work.end()
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


if __name__ == "__main__":
    main()
