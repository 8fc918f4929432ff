from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from inspectorate.kernel.numbers import Share
from inspectorate.ratings.model import Status
from inspectorate.reports.charting import (
    FEWEST_CASES,
    chart_bands,
    group_chart,
    interval_chart,
    interval_text,
    key_question_figure,
    survey_tables,
)
from inspectorate.reports.document import Chart, Table
from inspectorate.reports.draft import Draft

if TYPE_CHECKING:
    from tests.unit.reports.conftest import Made, Maker


def drafted(made: Made) -> Draft:
    return Draft.begin(
        framework=made.edition.framework, inspection=made.inspection, results=made.results, rating=made.rating
    )


def test_chart_bands_cover_the_axis_in_the_order_of_the_scale(made: Made) -> None:
    bands = chart_bands(made.edition.framework)
    assert [band.rank for band in bands] == [0, 1, 2, 3]
    assert bands[0].first == 0
    assert bands[-1].last == 100
    assert all(before.last == after.first for before, after in itertools.pairwise(bands))


def test_key_question_figure_without_any_relevant_case_is_a_table(made: Made) -> None:
    figure = key_question_figure(drafted(made), made.rating.of("2.1"))
    assert isinstance(figure, Table)
    assert figure.rows[0][1] == "no relevant cases"


def test_key_question_figure_of_a_standard_not_rated_by_design_draws_no_band(made: Made) -> None:
    rated = made.rating.of("2.2")
    chart = key_question_figure(drafted(made), replace(rated, status=Status.NOT_RATED_BY_DESIGN))
    assert isinstance(chart, Chart)
    assert chart.bands == ()
    assert len(chart.table.columns) == 2


def test_key_question_figure_leaves_a_question_without_cases_out_of_the_bars(maker: Maker) -> None:
    inspection = maker.usual()
    kept = tuple(one for one in inspection.judgements if one.question != "2.2.1")
    made = maker.make(replace(inspection, judgements=kept))
    figure = key_question_figure(drafted(made), made.rating.of("2.2"))
    assert isinstance(figure, Chart)
    assert [row.label[:5] for row in figure.rows] == ["2.2.2", "2.2.3"]
    assert [row[1] for row in figure.table.rows] == ["no relevant cases", "21 of 36 (58%)", "12 of 36 (33%)"]
    assert "lowest is 33%, for 2.2.3" in figure.description


def test_key_question_figure_of_an_organisational_standard_is_none(made: Made) -> None:
    assert key_question_figure(drafted(made), made.rating.of("1.1")) is None


def test_group_chart_needs_two_groups_large_enough(maker: Maker) -> None:
    made = maker.make(group_by=("custody", "ethnicity"))
    draft = drafted(made)
    assert group_chart(draft, "custody", ["2.6"], title="Outcomes") is None  # seven in custody
    chart = group_chart(draft, "ethnicity", ["2.6"], title="Outcomes")
    assert chart is not None
    assert len(chart.rows) == 2
    assert str(FEWEST_CASES) in chart.description


def test_group_chart_of_a_field_that_results_are_not_grouped_by_is_none(made: Made) -> None:
    assert group_chart(drafted(made), "ethnicity", ["2.6"], title="Outcomes") is None


def test_interval_chart_shows_every_question_with_cases(made: Made) -> None:
    chart = interval_chart(drafted(made))
    assert chart is not None
    assert [row.label for row in chart.rows] == ["2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.6.1"]
    assert chart.table.rows[2][2] == "20% to 50%"


def test_interval_text_without_relevant_cases_is_no_interval() -> None:
    assert interval_text(Share(0, 0), None) == "no relevant cases"
    assert interval_text(Share(0, 10), None).startswith("0% to ")


def test_survey_tables_count_those_who_answered(made: Made) -> None:
    (table,) = survey_tables(drafted(made))
    assert table.rows == (
        ("My workload is manageable", "Yes", "4 of 8 (50%)"),
        ("My workload is manageable", "No", "4 of 8 (50%)"),
        ("My grade", "PO", "5 of 10 (50%)"),
        ("My grade", "PSO", "5 of 10 (50%)"),
    )
