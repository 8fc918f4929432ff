"""Whether a kept connection still stands is known without asking, unless something came over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from inspectorate.web.config.database.base import DatabaseWrapper


@pytest.fixture
def kept(db: None) -> Iterator[DatabaseWrapper]:
    del db
    made = connections.create_connection("default")
    assert isinstance(made, DatabaseWrapper)
    made.settings_dict = connection.settings_dict
    made.ensure_connection()
    yield made
    made.close()


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_connection_that_stands_is_not_asked(kept: DatabaseWrapper) -> None:
    before = kept.connection.info.transaction_status
    with kept.execute_wrapper(lambda *_: pytest.fail("the server was asked")):
        assert kept.is_usable()
    assert kept.connection.info.transaction_status == before


def test_a_connection_that_the_server_ended_is_found(kept: DatabaseWrapper) -> None:
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    run(f"SELECT pg_terminate_backend({backend}, 5000)")
    assert not kept.is_usable()


def test_a_connection_over_which_something_came_is_asked(kept: DatabaseWrapper) -> None:
    with kept.cursor() as cursor:
        cursor.execute("LISTEN inspectorate_test")
    other = connections.create_connection("default")
    other.settings_dict = connection.settings_dict
    with other.cursor() as cursor:
        cursor.execute("NOTIFY inspectorate_test")
    other.close()
    assert kept.is_usable()


def test_a_connection_that_was_never_opened_is_none(db: None) -> None:
    del db
    assert not DatabaseWrapper(connection.settings_dict).is_usable()
