"""A concern about a case: raised, on everyone's first page, answered by the body's contact, closed by the lead."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.served import Served
from tests.browser.workspace.visiting import Visit, Visitor

pytestmark = pytest.mark.browser

PATIENCE = 20
CONCERN = "A child in the household was not named in any plan."
DONE = "The manager was rung at 11:05."
ANSWER = "The plan was written today; the family was seen."


def on_first_page(visitor: Visitor) -> bool:
    return visitor.open("/").locator(".app-alerts").get_by_role("link", name=CONCERN).count() == 1


def test_an_alert_from_its_raising_to_its_end(visit: Visit, served: Served) -> None:
    ines, conor, lena, olga = map(visit, ("ines-inspector", "conor-contact", "lena-lead", "olga-observer"))
    page = ines.open("cases/EN-016/")
    page.get_by_role("link", name="Raise an alert about this case").click()
    ines.look()
    expect(page.get_by_label("What it is about")).to_have_value("EN-016")
    page.get_by_role("button", name="Raise the alert").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    ines.look()
    ines.expected("422")
    page.get_by_role("radio").first.check()
    page.get_by_label("What the concern is").fill(CONCERN)
    page.get_by_label("What was done at once").fill(DONE)
    page.get_by_role("button", name="Raise the alert").click()
    expect(page.get_by_role("main")).to_contain_text(CONCERN)
    ines.look()
    assert all(map(on_first_page, (ines, conor, lena, olga)))
    # without a mail server, mail stands in the log; the lead is told, outside of the request
    until = time.monotonic() + PATIENCE
    while "To: lena-lead@example.org" not in (told := served.log.read_text(encoding="utf-8")):
        assert time.monotonic() < until, told
        time.sleep(0.1)
    assert CONCERN not in told

    # the contact sees what is feared and what was done, and nothing of the case
    page = conor.page
    page.locator(".app-alerts").get_by_role("link", name=CONCERN).click()
    conor.look()
    expect(page.get_by_role("main")).to_contain_text(DONE)
    expect(page.get_by_role("link", name="Go to case EN-016")).to_have_count(0)
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".app-thread")).to_contain_text(ANSWER)
    conor.look()
    assert all(map(on_first_page, (ines, conor, lena, olga)))

    page = lena.page
    page.locator(".app-alerts").get_by_role("link", name=CONCERN).click()
    lena.look()
    expect(page.get_by_role("main")).to_contain_text(ANSWER)
    page.get_by_label("Close the alert").fill("Seen to; the plan was read.")
    page.get_by_role("button", name="Close the alert").click()
    expect(page.get_by_role("main")).to_contain_text("Seen to; the plan was read.")
    lena.look()
    assert not any(map(on_first_page, (ines, conor, lena, olga)))
    expect(olga.open("alerts/").get_by_role("link", name=CONCERN)).to_be_visible()
