from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.reports.checking.short_reports import ADULT, CRC, PDU, YOUTH, Inspection, edition, short

from inspectorate.frameworks.catalogue import shipped
from inspectorate.frameworks.model import Framework
from inspectorate.reports.checking.guessing import guess_framework, report_date
from inspectorate.reports.checking.reading.opening import read_report

PUBLISHED = Path(__file__).parents[4] / "examples" / "published-report" / "report.txt"
BRIGADE = ("1.1 Leadership", "1.2 Staff", "1.3 Services", "2.2 Assessment", "2.3 Planning", "2.5 Reviewing", "End")
EDITIONS = [shipped().edition(reference).framework for reference in shipped().references]


def guessed(text: str, candidates: list[Framework] = EDITIONS) -> str | None:
    framework, why = guess_framework(short(text), candidates)
    assert why.endswith(".")
    return None if framework is None else str(framework.reference)


def page(reference: str, *, body: str = "", head: str, score: str = "") -> str:
    standards = edition(reference).standards_for(body)
    ratings = "".join(f"{one.id} {one.title}\n\nGood\n\n" for one in standards if one.rated)
    return f"{head}\n\n{f'Score {score}' if score else ''}\n\n{ratings}"


def test_published_report_is_of_the_edition_in_force_then() -> None:
    framework, why = guess_framework(read_report(PUBLISHED), EDITIONS)
    assert framework == edition(ADULT)
    assert why == (
        "32 of the 34 titles, statements and key questions of hmip-adult@2021.1 are in the report,"
        " a score out of 24 is possible under it, and it was in force in February 2023."
    )


@pytest.mark.parametrize(
    ("reference", "body", "head", "score"),
    [
        (ADULT, "", "An inspection of probation services in Alder PDU, May 2023", ""),
        (ADULT, "", "An inspection of probation services in Alder PDU, May 2023", "18/27"),
        (PDU, "", "An inspection of probation services in Alder PDU, May 2024", "14/21"),
        (YOUTH, "", "An inspection of youth justice services in Alder, March 2023", "24/36"),
        (CRC, "crc", "An inspection of probation services: Alder CRC, June 2019", "20/30"),
        (CRC, "nps", "An inspection of probation services: Alder NPS division, June 2019", "20/30"),
    ],
)
def test_page_of_ratings_tells_the_edition(reference: str, body: str, head: str, score: str) -> None:
    assert guessed(page(reference, body=body, head=head, score=score)) == reference


def test_date_decides_between_editions_with_the_same_standards() -> None:
    head = "An inspection of youth offending services in Alder, {}"
    shared = page("hmip-youth@2018.1", head=head).replace("3.4 Joint working\n\nGood\n\n", "")
    assert guessed(shared.format("March 2020")) == "hmip-youth@2018.1"
    assert guessed(shared.format("March 2023")) == YOUTH


def test_report_that_names_its_edition_is_of_that() -> None:
    assert guessed("Rated under the framework hmip-pdu@2024.1, and nothing else is known.") == PDU


def test_score_that_no_edition_gives_does_not_hide_the_edition() -> None:
    report = Inspection(score="11/34").text()
    assert guessed(report) == ADULT


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is rated here.",
        "Larch Primary School, March 2023\n\nLeadership\n\nGood\n\nThe quality of education\n\nOutstanding",
        "Harbour Hospital, March 2023\n\n1.1 Safe\n\nGood\n\n1.2 Effective\n\nGood\n\n1.3 Caring\n\nGood\n\nScore 6/15",
        "A brigade, March 2023\n\n" + "\n\nGood\n\n".join(BRIGADE),
        "The probation service plans assessment and reviewing by good staff and leadership.",
    ],
)
def test_report_of_another_body_is_held_against_no_edition(text: str) -> None:
    assert guessed(text) is None


def test_guess_says_which_edition_came_nearest() -> None:
    _, why = guess_framework(short("Nothing is rated here."), EDITIONS)
    assert why.startswith("No edition fits: 0 of the ")


def test_guess_without_editions_is_none() -> None:
    assert guess_framework(short("Anything."), []) == (None, "There is no edition to choose from.")


def test_guess_without_a_date_says_so() -> None:
    _, why = guess_framework(short(page(PDU, head="An inspection of probation services in Alder PDU")), EDITIONS)
    assert why.endswith("and the report gives no date that could be read.")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("A report\n\nPublished May 2023\n\nFieldwork started 20 February 2023.", "2023-02"),
        ("A report\n\nPublished 3 May 2023.", "2023-05"),
        ("A report of 2023.", ""),
    ],
)
def test_date_of_a_report_is_that_of_its_fieldwork_or_else_its_title(text: str, month: str) -> None:
    assert report_date(short(text)) == month
