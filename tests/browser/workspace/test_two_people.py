"""Two people at one question at the same time, and at one note: both are told, both are kept, the lead settles."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.visiting import Visit, Visitor

pytestmark = pytest.mark.browser

CASE = "cases/EN-013/"
PAGE = f"{CASE}standards/2.1/"
QUESTION = "2.1.1"
PROMPT = "2.1.1.a"


@pytest.fixture
def pair(visit: Visit) -> tuple[Visitor, Visitor]:
    ines, ivor = visit("ines-inspector"), visit("ivor-inspector")
    for one in (ines, ivor):
        one.open(PAGE)
    return ines, ivor


def test_two_answers_are_both_kept_and_the_lead_settles(pair: tuple[Visitor, Visitor], visit: Visit) -> None:
    ines, ivor = pair
    ines.answer(QUESTION, "Yes")
    expect(ines.said_of(QUESTION)).to_contain_text("Saved at")
    ivor.answer(QUESTION, "No")
    told = "Two people differ on 2.1.1"
    expect(ivor.question(QUESTION).locator("[data-clash]")).to_contain_text(told)
    ivor.look()
    # who answered first is told when their page looks again
    ines.page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    expect(ines.question(QUESTION).locator("[data-clash]")).to_contain_text(told)
    ines.open(f"{CASE}settle/{QUESTION}/")
    expect(ines.page.get_by_role("button", name="Settle")).to_have_count(0)
    for name in ("Ines Inspector", "Ivor Inspector"):
        expect(ines.page.get_by_role("main")).to_contain_text(name)

    lena = visit("lena-lead")
    lena.open(CASE).get_by_role("link", name="Look at both").click()
    lena.look()
    lena.page.get_by_role("button", name="Settle").click()
    expect(lena.page.get_by_role("alert")).to_contain_text("There is a problem")
    lena.look()
    lena.expected("422")
    lena.page.get_by_role("radio", name="No", exact=True).check()
    lena.page.get_by_label("Reason").fill("The assessment was made after the plan.")
    lena.page.get_by_role("button", name="Settle").click()
    lena.look()
    lena.open(PAGE)
    expect(lena.question(QUESTION).get_by_label("No", exact=True)).to_be_checked()
    expect(lena.question(QUESTION).locator("[data-clash]")).to_be_hidden()
    lena.open(f"{CASE}history/")
    expect(lena.page.get_by_role("main")).to_contain_text("The assessment was made after the plan.")


def test_two_texts_of_one_note_are_both_kept(pair: tuple[Visitor, Visitor], visit: Visit) -> None:
    ines, ivor = pair
    for one, text in ((ines, "Seen in the plan of May."), (ivor, "Not seen in the plan of June.")):
        one.note(PROMPT).fill(text)
        one.note(PROMPT).blur()
        expect(one.said_of(PROMPT)).to_contain_text("Saved at")
    expect(ivor.question(PROMPT).locator("[data-clash]")).to_be_visible()
    for one in (ines, ivor):
        one.open(PAGE)
        for text in ("Seen in the plan of May.", "Not seen in the plan of June."):
            expect(one.question(PROMPT)).to_contain_text(text)

    lena = visit("lena-lead")
    lena.open(PAGE)
    lena.question(PROMPT).get_by_role("link", name="Two people differ").click()
    lena.look()
    lena.page.get_by_role("radio", name="Seen in the plan of May.").check()
    lena.page.get_by_label("Reason").fill("The plan of June is another person's.")
    lena.page.get_by_role("button", name="Settle").click()
    lena.open(PAGE)
    expect(lena.note(PROMPT)).to_have_value("Seen in the plan of May.")
    expect(lena.question(PROMPT).locator("[data-clash]")).to_be_hidden()
