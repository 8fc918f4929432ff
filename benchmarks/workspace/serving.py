"""A workspace that is served for a benchmark, with an inspection, cases, and people who have signed in."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from benchmarks.workspace.clients import Client
from benchmarks.workspace.edition import write_edition

INSPECTION = "benchmark"
NOW = datetime(2026, 3, 2, 10, 32, tzinfo=UTC)
FIELDS = {
    "commenced_on": "2025-09-01",
    "sentence_type": "community_order",
    "standalone_unpaid_work": "false",
    "resettlement": "false",
    "sex": "male",
    "ethnicity": "white",
    "age_band": "26-35",
    "disability": "no",
}


@dataclass(slots=True)
class Workspace:
    """A workspace's folder and server. ``cookies`` and ``tokens`` are those of its inspectors, one each."""

    folder: Path
    port: int
    workers: int = 2
    threads: int = 4
    cookies: list[str] = field(default_factory=list)
    token: str = ""
    questions: list[str] = field(default_factory=list)
    server: subprocess.Popen[bytes] | None = None
    _database: Any = None

    def prepare(self, *, questions: int, cases: int, people: int, inspections: int = 1) -> None:
        """Start the database, and enter inspections, cases and people."""
        write_edition(self.folder / "frameworks", questions=questions)
        os.environ.update(
            INSPECTORATE_DEMONSTRATION="1",
            INSPECTORATE_SECRET_KEY=secrets.token_urlsafe(60),
            INSPECTORATE_DATA=str(self.folder),
            INSPECTORATE_FRAMEWORKS=str(self.folder / "frameworks"),
            DJANGO_SETTINGS_MODULE="inspectorate.web.config.settings",
        )
        self.start_database()
        import django  # noqa: PLC0415 - as above

        django.setup()
        from benchmarks.workspace.entering import enter  # noqa: PLC0415 - needs Django

        self.cookies, self.token, self.questions = enter(cases=cases, people=people, inspections=inspections)

    def clients(self, *, cases: int) -> list[Client]:
        """Return those who save in the first inspection, one for each inspector."""
        addresses = [f"/inspections/{INSPECTION}-0/cases/C{one:05}/" for one in range(cases)]
        return [
            Client(number, self.port, cookie, self.token, addresses, self.questions)
            for number, cookie in enumerate(self.cookies)
        ]

    def start_database(self) -> None:
        """Start PostgreSQL, or start it again after it was killed."""
        from inspectorate.web.config import postgres  # noqa: PLC0415 - after the environment

        if self._database is None:
            self._database = postgres.start(self.folder / "postgres")
        else:
            self._start_again()
        os.environ["DATABASE_URL"] = self._database.get_uri()

    def _start_again(self) -> None:
        # processes of the killed server still end by themselves, and hold its memory until then
        until = time.monotonic() + 30
        while True:
            try:
                self._database.ensure_postgres_running()
            except subprocess.SubprocessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def start(self) -> float:
        """Start the server, and return the seconds until it answered."""
        began = time.perf_counter()
        arguments = ["--port", str(self.port), "--workers", str(self.workers), "--threads", str(self.threads)]
        command = [sys.executable, "-m", "inspectorate.web", "serve", *arguments]
        log = (self.folder / "server.log").open("ab")
        self.server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        while time.perf_counter() - began < 60:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/account/login/", timeout=5).close()
            except (OSError, urllib.error.URLError):
                time.sleep(0.02)
                if self.server.poll() is not None:
                    raise RuntimeError((self.folder / "server.log").read_text(errors="replace")[-2000:]) from None
            else:
                return time.perf_counter() - began
        raise RuntimeError("the server did not start")

    def worked(self) -> dict[str, float]:
        """Return the processor seconds that the server's and the database's processes have used."""
        if self.server is None:
            raise RuntimeError("the server is not running")
        database = self._database.get_pid()
        return {"server": _worked(self.server.pid, apart_from=database), "database": _worked(database)}

    def kill(self) -> None:
        """Kill the server and every process of it, at once."""
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def stop(self) -> None:
        """End the server and the database."""
        if self.server is not None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        from django.db import connections  # noqa: PLC0415 - needs Django

        connections.close_all()
        self._database.cleanup()


def _worked(process: int, *, apart_from: int = 0) -> float:
    """Return the processor seconds of a process and all below it, of those that have ended too."""
    first = psutil.Process(process)
    times = [one.cpu_times() for one in (first, *first.children(recursive=True)) if one.pid != apart_from]
    return float(sum(one.user + one.system + one.children_user + one.children_system for one in times))
