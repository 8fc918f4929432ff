"""A body's list as it was sent: its headings, and the columns that are asked of it. Nothing else of it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from inspectorate.kernel.canonical import digest
from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.sampling import faults
from inspectorate.sampling.delimited import TextList, open_text
from inspectorate.sampling.listing import Found, ListProblems
from inspectorate.sampling.workbooks import WorkbookList, kind_of_archive, open_workbook

MOST_BYTES = 500_000_000
"""The largest file that is read."""

_SIGNS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "a workbook of an old kind (.xls), or one that is protected by a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"SQLite": "a database",
    b"PAR1": "a Parquet file",
}


class Body(Protocol):
    """The rows below the headings."""

    def read(self, positions: Sequence[int], found: Found) -> pl.DataFrame:
        """Return some columns as texts, each named by its position, and the column ``line``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A list that was opened: ``headings`` is its first row, ``line`` where that stands, ``digest`` of its bytes.

    ``sheet`` is the one that is read; empty for a text. ``problems`` are the warnings met on opening it.
    """

    file: str
    digest: str
    headings: tuple[str, ...]
    line: int
    body: Body
    sheet: str = ""
    problems: ListProblems = field(default_factory=ListProblems)


def open_list(data: bytes, *, name: str, sheet: str = "") -> Source:
    """Open a list from its bytes: CSV (comma, semicolon, tab or upright stroke), XLSX or ODS, told by what they are.

    Text is UTF-8, UTF-16 with its mark, or Windows-1252. ``name`` stands in problems; ``sheet`` names a workbook's
    sheet, the first that is visible where it is empty.

    Raises:
        ProblemsFound: it is no such list, is empty, or is made to be larger than it looks.
    """
    found = Found()
    place = Place(name)
    if len(data) > MOST_BYTES:
        raise ProblemsFound([faults.LIST_TOO_LARGE.at(place, why=f"it has more than {MOST_BYTES // 10**6} MB")])
    if not data.strip(b"\r\n\t ,;|\xef\xbb\xbf"):
        raise ProblemsFound([faults.LIST_EMPTY.at(place)])
    what = next((words for sign, words in _SIGNS.items() if data.startswith(sign)), "")
    archive = kind_of_archive(data) if data.startswith(b"PK") else ""
    if what or archive not in {"", "xlsx", "ods"}:
        raise ProblemsFound([faults.LIST_KIND_UNKNOWN.at(place, what=what or archive)])
    if archive:
        book = open_workbook(data, name=name, kind=archive, sheet=sheet, found=found)
        opened: TextList | WorkbookList = book
        sheet = book.sheet
    else:
        opened, sheet = open_text(data, name=name, found=found), ""
    problems = found.result()
    problems.raise_errors()
    return Source(
        file=name,
        digest=digest(data),
        headings=opened.headings,
        line=opened.line,
        body=opened,
        sheet=sheet,
        problems=problems,
    )
