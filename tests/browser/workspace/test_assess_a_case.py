"""A whole case, by keyboard alone: assessed, signed off, reviewed, sent back, signed off anew, settled, counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from tests.browser.workspace.visiting import Visit, Visitor, press_link, tab_until

pytestmark = pytest.mark.browser

CASE = "EN-017"
KEYS = ("y", "y", "n", "y", "a")
REASON = "The plan names this, and the contact log of May shows it done."
COMMENT = "Which contact do you rest this on?"
REPLY = "The home visit of 3 June. It is the other way round: I have changed the answer."
SENT_BACK = "The home visit has to be weighed."
ON = "2.2.1"
HERE = """() => {
    const at = document.activeElement;
    const section = at.closest("[data-question]");
    if (!section) return null;
    return {
        question: section.dataset.question,
        kind: at.type,
        isKey: "key" in section.dataset,
        answers: [...section.querySelectorAll("input[type=radio]")].map((one) => one.dataset.key),
        isAnswered: Boolean(section.querySelector("input[type=radio]:checked")),
        reason: section.querySelector("textarea").value,
    };
}"""


def assess_by_keyboard(page: Page) -> int:
    """Answer every question of the page that is open, and return how many there were."""
    tab_until(page, "#answers input[type=radio]")
    given = 0
    while page.locator("[data-status]").inner_text() != "Every question on this page is answered.":
        here = page.evaluate(HERE)
        if here["kind"] == "radio" and not here["isAnswered"]:
            key = KEYS[given % len(KEYS)]
            page.keyboard.press(key if key in here["answers"] else "y")
            given += 1
        elif here["kind"] == "textarea" and here["isKey"] and not here["reason"]:
            page.keyboard.insert_text(REASON)
            page.keyboard.press("Tab")
        else:
            page.keyboard.press("j")
        if page.evaluate(HERE) == here:
            break  # there was nothing further to go to
    return given


def finish_standard(page: Page) -> None:
    """See that everything is shown as saved, and go on by keyboard."""
    expect(page.locator("[data-saving]")).to_have_attribute("data-state", "saved")
    for line in page.locator("[data-question]:has(fieldset) [data-said]").all_inner_texts():
        assert re.match(r"Saved at \d{2}:\d{2}$", line), line
    address = page.url
    press_link(page, "Save and continue")
    page.wait_for_url(lambda now: now != address)


@dataclass(frozen=True)
class Counted:
    """What the results page says of the cases that count, and of one key question."""

    cases: int
    yes: int
    relevant: int


def counted(visitor: Visitor, of: str) -> Counted:
    page = visitor.open(f"results/?of={of}")
    said = page.get_by_text("cases are counted here").inner_text()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(rf"^{re.escape(ON)} ")))
    share = re.search(r"(\d+) of (\d+)", row.inner_text())
    cases = re.match(r"(\d+) of", said)
    assert share is not None
    assert cases is not None
    return Counted(int(cases[1]), int(share[1]), int(share[2]))


def sign_off_by_keyboard(ines: Visitor) -> None:
    ines.open(f"cases/{CASE}/")
    press_link(ines.page, "Sign off the case")
    expect(ines.page.get_by_role("heading", level=1)).to_have_text(f"Sign off case {CASE}")
    ines.look()
    tab_until(ines.page, "main form button")
    ines.page.keyboard.press("Enter")
    expect(ines.page.get_by_role("main")).to_contain_text(f"Case {CASE} is signed off.")
    ines.look()


def assess_and_sign_off(ines: Visitor) -> None:
    """Go by keyboard alone from the list of cases to the sign-off, by way of every question."""
    page = ines.open("cases/")
    press_link(page, CASE)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Case {CASE}")
    ines.look()
    total = sum(int(one) for one in re.findall(r"0 of (\d+) answered", page.get_by_role("main").inner_text()))
    tab_until(page, ".govuk-task-list__link")
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/*/")
    given = 0
    while "/standards/" in page.url:
        ines.look()
        given += assess_by_keyboard(page)
        finish_standard(page)
    assert given == total
    expect(page.get_by_role("main")).to_contain_text(f"{total} of {total} questions answered")
    assert page.get_by_role("main").get_by_text("Completed").count() == 6
    sign_off_by_keyboard(ines)


def read_and_send_back(rosa: Visitor) -> None:
    """Choose the case from those that wait, comment on one answer, and send the case back."""
    page = rosa.open("review/")
    page.get_by_role("link", name=f"Case {CASE}").click()
    rosa.look()
    page.get_by_role("button", name="Begin the review").click()
    page.locator(f'[id="question-{ON}"] summary').click()
    page.get_by_label(f"Your comment on the answer to {ON}", exact=True).fill(COMMENT)
    rosa.look()
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Open comment")
    page.get_by_label("Or send the case back").fill(SENT_BACK)
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_role("main")).to_contain_text("Sent back")
    rosa.look()


def reply_and_change(ines: Visitor) -> None:
    """Answer the comment, change the answer that it is on by keyboard, and sign off anew."""
    page = ines.open(f"cases/{CASE}/review/")
    expect(page.get_by_role("main")).to_contain_text(SENT_BACK)
    page.locator("summary").filter(has_text=f"to the comment on {ON}").click()
    page.get_by_label("Your reply").fill(REPLY)
    page.get_by_role("button", name="Reply").click()
    expect(page.locator("li").filter(has_text=REPLY)).to_be_visible()
    ines.open(f"cases/{CASE}/standards/2.2/")
    tab_until(page, f'[id="{ON}-yes"]')
    page.keyboard.press("n")
    expect(ines.said_of(ON)).to_have_text(re.compile(r"Saved at \d{2}:\d{2}$"))
    sign_off_by_keyboard(ines)


def settle(rosa: Visitor) -> None:
    """Settle the comment, then the review."""
    page = rosa.open(f"cases/{CASE}/review/")
    page.get_by_role("button", name="Begin the review").click()
    expect(page.get_by_role("main")).to_contain_text(REPLY)
    page.locator("summary").filter(has_text=f"to the comment on {ON}").click()
    page.get_by_role("button", name="Settle", exact=True).click()
    page.get_by_role("button", name="Settle the review").click()
    expect(page.locator(".govuk-tag--turquoise")).to_have_text("Reviewed")
    rosa.look()


def test_a_case_from_its_first_answer_to_the_results(visit: Visit) -> None:
    ines, rosa = visit("ines-inspector"), visit("rosa-reader")
    signed, reviewed = counted(ines, "signed"), counted(ines, "reviewed")

    assess_and_sign_off(ines)
    assert counted(ines, "signed") == Counted(signed.cases + 1, signed.yes + 1, signed.relevant + 1)

    read_and_send_back(rosa)
    assert counted(ines, "signed") == signed

    reply_and_change(ines)
    assert counted(ines, "signed") == Counted(signed.cases + 1, signed.yes, signed.relevant + 1)

    settle(rosa)
    assert counted(ines, "reviewed") == Counted(reviewed.cases + 1, reviewed.yes, reviewed.relevant + 1)
