from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.reports.checking.short_reports import CRC, PDU, YOUTH, Inspection, claims_of, edition, failing, verdicts

from inspectorate.reports.checking.claims.scores import EXAMPLES
from inspectorate.reports.checking.model import Kind, Verdict

RIGHT = Inspection()


@pytest.mark.parametrize(("text", "verdict"), EXAMPLES)
def test_score_of_an_example_has_its_verdict(text: str, verdict: Verdict) -> None:
    assert verdicts(text, Kind.SCORE, None) == [verdict]


def test_score_maximum_and_overall_rating_of_a_right_report_hold() -> None:
    found = claims_of(RIGHT.text())
    for kind in (Kind.SCORE, Kind.MAXIMUM, Kind.OVERALL):
        assert [claim.verdict for claim in found if claim.kind is kind] == [Verdict.HOLDS]


def test_score_says_what_it_adds_up() -> None:
    (claim,) = claims_of(RIGHT.text(), Kind.SCORE)
    assert claim.why == "The printed ratings are four Good, three Requires improvement, one Inadequate: 11 points."
    assert [number.text for number in claim.numbers] == ["11", "24"]


@pytest.mark.parametrize("score", ["10/24", "12/24", "10 out of 24", "0/24"])
def test_score_that_is_off_fails_alone(score: str) -> None:
    (slip,) = failing(replace(RIGHT, score=score).text())
    assert (slip.kind, slip.expected) == (Kind.SCORE, "11/24")


@pytest.mark.parametrize("maximum", [21, 18])
def test_maximum_below_the_number_rated_fails_alone(maximum: int) -> None:
    (slip,) = failing(replace(RIGHT, score=f"11/{maximum}").text())
    assert (slip.kind, slip.expected) == (Kind.MAXIMUM, "11/24")


@pytest.mark.parametrize("maximum", [25, 30])
def test_maximum_that_no_number_of_standards_gives_fails(maximum: int) -> None:
    (slip,) = failing(replace(RIGHT, score=f"11/{maximum}").text())
    assert slip.kind is Kind.MAXIMUM


def test_maximum_that_a_standard_without_a_printed_rating_may_explain_is_doubtful() -> None:
    text = replace(RIGHT, score="11/27").text()
    (claim,) = claims_of(text, Kind.MAXIMUM)
    assert (claim.verdict, claim.expected) == (Verdict.DOUBTFUL, "11/24")
    assert "2.1 Court work" in claim.why


def test_maximum_fails_where_the_last_standard_is_said_to_be_unrated() -> None:
    text = f"{replace(RIGHT, score='11/27').text()}\n\n2.1 Court work\n\nNot rated"
    (slip,) = failing(text)
    assert (slip.kind, slip.expected) == (Kind.MAXIMUM, "11/24")


@pytest.mark.parametrize("overall", ["Inadequate", "Good", "Outstanding"])
def test_overall_rating_that_is_off_fails_alone(overall: str) -> None:
    (slip,) = failing(replace(RIGHT, overall=overall).text())
    assert (slip.kind, slip.expected) == (Kind.OVERALL, "Requires improvement")


def test_overall_rating_printed_in_two_ways_fails_where_it_is_wrong() -> None:
    text = f"{RIGHT.text()}\n\nConclusion\n\nAlder PDU has been given an overall rating of 'Good'."
    (slip,) = failing(text)
    assert slip.text == "overall rating of 'Good'"


def test_overall_rating_that_the_ratings_bear_out_holds_beside_a_wrong_score() -> None:
    (slip,) = failing(replace(RIGHT, score="13/24").text())
    assert slip.kind is Kind.SCORE
    assert verdicts(replace(RIGHT, score="13/24").text(), Kind.OVERALL) == [Verdict.HOLDS]


def test_overall_rating_that_only_a_wrong_score_bears_out_is_doubtful() -> None:
    text = replace(RIGHT, score="13/24", overall="Good").text()
    assert verdicts(text, Kind.OVERALL) == [Verdict.DOUBTFUL]


def test_overall_rating_without_a_score_follows_from_all_ratings() -> None:
    text = "Overall rating\n\n{}\n\n" + "".join(
        f"{key} {standard.title}\n\nInadequate\n\n" for key, standard in edition(PDU).standards.items()
    )
    assert verdicts(text.format("Inadequate"), Kind.OVERALL, PDU) == [Verdict.HOLDS]
    assert verdicts(text.format("Good"), Kind.OVERALL, PDU) == [Verdict.FAILS]


def test_overall_rating_without_score_and_with_ratings_missing_cannot_be_told() -> None:
    text = "Overall rating\n\nGood\n\n1.1 Leadership\n\nInadequate\n\n1.2 Staff\n\nInadequate"
    assert verdicts(text, Kind.OVERALL) == [Verdict.CANNOT_TELL]


def test_score_with_ratings_missing_cannot_be_told() -> None:
    text = "Score 12/24\n\n1.1 Leadership\n\nGood\n\n1.2 Staff\n\nGood"
    (claim,) = claims_of(text, Kind.SCORE)
    assert claim.verdict is Verdict.CANNOT_TELL
    assert "1.3 Services" in claim.why


def test_score_of_a_slip_in_one_rating_is_not_told_twice() -> None:
    (slip,) = failing(RIGHT.with_listed("2.5", "Outstanding").text())
    assert slip.kind is Kind.RATING


def test_score_leaves_out_the_standard_that_never_counts() -> None:
    rated = "".join(f"{key} {one.title}\tGood\n" for key, one in edition(YOUTH).standards.items())
    assert verdicts(f"Score 24/36\n\n{rated}", Kind.SCORE, YOUTH) == [Verdict.HOLDS]
    assert verdicts(f"Score 26/39\n\n{rated}", Kind.SCORE, YOUTH) == [Verdict.FAILS]


def test_score_counts_the_standards_of_the_kind_of_body_that_was_inspected() -> None:
    kind = edition(CRC).standards_for("crc")
    rated = "".join(f"{one.id} {one.title}: Good\n\n" for one in kind)
    assert verdicts(f"Score 20/30\n\n{rated}", Kind.MAXIMUM, CRC) == [Verdict.HOLDS]
    assert verdicts(f"Score 20/36\n\n{rated}", Kind.MAXIMUM, CRC) == [Verdict.FAILS]


@pytest.mark.parametrize(
    ("sentence", "score", "maximum"),
    [
        ("Three standards were Outstanding and five Good: score 19/24.", Verdict.HOLDS, Verdict.HOLDS),
        ("Three standards were Outstanding and five Good: score 18/24.", Verdict.FAILS, Verdict.HOLDS),
        ("Three standards were Outstanding and five Good: score 19/21.", Verdict.HOLDS, Verdict.FAILS),
        ("Three standards were Outstanding and five Good: score 19/27.", Verdict.CANNOT_TELL, Verdict.CANNOT_TELL),
        ("Three standards were Outstanding: score 18/24.", Verdict.CANNOT_TELL, Verdict.CANNOT_TELL),
        ("Two standards were rated 'Good' and one 'Inadequate': a score of 4 out of 9.", Verdict.HOLDS, Verdict.HOLDS),
    ],
)
def test_score_of_a_list_in_one_sentence(sentence: str, score: Verdict, maximum: Verdict) -> None:
    for reference in ("hmip-adult@2021.1", None):
        assert verdicts(sentence, Kind.SCORE, reference) == [score]
        assert verdicts(sentence, Kind.MAXIMUM, reference) == [maximum]


def test_score_of_a_list_says_what_it_should_be_and_accounts_for_every_number() -> None:
    (claim,) = claims_of("Three standards were Outstanding and five Good: score 18/24.", Kind.SCORE)
    assert claim.expected == "19/24"
    assert claim.why == "3 \u00d7 3 + 5 \u00d7 2 is 19."
    assert {number.text for number in claim.numbers} == {"Three", "five", "18", "24"}


def test_score_without_a_framework_uses_the_common_scale_and_says_so() -> None:
    (claim,) = claims_of(replace(RIGHT, score="12/24").text(), Kind.SCORE, None)
    assert claim.verdict is Verdict.FAILS
    assert "by the common scale" in claim.why
    assert verdicts(RIGHT.text(), Kind.OVERALL, None) == [Verdict.CANNOT_TELL]


def test_score_without_a_framework_and_with_another_maximum_cannot_be_told() -> None:
    text = "Score 7/20\n\n1.1 Safe\n\nGood\n\n1.2 Caring\n\nOutstanding\n\n1.3 Prompt\n\nGood"
    assert verdicts(text, Kind.SCORE, None) == [Verdict.CANNOT_TELL]
    assert failing(text, None) == []


def test_scores_of_several_bodies_cannot_be_told() -> None:
    other = "".join(f"{key} {edition().standards[key].title}\n\nOutstanding\n\n" for key in RIGHT.listed)
    found = claims_of(f"{RIGHT.text()}\n\nBirch PDU\n\nScore 23/24\n\n{other}")
    assert {one.verdict for one in found if one.kind in (Kind.SCORE, Kind.MAXIMUM, Kind.OVERALL)} == {
        Verdict.CANNOT_TELL
    }
