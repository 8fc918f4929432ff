from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inspectorate.kernel.numbers import Share
from inspectorate.reports.datasets import share_cells

if TYPE_CHECKING:
    from tests.unit.reports.conftest import Maker

    from inspectorate.reports.document import Sheet, Workbook


@pytest.fixture
def workbook(maker: Maker) -> Workbook:
    inspection = maker.with_discretion(maker.usual(), "2.3", "requires_improvement")
    return maker.make(inspection, group_by=("ethnicity",)).document()[0].workbook


def sheet(workbook: Workbook, name: str) -> Sheet:
    return next(one for one in workbook.sheets if one.id == name)


def test_workbook_has_a_sheet_for_each_table_that_is_not_empty(workbook: Workbook) -> None:
    assert [one.id for one in workbook.sheets] == [
        "ratings",
        "key-questions",
        "questions",
        "by-ethnicity",
        "surveys",
        "context",
        "decisions",
        "recommendations",
        "steps",
        "rules",
    ]


def test_workbook_rows_are_as_wide_as_their_columns_and_titles_are_unique(workbook: Workbook) -> None:
    for one in workbook.sheets:
        assert {len(row) for row in one.rows} == {len(one.columns)}, one.id
        assert len(set(one.columns)) == len(one.columns)
        assert len(one.id) <= 31  # the most that the name of a spreadsheet's tab may have


def test_workbook_notes_point_to_columns_and_notes_that_exist(workbook: Workbook) -> None:
    for one in workbook.sheets:
        assert set(one.notes) <= set(one.columns), one.id
        assert all(1 <= number <= len(workbook.notes) for number in one.notes.values())
    used = {number for one in workbook.sheets for number in one.notes.values()}
    assert "No count is suppressed" in workbook.notes[sheet(workbook, "by-ethnicity").notes["Cases in group"] - 1]
    assert used


def test_workbook_ratings_keep_rule_result_and_decision(workbook: Workbook) -> None:
    ratings = sheet(workbook, "ratings")
    rows = {row[0]: dict(zip(ratings.columns, row, strict=True)) for row in ratings.rows}
    assert rows["2.3"]["By the rules"] == "Inadequate"
    assert rows["2.3"]["Rating"] == "Requires improvement"
    assert rows["2.3"]["Decision"] == "discretion"
    assert rows["2.3"]["Lowest percentage"] == 47
    assert rows["1.1"]["Proposed"] == "Good"
    assert rows["1.1"]["Lowest key question"] is None
    assert rows["2.1"]["Rating"] == "Not rated"
    assert rows["2.1"]["Points"] is None


def test_workbook_questions_give_counts_percentages_and_intervals(workbook: Workbook) -> None:
    rows = {row[1]: row for row in sheet(workbook, "questions").rows}
    assert rows["2.2.1.a"][3:7] == ("where it matters", 7, 31, 23)
    assert rows["2.2.1.b"][3:7] == ("Cases in custody", 0, 7, 0)
    assert rows["2.2.1"][3] == "All cases"
    assert rows["2.1.1"][4:] == (0, 0, None, None, None)


def test_workbook_groups_say_how_many_cases_they_hold(workbook: Workbook) -> None:
    rows = [row for row in sheet(workbook, "by-ethnicity").rows if row[0] == "2.6.1"]
    assert [row[2:7] for row in rows] == [
        ("White", 19, 7, 19, 37),
        ("Minority ethnic", 11, 11, 11, 100),
        ("Not recorded", 6, 0, 5, 0),
    ]


def test_workbook_context_keeps_exact_values(workbook: Workbook) -> None:
    rows = {row[0]: row for row in sheet(workbook, "context").rows}
    assert rows["caseload"][2:5] == (1979, "count", "February 2023")
    assert rows["staff"][2] == 89.82


def test_workbook_recommendations_show_their_figures(workbook: Workbook) -> None:
    assert [row[:3] for row in sheet(workbook, "recommendations").rows] == [
        (1, "Somewhere PDU", "improve the 36 cases"),
        (2, "Somewhere PDU", "keep people safe"),
        (3, "Anyshire region", "support the PDU"),
    ]


def test_workbook_steps_follow_each_rating_to_its_rule(workbook: Workbook) -> None:
    rows = [row for row in sheet(workbook, "steps").rows if row[0] == "2.3"]
    assert [row[1] for row in rows] == list(range(1, len(rows) + 1))
    assert any("47 per cent" in str(row[2]) for row in rows)
    assert any(row[5] == "Inferred from how it was applied" for row in rows)


def test_share_cells_narrow_the_interval_for_a_known_population(maker: Maker) -> None:
    results = maker.make().results
    share = Share(20, 36)
    alone, within = share_cells(share, None), share_cells(share, results)
    assert alone[:3] == within[:3] == (20, 36, 56)
    low, high = alone[3], alone[4]
    nearer, further = within[3], within[4]
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert isinstance(nearer, float)
    assert isinstance(further, float)
    assert low < nearer < further < high
