from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.workspace.served import Served
from tests.browser.workspace.visiting import DESKTOP, Visit, Visitor


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """Serve the demonstration from a folder of its own, and end it with the run."""
    # not pytest's own folder, which is shut to PostgreSQL's user where the tests are run by root
    folder = Path(tempfile.mkdtemp(prefix="inspectorate-journeys-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    workspace = Served(folder=folder, port=port)
    try:
        workspace.start()
        yield workspace
    finally:
        workspace.end()
        shutil.rmtree(folder, ignore_errors=True)


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
