"""An inspection planned in the browser: begun, its timetable moved, a meeting planned, and what is due from whom."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.visiting import DESKTOP, PHONE, Visit, Visitor

from inspectorate.web.planning.timetable.working_days import first_monday

pytestmark = pytest.mark.browser


def look(visitor: Visitor) -> None:
    """Look at a page as wide as a desktop's window and as narrow as a phone's."""
    for width in (PHONE, DESKTOP):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.look()


def begin(ada: Visitor, name: str) -> str:
    """Begin an inspection of a new body, and return its address."""
    page = ada.page
    page.goto("/")
    page.get_by_role("button", name="Begin an inspection").click()
    look(ada)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("No inspected body is chosen")
    look(ada)
    ada.expected("422")
    page.get_by_label("Who is inspected").select_option("new")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("radio", name=re.compile("hmip-adult@2021.1")).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main")).to_contain_text("A later edition is here: hmip-pdu@2024.1")
    look(ada)
    page.get_by_label("Ratings panel: working days after fieldwork").fill("2")
    page.get_by_role("button", name="Work the days out again").click()
    page.get_by_role("button", name="Begin the inspection").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timetable")
    look(ada)
    return page.url.removesuffix("timetable/")


def add_ines(ada: Visitor, here: str) -> None:
    """Make Ines Inspector an inspector of an inspection."""
    ada.page.goto(f"{here}people/")
    ada.page.get_by_label("E-mail address or handle").fill("ines-inspector")
    ada.page.get_by_label("Role", exact=True).select_option("inspector")
    ada.page.get_by_role("button", name="Give the role").click()
    expect(ada.page.get_by_role("table")).to_contain_text("Ines Inspector")


def give(ada: Visitor, here: str, milestone: str, owner: str) -> None:
    """Give a milestone to somebody."""
    ada.page.goto(f"{here}timetable/{milestone}/")
    look(ada)
    ada.page.get_by_label("Owner").select_option(owner)
    ada.page.get_by_role("button", name="Give it").click()
    expect(ada.page.get_by_role("alert")).to_contain_text(f"{owner} owns")


def move_fieldwork(ada: Visitor, here: str) -> date:
    """Move fieldwork: first to a Saturday, which is refused, then on by some weeks; return the new day."""
    page = ada.page
    page.goto(f"{here}timetable/fieldwork/")
    was = date.fromisoformat(page.get_by_label("New day").input_value())
    page.get_by_label("New day").fill((was + timedelta(days=5)).isoformat())
    page.get_by_role("button", name="See what would move").click()
    expect(page.get_by_role("alert")).to_contain_text("is a Saturday")
    look(ada)
    ada.expected("422")
    to = first_monday(was + timedelta(days=14))
    page.get_by_label("New day").fill(to.isoformat())
    page.get_by_role("button", name="See what would move").click()
    expect(page.locator("#along")).to_contain_text("Publication")
    expect(page.locator("#staying")).to_contain_text("Announcement: it is done")
    look(ada)
    page.get_by_label("Reason").fill("Half of the team is ill.")
    page.get_by_role("button", name="Yes, move").click()
    expect(page.get_by_role("alert")).to_contain_text("milestones with it")
    return to


def plan_meeting(ada: Visitor, here: str, day: date) -> None:
    """Plan a meeting in which both take part."""
    page = ada.page
    page.goto(f"{here}meetings/")
    look(ada)
    page.get_by_role("button", name="Plan a meeting").click()
    look(ada)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("alert")).to_contain_text("It has no title")
    look(ada)
    ada.expected("422")
    page.get_by_label("Kind").select_option("leaders")
    page.get_by_label("Title").fill("Heads of service")
    page.get_by_label("Day").fill(day.isoformat())
    page.get_by_label("Time, London").fill("10:30")
    page.get_by_label("Ines Inspector").check()
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("link", name="Heads of service")).to_be_visible()
    look(ada)


def test_an_inspection_is_planned_from_its_beginning_to_everyones_work(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = begin(ada, "Example Coast PDU")
    add_ines(ada, here)
    give(ada, here, "sample", "Ines Inspector")
    ada.page.goto(f"{here}timetable/announcement/")
    ada.page.get_by_role("button", name="Mark as done").click()
    expect(ada.page.get_by_role("row", name=re.compile("Announcement"))).to_contain_text("Done")
    day = move_fieldwork(ada, here)
    plan_meeting(ada, here, day)

    ines = visit("ines-inspector")
    page = ines.page
    later = page.locator("summary", has_text="Due later")
    later.click()
    look(ines)
    expect(page.get_by_role("link", name="Heads of service")).to_be_visible()
    expect(page.get_by_role("link", name="Sample", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Publication")).to_have_count(0)
    page.get_by_role("link", name="Heads of service").click()
    look(ines)
    page.locator("summary", has_text="Cancel it").click()
    look(ines)
    page.get_by_label("Why it is cancelled").fill("The head of the PDU is away.")
    page.get_by_role("button", name="Cancel the meeting").click()
    expect(page.get_by_role("main")).to_contain_text("Cancelled")
    look(ines)

    page = ada.page
    page.goto(f"{here}work/")
    expect(page.get_by_role("heading", name="Ines Inspector")).to_be_visible()
    expect(page.get_by_role("link", name="Heads of service")).to_have_count(0)
    look(ada)


def test_a_conflict_of_interest_is_between_its_owner_and_the_lead(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = begin(ada, "Example West PDU")
    add_ines(ada, here)
    ines = visit("ines-inspector")
    page = ines.page
    page.goto(f"{here}people/conflicts/")
    look(ines)
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_role("alert")).to_contain_text("It is not said what the conflict is about")
    look(ines)
    ines.expected("422")
    page.get_by_label("The inspected body").check()
    page.get_by_label("Reason").fill("I worked there until 2024.")
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_role("main")).to_contain_text("I worked there until 2024.")
    look(ines)
    ada.page.goto(f"{here}people/conflicts/")
    expect(ada.page.get_by_role("main")).to_contain_text("I worked there until 2024.")
    ada.page.locator("summary", has_text="Withdraw it").click()
    look(ada)
    ada.page.get_by_label("Why it no longer stands").fill("It was another office.")
    ada.page.get_by_role("button", name="Withdraw").click()
    expect(ada.page.get_by_role("main")).to_contain_text("It was another office.")
    look(ada)


def test_a_calendar_is_downloaded_and_read_from_a_private_address(visit: Visit) -> None:
    lena = visit("lena-lead")
    page = lena.open("/calendar/")
    with page.expect_download() as found:
        page.get_by_role("button", name="Download the calendar").click()
    assert found.value.suggested_filename == "my-inspections.ics"
    page.get_by_role("button", name="Make a private address").click()
    look(lena)
    address = page.get_by_label("Address").input_value()
    program = visit()
    answer = program.context.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.text().startswith("BEGIN:VCALENDAR")
    page.get_by_role("button", name="End the address").click()
    expect(page.get_by_role("alert")).to_contain_text("It opens nothing any more")
    look(lena)
    assert program.context.request.get(address).status == 404


def test_bodies_tell_of_their_inspections_and_of_what_was_recommended(visit: Visit) -> None:
    olga = visit("olga-observer")
    page = olga.open("/bodies/")
    look(olga)
    page.get_by_role("link", name="Manchester North PDU").click()
    expect(page.get_by_role("main")).to_contain_text("Requires improvement, 10 of 24 points")
    page.locator("summary", has_text="What was recommended (9)").click()
    look(olga)
