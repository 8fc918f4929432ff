"""The embedded PostgreSQL, stopped and started by its own program while others use it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from inspectorate.web.config import postgres


def stop(data: Path, *, mode: str) -> None:
    """Stop the server whose files are in a folder; ``mode`` is PostgreSQL's word for how.

    ``fast`` breaks off every transaction and writes everything down; ``immediate`` ends at once, and the next start
    recovers from the log of what was committed, as after a loss of power.
    """
    _pg_ctl(data, "stop", "-m", mode)


def start(data: Path) -> None:
    """Start a server that was stopped, as it was started before."""
    _pg_ctl(data, "restart", "-l", str(data / "log"))


def _pg_ctl(data: Path, *words: str) -> None:
    # PostgreSQL refuses to be run by root: it is run by the one that its files belong to
    subprocess.run(
        [str(postgres.programs() / "pg_ctl"), "-w", "-D", str(data), *words],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
        user=data.stat().st_uid if os.geteuid() == 0 else None,
        cwd="/",
    )
