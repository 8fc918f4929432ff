"""A CSV table with the line of every row, and everything that is wrong with its form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.frameworks.faults import EMPTY_FILE
from inspectorate.kernel.problems import Place, nearest
from inspectorate.packs import faults
from inspectorate.packs.gathering import Gathering

MOST_CHARACTERS = 100_000
_TOO_LONG = f"a cell holds more than {MOST_CHARACTERS:,} characters"
"""The longest cell that is read."""

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line on which it begins, and its cells in the order of the table's columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``columns`` are those that it has, of those that it may have, in the order in which they were asked for.

    ``header`` is its first row as it stands in the file. ``whole`` is false where reading broke off before the end.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    whole: bool

    def place(self, line: int, column: str) -> Place:
        """Return the place of a cell."""
        return Place(self.file, line=line, column=column)

    def cells(self, columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Go through the rows: the line, and the cells of some columns; one that the table lacks is blank."""
        ways = [self.columns.index(column) if column in self.columns else -1 for column in columns]
        for row in self.rows:
            yield row.line, tuple([row.cells[way] if way >= 0 else "" for way in ways])


def read_table(
    text: str, file: str, *, required: Sequence[str], optional: Sequence[str] | None, problems: Gathering
) -> Table | None:
    """Read a table from its text; None where it lacks a required column or has no first row.

    ``optional`` None lets any further column stand. Rows that are ragged are told of and left out; rows with nothing
    in them are left out.
    """
    lines, whole = _parsed(text, file, problems)
    if not lines:
        if whole:
            problems.add(EMPTY_FILE.at(Place(file)))
        return None
    header = tuple(lines[0][1])
    if not _header_holds(header, file, required, optional, problems):
        return None
    asked = (*required, *(optional if optional is not None else [name for name in header if name not in required]))
    columns = tuple(name for name in asked if name in header)
    ways = [header.index(name) for name in columns]
    rows = []
    for line, cells in lines[1:]:
        if len(cells) == len(header):
            if any(cells):
                rows.append(Row(line, tuple([cells[way] for way in ways])))
        elif any(cells):
            words = {"found": len(cells), "expected": len(header)}
            problems.add(faults.RAGGED_ROW.at(Place(file, line=line), **words))
    return Table(file, header, columns, tuple(rows), whole)


def _parsed(text: str, file: str, problems: Gathering) -> tuple[list[tuple[int, list[str]]], bool]:
    """Return the rows that hold anything, each with the line on which it begins, and whether that is all of them."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    line, why = 1, ""
    try:
        for cells in reader:
            # the csv module's own bound is the whole process's, and any library may have moved it
            if any(len(cell) > MOST_CHARACTERS for cell in cells):
                why = _TOO_LONG
                break
            if cells:
                lines.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        why = _TOO_LONG if "field larger" in str(error) else str(error)
    if why:
        problems.add(faults.NOT_CSV.at(Place(file, line=line), why=why))
    return lines, not why


def _header_holds(
    header: tuple[str, ...], file: str, required: Sequence[str], optional: Sequence[str] | None, problems: Gathering
) -> bool:
    """Tell what is wrong with a table's first row, and say whether it has the columns that are required."""
    place = Place(file, line=1)
    for separator, words in _SEPARATORS.items():
        if len(header) == 1 and separator in header[0]:
            problems.add(faults.WRONG_SEPARATOR.at(place, separator=words))
            return False
    seen: set[str] = set()
    for number, name in enumerate(header, start=1):
        if not name.strip():
            problems.add(faults.COLUMN_WITHOUT_NAME.at(place, number=number))
        elif name in seen:
            problems.add(faults.DUPLICATE_COLUMN.at(Place(file, line=1, column=name), column=name))
        elif optional is not None and name not in required and name not in optional:
            hint = nearest(name, [known for known in (*required, *optional) if known not in header])
            problems.add(faults.UNKNOWN_COLUMN.at(Place(file, line=1, column=name), column=name, hint=hint))
        seen.add(name)
    missing = [name for name in required if name not in seen]
    for name in missing:
        unknown = [one for one in header if one not in required and one not in (optional or ())]
        problems.add(faults.MISSING_COLUMN.at(place, column=name, hint=_instead(name, unknown)))
    return not missing


def _instead(name: str, unknown: Sequence[str]) -> str:
    """Return the clause that says which column may have been meant."""
    close = nearest(name, unknown)
    return close.replace("Did you mean", "Is it called").replace('"?', '" here?') if close.startswith("Did") else ""
