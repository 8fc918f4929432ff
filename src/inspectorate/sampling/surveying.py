"""How large a workbook's sheets are, and where they hold formulas and merged cells, before any of it is unfolded.

A reader of workbooks lays a sheet out as a rectangle. One cell at XFD1048576, or one row that says it stands a million
times, makes that rectangle larger than any memory; so the marks are gone through first, a row at a time.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Any

from lxml import etree

MOST_CELLS = 20_000_000
"""The largest rectangle that is read: a million rows of twenty columns."""
MOST_INFLATED = 1_500_000_000
"""Bytes that all parts of a workbook may have together when they are unpacked."""
MOST_STRINGS = 200_000_000
"""Bytes that a workbook's table of texts may have."""
MOST_TOLD = 100

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class NotSurveyed(Exception):  # noqa: N818 - it says why a workbook is not read, which need be no error
    """Raised where a workbook is damaged or too large; its text ends a sentence."""

    def __init__(self, why: str, *, too_large: bool = False) -> None:
        super().__init__(why)
        self.too_large = too_large


@dataclass(slots=True)
class Extent:
    """What one sheet holds: the last row and column with a value, and the first formulas and merged cells."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    formulas: list[tuple[int, str]] = field(default_factory=list)
    formula_count: int = 0
    merged: list[tuple[int, str]] = field(default_factory=list)
    merged_count: int = 0

    def filled(self, row: int, column: int, number: int = 1) -> None:
        """Take note of a cell with a value.

        Raises:
            NotSurveyed: the rectangle of such cells is too large.
        """
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        self.cells += number
        if self.rows * self.columns > MOST_CELLS:
            raise NotSurveyed(f"a sheet reaches to row {row:,} and column {column:,}", too_large=True)

    def formula(self, row: int, cell: str) -> None:
        """Take note of a formula."""
        self.formula_count += 1
        if len(self.formulas) < MOST_TOLD:
            self.formulas.append((row, cell))

    def merge(self, row: int, cells: str) -> None:
        """Take note of merged cells."""
        self.merged_count += 1
        if len(self.merged) < MOST_TOLD:
            self.merged.append((row, cells))


def survey(data: bytes, *, kind: str) -> dict[str, Extent]:
    """Go through a workbook's marks and return what each of its sheets holds, by name.

    Raises:
        NotSurveyed: it is damaged, or larger than is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(part.file_size for part in archive.infolist())
            if total > MOST_INFLATED:
                raise NotSurveyed(f"unpacked it has {total // 10**6:,} MB", too_large=True)
            return _xlsx(archive) if kind == "xlsx" else _ods(archive)
    except etree.XMLSyntaxError as error:
        raise NotSurveyed(f"its marks are damaged ({str(error).splitlines()[0][:80]})") from None
    except ValueError as error:
        raise NotSurveyed(f"a number in it is none ({str(error)[:80]})") from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, EOFError, OSError) as error:
        raise NotSurveyed(f"the archive is damaged ({str(error)[:80]})") from None


def _xlsx(archive: zipfile.ZipFile) -> dict[str, Extent]:
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in _parsed(archive, "xl/_rels/workbook.xml.rels")
        if link.get("Id")
    }
    found: dict[str, Extent] = {}
    _strings(archive)
    for sheet in _parsed(archive, "xl/workbook.xml").iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target))
        if path in archive.namelist() and "worksheets" in path:
            with archive.open(path) as part:
                found[sheet.get("name", "")] = _xlsx_sheet(part)
    return found


def _strings(archive: zipfile.ZipFile) -> None:
    """Go through the texts that cells refer to; the parser itself refuses one of more than ten million characters."""
    for part in archive.infolist():
        if part.filename.lower().endswith("sharedstrings.xml"):
            if part.file_size > MOST_STRINGS:
                raise NotSurveyed(f"its texts have {part.file_size // 10**6:,} MB", too_large=True)
            with archive.open(part) as texts:
                for event, mark in _marks(texts, ("{*}sst", "{*}si")):
                    told = mark.get("uniqueCount") if event == "start" else None
                    # a reader makes room for as many as are announced
                    if told is not None and not 0 <= int(told) <= part.file_size:
                        raise NotSurveyed(f"it announces {told[:20]} texts, and holds fewer", too_large=True)


def _xlsx_sheet(part: IO[bytes]) -> Extent:
    extent = Extent()
    row = 0
    mark = None
    for _, mark in _marks(part, ("{*}row", "{*}mergeCell"), events=("end",)):
        if mark.tag.endswith("mergeCell"):
            cells = mark.get("ref", "")
            extent.merge(_cell(cells.partition(":")[0])[0], cells)
        else:
            around = mark.getparent()
            if around is None or not around.tag.endswith("sheetData"):
                raise NotSurveyed("a row stands where none belongs")
            row = int(mark.get("r", "") or row + 1)
            _xlsx_row(mark, extent, row)
    if mark is not None and next(mark.getroottree().iter("{*}c"), None) is not None:
        raise NotSurveyed("a cell stands in no row")
    return extent


def _xlsx_row(mark: Any, extent: Extent, row: int) -> None:
    column = 0
    has_formula = next(mark.iter("{*}f"), None) is not None
    for cell in mark.iter("{*}c"):
        named = cell.get("r")
        at, column = (row, column + 1) if named is None else _cell(named)
        # a cell that only has a format is laid out too
        extent.filled(at, column, 1 if len(cell) else 0)
        if has_formula and cell.find("{*}f") is not None:
            extent.formula(at, f"{_letters(column)}{at}")


def _ods(archive: zipfile.ZipFile) -> dict[str, Extent]:
    found: dict[str, Extent] = {}
    extent, row, depth = Extent(), 0, 0
    with archive.open("content.xml") as part:
        for event, mark in _marks(part, (f"{_TABLE}table-row", f"{_TABLE}table")):
            if mark.tag == f"{_TABLE}table":
                depth += 1 if event == "start" else -1
                if depth > 1:
                    raise NotSurveyed("a table stands within a table")
                extent, row = found.setdefault(mark.get(f"{_TABLE}name", ""), Extent()), 0
            elif event == "end":
                repeated = int(mark.get(f"{_TABLE}number-rows-repeated", 1))
                _ods_row(mark, extent, row, repeated)
                row += repeated
    return found


def _ods_row(mark: Any, extent: Extent, row: int, repeated: int) -> None:
    column = 0
    for cell in mark:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        if cell.get(f"{_TABLE}formula") is not None:
            extent.formula(row + 1, f"{_letters(column + 1)}{row + 1}")
        across = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
        down = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
        if across > 1 or down > 1:
            last = f"{_letters(column + across)}{row + down}"
            extent.merge(row + 1, f"{_letters(column + 1)}{row + 1}:{last}")
        if cell.get(f"{_OFFICE}value-type") is not None or len(cell):
            extent.filled(row + repeated, column + times, times * repeated)
        column += times


def _marks(
    part: IO[bytes], tags: tuple[str, ...], *, events: tuple[str, ...] = ("start", "end")
) -> Iterator[tuple[str, Any]]:
    """Go through marks as they begin and end; what was passed is let go."""
    for event, mark in etree.iterparse(_Checked(part), events=events, tag=tags):
        yield event, mark
        if event == "end":
            mark.clear()
            while mark.getprevious() is not None:
                del mark.getparent()[0]


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as part:
        return etree.parse(_Checked(part)).getroot()


class _Checked:
    """A part as a stream that refuses a document type, which could stand for more than it is."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._seen = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        read = self._part.read(size)
        if len(self._seen) < 4096:  # noqa: PLR2004 - a document type stands at the top
            self._seen += read[:4096]
            if b"<!DOCTYPE" in self._seen or b"<!ENTITY" in self._seen:
                raise NotSurveyed("it declares a document type")
        return read


def _cell(name: str) -> tuple[int, int]:
    """Return the row and the column of a cell such as AB12.

    Raises:
        NotSurveyed: the name is written otherwise, and a reader might take it for any cell.
    """
    found = _CELL.fullmatch(name)
    if found is None:
        raise NotSurveyed(f"a cell is named {name[:20]!r}")
    return int(found[2]), _column(found[1])


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
