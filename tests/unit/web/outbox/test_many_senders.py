"""Several processes that send at once, each with a connection of its own, and one that is killed while it sends."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from inspectorate.web.config import postgres

MESSAGES = 60
COMMAND = [sys.executable, "-m", "inspectorate.web", "send-mail"]


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """Have an installation with mail that waits; its mail server is the standard output."""
    # not pytest's own folder, which is shut to PostgreSQL's user where the tests are run by root
    folder = Path(tempfile.mkdtemp(prefix="inspectorate-mail-"))
    with postgres.running(folder / "postgres") as address:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_")}
        found = {
            **kept,
            "DATABASE_URL": address,
            "INSPECTORATE_DATA": str(folder),
            "INSPECTORATE_HOSTS": "inspections.example.org",
            "INSPECTORATE_SECRET_KEY": "s3cr3t-" * 10,
        }
        subprocess.run([*COMMAND[:-1], "migrate"], env=found, check=True, capture_output=True)
        with psycopg.connect(address) as connection:
            for number in range(MESSAGES):
                connection.execute(
                    'INSERT INTO outbox_message (identifier, "to", subject, text, written_at, due_at, attempts,'
                    " problem) VALUES (%s, %s, 'Alert', 'See the page.', now(), now(), 0, '')",
                    (uuid4(), f"person-{number}@example.org"),
                )
        yield found
    shutil.rmtree(folder, ignore_errors=True)


def test_three_processes_send_each_message_once(environment: dict[str, str]) -> None:
    senders = [subprocess.Popen(COMMAND, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [sender.communicate(timeout=60)[0] for sender in senders]
    sent = re.findall(r"^To: person-(\d+)@example\.org$", "".join(told), re.MULTILINE)
    assert sorted(map(int, sent)) == list(range(MESSAGES))
    assert sum(int(re.findall(r"^(\d+) messages? w", one, re.MULTILINE)[0]) for one in told) == MESSAGES
    assert subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=True).stdout == (
        "0 messages were sent.\n0 wait.\n"
    )


def test_nothing_is_lost_where_the_sender_is_killed(environment: dict[str, str]) -> None:
    with subprocess.Popen(COMMAND, env=environment, stdout=subprocess.PIPE, text=True) as sender:
        assert sender.stdout is not None
        seen = [sender.stdout.readline() for _ in range(100)]  # a few messages
        sender.kill()
        first = "".join(seen) + sender.stdout.read()
    rest = subprocess.run([*COMMAND, "--now"], env=environment, capture_output=True, text=True, check=True).stdout
    sent = re.findall(r"^To: person-(\d+)@example\.org$", first + rest, re.MULTILINE)
    assert set(map(int, sent)) == set(range(MESSAGES))
    assert len(sent) <= MESSAGES + 1  # the one that was on its way may come twice, under one Message-ID
