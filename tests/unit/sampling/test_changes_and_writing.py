from __future__ import annotations

import csv
import io
from fractions import Fraction

import openpyxl
import pytest
from tests.unit.sampling.conftest import HEADINGS, ROWS, cases_of, csv_bytes, read

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.sampling.changes import ChangedCell, list_changes
from inspectorate.sampling.comparing import compare
from inspectorate.sampling.draw import draw, replace_case
from inspectorate.sampling.writing import Rows, csv_text, problem_rows, sample_rows, xlsx_bytes

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def test_second_list_is_shown_as_differences(framework: Framework) -> None:
    first = read(csv_bytes(), framework)
    second = read(csv_bytes([ROWS[2], ("PX-1", "2022-07-19", "Licence", "Male"), ("PX-9", *ROWS[1][1:])]), framework)
    changes = list_changes(first, second)
    assert changes.added == ("PX-9",)
    assert changes.removed == ("PX-2",)
    assert changes.changed == (
        ChangedCell(case="PX-1", field="commenced_on", before="2022-07-18", after="2022-07-19"),
        ChangedCell(case="PX-1", field="sentence_type", before="community_order", after="licence"),
    )
    assert changes.changed_counts == {"commenced_on": 1, "sentence_type": 1}
    assert not changes.are_none


def test_list_in_another_order_has_no_differences(framework: Framework) -> None:
    assert list_changes(read(csv_bytes(), framework), read(csv_bytes(ROWS[::-1]), framework)).are_none


def test_columns_that_came_and_went_are_named(framework: Framework) -> None:
    first = read(csv_bytes([row[:3] for row in ROWS], HEADINGS[:3]), framework)
    changes = list_changes(first, read(csv_bytes(), framework))
    assert (changes.fields_added, changes.fields_removed) == (("sex",), ())
    assert not changes.are_none


def test_listing_of_differences_is_cut_and_counted(framework: Framework) -> None:
    rows = [(f"PX-{at}", "2022-07-18", "Licence", "Male") for at in range(30)]
    others = [(f"PX-{at}", "2022-07-19", "Licence", "Female") for at in range(30)]
    changes = list_changes(read(csv_bytes(rows), framework), read(csv_bytes(others), framework), most=7)
    assert len(changes.changed) == 7
    assert changes.changed_counts == {"commenced_on": 30, "sex": 30}


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_written_csv_begins_as_a_formula(formula: str) -> None:
    text = csv_text(Rows(headings=(formula,), rows=((formula,),)))
    for row in csv.reader(io.StringIO(text, newline="")):
        assert row == ["'" + formula]


@pytest.mark.parametrize("formula", FORMULAS[:4])
def test_cells_of_a_written_workbook_are_texts(formula: str) -> None:
    data = xlsx_bytes(Rows(headings=("a",), rows=((formula,), ("0012",))), sheet="Sample")
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.data_type for cell in page["A"]] == ["s", "s", "s"]
    assert page["A2"].value == formula
    assert xlsx_bytes(Rows(headings=("a",), rows=((formula,), ("0012",))), sheet="Sample") == data


def test_problems_are_rows_that_can_be_downloaded(framework: Framework) -> None:
    rows = [(f"PX-{at}", "soon", "Licence", "Male") for at in range(9)]
    found = problem_rows(read(csv_bytes(rows), framework, most=2).problems)
    assert [row[:2] for row in found.rows] == [("", ""), ("2", "Sentence commenced"), ("3", "Sentence commenced")]
    assert "7" in found.rows[0][2]
    assert "soon" in csv_text(found)


def test_sample_is_rows_with_what_each_replaces(framework: Framework) -> None:
    cases = cases_of(*((f"PX-{at}", "licence", "male") for at in range(9)), fields=("sentence_type", "sex"))
    drawn = draw(cases, framework=framework, fields=("sex",), sample=3, seed="x")
    before = drawn.sample
    drawn = replace_case(drawn, case=before[1], reason="Transferred")
    rows = sample_rows(drawn, cases, framework=framework)
    assert rows.headings == ("Number", "Case reference", "Stratum", "Type of sentence", "Sex", "In place of")
    assert rows.rows[1] == ("2", drawn.replacements[0].by, "Male", "Licence", "Male", before[1])
    assert [row[1] for row in rows.rows] == list(drawn.sample)


def test_comparison_gives_the_largest_difference(framework: Framework) -> None:
    sexes = ["male"] * 6 + ["female"] * 2
    cases = cases_of(*((f"PX-{at}", sex) for at, sex in enumerate(sexes)), fields=("sex",))
    comparison = compare(cases, sample=("PX-0", "PX-7"), fields=("sex",), framework=framework)
    male, female = comparison.values
    assert (male.population, male.sample) == (Share(6, 8), Share(1, 2))
    assert (male.difference, female.difference) == (Fraction(-25), Fraction(25))
    assert comparison.largest == male
