from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.sampling.conftest import (
    HEADINGS,
    REFERENCE,
    ROWS,
    codes,
    csv_bytes,
    ods_of,
    read,
    repacked,
    xlsx_of,
    zipped,
)

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Problem, ProblemsFound, Severity
from inspectorate.sampling.mapping import ListMapping
from inspectorate.sampling.source import open_list

SOUND = [HEADINGS, *ROWS]
FORMS = {"csv": csv_bytes(), "xlsx": xlsx_of(SOUND), "ods": ods_of(SOUND)}
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
CONTENT = "content.xml"
BLANK_ROW = (
    b'<table:table-row table:number-rows-repeated="%d"><table:table-cell table:number-columns-repeated="%d"'
    b' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
)


def problems_of(
    data: bytes,
    framework: Framework,
) -> tuple[Problem, ...]:
    try:
        return read(data, framework).problems.problems
    except ProblemsFound as found:
        return found.problems


@pytest.mark.parametrize(
    "data",
    [
        csv_bytes(),
        csv_bytes(separator=";"),
        csv_bytes(separator="\t"),
        csv_bytes(separator="|"),
        b"\xef\xbb\xbf" + csv_bytes(),
        csv_bytes().decode().encode("utf-16"),
        csv_bytes().replace(b"\n", b"\r\n"),
        csv_bytes().replace(b"\n", b"\r"),
        csv_bytes().replace(b"Male", b'"Male"'),
        csv_bytes().rstrip(b"\n"),
        b"\n\n" + csv_bytes() + b"\n,,,\n",
        xlsx_of(SOUND),
        xlsx_of([(), *SOUND]),
        ods_of(SOUND),
    ],
    ids=[
        "comma", "semicolon", "tab", "stroke", "utf-8 mark", "utf-16", "crlf", "cr", "quoted", "no last line feed",
        "blank lines", "xlsx", "xlsx with a blank row first", "ods",
    ],
)  # fmt: skip
def test_every_form_of_a_list_gives_the_same_cases(data: bytes, framework: Framework) -> None:
    case_list = read(data, framework)
    assert codes(case_list) == {}
    assert case_list.cases.drop("line").rows() == [
        ("PX-1", "2022-07-18", "community_order", "male"),
        ("PX-2", "2022-07-25", "licence", "female"),
        ("PX-3", "2022-08-21", "licence", "male"),
    ]
    assert case_list.digest == read(csv_bytes(), framework).digest


def test_line_of_a_row_is_the_one_an_editor_shows(framework: Framework) -> None:
    quoted = csv_bytes().replace(b"PX-2", b'"PX\n-2"')
    assert read(quoted, framework).cases["line"].to_list() == [2, 3, 5]
    assert read(b"\n" + csv_bytes(), framework).cases["line"].to_list() == [3, 4, 5]


def test_windows_text_is_read_and_said_to_be(framework: Framework) -> None:
    headings = (*HEADINGS, "Inspector")
    rows = [(*row, "Zo\xeb") for row in ROWS]
    data = csv_bytes(rows, headings).decode().encode("cp1252")
    case_list = read(data, framework)
    assert codes(case_list) == {"read-as-windows": 1}
    assert case_list.problems.errors == 0
    assert case_list.cases["inspector"][0] == "Zo\xeb"


def test_dates_of_a_workbook_are_days(framework: Framework) -> None:
    rows: list[tuple[str | date, ...]] = [HEADINGS, ("PX-1", date(2022, 7, 18), "Licence", "Male")]
    for data in (xlsx_of(rows), ods_of(rows)):
        case_list = read(data, framework)
        assert codes(case_list) == {}
        assert case_list.cases["commenced_on"].to_list() == ["2022-07-18"]


def cell(heading: str, value: str) -> bytes:
    """Return a list in which one cell of the second case is another."""
    row = list(ROWS[1])
    row[HEADINGS.index(heading)] = value
    return csv_bytes([ROWS[0], row, ROWS[2]])


def with_column(heading: str) -> bytes:
    return csv_bytes([(*row, "x") for row in ROWS], (*HEADINGS, heading))


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "list-empty"),
    "only separators": (b",,,\n,,,\n", "list-empty"),
    "only headings": (csv_bytes([]), "list-without-cases"),
    "one column": (b"Sex\nmale\n", "column-missing"),
    "heading twice": (csv_bytes([(*row, "x") for row in ROWS], (*HEADINGS, "Sex")), "heading-twice"),
    "no heading": (csv_bytes([(*row, "x") for row in ROWS], (*HEADINGS, "")), "no-heading"),
    "100,000 columns": ((",".join(f"c{at}" for at in range(100_000)) + "\n").encode(), "list-too-large"),
    "wrong encoding": (csv_bytes().replace(b"PX-2", b"PX-\x81\x8d"), "wrong-encoding"),
    "damaged utf-16": (csv_bytes().decode().encode("utf-16")[:-1], "wrong-encoding"),
    "nul": (csv_bytes().replace(b"PX-2", b"PX\x002"), "nul-byte"),
    "open quotation": (csv_bytes().replace(b"PX-2", b'"PX-2'), "not-csv"),
    "text after a quotation": (csv_bytes().replace(b"PX-2", b'"PX"-2'), "not-csv"),
    "ragged row": (csv_bytes() + b"PX-4,2022-07-18,Licence\n", "ragged-row"),
    "ragged row in a quoted list": (csv_bytes() + b'"PX-4",2022-07-18,Licence,Male,1\n', "ragged-row"),
    "blank reference": (cell("Case reference", " "), "blank-cell"),
    "case twice": (cell("Case reference", "PX-1"), "case-twice"),
    "space around": (cell("Case reference", " PX-2"), "space-around"),
    "invisible character": (cell("Case reference", "PX\u200b-2"), "control-character"),
    "long reference": (cell("Case reference", "1" * 501), "cell-too-long"),
    "formula as reference": (cell("Case reference", "=HYPERLINK(A1)"), "formula"),
    "formula as a day": (cell("Sentence commenced", "=TODAY()"), "formula"),
    "formula as a choice": (cell("Sex", "=1+1"), "formula"),
    "name as reference": (cell("Case reference", "Mary O'Neill-Smith"), "reference-like-a-name"),
    "blank that is needed": (cell("Sex", ""), "blank-cell"),
    "value unknown": (cell("Order type", "Lisence"), "value-not-allowed"),
    "day as a number": (cell("Sentence commenced", "44760"), "date-as-number"),
    "day first": (cell("Sentence commenced", "18/07/2022"), "day-first"),
    "no such day": (cell("Sentence commenced", "2022-02-30"), "impossible-date"),
    "another century": (cell("Sentence commenced", "0202-07-18"), "date-out-of-range"),
    "no day": (cell("Sentence commenced", "last week"), "not-a-date"),
    "names": (with_column("Surname"), "personal-column"),
    "dates of birth": (with_column("DateOfBirth"), "personal-column"),
    "a column nobody asks for": (with_column("Favourite colour"), "column-not-asked-for"),
    "no case reference": (csv_bytes([row[1:] for row in ROWS], HEADINGS[1:]), "column-missing"),
    "PDF": (b"%PDF-1.7\n", "list-kind-unknown"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "list-kind-unknown"),
    "Word": (zipped(word__document_xml=b"x").replace(b"document_xml", b"document.xml"), "list-kind-unknown"),
    "some archive": (zipped(a=b"x"), "list-kind-unknown"),
    "cut archive": (xlsx_of(SOUND)[:400], "list-kind-unknown"),
    "merged cells": (xlsx_of(SOUND, merged="A6:B7"), "merged-cells"),
    "formula in a workbook": (xlsx_of([HEADINGS, ("=1+1", *ROWS[0][1:])]), "formula-cell"),
    "empty workbook": (xlsx_of([]), "list-empty"),
    "a cell at the end of the sheet": (repacked(xlsx_of(SOUND), SHEET, b'r="D2"', b'r="XFD1048576"'), "list-too-large"),
    "a cell of a strange name": (repacked(xlsx_of(SOUND), SHEET, b'r="D2"', b'r="xfd1048576"'), "not-a-workbook"),
    "texts announced": (
        repacked(xlsx_of(SOUND), STRINGS, b'uniqueCount="', b'uniqueCount="99999999'),
        "list-too-large",
    ),
    "a bomb of texts": (repacked(xlsx_of(SOUND), STRINGS, b"PX-1", b"P" * 210_000_000), "list-too-large"),
    "one endless text": (repacked(xlsx_of(SOUND), STRINGS, b"PX-1", b"P" * 11_000_000), "not-a-workbook"),
    "a password": (
        repacked(
            ods_of(SOUND), "META-INF/manifest.xml", b"</manifest:manifest>", b"<encryption-data/></manifest:manifest>"
        ),
        "list-kind-unknown",
    ),
    "a cell in no row": (
        repacked(xlsx_of(SOUND), SHEET, b"</sheetData>", b'<c r="XFD1048576"><v>1</v></c></sheetData>'),
        "not-a-workbook",
    ),
    "a row in a row": (repacked(xlsx_of(SOUND), SHEET, b"</row>", b'<row r="9"/></row>'), "not-a-workbook"),
    "a document type": (repacked(xlsx_of(SOUND), SHEET, b"<worksheet", b"<!DOCTYPE x><worksheet"), "not-a-workbook"),
    "damaged marks": (repacked(xlsx_of(SOUND), SHEET, b"</row>", b"</rwo>"), "not-a-workbook"),
    "repeated for ever": (
        repacked(ods_of(SOUND), CONTENT, b"</table:table>", BLANK_ROW % (1_048_576, 16_384)),
        "list-too-large",
    ),
    "a table in a table": (
        repacked(ods_of(SOUND), CONTENT, b"</table:table>", b"<table:table/></table:table>"),
        "not-a-workbook",
    ),
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_hostile_list_is_told_with_place_and_remedy(fault: str, framework: Framework) -> None:
    data, code = HOSTILE[fault]
    found = problems_of(data, framework)
    assert code in {problem.code for problem in found}
    assert all(problem.remedy and problem.place.file == "list.csv" for problem in found)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (cell("Sex", "tall"), 3, "Sex"),
        (cell("Sex", "tall").replace(b"Male", b'"Male"'), 3, "Sex"),
        (xlsx_of([HEADINGS, ROWS[0], (*ROWS[1][:3], "tall")]), 3, "Sex"),
        (ods_of([HEADINGS, ROWS[0], (*ROWS[1][:3], "tall")]), 3, "Sex"),
    ],
)
def test_problem_has_row_and_column(data: bytes, line: int, column: str, framework: Framework) -> None:
    (problem,) = problems_of(data, framework)
    assert (problem.code, problem.place.line, problem.place.column) == ("value-not-allowed", line, column)


def test_several_faults_are_told_at_once(framework: Framework) -> None:
    rows = [("", "2022-02-30", "Lisence", ""), ("PX-1", "44760", "Licence", "Male"), ("PX-1", "x", "", "Male")]
    found = problems_of(csv_bytes(rows), framework)
    assert [problem.code for problem in found] == [
        "blank-cell",
        "value-not-allowed",
        "impossible-date",
        "blank-cell",
        "date-as-number",
        "case-twice",
        "blank-cell",
        "not-a-date",
    ]


def test_many_bad_rows_are_listed_in_part_and_counted_in_full(framework: Framework) -> None:
    rows = [(f"PX-{at}", "yesterday", "Licence", "Male") for at in range(20_000)]
    case_list = read(csv_bytes(rows), framework, most=50)
    assert codes(case_list) == {"not-a-date": 20_000}
    assert len(case_list.problems.problems) == 50
    assert case_list.problems.errors == 20_000
    *_, last = sorted(case_list.problems.and_more(), key=lambda problem: problem.code != "more-like-it", reverse=True)
    assert "19,950" in last.message
    with pytest.raises(ProblemsFound):
        case_list.problems.raise_errors()


def test_columns_left_unread_are_said_to_be_and_never_kept(framework: Framework) -> None:
    data = csv_bytes(
        [(*row, "Smith", "1990-01-01", "red") for row in ROWS], (*HEADINGS, "Surname", "Date of birth", "Colour")
    )
    refused = read(data, framework)
    assert codes(refused) == {"personal-column": 2, "column-not-asked-for": 1}
    for kept in (
        ListMapping(left_unread=("Surname", "Date of birth", "Colour")),
        ListMapping(leave_others_unread=True),
    ):
        case_list = read(data, framework, kept=kept)
        assert codes(case_list) == {"column-left-unread": 3}
        assert {problem.severity for problem in case_list.problems.problems} == {Severity.WARNING}
        assert case_list.cases.columns == ["case_id", "commenced_on", "sentence_type", "sex", "line"]
        assert "Smith" not in str(case_list.cases.rows())
        assert "Smith" not in str(case_list.problems)


def test_column_of_names_is_not_read_even_where_it_is_said_to_be_a_field(framework: Framework) -> None:
    data = csv_bytes([(row[0], "Smith") for row in ROWS], ("Case reference", "Surname"))
    case_list = read(data, framework, kept=ListMapping(columns={"Surname": "inspector"}))
    assert codes(case_list) == {"personal-column-mapped": 1}
    assert case_list.fields == ()


def test_other_sheets_are_mentioned_and_one_may_be_named() -> None:
    book = xlsx_of(SOUND, second="Caseload")
    first = open_list(book, name="x")
    assert (first.sheet, [problem.code for problem in first.problems.warnings]) == ("Cases", ["sheets-not-read"])
    second = open_list(book, name="x", sheet="Caseload")
    assert (second.headings[0], second.problems.warnings) == ("in another sheet", ())
    with pytest.raises(ProblemsFound, match="no-such-sheet"):
        open_list(book, name="x", sheet="Cases ")


@settings(max_examples=300)
@given(st.sampled_from(("csv", "xlsx", "ods")), st.data())
def test_list_damaged_anyhow_is_read_or_told(kind: str, data: st.DataObject) -> None:
    whole = bytearray(FORMS[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    framework = load_edition(REFERENCE).framework
    # anything but these problems, an abort of the process too, fails the test
    with suppress(ProblemsFound):
        case_list = read(bytes(whole), framework)
        assert case_list.rows == case_list.cases.height
        assert case_list.problems.errors or {"case_id", "commenced_on"} <= set(case_list.cases.columns)


def test_rows_that_are_all_bad_are_told_in_part(framework: Framework) -> None:
    rows = [(f"PX-{at}", f"day {at}", f"kind {at}", f"sex {at}") for at in range(30_000)]
    found = read(csv_bytes(rows), framework).problems
    assert found.errors == 90_000
    assert found.counts == {"not-a-date": 30_000, "value-not-allowed": 60_000}
    assert len(found.problems) == 200
