"""Sets a report's passages in each format that a report is read from, to hold what is read back against them."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

import docx
import typst
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from inspectorate.reports.checking.model import Passage, Report, Role
from inspectorate.reports.outputs.typefaces import print_fonts

RUNNING_HEAD = "Inspection of an example service"
_MARK = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERED = re.compile(r"(\d{1,3})\.\s+(.*)", re.DOTALL)
_DEEPEST = 6

_LAYOUT = r"""
#let report = json(bytes(sys.inputs.report))
#set document(title: report.name)
#set text(font: "Source Sans Pro", size: 11pt, lang: "en", region: "GB", hyphenate: true)
#set par(justify: report.justified, leading: 0.65em, spacing: 1.1em)
#set page(
  paper: "a4", margin: (x: 24mm, y: 26mm), columns: report.columns,
  header: text(size: 9pt)[#report.head],
  footer: context align(right, text(size: 9pt)[Page #counter(page).display()]),
)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 16pt)
#show heading.where(level: 3): set text(size: 13pt)
#show heading.where(level: 4): set text(size: 12.5pt)
#show heading.where(level: 5): set text(size: 11pt)
#show heading.where(level: 6): set text(size: 11pt)
#let inline(it) = {
  if it.kind == "text" { it.text }
  else if it.kind == "mark" { super(typographic: report.typographic, it.text) }
  else {
    counter(footnote).update(it.number - 1)
    footnote(it.text)
  }
}
#let inlines(items) = items.map(inline).join()
#for block in report.blocks {
  if block.kind == "heading" { heading(level: block.level, inlines(block.parts)) }
  else if block.kind == "paragraph" { par(inlines(block.parts)) }
  else if block.kind == "note" { par(text(size: 8.5pt, inlines(block.parts))) }
  else if block.kind == "bullets" { list(..block.items.map(inlines)) }
  else if block.kind == "numbers" { enum(..block.items.map(item => enum.item(item.number, inlines(item.parts)))) }
  else {
    let cells = block.rows.map(row => row.map(cell => inlines(cell)))
    let heads = if block.head == 0 { () } else {
      (table.header(..cells.slice(0, block.head).flatten().map(strong)),)
    }
    table(
      columns: (2fr,) + (1fr,) * (block.width - 1),
      stroke: if report.ruled { (x, y) => (bottom: 0.6pt) } else { none },
      ..heads, ..cells.slice(block.head).flatten(),
    )
  }
}
"""


def repeated(report: Report, *, times: int) -> Report:
    """Return a report that says the same several times over: a long one, for measuring; its tables are told apart."""
    tables = max((passage.table for passage in report.passages), default=0)
    passages = [
        replace(passage, table=passage.table + turn * tables if passage.table else 0)
        for turn in range(times)
        for passage in report.passages
    ]
    return replace(report, passages=tuple(passages))


def set_as_pdf(
    report: Report,
    *,
    tagged: bool = True,
    ruled: bool = True,
    columns: int = 1,
    justified: bool = True,
    typographic: bool = False,
) -> bytes:
    """Return a report as a PDF with a running head, page numbers and real footnotes.

    ``tagged`` makes it PDF/UA-1, and without it there are no tags at all; ``ruled`` draws rules between the rows of
    tables; ``typographic`` takes the typeface's own raised figures for marks, in the place of small ones.
    """
    data = {
        "name": report.name,
        "head": RUNNING_HEAD,
        "blocks": list(_blocks(report)),
        "ruled": ruled,
        "columns": columns,
        "justified": justified,
        "typographic": typographic,
    }
    with print_fonts() as fonts:
        return typst.compile(
            _LAYOUT.encode(),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
            pdf_standards="ua-1" if tagged else None,
            pdf_tags=tagged,
        )


def set_as_docx(report: Report) -> bytes:
    """Return a report as a Word document: its heading and list styles, its tables with a row of heads, raised marks."""
    document = docx.Document()
    for is_row, group in _runs(report):
        if is_row:
            _word_table(document, group)
            continue
        for passage in group:
            _word_marks(_word_paragraph(document, passage), passage.text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def set_as_html(report: Report) -> str:
    """Return a report as a web page with headings, lists, tables and raised marks."""
    parts = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f"<title>{html.escape(report.name)}</title></head><body><main>",
    ]
    for is_row, group in _runs(report):
        parts += _html_table(group) if is_row else _html_texts(group)
    return "\n".join([*parts, "</main></body></html>", ""])


def set_as_markdown(report: Report) -> str:
    """Return a report as Markdown with headings, lists and pipe tables; marks stay superscript figures."""
    parts: list[str] = []
    for is_row, group in _runs(report):
        if is_row:
            parts.append(_markdown_table(group))
            continue
        for is_item, run in groupby(group, key=lambda passage: passage.role is Role.ITEM):
            lines = [_markdown_line(passage) for passage in run]
            parts.append(("\n" if is_item else "\n\n").join(lines))
    return "\n\n".join(parts) + "\n"


def _runs(report: Report) -> Iterator[tuple[bool, list[Passage]]]:
    """Go through the passages in runs: the rows of one table, or what is in none."""
    for table, group in groupby(report.passages, key=lambda passage: passage.table if passage.role is Role.ROW else 0):
        yield table != 0, list(group)


def _blocks(report: Report) -> Iterator[Mapping[str, object]]:
    """Go through what the layout sets; a note that some passage's mark calls for is set by that mark."""
    called = _called_notes(report.passages)
    notes = {id(note) for note in called.values()}
    above = 0
    for is_row, group in _runs(report):
        if is_row:
            width = max(len(passage.cells) for passage in group)
            rows = [[*passage.cells, *[""] * (width - len(passage.cells))] for passage in group]
            head = next((place for place, passage in enumerate(group) if not passage.head), len(group))
            cells = [[_parts(cell, called) for cell in row] for row in rows]
            yield {"kind": "table", "rows": cells, "head": head, "width": width}
            continue
        kept = [passage for passage in group if id(passage) not in notes]
        for role, run in groupby(kept, key=_kind):
            passages = list(run)
            if role == "bullets":
                yield {"kind": role, "items": [_parts(passage.text, called) for passage in passages]}
            elif role == "numbers":
                yield {"kind": role, "items": [_numbered(passage, called) for passage in passages]}
            else:
                for passage in passages:
                    # PDF/UA allows no level to be left out.
                    above = min(max(passage.level, 1), above + 1, _DEEPEST) if role == "heading" else above
                    yield {"kind": role, "level": above, "parts": _parts(passage.text, called)}


def _kind(passage: Passage) -> str:
    if passage.role is Role.ITEM:
        return "numbers" if _NUMBERED.match(passage.text) else "bullets"
    return {Role.HEADING: "heading", Role.NOTE: "note"}.get(passage.role, "paragraph")


def _numbered(passage: Passage, called: dict[str, Passage]) -> Mapping[str, object]:
    found = _NUMBERED.match(passage.text)
    assert found is not None
    return {"number": int(found[1]), "parts": _parts(found[2], called)}


def _called_notes(passages: tuple[Passage, ...]) -> dict[str, Passage]:
    """Return the notes by their marks, where each mark has one note and stands in some text before it."""
    notes: dict[str, list[Passage]] = {}
    met: set[str] = set()
    for passage in passages:
        found = _MARK.match(passage.text)
        if passage.role is Role.NOTE and found is not None:
            if found[1] in met:
                notes.setdefault(found[1], []).append(passage)
        else:
            met.update(_MARK.findall(passage.text))
    return {mark: found[0] for mark, found in notes.items() if len(found) == 1}


def _parts(text: str, called: dict[str, Passage]) -> list[Mapping[str, object]]:
    parts: list[Mapping[str, object]] = []
    for part in _MARK.split(text):
        if not _MARK.fullmatch(part):
            parts.append({"kind": "text", "text": part})
        elif part in called:
            body = called[part].text.removeprefix(part).strip()
            parts.append({"kind": "note", "number": int(part.translate(_FIGURES)), "text": body})
        else:
            parts.append({"kind": "mark", "text": part.translate(_FIGURES)})
    return parts


def _word_paragraph(document: WordDocument, passage: Passage) -> Paragraph:
    match passage.role:
        case Role.HEADING:
            style = f"Heading {min(max(passage.level, 1), 9)}"
        case Role.ITEM if not _NUMBERED.match(passage.text):
            style = "List Bullet"
        case _:
            style = "Normal"
    return document.add_paragraph(style=style)


def _word_table(document: WordDocument, rows: list[Passage]) -> None:
    table = document.add_table(rows=0, cols=max(len(passage.cells) for passage in rows), style="Table Grid")
    for passage in rows:
        row = table.add_row()
        if passage.head:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, passage.cells, strict=False):
            _word_marks(cell.paragraphs[0], text)


def _word_marks(paragraph: Paragraph, text: str) -> None:
    for part in _MARK.split(text):
        if part:
            run = paragraph.add_run(part.translate(_FIGURES) if _MARK.fullmatch(part) else part)
            run.font.superscript = True if _MARK.fullmatch(part) else None


def _html_marks(text: str) -> str:
    return _MARK.sub(lambda mark: f"<sup>{mark[1].translate(_FIGURES)}</sup>", html.escape(text))


def _html_texts(passages: list[Passage]) -> Iterator[str]:
    for kind, group in groupby(passages, key=_kind):
        run = list(group)
        if kind == "bullets":
            yield "<ul>"
            yield from (f"<li>{_html_marks(passage.text)}</li>" for passage in run)
            yield "</ul>"
        elif kind == "numbers":
            found = [_NUMBERED.match(passage.text) for passage in run]
            yield f'<ol start="{found[0][1] if found[0] else 1}">'
            yield from (f"<li>{_html_marks(match[2])}</li>" for match in found if match)
            yield "</ol>"
        else:
            for passage in run:
                tag = f"h{min(max(passage.level, 1), _DEEPEST)}" if kind == "heading" else "p"
                note = ' role="doc-footnote"' if kind == "note" else ""
                yield f"<{tag}{note}>{_html_marks(passage.text)}</{tag}>"


def _html_table(rows: list[Passage]) -> Iterator[str]:
    yield "<table>"
    for passage in rows:
        tag = "th" if passage.head else "td"
        yield "<tr>" + "".join(f"<{tag}>{_html_marks(cell)}</{tag}>" for cell in passage.cells) + "</tr>"
    yield "</table>"


def _markdown_line(passage: Passage) -> str:
    text = re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", passage.text)
    match passage.role:
        case Role.HEADING:
            return f"{'#' * min(max(passage.level, 1), _DEEPEST)} {text}"
        case Role.ITEM:
            return text if _NUMBERED.match(text) else f"- {text}"
        case _:
            # What looks like the number or the sign of an item is none.
            return re.sub(r"^(\d{1,9})([.)])(?=\s)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", text))


def _markdown_table(rows: list[Passage]) -> str:
    width = max(len(passage.cells) for passage in rows)
    lines = [
        "| " + " | ".join(re.sub(r"([\\`*_\[\]<>|])", r"\\\1", cell) for cell in _filled(passage.cells, width)) + " |"
        for passage in rows
    ]
    if not rows[0].head:
        lines.insert(0, "|" + "  |" * width)
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _filled(cells: tuple[str, ...], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
