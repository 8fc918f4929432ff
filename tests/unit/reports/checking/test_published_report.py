"""The report published on Manchester North in May 2023, checked as text and as it would be in other formats."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from tests.setting import set_as_docx, set_as_html, set_as_markdown, set_as_pdf

from inspectorate.frameworks.catalogue import shipped
from inspectorate.reports.checking.judging import check
from inspectorate.reports.checking.model import Checked, Claim, Kind, Report, Verdict
from inspectorate.reports.checking.reading.opening import read_report

PUBLISHED = Path(__file__).parents[4] / "examples" / "published-report" / "report.txt"
EDITIONS = [shipped().edition(reference).framework for reference in shipped().references]
SETTINGS: dict[str, Callable[[Report], bytes | str]] = {
    "pdf": set_as_pdf,
    "untagged.pdf": partial(set_as_pdf, tagged=False),
    "docx": set_as_docx,
    "html": set_as_html,
    "md": set_as_markdown,
}


@cache
def printed() -> Report:
    return read_report(PUBLISHED)


@pytest.fixture(scope="module", params=["txt", *SETTINGS])
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    form = request.param
    path = PUBLISHED
    if form != "txt":
        path = tmp_path_factory.mktemp("published") / f"report.{form}"
        content = SETTINGS[form](printed())
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return check(read_report(path), candidates=EDITIONS)


def claims(checked: Checked, kind: Kind) -> list[Claim]:
    return [claim for claim in checked.claims if claim.kind is kind]


def test_framework_is_the_edition_in_force(checked: Checked) -> None:
    assert checked.framework == "hmip-adult@2021.1"


def test_exactly_one_claim_fails(checked: Checked) -> None:
    (slip,) = checked.of(Verdict.FAILS)
    assert slip.text == "21 out of 48 (45 per cent)"
    assert slip.expected == "44 per cent"
    assert "21 of 47" in slip.why


def test_doubtful_claims_are_the_three_that_a_reader_would_ask_about(checked: Checked) -> None:
    doubtful = {claim.kind: claim for claim in checked.of(Verdict.DOUBTFUL)}
    assert "p = 0.13" in doubtful[Kind.SIGNIFICANCE].why
    assert doubtful[Kind.SIGNIFICANCE].text == "significantly better"
    assert "46 + 3 = 49" in doubtful[Kind.PARTS].why
    assert "51" in doubtful[Kind.PARTS].text
    assert "Two in three" in doubtful[Kind.REPEATED].text
    assert "Ninety-five per cent" in doubtful[Kind.REPEATED].text
    assert len(checked.of(Verdict.DOUBTFUL)) == 3


def test_every_rating_score_and_overall_rating_holds(checked: Checked) -> None:
    ratings = claims(checked, Kind.RATING)
    assert len({claim.text.split()[0].rstrip(".") for claim in ratings}) == 8
    for kind in (Kind.RATING, Kind.SCORE, Kind.MAXIMUM, Kind.OVERALL):
        assert claims(checked, kind)
        assert {claim.verdict for claim in claims(checked, kind)} == {Verdict.HOLDS}


def test_discretion_is_seen_twice_within_the_margin_and_the_cap_once(checked: Checked) -> None:
    assert [claim.verdict for claim in claims(checked, Kind.DISCRETION)] == [Verdict.HOLDS] * 2
    assert all("margin of 5" in claim.why for claim in claims(checked, Kind.DISCRETION))
    (cap,) = claims(checked, Kind.CAP)
    assert cap.verdict is Verdict.HOLDS
    assert "Leadership" in cap.why


def test_all_thirteen_key_question_percentages_are_read(checked: Checked) -> None:
    rows = claims(checked, Kind.KEY_QUESTION)
    percentages = [str(number.value) for claim in rows for number in claim.numbers if number.sort.value == "percentage"]
    assert percentages == ["56", "58", "33", "61", "64", "47", "61", "58", "47", "81", "75", "56", "51"]


def test_every_lowest_score_that_is_named_is_the_tables(checked: Checked) -> None:
    assert [claim.verdict for claim in claims(checked, Kind.LOWEST)] == [Verdict.HOLDS] * 4


def test_every_number_is_claimed_or_listed_with_its_reason(checked: Checked) -> None:
    claimed = {number for claim in checked.claims for number in claim.numbers}
    listed = {unchecked.number for unchecked in checked.not_checked}
    assert not claimed & listed
    assert all(unchecked.why for unchecked in checked.not_checked)
    covered = {(one.passage, place) for one in claimed | listed for place in range(one.start, one.end)}
    figures = {
        (index, place)
        for index, passage in enumerate(checked.report.passages)
        for place, letter in enumerate(passage.text)
        if letter.isdigit()
    }
    assert figures
    assert figures <= covered


def test_formats_give_the_same_claims(checked: Checked) -> None:
    expected = check(printed(), candidates=EDITIONS)
    assert [(one.kind, one.verdict) for one in checked.claims] == [(one.kind, one.verdict) for one in expected.claims]
