from __future__ import annotations

import pytest
from tests.unit.reports.checking.short_reports import ADULT, YOUTH, claims_of, edition, short

from inspectorate.reports.checking.claims.key_questions import EXAMPLES
from inspectorate.reports.checking.model import Claim, Kind, Verdict

ENGAGING = "Does assessment focus sufficiently on engaging the person on probation?"
OUTCOMES = edition().standards["2.6"].key_questions[0].text


def judged(row: str, *, before: str = "We inspected 36 cases.", head: str = "Key question\tPercentage 'Yes'") -> Claim:
    (claim,) = claims_of(f"{before}\n\n2.2 Assessment\n\n{head}\n{ENGAGING}\t{row}", Kind.KEY_QUESTION)
    return claim


@pytest.mark.parametrize("reference", [ADULT, None], ids=["with a framework", "without one"])
@pytest.mark.parametrize(("text", "verdict"), EXAMPLES, ids=[text.rpartition("\t")[2] for text, _ in EXAMPLES])
def test_row_of_an_example_has_its_verdict(text: str, verdict: Verdict, reference: str | None) -> None:
    found = [claim.verdict for claim in claims_of(text, Kind.KEY_QUESTION, reference)]
    assert found == [verdict]


@pytest.mark.parametrize("percent", ["56%", "33 per cent", "0%", "100%", "55.6%", "81%", "80%"])
def test_row_holds_where_some_count_of_the_sample_gives_it(percent: str) -> None:
    assert judged(
        percent, before="We inspected 36 cases." if percent != "80%" else "We inspected 20 cases."
    ).verdict is (Verdict.HOLDS)


def test_row_names_the_count_that_gives_it() -> None:
    claim = judged("56%")
    assert claim.why == "56 per cent is 20 of the 36 cases inspected."
    assert [number.text for number in claim.numbers] == ["56%"]
    assert claim.where.section == "2.2 Assessment"


def test_row_that_a_slightly_smaller_base_explains_cannot_be_told() -> None:
    claim = judged("51%")
    assert claim.verdict is Verdict.CANNOT_TELL
    assert "18 of 35" in claim.why
    assert "50% (18) and 53% (19)" in claim.why


def test_row_that_no_base_explains_is_doubtful_with_the_nearest_percentages() -> None:
    claim = judged("1%")
    assert claim.verdict is Verdict.DOUBTFUL
    assert claim.expected == "0% (0) and 3% (1)"


def test_row_that_only_a_much_smaller_base_explains_is_doubtful_where_every_case_is_asked() -> None:
    claim = judged("9%", before="We inspected 17 cases.")
    assert claim.verdict is Verdict.DOUBTFUL
    assert "1 of 11" in claim.why


def test_row_that_only_a_much_smaller_base_explains_cannot_be_told_where_few_cases_are_asked() -> None:
    question = edition(YOUTH).standards["2.2"].key_questions[1].text
    text = f"We inspected 17 cases.\n\n2.2 Planning\n\nKey question\tPercentage 'Yes'\n{question}\t9%"
    (claim,) = claims_of(text, Kind.KEY_QUESTION, YOUTH)
    assert claim.verdict is Verdict.CANNOT_TELL


def test_row_without_a_known_sample_cannot_be_told() -> None:
    assert judged("56%", before="Many cases were read.").verdict is Verdict.CANNOT_TELL


def test_row_beyond_a_hundred_fails() -> None:
    assert judged("102%").verdict is Verdict.FAILS


@pytest.mark.parametrize(
    ("row", "verdict", "expected"),
    [
        ("20 of 36 (56%)", Verdict.HOLDS, ""),
        ("20 of 36 (57%)", Verdict.FAILS, "56%"),
        ("56% (20/36)", Verdict.HOLDS, ""),
        ("65% (20/36)", Verdict.FAILS, "56%"),
        ("One of eight (12%)", Verdict.HOLDS, ""),
        ("37 of 36 (103%)", Verdict.FAILS, ""),
        ("38 of 36 (100%)", Verdict.FAILS, ""),
    ],
)
def test_row_with_its_own_count_is_held_against_that(row: str, verdict: Verdict, expected: str) -> None:
    claim = judged(row)
    assert (claim.verdict, claim.expected) == (verdict, expected)


def test_row_with_its_own_count_accounts_for_all_three_numbers() -> None:
    assert [number.text for number in judged("20 of 36 (56%)").numbers] == ["20", "36", "56%"]


def test_row_with_its_own_base_is_held_against_that() -> None:
    head = "Key question\tRelevant cases\tPercentage 'Yes'"
    assert judged("29\t52%", head=head).verdict is Verdict.HOLDS
    assert judged("29\t50%", head=head).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("row", "verdict", "expected"),
    [
        ("56%\tRequires improvement", Verdict.HOLDS, ""),
        ("56%\tGood", Verdict.FAILS, "Requires improvement"),
        ("64%\tGood", Verdict.FAILS, "Requires improvement"),
        ("81%\tOutstanding", Verdict.HOLDS, ""),
    ],
)
def test_row_that_prints_a_band_is_held_against_the_frameworks(row: str, verdict: Verdict, expected: str) -> None:
    claim = judged(row, head="Key question\tJudged 'Yes'\tRating band")
    assert (claim.verdict, claim.expected) == (verdict, expected)


def test_band_that_the_exact_percentage_lies_in_is_doubtful_and_no_failure() -> None:
    claim = judged("20 of 31 (65%)\tRequires improvement", head="Key question\tJudged 'Yes'\tRating band")
    assert claim.verdict is Verdict.DOUBTFUL


def test_row_of_an_outcome_that_is_not_rated_is_judged_as_well() -> None:
    text = f"We inspected 36 cases.\n\n2.6 Outcomes\n\nOutcomes\tPercentage 'Yes'\n{OUTCOMES}\t51%"
    (claim,) = claims_of(text, Kind.KEY_QUESTION)
    assert claim.verdict is Verdict.CANNOT_TELL


def test_rows_that_compare_groups_are_no_claims_of_the_sample() -> None:
    text = f"We inspected 36 cases.\n\n2.2 Assessment\n\nKey question\tWomen\tMen\n{ENGAGING}\t1%\t2%"
    assert claims_of(text, Kind.KEY_QUESTION) == []
    assert short(text).passages[-1].text.endswith("2%")


def test_row_of_a_large_sample_names_the_first_and_the_last_count() -> None:
    assert (
        judged("56%", before="We inspected 1,200 cases.").why
        == "56 per cent is 666 to 678 of the 1200 cases inspected."
    )


def test_row_of_an_impossible_sample_is_told_promptly() -> None:
    claim = judged("56%", before="We inspected 999,999,999,999 cases.")
    assert claim.verdict is Verdict.CANNOT_TELL
    assert judged("5 of 999,999,999,999 (56%)").verdict is Verdict.FAILS
