"""Reads a report that is a web page, as somebody reads it who has it read out: what is hidden from them is left out.

The parser hands over its events and builds no tree, so that a page may be large and deeply nested; it fetches nothing,
and in HTML no entity can be declared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.reports.checking.faults import HTML_NESTED
from inspectorate.reports.checking.model import Report, Role
from inspectorate.reports.checking.reading.drafts import BREAK, Bounds, Draft, parts_of, report_of
from inspectorate.reports.checking.reading.lettering import raised
from inspectorate.reports.checking.reading.list_numbers import list_number
from inspectorate.reports.checking.reading.tables import Cell, Row, Table

LINE_ATTRIBUTE: Final = "data-line"
"""Carries the line of the source of a page that was made of Markdown."""
_SKIPPED: Final = frozenset(
    {
        "annotation", "annotation-xml", "applet", "audio", "button", "canvas", "datalist", "del", "embed", "iframe",
        "input", "map", "meter", "nav", "noscript", "object", "progress", "rp", "rt", "s", "script", "select", "strike",
        "style", "svg", "template", "textarea", "title", "video",
    }
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "colgroup", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "ol", "p", "plaintext",
        "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    }
)  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CELLS: Final = frozenset({"td", "th", "dt", "dd"})
_TABLE_PARTS: Final = _CELLS | {"table", "dl", "caption", "thead", "tr"}
_BOLD: Final = frozenset({"b", "strong"})
_KEPT_SPACE: Final = frozenset({"pre", "xmp", "listing", "plaintext"})
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_NO_LIST_SIGN: Final = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_RAISED_STYLE: Final = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_NOTES: Final = re.compile(
    r"(?:^|\s)(?:(?:foot|end)-?notes?(?:-(?:list|text|body|item|\d+))?|fn[-:_]?\d+)(?=\s|$)", re.IGNORECASE
)
_NOTE_REFERENCE: Final = re.compile(r"note-?ref|fnref|doc-noteref|^#_?(?:fn|ftn|edn|foot|end)|^#note", re.IGNORECASE)
_NOTE_ROLES: Final = frozenset({"doc-footnote", "doc-footnotes", "doc-endnote", "doc-endnotes"})
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_BACK_SIGNS: Final = "\u21a9\u21b5\u2191\u00b6\U0001f517 \ufe0e"
_MOST_SPAN: Final = 65_534
_MARK_PIECES: Final = 20
_LONGEST_MARK: Final = 60
_DEEPEST_TABLE: Final = 30


def read_html(text: str, name: str) -> Report:
    """Read a web page's text into a report; ``name`` is its file's.

    Raises:
        ProblemsFound: it has no words, more than a report has, or tables within tables without end.
    """
    return report_of(drafts_of_html(text, name=name), name=name, format_name="HTML")


def drafts_of_html(text: str, *, name: str) -> list[Draft]:
    """Return the drafts of a web page's passages in reading order.

    Raises:
        ProblemsFound: it has more words than a report has, or tables within tables without end.

    >>> [draft.text for draft in drafts_of_html("<p>Of <b>16</b> cases<sup>1</sup><p hidden>No<ul><li>All", name="r")]
    ['Of 16 cases¹', 'All']
    """
    reader = _Reader(name)
    parser = etree.HTMLParser(target=reader, no_network=True, huge_tree=False)
    parser.feed(text)
    parser.close()
    return reader.drafts


@dataclass(slots=True)
class _Context:
    """What an open block makes of the words in it."""

    tag: str
    role: Role = Role.PARAGRAPH
    level: int = 0
    notes: bool = False
    numbering: str = ""
    number: int = 1
    prefix: str = ""
    keeps_space: bool = False


@dataclass(slots=True)
class _OpenTable:
    table: Table
    sink: list[Draft]
    in_head: bool = False


@dataclass
class _Reader:
    """Takes the parser's events; ``drafts`` is what was read when they end."""

    name: str
    drafts: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bounds = Bounds(self.name)
        self._sink = self.drafts
        self._skipping = 0
        self._contexts = [_Context("")]
        self._tables: list[_OpenTable] = []
        self._sinks: list[list[Draft]] = []
        self._pieces: list[str] = []
        self._raised: list[int] = []
        self._links: list[int] = []
        self._bold = 0
        self._bold_letters = self._letters = 0
        self._line: int | None = None
        self._first_line: int | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        self._bounds.element()
        if self._skipping or _is_unseen(tag, attributes):
            self._skipping += 1
            return
        if LINE_ATTRIBUTE in attributes and attributes[LINE_ATTRIBUTE].isdecimal():
            self._line = int(attributes[LINE_ATTRIBUTE][:9])
        if tag in _BLOCKS:
            self._flush()
            self._open(tag, attributes)
        elif tag == "br":
            self._pieces.append(BREAK)
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "sup":
            self._raised.append(len(self._pieces))
        elif tag == "a":
            self._links.append(len(self._pieces) if _is_reference(attributes) else -1)
        elif tag == "q":
            self._pieces.append("\u201c")

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
        elif tag in _BLOCKS:
            self._flush()
            self._close(tag)
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "sup" and self._raised:
            self._raise_from(self._raised.pop())
        elif tag == "a" and self._links:
            self._raise_from(self._links.pop())
        elif tag == "q":
            self._pieces.append("\u201d")

    def data(self, data: str) -> None:
        """Take words."""
        if self._skipping:
            return
        words = data.replace("\r", "") if self._contexts[-1].keeps_space else _SPACE.sub(" ", data)
        self._bounds.letters(len(words))
        self._pieces.append(words)
        seen = len(words.strip())
        if seen and not self._letters:
            self._first_line = self._line
        self._letters += seen
        self._bold_letters += seen if self._bold else 0

    def close(self) -> None:
        """Take the end of the page."""
        self._flush()
        while self._tables:
            self._close_table()

    def _raise_from(self, start: int) -> None:
        """Raise what was written since a place in the paragraph; a new paragraph begun since has no such place.

        What is longer than any mark stays as it is: marks within marks would be joined anew at the end of each.
        """
        if not 0 <= start < len(self._pieces) or len(self._pieces) - start > _MARK_PIECES:
            return
        pieces = self._pieces[start:]
        if sum(map(len, pieces)) <= _LONGEST_MARK:
            self._pieces[start:] = [raised("".join(pieces))]

    def _flush(self) -> None:
        text = "".join(self._pieces)
        letters, bold = self._letters, self._bold_letters
        self._pieces = []
        self._letters = self._bold_letters = 0
        context = self._contexts[-1]
        if context.role in (Role.NOTE, Role.HEADING):
            text = text.rstrip(_BACK_SIGNS + "\n")
        if not text.strip():
            return
        if context.prefix:
            if not re.match(r"\s*\(?(?:\d{1,3}|[a-z])[.)]\s|\s*[\u00b9\u00b2\u00b3\u2070-\u2079]", text):
                text = f"{context.prefix} {text}"
            context.prefix = ""
        draft = Draft(text, context.role, context.level, self._first_line, set_off=letters == bold)
        for part in parts_of(draft):
            self._bounds.passage()
            self._sink.append(part)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        above = self._contexts[-1]
        # a block within an item or a note goes on being that
        context = _Context(tag, above.role, above.level, above.notes)
        context.keeps_space = above.keeps_space or tag in _KEPT_SPACE
        if _is_note(attributes):
            context.notes = True
            context.role = Role.NOTE
        if tag in _HEADINGS or attributes.get("role") == "heading":
            context.role = Role.HEADING
            context.level = _HEADINGS.get(tag) or _whole(attributes.get("aria-level"), 2)
        elif tag == "ol":
            plain = _NO_LIST_SIGN.search(attributes.get("style", "")) or "reversed" in attributes
            context.numbering = "" if plain else attributes.get("type", "1")[:1]
            context.number = _whole(attributes.get("start"), 1)
        elif tag == "li":
            self._open_item(context, above, attributes)
        elif tag in _TABLE_PARTS:
            self._open_table(tag, attributes, context)
        self._contexts.append(context)
        if above.prefix and context.role is above.role and tag != "li":
            context.prefix, above.prefix = above.prefix, ""

    def _open_table(self, tag: str, attributes: Mapping[str, str], context: _Context) -> None:
        if tag in ("table", "dl"):
            if len(self._tables) > _DEEPEST_TABLE:
                raise ProblemsFound([HTML_NESTED.at(Place(self.name), limit=_DEEPEST_TABLE)])
            table = Table(placing=attributes.get("role") in ("presentation", "none"), pairs=tag == "dl")
            self._tables.append(_OpenTable(table, self._sink))
            context.role, context.level = (Role.NOTE if context.notes else Role.PARAGRAPH), 0
        elif not self._tables:
            return
        elif tag == "caption":
            self._enter(self._tables[-1].table.captions)
        elif tag == "thead":
            self._tables[-1].in_head = True
        elif tag == "tr":
            self._tables[-1].table.rows.append(Row(self._tables[-1].in_head, self._line))
        else:
            self._open_cell(tag, attributes)

    def _open_item(self, context: _Context, above: _Context, attributes: Mapping[str, str]) -> None:
        context.role = Role.NOTE if context.notes else Role.ITEM
        context.level = 0
        if above.tag != "ol":
            return
        number = _whole(attributes.get("value"), above.number)
        above.number = number + 1
        if context.notes:
            context.prefix = raised(str(number))
        elif above.numbering:
            context.prefix = f"{list_number(number, above.numbering)}."

    def _open_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._bounds.cell()
        rows = self._tables[-1].table.rows
        names = tag in ("th", "dt")
        if not rows or (tag == "dt" and rows[-1].cells and not rows[-1].cells[-1].head):
            rows.append(Row(self._tables[-1].in_head, self._line))
        cell = Cell(
            head=names,
            columns=max(1, min(_whole(attributes.get("colspan"), 1), _MOST_SPAN)),
            rows=min(_whole(attributes.get("rowspan"), 1), _MOST_SPAN),
        )
        rows[-1].cells.append(cell)
        self._enter(cell.drafts)

    def _enter(self, sink: list[Draft]) -> None:
        self._sinks.append(self._sink)
        self._sink = sink

    def _close(self, tag: str) -> None:
        if len(self._contexts) > 1:
            self._contexts.pop()
        if tag in ("table", "dl") and self._tables:
            self._close_table()
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = False
        elif (tag in _CELLS or tag == "caption") and self._tables and self._sinks:
            self._sink = self._sinks.pop()

    def _close_table(self) -> None:
        closed = self._tables.pop()
        self._sink = closed.sink
        self._sink.extend(closed.table.drafts())


def _is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element is kept from its readers, or holds no words of the report."""
    if tag in _SKIPPED or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes or tag in ("html", "body"):
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or attributes.get("role") in ("navigation", "doc-backlink", "doc-toc")
        or _UNSEEN.search(attributes.get("style", "")) is not None
    )


def _is_note(attributes: Mapping[str, str]) -> bool:
    if not attributes:
        return False
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return attributes.get("role") in _NOTE_ROLES or _NOTES.search(named) is not None


def _is_reference(attributes: Mapping[str, str]) -> bool:
    """Say whether a link leads from a mark to its footnote."""
    return any(
        _NOTE_REFERENCE.search(attributes.get(name, "")) for name in ("role", "class", "id", "href")
    ) and not any(back in attributes.get("class", "").lower() for back in ("back", "return"))


def _whole(text: str | None, otherwise: int) -> int:
    """Return a whole number that an attribute gives, or another where it gives none."""
    found = re.fullmatch(r"\s*\+?(\d{1,6})\s*", text or "")
    return int(found[1]) if found else otherwise
