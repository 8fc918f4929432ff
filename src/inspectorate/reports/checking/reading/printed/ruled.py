"""Finds the tables whose rows are parted by rules or by shading."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
from inspectorate.reports.checking.reading.printed.letters import Rule
from inspectorate.reports.checking.reading.printed.lines import Line, rows_of, split

_LEVEL: Final = 1.6
_JOINT: Final = 4.0
_ENDS: Final = 8.0
_PADDING: Final = 1.3
_PADDING_MORE: Final = 6.0
_LEADING: Final = 2.0
_FEW_BANDS: Final = 2
_MOST_RULES: Final = 4000
_SAME_TYPE: Final = 0.8
_CELL_GAP: Final = 0.35
_OVER: Final = 8.0


@dataclass(slots=True)
class _Band:
    """What stands between two rules."""

    lines: list[Line]
    rows: list[list[Line]]

    @property
    def is_wide(self) -> bool:
        return any(len(row) > 1 for row in self.rows)


def ruled_tables(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables among a page's lines that rules part into rows, from the top down.

    The words of two cells may stand closer together than those of one line's pieces do elsewhere, so that the lines
    are parted again; a table's lines are none of those given.
    """
    grids: list[Grid] = []
    taken: set[int] = set()
    standing = [rule for rule in rules if not rule.lies]
    lying = _lying(rules)
    for edges in _stacks(lying):
        left, right = edges[0].x0, edges[0].x1
        free = [
            part
            for line in lines
            if line.words and line.x0 >= left - _JOINT and line.x1 <= right + _JOINT
            for part in split(line, _CELL_GAP)
            if id(part.words[0]) not in taken
        ]
        inner = [rule for rule in lying if rule.x0 > left + _ENDS and abs(rule.x1 - right) <= _ENDS]
        for run, top, bottom in _runs(edges, inner, [rule for rule in standing if abs(rule.x0 - left) <= _ENDS], free):
            boxed = any(
                left + _ENDS < rule.x0 < right - _ENDS and rule.y0 < bottom - 1 and rule.y1 > top + 1
                for rule in standing
            )
            grid = _grid(run, top, bottom, free, boxed=boxed)
            if grid is not None:
                grids.append(grid)
                taken.update(id(line.words[0]) for line in grid.lines)
    return sorted(grids, key=lambda grid: grid.top)


def _lying(rules: Sequence[Rule]) -> list[Rule]:
    """Return the horizontal rules, those of neighbouring cells joined."""
    found: list[Rule] = []
    for rule in sorted((rule for rule in rules[:_MOST_RULES] if rule.lies), key=lambda rule: (rule.y0, rule.x0)):
        level = [other for other in found[-40:] if rule.y0 - other.y0 <= _LEVEL]
        touching = [other for other in level if rule.x0 <= other.x1 + _JOINT and other.x0 <= rule.x1 + _JOINT]
        if touching:
            found = [other for other in found if other not in touching]
            ends = [rule, *touching]
            rule = Rule(  # noqa: PLW2901 - the rule grows by what it touches
                min(end.x0 for end in ends), touching[0].y0, max(end.x1 for end in ends), touching[0].y0
            )
        found.append(rule)
    return sorted(found, key=lambda rule: rule.y0)


def _stacks(rules: list[Rule]) -> list[list[Rule]]:
    """Return the rules that begin and end alike, each such stack from the top down."""
    stacks: list[list[Rule]] = []
    for rule in rules:
        for stack in stacks:
            if abs(stack[0].x0 - rule.x0) <= _ENDS and abs(stack[0].x1 - rule.x1) <= _ENDS:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) > 1]


def _runs(
    edges: list[Rule], inner: list[Rule], walls: list[Rule], lines: list[Line]
) -> list[tuple[list[_Band], float, float]]:
    """Return the bands that follow one another as the rows of a table do, with the run's top and bottom.

    ``inner`` are rules that reach from inside the table to its right edge, ``walls`` those that stand at its left one.
    """
    runs: list[tuple[list[_Band], float, float]] = []
    bands: list[_Band] = []
    start = end = 0.0
    walled = 0
    for upper, lower in pairwise(edges):
        inside = [line for line in lines if upper.y0 < line.base - 0.3 * line.size < lower.y0]
        if not inside and lower.y0 - upper.y0 <= _PADDING_MORE:
            continue
        band = _Band(inside, rows_of(inside))
        middle = (upper.y0 + lower.y0) / 2
        has_wall = any(wall.y0 < middle < wall.y1 for wall in walls)
        # What no wall stands beside, where one stands beside each row above, is text between two tables.
        is_between = len(bands) > 1 and walled == len(bands) and not has_wall and not band.is_wide
        if inside and _fills(band, upper.y0, lower.y0) and not _spans(band, bands) and not is_between:
            if not bands:
                start, walled = upper.y0, 0
            parts = _parts(band, [rule for rule in inner if upper.y0 + _LEVEL < rule.y0 < lower.y0 - _LEVEL])
            walled += has_wall * len(parts)
            bands += parts
            end = lower.y0
        elif bands:
            runs.append((bands, start, end))
            bands = []
    if bands:
        runs.append((bands, start, end))
    return runs


def _parts(band: _Band, inner: list[Rule]) -> list[_Band]:
    """Part a band by the rules within it: what stands left of them spans the rows that they part.

    Words are read with each of these rows; figures once, with the first, or they would be counted twice.
    """
    edge = min((rule.x0 for rule in inner), default=0.0)
    left = [line for line in band.lines if line.x0 < edge - _JOINT]
    beside = [line for line in band.lines if line.x0 >= edge - _JOINT]
    parts = [part for part in _between(beside, sorted(rule.y0 for rule in inner)) if part]
    if len(parts) < 2 or any(line.x1 > edge + _JOINT for line in left):  # noqa: PLR2004 - nothing is parted
        return [band]
    words = [line for line in left if not any(sign.isdigit() for sign in line.text)]
    groups = [[*(words if place else left), *part] for place, part in enumerate(parts)]
    return [_Band(group, rows_of(group)) for group in groups]


def _between(lines: list[Line], levels: list[float]) -> Iterator[list[Line]]:
    """Go through the lines above the first level, between each two, and below the last."""
    for top, bottom in pairwise([-math.inf, *levels, math.inf]):
        yield [line for line in lines if top < line.base - 0.3 * line.size <= bottom]


def _spans(band: _Band, above: list[_Band]) -> bool:
    """Say whether lines run across the columns of the rows above: then they are text between two tables."""
    columns = columns_of(line for other in above if other.is_wide for line in other.lines)
    return len(band.rows) > 1 and any(_columns_under(line, columns) > 1 for line in band.lines)


def _columns_under(line: Line, columns: Sequence[tuple[float, float]]) -> int:
    return sum(line.x0 < right - _OVER and line.x1 > left + _OVER for left, right in columns)


def _fills(band: _Band, top: float, bottom: float) -> bool:
    """Say whether the words fill the band from rule to rule, as a row's words do."""
    size = max(line.size for line in band.lines)
    if min(line.size for line in band.lines) < _SAME_TYPE * size:
        return False
    room = _PADDING * size + _PADDING_MORE
    gaps = [below[0].base - above[0].base for above, below in pairwise(band.rows)]
    return (
        min(line.top for line in band.lines) - top <= room
        and bottom - max(line.bottom for line in band.lines) <= room
        and all(gap <= _LEADING * size + _PADDING_MORE for gap in gaps)
    )


def _grid(bands: list[_Band], top: float, bottom: float, lines: list[Line], *, boxed: bool) -> Grid | None:
    wide = [line for band in bands if band.is_wide for line in band.lines]
    columns = columns_of(wide or _under_head(bands, top, lines))
    if len(columns) < 2:  # noqa: PLR2004 - one column is a box around text
        return None
    head = _head_above(top, lines, columns)
    if not head and not boxed and sum(band.is_wide for band in bands) < 2:  # noqa: PLR2004 - a line between two rules is no table
        return None
    columns = columns_of([*wide, *head] if wide else _under_head(bands, top, lines))
    if len(columns) < 2:  # noqa: PLR2004 - as above
        return None
    groups: list[list[Line]] = []
    for band in bands:
        several = not boxed and len(bands) <= _FEW_BANDS and sum(len(row) > 1 for row in band.rows) > 1
        groups += row_groups(band.rows) if several else [band.lines]
    groups = [*([head] if head else []), *groups, *_rows_below(bottom, lines, columns, bands)]
    rows = [cells_of(group, columns) for group in groups]
    everything = [line for group in groups for line in group]
    return Grid(
        rows=rows,
        heads=heads_of(rows) or int(bool(head)),
        x0=min(line.x0 for line in everything),
        x1=max(line.x1 for line in everything),
        top=min(line.top for line in everything),
        bottom=max(line.bottom for line in everything),
    )


def _under_head(bands: list[_Band], top: float, lines: list[Line]) -> list[Line]:
    """Return the lines of bands with the bold line right above: where a table goes on, its row may be half empty."""
    head: list[Line] = []
    edge = top
    for row in reversed(rows_of(line for line in lines if line.base <= top)):
        if edge - row[0].base > _PADDING * row[0].size + _PADDING_MORE or not all(line.bold for line in row):
            break
        head += row
        edge = row[0].base - 0.4 * row[0].size
    if len(head) < 2:  # noqa: PLR2004 - heads of columns
        return []
    return [*head, *(line for band in bands for line in band.lines)]


def _head_above(top: float, lines: list[Line], columns: list[tuple[float, float]]) -> list[Line]:
    """Return the column heads that stand above the first rule: lines in several columns, close to it.

    Their words may wrap, so lines above that stand in later columns belong to them; a line that begins in the first
    column above is the table's title.
    """
    head: list[Line] = []
    filled: set[int] = set()
    edge = top
    for row in reversed(rows_of(line for line in lines if line.base <= top)):
        size = row[0].size
        places = {column_at(line, columns) for line in row}
        if (
            edge - row[0].base > _PADDING * size + _PADDING_MORE
            or any(_columns_under(line, columns) > 1 for line in row)
            or (places == {0} and 0 in filled)
            or (head and abs(size - head[0].size) > 1)
        ):
            break
        head = [*row, *head]
        filled |= places
        edge = row[0].base - 0.4 * size
    return head if len(filled) > 1 else []


def _rows_below(
    bottom: float, lines: list[Line], columns: list[tuple[float, float]], bands: list[_Band]
) -> list[list[Line]]:
    """Return the last row, where no rule stands below it."""
    if len(bands) <= 1:
        return []
    group: list[Line] = []
    edge = bottom
    for row in rows_of(line for line in lines if line.base - 0.3 * line.size > bottom):
        size = row[0].size
        if row[0].base - edge > (_PADDING + 0.75) * size + (0 if group else 2):
            break
        if (not group and len(row) < len(columns)) or not all(fits(line, columns) for line in row):
            break
        group += row
        edge = row[0].base
    return [group] if group else []
