"""What every reader hands over before it is numbered: drafts of passages, and the report that is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.reports.checking.faults import (
    REPORT_ENDLESS_PASSAGE,
    REPORT_TOO_LONG,
    REPORT_TOO_MANY_PARTS,
    REPORT_WITHOUT_WORDS,
)
from inspectorate.reports.checking.model import CELL_END, Passage, Report, Role, Where
from inspectorate.reports.checking.reading.lettering import tidied
from inspectorate.reports.checking.reading.recognising import (
    BULLETS,
    is_dotted,
    is_head,
    is_note,
    is_rating,
    is_title,
)

MOST_LETTERS = 6_000_000
"""A report of 2,000 pages has five million."""
MOST_IN_PASSAGE = 100_000
MOST_PASSAGES = 200_000
"""A report of 2,000 pages has a fifth of them; more come only of a file that is no report."""
BREAK = "\n"
"""Stands in a draft's text where a new line begins inside a paragraph."""
MOST_CELLS = 2_000_000
MOST_ELEMENTS = 2_000_000
_SET_OFF_LEVEL = 6
_CONTENTS_LINES = 3
_PAGE_FIGURES = 5
_BULLET = re.compile(rf"[{BULLETS}]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage without its place in the report.

    ``table`` is any object that the rows of one table share. ``cells`` are a row's. ``set_off`` says that every word is
    bold, so that a short line of them is a heading although its format does not say so. ``contents`` says that it
    stands in a table of contents.
    """

    text: str
    role: Role = Role.PARAGRAPH
    level: int = 0
    line: int | None = None
    table: object = None
    head: bool = False
    cells: tuple[str, ...] = ()
    set_off: bool = False
    contents: bool = False


class Bounds:
    """How much of a report was read so far, so that a hostile file is refused before it fills the memory."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._letters = 0
        self._passages = 0
        self._cells = 0
        self._elements = 0

    def letters(self, count: int) -> None:
        """Count letters.

        Raises:
            ProblemsFound: they are more than a report has.
        """
        self._letters += count
        if self._letters > MOST_LETTERS:
            raise ProblemsFound([REPORT_TOO_LONG.at(Place(self._name), limit=f"{MOST_LETTERS:,}")])

    def passage(self) -> None:
        """Count a passage.

        Raises:
            ProblemsFound: they are more than a report has.
        """
        self._passages += 1
        if self._passages > MOST_PASSAGES:
            raise self._too_many(MOST_PASSAGES, "paragraphs, items and rows")

    def cell(self) -> None:
        """Count a cell of a table.

        Raises:
            ProblemsFound: they are more than a report has.
        """
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._too_many(MOST_CELLS, "cells of tables")

    def element(self) -> None:
        """Count an element of a web page or a Word document.

        Raises:
            ProblemsFound: they are more than a report has.
        """
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise self._too_many(MOST_ELEMENTS, "elements")

    def lines(self, text: str, *, most: int) -> None:
        """Count the lines of a text, before any is looked at.

        Raises:
            ProblemsFound: they are more than ``most``.
        """
        if max(text.count("\n"), text.count("\r")) >= most:
            raise self._too_many(most, "lines")

    def _too_many(self, limit: int, parts: str) -> ProblemsFound:
        return ProblemsFound([REPORT_TOO_MANY_PARTS.at(Place(self._name), limit=f"{limit:,}", parts=parts)])


def check_length(text: str, place: Place) -> None:
    """Look whether the text of a passage is no longer than that of any report.

    Raises:
        ProblemsFound: it is.
    """
    if len(text) > MOST_IN_PASSAGE:
        raise ProblemsFound([REPORT_ENDLESS_PASSAGE.at(place, limit=f"{MOST_IN_PASSAGE:,}")])


def parts_of(draft: Draft) -> Iterator[Draft]:
    r"""Part a draft where its line breaks part it: at an empty line, and around a line that is only a rating.

    >>> [part.text for part in parts_of(Draft("Planning is well-informed.\nGood"))]
    ['Planning is well-informed.', 'Good']
    >>> [part.text for part in parts_of(Draft("1 Bridge Street\nManchester"))]
    ['1 Bridge Street Manchester']
    """
    if BREAK not in draft.text:
        yield draft
        return
    for block in re.split(r"\n[ \t\u00a0]*\n", draft.text):
        lines = [line for line in block.split(BREAK) if line.strip()]
        if any(is_rating(line) for line in lines):
            yield from (replace(draft, text=line) for line in lines)
        elif lines:
            yield replace(draft, text=" ".join(lines))


def report_of(drafts: Iterable[Draft], *, name: str, format_name: str) -> Report:
    """Number the drafts and give each its section; ``format_name`` is the word for the format, such as HTML.

    Raises:
        ProblemsFound: there is more text than a report or a passage of it has, or not one word.
    """
    bounds = Bounds(name)
    passages: list[Passage] = []
    tables: dict[int, tuple[object, int]] = {}
    section = ""
    for draft in with_rows_of_tabs(drafts):
        bounds.letters(sum(map(len, draft.cells)) if draft.role is Role.ROW else len(draft.text))
        text = CELL_END.join(tidied(cell) for cell in draft.cells) if draft.role is Role.ROW else tidied(draft.text)
        if not text.strip():
            continue
        check_length(text, Place(name, draft.line))
        bounds.passage()
        role, level = _role(draft, text)
        if role is Role.PARAGRAPH and (sign := _BULLET.match(text)):
            role, text = Role.ITEM, text[sign.end() :]
        where = Where(line=draft.line, section=section, paragraph=len(passages) + 1)
        number = 0
        if role is Role.ROW:
            # the object is kept beside its number: its identity stands for it only while it lives
            number = tables.setdefault(id(draft.table), (draft.table, len(tables) + 1))[1]
        passages.append(Passage(text, where, role, level, number, head=draft.head))
        if role is Role.HEADING:
            section = text
    if not any(any(sign.isalnum() for sign in passage.text) for passage in passages):
        raise ProblemsFound([REPORT_WITHOUT_WORDS.at(Place(name))])
    return Report(name, format_name, tuple(passages))


def _role(draft: Draft, text: str) -> tuple[Role, int]:
    """Return what a draft is once its words are known, and its level as a heading."""
    if draft.role is Role.HEADING:
        return (Role.PARAGRAPH, 0) if is_rating(text) else (Role.HEADING, draft.level)
    if draft.role is Role.PARAGRAPH and not draft.contents:
        if is_note(text):
            return Role.NOTE, 0
        if draft.set_off and is_title(text):
            return Role.HEADING, _SET_OFF_LEVEL
    return draft.role, 0


def with_rows_of_tabs(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Make a table's rows of paragraphs whose words are parted by tabs, where they follow one another.

    Lines of contents, each with its page at the end, stay paragraphs.
    """
    run: list[Draft] = []
    for draft in drafts:
        tabbed = draft.role is Role.PARAGRAPH and "\t" in draft.text.strip()
        if tabbed:
            run.append(draft)
            continue
        yield from _rows(run)
        run = []
        yield draft
    yield from _rows(run)


def _rows(run: list[Draft]) -> Iterator[Draft]:
    rows = [tuple(cell.strip() for cell in re.split(r"\t+", draft.text.strip())) for draft in run]
    contents = any(is_dotted(draft.text) for draft in run) or _are_pages([cells[-1] for cells in rows])
    table = object()
    for place, (draft, cells) in enumerate(zip(run, rows, strict=True)):
        if contents or draft.contents:
            yield replace(draft, text=" ".join(cells), contents=True)
        else:
            head = place == 0 and len(rows) > 1 and is_head(cells)
            yield replace(draft, role=Role.ROW, cells=cells, table=table, head=head)


def _are_pages(cells: list[str]) -> bool:
    """Say whether the last cells of some rows are the pages of a table of contents: whole numbers that never fall."""
    if len(cells) < _CONTENTS_LINES or not all(cell.isdecimal() and len(cell) < _PAGE_FIGURES for cell in cells):
        return False
    pages = [int(cell) for cell in cells]
    return pages == sorted(pages)
