"""The data workbook's sheets as both spreadsheet formats show them.

The layout follows the UK Government Analysis Function's guidance on spreadsheets: a cover, contents and notes, then one
marked table a sheet that starts with its title and what it is, no blank cells in a table, no merged cells, and nothing
told by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from textwrap import wrap

from inspectorate.reports.document import Document, Sheet, Workbook

NOT_APPLICABLE = "[z]"
LEGEND = f"{NOT_APPLICABLE} means not applicable: there is nothing to show in this cell."
COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
COVER_WIDTH = 85
"""In characters, as all widths."""
WIDEST, NARROWEST = 60, 9
EPOCH = (2000, 1, 1)
"""The day of a workbook whose report has none."""
WIDEST_WORD = 80
"""A column is wider than `WIDEST` where a single word, such as a digest, would else be broken."""
FULL = 1.15
"""How much of a column's width in digits a text fills, in characters, before it is taken to wrap."""
MOST_PLACES = 4
_UNWRITABLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTED = re.compile(r"\S+ \[note \d+\]|\S+")
LONGEST_NAME = 31

Value = str | int | float


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """A sheet as it is written: its tab's name, the lines above its table, columns, rows and widths in characters.

    Column titles that a note explains end in ``[note 3]``. ``numeric`` columns hold numbers; the first, which names its
    row, is never one of them. ``places`` is the number of decimal places that all numbers of a column are shown with;
    None where each is shown as it is.
    """

    name: str
    title: str
    instructions: str
    legend: str
    scope: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[bool, ...]
    places: tuple[int | None, ...]

    @property
    def about(self) -> tuple[str, ...]:
        """Return the lines between the title and the table."""
        return tuple(line for line in (self.instructions, self.legend, self.scope) if line)

    @property
    def header_row(self) -> int:
        """Return the row that the column titles stand in, counted from 1."""
        return 2 + len(self.about)


def writable(document: Document) -> Document:
    """Return a document whose workbook has no sign that a spreadsheet's file cannot hold."""
    workbook = document.workbook
    return replace(
        document,
        title=_writable(document.title),
        publisher=_writable(document.publisher),
        description=_writable(document.description),
        workbook=Workbook(
            title=_writable(workbook.title),
            about=tuple(_writable(line) for line in workbook.about),
            notes=tuple(_writable(note) for note in workbook.notes),
            sheets=tuple(
                Sheet(
                    id=sheet.id,
                    title=_writable(sheet.title),
                    about=_writable(sheet.about),
                    columns=sheet.columns,
                    rows=tuple(
                        tuple(_writable(value) if isinstance(value, str) else value for value in row)
                        for row in sheet.rows
                    ),
                    notes=sheet.notes,
                )
                for sheet in workbook.sheets
            ),
        ),
    )


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def lay_out(document: Document) -> tuple[LaidSheet, ...]:
    """Return the sheets of a document's workbook, in their order: contents, notes, then the tables."""
    workbook = document.workbook
    tables = tuple(_table(sheet, number) for number, sheet in enumerate(workbook.sheets, start=1))
    front = [(NOTES, "Notes to the tables")] if workbook.notes else []
    listed = [*front, *((table.name, table.title) for table in tables)]
    contents = _sheet(
        name=CONTENTS,
        title="Contents",
        instructions="This sheet has one table: every other sheet, by name.",
        columns=("Sheet", "Title"),
        rows=listed,
    )
    notes = _sheet(
        name=NOTES,
        title="Notes",
        instructions="This sheet has one table: the notes that column titles refer to.",
        columns=("Note number", "Note text"),
        rows=list(enumerate(workbook.notes, start=1)),
    )
    return (contents, *((notes,) if workbook.notes else ()), *tables)


def dated(document: Document) -> datetime:
    """Return the moment that a workbook says it was made: its report's publication, so that equal reports agree."""
    year, month, day = (
        ([int(part) for part in document.published.split("-")] + [1, 1])[:3] if document.published else EPOCH
    )
    return datetime(year, month, day, tzinfo=UTC)


def _table(sheet: Sheet, number: int) -> LaidSheet:
    columns = tuple(
        f"{title} [note {sheet.notes[title]}]" if title in sheet.notes else title for title in sheet.columns
    )
    rows = [tuple(_shown(value) for value in row) for row in sheet.rows]
    instructions = "This sheet has one table."
    if sheet.notes:
        instructions += f" Column titles refer to notes, which are on the sheet {NOTES}."
    return _sheet(
        name=f"{number}_{sheet.id}"[:LONGEST_NAME],
        title=f"Table {number}: {sheet.title}",
        instructions=instructions,
        legend=LEGEND if any(NOT_APPLICABLE in row for row in rows) else "",
        scope=sheet.about,
        columns=columns,
        rows=rows,
    )


def _sheet(
    *,
    name: str,
    title: str,
    instructions: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Value, ...]],
    legend: str = "",
    scope: str = "",
) -> LaidSheet:
    return LaidSheet(
        name=name,
        title=title,
        instructions=instructions,
        legend=legend,
        scope=scope,
        columns=columns,
        rows=tuple(rows),
        widths=tuple(_width(column, [row[position] for row in rows]) for position, column in enumerate(columns)),
        numeric=tuple(
            position > 0 and _is_numeric([row[position] for row in rows]) for position in range(len(columns))
        ),
        places=tuple(_places([row[position] for row in rows]) for position in range(len(columns))),
    )


def _shown(value: Value | None) -> Value:
    return NOT_APPLICABLE if value is None or (isinstance(value, str) and not value.strip()) else value


def _is_numeric(values: Sequence[Value]) -> bool:
    numbers = [value for value in values if not isinstance(value, str)]
    return bool(numbers) and all(value == NOT_APPLICABLE for value in values if isinstance(value, str))


def _places(values: Sequence[Value]) -> int | None:
    numbers = [value for value in values if not isinstance(value, str)]
    if not numbers or not all(isinstance(value, float) for value in numbers):
        return None
    return max(len(f"{value:.{MOST_PLACES}f}".rstrip("0").partition(".")[2]) for value in numbers)


def _width(column: str, values: Sequence[Value]) -> int:
    texts = [str(value) for value in values]
    # a title's note stays with its last word, on a line of their own, where the column is no wider than both
    in_title = max(len(word) + (1 if "[note " in word else 2) for word in _NOTED.findall(column))
    in_texts = max((len(word) + 2 for text in texts for word in text.split()), default=0)
    longest = max((len(text) for text in texts), default=0)
    return max(NARROWEST, in_title, min(WIDEST, longest + 2), min(WIDEST_WORD, in_texts))


def lines_in(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Return how many lines a row needs so that every text in it can be read in a column so wide."""
    return max(
        (_lines(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)), default=1
    )


def _lines(text: str, width: int) -> int:
    room = max(1, int(width * FULL))
    if len(text) <= room and "\n" not in text:
        return 1  # as nearly all are, and wrapping takes its time
    return sum(max(1, len(wrap(line, room))) for line in text.splitlines() or [""])
