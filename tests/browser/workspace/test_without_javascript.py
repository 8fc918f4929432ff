"""One standard assessed with JavaScript switched off: saved by the button, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.visiting import Visit

pytestmark = pytest.mark.browser

CASE = "cases/EN-015/"
PAGE = f"{CASE}standards/2.6/"
TEXT = "First line.\nSecond line, with <b>brackets</b> & an ampersand."


def test_a_standard_is_assessed_without_a_script(visit: Visit) -> None:
    ines = visit("ines-inspector", script=False)
    page = ines.open(PAGE)
    expect(page.get_by_role("button", name="Next unanswered")).to_have_count(0)
    questions = ines.asked()
    assert len(questions) == 5
    ines.answer(questions[0], "No")
    ines.note(questions[0]).fill(TEXT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("2 answers and notes are saved.")
    ines.look()
    expect(ines.question(questions[0]).get_by_label("No", exact=True)).to_be_checked()
    expect(ines.note(questions[0])).to_have_value(TEXT)
    expect(ines.said_of(questions[0])).to_contain_text("by Ines Inspector")
    for question in questions[1:]:
        ines.answer(question, "Yes")
    page.get_by_role("button", name="Save and continue").click()
    # 2.6 is the last: the case comes after it
    expect(page.get_by_role("heading", level=1)).to_have_text("Case EN-015")
    expect(page.get_by_role("main")).to_contain_text("4 answers and notes are saved.")
    expect(page.get_by_role("listitem").filter(has_text="2.6 Outcomes")).to_contain_text("Completed")
    ines.look()


def test_what_is_refused_stays_on_the_page(visit: Visit) -> None:
    ines = visit("ines-inspector", script=False)
    page = ines.open(f"{CASE}standards/2.5/")
    ines.answer("2.5.1", "Yes")
    # the browser holds the text to its length; a browser that does not, or another program, is told
    page.locator('[id="note-2.5.1"]').evaluate("one => one.removeAttribute('maxlength')")
    ines.note("2.5.1").fill("x" * 20_001)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    ines.look()
    expect(ines.question("2.5.1").get_by_label("Yes", exact=True)).to_be_checked()
    expect(ines.note("2.5.1")).to_have_value("x" * 20_001)
    ines.note("2.5.1").fill("Short enough.")
    page.get_by_role("button", name="Save and continue").click()
    ines.open(f"{CASE}standards/2.5/")
    expect(ines.note("2.5.1")).to_have_value("Short enough.")
    ines.expected("422")


def test_two_people_without_a_script_are_both_kept(visit: Visit) -> None:
    ines, ivor = (visit(handle, script=False) for handle in ("ines-inspector", "ivor-inspector"))
    for one in (ines, ivor):
        one.open(f"{CASE}standards/2.3/")
    for one, answer in ((ines, "Yes"), (ivor, "No")):
        one.answer("2.3.1", answer)
        one.page.get_by_role("button", name="Save", exact=True).click()
    ivor.look()
    expect(ivor.question("2.3.1").get_by_role("link", name="Two people differ on 2.3.1")).to_be_visible()
    ines.open(CASE)
    expect(ines.page.get_by_role("main")).to_contain_text("Question 2.3.1 has two answers.")
