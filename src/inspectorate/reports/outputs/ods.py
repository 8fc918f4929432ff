"""The data workbook as ODS, by odfdo, in the layout of the XLSX.

A text is always a text: cells hold no formulas.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from odfdo import Document as OdfDocument
from odfdo import Element

from inspectorate.reports.document import Document
from inspectorate.reports.outputs.archive import rezipped
from inspectorate.reports.outputs.odsxml import cover_xml, ranges_xml, settings_xml, sheet_xml, styles_xml
from inspectorate.reports.outputs.sheets import COVER, COVER_WIDTH, dated, lay_out, writable


def write_ods(document: Document, path: Path) -> None:
    """Write a document's workbook as ODS; equal documents give equal bytes."""
    document = writable(document)
    sheets = lay_out(document)
    book = OdfDocument("spreadsheet")
    book.set_language(document.language)
    meta = book.meta
    meta.title = document.workbook.title
    meta.description = document.description
    meta.creator = meta.initial_creator = document.publisher
    meta.creation_date = meta.date = dated(document).replace(tzinfo=None)
    _fit_to_page(book)
    for style in styles_xml([COVER_WIDTH, *(width for sheet in sheets for width in sheet.widths)]):
        book.insert_style(style, automatic=True)
    book.body.clear()
    book.body.append(Element.from_tag(cover_xml(COVER, document.workbook.title, document.workbook.about, COVER_WIDTH)))
    for sheet in sheets:
        book.body.append(Element.from_tag(sheet_xml(sheet)))
    book.body.append(Element.from_tag(ranges_xml(sheets)))
    book.set_part("settings.xml", settings_xml(sheets, opened=COVER).encode())
    made = BytesIO()
    book.save(made)
    path.write_bytes(rezipped(made.getvalue()))


def _fit_to_page(book: Any) -> None:
    """Print sheets across a landscape page of A4, as wide as the page."""
    for layout in book.get_part("styles.xml").get_elements("//style:page-layout/style:page-layout-properties"):
        for name, value in (
            ("fo:page-width", "29.7cm"),
            ("fo:page-height", "21cm"),
            ("style:print-orientation", "landscape"),
            ("style:scale-to-X", "1"),
            ("style:scale-to-Y", "0"),
        ):
            layout.set_attribute(name, value)
