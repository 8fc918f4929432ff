"""The data workbook as XLSX, by gptables, the UK statisticians' own library.

A text is always a text: what begins like a formula, a link or a note's mark is shown as it stands.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from copy import deepcopy
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from inspectorate.reports.document import Document
from inspectorate.reports.outputs.archive import rezipped
from inspectorate.reports.outputs.sheets import (
    CONTENTS,
    COVER,
    COVER_WIDTH,
    LaidSheet,
    Value,
    dated,
    lay_out,
    lines_in,
    writable,
)

with warnings.catch_warnings():
    # gptables leaves a file of its own to be closed by chance
    warnings.simplefilter("ignore", ResourceWarning)
    import gptables

BOLD = 0.8
"""How much of a column's width is left where its words are bold."""
LINE_HEIGHT = 15.75
"""In points, at 12 points of type."""
A4 = 9
"""Excel's number for the paper."""
_PLAIN = re.compile("[a-zA-Z0-9]")


def write_xlsx(document: Document, path: Path) -> None:
    """Write a document's workbook as XLSX; equal documents give equal bytes."""
    document = writable(document)
    sheets = lay_out(document)
    made = BytesIO()
    with warnings.catch_warnings():
        # how gptables uses pandas, and that the notes are a sheet of our own, is nothing that a user can mend
        warnings.simplefilter("ignore")
        book = _book(document, sheets, made)
    book.set_properties(
        {
            "title": document.workbook.title,
            "author": document.publisher,
            "comments": document.description,
            "created": dated(document),
        }
    )
    by_name = {sheet.name: sheet for sheet in sheets}
    for worksheet in book.worksheets():
        sheet = by_name.get(worksheet.get_name())
        if sheet is not None:
            _shape_worksheet(book, worksheet, sheet)
        else:
            _shape_cover(worksheet, document)
    book.close()
    language = f"<dc:language>{escape(document.language)}</dc:language></cp:coreProperties>".encode()
    edit = {"docProps/core.xml": lambda core: core.replace(b"</cp:coreProperties>", language)}
    path.write_bytes(rezipped(made.getvalue(), edit))


def _book(document: Document, sheets: Sequence[LaidSheet], made: BytesIO) -> Any:
    intro = [_kept(line) for line in document.workbook.about]
    return gptables.produce_workbook(
        filename=made,
        sheets={sheet.name: _gptable(sheet) for sheet in sheets},
        cover=gptables.Cover(title=_kept(document.workbook.title), intro=intro, cover_label=COVER, width=COVER_WIDTH),
        theme=_theme(),
        contentsheet_label=None,
        auto_width=False,
        workbook_options={"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )


def _gptable(sheet: LaidSheet) -> Any:
    rows = [["text" if _is_marked(value) else value for value in row] for row in sheet.rows]
    return gptables.GPTable(
        table=pd.DataFrame(rows, columns=list(sheet.columns), dtype=object),
        table_name="table_" + "".join(sign if sign.isalnum() else "_" for sign in sheet.name).lower(),
        title=_kept(sheet.title),
        instructions=_kept(sheet.instructions),
        legend=[_kept(sheet.legend)] if sheet.legend else [],
        scope=_kept(sheet.scope) or None,
        index_columns={2: 0},
        additional_formatting=[{"column": formatted} for formatted in _formats(sheet)],
    )


def _formats(sheet: LaidSheet) -> Iterator[dict[str, Any]]:
    """Go through the formats of a sheet's columns; gptables takes its time over each, so that columns share them."""
    columns = range(len(sheet.columns))
    numbers = [position for position in columns if sheet.numeric[position]]
    # so that a text does not touch what stands before it
    texts = [position for position in columns if position and not sheet.numeric[position]]
    for positions, shape in ((numbers, {"align": "right"}), (texts, {"indent": 1})):
        if positions:
            yield {"columns": positions, "format": shape, "include_names": True}
    for places in sorted({places for places in sheet.places if places is not None}):
        positions = [position for position in columns if sheet.places[position] == places]
        yield {"columns": positions, "format": {"num_format": f"0.{'0' * places}" if places else "0"}}


def _theme() -> Any:
    theme = deepcopy(gptables.gptheme)
    theme.update_data_format({"valign": "top"})
    theme.update_index_2_format({"valign": "top"})
    return theme


def _shape_worksheet(book: Any, worksheet: Any, sheet: LaidSheet) -> None:
    for position, width in enumerate(sheet.widths):
        worksheet.set_column(position, position, width)
    in_bold = [int(width * BOLD) for width in sheet.widths]
    worksheet.set_row(sheet.header_row - 1, lines_in(sheet.columns, in_bold) * LINE_HEIGHT)
    for number, row in enumerate(sheet.rows, start=sheet.header_row):
        worksheet.set_row(number, lines_in(row, sheet.widths) * LINE_HEIGHT)
    text = book.add_format({"font_size": 12, "font_name": "Arial", "text_wrap": True, "valign": "top"})
    for number, row in enumerate(sheet.rows, start=sheet.header_row):
        for position, value in enumerate(row):
            if _is_marked(value):
                worksheet.write_string(number, position, value, text)
    worksheet.freeze_panes(sheet.header_row, 1)
    worksheet.repeat_rows(sheet.header_row - 1)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    if sheet.name == CONTENTS:
        link = book.add_format(
            {"font_color": "#1D4F91", "underline": 1, "font_size": 12, "font_name": "Arial", "valign": "top"}
        )
        for number, (name, *_) in enumerate(sheet.rows, start=sheet.header_row):
            worksheet.write_url(number, 0, f"internal:'{name}'!A1", link, string=str(name))


def _shape_cover(worksheet: Any, document: Document) -> None:
    # gptables puts a heading of its own between the title and the lines
    for number, line in enumerate(document.workbook.about, start=2):
        worksheet.set_row(number, lines_in([line], [COVER_WIDTH]) * LINE_HEIGHT)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)


def _is_marked(value: Value) -> bool:
    """Say whether gptables would take a text for a mark, for a note or a link, or refuse it: one without a letter."""
    return isinstance(value, str) and ("$$" in value or "](" in value or not _PLAIN.search(value))


def _kept(text: str) -> str:
    """Keep a line from being read as gptables' marks for notes and links."""
    return text.replace("$$", "$\N{WORD JOINER}$").replace("](", "]\N{WORD JOINER}(")
