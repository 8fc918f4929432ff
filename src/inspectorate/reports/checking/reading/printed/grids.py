"""Tables as rows of cells: which columns lines stand in, and where one row ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from inspectorate.reports.checking.reading.printed.lines import Line, rows_of
from inspectorate.reports.checking.reading.recognising import ends_in_figure, is_head

Cell = list[Line]
_GUTTER: Final = 2.5
_SPANS: Final = 8.0
_ROW_GAP: Final = 1.22
_DONE: Final = (".", "?", "!", ":", ";")


@dataclass(slots=True)
class Grid:
    """A table on one page: its rows of cells from the top down, and the box around it."""

    rows: list[list[Cell]]
    heads: int
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def lines(self) -> list[Line]:
        """Return every line in it."""
        return [line for row in self.rows for cell in row for line in cell]


def columns_of(lines: Iterable[Line]) -> list[tuple[float, float]]:
    """Return the columns that lines leave gaps between, as (left, right), from left to right."""
    columns: list[list[float]] = []
    for x0, x1 in sorted((line.x0, line.x1) for line in lines):
        if columns and x0 <= columns[-1][1] + _GUTTER:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    return [(left, right) for left, right in columns]


def cells_of(lines: Iterable[Line], columns: Sequence[tuple[float, float]]) -> list[Cell]:
    """Return the lines by the column that each begins in, each cell's lines in reading order."""
    cells: list[Cell] = [[] for _ in columns]
    for line in lines:
        cells[column_at(line, columns)].append(line)
    return [[line for row in rows_of(cell) for line in row] for cell in cells]


def column_at(line: Line, columns: Sequence[tuple[float, float]]) -> int:
    """Return which column a line stands in: the one that it shares most with, or where it spans several the first."""
    spanned = [
        place for place, (left, right) in enumerate(columns) if line.x0 < right - _SPANS and line.x1 > left + _SPANS
    ]
    if len(spanned) > 1:
        return spanned[0]
    shared = [min(line.x1, right) - max(line.x0, left) for left, right in columns]
    return max(range(len(columns)), key=lambda place: (round(min(shared[place], line.x1 - line.x0), 1), -place))


def fits(line: Line, columns: Sequence[tuple[float, float]], *, room: float = 3.0) -> bool:
    """Say whether a line stands within one column."""
    return any(left - room <= line.x0 and line.x1 <= right + room for left, right in columns)


def row_groups(rows: Sequence[list[Line]]) -> list[list[Line]]:
    """Put the lines of a table without rules together into its rows.

    Where the gaps between the lines tell rows apart, each part between two gaps is a row. In a table set evenly a
    row begins with each line that has words in several columns, unless it only goes on with a sentence begun above;
    lines that stand above such a line in its own gap belong to it, as figures may stand beside a question's middle.
    """
    parts: list[list[list[Line]]] = []
    gaps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    narrow = min(gaps, default=0.0)
    for place, row in enumerate(rows):
        if parts and gaps[place - 1] <= _ROW_GAP * narrow:
            parts[-1].append(row)
        else:
            parts.append([row])
    if len(parts) > 1 and all(_is_one(part) for part in parts):
        return [[line for row in part for line in row] for part in parts]
    return [group for part in parts for group in _evenly(part)]


def _is_one(part: list[list[Line]]) -> bool:
    """Say whether the lines between two gaps are one row: figures stand beside one of its lines only."""
    beside = [row for row in part if len(row) > 1]
    if len(beside) <= 1:
        return bool(beside)
    # Words wrap in several columns of one row; figures do not.
    return sum(any(sign.isdigit() for sign in line.text) for row in beside for line in row[1:]) <= 1


def _evenly(part: list[list[Line]]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    waiting: list[Line] = []
    for row in part:
        if len(row) > 1 and not (groups and not waiting and _continues(groups[-1], row)):
            groups.append([*waiting, *row])
            waiting = []
        elif groups and not waiting and _continues_alone(groups[-1], row):
            groups[-1] += row
        else:
            waiting += row
    if waiting and groups:
        groups[-1] += waiting
    elif waiting:
        groups.append(waiting)
    return groups


def _continues(group: list[Line], row: list[Line]) -> bool:
    """Say whether every piece of a line goes on with words above it."""
    return all(line.text[:1].islower() for line in row) and not group[0].text.rstrip().endswith(_DONE)


def _continues_alone(group: list[Line], row: list[Line]) -> bool:
    under = [line for line in group if abs(line.x0 - row[0].x0) < line.size]
    above = max(under, key=lambda line: line.base, default=None)
    if above is None:
        return True
    return row[0].text[:1].islower() or not above.text.rstrip().endswith(_DONE)


def heads_of(rows: Sequence[list[Cell]]) -> int:
    """Return how many rows at the top are column heads: bold where what follows is not, or words above figures."""
    if len(rows) < 2:  # noqa: PLR2004 - heads of nothing
        return 0
    bold = [all(line.bold for cell in row for line in cell) for row in rows]
    first = [" ".join(line.text for line in cell) for cell in rows[0]]
    below = [text for row in rows[1:] if (text := " ".join(line.text for line in row[-1]))]
    if bold[0] and not all(bold):
        return int(is_head(first) or not first[-1].isdigit())
    if bold[0]:
        return 0
    return int(bool(first[-1]) and is_head(first) and bool(below) and all(map(ends_in_figure, below)))
