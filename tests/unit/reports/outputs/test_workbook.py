from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import odfdo
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectorate.reports.document import Document, Sheet, Workbook
from inspectorate.reports.outputs.ods import write_ods
from inspectorate.reports.outputs.sheets import lay_out, lines_in
from inspectorate.reports.outputs.xlsx import write_xlsx

Write = Callable[[Document, Path], None]
Rows = list[list[Any]]

FORMULAS = ("=1+1", "+44 20 7946 0000", "-5", "@SUM(A1)", '=HYPERLINK("https://example.org")', "\t=1+1")
MARKS = ("see $$note$$", "[a link](https://example.org)", "https://example.org", "mailto:a@example.org", "?", "—", "£")
TEXTS = (
    "2.10",
    "007",
    "1e5",
    "true",
    "two  spaces",
    " at both ends ",
    "two\nlines",
    "<b>&amp;",
    "İstanbul 😀",
    "x" * 500,
)
HOSTILE = (*FORMULAS, *MARKS, *TEXTS)


@pytest.fixture
def document() -> Document:
    counts = Sheet(
        id="questions",
        title="All questions",
        about="Every question over all cases.",
        columns=("Question", "Text", "Yes", "Relevant cases", "Percentage yes", "Interval from"),
        rows=(
            ("2.10", "Is it so?", 17, 36, 47, 32.0),
            ("2.10.a", "Was it?", 0, 0, None, None),
            ("2.10.b", "", 3, 8, 38, 13.7),
        ),
        notes={"Percentage yes": 1, "Interval from": 2},
    )
    hostile = Sheet(
        id="words",
        title="=Words",
        about="+ Words that mean something to a spreadsheet.",
        columns=("Number", "Words"),
        rows=tuple((str(number), words) for number, words in enumerate(HOSTILE)),
    )
    return Document(
        id="example",
        title="An inspection",
        subtitle="",
        publisher="The Inspectorate",
        published="2023-05",
        language="en-GB",
        description="What it is about.",
        attribution="",
        notices=(),
        blocks=(),
        workbook=Workbook(
            title="An inspection: data",
            about=("=About", "What stands where. " * 20),
            notes=("Whole numbers.", "Of the percentage."),
            sheets=(counts, hostile),
        ),
        data={},
    )


def read_xlsx(path: Path) -> dict[str, Rows]:
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    return {str(sheet.title): [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def read_ods(path: Path) -> dict[str, Rows]:
    book = odfdo.Document(path)
    return {str(table.name): [list(row) for row in table.get_values()] for table in book.body.tables}


FORMATS = pytest.mark.parametrize(
    ("write", "read"), [(write_xlsx, read_xlsx), (write_ods, read_ods)], ids=["xlsx", "ods"]
)


@FORMATS
def test_sheets_are_cover_contents_notes_and_a_table_each(
    document: Document, tmp_path: Path, write: Write, read: Callable[[Path], dict[str, Rows]]
) -> None:
    write(document, tmp_path / "w")
    sheets = read(tmp_path / "w")
    assert list(sheets) == ["Cover", "Contents", "Notes", "1_questions", "2_words"]
    assert sheets["Cover"][0][0] == "An inspection: data"
    # odfdo tells a link in Markdown
    assert [[re.sub(r"^\[(.+)\]\(#'\1'.A1\)$", r"\1", row[0]), row[1]] for row in sheets["Contents"][2:]] == [
        ["Sheet", "Title"],
        ["Notes", "Notes to the tables"],
        ["1_questions", "Table 1: All questions"],
        ["2_words", "Table 2: =Words"],
    ]
    assert sheets["Notes"][2:] == [["Note number", "Note text"], [1, "Whole numbers."], [2, "Of the percentage."]]


@FORMATS
def test_table_has_numbers_as_numbers_and_no_empty_cell(
    document: Document, tmp_path: Path, write: Write, read: Callable[[Path], dict[str, Rows]]
) -> None:
    write(document, tmp_path / "w")
    title, *about, header, first, second, third = read(tmp_path / "w")["1_questions"]
    assert title[0] == "Table 1: All questions"
    assert [line[0] for line in about] == [
        "This sheet has one table. Column titles refer to notes, which are on the sheet Notes.",
        "[z] means not applicable: there is nothing to show in this cell.",
        "Every question over all cases.",
    ]
    assert header == ["Question", "Text", "Yes", "Relevant cases", "Percentage yes [note 1]", "Interval from [note 2]"]
    assert [str(first[0]), *first[1:]] == ["2.10", "Is it so?", 17, 36, 47, 32]
    assert isinstance(first[0], str)
    assert second == ["2.10.a", "Was it?", 0, 0, "[z]", "[z]"]
    assert [float(third[5]), third[1]] == [13.7, "[z]"]


def test_words_are_kept_as_text_in_xlsx(document: Document, tmp_path: Path) -> None:
    write_xlsx(document, tmp_path / "w.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["2_words"]
    cells = [row[1] for row in sheet.iter_rows(min_row=5)]
    assert tuple(cell.value for cell in cells) == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    assert sheet["A2"].value.startswith("This sheet")
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("Table 2: =Words", "s")


def test_words_are_kept_as_text_in_ods(document: Document, tmp_path: Path) -> None:
    write_ods(document, tmp_path / "w.ods")
    table: Any = odfdo.Document(tmp_path / "w.ods").body.get_table(name="2_words")
    cells = [row.get_cell(1) for row in table.rows[3:]][1:]
    assert tuple(cell.value for cell in cells) == HOSTILE
    assert {cell.type for cell in cells} == {"string"}
    assert all(cell.formula is None for cell in cells)


def test_xlsx_marks_its_tables_and_merges_nothing(document: Document, tmp_path: Path) -> None:
    write_xlsx(document, tmp_path / "w.xlsx")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    marked = {sheet.title: [table.ref for table in sheet.tables.values()] for sheet in book}
    assert marked == {
        "Cover": [],
        "Contents": ["A3:B6"],
        "Notes": ["A3:B5"],
        "1_questions": ["A5:F8"],
        "2_words": [f"A4:B{4 + len(HOSTILE)}"],
    }
    assert not any(sheet.merged_cells.ranges for sheet in book)
    assert [book[name].freeze_panes for name in ("1_questions", "2_words")] == ["B6", "B5"]
    contents = [cell for (cell,) in book["Contents"].iter_rows(min_row=4, max_col=1)]
    assert [cell.hyperlink.location for cell in contents] == [f"'{cell.value}'!A1" for cell in contents]
    assert book["1_questions"]["F6"].number_format == "0.0"


def test_ods_marks_its_tables_and_freezes_their_headers(document: Document, tmp_path: Path) -> None:
    write_ods(document, tmp_path / "w.ods")
    book = odfdo.Document(tmp_path / "w.ods")
    ranges = book.body.get_elements("table:database-ranges/table:database-range")
    assert [one.get_attribute("table:target-range-address") for one in ranges][2:] == [
        "'1_questions'.A5:'1_questions'.F8",
        f"'2_words'.A4:'2_words'.B{4 + len(HOSTILE)}",
    ]
    assert len(book.body.get_elements("//table:table-header-rows/table:table-row")) == 4
    assert not book.body.get_elements("//*[@table:number-columns-spanned]")
    settings = zipfile.ZipFile(tmp_path / "w.ods").read("settings.xml").decode()
    assert settings.count('config:name="VerticalSplitPosition" config:type="int">5<') == 1


def test_properties_say_title_language_publisher_and_date(document: Document, tmp_path: Path) -> None:
    write_xlsx(document, tmp_path / "w.xlsx")
    write_ods(document, tmp_path / "w.ods")
    xlsx = openpyxl.load_workbook(tmp_path / "w.xlsx").properties
    ods = odfdo.Document(tmp_path / "w.ods").meta
    assert (xlsx.title, xlsx.language, xlsx.creator) == ("An inspection: data", "en-GB", "The Inspectorate")
    assert (ods.title, ods.language, ods.creator) == ("An inspection: data", "en-GB", "The Inspectorate")
    assert f"{xlsx.created:%Y-%m-%d}" == f"{ods.date:%Y-%m-%d}" == "2023-05-01"


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_equal_documents_give_equal_bytes(document: Document, tmp_path: Path, write: Write) -> None:
    write(document, tmp_path / "a")
    write(replace(document, published=""), tmp_path / "b")
    write(document, tmp_path / "c")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "c").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()


def test_ods_begins_with_its_media_type_uncompressed(document: Document, tmp_path: Path) -> None:
    # so that a program which looks at the first bytes knows what it is
    write_ods(document, tmp_path / "w.ods")
    assert b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in (tmp_path / "w.ods").read_bytes()[:100]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40))
@FORMATS
def test_no_words_break_a_workbook(
    document: Document, tmp_path: Path, write: Write, read: Callable[[Path], dict[str, Rows]], words: str
) -> None:
    sheet = Sheet(id="any", title=words, about=words, columns=("First", "Words"), rows=(("1", words), (words, "2")))
    workbook = replace(document.workbook, title=words, about=(words,), notes=(words,), sheets=(sheet,))
    write(replace(document, title=words, workbook=workbook, description=words), tmp_path / "w")
    assert list(read(tmp_path / "w")) == ["Cover", "Contents", "Notes", "1_any"]


def test_numbers_are_shown_with_as_many_places_as_the_most_precise(document: Document) -> None:
    questions = lay_out(document)[2]
    assert questions.places == (None, None, None, None, None, 1)
    assert questions.numeric == (False, False, True, True, True, True)


def test_rows_are_as_high_as_their_longest_text() -> None:
    assert lines_in([1, "short"], [10, 10]) == 1
    assert lines_in(["word " * 20, "short"], [20, 10]) == 5
    assert lines_in(["a\nb", ""], [10, 10]) == 2
