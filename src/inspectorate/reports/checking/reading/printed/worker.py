"""The process that reads a PDF apart from the one that asked: what a file does to it cannot harm the other.

pdfium reads what it is given without a limit of its own. A file of three kilobytes whose forms draw each other ten
times over keeps it busy for ever, and one of 400 kilobytes that unpacks to shapes takes 5 gigabytes; neither can be
stopped from inside the process. So it is read here, under a limit of time and of memory, and the passages are handed
back as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pypdfium2.raw as pdfium

from inspectorate.reports.checking.reading.printed.pages import (
    Reading,
    TooMuchTextError,
    UnreadablePageError,
    read_pages,
)

MOST_PAGES: Final = 2000
MOST_MEMORY: Final = 3 << 30
START_SECONDS: Final = 5.0
PAGE_SECONDS: Final = 0.05
"""What a page may take on average, some five times of what a full one does."""

DAMAGED: Final = "damaged"
PASSWORD: Final = "password"  # noqa: S105 - the name of an outcome
PAGES: Final = "pages"
LETTERS: Final = "letters"
SCANNED: Final = "scanned"
BLANK: Final = "blank"
READ: Final = "read"
TOO_LONG: Final = 75
TOO_LARGE: Final = 76
"""The exit codes of a process that took too long, and of one that had no memory left."""


class Watch:
    """Ends this process once its time is up, whatever pdfium is at: a thread of its own runs while it works.

    The time is what this process works, so that no sound file is refused because the machine has much else to do. Each
    page that was read adds to it, so that a long report has long enough and a bad page is stopped soon.
    """

    def __init__(self, seconds: float) -> None:
        self.until = time.process_time() + seconds
        threading.Thread(target=self._wait, daemon=True).start()

    def extend(self) -> None:
        """Add the time that a page may take."""
        self.until += PAGE_SECONDS

    def _wait(self) -> None:
        while (left := self.until - time.process_time()) > 0:
            time.sleep(left)
        os._exit(TOO_LONG)


def outcome_of(path: Path, *, tags: bool = True, after_page: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Return what became of reading a PDF: its ``outcome``, and with it the passages and the number of pages.

    The path is opened by pdfium itself, so that a large file is not read whole.
    """
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadDocument(os.fsencode(path), None)
    if not document:
        failed = pdfium.FPDF_GetLastError()
        return {"outcome": PASSWORD if failed in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) else DAMAGED}
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count <= 0:
            return {"outcome": DAMAGED}
        if count > MOST_PAGES:
            return {"outcome": PAGES, "pages": count}
        try:
            reading = read_pages(document, count, tags=tags, after_page=after_page)
        except TooMuchTextError:
            return {"outcome": LETTERS}
        except UnreadablePageError as error:
            return {"outcome": DAMAGED, "page": error.args[0]}
        return _told(reading, count)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _told(reading: Reading, count: int) -> dict[str, Any]:
    if reading.scanned:
        return {"outcome": SCANNED, "pages": count, "scanned": reading.scanned}
    if not reading.passages:
        return {"outcome": BLANK}
    return {
        "outcome": READ,
        "pages": count,
        "pictures": reading.pictures,
        "passages": [asdict(passage) for passage in reading.passages],
    }


def _limit_memory(most: int) -> None:
    # Where the system has no such limit (Windows), that of time alone holds.
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the PDF that the first argument names, and write its outcome to standard output.

    The other arguments are its limits: the seconds before the first page is read, and the bytes of memory.
    """
    path, seconds, most_memory = sys.argv[1:]
    _limit_memory(int(most_memory))
    try:
        told = json.dumps(outcome_of(Path(path), after_page=Watch(float(seconds)).extend))
    except MemoryError:
        os._exit(TOO_LARGE)
    sys.stdout.write(told)
    sys.stdout.flush()
    # Nothing is left to put away that the end of the process does not.
    os._exit(0)


if __name__ == "__main__":
    main()
