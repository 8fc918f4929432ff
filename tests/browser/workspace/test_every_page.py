"""Every page that each role can open, from its first page by every link: axe, at a desktop's width and a phone's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.workspace import accounts
from tests.browser.workspace.installed import Installed
from tests.browser.workspace.served import Served
from tests.browser.workspace.test_allocation import draw, imported, open_second_reading
from tests.browser.workspace.visiting import DESKTOP, PHONE, SEEN, Visit, Visitor, violations
from tests.case_lists import faulty_list

from inspectorate.web.demo.people import PEOPLE
from inspectorate.web.planning.access import ACCESS

pytestmark = pytest.mark.browser

MONDAY = "2027-03-01"
LINKS = "all => all.map((one) => one.href)"
FURTHER = {
    "lena-lead": (
        "cases/EN-005/reopen/",
        "cases/EN-007/sign-off/",
        "cases/EN-009/sign-off/",
        "stage/",
        "sample/draw/",
        "sample/replace/",
    ),
    "ada-administrator": ("/import/",),
}
"""Pages with something to do on them; the walk may have met others of their kind."""
NO_PAGES = {
    "casework:state": "JSON, for the script of a page that is open",
    "planning:case-list-kept": "a table, to download",
    "planning:case-list-problems": "the same",
    "planning:case-list-template": "the same",
    "planning:calendar-feed": "a calendar, for a calendar's program",
    "planning:calendar-of": "the same, to download",
    "planning:calendar-own": "the same, to download",
    "planning:sample-csv": "a table, to download",
    "planning:sample-xlsx": "the same",
    "planning:sample-record": "a record, to download",
    "mfa_download_recovery_codes": "a text file",
    "mfa_login_webauthn": "JSON, for the script of the sign-in page",
}
"""What answers GET, but not with a page, and what it answers with."""


def kind(address: str) -> str:
    """Return what an address has in common with those of the same page about other things."""
    path = urlsplit(address).path
    path = re.sub(r"/inspections/[^/]+/", "/inspections/I/", path)
    return re.sub(
        r"/(cases|settle|standards|alerts|people|timetable|meetings|bodies)/(?!raise|conflicts|plan)[^/]+(?=/)",
        r"/\1/X",
        path,
    )


def walk(visitor: Visitor) -> set[str]:
    """Open a page of each kind that links lead to from the first page, and return the kinds."""
    page = visitor.page
    waiting, met = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            visitor.look()
        for found in page.locator("a[href]:not([download])").evaluate_all(LINKS):
            where = urlsplit(found)
            if where.netloc == urlsplit(page.url).netloc and kind(found) not in met:
                met.add(kind(found))
                waiting.append(where.path + (f"?{where.query}" if where.query else ""))
    return met


def plan(lena: Visitor) -> None:
    """Set a timetable and plan a meeting, and look at what comes of it."""
    page = lena.open("timetable/")
    page.get_by_label("First day of fieldwork").fill(MONDAY)
    page.get_by_role("button", name="Set the timetable").click()
    page.get_by_role("table").get_by_role("link").first.click()
    lena.look()
    page = lena.open("meetings/plan/")
    page.get_by_label("Kind", exact=True).select_option("Meeting with leaders")
    page.get_by_label("Title").fill("Leaders of the unit")
    page.get_by_label("Day").fill(MONDAY)
    page.get_by_label("Time, London").fill("10:30")
    page.get_by_label("Minutes").fill("60")
    page.get_by_label("Ines Inspector").check()
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("main").get_by_role("link", name="Leaders of the unit").first.click()
    lena.look()


def check_a_list(conor: Visitor) -> None:
    """Upload a case list, and look at its columns and at what is wrong with it."""
    page = conor.open("case-list/")
    page.get_by_label("Case list", exact=True).set_input_files(
        {"name": "cases.csv", "mimeType": "text/csv", "buffer": faulty_list(cases=200)}
    )
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Columns")
    conor.look()
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("problems")
    conor.look()


def begin(ada: Visitor) -> None:
    """Go as far as the last page before an inspection is begun."""
    page = ada.open("/new-inspection/")
    page.get_by_label("Who is inspected").select_option(index=2)
    page.get_by_label("hmip-adult@2021.1").check()
    page.get_by_role("button", name="Continue").click()
    ada.look()


@pytest.fixture(scope="module")
def walked(browser: Browser, served: Served) -> dict[str, set[str]]:
    """Walk through the demonstration as each of its people, and return which kinds of page each has met."""
    visitor = Visitor(browser, served.address)
    visitor.open("/demonstration/")
    met = {}
    for one in PEOPLE:
        visitor.sign_in(one.handle)
        met[one.handle] = walk(visitor)
        for further in FURTHER.get(one.handle, ()):
            visitor.open(further)
    plan(visitor.sign_in("lena-lead"))
    check_a_list(visitor.sign_in("conor-contact"))
    begin(visitor.sign_in("ada-administrator"))
    draw(visitor, imported(visitor, "every-page"))
    open_second_reading(visitor.sign_in("rosa-reader"))
    visitor.expected("422")
    visitor.leave()
    return met


@pytest.fixture(scope="module")
def signed_in(browser: Browser, installed: Installed) -> None:
    """Open every page of signing in, in an installation that is not the demonstration."""
    accounts.look_around(browser, installed)


def test_no_page_has_an_axe_violation_or_scrolls_sideways(walked: dict[str, set[str]]) -> None:
    case = "/inspections/I/cases/X/"
    assert {case, f"{case}review/", f"{case}standards/X/", "/inspections/I/results/"} <= walked["lena-lead"]
    assert not any("/cases/X/" in one for one in walked["conor-contact"] | walked["olga-observer"])


@pytest.mark.usefixtures("walked", "signed_in")
def test_axe_has_seen_every_page_of_the_url_configuration() -> None:
    pages = {name for name, row in ACCESS.items() if "GET" in row}
    seen = {name for name, status in SEEN if status not in {403, 404}}
    assert pages - seen == set(NO_PAGES)


@pytest.mark.usefixtures("walked", "signed_in")
def test_axe_has_seen_a_page_of_every_way_to_be_refused() -> None:
    assert {400, 401, 403, 404, 422, 429, 500, 502, 503} <= {status for _, status in SEEN}


def test_a_page_that_is_not_there_says_so(visit: Visit) -> None:
    visitor = visit("olga-observer")
    for address, status, title in (
        ("/inspections/none/", 404, "Page not found"),
        ("/inspections/example-north-pdu/results/", 403, "Your role does not open this page"),
    ):
        response = visitor.page.goto(address)
        assert response is not None
        assert response.status == status
        assert visitor.page.get_by_role("heading", level=1).inner_text() == title
        visitor.look()
    visitor.expected("40[34]")


def test_axe_and_the_console_find_faults_that_were_put_in(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/demonstration/")
    visitor.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in violations(visitor.page)
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Loud</p>')")
    assert any("Content Security Policy" in one for one in visitor.said)
    visitor.expected("Content Security Policy")
