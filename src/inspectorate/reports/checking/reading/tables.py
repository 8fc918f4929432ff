"""Tables as rows of cells: spans are laid out, and a table that only places words on the page is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from inspectorate.reports.checking.model import Role
from inspectorate.reports.checking.reading.drafts import Draft
from inspectorate.reports.checking.reading.recognising import ends_in_figure, is_head

MOST_COLUMNS = 500
"""No table of a report is wider; a span past it is cut, so that it cannot fill the memory."""
_MOST_CARRIED = 200_000
"""How many cells of a table may be filled from above before that ends, for the same reason."""


@dataclass(slots=True)
class Cell:
    """A cell as it is met: what stands in it, and over how many columns and rows; 0 rows mean down to the table's end.

    ``head`` says that it names its row or column; ``goes_on`` that it continues the cell above.
    """

    head: bool = False
    columns: int = 1
    rows: int = 1
    goes_on: bool = False
    drafts: list[Draft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the cell's words; a table within it is not among them."""
        return " ".join(draft.text for draft in self.drafts if draft.role is not Role.ROW)

    @property
    def is_repeated(self) -> bool:
        """Say whether the cell names what it spans, so that it is read with each row and column of it.

        Figures are read once, where they stand, or they would be counted twice.
        """
        return self.head or not any(sign.isdigit() for sign in self.text)


@dataclass(slots=True)
class Row:
    """A row of cells; ``head`` says that the format names it a row of column heads."""

    head: bool = False
    line: int | None = None
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table while it is read.

    ``placing`` says that the format gives it no meaning as a table, ``pairs`` that it is a list of names and values,
    which has no column heads and is no table either where a value has several paragraphs.
    """

    placing: bool = False
    pairs: bool = False
    rows: list[Row] = field(default_factory=list)
    captions: list[Draft] = field(default_factory=list)

    def drafts(self) -> Iterator[Draft]:
        """Go through the caption and the rows, each followed by the tables within it.

        A table of one column, or with headings and their text inside its cells, only places words: its content is
        given as if the table were not there.
        """
        yield from self.captions
        if self._only_places():
            for row in self.rows:
                for cell in row.cells:
                    yield from cell.drafts
            return
        rows = list(self._laid_out())
        heads = self._heads([cells for _, cells in rows])
        for (row, cells), head in zip(rows, heads, strict=True):
            if any(cell.strip() for cell in cells):
                yield Draft("", Role.ROW, line=row.line, table=self, head=head, cells=cells)
            for cell in row.cells:
                yield from (draft for draft in cell.drafts if draft.role is Role.ROW)

    def _only_places(self) -> bool:
        if self.placing or all(len(row.cells) <= 1 for row in self.rows):
            return True
        cells = [cell for row in self.rows for cell in row.cells]
        if self.pairs:
            return any(len(cell.drafts) > 1 for cell in cells)
        if any(cell.head for cell in cells) or any(row.head for row in self.rows):
            return False
        return any(
            len(cell.drafts) > 1 and any(draft.role in (Role.HEADING, Role.ROW) for draft in cell.drafts)
            for cell in cells
        )

    def _laid_out(self) -> Iterator[tuple[Row, tuple[str, ...]]]:
        """Go through the rows with one text for each column."""
        carried: dict[int, tuple[Cell, int]] = {}
        above: list[Cell] = []
        filled = 0
        for row in self.rows:
            if len(row.cells) == 1 and row.cells[0].rows == 1 and not row.cells[0].goes_on and not carried:
                # a cell over the whole table names the rows below
                above = row.cells
                yield row, (row.cells[0].text,)
                continue
            grid = _Grid(carried if filled < _MOST_CARRIED else {}, above)
            for cell in row.cells:
                grid.place(cell)
            grid.finish()
            filled += len(carried)
            carried, above = grid.below, grid.cells
            yield row, tuple(grid.texts)

    def _heads(self, rows: list[tuple[str, ...]]) -> list[bool]:
        """Return for each row whether it holds column heads."""
        marked = [row.head for row in self.rows]
        if self.pairs:
            return marked
        if not any(marked):
            for place, row in enumerate(self.rows):
                if not row.cells or not all(cell.head for cell in row.cells):
                    break
                marked[place] = True
        if not any(marked) and len(rows) > 1:
            figures = [bool(row) and ends_in_figure(row[-1]) for row in rows]
            marked[0] = bool(rows[0]) and is_head(rows[0]) and any(figures[1:])
        return marked


class _Grid:
    """One row being laid out, below what the rows above it reach down with."""

    def __init__(self, carried: dict[int, tuple[Cell, int]], above: list[Cell]) -> None:
        self.carried = carried
        self.above = above
        self.below: dict[int, tuple[Cell, int]] = {}
        self.cells: list[Cell] = []
        self.texts: list[str] = []

    def place(self, cell: Cell) -> None:
        """Put a cell where the next free column is."""
        self._fill()
        column = len(self.texts)
        if cell.goes_on and column < len(self.above):
            cell = Cell(self.above[column].head, cell.columns, drafts=self.above[column].drafts)
            first = False
        else:
            first = True
        text = cell.text
        for offset in range(min(cell.columns, MOST_COLUMNS - column)):
            self.texts.append(text if (first and offset == 0) or cell.is_repeated else "")
            self.cells.append(cell)
            if cell.rows != 1:
                self.below[column + offset] = (cell, cell.rows - 1)

    def finish(self) -> None:
        """Fill the columns to the right of the last cell that rows above reach down into."""
        last = max(self.carried, default=-1)
        while len(self.texts) <= last:
            self._fill()
            if len(self.texts) <= last:
                self.texts.append("")
                self.cells.append(Cell())

    def _fill(self) -> None:
        while held := self.carried.get(len(self.texts)):
            cell, left = held
            if left != 1:
                self.below[len(self.texts)] = (cell, left - 1)
            self.texts.append(cell.text if cell.is_repeated else "")
            self.cells.append(cell)
