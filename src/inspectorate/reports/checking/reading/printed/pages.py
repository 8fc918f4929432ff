"""Reads a whole PDF that pdfium has opened into passages: by tags where they hold the text, by its look elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from inspectorate.reports.checking.model import Passage, Role
from inspectorate.reports.checking.reading.drafts import MOST_LETTERS
from inspectorate.reports.checking.reading.lettering import RAISED_FIGURES
from inspectorate.reports.checking.reading.printed.aligned import aligned_tables
from inspectorate.reports.checking.reading.printed.blocks import (
    Block,
    blocks_of,
    in_rows,
    is_heading,
    usual_size,
    with_signs,
)
from inspectorate.reports.checking.reading.printed.columns import Piece, flows, gutters_of
from inspectorate.reports.checking.reading.printed.joining import passages_of
from inspectorate.reports.checking.reading.printed.letters import Page, Rule, Word, has_image, read_letters, read_rules
from inspectorate.reports.checking.reading.printed.lines import Line, line_of, lines_of
from inspectorate.reports.checking.reading.printed.margins import running_lines
from inspectorate.reports.checking.reading.printed.ruled import ruled_tables
from inspectorate.reports.checking.reading.printed.tags import Tags, has_tags, in_order, read_tags, tagged_blocks

_HELD: Final = 0.85
_SOME: Final = 0.2
_ARTIFACTS: Final = 0.5
_TEXTLESS: Final = 10
_NEARLY_ALL: Final = 0.9
_MOSTLY: Final = 0.5
_MOST_RULES: Final = 1500
_MARKS: Final = re.compile(rf"{RAISED_FIGURES}+")


class TooMuchTextError(Exception):
    """Raised when a PDF holds more letters than a report has."""


class UnreadablePageError(Exception):
    """Raised when a page cannot be found or opened; its number is the argument."""


@dataclass(slots=True)
class _Read:
    """What was read of one page before the whole report is known."""

    page: Page
    words: list[Word]
    lines: list[Line]
    rules: list[Rule]
    tags: Tags


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF's passages, and the numbers of its pages that are pictures without text.

    Where most pages are, ``scanned`` is how many have no text, and nothing was read.
    """

    passages: tuple[Passage, ...]
    pictures: tuple[int, ...] = ()
    scanned: int = 0


def read_pages(
    document: Any, count: int, *, tags: bool = True, after_page: Callable[[], None] = lambda: None
) -> Reading:
    """Return what the pages of an opened PDF say; ``tags`` says whether to read by its tags where it has them.

    ``after_page`` is called after each page.

    Raises:
        TooMuchTextError: it holds more letters than a report has.
        UnreadablePageError: a page of it cannot be read: its numbers would be missed without a word.
    """
    tags = tags and has_tags(document)
    reads: list[_Read] = []
    pictures: list[int] = []
    letters = textless = 0
    for index in range(count):
        raw = pdfium.FPDF_LoadPage(document, index)
        if not raw:
            raise UnreadablePageError(index + 1)
        try:
            page = read_letters(raw, index + 1)
            letters += page.letters
            if letters > MOST_LETTERS:
                raise TooMuchTextError
            if page.letters < _TEXTLESS:
                textless += 1
                pictures += [page.number] if has_image(raw) else []
            if page.letters:
                reads.append(_read(raw, page, tags=tags))
        finally:
            pdfium.FPDF_ClosePage(raw)
        after_page()
    if len(pictures) >= _MOSTLY * count or (pictures and textless >= _NEARLY_ALL * count):
        return Reading((), scanned=textless)
    if letters < _TEXTLESS:
        return Reading(())
    return Reading(passages_of(_blocks(reads)), tuple(pictures))


def _read(raw: Any, page: Page, *, tags: bool) -> _Read:
    words = page.words
    own = [word for word in words if not word.artifact]
    if _letters(own) >= _ARTIFACTS * _letters(words):
        words = own
    named = read_tags(raw) if tags else Tags()
    if not _hold(named, words):
        named = Tags()
    rules = read_rules(raw, page) if named.name_nothing else []
    if len(rules) > _MOST_RULES:
        # A drawing, not a page of tables.
        rules = []
    return _Read(page, words, lines_of(words, rules=rules), rules, named)


def _hold(tags: Tags, words: list[Word]) -> bool:
    """Say whether a page's tags hold nearly all of its text; what stands in drawings may be outside them."""
    if tags.name_nothing:
        return False
    held = tags.held
    inside = _letters(word for word in words if word.mark in held)
    outside = _letters(word for word in words if word.mark >= 0 and word.mark not in held | tags.drawn)
    return inside >= _HELD * (inside + outside) and inside >= _SOME * _letters(words)


def _letters(words: Iterable[Word]) -> int:
    """Return how many letters words have; the dots that lead to a page's number are none."""
    return sum(len(word.text) for word in words if word.text != ".")


def _blocks(reads: list[_Read]) -> list[Block]:
    """Return the blocks of all pages in reading order."""
    running = running_lines([(read.page.height, read.lines) for read in reads])
    dropped = {id(word) for read in reads for line in read.lines if id(line) in running for word in line.words}
    usual = usual_size(line for read in reads for line in read.lines)
    names_headings = any(read.tags.name_headings for read in reads)
    known = gutters_of([read.lines for read in reads if read.tags.name_nothing])
    found: list[Block] = []
    for read in reads:
        read.words = [word for word in read.words if id(word) not in dropped]
        blocks = _page_blocks(read, usual=usual, running=running, known=known)
        if not read.tags.name_nothing and not names_headings:
            for block in blocks:
                if block.role is Role.PARAGRAPH and is_heading(block, usual=usual):
                    block.role = Role.HEADING
        number = 1
        for block in blocks:
            block.line = number
            number += block.lines
        found += blocks
    return found


def _page_blocks(read: _Read, *, usual: float, running: set[int], known: list[float]) -> list[Block]:
    page = read.page
    if read.tags.name_nothing:
        lines = [line for line in read.lines if id(line) not in running]
        blocks = _seen_blocks(lines, read.rules, page=page, usual=usual, known=known)
    else:
        held = read.tags.held
        tagged = tagged_blocks(read.tags, read.words, page=page.number)
        rest = lines_of(word for word in read.words if word.mark not in held)
        # What no tag holds are mostly labels in drawings: no tables and no headings, whatever their type.
        others = [block for flow in flows(rest) for block in blocks_of(in_rows(flow), page=page.number, usual=usual)]
        for block in others:
            block.role = Role.PARAGRAPH if block.role is Role.HEADING else block.role
            block.opens = False
        blocks = list(in_order(tagged, others))
    for words in page.turned:
        blocks += _seen_blocks(lines_of(words), [], page=page, usual=usual)
    return blocks


def _seen_blocks(
    lines: list[Line], rules: list[Rule], *, page: Page, usual: float, known: Sequence[float] = ()
) -> list[Block]:
    """Return blocks by the look of the page: tables first, then columns, then tables without rules in each."""
    grids = ruled_tables(lines, rules)
    taken = {id(word) for grid in grids for line in grid.lines for word in line.words}
    free = [part for line in lines for part in _left(line, taken)]
    pieces: list[Piece] = [*grids, *with_signs(free)]
    marks = frozenset(mark for line in lines for mark in _MARKS.findall(line.text))
    blocks: list[Block] = []
    for flow in flows(pieces, known):
        tables = aligned_tables([piece for piece in flow if isinstance(piece, Line)])
        inside = {id(line) for grid in tables for line in grid.lines}
        kept: list[Piece] = [*tables, *(piece for piece in flow if id(piece) not in inside)]
        blocks += blocks_of(in_rows(kept), page=page.number, usual=usual, marks=marks)
    return blocks


def _left(line: Line, taken: set[int]) -> list[Line]:
    """Return what a table left of a line."""
    words = [word for word in line.words if id(word) not in taken]
    return [line] if len(words) == len(line.words) else [line_of(words)] if words else []
