"""Every figure that the report on Manchester North PDU publishes, May 2023, from the example's records.

The expectations are the report's own: HM Inspectorate of Probation, Open Government Licence v3.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspectorate.frameworks.catalogue import shipped
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.numbers import Share, whole_percent
from inspectorate.kernel.problems import Problems
from inspectorate.packs.reading import read_pack
from inspectorate.ratings.model import InspectionRating, Status
from inspectorate.ratings.rating import rate
from inspectorate.records.inspection import Inspection
from inspectorate.reports.assembling import build_document
from inspectorate.reports.document import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quotation,
    RatingBadge,
    RatingsPage,
    Text,
)
from inspectorate.results.counting import count_answers
from inspectorate.results.model import Results

PACK = Path(__file__).parents[3] / "examples" / "manchester-north"

KEY_QUESTIONS = {
    "2.2.1": 56,
    "2.2.2": 58,
    "2.2.3": 33,
    "2.3.1": 61,
    "2.3.2": 64,
    "2.3.3": 47,
    "2.4.1": 61,
    "2.4.2": 58,
    "2.4.3": 47,
    "2.5.1": 81,
    "2.5.2": 75,
    "2.5.3": 56,
    "2.6.1": 51,
}
YES_OF_RELEVANT = {
    "2.2.2.b": (18, 31),
    "2.2.3.a": (7, 31),
    "2.2.3.d": (27, 36),
    "2.2.3.e": (33, 36),
    "2.3.1.b": (24, 36),
    "2.3.1.c": (25, 36),
    "2.3.2.a": (14, 26),
    "2.3.3.c": (13, 27),
    "2.3.3.d": (7, 27),
    "2.4.1.c": (31, 36),
    "2.4.1.d": (0, 7),
    "2.4.1.g": (18, 24),
    "2.4.2.c": (10, 26),
    "2.4.2.g": (4, 6),
    "2.4.3.b": (15, 29),
    "2.4.3.c": (8, 25),
    "2.5.1.c": (26, 30),
    "2.5.2.a": (17, 24),
    "2.5.2.d": (6, 7),
    "2.5.3.a": (12, 25),
    "2.5.3.c": (12, 27),
    "2.6.1.a": (13, 13),
    "2.6.1.b": (2, 27),
    "2.6.1.d": (28, 36),
}
BY_ETHNICITY = {"minority_ethnic": (8, 11), "white": (7, 19)}
RATINGS = {
    "1.1": "requires_improvement",
    "1.2": "good",
    "1.3": "good",
    "1.4": "good",
    "2.1": None,
    "2.2": "inadequate",
    "2.3": "requires_improvement",
    "2.4": "requires_improvement",
    "2.5": "requires_improvement",
    "2.6": None,
}


@dataclass(frozen=True, slots=True)
class Example:
    edition: Edition
    inspection: Inspection
    results: Results
    rating: InspectionRating
    document: Document
    problems: Problems
    pages: dict[str, str]
    """What stands under each heading of the built document, in one line."""


@pytest.fixture(scope="module")
def example() -> Example:
    pack = read_pack(PACK, frameworks=shipped().edition)
    framework = pack.edition.framework
    results = count_answers(framework=framework, inspection=pack.inspection, group_by=("ethnicity",))
    rating = rate(
        framework=framework,
        framework_digest=pack.edition.digest,
        results=results,
        decisions=pack.inspection.decisions,
        evidence=pack.inspection.evidence,
    )
    document, problems = build_document(framework=framework, inspection=pack.inspection, results=results, rating=rating)
    return Example(
        edition=pack.edition,
        inspection=pack.inspection,
        results=results,
        rating=rating,
        document=document,
        problems=problems,
        pages=pages_of(document.blocks),
    )


def words_of(inlines: Iterable[Inline]) -> str:
    return "".join(
        inline.text if isinstance(inline, Text | Figure) else words_of(inline.children) for inline in inlines
    )


def lines_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield words_of(block.children)
        case ListBlock():
            for item in block.items:
                for part in item:
                    yield from lines_of(part)
        case Quotation():
            for part in block.blocks:
                yield from lines_of(part)
        case RatingBadge():
            yield block.label
        case RatingsPage():
            yield f"{block.score} {block.overall.label}"
        case _:
            return


def pages_of(blocks: Iterable[Block]) -> dict[str, str]:
    """Return the text under each heading of level 2 or 3, by the heading's words without its number."""
    pages: dict[str, list[str]] = {"": []}
    at = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level < 4 and block.text not in {"Strengths", "Areas for improvement"}:
            at = re.sub(r"^[\d.]+\s+", "", block.text)
        else:
            pages.setdefault(at, []).extend(lines_of(block))
    return {title: " ".join(lines) for title, lines in pages.items()}


@pytest.mark.parametrize(("question", "percent"), KEY_QUESTIONS.items())
def test_key_question_percentage_is_as_published(example: Example, question: str, percent: int) -> None:
    assert whole_percent(example.results.shares[question]) == percent


@pytest.mark.parametrize(("question", "counts"), YES_OF_RELEVANT.items())
def test_prompt_counts_are_as_published(example: Example, question: str, counts: tuple[int, int]) -> None:
    assert example.results.shares[question] == Share(*counts)


@pytest.mark.parametrize(("ethnicity", "counts"), BY_ETHNICITY.items())
def test_outcomes_by_ethnicity_are_as_published(example: Example, ethnicity: str, counts: tuple[int, int]) -> None:
    group = next(one for one in example.results.groups if (one.field, one.value) == ("ethnicity", ethnicity))
    assert group.shares["2.6.1"] == Share(*counts)


def test_only_one_minority_ethnic_person_reoffended(example: Example) -> None:
    group = next(one for one in example.results.groups if one.value == "minority_ethnic")
    assert group.shares["2.6.1.d"].no == 1


def test_cases_inspected_and_caseload_are_as_published(example: Example) -> None:
    assert (example.results.cases, example.results.population) == (36, 1979)


@pytest.mark.parametrize(
    ("asked", "counts", "percent"),
    [
        (("staff", "workload_manageable", "no"), (25, 50), 50),
        (("staff", "views_of_people_on_probation_sought", "agree"), (21, 50), 42),
        # the report prints 45 per cent
        (("people_on_probation", "happy_overall", "yes"), (21, 48), 44),
        (("people_on_probation", "feels_safe_at_office", "no"), (16, 48), 33),
        (("people_on_probation", "voice_heard", "no"), (34, 51), 67),
        (("people_on_probation", "ethnicity", "white"), (35, 51), 69),
        (("people_on_probation", "disability", "yes"), (10, 48), 21),
        (("people_on_probation", "sex", "female"), (1, 51), 2),
    ],
)
def test_survey_share_is_as_published(
    example: Example, asked: tuple[str, str, str], counts: tuple[int, int], percent: int
) -> None:
    survey, question, answer = asked
    responses = next(one.responses for one in example.inspection.surveys if one.id == survey)
    answered = [response[question] for response in responses if question in response]
    share = Share(answered.count(answer), len(answered))
    assert share == Share(*counts)
    assert whole_percent(share) == percent


@pytest.mark.parametrize(("standard", "rating"), RATINGS.items())
def test_rating_is_as_published(example: Example, standard: str, rating: str | None) -> None:
    assert example.rating.of(standard).rating == rating


def test_score_and_overall_rating_are_as_published(example: Example) -> None:
    assert str(example.rating.score) == "10/24"
    assert example.rating.overall == "requires_improvement"


@pytest.mark.parametrize("standard", ["2.3", "2.4"])
def test_discretion_raises_what_the_rules_give(example: Example, standard: str) -> None:
    rated = example.rating.of(standard)
    assert (rated.rule_result, rated.lowest_percent, rated.rating) == ("inadequate", 47, "requires_improvement")
    assert rated.decision is not None
    assert rated.decision.data == rated.data


def test_leadership_is_capped_and_shows_what_was_proposed(example: Example) -> None:
    leadership = example.rating.of("1.1")
    assert (leadership.proposed, leadership.rating, leadership.capped_by) == (
        "good",
        "requires_improvement",
        "leadership",
    )


def test_court_work_and_outcomes_say_why_they_are_not_rated(example: Example) -> None:
    court, outcomes = example.rating.of("2.1"), example.rating.of("2.6")
    assert (court.status, outcomes.status) == (Status.NOT_RATED, Status.NOT_RATED_BY_DESIGN)
    assert "pre-sentence reports" in court.reason_not_rated
    assert outcomes.reason_not_rated


@pytest.mark.parametrize(
    ("page", "words"),
    [
        # counts and percentages of cases, as the report's sentences print them
        ("Services", "all but three of the 36 cases"),
        ("Services", "In six of the seven resettlement cases"),
        ("Services", "in four of the six resettlement cases"),
        ("Services", "in all seven resettlement cases"),
        ("Assessment", "in only 18 of the 31 cases"),
        ("Assessment", "in only seven of the 31 cases"),
        ("Assessment", "reasonable in 27 cases"),
        ("Assessment", "33 per cent"),
        ("Planning", "of diversity in 24 cases, and of personal circumstances in 25"),
        ("Planning", "in only 14 of the 26 relevant cases"),
        ("Planning", "only seven of the 27 had one"),
        ("Planning", "in only 13 of the 27 cases"),
        ("Planning", "47 per cent"),
        ("Implementation and delivery", "a large majority of cases (31 of the 36)"),
        ("Implementation and delivery", "in 18 of the 24 relevant cases"),
        ("Implementation and delivery", "in only 10 cases to support desistance, and in only eight to manage"),
        ("Implementation and delivery", "in only 15 of the 29 cases"),
        ("Implementation and delivery", "47 per cent"),
        ("Reviewing", "in a large majority of cases"),
        ("Reviewing", "in 26 of the 30 cases"),
        ("Reviewing", "in 17 of the 24 cases"),
        ("Reviewing", "in 13 of the 25 cases"),
        ("Reviewing", "in only 12 of the 27 relevant cases"),
        ("Reviewing", "56 per cent"),
        ("Outcomes", "73 per cent of the former (eight out of 11)"),
        ("Outcomes", "37 per cent of the latter (seven out of 19)"),
        ("Outcomes", "Of the 11 people"),
        ("Outcomes", "only one had been charged"),
        ("Outcomes", "in 28 of the 36 inspected cases"),
        ("Outcomes", "in all 13 cases"),
        ("Outcomes", "in only two cases"),
        # the inspection
        ("Background", "beginning on 20 February 2023"),
        ("Background", "assessed 36 cases"),
        ("Background", "33 interviews with probation practitioners"),
        ("Background", "17 meetings"),
        ("Background", "between 18 and 24 July 2022 or between 15 and 21 August 2022"),
        # context
        ("Background", "one of nine PDUs"),
        ("Background", "four prisons in its catchment area"),
        ("Background", "supervising 1,979 people"),
        ("Background", "33.3 per cent had been assessed as posing a high or very high risk"),
        ("Background", "Forty-six per cent of the caseload"),
        ("Background", "22 per cent across the region"),
        ("Background", "Only 56 were women"),
        ("Background", "89.82 full-time equivalent staff in post"),
        ("Background", "from 113.2 to 128.5 per 1,000 population"),
        ("Staff", "12.3 per cent of posts were vacant"),
        ("Staff", "10.6 per cent of those for case administrators"),
        ("Staff", "33.8 per cent of those for probation officers"),
        ("Staff", "13.1 per cent of those for probation services officers"),
        ("Staff", "13.2 days for each practitioner"),
        ("Staff", "20.1 days a year"),
        ("Services", "managed 20 contracts"),
        ("Diversity and inclusion", "23 per cent of staff"),
        ("Diversity and inclusion", "46 per cent of people on probation"),
        ("Diversity and inclusion", "74 per cent of staff were women"),
        ("Diversity and inclusion", "three per cent of people on probation"),
        ("Diversity and inclusion", "of the 31 people it had taken on in the last year, 27 were men and 10 were from"),
        # surveys
        ("Staff", "50 per cent of those who answered the survey"),
        ("Leadership", "only 42 per cent agreed"),
        ("Information and facilities", "A third of the people on probation whom User Voice asked (16/48)"),
        ("Feedback from people on probation", "in contact with 51 people"),
        ("Feedback from people on probation", "46 of them completed a survey face to face"),
        ("Feedback from people on probation", "three gave an in-depth interview"),
        ("Feedback from people on probation", "All but one were men, 69 per cent were white, and 21 per cent"),
        ("Feedback from people on probation", "Four per cent were unsure"),
        ("Feedback from people on probation", "21 out of 48 (44 per cent)"),
        ("Feedback from people on probation", "so far is 66 per cent"),
        ("Feedback from people on probation", "Ninety-five per cent said"),
        ("Feedback from people on probation", "Two in three people did not feel that their voice was heard"),
    ],
)
def test_report_prints_the_published_figure(example: Example, page: str, words: str) -> None:
    assert words in example.pages[page]


def test_narrative_has_no_typed_number_and_no_figure_that_changed(example: Example) -> None:
    assert [str(problem) for problem in example.problems] == []


def test_findings_hold_no_number_outside_a_reference() -> None:
    for file in sorted((PACK / "findings").glob("*.md")):
        typed = re.sub(r"\[\[.*?\]\]", "", file.read_text(encoding="utf-8"))
        assert re.findall(r"\d+", typed) == [], file.name


def test_example_says_that_its_records_are_not_real(example: Example) -> None:
    assert any("They are not real and describe no person." in notice for notice in example.document.notices)
    assert "Open Government Licence v3.0" in example.document.attribution
