"""Opens a finished report of any format: what it is is told by its content, and its name is held against that."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.reports.checking.faults import (
    REPORT_EMPTY,
    REPORT_MISNAMED,
    REPORT_MISSING,
    REPORT_NO_FILE,
    REPORT_NOT_TEXT,
    REPORT_OTHER_FORMAT,
    REPORT_PASSWORD,
    REPORT_TOO_LARGE,
    REPORT_UNREADABLE,
)
from inspectorate.reports.checking.model import Report
from inspectorate.reports.checking.reading.decoding import decoded
from inspectorate.reports.checking.reading.formats import BY_EXTENSION, HEAD, Format, Other, format_of, is_locked

MOST_BYTES: Final = 100_000_000
MOST_TEXT_BYTES: Final = 10_000_000
_PRINTED: Final = (Format.PDF, Format.DOCX)


def read_report(path: Path) -> Report:
    """Read a finished report: PDF, Word (DOCX), HTML, Markdown or plain text, whatever its name says.

    A PDF or a Word document is read under any name. A web page or plain text that is named as one of those is refused:
    it is seldom the report.

    Raises:
        ProblemsFound: there is no such file, or no report can be read from it; the problem says why and what to do.
    """
    size = _size(path)
    if size > MOST_BYTES:
        raise _problem(_too_large(path, size, "a report", MOST_BYTES))
    try:
        return _read(path, size)
    except OSError as error:
        raise _problem(REPORT_UNREADABLE.at(_place(path), why=_reason(error))) from error


def _size(path: Path) -> int:
    """Return a file's size, once it is known to be one: a pipe or a device might never end."""
    try:
        known = path.stat()
    except FileNotFoundError as error:
        raise _problem(REPORT_MISSING.at(_place(path))) from error
    except (OSError, ValueError) as error:
        raise _problem(REPORT_UNREADABLE.at(_place(path), why=_reason(error))) from error
    if stat.S_ISDIR(known.st_mode):
        raise _problem(REPORT_NO_FILE.at(_place(path), what="a folder"))
    if not stat.S_ISREG(known.st_mode):
        raise _problem(REPORT_NO_FILE.at(_place(path), what="a device or a pipe"))
    if known.st_size == 0:
        raise _problem(REPORT_EMPTY.at(_place(path)))
    return known.st_size


def _read(path: Path, size: int) -> Report:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if is_locked(path, head):
        raise _problem(REPORT_PASSWORD.at(_place(path)))
    found = format_of(path, head, path.name)
    named = BY_EXTENSION.get(path.suffix.lower())
    if found is None:
        raise _problem(REPORT_NOT_TEXT.at(_place(path)))
    if isinstance(found, Other):
        kind = REPORT_MISNAMED if named in _PRINTED else REPORT_OTHER_FORMAT
        raise _problem(kind.at(_place(path), extension=path.suffix, what=found.what, remedy=found.remedy))
    if named in _PRINTED and found not in _PRINTED:
        raise _problem(_misnamed(path, found))
    # each reader is imported when it is needed: the libraries of one format are not loaded for another
    if found is Format.PDF:
        from inspectorate.reports.checking.reading.pdf import read_pdf  # noqa: PLC0415 - as said above

        return read_pdf(path)
    if found is Format.DOCX:
        from inspectorate.reports.checking.reading.docx import read_docx  # noqa: PLC0415 - as said above

        return read_docx(path)
    return _read_letters(path, found, size)


def _read_letters(path: Path, found: Format, size: int) -> Report:
    if found is not Format.HTML and size > MOST_TEXT_BYTES:
        raise _problem(_too_large(path, size, f"a report in {found.value}", MOST_TEXT_BYTES))
    text = decoded(path.read_bytes())
    if text is None:
        raise _problem(REPORT_NOT_TEXT.at(_place(path)))
    if found is Format.HTML:
        from inspectorate.reports.checking.reading.html import read_html  # noqa: PLC0415 - as said above

        return read_html(text, path.name)
    if found is Format.MARKDOWN:
        from inspectorate.reports.checking.reading.markdown import read_markdown  # noqa: PLC0415 - as said above

        return read_markdown(text, path.name)
    from inspectorate.reports.checking.reading.text import read_text  # noqa: PLC0415 - as said above

    return read_text(text, path.name)


def _misnamed(path: Path, found: Format) -> Problem:
    remedy = f"If that is the report, name it {'.html' if found is Format.HTML else '.txt'}."
    if found is Format.HTML:
        remedy = f"It may be an error page that was saved in the report's place: fetch the report again. {remedy}"
    return REPORT_MISNAMED.at(_place(path), extension=path.suffix, what=found.value, remedy=remedy)


def _too_large(path: Path, size: int, what: str, limit: int) -> Problem:
    shown = f"{-(-size // 1_000_000):,} MB"
    return REPORT_TOO_LARGE.at(_place(path), size=shown, what=what, limit=f"{limit // 1_000_000:,} MB")


def _reason(error: OSError | ValueError) -> str:
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or "the system gives no reason"
    return said[:1].lower() + said[1:]


def _place(path: Path) -> Place:
    return Place(path.name or str(path))


def _problem(problem: Problem) -> ProblemsFound:
    return ProblemsFound([problem])
