"""Reads a page by the tags of its PDF: its maker's own word for what is a heading, an item or a cell."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

from inspectorate.reports.checking.model import Role
from inspectorate.reports.checking.reading.printed.blocks import SIGNS, Block
from inspectorate.reports.checking.reading.printed.letters import SUPERSCRIPT, Word
from inspectorate.reports.checking.reading.printed.lines import Line, runs_of
from inspectorate.reports.checking.reading.printed.tagged_rows import TaggedCell, cell_of, laid_out
from inspectorate.reports.checking.reading.recognising import is_dotted, is_note, is_rating

_INLINE: Final = frozenset(
    {
        "Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot", "Ruby", "RB", "RT", "RP", "Warichu",
        "WT", "WP", "BibEntry", "Sub", "Lbl", "NonStruct", "Private", "LBody",
    }
)  # fmt: skip
_NOTES: Final = frozenset({"Note", "FENote", "Footnote", "Endnote"})
_DRAWN: Final = frozenset({"Figure", "Formula", "Form", "Artifact"})
_ROWS_TOGETHER: Final = frozenset({"THead", "TBody", "TFoot"})
_CELLS: Final = frozenset({"TD", "TH"})
_BEGINNING: Final = frozenset({"TR", "LI", "TOC", "TOCI"})
_HEADING: Final = re.compile(r"H([1-9])?|Title")
_DEEPEST: Final = 60
_MOST_ELEMENTS: Final = 50_000
_TYPE_ROOM: Final = 128
_NUMBERED: Final = re.compile(r"\d{1,2}\.\s+\S")
_NOTE_NUMBER: Final = re.compile(r"^\d{1,3}(?=\s)")
_DASH_SIGN: Final = re.compile(r"[-\u2013\u2014*o\u00b7]")


@dataclass(slots=True)
class _Element:
    """One thing the tags name on a page, with the numbers of the marked content that shows it."""

    role: Role
    marks: list[int] = field(default_factory=list)
    cells: list[TaggedCell] = field(default_factory=list)
    level: int = 0
    table: object = None
    in_head: bool = False
    signs: set[int] = field(default_factory=set)
    contents: bool = False


@dataclass(slots=True)
class _Table:
    """Stands for one table while its rows are met."""


def has_tags(document: Any) -> bool:
    """Say whether the PDF says that it is tagged."""
    return bool(pdfium.FPDFCatalog_IsTagged(document))


@dataclass(slots=True)
class Tags:
    """What the tags of one page name, in their order; ``drawn`` are the numbers of what stands in drawings."""

    elements: list[_Element] = field(default_factory=list)
    drawn: set[int] = field(default_factory=set)

    @property
    def held(self) -> set[int]:
        """Return the numbers of all marked content that a block shows."""
        return {
            mark
            for element in self.elements
            for part in (element.marks, *(cell.marks for cell in element.cells))
            for mark in part
        } - self.drawn

    @property
    def name_headings(self) -> bool:
        """Say whether any tag is of a heading."""
        return any(element.role is Role.HEADING for element in self.elements)

    @property
    def name_nothing(self) -> bool:
        """Say whether the page has no tags."""
        return not self.elements


def read_tags(raw: Any) -> Tags:
    """Return the tags of a page that pdfium has loaded."""
    tree = pdfium.FPDF_StructTree_GetForPage(raw)
    if not tree:
        return Tags()
    try:
        reader = _Reader()
        for index in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
            reader.read(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), _Element(Role.PARAGRAPH), depth=0)
        return Tags(_with_content(reader.found), reader.drawn)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def tagged_blocks(tags: Tags, words: list[Word], *, page: int) -> list[Block]:
    """Return a page's blocks by its tags."""
    by_mark: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        by_mark[word.mark].append(word)
    right = max((word.x1 for word in words), default=0.0)
    blocks = [_block(element, by_mark, page=page, right=right) for element in tags.elements]
    shown = [block for block in blocks if block is not None]
    if shown:
        shown[0].opens = True
    return shown


def _with_content(elements: list[_Element]) -> list[_Element]:
    """Return the elements that show something, their rows with a cell for each column."""
    tables: dict[int, list[_Element]] = defaultdict(list)
    for element in elements:
        if element.role is Role.ROW:
            tables[id(element.table)].append(element)
    shown = [element for element in elements if element.marks or any(cell.marks for cell in element.cells)]
    for rows in tables.values():
        for row, cells in zip(rows, laid_out([row.cells for row in rows]), strict=True):
            row.cells = cells
    return shown


class _Reader:
    """Walks a page's tags in their order; a page of a hostile file gives up where it is too deep or too long."""

    def __init__(self) -> None:
        self.found: list[_Element] = []
        self.met = 0
        self.drawn: set[int] = set()

    def read(self, tag: Any, holder: _Element, *, depth: int, context: tuple[str, ...] = ()) -> None:
        if not tag or depth > _DEEPEST or self.met > _MOST_ELEMENTS:
            return
        self.met += 1
        name = _name(tag)
        if name in _CELLS and holder.role is Role.ROW:
            holder.cells.append(cell_of(tag, head=name == "TH"))
        target = _Element(Role.PARAGRAPH) if name in _DRAWN else self.target(name, holder, context)
        inner = (*context, name)
        for index in range(max(0, pdfium.FPDF_StructElement_CountChildren(tag))):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(tag, index)
            if child:
                self.read(child, target, depth=depth + 1, context=inner)
                continue
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(tag, index)
            if mark >= 0:
                self.take(mark, target, inner)
            elif name == "TR" and target.role is Role.ROW:
                # A cell without words, or with its words on another page, is no child that can be had.
                target.cells.append(TaggedCell())

    def take(self, mark: int, target: _Element, context: tuple[str, ...]) -> None:
        """Take the number of marked content that stands in a tag."""
        if target.role is Role.ROW and target.cells:
            target.cells[-1].marks.append(mark)
        elif target.role is not Role.ROW:
            target.marks.append(mark)
        if context[-1] == "Lbl" and "LI" in context:
            target.signs.add(mark)
        if not _DRAWN.isdisjoint(context):
            self.drawn.add(mark)

    def target(self, name: str, holder: _Element, context: tuple[str, ...]) -> _Element:
        """Return what the content of a tag belongs to: a block of its own, or what it stands in."""
        if name == "Table":
            return _Element(Role.PARAGRAPH, table=_Table())
        if holder.role is Role.ROW or _is_part(name, holder):
            return holder
        begun = _named(name, holder, in_head="THead" in context)
        self.found.append(begun)
        return begun


def _named(name: str, holder: _Element, *, in_head: bool) -> _Element:
    """Return the block that a tag begins: what its name says, else a paragraph."""
    if name == "TR":
        return _Element(Role.ROW, table=holder.table, in_head=in_head)
    if heading := _HEADING.fullmatch(name):
        return _Element(Role.HEADING, level=int(heading[1] or 1))
    if name in _NOTES:
        return _Element(Role.NOTE)
    if name == "LI":
        return _Element(Role.ITEM)
    return _Element(Role.PARAGRAPH, contents=name == "TOCI")


def _is_part(name: str, holder: _Element) -> bool:
    """Say whether what stands in a tag belongs to the block around it."""
    # A container that holds nothing but spans is read as one paragraph.
    if name in _INLINE or name in _CELLS or name in _ROWS_TOGETHER:
        return True
    if name in _NOTES or name in _BEGINNING or _HEADING.fullmatch(name):
        return False
    if holder.contents:
        return True
    # An item's first paragraph is its words, and a later one stands by itself.
    return holder.role in (Role.ITEM, Role.NOTE) and name in {"P", "Div"} and not set(holder.marks) - holder.signs


def _name(tag: Any) -> str:
    room = (ctypes.c_ushort * _TYPE_ROOM)()
    length = pdfium.FPDF_StructElement_GetType(tag, room, ctypes.sizeof(room))
    if not 2 < length <= ctypes.sizeof(room):  # noqa: PLR2004 - two bytes end an empty name
        return ""
    return bytes(room)[: length - 2].decode("utf-16-le", errors="replace")


def _block(element: _Element, by_mark: dict[int, list[Word]], *, page: int, right: float) -> Block | None:
    if element.role is Role.ROW:
        return _row(element, by_mark, page=page)
    words = [word for mark in element.marks for word in by_mark.get(mark, ())]
    if not words:
        return None
    lines = runs_of(words)
    sign = "".join(word.text for mark in sorted(element.signs) for word in by_mark.get(mark, ()))
    role, signed, texts = _told_apart(element, [line.text for line in lines], sign)
    if not any(text.strip() for text in texts):
        return None
    last = lines[-1]
    return Block(
        page=page,
        role=role,
        cells=[[line for line in texts if line]],
        top=lines[0].top,
        left=min(line.x0 for line in lines),
        size=lines[0].size,
        bold=all(line.bold for line in lines),
        lines=len(lines),
        level=element.level if role is Role.HEADING else 0,
        signed=signed,
        full=right - last.x1 < 6 * last.size,
    )


def _told_apart(element: _Element, texts: list[str], sign: str) -> tuple[Role, bool, list[str]]:
    """Return what a block is once its words are known, whether it has an item's sign or number, and its lines."""
    role = element.role
    if role is Role.ITEM:
        return role, bool(sign) or texts[0][0] in SIGNS, _without_sign(texts, sign)
    if texts[0][0] in SIGNS:
        return Role.ITEM, False, _without_sign(texts, texts[0][0])
    if element.contents:
        return role, False, _with_dots(texts)
    if role is Role.NOTE:
        return role, False, [_NOTE_NUMBER.sub(lambda mark: mark[0].translate(SUPERSCRIPT), texts[0]), *texts[1:]]
    if role is Role.HEADING:
        return (Role.PARAGRAPH if is_rating(" ".join(texts)) else role), False, texts
    if _NUMBERED.match(texts[0]) and not is_dotted(" ".join(texts)):
        return Role.ITEM, True, texts
    return (Role.NOTE if is_note(texts[0]) else role), False, texts


def _with_dots(texts: list[str]) -> list[str]:
    """Return a line of contents with the dots that are drawn outside the tags: by them its number is a page's."""
    if len(texts) > 1 and texts[-1].isalnum() and not texts[-2].endswith("."):
        return [*texts[:-2], f"{texts[-2]} ..... {texts[-1]}"]
    return texts


def _without_sign(texts: list[str], sign: str) -> list[str]:
    """Drop an item's sign; a number stays, as a reader sees it."""
    found = sign or texts[0][:1]
    is_sign = found and (found[0] in SIGNS or _DASH_SIGN.fullmatch(found) is not None)
    if sign and not is_sign and len(texts) > 1 and texts[0].strip() == sign:
        return [f"{sign} {texts[1]}", *texts[2:]]
    if is_sign and (sign or found in SIGNS) and texts[0].startswith(found):
        texts = [texts[0][len(found) :].lstrip(), *texts[1:]]
    return [text for text in texts if text] or [""]


def _row(element: _Element, by_mark: dict[int, list[Word]], *, page: int) -> Block | None:
    cells: list[list[Line]] = []
    for cell in element.cells:
        words = [word for mark in cell.marks for word in by_mark.get(mark, ())]
        if cell.again and not cell.head and any(sign.isdigit() for word in words for sign in word.text):
            # Words are read with each row and column that they name; figures once, or they would be counted twice.
            words = []
        cells.append(runs_of(words) if words else [])
    lines = [line for lines in cells for line in lines]
    if not lines:
        return None
    filled = sum(bool(lines) for lines in cells)
    names = all(cell.head for cell in element.cells if cell.marks)
    return Block(
        page=page,
        role=Role.ROW,
        cells=[[line.text for line in cell] for cell in cells],
        top=min(line.top for line in lines),
        left=min(line.x0 for line in lines),
        size=lines[0].size,
        bold=all(line.bold for line in lines),
        lines=max(len(cell) for cell in cells),
        table=element.table,
        head=filled > 1 and (element.in_head or names),
    )


def in_order(blocks: list[Block], others: list[Block]) -> Iterator[Block]:
    """Go through tagged blocks with the others set where they stand: before the first block that begins below."""
    waiting = sorted(others, key=lambda block: block.top)
    for block in blocks:
        while waiting and waiting[0].top < block.top:
            yield waiting.pop(0)
        yield block
    yield from waiting
