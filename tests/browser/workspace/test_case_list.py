"""The body's contact hands the case list in: faults are told, mended, and a second list replaces by a second yes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.browser.workspace.test_planning import begin, look
from tests.browser.workspace.visiting import PHONE, Visit, Visitor
from tests.case_lists import CASES, FAULTS, HEADINGS, as_csv, faulty_list, mended_list, rows

pytestmark = pytest.mark.browser


def upload(visitor: Visitor, here: str, name: str, data: bytes) -> Page:
    """Upload a file, and look at what becomes of it."""
    page = visitor.page
    page.goto(f"{here}case-list/")
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": data}
    page.get_by_label("Case list", exact=True).set_input_files(file)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Columns")
    look(visitor)
    return page


def add_conor(ada: Visitor, here: str) -> None:
    """Make Conor Contact the contact of an inspection's body."""
    page = ada.page
    page.goto(f"{here}people/")
    page.get_by_label("E-mail address or handle").fill("conor-contact")
    page.get_by_label("Role", exact=True).select_option("body-contact")
    page.get_by_role("button", name="Give the role").click()
    expect(page.get_by_role("table")).to_contain_text("Conor Contact")


def is_told_of(conor: Visitor, here: str) -> None:
    """Upload a list with twelve kinds of fault, and see each of them counted."""
    page = upload(conor, here, "July.csv", faulty_list())
    expect(page.get_by_label("Surname")).to_have_value("")
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{sum(FAULTS.values())} problems")
    for code, number in FAULTS.items():
        expect(page.locator(f"#{code}")).to_have_text(re.compile(rf": {number}$"))
    expect(page.get_by_role("button", name="Yes, hand it in")).to_have_count(0)
    look(conor)
    page.locator("summary", has_text="Rows of: Blank cells (the first 100)").click()
    look(conor)
    with page.expect_download() as found:
        page.get_by_role("link", name="Download the problems (CSV)").click()
    assert found.value.suggested_filename.endswith("-case-list-problems.csv")
    assert Path(found.value.path()).read_text(encoding="utf-8-sig").startswith("Row,Column,What is wrong,What to do")


def hands_in(conor: Visitor, here: str) -> None:
    """Upload the mended list, and hand it in."""
    page = upload(conor, here, "July, mended.csv", mended_list())
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hand in {CASES:,} cases?")
    look(conor)
    page.get_by_role("button", name="Yes, hand it in").click()
    expect(page.get_by_role("main")).to_contain_text(f"The case list is handed in: {CASES:,} cases.")
    expect(page.get_by_role("button", name="Mark it as done today")).to_have_count(0)
    look(conor)


def replaces(conor: Visitor, here: str) -> None:
    """Upload another list, with columns as they were read before, and replace the first by it."""
    other = [row for row in rows() if row[0] != "X000007"]
    page = upload(conor, here, "August.csv", as_csv([list(HEADINGS), *other, ["Y1", *other[0][1:]]]))
    expect(page.get_by_text("As in your last list.")).to_have_count(len(HEADINGS))
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace the list that is kept?")
    expect(page.get_by_role("main")).to_contain_text("1 case goes out")
    page.locator("summary", has_text="Which cases go out").click()
    expect(page.get_by_text("X000007", exact=True)).to_be_visible()
    look(conor)
    page.get_by_role("button", name="Yes, replace the list").click()
    expect(page.get_by_role("main")).to_contain_text("August.csv")


def test_a_contact_uploads_a_faulty_list_mends_it_and_hands_it_in(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = begin(ada, "Example List PDU")
    add_conor(ada, here)
    conor = visit("conor-contact")
    conor.page.goto(f"{here}case-list/")
    look(conor)
    expect(conor.page.get_by_role("navigation", name="Inspection").get_by_role("link")).to_have_count(4)
    conor.page.get_by_role("button", name="Upload and check").click()
    expect(conor.page.get_by_role("alert")).to_contain_text("No file is chosen.")
    look(conor)
    conor.expected("422")
    is_told_of(conor, here)
    hands_in(conor, here)
    replaces(conor, here)
    page = ada.page
    page.goto(f"{here}case-list/")
    expect(page.get_by_role("main")).to_contain_text(re.compile("handed in by Conor Contact"))
    look(ada)
    page.get_by_role("button", name="Mark it as done today").click()
    expect(page.get_by_role("row", name=re.compile("^Case list"))).to_contain_text("Done")


def test_a_file_is_deleted_on_a_small_screen_and_without_a_script(visit: Visit) -> None:
    conor = visit("conor-contact", width=PHONE, script=False)
    page = conor.open("case-list/")
    file: FilePayload = {"name": "few.csv", "mimeType": "text/csv", "buffer": mended_list(cases=20)}
    page.get_by_label("Case list", exact=True).set_input_files(file)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Columns")
    conor.look()
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hand in 20 cases?")
    conor.look()
    page.get_by_role("button", name="No, delete the file").click()
    expect(page.get_by_role("main")).to_contain_text("The file is deleted; nothing of it was kept.")
    conor.look()
