"""Reads a report that is plain text: what each line is must be told from its look.

A paragraph may be one line or several of equal length. Rows are lines with tabs, or with a figure far to the right;
items begin with a sign or a number; a short line that stands alone is a heading, unless it is a rating.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from inspectorate.reports.checking.model import Report, Role
from inspectorate.reports.checking.reading.drafts import Bounds, Draft, report_of
from inspectorate.reports.checking.reading.lines import Line, goes_on, joined, plain_words, wrapped_width
from inspectorate.reports.checking.reading.recognising import (
    ends_in_figure,
    is_dotted,
    is_note,
    is_rating,
    is_title,
    numbered_depth,
)

_BULLET: Final = re.compile(r"(?:[-*+]|[\u2022\u2023\u2043\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u2219\u00b7])\s+(?=\S)")
_DASH: Final = re.compile(r"[\u2013\u2014]\s+(?=\S)")
_NUMBER: Final = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_HASHES: Final = re.compile(r"(#{1,6})\s+(.*)")
# What may repeat without end is not gone back over, which would take memory for each of its signs.
_RULE: Final = re.compile(r"([-=_*~])(?:\s?+\1){2,}+")
_TABLE_RULE: Final = re.compile(r"\|(?:\s?+:?+-++:?+\s?+\|)++")
_NOTE_LABEL: Final = re.compile(r"\[\^(\d{1,3})\]:?")
_SET_OFF: Final = re.compile(r"(\*\*|__)([^*_]+)\1")
_RATING_AT_END: Final = re.compile(r"(.*\S)\s+\*\*([^*]{1,40})\*\*\s*")
_GAP: Final = re.compile(r"[ \u00a0]{3,}")
_SMALL_GAP: Final = re.compile(r"[ \u00a0]{2,}")
_LAST_FIGURE: Final = re.compile(r"(.*\S)[ \u00a0]{2,}(\d[\d.,]*\s?%?)")
_LAST_CELL: Final = 40
_MOST_SPACED_CELLS: Final = 10
_TITLE_LEVEL: Final = 1
_LABEL_LEVEL: Final = 3
_LABEL_WORDS: Final = 8
_LONGEST_JOINED: Final = 50_000
MOST_LINES: Final = 200_000
_RAISED: Final = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def read_text(text: str, name: str) -> Report:
    """Read plain text into a report; ``name`` is its file's.

    Raises:
        ProblemsFound: it has no words, or more than a report has.
    """
    Bounds(name).lines(text, most=MOST_LINES)
    return report_of(drafts_of_text(text), name=name, format_name="text")


def drafts_of_text(text: str) -> list[Draft]:
    r"""Return the drafts of a text's passages in its order.

    >>> [(draft.role.value, draft.text) for draft in drafts_of_text("Strengths:\n- All 13\n  were good.\n\nGood")]
    [('heading', 'Strengths:'), ('item', 'All 13 were good.'), ('paragraph', 'Good')]
    """
    blocks = list(_blocks(text))
    width = wrapped_width(blocks)
    reader = _Reader(width)
    for place, block in enumerate(blocks):
        reader.read(block, following=blocks[place + 1][0] if place + 1 < len(blocks) else None)
    return [_finished(draft) for draft in _mended(reader.drafts)]


def _blocks(text: str) -> Iterator[list[Line]]:
    """Go through the runs of lines between empty lines."""
    block: list[Line] = []
    # only these end a line where an editor counts lines
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not raw.strip():
            if block:
                yield block
            block = []
            continue
        block.extend(_lines(number, raw))
    if block:
        yield block


def _lines(number: int, raw: str) -> Iterator[Line]:
    """Make the line of a file's line; a rating in bold at its end stands apart, as it does on the page."""
    words = raw.strip()
    if _TABLE_RULE.fullmatch(words):
        return
    length, indent = len(raw.rstrip()), len(raw) - len(raw.lstrip())
    if "**" in words and (found := _RATING_AT_END.fullmatch(words)) and is_rating(found[2]):
        yield Line(number, _reduced(found[1]), length, indent)
        yield Line(number, found[2].strip(), 0, indent, set_off=True)
    else:
        yield Line(number, _reduced(words), length, indent, _SET_OFF.fullmatch(words) is not None)


def _reduced(words: str) -> str:
    if "[^" in words:
        words = _NOTE_LABEL.sub(lambda label: label[1].translate(_RAISED), words)
    return plain_words(words)


@dataclass
class _Reader:
    """Reads block after block; ``open`` is the line that the last draft ends with, while more may join it."""

    width: int
    drafts: list[Draft] = field(default_factory=list)
    open: Line | None = None
    number: int = 0
    sign: str = ""

    def read(self, block: Sequence[Line], *, following: Line | None) -> None:
        """Read the lines between two empty ones; ``following`` is the first of the next block."""
        self.open = None
        self.sign = ""
        for place, line in enumerate(block):
            below = block[place + 1] if place + 1 < len(block) else following
            self._read_line(line, below, first=place == 0, alone=len(block) == 1)

    def _read_line(self, line: Line, below: Line | None, *, first: bool, alone: bool) -> None:
        words = line.words
        if _RULE.fullmatch(words):
            self._underline(words[0], first=first)
        elif hashes := _HASHES.fullmatch(words):
            self._add(Draft(hashes[2].rstrip("#").rstrip(), Role.HEADING, len(hashes[1]), line.number))
        elif cells := _cells(words):
            self._add_row(cells, line)
        elif is_dotted(words):
            self._add(Draft(words, line=line.number, contents=True))
        elif sign := _BULLET.match(words) or self._dash(words, first=first):
            self.sign = words[0]
            self._add(Draft(words[sign.end() :], Role.ITEM, line=line.number), line)
        elif is_note(words):
            self._add(Draft(words, Role.NOTE, line=line.number), line)
        elif (numbered := _NUMBER.match(words)) and self._counts(int(numbered[1]), first=first):
            self._read_numbered(line, int(numbered[1]), below)
        elif self._joins(line):
            self._join(line)
        elif self._is_heading(words, alone=alone, first=first):
            self._add(Draft(words, Role.HEADING, _level(words), line.number))
        else:
            self._add(Draft(words, line=line.number, set_off=line.set_off), line)

    def _add(self, draft: Draft, line: Line | None = None) -> None:
        self.drafts.append(draft)
        self.open = line

    def _dash(self, words: str, *, first: bool) -> re.Match[str] | None:
        """Return the dash that an item begins with: a line begins with it too where a sentence is wrapped."""
        goes_on_with_it = self.sign == words[:1] or (self.open is not None and self.open.words.endswith(":"))
        return _DASH.match(words) if first or goes_on_with_it else None

    def _counts(self, number: int, *, first: bool) -> bool:
        """Say whether a number at the start of a line numbers it, and does not belong to a sentence wrapped there."""
        return first or self.open is None or self.open.words.endswith(":") or number == self.number + 1

    def _read_numbered(self, line: Line, number: int, below: Line | None) -> None:
        next_number = _NUMBER.match(below.words) if below else None
        in_list = next_number is not None and int(next_number[1]) == number + 1
        last = self.drafts[-1] if self.drafts else None
        goes_on_list = number == self.number + 1 and last is not None and last.role is Role.ITEM
        if is_title(line.words) and not in_list and not goes_on_list:
            self._add(Draft(line.words, Role.HEADING, _level(line.words), line.number))
            return
        self.number = number
        self._add(Draft(line.words, Role.ITEM, line=line.number), line)

    def _joins(self, line: Line) -> bool:
        if self.open is None or line.set_off or self.open.set_off:
            return False
        last = self.drafts[-1]
        if len(last.text) > _LONGEST_JOINED:
            # No paragraph is as long: to write it anew with each of its lines would take ever longer.
            return False
        if last.role is Role.ITEM and line.indent > self.open.indent and not is_rating(line.words):
            return True
        if "\t" in last.text:
            return line.words[:1].islower() and not last.text.partition("\t")[0].endswith((".", "?", "!"))
        return goes_on(self.open, line, width=self.width)

    def _join(self, line: Line) -> None:
        last = self.drafts[-1]
        first_cell, tab, cells = last.text.partition("\t")
        self.drafts[-1] = replace(last, text=joined(first_cell, line.words) + tab + cells)
        # the words below an item's first line are indented as that line's words are, and tell no more of the item
        self.open = line if last.role is not Role.ITEM else replace(line, indent=self.open.indent if self.open else 0)

    def _add_row(self, cells: tuple[str, ...], line: Line) -> None:
        """Add a row; words above that lead into its first cell, or stand above its columns, belong to it."""
        last = self.drafts[-1] if self.drafts else None
        if last is not None and self.open is not None and last.role is Role.PARAGRAPH and "\t" not in last.text:
            heads = tuple(_SMALL_GAP.split(last.text))
            if len(heads) == len(cells) and len(cells) > 1:
                self.drafts[-1] = replace(last, text="\t".join(heads))
            elif cells[0][:1].islower() and not last.text.endswith((".", "?", "!", ":")):
                self.drafts.pop()
                cells = (joined(last.text, cells[0]), *cells[1:])
        self._add(Draft("\t".join(cells), line=line.number), line)

    def _underline(self, sign: str, *, first: bool) -> None:
        """Make a heading of the line above a line of signs."""
        if first or self.open is None or sign not in "=-" or not self.drafts:
            return
        last = self.drafts[-1]
        if last.role is Role.PARAGRAPH and "\t" not in last.text and is_title(last.text):
            self.drafts[-1] = replace(last, role=Role.HEADING, level=1 if sign == "=" else 2)
            self.open = None

    def _is_heading(self, words: str, *, alone: bool, first: bool) -> bool:
        if not is_title(words):
            return False
        if alone or numbered_depth(words):
            return True
        label = words.endswith(":") and len(words.split()) <= _LABEL_WORDS
        return label and (first or self.open is None or self.open.words[-1:] in ".?!")


def _level(words: str) -> int:
    """Return the level of a heading, of which plain text tells only that of a numbered one."""
    return numbered_depth(words) or (_LABEL_LEVEL if words.endswith(":") else _TITLE_LEVEL)


def _cells(words: str) -> tuple[str, ...]:
    """Return the cells of a line that is a row; none where it is not."""
    if "\t" in words:
        cells = tuple(cell.strip() for cell in re.split(r"\t+", words))
        number = re.fullmatch(r"(?:\d{1,3}(?:\.\d{1,2})*[.)]?|[-*+\u2022\u25aa\u25cf\u00b7\u2013]|#{1,6})", cells[0])
        return () if number and len(cells) <= 2 else cells  # noqa: PLR2004 - a number or sign and the words it stands before
    if words.startswith("|") and words.endswith("|") and words.count("|") > 2:  # noqa: PLR2004 - two cells have three
        return tuple(cell.strip() for cell in words.strip("|").split("|"))
    if "  " not in words and "\u00a0\u00a0" not in words:
        return ()
    cells = tuple(_GAP.split(words))
    if 1 < len(cells) <= _MOST_SPACED_CELLS and len(cells[-1]) <= _LAST_CELL and ends_in_figure(cells[-1]):
        return cells
    last = _LAST_FIGURE.fullmatch(words)
    return (last[1], last[2]) if last else ()


def _mended(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Go through the drafts with a sentence whole that footnotes at the foot of a page had cut in two."""
    held: list[Draft] = []
    for draft in drafts:
        if len(held) > 1 and draft.role is Role.PARAGRAPH and draft.text[:1].islower() and "\t" not in draft.text:
            held[0] = replace(held[0], text=joined(held[0].text, draft.text))
            continue
        if held and draft.role is Role.NOTE:
            held.append(draft)
            continue
        yield from held
        held = [draft] if _is_cut(draft) else []
        if not held:
            yield draft
    yield from held


def _is_cut(draft: Draft) -> bool:
    """Say whether a paragraph or an item ends before its sentence does."""
    if draft.role not in (Role.PARAGRAPH, Role.ITEM) or "\t" in draft.text or draft.contents:
        return False
    return draft.text[-1:].isalnum() or draft.text.endswith((",", "-", "\u2013"))


def _finished(draft: Draft) -> Draft:
    """Reduce what was marked over several lines, once they are joined."""
    return replace(draft, text=plain_words(draft.text)) if "](" in draft.text or "**" in draft.text else draft
