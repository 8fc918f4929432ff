"""Sees to a Chromium for the browser tests: one that is installed, playwright's own, or the system's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "No Chromium could be had, so the browser tests will be skipped. Install the package chromium to run them."


def installed_chromium() -> str | None:
    """Return the path of a Chromium on this machine; None where there is none."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    own = sorted(cache.glob("chromium-*/chrome-linux*/chrome")) + sorted(cache.glob("chromium-*/chrome-mac/Chromium*"))
    return str(own[-1]) if own else None


def _attempt(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> None:
    """Install a Chromium where there is none; say so where it cannot be had."""
    if installed_chromium():
        return
    if _attempt(sys.executable, "-m", "playwright", "install", "chromium") and installed_chromium():
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _attempt("apt-get", "update", "-qq")
        _attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    if not installed_chromium():
        sys.stderr.write(ADVICE + "\n")


if __name__ == "__main__":
    main()
