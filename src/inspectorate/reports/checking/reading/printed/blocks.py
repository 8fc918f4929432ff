"""Puts lines together into headings, paragraphs, items, footnotes and rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from inspectorate.reports.checking.model import Role
from inspectorate.reports.checking.reading.lettering import RAISED_FIGURES
from inspectorate.reports.checking.reading.printed.columns import Piece
from inspectorate.reports.checking.reading.printed.grids import Grid
from inspectorate.reports.checking.reading.printed.letters import HYPHEN_AT_END, SUPERSCRIPT
from inspectorate.reports.checking.reading.printed.lines import Line, line_of, rows_of
from inspectorate.reports.checking.reading.recognising import is_dotted, is_rating, is_title, numbered_depth

SIGNS: Final = frozenset("•◦▪▫‣\N{HYPHEN BULLET}∙●○■□◆◇➢➤►▶✓✔❖§\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06f")
"""Signs that begin an item whatever stands around them."""
_DASHES: Final = frozenset("-\N{EN DASH}\N{EM DASH}*o·")
"""Signs that begin an item only if a wide space follows: they are also words, or stand within a sentence."""
_WIDE: Final = 0.42
_SIGN_ROOM: Final = 5.0
_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]")
_ENDED: Final = re.compile(rf"[.?!:;\u2026]['\")\]\u2019\u201d]*{RAISED_FIGURES}*$")
_OTHER_SIZE: Final = 0.07
_LEADING: Final = 1.75
_WIDER: Final = 1.24
_SAME_ROW: Final = 0.5
_INDENT: Final = 0.7
_HANGING: Final = 4.5
_SPACE: Final = 0.25
_SLACK: Final = 0.025
_LARGE: Final = 1.12
_SMALL: Final = 0.94
_LONGEST_HEADING: Final = 160
_HEADING_LINES: Final = 4
_BOLD_LINES: Final = 2
_CAPTION: Final = re.compile(r"(?:table|figure|chart)\s+\w{1,4}\b", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d\s*%|\d\s*/\s*\d|per ?cent\b")
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_NOTE: Final = re.compile(rf"(?:{RAISED_FIGURES}+|[*†‡]+)\s*(?=\S)")
_PLAIN_NOTE: Final = re.compile(r"(\d{1,3})\s+(?=\S)")


@dataclass(slots=True)
class Block:
    """One passage on one page, before its lines are joined into text.

    ``cells`` holds the lines of each cell, and one cell where it is no row. ``full`` says that its last line reaches
    the margin, so that a sentence may go on elsewhere; ``opens`` that it is the first of a page or column, ``signed``
    that it has the sign or number of an item.
    """

    page: int
    role: Role
    cells: list[list[str]]
    top: float = 0.0
    left: float = 0.0
    size: float = 0.0
    bold: bool = False
    level: int = 0
    line: int = 0
    lines: int = 1
    table: object = None
    head: bool = False
    full: bool = False
    opens: bool = False
    signed: bool = False

    @property
    def text(self) -> str:
        """Return its lines one after the other, for judging what it is."""
        return " ".join(line for cell in self.cells for line in cell)


def in_rows(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces from the top down, those of one line from left to right."""
    places: dict[int, tuple[float, float]] = {}
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    for row in rows_of(lines):
        places |= {id(line): (row[0].base, line.x0) for line in row}
    return sorted(pieces, key=lambda piece: places.get(id(piece), (piece.top, piece.x0)))


def with_signs(lines: Iterable[Line]) -> list[Line]:
    """Join the sign or number of an item with the words that stand behind it on the line."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and len(last.words) == 1
            and abs(line.base - last.base) < _SAME_ROW * max(line.size, last.size)
            and last.x1 <= line.x0 <= last.x1 + _SIGN_ROOM * line.size
            and (last.text in SIGNS or last.text in _DASHES or _NUMBER.fullmatch(last.text))
        ):
            joined[-1] = line_of([*last.words, *line.words])
        else:
            joined.append(line)
    return joined


def usual_size(lines: Iterable[Line]) -> float:
    """Return the size of type that most letters of a report have."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes.items(), key=lambda item: item[1])[0] if sizes else 1.0


def blocks_of(flow: Sequence[Piece], *, page: int, usual: float, marks: frozenset[str] = frozenset()) -> list[Block]:
    """Return one column's pieces as blocks, from the top down; ``marks`` are the marks of footnotes in its page."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for piece in flow:
        if isinstance(piece, Line):
            lines.append(piece)
        else:
            blocks += _texts(lines, page=page, usual=usual, marks=marks)
            blocks += rows_of_grid(piece, page=page)
            lines = []
    blocks += _texts(lines, page=page, usual=usual, marks=marks)
    if blocks:
        blocks[0].opens = True
    return blocks


def rows_of_grid(grid: Grid, *, page: int) -> list[Block]:
    """Return a table's rows as blocks that share the table."""
    blocks = []
    for place, row in enumerate(grid.rows):
        lines = [line for cell in row for line in cell]
        blocks.append(
            Block(
                page=page,
                role=Role.ROW,
                cells=[[line.text for line in cell] for cell in row if cell or not _is_title_row(row)],
                top=min(line.top for line in lines),
                left=grid.x0,
                size=lines[0].size,
                lines=max(len(cell) for cell in row),
                table=grid,
                head=place < grid.heads and sum(bool(cell) for cell in row) > 1,
            )
        )
    return blocks


def _is_title_row(row: list[list[Line]]) -> bool:
    """Say whether a row is one bold line over its columns, which names the rows below."""
    lines = [line for cell in row for line in cell]
    return len(row) > 2 and len(lines) == 1 and lines[0].bold and bool(row[0])  # noqa: PLR2004 - a question may lack its figure


def _texts(lines: list[Line], *, page: int, usual: float, marks: frozenset[str]) -> list[Block]:
    margin = max((line.x1 for line in lines), default=0.0)
    blocks = [_block(group, page=page, usual=usual, margin=margin) for group in _paragraphs(lines, usual)]
    after_note = False
    last_full = max((place for place, block in enumerate(blocks) if block.size > _SMALL * usual), default=-1)
    for place, block in enumerate(blocks):
        # Small type at the foot that begins in the middle of a sentence goes on with a note begun before.
        after_note |= place == last_full + 1 and block.text[:1].islower()
        block.role = _role(block, usual=usual, marks=marks, after_note=after_note)
        after_note = block.role is Role.NOTE
    return blocks


def _paragraphs(lines: list[Line], usual: float) -> list[list[Line]]:
    """Part lines into paragraphs."""
    groups: list[list[Line]] = []
    for run in _runs(lines):
        right = max(line.x1 for line in run)
        left = min(line.x0 for line in run)
        leading = _leading(run)
        group = [run[0]]
        for above, line in pairwise(run):
            if _begins(line, group, above=above, leading=leading, margins=(left, right), usual=usual):
                groups.append(group)
                group = []
            group.append(line)
        groups.append(group)
    return groups


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Part lines where the type changes, a gap opens, or they no longer stand under one another."""
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        if (
            last is None
            or abs(line.size - last.size) > _OTHER_SIZE * max(line.size, last.size)
            or line.bold != last.bold
            or not _SAME_ROW * line.size < line.base - last.base <= _LEADING * line.size
            or line.x0 > last.x1
            or line.x1 < last.x0
        ):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _leading(run: list[Line]) -> float:
    gaps = sorted(below.base - above.base for above, below in pairwise(run))
    return gaps[0] if gaps else 0.0


def _begins(
    line: Line, group: list[Line], *, above: Line, leading: float, margins: tuple[float, float], usual: float
) -> bool:
    """Say whether a line begins a paragraph of its own."""
    if line.base - above.base > _WIDER * leading or _stands_alone(line, above) or _stands_alone(above, None):
        return True
    if is_dotted(above.text) or sign_of(line):
        return True
    if _is_numbered(line) and (_ENDED.search(above.text) is not None or _is_next(line, group[0])):
        return True
    goes_on = line.text[:1].islower() and _ENDED.search(above.text) is None
    if above.text.endswith(HYPHEN_AT_END):
        return False
    step = line.x0 - above.x0
    if abs(line.middle - above.middle) > 2:  # noqa: PLR2004 - lines that are centred begin where they like
        is_item = bool(sign_of(group[0])) or _is_numbered(group[0])
        if step > _INDENT * line.size and not (is_item and len(group) == 1 and step < _HANGING * line.size):
            return not goes_on
        if step < -_INDENT * line.size and (len(group) > 1 or is_item or step < -_HANGING * line.size):
            return not goes_on
    if goes_on or line.size >= _LARGE * usual:
        return False
    left, right = margins
    room = right - above.x1 - _SPACE * line.size - _SLACK * (right - left)
    first = line.words[0]
    return room > first.x1 - first.x0


def _stands_alone(line: Line, above: Line | None) -> bool:
    """Say whether a line is a rating, and not the end of a sentence that names one."""
    return line.text[0].isupper() and is_rating(line.text) and (above is None or _ENDED.search(above.text) is not None)


def sign_of(line: Line) -> str:
    """Return the sign by which a line begins an item of a list, or nothing."""
    first = line.words[0]
    if first.text[0] in SIGNS:
        return first.text[0]
    if first.text in _DASHES and len(line.words) > 1 and line.words[1].x0 - first.x1 > _WIDE * line.size:
        return first.text
    return ""


def _is_numbered(line: Line) -> bool:
    first = line.words[0]
    return (
        len(line.words) > 1
        and _NUMBER.fullmatch(first.text) is not None
        and line.words[1].x0 - first.x1 > _SPACE * 0.6 * line.size
    )


def _is_next(line: Line, first: Line) -> bool:
    """Say whether the number of a line is the next after that of an item's first line."""
    if not _is_numbered(first):
        return False
    number, before = (one.words[0].text.strip("(.)") for one in (line, first))
    if number.isdigit() and before.isdigit():
        return int(number) == int(before) + 1
    return len(number) == len(before) == 1 and ord(number) == ord(before) + 1


def _block(lines: list[Line], *, page: int, usual: float, margin: float) -> Block:
    texts = [line.text for line in lines]
    role = Role.PARAGRAPH
    sign = sign_of(lines[0])
    if sign:
        texts[0] = texts[0][len(sign) :].lstrip()
        role = Role.ITEM
    elif _is_numbered(lines[0]) and not is_dotted(texts[-1]) and lines[0].size < _LARGE * usual and not lines[0].bold:
        role = Role.ITEM
    last = lines[-1]
    return Block(
        page=page,
        role=role,
        cells=[[text for text in texts if text]],
        top=lines[0].top,
        left=lines[0].x0,
        size=lines[0].size,
        bold=all(line.bold for line in lines),
        lines=len(lines),
        signed=role is Role.ITEM,
        full=margin - last.x1 < _full_room(last),
    )


def _full_room(line: Line) -> float:
    """Return how much of a line may be left empty for want of room: a word of a dozen letters."""
    return 6 * line.size


def _role(block: Block, *, usual: float, marks: frozenset[str], after_note: bool) -> Role:
    text = block.text
    small = block.size <= _SMALL * usual
    if block.role is not Role.ITEM or small:
        if _NOTE.match(text):
            return Role.NOTE
        plain = _PLAIN_NOTE.match(text)
        if small and plain and plain[1].translate(SUPERSCRIPT) in marks:
            block.cells[0][0] = plain[1].translate(SUPERSCRIPT) + block.cells[0][0][len(plain[1]) :]
            return Role.NOTE
        if small and after_note and not _CAPTION.match(text):
            return Role.NOTE
    return Role.HEADING if block.role is Role.PARAGRAPH and is_heading(block, usual=usual) else block.role


def is_heading(block: Block, *, usual: float) -> bool:
    """Say whether a block's type sets it off as a heading: larger than the text, or bold and worded as a title."""
    text = block.text
    if (
        block.lines > _HEADING_LINES
        or is_rating(text)
        or len(text) > _LONGEST_HEADING
        or _CAPTION.match(text)
        or _FIGURE.search(text)
        or not _WORD.search(text)
    ):
        return False
    if block.size >= _LARGE * usual:
        return not text.endswith((".", ",", ";", "\u201d", "\u2019")) or bool(numbered_depth(text) and block.lines == 1)
    return block.bold and block.size >= 0.97 * usual and block.lines <= _BOLD_LINES and is_title(text)
