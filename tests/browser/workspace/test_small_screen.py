"""A standard assessed on the smallest of screens, 320 px wide; no page scrolls sideways."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.visiting import PHONE, Visit

pytestmark = pytest.mark.browser

CASE = "cases/EN-018/"
BAR = """() => {
    const bar = document.querySelector("[data-saving]").getBoundingClientRect();
    return bar.height / innerHeight;
}"""
BEHIND = """() => {
    const bar = document.querySelector("[data-saving]").getBoundingClientRect();
    const focused = document.activeElement;
    const at = focused.getBoundingClientRect();
    return focused.matches("#answers section *") && at.bottom > bar.top && at.top < bar.bottom;
}"""


def test_a_standard_is_assessed_on_a_small_screen(visit: Visit) -> None:
    ines = visit("ines-inspector", width=PHONE)
    page = ines.open(CASE)
    page.get_by_role("link", name="2.6 Outcomes").click()
    ines.look()
    questions = ines.asked()
    for question in questions:
        ines.answer(question, "Yes")
        expect(ines.said_of(question)).to_have_text(re.compile("Saved at"))
    ines.note(questions[0]).fill("Seen on a small screen, and typed with a thumb. " * 3)
    assert page.evaluate(BAR) < 0.2
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Case EN-018")
    expect(page.get_by_role("listitem").filter(has_text="2.6 Outcomes")).to_contain_text("Completed")
    ines.look()


def test_what_has_the_focus_is_never_behind_the_bar(visit: Visit) -> None:
    ines = visit("ines-inspector", width=PHONE)
    page = ines.open(f"{CASE}standards/2.5/")
    met = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        met += page.evaluate("Boolean(document.activeElement.closest('[data-question]'))")
        assert not page.evaluate(BEHIND), page.evaluate("document.activeElement.id")
    assert met > 20
