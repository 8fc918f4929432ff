"""The demonstration, served by its own command for the journeys, with means to take its parts away for a while."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.workspace import database

PATIENCE = 90
END_PATIENCE = 30


class Served:
    """A workspace in a process of its own, at an address of its own."""

    def __init__(self, *, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / "log"
        self.database = folder / "data" / "postgres"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment["INSPECTORATE_DATA"] = str(self.folder / "data")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "inspectorate.web", "demo", "--port", str(self.port)],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.end()
                raise AssertionError(self.log.read_text(encoding="utf-8"))
            time.sleep(0.2)

    def end(self) -> None:
        """End it as Ctrl-C does; by force where that is not enough."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(END_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Have no server for a while; it starts again with what it kept."""
        self.end()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def without_database(self, mode: str = "fast") -> Iterator[None]:
        """Have a server, but no database for a while."""
        database.stop(self.database, mode=mode)
        try:
            yield
        finally:
            database.start(self.database)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/demonstration/", timeout=5):  # noqa: S310 - our own server, on loopback
                return True
        except (URLError, OSError):
            return False
