from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.reports.checking.short_reports import PDU, YOUTH, Inspection, edition, material, short, table

from inspectorate.reports.checking.landmarks import Stand
from inspectorate.reports.checking.outline import Outline, outline_of
from inspectorate.reports.checking.rating_words import NOT_RATED
from inspectorate.reports.checking.reading.opening import read_report
from inspectorate.reports.checking.sentences import sentences_of

PUBLISHED = Path(__file__).parents[4] / "examples" / "published-report" / "report.txt"


@pytest.fixture(scope="module")
def published() -> Outline:
    report = read_report(PUBLISHED)
    return outline_of(report, sentences_of(report), framework=edition())


def stands(outline: Outline, key: str) -> dict[Stand, str]:
    return {rating.stand: rating.rating for rating in outline.ratings_of(key)}


def test_outline_of_the_published_report_has_each_standard_listed_and_in_its_section(published: Outline) -> None:
    assert [standard.number for standard in published.standards] == [
        "1.1", "1.2", "1.3", "1.4", "2.2", "2.3", "2.4", "2.5", "2.1", "2.6",
    ]  # fmt: skip
    for key in ("1.1", "1.2", "1.3", "1.4", "2.2", "2.3", "2.4", "2.5"):
        found = stands(published, key)
        assert found[Stand.SUMMARY] == found[Stand.SECTION]


def test_outline_of_the_published_report_knows_the_standard_without_a_heading(published: Outline) -> None:
    assert stands(published, "2.1") == {Stand.SECTION: NOT_RATED}
    assert stands(published, "2.6") == {Stand.SECTION: NOT_RATED}


def test_outline_of_the_published_report_has_score_overall_sample_and_thirteen_rows(published: Outline) -> None:
    (score,) = published.scores
    assert [number.text for number in score.numbers] == ["10", "24"]
    assert {overall.rating for overall in published.overalls} == {"requires_improvement"}
    assert [number.text for number in published.samples] == ["36"]
    assert [row.question.id for row in published.rows if row.question is not None] == [
        f"2.{standard}.{question}" for standard in (2, 3, 4, 5) for question in (1, 2, 3)
    ] + ["2.6.1"]
    assert all(row.own for row in published.rows)
    assert not published.several


@pytest.mark.parametrize(
    ("text", "stand", "rating"),
    [
        ("2.2 Assessment\n\nInadequate", Stand.SUMMARY, "inadequate"),
        ("2.2 Assessment: Inadequate", Stand.SUMMARY, "inadequate"),
        ("2.2 Assessment \u2013 Not rated", Stand.SUMMARY, NOT_RATED),
        ("2.2 Assessment\n\nRating: Requires improvement", Stand.SUMMARY, "requires_improvement"),
        ("2.2 Assessment\tOUTSTANDING", Stand.TABLE, "outstanding"),
        ("2.2\tAssessment\tGood", Stand.TABLE, "good"),
        ("Standard\tLowest\tResult\tRating\n2.2 Assessment\t49%\tInadequate\tGood", Stand.TABLE, "good"),
        (
            "2.2 Assessment\n\nPeople are asked what they think, at length. **Good**\n\nMore is to be said of this.",
            Stand.SECTION,
            "good",
        ),
        ("Elm PDU is rated as 'Requires improvement' for assessment.", Stand.PROSE, "requires_improvement"),
        ("We rated Assessment as Good.", Stand.PROSE, "good"),
        (
            "Assessment activity, the first of the tasks, was rated \u2018Inadequate.\u2019 It was late.",
            Stand.PROSE,
            "inadequate",
        ),
        ("Our rating for assessment is therefore 'Outstanding'.", Stand.PROSE, "outstanding"),
        ("The PDU is rated 'Good' for staff and assessment.", Stand.PROSE, "good"),
        ("2.2 Assessment\n\nThe Assessment standard is one that we do not currently rate.", Stand.SECTION, NOT_RATED),
    ],
)
def test_outline_finds_a_rating_in_each_form(text: str, stand: Stand, rating: str) -> None:
    assert stands(material(text).outline, "2.2") == {stand: rating}


@pytest.mark.parametrize(
    "text",
    [
        "Assessment was rated 'Good' in 2019.",
        "At the previous inspection we rated Assessment as Good.",
        "Assessment could not be rated 'Good' because files were lost.",
        "Another PDU was rated 'Inadequate' for assessment.",
        "\u201cI was rated 'Good' for assessment,\u201d one officer said.",
        "A good assessment is rated highly by staff.",
        "Standard\tRating in 2019\n2.2 Assessment\tGood",
        "Standard\tBy the rules\n2.2 Assessment\tGood",
        "Standard\tElm\tFir\n2.2 Assessment\tGood\tInadequate",
        "Previous ratings\n\n2.2 Assessment\n\nGood",
        "2.2 Assessment ........ 14",
    ],
)
def test_outline_takes_no_rating_from_what_is_none(text: str) -> None:
    assert material(text).outline.ratings_of("2.2") == ()


def test_outline_reads_rows_of_our_own_tables_with_their_counts() -> None:
    text = (
        "2.2 Assessment\n\nKey question\tJudged \u2018Yes\u2019\tRating band\n"
        "2.2.1 Does assessment focus sufficiently on engaging the person on probation?\t20 of 36 (56%)"
        "\tRequires improvement"
    )
    (row,) = material(text).outline.rows
    assert row.count is not None
    assert row.base is not None
    assert row.question is not None
    assert [int(number.value) for number in (row.count, row.base, row.percent)] == [20, 36, 56]
    assert (row.question.id, row.band) == ("2.2.1", "requires_improvement")


@pytest.mark.parametrize(
    ("head", "cells", "count", "base"),
    [
        ("Key question\tCases\tPercentage 'Yes'", "36\t56%", None, 36),
        ("Key question\tNumber 'Yes'\tTotal\tPercentage", "20\t36\t56%", 20, 36),
        ("Key question\tPercentage 'Yes'", "56", None, None),
        ("Key question\tPercentage 'Yes'", "56 per cent (20/36)", 20, 36),
    ],
)
def test_outline_reads_counts_and_bases_in_columns(head: str, cells: str, count: int | None, base: int | None) -> None:
    text = f"2.2 Assessment\n\n{head}\nDoes assessment focus sufficiently on engaging the person on probation?\t{cells}"
    (row,) = material(text).outline.rows
    assert row.percent.value == 56
    assert (row.count and row.count.value, row.base and row.base.value) == (count, base)


@pytest.mark.parametrize(
    "head",
    [
        "Key question\tWhite\tBlack, Asian and minority ethnic",
        "Key question\tWomen",
        "Key question\t2021",
        "Key question\tNational average",
    ],
)
def test_outline_leaves_out_tables_that_compare_groups(head: str) -> None:
    columns = head.count("\t")
    question = "Does assessment focus sufficiently on engaging the person on probation?"
    text = f"2.2 Assessment\n\n{head}\n{question}" + "\t40%" * columns
    assert material(text).outline.rows == ()


def test_outline_leaves_out_rows_that_are_no_questions() -> None:
    text = (
        "2.2 Assessment\n\nQuestion\tSame answer\n2.2.1\t88%\n\nQuestion\tAnswer\nThe office feels safe to me\tYes, 40%"
    )
    assert material(text).outline.rows == ()


def test_outline_tells_standards_of_one_title_apart_by_number_or_section() -> None:
    text = (
        "2.1 Assessment\n\nGood\n\n3.1 Assessment\n\nInadequate\n\n3.2 Planning\n\nGood\n\n"
        "Work was slow to begin with in the first of the two teams.\n\n"
        "The service is rated 'Good' for assessment."
    )
    outline = material(text, YOUTH).outline
    assert stands(outline, "2.1") == {Stand.SUMMARY: "good"}
    assert stands(outline, "3.1") == {Stand.SUMMARY: "inadequate"}


def test_outline_matches_other_numbers_by_a_title_that_stands_alone() -> None:
    outline = material("4.7 Reviewing\n\nGood").outline
    assert [standard.standard and standard.standard.id for standard in outline.standards] == ["2.5"]


def test_outline_keeps_the_standards_of_a_region_from_those_of_a_unit() -> None:
    outline = material("P1.1 Leadership\n\nGood\n\nR1.1 Leadership\n\nInadequate", PDU).outline
    assert [standard.standard and standard.standard.id for standard in outline.standards] == ["P1.1", None]


def test_outline_without_a_framework_takes_numbered_headings_alone() -> None:
    outline = material("4.7 Harbour work\n\nGood\n\nManchester North\n\nInadequate", None).outline
    assert [(standard.name, standard.standard) for standard in outline.standards] == [("4.7 Harbour work", None)]


def test_outline_says_that_a_report_rates_several_bodies() -> None:
    one = Inspection()
    other = dict.fromkeys(one.listed, "Outstanding")
    lists = "".join(f"{key} {edition().standards[key].title}\n\n{rating}\n\n" for key, rating in other.items())
    assert material(f"{one.text()}\n\nBirch PDU\n\n{lists}").outline.several
    assert not material(one.text()).outline.several


@pytest.mark.parametrize(
    ("text", "points", "maximum"),
    [
        ("Score 10/24", "10", "24"),
        ("Score **10/24**", "10", "24"),
        ("Score\n\n10/24", "10", "24"),
        ("Overall score: 10 out of 24", "10", "24"),
        ("The PDU is rated 'Good', with a score of 10/24.", "10", "24"),
        ("The service scored 10 out of a possible 24.", "10", "24"),
        ("Its overall score was 10.", "10", None),
    ],
)
def test_outline_finds_a_score_in_each_form(text: str, points: str, maximum: str | None) -> None:
    (score,) = material(text).outline.scores
    assert (score.points.text, score.maximum and score.maximum.text) == (points, maximum)


@pytest.mark.parametrize(
    "text",
    [
        "The lowest score was 33 per cent.",
        "People scored the office 7 out of 10 for comfort.",
        "At the last inspection the score was 7/24.",
        "Ash scored 8/24 and Elm 15/24.",
        "Only 10/24 were seen.",
        "Score out of 24",
    ],
)
def test_outline_takes_no_score_from_what_is_none(text: str) -> None:
    assert material(text).outline.scores == ()


@pytest.mark.parametrize(
    "text",
    [
        "Overall rating\n\nGood",
        "Overall rating: Good",
        "Overall rating\tGood",
        "Elm PDU has been given an overall rating of 'Good'.",
        "We rated the service as 'Good' overall.",
        "Overall, Elm PDU is rated as 'Good'.",
        "Overall score 20 out of 30: Good",
    ],
)
def test_outline_finds_an_overall_rating_in_each_form(text: str) -> None:
    assert [overall.rating for overall in material(text).outline.overalls] == ["good"]


@pytest.mark.parametrize(
    "text",
    [
        "Overall, Elm PDU is rated as 'Good' for staff.",
        "Overall, staff were rated 'Good'.",
        "The overall rating was 'Good' in 2019.",
        "Overall rating\tMean points\nGood\t1.6",
    ],
)
def test_outline_takes_no_overall_rating_from_what_is_none(text: str) -> None:
    assert material(text).outline.overalls == ()


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("We inspected 36 cases.", ["36"]),
        ("Inspectors assessed 36 cases in which a licence had begun.", ["36"]),
        ("Thirty-six cases were inspected.", ["Thirty-six"]),
        ("Managers reviewed 12 cases a month.", []),
        ("Eight cases were read again.", []),
    ],
)
def test_outline_finds_the_number_of_inspected_cases(text: str, cases: list[str]) -> None:
    assert [number.text for number in material(text).outline.samples] == cases


def test_outline_uses_the_rows_of_a_standards_own_section_and_each_question_once() -> None:
    text = f"2.3 Planning\n\n{table('2.3', 70, 60, 55)}\n\nAnnexe\n\n{table('2.3', 70, 60, 55)}"
    outline = material(text).outline
    assert len(outline.rows) == 6
    assert [row.own for row in outline.rows_of("2.3")] == [True, True, True]


def test_outline_of_an_empty_report_is_empty() -> None:
    report = short("Nothing is rated here.")
    outline = outline_of(report, sentences_of(report), framework=edition())
    assert (outline.standards, outline.rows, outline.scores, outline.overalls) == ((), (), (), ())
