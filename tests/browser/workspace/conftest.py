from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.workspace.installed import Installed
from tests.browser.workspace.served import Served
from tests.browser.workspace.visiting import DESKTOP, Visit, Visitor


@contextmanager
def _somewhere() -> Iterator[tuple[Path, int]]:
    """Give a folder and a port that nothing else has, and take the folder away after."""
    # not pytest's own folder, which is shut to PostgreSQL's user where the tests are run by root
    folder = Path(tempfile.mkdtemp(prefix="inspectorate-journeys-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    try:
        yield folder, port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """Serve the demonstration from a folder of its own, and end it with the run."""
    with _somewhere() as (folder, port):
        workspace = Served(folder=folder, port=port)
        try:
            workspace.start()
            yield workspace
        finally:
            workspace.end()


@pytest.fixture(scope="session")
def installed() -> Iterator[Installed]:
    """Serve an installation as it is deployed, and end it with the run."""
    with _somewhere() as (folder, port):
        workspace = Installed(folder=folder, port=port)
        try:
            workspace.start()
            yield workspace
        finally:
            workspace.end()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """Give visitors: ``visit("ines-inspector")``. When the test ends, no console may have complained."""
    visitors: list[Visitor] = []

    def begin(handle: str = "", *, width: int = DESKTOP, script: bool = True) -> Visitor:
        visitor = Visitor(browser, served.address, width=width, script=script)
        visitors.append(visitor)
        return visitor.sign_in(handle) if handle else visitor

    yield begin
    left = [visitor.leave for visitor in visitors]
    for leave in left:
        leave()
