from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

QUIET = (
    "--no-sandbox",  # a browser that runs as root, as in a container, has none
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
expect.set_options(timeout=20_000)  # how long a page may take on a busy machine
INSTALL = runpy.run_path(str(Path(__file__).with_name("install.py")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine; without one its tests are skipped, and say what to install.

    It ends with its module: while it runs, Django takes the thread for one that must not wait for a database.
    """
    path = INSTALL["installed_chromium"]()
    if path is None:
        pytest.skip(
            "no Chromium on this machine: install one (apt-get install chromium, or playwright install chromium)"
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()
