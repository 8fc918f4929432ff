"""A sample drawn in the browser, shown beside the eligible cases, and one of its cases replaced."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.test_planning import begin, look
from tests.browser.workspace.visiting import Visit, Visitor
from tests.case_lists import mended_list

pytestmark = pytest.mark.browser


def hand_in(ada: Visitor, here: str) -> None:
    """Hand a list in whose cases commenced over the forty weeks before fieldwork."""
    page = ada.page
    page.goto(f"{here}timetable/fieldwork/")
    fieldwork = date.fromisoformat(page.get_by_label("New day").input_value())
    fieldwork -= timedelta(days=fieldwork.weekday())
    page.goto(f"{here}case-list/")
    data = mended_list(cases=600, fieldwork=fieldwork)
    page.locator("input[type=file]").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("button", name="Check the list").click()
    page.get_by_role("button", name="Yes, hand it in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def design(ada: Visitor) -> None:
    """Choose strata and a size; what is typed wrongly is told first."""
    page = ada.page
    page.get_by_role("button", name="Choose size and strata").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Draw the sample")
    look(ada)
    page.get_by_label("Margin").fill("no")
    page.get_by_role("button", name="See what would be drawn").click()
    expect(page.get_by_role("alert")).to_contain_text("“no” is no number")
    look(ada)
    ada.expected("422")
    page.get_by_label("Margin").fill("7.5")
    page.get_by_label("Sex", exact=True).check()
    page.get_by_label("Type of sentence").check()
    page.get_by_role("button", name="See what would be drawn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Draw \d+ cases\?"))
    expect(page.get_by_role("main")).to_contain_text("which was proposed")
    expect(page.get_by_role("main")).not_to_contain_text(re.compile(r"X\d{6}"))
    look(ada)
    page.get_by_role("button", name="No, change something").click()
    expect(page.get_by_label("Margin")).to_have_value("7.5")
    expect(page.get_by_label("Sex", exact=True)).to_be_checked()
    page.get_by_role("button", name="See what would be drawn").click()


def replace(ada: Visitor, case: str) -> None:
    """Replace a case: first without a reason, which is refused."""
    page = ada.page
    page.get_by_role("button", name="Replace a case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace a case")
    look(ada)
    page.get_by_label("Which case goes out").select_option(case)
    page.get_by_role("button", name="See which comes in").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing says why")
    look(ada)
    ada.expected("422")
    page.get_by_label("Reason").fill("Transferred to another area.")
    page.get_by_role("button", name="See which comes in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"in place of {case}?")
    look(ada)
    page.get_by_role("button", name="Yes, replace it").click()
    expect(page.get_by_role("alert")).to_contain_text(f"is in the sample in place of {case}.")
    look(ada)


def test_a_sample_is_drawn_shown_and_one_of_its_cases_replaced(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = begin(ada, "Example Sampled PDU")
    page = ada.page
    page.goto(f"{here}sample/")
    expect(page.get_by_role("main")).to_contain_text("There is no case list to draw from.")
    look(ada)
    hand_in(ada, here)
    page.goto(f"{here}sample/")
    expect(page.get_by_role("main")).to_contain_text("Commenced outside the two weeks")
    look(ada)
    design(ada)
    page.get_by_role("button", name="Yes, draw").click()
    expect(page.get_by_role("alert")).to_contain_text("The sample is drawn")
    look(ada)
    charts = page.get_by_role("img", name="Sex: the sample beside the eligible cases")
    expect(charts).to_be_visible()
    page.locator("summary", has_text="The same as a table").click()
    expect(page.get_by_role("table", name="The same in numbers")).to_contain_text("Female")
    look(ada)
    page.emulate_media(forced_colors="active")
    look(ada)
    page.emulate_media(forced_colors="none")
    page.get_by_role("button", name="Mark it as done").click()
    expect(page.get_by_role("row", name=re.compile("Sample"))).to_contain_text("Done")
    page.goto(f"{here}sample/")
    with page.expect_download() as found:
        page.get_by_role("button", name="Download the record").click()
    record = json.loads(found.value.path().read_bytes())
    case = next(stratum["drawn"][0] for stratum in record["strata"] if stratum["drawn"])
    replace(ada, case)
    refused = page.goto(f"{here}cases/{case}/")
    assert refused is not None
    assert refused.status == 410
    expect(page.get_by_role("main")).to_contain_text("Transferred to another area.")
    look(ada)
    ada.expected("410")
    page.get_by_role("link", name=f"The history of case {case}").click()
    expect(page.get_by_role("main")).to_contain_text("out of the sample")
    look(ada)
    page.goto(f"{here}cases/")
    expect(page.get_by_role("main")).not_to_contain_text(case)
    page.goto(f"{here}sample/")
    page.get_by_role("button", name="Draw anew").click()
    expect(page.get_by_role("main")).to_contain_text("are taken out when another is drawn")
    look(ada)
