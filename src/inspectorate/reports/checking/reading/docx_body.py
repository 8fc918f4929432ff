"""Goes through the body of a Word document, or one of its notes, and collects its passages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from inspectorate.reports.checking.model import Role
from inspectorate.reports.checking.reading.docx_styles import (
    Numbering,
    Style,
    Styles,
    child,
    is_on,
    short_name,
    value,
    whole,
)
from inspectorate.reports.checking.reading.drafts import BREAK, Bounds, Draft, parts_of
from inspectorate.reports.checking.reading.lettering import raised
from inspectorate.reports.checking.reading.tables import Cell, Row, Table

_SKIPPED: Final = frozenset(
    {
        "w:pPr", "w:rPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr",
        "w:del", "w:moveFrom", "w:rt",
    }
)  # fmt: skip
_SIGNS: Final = {"w:tab": "\t", "w:ptab": "\t", "w:cr": BREAK, "w:noBreakHyphen": "-", "m:den": "/"}
_CODE, _RESULT = "code", "result"
_NUMBERED: Final = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z])[.)]\s|\d{1,2}(?:\.\d{1,2})+\s")
_PRIVATE: Final = range(0xE000, 0xF900)
_LAST_LETTER: Final = 0x10FFFF
_MOST_SPAN: Final = 1000


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A mark that refers to a note: the note's identifier, its printed number, and how many drafts came before it."""

    id: str
    number: int
    before: int


@dataclass(slots=True)
class _Run:
    start: int
    hidden: bool
    raised: bool
    bold: bool


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read; ``after`` holds what stands in boxes that hang on it."""

    properties: etree._Element | None
    style: Style
    sink: list[Draft]
    pieces: list[str] = field(default_factory=list)
    after: list[Draft] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0


@dataclass
class BodyReader:
    """Reads the body of a document and then its notes; ``footnotes`` and ``endnotes`` are what it refers to."""

    styles: Styles
    numbering: Numbering
    bounds: Bounds
    footnotes: dict[str, NoteReference] = field(default_factory=dict)
    endnotes: dict[str, NoteReference] = field(default_factory=dict)

    def read(self, root: etree._Element) -> list[Draft]:
        """Return the drafts of what an element holds, in reading order.

        Raises:
            ProblemsFound: there is more than a report has.
        """
        story = _Story(self)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = short_name(str(element.tag))
            if event == "end":
                story.end(name)
                continue
            self.bounds.element()
            if _is_left_out(element, name) or not story.chooses(name):
                walk.skip_subtree()
                story.leave_out(name)
            else:
                story.start(element, name)
        return story.finished()


class _Story:
    """One run of text while it is gone through: a body or a note."""

    def __init__(self, reader: BodyReader) -> None:
        self._styles, self._numbering, self._bounds = reader.styles, reader.numbering, reader.bounds
        self._footnotes, self._endnotes = reader.footnotes, reader.endnotes
        self._drafts: list[Draft] = []
        self._sinks = [self._drafts]
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._fields: list[str] = []
        self._tables: list[Table] = []
        self._chosen: list[bool] = []
        self._carried: tuple[list[Draft], list[str]] | None = None

    def finished(self) -> list[Draft]:
        """Return what was read."""
        if self._carried is not None:
            self._carried[0].append(Draft("".join(self._carried[1])))
        return self._drafts

    def chooses(self, name: str) -> bool:
        """Say whether an element is the first of those that say the same, for programs old and new, or none of them."""
        if name not in ("mc:Choice", "mc:Fallback") or not self._chosen:
            return True
        had_one = self._chosen[-1]
        self._chosen[-1] = had_one or name == "mc:Choice"
        return not had_one

    def leave_out(self, name: str) -> None:
        """Take the start of an element whose content is left out, since its end will be met."""
        if name == "w:tr" and self._tables:
            self._tables[-1].rows.append(Row())
        elif name == "w:tc" and self._tables:
            self._sinks.append([])

    def start(self, element: etree._Element, name: str) -> None:
        """Take the start of an element."""
        if name in ("w:t", "m:t"):
            self._write(element.text or "")
        elif name in _SIGNS:
            self._sign(_SIGNS[name])
        elif name == "w:r":
            self._start_run(element)
        elif name == "w:p":
            properties = child(element, "pPr")
            style = self._styles.of(value(child(properties, "pStyle")))
            self._paragraphs.append(_Paragraph(properties, style, self._sinks[-1]))
        elif name in ("w:tbl", "w:tr", "w:tc"):
            self._start_table(element, name)
        elif name == "w:txbxContent":
            self._sinks.append(self._paragraphs[-1].after if self._paragraphs else self._sinks[-1])
        else:
            self._start_rare(element, name)

    def _start_rare(self, element: etree._Element, name: str) -> None:
        match name:
            case "mc:AlternateContent":
                self._chosen.append(False)
            case "w:br":
                self._sign(BREAK if value(element, "type") in ("", "textWrapping") else " ")
            case "w:sym":
                self._sign(_symbol(value(element, "char")))
            case "w:fldChar":
                self._field(value(element, "fldCharType"))
            case "w:footnoteReference":
                self._refer(element, self._footnotes)
            case "w:endnoteReference":
                self._refer(element, self._endnotes)

    def _start_table(self, element: etree._Element, name: str) -> None:
        if name == "w:tbl":
            self._tables.append(Table())
        elif name == "w:tr" and self._tables:
            self._tables[-1].rows.append(Row(head=bool(is_on(child(element, "trPr"), "tblHeader"))))
        elif name == "w:tc" and self._tables:
            self._bounds.cell()
            properties = child(element, "tcPr")
            merged = child(properties, "vMerge")
            if not self._tables[-1].rows:
                self._tables[-1].rows.append(Row())
            cell = Cell(
                head=self._tables[-1].rows[-1].head,
                columns=max(1, min(whole(value(child(properties, "gridSpan")), 1), _MOST_SPAN)),
                goes_on=merged is not None and value(merged) != "restart",
            )
            self._tables[-1].rows[-1].cells.append(cell)
            self._sinks.append(cell.drafts)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "w:r" and self._runs:
            self._end_run()
        elif name == "w:p" and self._paragraphs:
            self._end_paragraph()
        elif name in ("w:txbxContent", "w:tc") and len(self._sinks) > 1:
            self._sinks.pop()
        elif name == "mc:AlternateContent" and self._chosen:
            self._chosen.pop()
        elif name == "w:tbl" and self._tables:
            self._sinks[-1].extend(self._tables.pop().drafts())

    def _start_run(self, element: etree._Element) -> None:
        properties = child(element, "rPr")
        named = self._styles.of(identifier) if (identifier := value(child(properties, "rStyle"))) else Style()
        paragraph = self._paragraphs[-1].style if self._paragraphs else Style()
        hidden, bold = is_on(properties, "vanish"), is_on(properties, "b")
        align = value(child(properties, "vertAlign"))
        lifted = whole(value(child(properties, "position"))) > 0
        self._runs.append(
            _Run(
                start=len(self._paragraphs[-1].pieces) if self._paragraphs else 0,
                hidden=(named.hidden or paragraph.hidden) if hidden is None else hidden,
                raised=align == "superscript" if align else named.raised or lifted,
                bold=(named.bold or paragraph.bold) if bold is None else bold,
            )
        )

    def _end_run(self) -> None:
        run = self._runs.pop()
        if run.raised and self._paragraphs:
            pieces = self._paragraphs[-1].pieces
            pieces[run.start :] = [raised("".join(pieces[run.start :]))]

    def _write(self, text: str) -> None:
        if not self._paragraphs or _CODE in self._fields or (self._runs and self._runs[-1].hidden):
            return
        self._bounds.letters(len(text))
        paragraph = self._paragraphs[-1]
        paragraph.pieces.append(text)
        seen = len(text.strip())
        paragraph.letters += seen
        paragraph.bold_letters += seen if self._runs and self._runs[-1].bold else 0

    def _sign(self, sign: str) -> None:
        if self._paragraphs and _CODE not in self._fields and not (self._runs and self._runs[-1].hidden):
            self._paragraphs[-1].pieces.append(sign)

    def _field(self, kind: str) -> None:
        """Take the mark of where a field begins, where its result begins, or where it ends."""
        if kind == "begin":
            self._fields.append(_CODE)
        elif kind == "separate" and self._fields:
            self._fields[-1] = _RESULT
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _refer(self, element: etree._Element, notes: dict[str, NoteReference]) -> None:
        identifier = value(element, "id")
        found = notes.setdefault(identifier, NoteReference(identifier, len(notes) + 1, len(self._drafts)))
        if value(element, "customMarkFollows").lower() not in ("1", "true", "on"):
            self._sign(raised(str(found.number)))

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        # a field's code that is still open here has no result to come that could be told from it
        self._fields = [_RESULT] * len(self._fields)
        pieces = paragraph.pieces
        if self._carried and self._carried[0] is paragraph.sink:
            pieces = self._carried[1]
            pieces += paragraph.pieces
            self._carried = None
        mark = child(paragraph.properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # the end of this paragraph is deleted: it goes on in the next
            self._carried = (paragraph.sink, pieces)
        else:
            text = "".join(pieces)
            draft = self._draft(paragraph, text)
            for part in parts_of(draft) if text.strip() else ():
                self._bounds.passage()
                paragraph.sink.append(part)
        paragraph.sink.extend(paragraph.after)

    def _draft(self, paragraph: _Paragraph, text: str) -> Draft:
        style, properties = paragraph.style, paragraph.properties
        outline = child(properties, "outlineLvl")
        heading = style.heading if outline is None else (whole(value(outline), 9) + 1) % 10
        if style.is_contents:
            return Draft(text, contents=True)
        number, listed = self._number(paragraph, counted=bool(text.strip()))
        if number and not _NUMBERED.match(text.lstrip()):
            number = f"{number}." if number[-1].isalnum() and "." not in number else number
            text = f"{number} {text.lstrip()}"
        if heading:
            return Draft(text, Role.HEADING, heading)
        if listed or style.is_list:
            return Draft(text, Role.ITEM)
        if style.name in ("footnote text", "endnote text"):
            return Draft(text, Role.NOTE)
        # a caption is often bold, and names its table rather than what follows
        set_off = 0 < paragraph.letters == paragraph.bold_letters and style.name != "caption"
        return Draft(text, set_off=set_off)

    def _number(self, paragraph: _Paragraph, *, counted: bool) -> tuple[str, bool]:
        """Return what Word writes before a paragraph, and whether it is in a list."""
        own = child(paragraph.properties, "numPr")
        list_id = value(child(own, "numId")) or paragraph.style.list_id
        if not counted or not self._numbering.knows(list_id):
            return "", False
        said = value(child(own, "ilvl"))
        style_id = value(child(paragraph.properties, "pStyle"))
        level = whole(said) if said else self._numbering.level_of(list_id, style_id, paragraph.style.list_level)
        return self._numbering.next(list_id, level), True


def _is_left_out(element: etree._Element, name: str) -> bool:
    """Say whether an element is not printed, or is told of by the element around it."""
    if name in _SKIPPED:
        return True
    if name == "w:tr":
        return child(child(element, "trPr"), "del") is not None
    if name == "w:tc":
        return child(child(element, "tcPr"), "cellDel") is not None
    if name == "w:sdt":
        return bool(is_on(child(element, "sdtPr"), "showingPlcHdr"))
    return False


def _symbol(code: str) -> str:
    """Return the sign of a symbol font's code; those for private use are pictures, not words."""
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
    return "" if number < ord(" ") or number in _PRIVATE or number > _LAST_LETTER else chr(number)
