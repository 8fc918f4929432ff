from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from inspectorate.kernel.canonical import canonical_json
from inspectorate.records.inspection import PublishedRatings, Stage
from inspectorate.reports.assembling import build_document
from inspectorate.reports.document import (
    Block,
    Chart,
    ChartKind,
    Document,
    Figure,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    RatingsPage,
    Table,
    Text,
)
from inspectorate.reports.narrative import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.unit.reports.conftest import Maker

    from inspectorate.records.inspection import Inspection

NARRATIVE = {
    "foreword": "The score is [[score]].",
    "background": "A week in the field.",
    "1.1": "## Strengths\n\n- Leaders lead.\n",
    "feedback": "People spoke.\n\n## Strengths\n\n- They did.\n",
    "diversity": "## Strengths\n\n- It was better: [[percent 2.6.1 where ethnicity=white]].\n",
    "2.2": "More on it.\n\n## Strengths\n\n- In [[n-of-m 2.2.1.a]] cases.\n\n## Areas for improvement\n\n- Safety.\n",
    "2.6": "## Strengths\n\n- Better for [[n-out-of-m 2.6.1 where ethnicity=white]].\n",
    "method": "How it was done.",
}


@pytest.fixture
def inspection(maker: Maker) -> Inspection:
    inspection = maker.usual()
    for name, markdown in NARRATIVE.items():
        inspection = maker.with_section(inspection, name, markdown)
    return inspection


@pytest.fixture
def document(maker: Maker, inspection: Inspection) -> Document:
    document, problems = maker.make(inspection, group_by=("custody", "ethnicity")).document()
    assert not list(problems)
    return document


def headings(document: Document) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Quotation():
                yield from paragraphs(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from paragraphs(item)
            case _:
                continue


def test_document_has_the_order_of_the_published_report(document: Document) -> None:
    chapters = [text for level, text in headings(document) if level <= 3]
    assert chapters[:17] == [
        "Foreword",
        "Ratings",
        "Recommendations",
        "Somewhere PDU should",
        "Anyshire region should",
        "Background",
        "1. The organisation",
        "1.1 Leadership",
        "1.2 Staff",
        "Feedback from people on probation",
        "Diversity and inclusion",
        "2. Casework",
        "2.1 Court work",
        "2.2 Assessment",
        "2.3 Planning",
        "2.6 Outcomes",
        "Annexe: how we inspected and rated",
    ]


def test_document_heading_levels_never_skip_and_identifiers_are_unique(document: Document) -> None:
    levels = [1, *(level for level, _ in headings(document))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert max(levels) <= 4
    blocks = [
        one for block in document.blocks for one in ((block, block.table) if isinstance(block, Chart) else (block,))
    ]
    names = [one.id for one in blocks if isinstance(one, Heading | Table | Chart)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)


def test_document_ratings_page_leads_to_every_standard(document: Document) -> None:
    page = next(block for block in document.blocks if isinstance(block, RatingsPage))
    lines = [line for group in page.groups for line in group.lines]
    anchors = {block.id for block in document.blocks if isinstance(block, Heading)}
    assert [(line.standard, line.badge.label, line.badge.rank) for line in lines] == [
        ("1.1", "Requires improvement", 1),
        ("1.2", "Good", 2),
        ("2.1", "Not rated", None),
        ("2.2", "Inadequate", 0),
        ("2.3", "Inadequate", 0),
        ("2.6", "Not rated", None),
    ]
    assert {line.anchor for line in lines} <= anchors
    assert (page.score, page.overall.label, page.fieldwork) == (
        "3/12",
        "Requires improvement",
        "Fieldwork started 20 February 2023",
    )


def test_document_numbers_recommendations_on_through_the_bodies(document: Document) -> None:
    lists = [block for block in document.blocks if isinstance(block, ListBlock) and block.start is not None]
    texts = [[plain_text(paragraph.children) for paragraph in paragraphs([block])] for block in lists]
    assert [block.start for block in lists] == [1, 3]
    assert texts == [["improve the 36 cases", "keep people safe."], ["support the PDU."]]


def test_document_types_no_number_into_a_sentence(document: Document) -> None:
    """Every number in running text is a figure, or stands in the name of a standard, a title or a notice."""
    allowed = re.compile(r"\b[12]\.[0-9]\b|SHA-256|\b2021\b")
    for paragraph in paragraphs(document.blocks):
        typed = "".join(one.text for one in paragraph.children if isinstance(one, Text))
        assert not re.search(r"\d", allowed.sub("", typed)), typed


def test_document_figures_all_stand_in_the_index(document: Document) -> None:
    data = json.loads(canonical_json(document.data))
    index = {figure["reference"]: figure["shown"] for figure in data["figures"]}
    shown = [
        child for paragraph in paragraphs(document.blocks) for child in paragraph.children if isinstance(child, Figure)
    ]
    assert shown
    for figure in shown:
        assert figure.text in index[figure.reference]


def test_document_draws_key_questions_over_the_bands(document: Document) -> None:
    chart = next(block for block in document.blocks if isinstance(block, Chart) and block.title.startswith("2.2"))
    assert chart.kind is ChartKind.BANDED_BARS
    assert [(row.value, row.shown, row.rank) for row in chart.rows] == [(56, "56%", 1), (58, "58%", 1), (33, "33%", 0)]
    assert [(band.label, band.first, band.last) for band in chart.bands][1] == ("Requires improvement", 50, 65)
    assert chart.table.rows[2] == (
        "2.2.3 Does assessment keep other people safe?",
        "12 of 36 (33%)",
        "Inadequate",
    )


def test_document_of_a_standard_with_one_key_question_shows_a_table_alone(document: Document) -> None:
    table = next(
        one for one in document.blocks if isinstance(one, Table) and one.caption == "2.6 Outcomes, by key question"
    )
    assert len(table.columns) == 2  # not rated by design: there is no band
    titles = [one.title for one in document.blocks if isinstance(one, Chart)]
    assert "2.6 Outcomes, by key question" not in titles


def test_document_of_a_standard_without_cases_has_no_chart(document: Document) -> None:
    assert not [block for block in document.blocks if isinstance(block, Chart) and block.title.startswith("2.1")]


def test_document_draws_the_comparison_that_its_narrative_makes(document: Document) -> None:
    charts = [block for block in document.blocks if isinstance(block, Chart) and "ethnicity" in block.title]
    assert [chart.title for chart in charts] == [
        "2.6 Outcomes, by ethnicity",
        "Key questions of 2.2 and 2.3, by ethnicity",
    ]
    assert [row.label for row in charts[0].rows] == ["2.6.1 White", "2.6.1 Minority ethnic"]  # six are too few to draw
    assert charts[0].table.rows[0][1:] == ("7 of 19 (37%)", "11 of 11 (100%)", "0 of 5 (0%)")
    assert all(row.low is not None and row.low <= row.value <= (row.high or 0) for row in charts[1].rows)


def test_document_leads_from_diversity_to_the_comparison_in_the_annexe(document: Document, maker: Maker) -> None:
    blocks = list(document.blocks)
    texts = [block.text if isinstance(block, Heading) else "" for block in blocks]
    pointer = next(
        one
        for one in blocks[texts.index("Diversity and inclusion") : texts.index("2. Casework")]
        if isinstance(one, Paragraph)
    )
    assert plain_text(pointer.children) == "Key questions are compared by ethnicity in the annexe."
    (link,) = (one for one in pointer.children if isinstance(one, Link))
    place = texts.index("How key questions compare by ethnicity")
    assert place > texts.index("Annexe: how we inspected and rated")
    heading = blocks[place]
    assert isinstance(heading, Heading)
    assert link.href == f"#{heading.id}"
    without, _ = maker.make(group_by=("ethnicity",)).document()
    assert not [one for one in headings(without) if "compare" in one[1]]


def test_document_annexe_lists_the_bases_that_are_not_every_case(document: Document) -> None:
    table = next(block for block in document.blocks if isinstance(block, Table) and block.id == "table-base-sizes")
    assert [(row[0][:5], row[2]) for row in table.rows] == [("2.1.1", "0"), ("2.6.1", "35")]


def test_document_compares_by_what_is_asked_for(maker: Maker, inspection: Inspection) -> None:
    made = maker.make(inspection, group_by=("custody", "ethnicity"))
    for asked in ((), ("unheard_of",)):
        document, _ = made.document(compare_by=asked)
        titles = [one.title for one in document.blocks if isinstance(one, Chart)]
        assert [title for title in titles if title.startswith("Key questions of")] == []


def test_document_splits_a_comparison_that_is_too_long_for_a_page(maker: Maker, inspection: Inspection) -> None:
    values = ("white", "minority_ethnic", "not_recorded")  # twelve cases each: three rows a question
    cases = tuple(
        replace(one, fields={**one.fields, "ethnicity": values[number % 3]})
        for number, one in enumerate(inspection.cases)
    )
    document, _ = maker.make(replace(inspection, cases=cases), group_by=("ethnicity",)).document()
    titles = [one.title for one in document.blocks if isinstance(one, Chart)]
    assert [title for title in titles if title.startswith("Key questions of")] == [
        "Key questions of 2.2, by ethnicity",
        "Key questions of 2.3, by ethnicity",
    ]


def test_document_puts_the_narrative_of_a_standard_after_its_reason(document: Document) -> None:
    blocks = list(document.blocks)
    start = next(index for index, one in enumerate(blocks) if isinstance(one, Heading) and one.id == "standard-2-2")
    texts = [plain_text(one.children) for one in blocks[start : start + 8] if isinstance(one, Paragraph)]
    assert texts[0] == "Assessment is well-informed."
    assert texts[1].startswith("The rating for assessment is based on")
    assert texts[2].startswith("Somewhere PDU is rated as")
    assert texts[3] == "More on it."


def test_document_annexe_holds_bands_overall_limits_and_sources(document: Document) -> None:
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    assert tables["Rating bands"].rows == (
        ("Inadequate", "Below 50%", "minority", "0"),
        ("Requires improvement", "50% to 64%", "too few", "1"),
        ("Good", "65% to 79%", "reasonable majority or clear majority", "2"),
        ("Outstanding", "80% and over", "large majority", "3"),
    )
    assert [row[2] for row in tables["Overall rating"].rows] == ["0 to 2", "3 to 6", "7 to 10", "11 to 12"]
    sources = {row[0]: row[2] for row in tables["Sources of the rules"].rows}
    assert sources["Professional discretion"] == "Inferred from how it was applied"
    assert sources["Rating of a case-based standard"] == "Stated by the source"


def test_document_annexe_says_how_each_rating_was_reached(maker: Maker, inspection: Inspection) -> None:
    made = maker.make(maker.with_discretion(inspection, "2.3", "requires_improvement"))
    document, _ = made.document()
    table = next(one for one in document.blocks if isinstance(one, Table) and one.caption.startswith("From results"))
    dash = "\N{EN DASH}"
    assert table.rows == (
        ("1.1 Leadership", dash, "Good", "Limit on the rating", "Requires improvement", "1"),
        ("1.2 Staff", dash, "Good", dash, "Good", "2"),
        ("2.1 Court work", dash, dash, "Not rated in this inspection", "Not rated", dash),
        ("2.2 Assessment", "33%", "Inadequate", dash, "Inadequate", "0"),
        ("2.3 Planning", "47%", "Inadequate", "Professional discretion", "Requires improvement", "1"),
        ("2.6 Outcomes", dash, dash, "Not rated in this edition", "Not rated", dash),
    )


def test_document_annexe_tells_fragility_and_probability(document: Document) -> None:
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    fragility = {row[0]: row[2] for row in tables["Answers that would change a rating"].rows}
    assert fragility["2.2 Assessment"].replace("\u2018", "'").replace("\u2019", "'") == (
        "6 more 'Yes' on 2.2.3: Requires improvement"
    )
    assert tables["How likely each rating by the rules is"].rows[0][0] == "2.2 Assessment"


def test_document_annexe_tells_agreement_of_second_readings(maker: Maker, inspection: Inspection) -> None:
    again = tuple(
        replace(one, reader="second", answer="no" if one.question == "2.2.1" else one.answer)
        for one in inspection.judgements
        if one.case_id in {"C01", "C30"}
    )
    document, _ = maker.make(replace(inspection, second_readings=again)).document()
    table = next(one for one in document.blocks if isinstance(one, Table) and one.id == "table-agreement")
    rows = {row[0]: row[1] for row in table.rows}
    assert rows["2.2.1"] == "1 of 2 (50%)"
    assert rows["All questions"] == "15 of 16 (94%)"
    assert "2.2.1.a" not in rows
    assert "Two cases were read again" in "\n".join(plain_text(one.children) for one in paragraphs(document.blocks))


def test_document_is_equal_for_equal_input_whatever_the_order_of_records(maker: Maker, inspection: Inspection) -> None:
    shuffled = replace(inspection, cases=inspection.cases[::-1], judgements=inspection.judgements[::-1])
    groups = ("custody", "ethnicity")
    first, _ = maker.make(inspection, group_by=groups).document()
    second, _ = maker.make(shuffled, group_by=groups).document()
    assert first == second
    assert canonical_json(first.data) == canonical_json(second.data)


def test_document_of_an_inspection_without_narrative_still_stands(maker: Maker) -> None:
    document, problems = maker.make().document()
    assert not list(problems)
    texts = [text for _, text in headings(document)]
    assert "Foreword" not in texts
    assert texts.count("Strengths") == 0
    assert "2.2 Assessment" in texts


def test_document_of_a_draft_without_records_shows_no_empty_tables(maker: Maker) -> None:
    inspection = replace(
        maker.usual(), cases=(), judgements=(), decisions=(), surveys=(), recommendations=(), figures=(), population=""
    )
    inspection = replace(inspection, stage=Stage.FIELDWORK)
    document, problems = maker.make(inspection).document()
    assert not list(problems)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert all(table.rows for table in tables)
    assert not [block for block in document.blocks if isinstance(block, Chart)]
    assert all(sheet.rows for sheet in document.workbook.sheets)


def test_document_that_awaits_ratings_says_that_it_is_a_draft(maker: Maker) -> None:
    unrated = replace(maker.usual(), decisions=(), stage=Stage.RATINGS)
    document, problems = maker.make(unrated).document()
    assert document.notices[0].startswith("This is a draft.")
    assert "rating-awaited" not in {problem.code for problem in problems}
    _, problems = maker.make(replace(unrated, stage=Stage.PUBLISHED)).document()
    assert "rating-awaited" in {problem.code for problem in problems.errors}


def test_document_collects_every_problem_with_its_place(maker: Maker) -> None:
    inspection = maker.with_section(maker.usual(), "2.2", "## Strengths\n\n- In [[n-of-m 2.2.9]] of 31.\n")
    inspection = maker.with_section(inspection, "foreword", "See [there](#nowhere).")
    inspection = maker.with_section(inspection, "3.1", "Lost.")
    recommendation = replace(inspection.recommendations[1], text="do [[yes 9]] things")
    inspection = replace(inspection, recommendations=(recommendation,))
    _, problems = maker.make(inspection).document()
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("figure-unknown", "findings/2.2.md, line 3"),
        ("typed-number", "findings/2.2.md, line 3"),
        ("section-unknown", "findings/3.1.md"),
        ("link-target-unknown", "findings/foreword.md, line 1"),
        ("figure-unknown", "recommendations.yaml, recommendations[0].text"),
    ]


def test_document_with_organisational_domain_missing_ends_with_what_people_said(
    maker: Maker, inspection: Inspection
) -> None:
    made = maker.make(inspection)
    framework = made.edition.framework.model_copy(update={"domains": made.edition.framework.domains[1:]})
    rating = replace(made.rating, standards=tuple(one for one in made.rating.standards if one.id.startswith("2")))
    sections = tuple(one for one in inspection.sections if not one.id.startswith("1"))
    document, _ = build_document(
        framework=framework, inspection=replace(inspection, sections=sections), results=made.results, rating=rating
    )
    chapters = [text for level, text in headings(document) if level == 2]
    assert chapters[-3:] == [
        "Feedback from people on probation",
        "Diversity and inclusion",
        "Annexe: how we inspected and rated",
    ]


def test_document_of_an_inspection_known_from_its_report_says_where_its_ratings_are_from(maker: Maker) -> None:
    made = maker.make()
    ratings = {one.id: one.rating for one in made.rating.standards if one.rating is not None}
    known = PublishedRatings(source="The report of 2019", ratings=ratings, points=3, maximum=12, overall="good")
    inspection = replace(made.inspection, cases=(), judgements=(), decisions=(), population="", published_ratings=known)
    standards = tuple(
        replace(one, decision=None, rule_result=None, proposed=None, capped_by=None, key_questions=(), lowest=(),
                lowest_percent=None, fragility=None, trace=(), data="")
        for one in made.rating.standards
    )  # fmt: skip
    made = replace(made, inspection=inspection, rating=replace(made.rating, standards=standards))
    document, problems = made.document()
    assert not list(problems)
    text = "\n".join(plain_text(one.children) for one in paragraphs(document.blocks))
    assert "Inadequate\N{RIGHT SINGLE QUOTATION MARK} for assessment in its published report." in text
    assert "taken from elsewhere: the report of 2019. The score" in text
    captions = {one.caption for one in document.blocks if isinstance(one, Table)}
    assert not captions & {"From results to ratings", "Digests of the data"}


def test_document_carries_its_particulars(document: Document) -> None:
    assert document.title == "An inspection of Somewhere"
    assert document.subtitle == "Anyshire region"
    assert document.language == "en-GB"
    assert document.notices == ("This is an invented inspection.",)
    assert "Overall rating: Requires improvement (3/12)" in document.description
    assert "May 2023" in document.description
