"""Puts the pieces of a page in reading order where text is set in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import mean
from typing import Final

from inspectorate.reports.checking.reading.printed.grids import Grid
from inspectorate.reports.checking.reading.printed.lines import Line

Piece = Line | Grid
_GRAIN: Final = 3.0
_FEWEST_LINES: Final = 4
_FROM_LEFT: Final = 0.25
_GUTTER: Final = 5.0
_PROSE: Final = 17
_FULL: Final = 0.7
_MANY: Final = 0.35
_BESIDE: Final = 0.5
_OFTEN: Final = 0.25


def flows(pieces: Sequence[Piece], known: Sequence[float] = ()) -> list[list[Piece]]:
    """Return the pieces as they are read: the part above columns, each column from the left, the part below.

    ``known`` are gutters that other pages of the report have; beside them anything may stand, be it no prose.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.top, piece.x0))
    found = _columns(ordered, known)
    if found is None:
        return [ordered] if ordered else []
    start, end, gutter = found
    inside = ordered[start:end]
    left = [piece for piece in inside if piece.x1 <= gutter]
    right = [piece for piece in inside if piece.x1 > gutter]
    parts = (ordered[:start], left, right, ordered[end:])
    return [flow for part in parts if part for flow in flows(part, known)]


def gutters_of(pages: Sequence[Sequence[Piece]]) -> list[float]:
    """Return where the gutters are that several pages of a report have between columns of prose."""
    met: Counter[float] = Counter()
    for pieces in pages:
        found = _columns(sorted(pieces, key=lambda piece: (piece.top, piece.x0)), ())
        if found is not None:
            met[found[2]] += 1
    return [gutter for gutter, count in met.items() if count >= max(2, _OFTEN * len(pages))]


def _columns(ordered: list[Piece], known: Sequence[float]) -> tuple[int, int, float] | None:
    """Return the longest run of pieces in columns, as (start, end, right end of the gutter)."""
    found = [
        (*run, gutter)
        for gutters, prose in ((_gutters(ordered), True), (known, False))
        for gutter in gutters
        if (run := _run(ordered, gutter, prose=prose)) is not None
    ]
    return max(found, key=lambda item: item[1] - item[0], default=None)


def _gutters(pieces: Sequence[Piece]) -> list[float]:
    """Return where a gap between columns may end: left of where many lines begin, the most first."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    if len(lines) < 2 * _FEWEST_LINES:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    begins = Counter(round(line.x0 / _GRAIN) for line in lines)
    found = [
        (count + begins[edge + 1], edge)
        for edge, count in begins.items()
        if count + begins[edge + 1] >= _FEWEST_LINES and edge * _GRAIN > left + _FROM_LEFT * (right - left)
    ]
    return [edge * _GRAIN - _GRAIN for _, edge in sorted(found, reverse=True)]


def _run(pieces: list[Piece], gutter: float, *, prose: bool) -> tuple[int, int] | None:
    """Return the longest run of pieces that leave the gutter free, as (start, end); ``prose`` asks for it beside it."""
    best: tuple[int, int] | None = None
    start = 0
    for place in range(len(pieces) + 1):
        if place < len(pieces) and not _crosses(pieces[place], gutter):
            continue
        is_longer = best is None or place - start > best[1] - best[0]
        if is_longer and _are_columns(pieces[start:place], gutter, prose=prose):
            best = (start, place)
        start = place + 1
    return best


def _crosses(piece: Piece, gutter: float) -> bool:
    return piece.x0 < gutter and piece.x1 > gutter - _GUTTER


def _are_columns(pieces: list[Piece], gutter: float, *, prose: bool) -> bool:
    sides = [
        [piece for piece in pieces if isinstance(piece, Line) and piece.x1 <= gutter],
        [piece for piece in pieces if isinstance(piece, Line) and piece.x0 >= gutter],
    ]
    if not prose:
        return all(sides)
    if any(len(side) < _FEWEST_LINES for side in sides):
        return False
    tops = [min(line.top for line in side) for side in sides]
    bottoms = [max(line.bottom for line in side) for side in sides]
    shared = min(bottoms) - max(tops)
    if shared < _BESIDE * min(bottom - top for top, bottom in zip(tops, bottoms, strict=True)):
        return False
    return all(_is_prose(side) for side in sides)


def _is_prose(lines: list[Line]) -> bool:
    """Say whether lines are of sentences that fill their column, and no cells of a table."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = sum(line.x1 - line.x0 >= _FULL * width for line in lines)
    return mean(len(line.text) for line in lines) >= _PROSE and full >= _MANY * len(lines)
