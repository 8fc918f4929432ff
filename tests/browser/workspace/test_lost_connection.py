"""The connection is lost, the server ends, the database stops, somebody signs out: nothing that was typed is lost."""

from __future__ import annotations

import re
from typing import cast

import pytest
from playwright.sync_api import Dialog, Page, expect
from tests.browser.workspace.served import Served
from tests.browser.workspace.visiting import Visit, Visitor

pytestmark = pytest.mark.browser

PAGE = "cases/EN-014/standards/2.2/"
SAVED = re.compile(r"Saved at \d{2}:\d{2}$")
BROKEN_OFF = r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET"
LONG = 40_000


def kept(page: Page) -> str:
    """Return what the browser keeps of unsaved answers."""
    return cast("str", page.evaluate("JSON.stringify(localStorage)"))


def warned_on_leaving(page: Page) -> bool:
    """Try to close the page, stay on it, and say whether it warned."""
    heard: list[str] = []

    def stay(dialog: Dialog) -> None:
        heard.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(400)
    return heard == ["beforeunload"]


def saved(visitor: Visitor, *, question: str, text: str) -> None:
    """See that the page says that an answer and its note are saved, and that this is true."""
    expect(visitor.status()).to_have_text(SAVED, timeout=LONG)
    expect(visitor.said_of(question)).to_have_text(SAVED)
    assert kept(visitor.page) == "{}"
    visitor.open(PAGE)
    expect(visitor.note(question)).to_have_value(text)


def test_without_a_connection_what_is_typed_is_kept_and_saved_later(visit: Visit) -> None:
    ines = visit("ines-inspector")
    page = ines.open(PAGE)
    ines.context.set_offline(True)
    ines.answer("2.2.1", "No")
    ines.note("2.2.1").fill("Typed without a connection.")
    ines.note("2.2.1").blur()
    expect(ines.status()).to_contain_text("Not saved: There is no connection.")
    expect(ines.said_of("2.2.1")).to_have_text("Not saved yet.")
    ines.look()
    assert "Typed without a connection." in kept(page)
    assert warned_on_leaving(page)
    ines.context.set_offline(False)
    saved(ines, question="2.2.1", text="Typed without a connection.")
    expect(ines.question("2.2.1").get_by_label("No", exact=True)).to_be_checked()
    with page.expect_event("close"):  # a warning would keep it open
        page.close(run_before_unload=True)
    ines.expected(BROKEN_OFF)


def test_what_could_not_be_saved_outlives_the_page(visit: Visit) -> None:
    ines = visit("ines-inspector")
    ines.open(PAGE)
    ines.context.set_offline(True)
    ines.answer("2.2.1.a", "Yes")
    ines.note("2.2.1.a").fill("Typed before the browser crashed.")
    ines.note("2.2.1.a").blur()
    expect(ines.status()).to_contain_text("Not saved")
    ines.page.close(run_before_unload=False)
    ines.context.set_offline(False)
    ines.page = ines.context.new_page()
    ines.page.goto(f"/inspections/example-north-pdu/{PAGE}")
    saved(ines, question="2.2.1.a", text="Typed before the browser crashed.")
    expect(ines.question("2.2.1.a").get_by_label("Yes", exact=True)).to_be_checked()
    ines.expected(BROKEN_OFF)


def test_a_server_that_ended_is_waited_for(visit: Visit, served: Served) -> None:
    ines = visit("ines-inspector")
    ines.open(PAGE)
    with served.stopped():
        ines.answer("2.2.1.b", "Yes")
        ines.note("2.2.1.b").fill("Typed while the server was away.")
        expect(ines.status()).to_contain_text("Not saved: There is no connection.")
        assert warned_on_leaving(ines.page)
    saved(ines, question="2.2.1.b", text="Typed while the server was away.")
    ines.expected(BROKEN_OFF)


def test_a_database_that_stopped_is_named_and_recovered_from(visit: Visit, served: Served) -> None:
    ines = visit("ines-inspector")
    ines.open(PAGE)
    other = ines.context.new_page()
    at_once = [question for question in ines.asked() if question.startswith("2.2.3")]
    for question in at_once:
        ines.answer(question, "No")  # and on, while it stops: some of these are on their way
    with served.without_database():
        for question in at_once:
            ines.answer(question, "Yes")
        ines.answer("2.2.1.c", "Yes")
        ines.note("2.2.1.c").fill("Typed while the database was away.")
        expect(ines.status()).to_contain_text("Not saved: The database cannot be reached. ")
        ines.look()
        response = other.goto("/inspections/example-north-pdu/cases/")
        assert response is not None
        assert response.status == 503
        expect(other.get_by_role("heading", level=1)).to_have_text("The database cannot be reached")
        ines.look(other)
    saved(ines, question="2.2.1.c", text="Typed while the database was away.")
    for question in at_once:
        expect(ines.question(question).get_by_label("Yes", exact=True)).to_be_checked()
        expect(ines.question(question).locator("[data-clash]")).to_be_hidden()
    ines.expected("503")


def test_whoever_was_signed_out_saves_after_signing_in_again(visit: Visit) -> None:
    ines = visit("ines-inspector")
    ines.open(PAGE)
    other = ines.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    ines.answer("2.2.2", "Yes")
    ines.note("2.2.2").fill("Typed while signed out.")
    expect(ines.status()).to_contain_text("Not saved: You are signed out. Sign in again in another tab")
    ines.look()
    # somebody else's sign-in is not theirs: nothing is saved in another's name
    ines.sign_in("ivor-inspector", page=other)
    expect(ines.status()).to_contain_text("Somebody else is signed in", timeout=LONG)
    other.get_by_role("button", name="Sign out").click()
    ines.sign_in("ines-inspector", page=other)
    saved(ines, question="2.2.2", text="Typed while signed out.")
    expect(ines.said_of("2.2.2")).to_contain_text("Ines Inspector")
    # and on, by way of a form whose page is older than the sign-in
    ines.page.get_by_role("button", name="Save and continue").click()
    expect(ines.page.get_by_role("heading", level=1)).to_contain_text("2.3")
    ines.expected("401|403")


def test_signing_out_clears_what_the_browser_holds(visit: Visit) -> None:
    ines = visit("ines-inspector")
    page = ines.open(PAGE)
    page.evaluate("localStorage.setItem('inspectorate/outbox/somebody', 'what they typed')")
    other = ines.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in as somebody")
    ines.look(other)
    assert kept(other) == "{}"
