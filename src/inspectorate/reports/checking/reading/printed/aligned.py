"""Finds the tables that have no rules: lines whose pieces stand under one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from inspectorate.reports.checking.reading.printed.grids import (
    Grid,
    cells_of,
    column_at,
    columns_of,
    fits,
    heads_of,
    row_groups,
)
from inspectorate.reports.checking.reading.printed.lines import Line, rows_of

_SAME_EDGE: Final = 3.5
_MOSTLY: Final = 0.7
_WRAP: Final = 1.75
_APART: Final = 3.2
_SHORT: Final = 60
_DOTS: Final = ("..", ". .", "……")


def aligned_tables(lines: Sequence[Line]) -> list[Grid]:
    """Return the tables among lines of one column of a page, from the top down.

    Two lines with pieces under one another make a table; lines that wrap inside one of its columns belong to it. Lines
    of contents, whose pieces are led to by dots, and labels scattered over a drawing are none.
    """
    rows = rows_of(lines)
    grids: list[Grid] = []
    place = 0
    while place < len(rows):
        if not _may_be_row(rows[place]):
            place += 1
            continue
        end = _end(rows, place)
        start = _start(rows, place, end) if end > place else place
        grid = _grid(rows[start : end + 1]) if end > place else None
        if grid is None:
            place += 1
        else:
            grids.append(grid)
            place = end + 1
    return grids


def _may_be_row(row: list[Line]) -> bool:
    return len(row) > 1 and not any(mark in line.text for line in row for mark in _DOTS)


def _end(rows: list[list[Line]], start: int) -> int:
    """Return the last line of the table that begins here; the same place where there is none."""
    last = start
    columns = columns_of(rows[start])
    place = start + 1
    while place < len(rows):
        row = rows[place]
        gap = row[0].base - rows[place - 1][0].base
        size = max(line.size for line in row)
        if gap > _APART * size or len(columns_of([*_parts(columns), *row])) < len(columns):
            break
        if _may_be_row(row):
            columns = columns_of([*_parts(columns), *row])
            last = place
        elif not (len(row) == 1 and fits(row[0], columns, room=1.5 * size) and gap <= _WRAP * size):
            break
        elif place - last <= 3 and gap <= _WRAP * size:  # noqa: PLR2004 - more lines than a question has
            last = place if _belongs(row[0], rows, place) else last
        else:
            break
        place += 1
    return last if sum(_may_be_row(row) for row in rows[start : last + 1]) > 1 else start


def _belongs(line: Line, rows: list[list[Line]], place: int) -> bool:
    """Say whether a lone line wraps from the line above; where the next has several pieces, it may lead to that."""
    above = rows[place - 1][0]
    if abs(line.x0 - above.x0) <= 2 * line.size or len(rows[place - 1]) > 1:
        return True
    return place + 1 < len(rows) and _may_be_row(rows[place + 1])


def _start(rows: list[list[Line]], first: int, last: int) -> int:
    """Take in a lone line above the first: where figures stand beside a question's last line, it begins above."""
    if first == 0 or not rows[first][0].text[:1].islower():
        return first
    columns = columns_of(line for row in rows[first : last + 1] for line in row)
    above = rows[first - 1]
    size = above[0].size
    close = rows[first][0].base - above[0].base <= _WRAP * size
    return first - 1 if len(above) == 1 and close and fits(above[0], columns) else first


def _parts(columns: list[tuple[float, float]]) -> list[Line]:
    return [Line([], left, right, 0, 1, bold=False) for left, right in columns]


def _grid(rows: list[list[Line]]) -> Grid | None:
    lines = [line for row in rows for line in row]
    columns = columns_of(lines)
    wide = [row for row in rows if len(row) > 1]
    if len(columns) < 2:  # noqa: PLR2004 - lines under one another
        return None
    if not all(_stand_under(wide, columns, place) for place in range(len(columns))):
        return None
    later = [line for row in wide for line in row if column_at(line, columns) > 0]
    if any(len(line.text) > _SHORT for line in later):
        # Prose in two columns is no table.
        return None
    groups = row_groups(rows)
    cells = [cells_of(group, columns) for group in groups]
    return Grid(
        rows=cells,
        heads=heads_of(cells),
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        top=min(line.top for line in lines),
        bottom=max(line.bottom for line in lines),
    )


def _stand_under(rows: list[list[Line]], columns: list[tuple[float, float]], place: int) -> bool:
    """Say whether most pieces of a column begin, end or are centred at one place."""
    pieces = [line for row in rows for line in row if column_at(line, columns) == place]
    if len(pieces) < 2:  # noqa: PLR2004 - nothing to stand under
        return len(rows) > 3 and bool(pieces)  # noqa: PLR2004 - a column may be filled once in a long table
    return any(
        sum(abs(edge - sorted(edges)[len(edges) // 2]) <= _SAME_EDGE for edge in edges) >= _MOSTLY * len(edges)
        for edges in (
            [line.x0 for line in pieces],
            [line.x1 for line in pieces],
            [line.middle for line in pieces],
        )
    )
