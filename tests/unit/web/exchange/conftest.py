"""Empties the database, as only its owner can, to import into."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection

EmptyTheDatabase = Callable[[], None]
GROWING = (
    "history_entry",
    "casework_judgement",
    "casework_note",
    "casework_settlement",
    "casework_secondreading",
    "casework_step",
    "casework_comment",
    "casework_example",
    "casework_alert",
    "casework_alertstep",
)


@pytest.fixture
def empty_the_database(db: None) -> EmptyTheDatabase:
    """Remove every row of the workspace within the test's transaction; the triggers are off meanwhile."""
    del db

    def empty() -> None:
        labels = ("casework", "planning", "history", "accounts")
        tables = [model._meta.db_table for label in labels for model in apps.get_app_config(label).get_models()]
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in GROWING:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_only_grows")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for table in tables:
                kept = "" if table != "history_chain" else " WHERE key <> ''"  # the installation's own
                cursor.execute(f"DELETE FROM {table}{kept}")  # noqa: S608 - names from the models
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in GROWING:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_only_grows")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return empty
