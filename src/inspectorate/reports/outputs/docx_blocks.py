"""The blocks of a document as the paragraphs, lists, tables and pictures of a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Inches, Mm, Pt, RGBColor, Twips
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from inspectorate.reports.document import (
    Block,
    Chart,
    ChartKind,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    RatingBadge,
    RatingsPage,
    Strong,
    Table,
    Text,
)
from inspectorate.reports.outputs import theme
from inspectorate.reports.outputs.columns import column_widths
from inspectorate.reports.outputs.docx_template import numbering_of
from inspectorate.reports.outputs.drawings import Drawing
from inspectorate.reports.outputs.lettering import writable
from inspectorate.reports.outputs.paged import link_target
from inspectorate.reports.outputs.wordxml import add_field, bookmark, element, shade

_DEEPEST_LIST: Final = 3
_LONGEST_BOOKMARK: Final = 40
_CELL_MARGINS: Final = Pt(14)
_UNBROKEN_ROWS: Final = 12
_ROWS_TO_BEGIN: Final = 3
_BADGE_COLUMN: Final = Inches(2)
_STANDARD_COLUMN: Final = Inches(0.9)
_BELOW_TABLE: Final = Pt(12)
_BELOW_LIST: Final = Pt(9)
_ROOMY_STYLES: Final = frozenset({"Caption", "Note", "Heading 1", "Heading 2", "Heading 3"})
_RATING_PADDING: Final = Pt(5)
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run of words looks, and the address that it leads to."""

    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class BlockWriter:
    """Appends blocks to a Word document, in the styles of its template.

    ``targets`` are the identifiers that links may lead to; ``pictures`` the drawings and PNGs of charts, by the
    identifier of the chart.
    """

    word: WordDocument
    targets: frozenset[str]
    pictures: Mapping[str, Sequence[tuple[Drawing, bytes]]]
    below_table: bool = False
    latest: WordParagraph | None = None
    bookmarks: dict[str, str] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=lambda: {"Table": 0, "Figure": 0})

    def write(self, blocks: Iterable[Block]) -> None:
        """Append the blocks."""
        for block in blocks:
            if isinstance(block, Quotation) and self.latest is not None and not self.below_table:
                self.latest.paragraph_format.keep_with_next = True
            self._block(block, depth=0, style="Normal")

    @property
    def line_width(self) -> int:
        """Return how wide a line of text is, in English metric units."""
        page = self.word.sections[0]
        sides = (page.page_width or Mm(210)) - (page.left_margin or 0) - (page.right_margin or 0)
        return max(sides, Mm(40))

    def words(self, text: str, style: str) -> WordParagraph:
        """Append a paragraph of plain words."""
        paragraph = self.paragraph(style)
        paragraph.add_run(writable(text))
        return paragraph

    def paragraph(self, style: str) -> WordParagraph:
        """Append an empty paragraph."""
        paragraph = self.word.add_paragraph(style=style)
        if self.below_table and style not in _ROOMY_STYLES:
            paragraph.paragraph_format.space_before = _BELOW_TABLE
        self.below_table = False
        self.latest = paragraph
        return paragraph

    def _block(self, block: Block, *, depth: int, style: str) -> None:
        match block:
            case Heading():
                heading = self.words(block.text, f"Heading {block.level - 1}")
                self._place(heading, block.id)
            case Paragraph():
                own = {"lead": "Lead", "note": "Note"}.get(block.role, style)
                self._inlines(self.paragraph(style if style == "Quote" else own), block.children, _Look())
            case ListBlock():
                self._list(block, depth=depth)
            case Quotation():
                for inner in block.blocks:
                    self._block(inner, depth=depth, style="Quote")
            case Table():
                self._table(block)
            case RatingBadge():
                rating = self.paragraph("Normal")
                rating.add_run("Rating: ")
                self._badge(rating, block)
            case RatingsPage():
                self._ratings(block)
            case Chart():
                self._chart(block)

    # Places and links

    def bookmark_name(self, identifier: str) -> str:
        """Return the name of a place as Word allows it: short, letters, digits and underscores, each only once."""
        if identifier not in self.bookmarks:
            plain = "".join(sign if sign.isalnum() else "_" for sign in identifier)
            self.bookmarks[identifier] = f"_r{len(self.bookmarks) + 1}_{plain}"[:_LONGEST_BOOKMARK]
        return self.bookmarks[identifier]

    def _place(self, paragraph: WordParagraph, identifier: str) -> None:
        if identifier and identifier not in self.placed:
            self.placed.add(identifier)
            bookmark(paragraph, self.bookmark_name(identifier), len(self.placed))

    def link(self, paragraph: WordParagraph, href: str) -> BaseOxmlElement | None:
        """Append an empty link and return it; None where the address leads nowhere."""
        identifier = href.removeprefix("#")
        if identifier != href:
            if identifier not in self.targets:
                return None
            made = element("w:hyperlink", anchor=self.bookmark_name(identifier), history="1")
        else:
            target = link_target(href)
            if not target:
                return None
            made = element("w:hyperlink", history="1")
            made.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(made)  # noqa: SLF001 - the paragraph's element has no public name
        return made

    def _inlines(self, paragraph: WordParagraph, inlines: Iterable[Inline], look: _Look) -> None:
        for inline in inlines:
            if isinstance(inline, Link):
                made = self.link(paragraph, inline.href)
                for text, inner in _texts(inline.children, look):
                    run = self._run(paragraph, text, inner)
                    if made is not None:
                        run.style = "Hyperlink"
                        made.append(run._r)  # noqa: SLF001 - the run's element has no public name
            else:
                for text, inner in _texts((inline,), look):
                    self._run(paragraph, text, inner)

    def _run(self, paragraph: WordParagraph, text: str, look: _Look) -> Run:
        run = paragraph.add_run(writable(text))
        run.bold = look.bold or None
        run.italic = look.italic or None
        return run

    # Lists

    def _list(self, block: ListBlock, *, depth: int) -> None:
        family = "List Bullet" if block.start is None else "List Number"
        level = min(depth, _DEEPEST_LIST - 1)
        ending = "" if level == 0 else f" {level + 1}"
        numbers = None if block.start is None else self._begin_numbers(f"List Number{ending}", block.start)
        for item in block.items:
            opened = False
            for inner in item:
                if isinstance(inner, Paragraph) and not inner.role:
                    style = f"List Continue{ending}" if opened else f"{family}{ending}"
                    paragraph = self.paragraph(style)
                    if numbers is not None and not opened:
                        _number(paragraph, *numbers)
                    self._inlines(paragraph, inner.children, _Look())
                    opened = True
                else:
                    self._block(inner, depth=depth + 1, style=f"List Continue{ending}")
        if depth == 0 and self.latest is not None and not self.below_table:
            self.latest.paragraph_format.space_after = _BELOW_LIST

    def _begin_numbers(self, style: str, start: int) -> tuple[int, int] | None:
        """Begin a new list of the style's own look that counts from ``start``; return its number and level."""
        linked = numbering_of(self.word.styles[style])
        if linked is None:
            return None
        number, level = linked
        numbering = self.word.part.numbering_part.element
        own = next((one for one in numbering.num_lst if one.numId == number), None)
        if own is None:
            return None
        begun = numbering.add_num(own.abstractNumId.val)
        begun.add_lvlOverride(level).add_startOverride(start)
        return begun.numId, level

    # Tables

    def _caption(self, label: str, text: str, identifier: str) -> None:
        self.counts[label] += 1
        caption = self.paragraph("Caption")
        caption.add_run(f"{label} ")
        add_field(caption, f"SEQ {label} \\* ARABIC", str(self.counts[label]))
        caption.add_run(f": {writable(text)}")
        self._place(caption, identifier)

    def _table(self, block: Table) -> None:
        self._caption("Table", block.caption, block.id)
        table = self._grid(len(block.rows), widths=self._widths(block), caption=block.caption)
        least_together = len(block.rows) if len(block.rows) <= _UNBROKEN_ROWS else _ROWS_TO_BEGIN
        titles = tuple(column.title for column in block.columns)
        for place, (row, texts) in enumerate(zip(table.rows, (titles, *block.rows), strict=True)):
            for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
                paragraph = _fill(cell, text)
                paragraph.paragraph_format.keep_with_next = (place < least_together) or None
                if column.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _grid(self, rows: int, *, widths: Sequence[int], caption: str) -> WordTable:
        """Append an empty table with a header row that repeats, and rows that no page break cuts."""
        table: WordTable = self.word.add_table(rows=rows + 1, cols=len(widths), style="Report Table")
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001 - the table's element has no public name
        look = properties.find(qn("w:tblLook"))
        if look is not None:
            properties.remove(look)
        width = properties.find(qn("w:tblW"))
        if width is not None:
            width.set(qn("w:type"), "dxa")
            width.set(qn("w:w"), str(sum(widths) // Twips(1)))
        properties.append(element("w:tblLook", val="00A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"))
        properties.append(element("w:tblCaption", val=writable(caption)))
        for column, size in zip(table.columns, widths, strict=True):
            column.width = Emu(size)
        for place, row in enumerate(table.rows):
            row_properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the row's element has no public name
            row_properties.append(element("w:cantSplit"))
            if place == 0:
                row_properties.append(element("w:tblHeader"))
            for cell, size in zip(row.cells, widths, strict=True):
                cell.width = Emu(size)
        self.below_table = True
        return table

    def _widths(self, block: Table) -> list[int]:
        line, size = float(self.line_width), theme.SMALL.print_pt * Pt(1)
        return [int(width) for width in column_widths(block, line=line, size=size, margins=_CELL_MARGINS)]

    # Ratings and charts

    def _badge(self, paragraph: WordParagraph, badge: RatingBadge) -> None:
        colour = theme.rating_colour(rank=badge.rank, of=badge.of)
        run = paragraph.add_run(f"{_NO_BREAK}{writable(badge.label)}{_NO_BREAK}")
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(colour.text.lstrip("#").upper())
        shade(run, fill=colour.fill, edge=theme.EDGE if badge.rank is None else colour.fill)

    def _ratings(self, page: RatingsPage) -> None:
        self.words(page.body, "Publisher")
        if page.fieldwork:
            self.words(page.fieldwork, "Normal")
        if page.score:
            score = self.paragraph("Lead")
            score.add_run("Score: ")
            score.add_run(writable(page.score)).bold = True
        overall = self.paragraph("Lead")
        overall.add_run("Overall rating: ")
        self._badge(overall, page.overall)
        for group in page.groups:
            self.words(group.title, "Caption")
            widths = (_STANDARD_COLUMN, self.line_width - _STANDARD_COLUMN - _BADGE_COLUMN, _BADGE_COLUMN)
            table = self._grid(len(group.lines), widths=widths, caption=f"Ratings: {group.title}")
            first, *rows = table.rows
            for cell, title in zip(first.cells, ("Standard", "Title", "Rating"), strict=True):
                _fill(cell, title).paragraph_format.keep_with_next = True
            for row, line in zip(rows, group.lines, strict=True):
                standard, title_cell, rating = row.cells
                _fill(standard, line.standard).paragraph_format.keep_with_next = line is not group.lines[-1] or None
                link = Link((Text(line.title),), f"#{line.anchor}")
                self._inlines(_fill(title_cell, ""), (link,), _Look())
                self._rating_cell(rating, line.badge)
                for cell in row.cells:
                    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
                    spaced = cell.paragraphs[0].paragraph_format
                    spaced.space_before = spaced.space_after = _RATING_PADDING

    def _rating_cell(self, cell: _Cell, badge: RatingBadge) -> None:
        colour = theme.rating_colour(rank=badge.rank, of=badge.of)
        run = _fill(cell, "").add_run(writable(badge.label))
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(colour.text.lstrip("#").upper())
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the cell's element has no public name
        properties.append(element("w:shd", val="clear", color="auto", fill=colour.fill.lstrip("#").upper()))

    def _chart(self, chart: Chart) -> None:
        # What a rating rests on comes first; the table is also short, and fills what the chart leaves of a page.
        table_first = chart.kind is ChartKind.BANDED_BARS
        if table_first:
            self._table(chart.table)
        self._caption("Figure", chart.title, chart.id)
        for drawing, png in self.pictures[chart.id]:
            self._picture(drawing, png, title=chart.title)
        if not table_first:
            self._table(chart.table)

    def _picture(self, drawing: Drawing, png: bytes, *, title: str) -> None:
        picture = self.paragraph("Picture").add_run().add_picture(io.BytesIO(png))
        natural = picture.width
        if natural > self.line_width:
            picture.height = Emu(int(picture.height * self.line_width / natural))
            picture.width = Emu(self.line_width)
        inline = picture._inline  # noqa: SLF001 - the picture's element has no public name
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.docPr.set("name", f"Figure {self.counts['Figure']}")
        inline.docPr.set("title", writable(title))
        inline.docPr.set("descr", drawing.words)


def _texts(inlines: Iterable[Inline], look: _Look) -> Iterator[tuple[str, _Look]]:
    """Yield the texts inside inlines with how each looks; a link inside a link is only its words."""
    for inline in inlines:
        match inline:
            case Text() | Figure():
                yield inline.text, look
            case Strong():
                yield from _texts(inline.children, replace(look, bold=True))
            case Emphasis():
                yield from _texts(inline.children, replace(look, italic=True))
            case Link():
                yield from _texts(inline.children, look)


def _number(paragraph: WordParagraph, number: int, level: int) -> None:
    """Make a paragraph an item of a list, whatever list its style belongs to."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - the element has no public name
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _fill(cell: _Cell, text: str) -> WordParagraph:
    paragraph: WordParagraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    if text:
        paragraph.add_run(writable(text))
    return paragraph
