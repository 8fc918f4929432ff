"""Backs the database up into one file, and restores it from there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import LiteralString

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.config import faults, postgres

_OPTIONS = ("--no-owner", "--no-acl", "--exclude-table-data=planning_upload")
"""A file that somebody only checks, with columns that are never kept, is for a day and for them alone."""


def back_up(*, address: str, to: Path) -> None:
    """Write everything that a database holds into a file, in pg_dump's custom format.

    Raises:
        ProblemsFound: there is such a file already, or pg_dump did not finish; then there is none.
    """
    if to.exists():
        raise ProblemsFound([faults.FILE_THERE.at(Place(str(to)))])
    half = to.with_name(f".{to.name}.half")
    half.touch(mode=0o600)
    try:
        _run("pg_dump", address, "--format=custom", *_OPTIONS, f"--file={half}")
        half.replace(to)
    finally:
        half.unlink(missing_ok=True)


def restore(*, address: str, file: Path) -> None:
    """Put what a file holds into an empty database: all of it, or nothing.

    Raises:
        ProblemsFound: there is no such file, the database is not empty, or pg_restore did not finish.
    """
    if not file.is_file():
        raise ProblemsFound([faults.FILE_MISSING.at(Place(str(file)))])
    if count := tables(address):
        raise ProblemsFound([faults.NOT_EMPTY.at(Place("environment", field="DATABASE_URL"), count=count)])
    options = ("--no-owner", "--no-acl", "--single-transaction", "--exit-on-error")
    _run("pg_restore", address, *options, str(file))


def tables(address: str) -> int:
    """Return how many tables a database holds.

    Raises:
        ProblemsFound: it cannot be reached.
    """
    return _asked(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


def _asked(address: str, question: LiteralString) -> int:
    import psycopg  # noqa: PLC0415 - a command that needs no database starts quickly

    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            found = connection.execute(question).fetchone()
    except psycopg.OperationalError as error:
        place = Place("environment", field="DATABASE_URL")
        raise ProblemsFound([faults.NO_DATABASE.at(place, why=" ".join(str(error).split()))]) from error
    return int(found[0]) if found else 0


def _run(name: str, address: str, *arguments: str) -> None:
    import psycopg.conninfo  # noqa: PLC0415 - as above

    program = _program(name, server=_asked(address, "SELECT current_setting('server_version_num')::int / 10000"))
    parts = psycopg.conninfo.conninfo_to_dict(address)
    database = str(parts.pop("dbname", ""))
    # by the environment, not as arguments: the address holds a password, and whoever is on a machine reads arguments
    named = {f"PG{key.upper()}": str(value) for key, value in parts.items() if value}
    target = [f"--dbname={database}"] if name == "pg_restore" else []
    done = subprocess.run(  # noqa: S603 - the program is PostgreSQL's, the arguments are our own
        [str(program), *target, *arguments],
        env={**os.environ, **named, "PGDATABASE": database, "PGCONNECT_TIMEOUT": "5"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        why = " ".join(done.stderr.split()) or f"it ended with {done.returncode}"
        raise ProblemsFound([faults.PROGRAM_FAILED.at(Place(name), program=name, why=why.removesuffix("."))])


def _program(name: str, *, server: int) -> Path:
    """Return where a program is: on the PATH or with the embedded server, the oldest that knows the server's version.

    An older one does not know it, and a newer one may say what the server does not.
    """
    known = {_version(path): path for path in _candidates(name) if path.is_file()}
    fitting = [version for version in known if version >= server]
    if not fitting:
        raise ProblemsFound([faults.PROGRAM_MISSING.at(Place(name), program=name, version=server)])
    return known[min(fitting)]


def _candidates(name: str) -> Iterator[Path]:
    if found := shutil.which(name):
        yield Path(found)
    with suppress(ImportError):
        yield postgres.programs() / name


def _version(program: Path) -> int:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - PostgreSQL's own
    found = re.search(r"(\d+)", done.stdout)
    return int(found[1]) if found else 0
