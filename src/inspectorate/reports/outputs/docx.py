"""A report as a Word document, in the styles of a template that a house can replace."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt

from inspectorate.reports.document import Block, Chart, Document, Heading
from inspectorate.reports.outputs.archive import rezipped
from inspectorate.reports.outputs.docx_blocks import BlockWriter
from inspectorate.reports.outputs.docx_template import open_template
from inspectorate.reports.outputs.drawings import Drawing, drawings
from inspectorate.reports.outputs.lettering import writable
from inspectorate.reports.outputs.paged import (
    anchors,
    every_block,
    language_parts,
    published_day,
    published_words,
)
from inspectorate.reports.outputs.pictures import png_pictures
from inspectorate.reports.outputs.wordxml import add_field, field_code, field_mark

_CONTENTS_LEVELS: Final = 2
_BELOW_CONTENTS: Final = Pt(24)


def render_docx(document: Document, *, template: Path | None = None) -> bytes:
    """Return the report as a Word document (DOCX); equal documents give equal bytes.

    ``template`` is a house's own Word file: its styles, page, headers and footers are taken, its text is not. Without
    it the report takes those of `inspectorate.reports.outputs.docx_template`. A document's headings of level 2 to 4 are
    Word's Heading 1 to 3, under its Title.

    Raises:
        ProblemsFound: the template cannot be read, or lacks styles; all that are missing are named.
    """
    word = open_template(template)
    writer = BlockWriter(word, anchors(document), _draw(document.blocks))
    _set_language(word, document.language)
    _set_properties(word, document)
    _write_cover(writer, document)
    _write_contents(writer, document)
    writer.write(document.blocks)
    for section in word.sections:
        _write_footer(section, writable(document.title))
    written = io.BytesIO()
    word.save(written)
    return rezipped(written.getvalue())


def _draw(blocks: Iterable[Block]) -> dict[str, list[tuple[Drawing, bytes]]]:
    """Draw every chart at once, which costs little more than one."""
    drawn = [
        (block.id, drawing) for block in every_block(blocks) if isinstance(block, Chart) for drawing in drawings(block)
    ]
    pictures: dict[str, list[tuple[Drawing, bytes]]] = {}
    for (identifier, drawing), png in zip(drawn, png_pictures([one.svg for _, one in drawn]), strict=True):
        pictures.setdefault(identifier, []).append((drawing, png))
    return pictures


def _set_language(word: WordDocument, language: str) -> None:
    tag = "-".join(part for part in language_parts(language) if part)
    for found in word.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), tag)


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = writable(document.title)[:255]
    properties.subject = writable(document.subtitle)[:255]
    properties.author = properties.last_modified_by = writable(document.publisher)[:255]
    properties.comments = writable(document.description)[:255]
    properties.language = "-".join(part for part in language_parts(document.language) if part)
    properties.keywords = properties.category = ""
    properties.revision = 1
    # Without a date of publication there is none that would be the same the next time.
    day = published_day(document.published) or datetime(2000, 1, 1, tzinfo=UTC).date()
    properties.created = properties.modified = datetime.combine(day, time(), tzinfo=UTC)


def _write_cover(writer: BlockWriter, document: Document) -> None:
    lines = (
        (document.publisher, "Publisher"),
        (document.title, "Title"),
        (document.subtitle, "Subtitle"),
        (published_words(document.published), "Publisher"),
        *((notice, "Notice") for notice in document.notices),
    )
    for text, style in lines:
        if text:
            writer.words(text, style)


def _write_contents(writer: BlockWriter, document: Document) -> None:
    """Write the contents as links, inside the field by which Word can make them anew with its page numbers."""
    writer.words("Contents", "TOC Heading")
    headings = [
        block for block in document.blocks if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS + 1
    ]
    entries = [(writer.words("", f"toc {heading.level - 1}"), heading) for heading in headings]
    for place, (paragraph, heading) in enumerate(entries):
        if place == 0:
            field_mark(paragraph.add_run(), "begin")
            field_code(paragraph.add_run(), f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u')
            field_mark(paragraph.add_run(), "separate")
        made = writer.link(paragraph, f"#{heading.id}")
        run = paragraph.add_run(writable(heading.text))
        if made is not None:
            made.append(run._r)  # noqa: SLF001 - the run's element has no public name
        if place == len(entries) - 1:
            field_mark(paragraph.add_run(), "end")
    if document.attribution:
        writer.words(document.attribution, "Note").paragraph_format.space_before = _BELOW_CONTENTS


def _write_footer(section: Section, title: str) -> None:
    """Write title and page number at the foot of pages, unless the template's own foot says something."""
    footer = section.footer
    if footer.is_linked_to_previous or not "".join(paragraph.text for paragraph in footer.paragraphs).strip():
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.add_run(f"{title}\t")
        add_field(paragraph, "PAGE", "2")
