"""Values that are wrong in many rows, told once each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts the rows in which a column holds a value, and remembers the first of them."""

    _rows: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def count(self, line: int, column: str, value: str) -> None:
        """Count a row."""
        first, number = self._rows.get((column, value), (line, 0))
        self._rows[column, value] = (first, number + 1)

    def __iter__(self) -> Iterator[tuple[str, str, int, str]]:
        """Go through the column, the value, the line where it stands first, and a sentence about the other rows."""
        for (column, value), (first, number) in self._rows.items():
            more = "1 more row" if number == 2 else f"{number - 1:,} more rows"  # noqa: PLR2004 - one beside the first
            yield column, value, first, f" It stands in {more}." if number > 1 else ""
