"""The whole way in a browser: an inspection begun, sampled from a mended list, given out, assessed, counted."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.test_assess_a_case import assess_by_keyboard, finish_standard
from tests.browser.workspace.test_case_list import add_conor, is_told_of, upload
from tests.browser.workspace.test_planning import add_ines, begin, look
from tests.browser.workspace.visiting import Visit, Visitor, press_link, tab_until
from tests.case_lists import CASES, mended_list

pytestmark = pytest.mark.browser


def fieldwork_week(ada: Visitor, here: str) -> date:
    """Return the Monday of the fieldwork week, as the timetable has it."""
    ada.page.goto(f"{here}timetable/fieldwork/")
    day = date.fromisoformat(ada.page.get_by_label("New day").input_value())
    return day - timedelta(days=day.weekday())


def draw(ada: Visitor, here: str) -> int:
    """Draw the sample by sentence and sex, and return how many cases it has."""
    page = ada.page
    page.goto(f"{here}sample/")
    page.get_by_role("button", name="Choose size and strata").click()
    page.get_by_label("Sex", exact=True).check()
    page.get_by_label("Type of sentence").check()
    page.get_by_role("button", name="See what would be drawn").click()
    heading = page.get_by_role("heading", level=1).inner_text()
    number = re.search(r"Draw (\d+) cases\?", heading)
    assert number is not None, heading
    page.get_by_role("button", name="Yes, draw").click()
    expect(page.get_by_role("alert")).to_contain_text("The sample is drawn")
    return int(number[1])


def give_out(ada: Visitor, here: str, cases: int) -> None:
    """Give every case to Ines and Ada, as evenly as it goes."""
    page = ada.page
    page.goto(f"{here}allocation/")
    page.get_by_role("button", name=f"Give {cases} cases").click()
    page.get_by_role("button", name="See who would get what").click()
    page.get_by_role("button", name="Yes, give them").click()
    expect(page.get_by_role("alert")).to_contain_text(f"{cases} cases are given")
    look(ada)


def assess_the_first_of_hers(ines: Visitor, here: str) -> str:
    """Go from her own cases to the first of them, answer every question, sign it off, and return its reference."""
    page = ines.page
    page.goto(f"{here}cases/")
    look(ines)
    link = page.get_by_role("main").get_by_role("link", name=re.compile(r"^X\d{6}$")).first
    case = link.inner_text()
    link.click()
    expect(page.get_by_role("main")).to_contain_text("This is your case.")
    page.goto(f"{here}cases/{case}/standards/2.1/")
    if not ines.asked():
        page.goto(f"{here}cases/{case}/standards/2.2/")  # no court report was asked for
    while "/standards/" in page.url:
        ines.look()
        assess_by_keyboard(page)
        finish_standard(page)
    page.goto(f"{here}cases/{case}/")
    press_link(page, "Sign off the case")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Sign off case {case}")
    tab_until(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(f"Case {case} is signed off.")
    return case


def test_an_inspection_goes_the_whole_way_from_its_beginning_to_its_first_results(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = begin(ada, "Example Whole PDU")
    monday = fieldwork_week(ada, here)
    add_ines(ada, here)
    add_conor(ada, here)

    conor = visit("conor-contact")
    is_told_of(conor, here)
    page = upload(conor, here, "mended.csv", mended_list(fieldwork=monday))
    page.get_by_role("button", name="Check the list").click()
    page.get_by_role("button", name="Yes, hand it in").click()
    expect(page.get_by_role("main")).to_contain_text(f"The case list is handed in: {CASES:,} cases.")

    cases = draw(ada, here)
    give_out(ada, here, cases)

    ines = visit("ines-inspector")
    expect(ines.page.get_by_role("main")).to_contain_text("Example Whole PDU")
    assess_the_first_of_hers(ines, here)

    page = ada.page
    page.goto(f"{here}results/?of=signed")
    expect(page.get_by_role("main")).to_contain_text(f"1 of {cases} cases are counted here")
    look(ada)
