"""A list in a workbook, XLSX or ODS: surveyed before it is read, for a small file may claim billions of cells."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import polars as pl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    load_workbook,
)

from inspectorate.kernel.problems import Place, ProblemsFound, nearest
from inspectorate.sampling import faults
from inspectorate.sampling.delimited import LINE, MOST_COLUMNS
from inspectorate.sampling.listing import Found
from inspectorate.sampling.surveying import Extent, NotSurveyed, survey

_ROWS = 50_000
_LOCKED = "a workbook that is protected by a password"
_MANIFEST, _MOST_MANIFEST = "META-INF/manifest.xml", 1_000_000
_OTHERS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
}


def kind_of_archive(data: bytes) -> str:
    """Say what an archive is: ``xlsx``, ``ods``, or in words what else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "content.xml" in names and "mimetype" in names and archive.getinfo("mimetype").file_size < 100:  # noqa: PLR2004 - no media type is longer
                kind = archive.read("mimetype").decode("ascii", errors="replace")
                if "spreadsheet" not in kind:
                    return "a document, and no spreadsheet"
                return _LOCKED if _is_locked(archive) else "ods"
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "an archive that is damaged or protected"
    return next((words for name, words in _OTHERS.items() if name in names), "an archive of other files")


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Say whether an OpenDocument archive says that its parts are encrypted."""
    if _MANIFEST not in archive.namelist() or archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
        return False
    return b"encryption-data" in archive.read(_MANIFEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookList:
    """A sheet that was opened. Its rows are turned into texts as they are read."""

    name: str
    sheet: str
    table: CalamineSheet
    headings: tuple[str, ...]
    line: int

    def read(self, positions: Sequence[int], found: Found) -> pl.DataFrame:
        """Return some columns as texts, each named by its position, and the number of each row.

        A row of a workbook is never ragged; one with nothing in it is left out.
        """
        del found
        frames = list(self._frames(positions))
        schema = {**dict.fromkeys(map(str, positions), pl.String()), LINE: pl.UInt32()}
        return pl.concat(frames) if frames else pl.DataFrame(schema=schema)

    def _frames(self, positions: Sequence[int]) -> Iterator[pl.DataFrame]:
        columns: list[list[str]] = [[] for _ in positions]
        lines: list[int] = []
        for line, row in _numbered(self.table):
            if line <= self.line or not any(cell != "" for cell in row):
                continue
            for column, at in zip(columns, positions, strict=True):
                cell = row[at] if at < len(row) else ""
                column.append(cell if isinstance(cell, str) else cell_text(cell))
            lines.append(line)
            if len(lines) == _ROWS:
                yield _frame(columns, lines, positions)
                columns, lines = [[] for _ in positions], []
        if lines:
            yield _frame(columns, lines, positions)


def open_workbook(data: bytes, *, name: str, kind: str, sheet: str, found: Found) -> WorkbookList:
    """Open one sheet of a workbook, once its size is known to be sane.

    Raises:
        ProblemsFound: the workbook is damaged, protected, larger than it looks, or has no such sheet.
    """
    place = Place(name)
    try:
        extents = survey(data, kind=kind)
        book = load_workbook(io.BytesIO(data))
    except NotSurveyed as error:
        fault = faults.LIST_TOO_LARGE if error.too_large else faults.NOT_A_WORKBOOK
        raise ProblemsFound([fault.at(place, why=error)]) from None
    except PasswordError:
        raise ProblemsFound([faults.LIST_KIND_UNKNOWN.at(place, what=_LOCKED)]) from None
    except CalamineError as error:
        raise ProblemsFound([faults.NOT_A_WORKBOOK.at(place, why=str(error).splitlines()[0])]) from None
    chosen = _choose(book, extents, name=name, sheet=sheet, found=found)
    extent = extents[chosen]
    _tell(extent, name, found)
    try:
        table = book.get_sheet_by_name(chosen)
    except CalamineError as error:
        raise ProblemsFound([faults.NOT_A_WORKBOOK.at(place, why=str(error).splitlines()[0])]) from None
    for line, row in _numbered(table):
        cells = [cell_text(cell).strip() for cell in row]
        if any(cells):
            while not cells[-1]:
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                why = f"it has {len(cells):,} columns, and {MOST_COLUMNS:,} at most are read"
                raise ProblemsFound([faults.LIST_TOO_LARGE.at(place, why=why)])
            # a value without a heading is told of, not lost
            wide = cells + [""] * (min(extent.columns, MOST_COLUMNS) - len(cells))
            headings = tuple(wide)
            return WorkbookList(name=name, sheet=chosen, table=table, headings=headings, line=line)
    raise ProblemsFound([faults.LIST_EMPTY.at(place)])


def cell_text(cell: object) -> str:
    """Return a cell's value as the text that a list in CSV would hold.

    >>> cell_text(44760.0), cell_text(datetime(2022, 7, 18)), cell_text(True), cell_text(0.5)
    ('44760', '2022-07-18', 'true', '0.5')
    """
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return str(cell)


def _numbered(table: CalamineSheet) -> Iterator[tuple[int, list[object]]]:
    """Go through a sheet's rows with their numbers, each row from the sheet's first column."""
    start = table.start
    if start is None:
        return
    down, right = start
    blank: list[object] = [""] * right
    for number, row in enumerate(table.iter_rows(), start=down + 1):
        yield number, [*blank, *row]


def _choose(book: CalamineWorkbook, extents: dict[str, Extent], *, name: str, sheet: str, found: Found) -> str:
    """Return the name of the sheet to read: the one asked for, or the first visible one that holds anything."""
    seen = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
    filled = [one for one in seen if one in extents and extents[one].cells]
    if sheet:
        if sheet not in extents or sheet not in book.sheet_names:
            hint = nearest(sheet, extents)
            raise ProblemsFound([faults.NO_SUCH_SHEET.at(Place(name), sheet=sheet, hint=hint)])
        return sheet
    if not filled:
        raise ProblemsFound([faults.LIST_EMPTY.at(Place(name))])
    if len(filled) > 1:
        found.add(faults.SHEETS_NOT_READ.at(Place(name), sheet=filled[0], others=", ".join(filled[1:])))
    return filled[0]


def _tell(extent: Extent, name: str, found: Found) -> None:
    for kind, words, cells, number in (
        (faults.FORMULA_CELL, "cell", extent.formulas, extent.formula_count),
        (faults.MERGED_CELLS, "cells", extent.merged, extent.merged_count),
    ):
        problems = (kind.at(Place(name, line=line), **{words: cell}) for line, cell in cells)
        found.add_alike(problems, number=number, kind=kind)


def _frame(columns: list[list[str]], lines: list[int], positions: Sequence[int]) -> pl.DataFrame:
    series = [pl.Series(str(at), column, dtype=pl.String) for at, column in zip(positions, columns, strict=True)]
    return pl.DataFrame([*series, pl.Series(LINE, lines, dtype=pl.UInt32)])
