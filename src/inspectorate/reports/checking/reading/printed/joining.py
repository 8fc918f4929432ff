"""Joins the lines of blocks into the text of passages: over hyphens, over columns and over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from inspectorate.reports.checking.model import CELL_END, Passage, Role, Where
from inspectorate.reports.checking.reading.lettering import RAISED_FIGURES, tidied
from inspectorate.reports.checking.reading.printed.blocks import Block
from inspectorate.reports.checking.reading.printed.letters import HYPHEN_AT_END
from inspectorate.reports.checking.reading.recognising import is_rating

_HYPHENS: Final = ("-", "\u2010", "\u2011", "\u00ad", HYPHEN_AT_END)
_CLOSE: Final = ("/", "\u2013", "\u2014")
"""Signs that no space follows where none stands before them: a line may end with them inside an address or a range."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST_PART: Final = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)$")
_FIRST_PART: Final = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS: Final = frozenset(
    {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty",
        "fifty", "sixty", "seventy", "eighty", "ninety", "half", "quarter", "third", "thirds", "fifths", "quarters",
        "tenths",
    }
)  # fmt: skip
_TAKE_HYPHENS: Final = frozenset({"decision", "evidence", "high", "multi", "self", "trauma", "user", "well"})
"""Words that stand before a hyphen far more often than a line's end parts them from a longer one."""
_MAY_TAKE_HYPHENS: Final = frozenset(
    {
        "anti", "care", "case", "co", "cross", "ex", "face", "follow", "full", "group", "inner", "large", "long", "low",
        "mid", "non", "out", "outward", "part", "post", "pre", "re", "risk", "short", "single", "small", "so", "sub",
        "third", "two", "under", "up", "whole", "year",
    }
)  # fmt: skip
"""Beginnings that do so where what follows is a word by itself: re-engage, but responders."""
_ADDRESS: Final = re.compile(r"(?:www\.|https?://|(?<!\S)\S+@)\S*$")
_REST_OF_ADDRESS: Final = re.compile(r"[^\s.,;/@]*[./@]\w")
_ENDED: Final = re.compile(rf"[.?!:;\u2026]['\")\]\u2019\u201d]*\s?{RAISED_FIGURES}*$")
_MARK_AT_START: Final = re.compile(rf"^({RAISED_FIGURES}+)\s*(?=\S)")
_LEADERS: Final = re.compile(r"(?:\s?\.){5,}\s?|(?:\s\.){3,}\s|(?:\s?\u2026){2,}\s?")
_BEGINS_ITEM: Final = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s")
_SAME_TYPE: Final = 0.05
_SAME_PLACE: Final = 6.0
_RATING_LINES: Final = 4


def passages_of(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """Return the passages that blocks make, numbered, each with its place and the heading above it."""
    joining = _Joining()
    for block in blocks:
        joining.add(block)
    joined = joining.done
    words = _vocabulary(joined)
    levels = _levels(joined)
    passages: list[Passage] = []
    section = ""
    tables: dict[int, int] = {}
    for block in joined:
        cells = [_LEADERS.sub("..... ", tidied(text_of(cell, words))).strip() for cell in block.cells]
        text = CELL_END.join(cells)
        if not any(sign.isalnum() for sign in text):
            # Dots that lead to a page's number, or a line drawn with letters.
            continue
        if block.role is Role.NOTE:
            text = _MARK_AT_START.sub(r"\1 ", text)
        where = Where(page=block.page, line=block.line, section=section, paragraph=len(passages) + 1)
        table = tables.setdefault(id(block.table), len(tables) + 1) if block.role is Role.ROW else 0
        level = (block.level or levels[_step(block)]) if block.role is Role.HEADING else 0
        passages.append(Passage(text, where, block.role, level, table, head=block.head))
        if block.role is Role.HEADING:
            section = text
    return tuple(passages)


def text_of(lines: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    r"""Return lines as running text.

    A hyphen at a line's end is kept where the author wrote it and dropped where only the line's end called for it. It
    is the author's between words for numbers, in an address, where the report writes the word with it inside some
    line, after a word that commonly takes one, and before a capital or a figure. Otherwise, before a small letter, it
    is dropped.

    >>> text_of(["for forty-", "six people the imple-", "mentation was well-", "led"])
    'for forty-six people the implementation was well-led'
    >>> text_of(["of high-", "quality"], frozenset({"high-quality"})), text_of(["18 July \u2013", "24 July"])
    ('of high-quality', '18 July \u2013 24 July')
    """
    # What stands before the last space no later line can change: looked at anew for each, a long text would never end.
    done: list[str] = []
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalnum() and line[:1].isalnum():
            text = text[:-1] + ("-" if _is_kept(text[:-1], line, soft=text[-1] == "\u00ad", words=words) else "") + line
        elif _REST_OF_ADDRESS.match(line) and _ADDRESS.search(text):
            text = _plain(text) + line
        elif text.endswith(_CLOSE) and len(text) > 1 and not text[-2].isspace() and line[:1].isalnum():
            text += line
        else:
            text = f"{_plain(text)} {line}"
        before, space, text = text.rpartition(" ")
        done += (before, space)
    return _plain("".join([*done, text]))


def _plain(text: str) -> str:
    return text.replace(HYPHEN_AT_END, "-")


def _is_kept(before: str, after: str, *, soft: bool, words: frozenset[str]) -> bool:
    if _ADDRESS.search(before):
        return True
    first, second = _LAST_PART.search(before), _FIRST_PART.match(after)
    if first is None or second is None or not second[0][0].islower():
        # Before a figure or a capital nobody parts a word.
        return not soft or first is None
    start, end = first[1].lower(), second[0].lower()
    last = start.rsplit("-", 1)[-1]
    if f"{start}-{end}" in words or f"{last}-{end}" in words:
        return True
    if soft or f"{last}{end}" in words:
        return False
    if last in _TAKE_HYPHENS or (last in _MAY_TAKE_HYPHENS and end in words):
        return True
    return (last in _NUMBER_WORDS and end not in {"teen", "ty"}) or end in _NUMBER_WORDS


def _vocabulary(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the words of the report that no line's end parts."""
    words: set[str] = set()
    for block in blocks:
        for cell in block.cells:
            parted = False
            for line in cell:
                found = [word.lower() for word in _WORD.findall(line)]
                ends = line.endswith(_HYPHENS)
                words.update(found[parted : len(found) - ends])
                parted = ends
    return frozenset(words)


@dataclass
class _Joining:
    """Joins what goes on over a column's or a page's end: sentences, and tables; notes stand behind the sentence.

    ``body`` is the place of the latest block that is no note, and ``note`` that of the latest note, -1 before any.
    """

    done: list[Block] = field(default_factory=list)
    body: int = -1
    note: int = -1
    heads: list[list[str]] = field(default_factory=list)
    same: dict[int, object] = field(default_factory=dict)

    def add(self, block: Block) -> None:
        """Take the next block."""
        before = self.done[self.body] if self.body >= 0 else None
        if block.role is Role.ROW:
            row = self._row(block, before)
            if row is not None:
                self._append(row)
        elif self.note >= 0 and _goes_on_as_note(self.done[self.note], block, last=self.note == len(self.done) - 1):
            note = self.done[self.note]
            self.done[self.note] = replace(note, cells=[note.cells[0] + block.cells[0]])
        elif before is not None and block.opens and _goes_on(before, block):
            self.done[self.body] = replace(before, cells=[before.cells[-1] + block.cells[0]], full=block.full)
        else:
            self._append(block)

    def _row(self, found: Block, before: Block | None) -> Block | None:
        """Return a row as one of the table that it goes on with; None where it is a head again, or ends a row."""
        block = replace(found, table=self.same.get(id(found.table), found.table))
        if before is not None and _is_same_table(before, block, self.heads):
            self.same[id(found.table)] = before.table
            block = replace(block, table=before.table)
            if block.head or _words_of(block) in self.heads:
                return None
            if before.page != block.page and _goes_on_as_row(before, block):
                self.done[self.body] = _row_joined(before, block)
                return None
        elif before is None or before.table is not block.table:
            self.heads = []
        if block.head:
            self.heads.append(_words_of(block))
        return block

    def _append(self, block: Block) -> None:
        if block.role is Role.NOTE:
            self.note = len(self.done)
        else:
            self.body = len(self.done)
        self.done.append(block)


def _words_of(row: Block) -> list[str]:
    return [" ".join(cell) for cell in row.cells]


def _is_same_table(before: Block, block: Block, heads: list[list[str]]) -> bool:
    if before.role is not Role.ROW or before.table is block.table or before.page == block.page:
        return before.table is block.table and before.page != block.page
    if abs(before.left - block.left) > _SAME_PLACE or len(before.cells) < len(block.cells):
        return False
    if len(before.cells) != len(block.cells) and not _goes_on_as_row(before, block):
        return False
    return not block.head or _words_of(block) in heads


def _goes_on_as_row(before: Block, block: Block) -> bool:
    """Say whether a row only goes on with the row that a page's end broke: in the middle of a sentence."""
    pairs = [(old, new) for old, new in zip(before.cells, block.cells, strict=False) if new]
    first_old, first_new = pairs[0] if pairs else ([], [])
    if not first_new or not first_new[0][:1].islower() or not first_old or _ENDED.search(first_old[-1]):
        return False
    return (
        len(block.cells) < len(before.cells)
        or len(pairs) < len(block.cells)
        or all(new[0][:1].islower() for _, new in pairs)
    )


def _row_joined(before: Block, block: Block) -> Block:
    rest = [*block.cells, *[[]] * (len(before.cells) - len(block.cells))]
    return replace(before, cells=[old + new for old, new in zip(before.cells, rest, strict=True)])


def _goes_on_as_note(note: Block, block: Block, *, last: bool) -> bool:
    """Say whether a block goes on with the latest note, which broke off; ``last`` says that nothing is between them."""
    if block.role not in (Role.PARAGRAPH, Role.NOTE) or not block.text[:1].islower():
        return False
    same_type = abs(note.size - block.size) <= _SAME_TYPE * block.size
    near = block.page - note.page <= 1 and (block.role is Role.NOTE or last)
    return same_type and near and not _ENDED.search(note.text)


def _goes_on(before: Block, block: Block) -> bool:
    """Say whether a block that opens a page or column goes on with the sentence before it."""
    if before.role not in (Role.PARAGRAPH, Role.ITEM) or block.role not in (Role.PARAGRAPH, Role.ITEM) or block.signed:
        return False
    if before.bold != block.bold or abs(before.size - block.size) > _SAME_TYPE * block.size:
        return False
    text, after = " ".join(before.cells[0][-_RATING_LINES:]), block.text
    if is_rating(text) or is_rating(after):
        return False
    if text.endswith(HYPHEN_AT_END):
        return True
    if _ENDED.search(text):
        return False
    return after[:1].islower() or (before.full and _BEGINS_ITEM.match(after) is None)


def _step(block: Block) -> tuple[float, bool]:
    return (round(block.size * 2) / 2, block.bold)


def _levels(blocks: Sequence[Block]) -> dict[tuple[float, bool], int]:
    """Return the level of each kind of heading that no tag gives one: the larger the type, the higher."""
    steps = {_step(block) for block in blocks if block.role is Role.HEADING}
    return {step: min(place, 6) for place, step in enumerate(sorted(steps, reverse=True), 1)}
