from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.config import backups
from inspectorate.web.planning.models import Upload


def _address(name: str) -> str:
    database = settings.DATABASES["default"]
    return f"postgresql://{database['USER']}@/{name}?host={database['HOST']}&port={database['PORT']}"


@pytest.fixture
def databases(django_db_setup: None) -> Iterator[tuple[str, str]]:
    """Make a database with a table of two rows, and an empty one."""
    del django_db_setup
    names = ("kept", "empty")
    with psycopg.connect(_address("postgres"), autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(_address("kept")) as kept:
            kept.execute("CREATE TABLE said AS SELECT unnest(ARRAY['one', 'two']) AS word")
        yield _address("kept"), _address("empty")
        for name in names:
            connection.execute(f"DROP DATABASE {name}")


def _words(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM said ORDER BY word")]


def test_what_was_backed_up_is_restored(databases: tuple[str, str], tmp_path: Path) -> None:
    kept, empty = databases
    file = tmp_path / "inspections.backup"
    backups.back_up(address=kept, to=file)
    assert file.stat().st_mode & 0o077 == 0
    backups.restore(address=empty, file=file)
    assert _words(empty) == ["one", "two"]


def test_files_that_are_only_checked_are_in_no_backup(databases: tuple[str, str], tmp_path: Path) -> None:
    kept, empty = databases
    table = Upload._meta.db_table
    with psycopg.connect(kept) as connection:
        connection.execute(f"CREATE TABLE {table} AS SELECT 'Ann Example' AS data")
    backups.back_up(address=kept, to=tmp_path / "inspections.backup")
    backups.restore(address=empty, file=tmp_path / "inspections.backup")
    with psycopg.connect(empty) as connection:
        assert connection.execute(f"TABLE {table}").fetchall() == []
    assert _words(empty) == ["one", "two"]


def test_nothing_is_restored_into_a_database_that_holds_something(databases: tuple[str, str], tmp_path: Path) -> None:
    kept, _ = databases
    file = tmp_path / "inspections.backup"
    backups.back_up(address=kept, to=file)
    with pytest.raises(ProblemsFound) as raised:
        backups.restore(address=kept, file=file)
    assert [problem.code for problem in raised.value.problems] == ["database-not-empty"]
    assert _words(kept) == ["one", "two"]


def test_a_file_is_never_replaced(databases: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "there"
    file.write_text("precious")
    with pytest.raises(ProblemsFound) as raised:
        backups.back_up(address=databases[0], to=file)
    assert [problem.code for problem in raised.value.problems] == ["file-there"]
    assert file.read_text() == "precious"


def test_a_file_that_is_no_backup_leaves_the_database_empty(databases: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "broken"
    file.write_text("no back-up")
    with pytest.raises(ProblemsFound) as raised:
        backups.restore(address=databases[1], file=file)
    assert [problem.code for problem in raised.value.problems] == ["program-failed"]
    assert backups.tables(databases[1]) == 0
