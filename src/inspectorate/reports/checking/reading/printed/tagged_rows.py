"""Rows of tables by a PDF's tags: which column each cell stands in, where some cells span several or are empty."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pypdfium2.raw as pdfium

MOST_COLUMNS: Final = 500
"""No table of a report is wider; a span past it is cut, so that it cannot fill the memory."""
_MOST_ATTRIBUTES: Final = 10


@dataclass(slots=True)
class TaggedCell:
    """A cell: the numbers of the marked content that shows it, and over how many columns and rows it reaches.

    ``again`` says that it stands for one that was met before, to the left or above.
    """

    marks: list[int] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    head: bool = False
    again: bool = False


def cell_of(tag: Any, *, head: bool) -> TaggedCell:
    """Return the cell that a tag begins."""
    return TaggedCell(columns=_span(tag, b"ColSpan"), rows=_span(tag, b"RowSpan"), head=head)


def laid_out(rows: Iterable[list[TaggedCell]]) -> Iterable[list[TaggedCell]]:
    """Go through one table's rows with a cell for each column.

    >>> both, figure = TaggedCell([1], rows=2), TaggedCell([2])
    >>> [[cell.marks for cell in row] for row in laid_out([[both, figure], [figure]])]
    [[[1], [2]], [[1], [2]]]
    """
    above: dict[int, TaggedCell] = {}
    for row in rows:
        if len(row) == 1 and not above:
            # A cell over the whole table names the rows below.
            yield row
            continue
        cells: list[TaggedCell] = []
        below: dict[int, TaggedCell] = {}
        for cell in row:
            _reach_down(cells, above, below)
            room = max(1, MOST_COLUMNS - len(cells))
            for offset in range(min(cell.columns, room)):
                if cell.rows > 1:
                    below[len(cells)] = replace(cell, rows=cell.rows - 1, again=True)
                cells.append(replace(cell, again=True) if offset else cell)
        _reach_down(cells, above, below)
        above = below
        yield cells


def _reach_down(cells: list[TaggedCell], above: dict[int, TaggedCell], below: dict[int, TaggedCell]) -> None:
    """Add the cells that reach down from the rows above into the next columns."""
    while (cell := above.get(len(cells))) is not None:
        if cell.rows > 1:
            below[len(cells)] = replace(cell, rows=cell.rows - 1)
        cells.append(cell)


def _span(tag: Any, name: bytes) -> int:
    number = ctypes.c_float()
    for index in range(min(pdfium.FPDF_StructElement_GetAttributeCount(tag), _MOST_ATTRIBUTES)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(tag, index)
        found = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name) if attribute else None
        if found and pdfium.FPDF_StructElement_Attr_GetNumberValue(found, number) and number.value >= 1:
            return int(min(number.value, MOST_COLUMNS))
    return 1
