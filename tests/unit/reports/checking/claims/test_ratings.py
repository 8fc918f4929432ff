from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.reports.checking.short_reports import (
    YOUTH,
    Inspection,
    claims_of,
    edition,
    failing,
    material,
    table,
    verdicts,
)

from inspectorate.reports.checking.claims import caps, lowest, ratings
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Kind, Verdict

RIGHT = Inspection()


def texts(report: Inspection) -> list[tuple[Kind, str, str]]:
    return [(claim.kind, claim.text, claim.expected) for claim in failing(report.text())]


@pytest.mark.parametrize(("text", "verdict"), ratings.EXAMPLES)
def test_rating_of_an_example_has_its_verdict(text: str, verdict: Verdict) -> None:
    assert verdicts(text, Kind.RATING) == [verdict]


@pytest.mark.parametrize(("text", "verdict"), lowest.EXAMPLES)
def test_lowest_score_of_an_example_has_its_verdict(text: str, verdict: Verdict) -> None:
    assert verdicts(text, Kind.LOWEST) == [verdict]


@pytest.mark.parametrize(("text", "verdict"), caps.EXAMPLES)
def test_cap_of_an_example_has_its_verdict(text: str, verdict: Verdict) -> None:
    assert verdicts(text, Kind.CAP) == [verdict]


def test_right_report_has_nothing_that_fails_or_is_doubtful() -> None:
    found = claims_of(RIGHT.text())
    assert [claim for claim in found if claim.verdict in (Verdict.FAILS, Verdict.DOUBTFUL)] == []
    kinds = [claim.kind for claim in found if claim.verdict is Verdict.HOLDS]
    assert kinds.count(Kind.RATING) == 8
    assert kinds.count(Kind.LOWEST) == 4
    assert kinds.count(Kind.DISCRETION) == 1


def test_rating_can_be_followed_by_hand() -> None:
    found = {claim.text: claim for claim in claims_of(RIGHT.text(), Kind.RATING)}
    planning = found["2.3. Planning \u2026 Inadequate"]
    assert planning.why == (
        "The lowest of its three key questions is 43 per cent, below 50, which is Inadequate."
        " It is printed alike in three places."
    )
    assert len(planning.spans) == 3


@pytest.mark.parametrize(
    ("standard", "wrong"),
    [
        ("2.2", "Inadequate"),
        ("2.2", "Good"),
        ("2.3", "Requires improvement"),
        ("2.5", "Outstanding"),
        ("2.5", "Inadequate"),
    ],
)
def test_rating_a_band_off_on_the_page_of_ratings_fails(standard: str, wrong: str) -> None:
    (slip,) = failing(RIGHT.with_listed(standard, wrong).text())
    assert slip.kind is Kind.RATING
    assert slip.expected == RIGHT.listed[standard]


def test_rating_a_band_off_in_its_section_fails() -> None:
    (slip,) = failing(RIGHT.with_own("2.5", "Outstanding").text())
    assert (slip.kind, slip.expected) == (Kind.RATING, "Good")


@pytest.mark.parametrize("place", ["list", "section"])
def test_organisational_rating_printed_in_two_ways_fails_and_the_score_says_which(place: str) -> None:
    report = RIGHT.with_listed("1.3", "Outstanding") if place == "list" else RIGHT.with_own("1.3", "Outstanding")
    (slip,) = failing(report.text())
    assert (slip.kind, slip.expected) == (Kind.RATING, "Good")
    assert "add up to the printed score" in slip.why


def test_organisational_rating_in_one_place_cannot_be_told() -> None:
    assert verdicts("1.3 Services\n\nGood", Kind.RATING) == [Verdict.CANNOT_TELL]


def test_organisational_rating_that_two_lists_print_differently_is_doubtful() -> None:
    text = "1.3 Services\n\nGood\n\nThe ratings again\n\n1.3 Services\n\nOutstanding"
    assert verdicts(text, Kind.RATING) == [Verdict.DOUBTFUL]


def test_rating_in_a_sentence_far_from_its_section_is_doubtful_and_no_failure() -> None:
    text = f"Foreword\n\nWe rated planning as 'Outstanding'.\n\n2.3 Planning\n\nGood\n\n{table('2.3', 70, 80, 66)}"
    found = {claim.text: claim.verdict for claim in claims_of(text, Kind.RATING)}
    assert found == {
        "rated planning as 'Outstanding'": Verdict.DOUBTFUL,
        "2.3 Planning \u2026 Good": Verdict.HOLDS,
    }


def test_rating_that_rounding_may_explain_is_doubtful_and_no_failure() -> None:
    text = f"We inspected 31 cases.\n\n2.3 Planning\n\nRequires improvement\n\n{table('2.3', 71, 81, 65)}"
    assert verdicts(text, Kind.RATING) == [Verdict.DOUBTFUL]
    sure = text.replace("31 cases", "20 cases")
    assert verdicts(sure.replace("65%", "75%"), Kind.RATING) == [Verdict.FAILS]


def test_rating_within_reach_of_discretion_that_is_not_stated_is_doubtful() -> None:
    text = f"2.3 Planning\n\nRequires improvement\n\n{table('2.3', 71, 81, 47)}"
    assert verdicts(text, Kind.RATING) == [Verdict.DOUBTFUL]


def test_rating_that_the_text_explains_by_its_lowest_score_alone_fails() -> None:
    sentence = "The PDU is rated as 'Requires improvement' for planning as the lowest score was 47 per cent."
    text = f"2.3 Planning\n\nRequires improvement\n\n{table('2.3', 71, 81, 47)}\n\n{sentence}"
    assert verdicts(text, Kind.RATING) == [Verdict.FAILS]


def test_rating_without_a_table_follows_from_the_lowest_score_that_is_named() -> None:
    text = "2.3 Planning\n\n{}\n\nThe lowest score of the three key questions was 70 per cent."
    assert verdicts(text.format("Good"), Kind.RATING) == [Verdict.HOLDS]
    assert verdicts(text.format("Inadequate"), Kind.RATING) == [Verdict.FAILS]


def test_rating_by_a_table_with_a_row_missing_is_not_told_where_that_row_may_explain_it() -> None:
    lower = f"2.3 Planning\n\nInadequate\n\n{table('2.3', 71, 81)}"
    assert verdicts(lower, Kind.RATING) == [Verdict.CANNOT_TELL]
    higher = f"2.3 Planning\n\nOutstanding\n\n{table('2.3', 71, 52)}"
    assert verdicts(higher, Kind.RATING) == [Verdict.FAILS]


def test_rating_follows_the_sentence_where_table_and_sentence_differ() -> None:
    report = replace(RIGHT, percentages=RIGHT.percentages | {"2.3": (58, 53, 60)})
    assert texts(report) == [
        (Kind.LOWEST, "lowest score out of the three key questions was 43 per cent", "53 per cent"),
    ]


def test_rating_without_a_framework_cannot_be_told() -> None:
    found = claims_of(RIGHT.text(), Kind.RATING, None)
    assert found
    assert {claim.verdict for claim in found} == {Verdict.CANNOT_TELL}


def test_ratings_of_several_bodies_cannot_be_told() -> None:
    other = "".join(f"{key} {edition().standards[key].title}\n\nOutstanding\n\n" for key in RIGHT.listed)
    found = claims_of(f"{RIGHT.text()}\n\nBirch PDU\n\n{other}", Kind.RATING)
    assert {claim.verdict for claim in found} == {Verdict.CANNOT_TELL}


def test_ratings_of_standards_with_one_title_are_held_against_their_own_tables() -> None:
    text = (
        "2.1 Assessment\n\nGood\n\nDoes assessment say what would help the child?\t70%\n"
        "Does assessment keep the child safe enough?\t66%\nDoes assessment keep other people safe enough?\t68%\n\n"
        "3.1 Assessment\n\nGood\n\nDoes assessment say what would help the child?\t40%\n"
        "Does assessment keep the child safe enough?\t66%\nDoes assessment keep other people safe enough?\t68%\n\n"
    )
    assert verdicts(text, Kind.RATING, YOUTH) == [Verdict.HOLDS, Verdict.FAILS]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2019 planning was rated 'Outstanding'.",
        "The previous inspection rated planning as 'Outstanding', when the lowest score was 81 per cent.",
        "65 to 79 per cent is Good, and below 50 is Inadequate.",
        "A standard whose lowest score is 49 per cent is rated 'Inadequate'.",
        "Nationally, planning was rated 'Inadequate' and the lowest score was 41 per cent.",
        "Another PDU was rated 'Outstanding' for planning.",
        "\u201cI would be rated 'Outstanding' for planning,\u201d somebody said.",
        "For women the lowest score was 20 per cent.",
        "The panel could not rate planning as 'Outstanding'.",
    ],
)
def test_nothing_fails_for_a_sentence_about_something_else(sentence: str) -> None:
    text = f"2.3 Planning\n\nGood\n\n{table('2.3', 70, 80, 66)}\n\n{sentence}"
    assert failing(text) == []


@pytest.mark.parametrize(("named", "right"), [("44", "43 per cent"), ("58", "43 per cent"), ("34", "43 per cent")])
def test_lowest_score_that_is_not_the_tables_fails(named: str, right: str) -> None:
    report = replace(RIGHT, lowest=RIGHT.lowest | {"2.3": named})
    (slip,) = failing(report.text())
    assert (slip.kind, slip.expected) == (Kind.LOWEST, right)
    assert [number.text for number in slip.numbers] == ["three", f"{named} per cent"]


def test_lowest_score_printed_with_other_precision_holds() -> None:
    text = f"2.3 Planning\n\n{table('2.3', 70, 80, '66.2')}\n\nThe lowest score was 66 per cent."
    assert verdicts(text, Kind.LOWEST) == [Verdict.HOLDS]


def test_number_of_key_questions_that_is_not_the_tables_fails() -> None:
    found = failing(replace(RIGHT, questions="four").text())
    assert {(claim.kind, claim.expected) for claim in found} == {(Kind.LOWEST, "three key questions")}
    assert len(found) == 3


def test_number_of_key_questions_before_the_table_is_held_against_it() -> None:
    rests = "The rating rests on {} key questions."
    text = f"2.3 Planning\n\n{rests}\n\n{table('2.3', 70, 80, 66)}"
    assert verdicts(text.format("three"), Kind.PARTS) == [Verdict.HOLDS]
    assert verdicts(text.format("four"), Kind.PARTS) == [Verdict.FAILS]


def test_number_of_key_questions_is_doubtful_where_a_row_may_be_missing() -> None:
    text = f"2.3 Planning\n\nThe rating rests on three key questions.\n\n{table('2.3', 70, 80)}"
    assert verdicts(text, Kind.PARTS) == [Verdict.DOUBTFUL]


def test_discretion_within_the_margin_holds_with_its_distance() -> None:
    (claim,) = claims_of(RIGHT.text(), Kind.DISCRETION)
    assert claim.verdict is Verdict.HOLDS
    assert "2 points from the boundary at 50: within the margin of 5" in claim.why
    assert [number.text for number in claim.numbers] == ["48 per cent"]


def with_lowest(percent: int) -> Inspection:
    percentages = RIGHT.percentages | {"2.4": (percent, 70, 63)}
    return replace(RIGHT, percentages=percentages, lowest=RIGHT.lowest | {"2.4": str(percent)})


def test_discretion_far_outside_the_margin_fails() -> None:
    kinds = {claim.kind for claim in failing(with_lowest(35).text())}
    assert kinds == {Kind.DISCRETION, Kind.RATING}


def test_discretion_just_outside_a_margin_that_no_source_states_is_doubtful() -> None:
    report = with_lowest(43).text()
    assert verdicts(report, Kind.DISCRETION) == [Verdict.DOUBTFUL]
    assert failing(report) == []


@pytest.mark.parametrize(
    "moved", [("Requires improvement", "Good"), ("Inadequate", "Good"), ("Good", "Requires improvement")]
)
def test_discretion_from_another_band_or_by_two_bands_fails(moved: tuple[str, str]) -> None:
    (slip,) = failing(replace(RIGHT, moved=moved).text())
    assert slip.kind is Kind.DISCRETION


def test_discretion_that_is_refused_leaves_the_band() -> None:
    refused = "The ratings panel considered discretion but did not apply it, as the lowest score was 48 per cent."
    text = f"2.4 Implementation and delivery\n\n{{}}\n\n{table('2.4', 48, 70, 63)}\n\n{refused}"
    assert verdicts(text.format("Inadequate"), Kind.RATING) == [Verdict.HOLDS]
    assert verdicts(text.format("Requires improvement"), Kind.RATING) == [Verdict.FAILS]


def test_discretion_downwards_is_judged_too() -> None:
    moved = "The panel used professional discretion to lower the rating from 'Good' to 'Requires improvement'."
    text = f"2.3 Planning\n\nRequires improvement\n\n{{}}\n\n{moved}"
    assert verdicts(text.format(table("2.3", 70, 80, 67)), Kind.DISCRETION) == [Verdict.HOLDS]
    assert verdicts(text.format(table("2.3", 85, 84, 79)), Kind.DISCRETION) == [Verdict.FAILS]


def test_discretion_where_one_case_would_cross_the_boundary_holds() -> None:
    moved = "The panel used professional discretion to raise the rating from 'Inadequate' to 'Requires improvement'."
    text = f"We inspected 7 cases.\n\n2.3 Planning\n\nRequires improvement\n\n{table('2.3', 71, 86, 43)}\n\n{moved}"
    (claim,) = claims_of(text, Kind.DISCRETION)
    assert claim.verdict is Verdict.HOLDS
    assert "one case judged otherwise" in claim.why


def test_cap_holds_with_the_standards_that_set_it_off() -> None:
    says = "Poor domain two scores mean leadership cannot be rated higher than 'Requires improvement'."
    leadership = f"1.1 Leadership\n\nRequires improvement\n\n{says}\n\n"
    (claim,) = claims_of(f"{leadership}2.2 Assessment\n\nInadequate\n\n2.3 Planning\n\nInadequate", Kind.CAP)
    assert claim.verdict is Verdict.HOLDS
    assert claim.why.startswith("None of the two case-based standards that are rated is Good or better")


def test_leadership_above_its_cap_without_a_word_of_it_cannot_be_told() -> None:
    leadership = "1.1 Leadership\n\nGood\n\nThe leaders of the unit met often and knew their work.\n\n"
    found = claims_of(f"1.1 Leadership\n\nGood\n\n2.3 Planning\n\nInadequate\n\n{leadership}", Kind.RATING)
    verdict = {claim.text: claim.verdict for claim in found}
    assert verdict["1.1 Leadership \u2026 Good"] is Verdict.CANNOT_TELL


def test_claims_stand_at_the_words_that_they_are_made_of() -> None:
    read: Material = material(RIGHT.text())
    for claim in ratings.claims(read):
        for span in claim.spans:
            words = read.report.passages[span.passage].text[span.start : span.end]
            assert words.strip()
        if claim.kind is Kind.RATING:
            first = claim.spans[0]
            assert read.report.passages[first.passage].where == claim.where


def test_rating_printed_in_more_places_than_there_are_words_for_is_counted_in_figures() -> None:
    (claim,) = claims_of("1.2 Staff\n\nGood\n\n" * 1200, Kind.RATING)
    assert "alike in 1,200 places" in claim.why
