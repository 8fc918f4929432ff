"""Reads a report that is a PDF, whoever made it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.reports.checking import faults
from inspectorate.reports.checking.model import Passage, Report, Role, Where
from inspectorate.reports.checking.reading.drafts import MOST_LETTERS, check_length
from inspectorate.reports.checking.reading.printed import worker

_WORKER: Final = "inspectorate.reports.checking.reading.printed.worker"
_LAST_RESORT: Final = worker.START_SECONDS * 2 + worker.PAGE_SECONDS * worker.MOST_PAGES
"""The seconds after which the process is ended from here, should its own limit fail."""


class WorkerFailedError(RuntimeError):
    """Raised when the process that reads a PDF fails in a way that is a fault of ours, not of the file."""


def read_pdf(path: Path) -> Report:
    """Read a PDF into passages, each with its page and its line there.

    It is read in a process of its own, which is ended if it takes more time or memory than a report could.

    Raises:
        WorkerFailedError: a fault of ours.
        ProblemsFound: the PDF needs a password, is damaged, holds no text or too much, or was made to do harm.
    """
    return report_told(path, _told(path))


def report_told(path: Path, told: Mapping[str, Any]) -> Report:
    """Make a report of what `worker.outcome_of` tells of a PDF, or of why it was ``stopped``.

    Raises:
        ProblemsFound: it tells of no report.
    """
    if told.get("outcome") != worker.READ:
        raise ProblemsFound([_problem(path, told)])
    passages = tuple(
        Passage(
            text=one["text"],
            where=Where(**one["where"]),
            role=Role(one["role"]),
            level=one["level"],
            table=one["table"],
            head=one["head"],
        )
        for one in told["passages"]
    )
    for passage in passages:
        check_length(passage.text, Place(path.name, field=f"page {passage.where.page}"))
    unread = tuple(told["pictures"])
    return Report(name=path.name, format="PDF", passages=passages, pages=told["pages"], unread=unread)


def _told(path: Path) -> dict[str, Any]:
    """Have the PDF read in another process, which finds its modules where this one does."""
    limits = (str(worker.START_SECONDS), str(worker.MOST_MEMORY))
    paths = os.pathsep.join(entry for entry in sys.path if entry)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", "-m", _WORKER, str(path.resolve()), *limits],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
            timeout=_LAST_RESORT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"stopped": "time"}
    if done.returncode == worker.TOO_LONG:
        return {"stopped": "time"}
    if done.returncode == worker.TOO_LARGE or done.returncode < 0:
        # Out of memory, pdfium ends the process by a signal; a fault in pdfium looks the same as that.
        return {"stopped": "memory"}
    if done.returncode != 0:
        raise WorkerFailedError(done.stderr.decode(errors="replace").strip())
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _problem(path: Path, told: Mapping[str, Any]) -> Problem:
    place, quoted = Place(path.name), shlex.quote(path.name)
    if "stopped" in told:
        return faults.PDF_TOO_HARD.at(place, what=told["stopped"])
    match told["outcome"]:
        case worker.PAGES:
            return faults.PDF_TOO_MANY_PAGES.at(place, pages=f"{told['pages']:,}", limit=f"{worker.MOST_PAGES:,}")
        case worker.LETTERS:
            return faults.PDF_TOO_MUCH_TEXT.at(place, limit=f"{MOST_LETTERS:,}")
        case worker.PASSWORD:
            return faults.PDF_PASSWORD.at(place)
        case worker.SCANNED:
            read = shlex.quote(f"read-{path.name}")
            return faults.PDF_SCANNED.at(place, file=quoted, read=read, scanned=told["scanned"], pages=told["pages"])
        case worker.BLANK:
            return faults.PDF_WITHOUT_TEXT.at(place, file=quoted, read=shlex.quote(f"read-{path.name}"))
        case _:
            page = told.get("page")
            why = "its parts cannot be found" if page is None else f"its page {page} cannot be read"
            return faults.PDF_DAMAGED.at(place, why=why)
