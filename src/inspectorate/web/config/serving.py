"""Serves the workspace."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable

import click

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.config import faults
from inspectorate.web.config.running import migrate, workspace

APPLICATION = "inspectorate.web.config.wsgi:application"
HIGHEST_PORT = 65535


def serve(*, host: str, port: int, workers: int, threads: int, prepare: Callable[[], str] = str) -> None:
    """Serve the workspace until it is told to end; then end everything that was started for it.

    ``prepare`` is called once the tables are there, and gives the page to begin with.

    Raises:
        ProblemsFound: the address is taken, the environment is not complete, or the database cannot be reached.
    """
    refuse_taken(host, port)
    with workspace(migrated=False):
        migrate()
        collect_static()
        first = prepare()
        _announce(host, port, first)
        _run(host=host, port=port, workers=workers, threads=threads)
        click.echo("The workspace has ended.")


def refuse_taken(host: str, port: int) -> None:
    """Look whether an address is free.

    Raises:
        ProblemsFound: something else is served there, or there is no such port.
    """
    place = Place("--port")
    if not 0 < port <= HIGHEST_PORT:
        raise ProblemsFound([faults.PORT_IS_NONE.at(place, port=port)])
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ProblemsFound([faults.IN_USE.at(place, address=f"{host}:{port}")]) from error


def collect_static() -> None:
    """Put style and script where the server finds them, each under a name that changes when its content does.

    Raises:
        ProblemsFound: they have not been built.
    """
    from django.conf import settings  # noqa: PLC0415 - a command that serves nothing needs none of it
    from django.core.management import call_command  # noqa: PLC0415 - as above

    if not (settings.DESIGN / "static" / "workspace.css").is_file():
        raise ProblemsFound([faults.NOT_BUILT.at(Place("web/design/static"))])
    call_command("collectstatic", verbosity=0, interactive=False)


def _announce(host: str, port: int, first: str) -> None:
    name = f"[{host}]" if ":" in host else host
    click.echo(f"\nThe workspace is served at http://{name}:{port}{first or '/'}\nCtrl-C ends it.")
    sys.stdout.flush()


def _run(*, host: str, port: int, workers: int, threads: int) -> None:
    from django.db import connections  # noqa: PLC0415 - as above
    from granian.constants import Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above
    from granian.server import Server  # noqa: PLC0415 - as above

    connections.close_all()  # a worker must not take over this process's connection
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=max(threads * 16, 128),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )
    os.environ["INSPECTORATE_SERVED_BY"] = str(os.getpid())
    server.serve()
