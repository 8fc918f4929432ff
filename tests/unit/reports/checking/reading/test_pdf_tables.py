from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.reports.checking.reading.made_reports import printed, read_here, shown

HEADS = "table.header[*Question*][*2021*][*2022*]"
ROWS = "[Does it draw on what is known?],[61%],[58%],[Is it good?],[9%],[7%],[All],[16],[17]"
READ = [
    ("heads", "Question\t2021\t2022"),
    ("row", "Does it draw on what is known?\t61%\t58%"),
    ("row", "Is it good?\t9%\t7%"),
    ("row", "All\t16\t17"),
]


@pytest.fixture(params=[True, False], ids=["tagged", "untagged"])
def tagged(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read(folder: Path, markup: str, *, tagged: bool) -> list[tuple[str, str]]:
    return shown(read_here(printed(folder / "report.pdf", markup, tagged=tagged)))


@pytest.mark.parametrize("stroke", ["0.5pt", "(x, y) => (bottom: 0.6pt)", "none"], ids=["boxed", "ruled", "aligned"])
def test_table_is_read_with_or_without_rules(tmp_path: Path, stroke: str, *, tagged: bool) -> None:
    markup = f"Before it.\n#table(columns: 3, stroke: {stroke}, {HEADS}, {ROWS})\nAfter it."
    assert read(tmp_path, markup, tagged=tagged) == [("p", "Before it."), *READ, ("p", "After it.")]


def test_shaded_rows_are_rows(tmp_path: Path, *, tagged: bool) -> None:
    shaded = "fill: (x, y) => if calc.odd(y) { luma(230) }"
    assert read(tmp_path, f"#table(columns: 3, stroke: none, {shaded}, {HEADS}, {ROWS})", tagged=tagged) == READ


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_words_that_wrap_in_a_cell_are_one_cell(tmp_path: Path, stroke: str, *, tagged: bool) -> None:
    long = "Does the assessment draw enough on what other agencies know of the person and of those around them?"
    markup = (
        f"#table(columns: (70mm, 25mm, 25mm), stroke: {stroke}, {HEADS}, [{long}], [61%], [58%], [Short?], [9%], [7%])"
    )
    assert read(tmp_path, markup, tagged=tagged)[1:] == [("row", f"{long}\t61%\t58%"), ("row", "Short?\t9%\t7%")]


def test_empty_cell_keeps_its_column(tmp_path: Path, *, tagged: bool) -> None:
    rows = "[First of them],[],[17],[Second of them],[18],[],[Third of them],[19],[20]"
    assert read(tmp_path, f"#table(columns: 3, stroke: 0.5pt, {HEADS}, {rows})", tagged=tagged)[1:] == [
        ("row", "First of them\t\t17"),
        ("row", "Second of them\t18\t"),
        ("row", "Third of them\t19\t20"),
    ]


def test_cells_over_several_rows_and_columns_are_laid_out_and_a_figure_is_said_once(
    tmp_path: Path, *, tagged: bool
) -> None:
    rows = (
        "table.cell(rowspan: 3)[Both of the areas],[Asked],[61%],[58%],[Told],[9%],[8%],[Seen],[1%],[2%],"
        "[Single area],[All],[16],[17],table.cell(rowspan: 2)[Of 36 cases],[A],[2],[3],[B],[4],[5]"
    )
    heads = "table.header[*Area*][*Question*][*2021*][*2022*]"
    markup = f"#table(columns: (2fr, 1fr, 1fr, 1fr), stroke: 0.5pt, {heads}, {rows})"
    assert read(tmp_path, markup, tagged=tagged) == [
        ("heads", "Area\tQuestion\t2021\t2022"),
        ("row", "Both of the areas\tAsked\t61%\t58%"),
        ("row", "Both of the areas\tTold\t9%\t8%"),
        ("row", "Both of the areas\tSeen\t1%\t2%"),
        ("row", "Single area\tAll\t16\t17"),
        ("row", "Of 36 cases\tA\t2\t3"),
        ("row", "\tB\t4\t5"),
    ]


def test_tagged_cell_over_columns_is_said_with_each_unless_it_is_a_figure(tmp_path: Path) -> None:
    rows = "[A],table.cell(colspan: 2)[None of them],[B],table.cell(colspan: 2)[36],[C],[1],[2]"
    assert read(tmp_path, f"#table(columns: 3, {HEADS}, {rows})", tagged=True)[1:] == [
        ("row", "A\tNone of them\tNone of them"),
        ("row", "B\t36\t"),
        ("row", "C\t1\t2"),
    ]


def test_table_goes_on_over_pages_and_its_heads_are_said_once(tmp_path: Path, *, tagged: bool) -> None:
    rows = ", ".join(f"[Question {place} of the report],[{place}%],[{place + 1}%]" for place in range(60))
    path = printed(tmp_path / "report.pdf", f"#table(columns: 3, stroke: 0.5pt, {HEADS}, {rows})", tagged=tagged)
    report = read_here(path)
    assert report.pages == 2
    assert shown(report) == [
        ("heads", "Question\t2021\t2022"),
        *(("row", f"Question {place} of the report\t{place}%\t{place + 1}%") for place in range(60)),
    ]
    assert {passage.table for passage in report.passages} == {1}


def test_two_tables_are_told_apart(tmp_path: Path, *, tagged: bool) -> None:
    table = f"#table(columns: 3, stroke: 0.5pt, {HEADS}, {ROWS})"
    report = read_here(printed(tmp_path / "report.pdf", f"{table}\nBetween them.\n{table}", tagged=tagged))
    assert [passage.table for passage in report.passages] == [1] * 4 + [0] + [2] * 4


def test_box_around_a_paragraph_and_lines_of_contents_are_no_tables(tmp_path: Path, *, tagged: bool) -> None:
    markup = (
        "#outline()\n= Foreword\nOf 16 cases.\n= Planning of the work\n"
        "#rect(width: 100%)[All of the 36 cases in this box were good, and were said to be so in each of the years.]"
    )
    found = read(tmp_path, markup, tagged=tagged)
    assert "row" not in {role for role, _ in found}
    assert ("p", "All of the 36 cases in this box were good, and were said to be so in each of the years.") in found
