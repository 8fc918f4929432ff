"""How wide a table's columns are on a page, where they have to share one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from inspectorate.reports.document import Table
from inspectorate.reports.outputs.lettering import text_width, wrap

# A longer word, such as a digest, is broken rather than given the room that it asks for.
_WIDEST_WORD: Final = 0.28
_WIDEST_TITLE: Final = 0.17
# A short text, such as a rating, stays on its line as a number does, where no text is long enough to need the room.
_SHORT_TEXT: Final = 0.26
_TAKEN_BY_SHORT_TEXTS: Final = 0.75
_LONGEST_LINES: Final = 2
_HALVINGS: Final = 30
_MIXTURES: Final = 4


def column_widths(table: Table, *, line: float, size: float, margins: float) -> tuple[float, ...]:
    """Return the columns' widths, which together are ``line``; all in the unit of the font size ``size``.

    ``margins`` is what a cell leaves empty left and right together. Where there is too little room columns give
    way, none below its longest word, so that the table becomes as short as may be; where there is too much, those that
    are not numeric take it.
    """
    least: list[float] = []
    whole: list[float] = []
    natural: list[float] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        title = text_width(column.title, size=size, bold=True)
        widest = max((text_width(cell, size=size) for cell in cells), default=0.0)
        word = min(max(_word_widths(column.title, cells, size), default=0.0), line * _WIDEST_WORD)
        if column.numeric:
            # A number stays on its line; a long title takes two.
            word = max(word, min(widest, line * _WIDEST_WORD))
            title = title if title <= line * _WIDEST_TITLE else title / 2
        least.append(word + margins)
        whole.append(max(word, widest if widest <= line * _SHORT_TEXT else 0.0) + margins)
        natural.append(max(word, min(max(widest, title), line * _LONGEST_LINES)) + margins)
    if sum(natural) <= line:
        return _stretched(natural, [not column.numeric for column in table.columns], line)
    if sum(least) >= line:
        return tuple(width * line / sum(least) for width in least)
    if sum(whole) <= line * _TAKEN_BY_SHORT_TEXTS and max(natural) < line * _LONGEST_LINES:
        least = whole
    capped, shared = _capped(least, natural, line), _shared(least, natural, line)
    mixtures = [
        tuple(
            first * part / _MIXTURES + second * (1 - part / _MIXTURES)
            for first, second in zip(capped, shared, strict=True)
        )
        for part in range(_MIXTURES, -1, -1)
    ]
    return min(mixtures, key=lambda widths: sum(row_lines(table, widths, size=size, margins=margins)))


def row_lines(table: Table, widths: Sequence[float], *, size: float, margins: float) -> tuple[int, ...]:
    """Return about how many lines each row takes, the header first."""
    titles = tuple(column.title for column in table.columns)
    return tuple(
        max(
            (len(wrap(cell, width=width - margins, size=size)) for cell, width in zip(row, widths, strict=True)),
            default=1,
        )
        for row in (titles, *table.rows)
    )


def _word_widths(title: str, cells: Iterable[str], size: float) -> Iterable[float]:
    yield from (text_width(word, size=size, bold=True) for word in title.split())
    yield from (text_width(word, size=size) for cell in cells for word in cell.split())


def _stretched(natural: list[float], stretching: list[bool], line: float) -> tuple[float, ...]:
    over = line - sum(natural)
    taking = [
        width if stretches or not any(stretching) else 0.0 for width, stretches in zip(natural, stretching, strict=True)
    ]
    whole = sum(taking) or 1.0
    return tuple(width + over * part / whole for width, part in zip(natural, taking, strict=True))


def _capped(least: list[float], natural: list[float], line: float) -> tuple[float, ...]:
    """Let only the widest columns give way: find the width that none may pass. Good where most texts are short."""
    low, high = 0.0, max(natural)
    for _ in range(_HALVINGS):
        most = (low + high) / 2
        together = sum(max(floor, min(width, most)) for floor, width in zip(least, natural, strict=True))
        low, high = (most, high) if together <= line else (low, most)
    return tuple(max(floor, min(width, low)) for floor, width in zip(least, natural, strict=True))


def _shared(least: list[float], natural: list[float], line: float) -> tuple[float, ...]:
    """Let all columns give way by how much they ask for. Good where one text is far longer than the others."""
    share = (line - sum(least)) / (sum(natural) - sum(least))
    return tuple(low + (high - low) * share for low, high in zip(least, natural, strict=True))
