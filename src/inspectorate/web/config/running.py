"""Gets the workspace ready to work: its environment, its database, Django."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.config import faults, postgres
from inspectorate.web.config.environment import Environment, read_environment

SETTINGS = "inspectorate.web.config.settings"


@contextmanager
def database() -> Iterator[Environment]:
    """Have a database: the one that DATABASE_URL names, or one that is started in the data folder and ended after.

    Its address is put into the environment, so that what is started from here finds it and starts none.

    Raises:
        ProblemsFound: what is wrong with the installation's environment.
    """
    found = read_environment(os.environ)
    if found.database:
        yield found
        return
    with postgres.running(found.data / "postgres") as address:
        os.environ["DATABASE_URL"] = address
        try:
            yield read_environment(os.environ)
        finally:
            del os.environ["DATABASE_URL"]


@contextmanager
def workspace(*, migrated: bool = True) -> Iterator[Environment]:
    """Have a database and Django, ready for models and actions.

    Raises:
        ProblemsFound: the environment is not complete, the database cannot be reached, or it has not its tables.
    """
    with database() as found:
        import django  # noqa: PLC0415 - reads the settings, which need the database's address

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
        from django.db import connections  # noqa: PLC0415 - as above

        try:
            _reach()
            if migrated:
                _refuse_outdated()
            yield found
        finally:
            connections.close_all()


def migrate() -> None:
    """Bring the database's tables up to date; what is up to date stays as it is."""
    from django.core.management import call_command  # noqa: PLC0415 - needs Django's settings

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("clearsessions", verbosity=0)


def _reach() -> None:
    from django.db import OperationalError, connection  # noqa: PLC0415 - needs Django's settings

    try:
        connection.ensure_connection()
    except OperationalError as error:
        why = " ".join(str(error).split()).removesuffix(".")
        raise ProblemsFound([faults.NO_DATABASE.at(Place("environment", field="DATABASE_URL"), why=why)]) from error


def _refuse_outdated() -> None:
    from django.db import connection  # noqa: PLC0415 - needs Django's settings
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ProblemsFound([faults.NOT_MIGRATED.at(Place("database"))])
