"""Cases given to inspectors in the browser: evenly, never against a conflict, moved, and read a second time."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect
from tests.browser.workspace.test_planning import look
from tests.browser.workspace.visiting import Visit, Visitor

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference

pytestmark = pytest.mark.browser

EDITION = "hmip-adult@2021.1"
HEAD = """format: 1
id: {name}
title: Allocation in {name}
publisher: Example Inspectorate
framework: {edition}
framework_digest: {digest}
stage: fieldwork
body:
  id: {name}
  name: {name}
"""
COLUMNS = "case_id,commenced_on,sentence_type,standalone_unpaid_work,resettlement,sex,ethnicity,age_band,disability"
ROW = "AL-{number:03},2025-09-01,community_order,false,false,male,white,26-35,no"
CASES = 12


def pack(name: str) -> bytes:
    """Return a zip file of a pack with some cases and no history."""
    digest = shipped().edition(FrameworkReference.parse(EDITION)).digest
    rows = [ROW.format(number=number) for number in range(1, CASES + 1)]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        zipped.writestr("inspection.yaml", HEAD.format(name=name, edition=EDITION, digest=digest))
        zipped.writestr("cases.csv", "\n".join([COLUMNS, *rows]) + "\n")
    return data.getvalue()


def imported(ada: Visitor, name: str) -> str:
    """Import an inspection with cases, add its people, and return its address."""
    page = ada.page
    page.goto("/import/")
    page.get_by_label("Zip file of a pack").set_input_files(
        {"name": f"{name}.zip", "mimeType": "application/zip", "buffer": pack(name)}
    )
    page.get_by_role("button", name="Import").click()
    here = f"/inspections/{name}/"
    people = {"ines-inspector": "inspector", "ivor-inspector": "inspector", "rosa-reader": "quality-reader"}
    for handle, role in people.items():
        page.goto(f"{here}people/")
        page.get_by_label("E-mail address or handle").fill(handle)
        page.get_by_label("Role", exact=True).select_option(role)
        page.get_by_role("button", name="Give the role").click()
        expect(page.get_by_role("alert")).to_contain_text("is now")
    return here


def declare(visitor: Visitor, here: str, case: str) -> None:
    """Declare a conflict of one's own about a case."""
    page = visitor.page
    page.goto(f"{here}people/conflicts/")
    page.get_by_label("One case").check()
    page.get_by_label("Identifier of the case").fill(case)
    page.get_by_label("Reason").fill("A cousin of mine.")
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_role("alert")).to_contain_text("The conflict of interest is declared")


def give(ada: Visitor, here: str) -> None:
    """Give all cases to Ines, who takes four at most, and to Ivor."""
    page = ada.page
    page.goto(here)
    page.get_by_role("link", name="Allocation: whose case is whose").click()
    look(ada)
    page.get_by_role("button", name=f"Give {CASES} cases").click()
    look(ada)
    page.get_by_label("At most this many cases for Ines Inspector").fill("few")
    page.get_by_role("button", name="See who would get what").click()
    expect(page.get_by_role("alert")).to_contain_text("is no number of cases")
    look(ada)
    ada.expected("422")
    page.get_by_label("At most this many cases for Ines Inspector").fill("4")
    page.get_by_role("button", name="See who would get what").click()
    expect(page.get_by_role("row", name=re.compile("Ines Inspector"))).to_contain_text("4")
    expect(page.get_by_role("row", name=re.compile("Ivor Inspector"))).to_contain_text("7")
    expect(page.locator("#left")).to_contain_text("A cousin of mine.")
    look(ada)
    page.get_by_role("button", name="No, change it").click()
    expect(page.get_by_label("At most this many cases for Ines Inspector")).to_have_value("4")
    page.get_by_role("button", name="See who would get what").click()
    page.get_by_role("button", name="Yes, give them").click()
    expect(page.get_by_role("alert")).to_contain_text(f"{CASES - 1} cases are given")
    look(ada)


def give_by_hand(ada: Visitor) -> None:
    """Give the case that nobody else may have: to Ines, which is refused, then to Ada herself."""
    page = ada.page
    page.get_by_role("link", name="Give case AL-001").click()
    page.get_by_label("Who gets it").select_option("ines-inspector")
    page.get_by_role("button", name="Give the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Ines Inspector has declared a conflict of interest about case")
    look(ada)
    ada.expected("422")
    page.get_by_label("Who gets it").select_option("ada-administrator")
    page.get_by_role("button", name="Give the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Case AL-001 is given to Ada Administrator")


def move(ada: Visitor, here: str) -> str:
    """Move one of Ivor's cases to Ines, and return which."""
    page = ada.page
    theirs = page.get_by_role("row", name=re.compile("AL-.*Ivor Inspector")).first
    case = theirs.get_by_role("rowheader").inner_text()
    theirs.get_by_role("link", name=f"Move case {case}").click()
    look(ada)
    page.get_by_label("Who gets it").select_option("ines-inspector")
    page.get_by_label("Reason").fill("Ivor is away on Thursday.")
    page.get_by_role("button", name="Move the case").click()
    expect(page.get_by_role("alert")).to_contain_text(f"Case {case} is given to Ines Inspector")
    page.goto(f"{here}history/")
    expect(page.get_by_role("main")).to_contain_text(f"moved case {case} from Ivor Inspector to Ines Inspector")
    return case


def see_own(ines: Visitor, here: str, case: str) -> None:
    """Find a case among one's own work, and all cases behind one's own."""
    page = ines.page
    page.goto("/")
    expect(page.get_by_role("link", name=f"Case {case}", exact=True)).to_be_visible()
    look(ines)
    page.get_by_role("link", name=f"Case {case}", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("This is your case.")
    look(ines)
    page.goto(f"{here}cases/")
    expect(page.get_by_role("row", name=re.compile("AL-"))).to_have_count(5)
    look(ines)
    page.get_by_role("link", name="All cases (12)").click()
    expect(page.get_by_role("row", name=re.compile("AL-"))).to_have_count(CASES)
    look(ines)


def give_again(ada: Visitor, ines: Visitor, here: str, case: str) -> None:
    """Declare a conflict about a case that one has, and see it shown to be given again."""
    declare(ines, here, case)
    expect(ines.page.get_by_role("main")).to_contain_text(f"You have case {case}")
    look(ines)
    page = ada.page
    page.goto(f"{here}people/conflicts/")
    look(ada)
    page.get_by_role("link", name=f"Give {case} to somebody else").click()
    expect(page.get_by_role("main")).to_contain_text("has declared a conflict of interest")
    look(ada)
    page.goto(f"{here}allocation/")
    expect(page.get_by_role("heading", name="To be given again")).to_be_visible()
    look(ada)
    page.goto(f"{here}work/")
    expect(page.get_by_role("main")).to_contain_text("cases to sign off")
    look(ada)
    page.goto(f"{here}results/")
    expect(page.get_by_role("main")).to_contain_text("0 of 5")
    look(ada)


def draw(ada: Visitor, here: str) -> None:
    """Give all cases, and draw a tenth of them to be read a second time by Rosa."""
    page = ada.page
    page.goto(f"{here}allocation/give/")
    page.get_by_role("button", name="See who would get what").click()
    page.get_by_role("button", name="Yes, give them").click()
    page.get_by_role("button", name="Draw second readings").click()
    look(ada)
    page.get_by_label("Rate, in per cent of the cases").fill("0")
    page.get_by_role("button", name="See how many would be drawn").click()
    expect(page.get_by_role("alert")).to_contain_text("is no rate in per cent")
    look(ada)
    ada.expected("422")
    page.get_by_label("Rate, in per cent of the cases").fill("10")
    page.get_by_role("button", name="See how many would be drawn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Draw 2 second readings?")
    look(ada)
    page.get_by_role("button", name="Yes, draw them").click()
    expect(page.get_by_role("table", name="Second readings")).to_contain_text("Rosa Reader")
    look(ada)


def open_second_reading(rosa: Visitor) -> None:
    """Open the first second reading that is due."""
    rosa.page.goto("/")
    rosa.page.get_by_role("link", name=re.compile("Second reading of case")).first.click()
    expect(rosa.page.get_by_role("button", name="Save").last).to_be_visible()
    look(rosa)


def test_cases_are_given_moved_and_due(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = imported(ada, "allocation-one")
    ines, ivor = visit("ines-inspector"), visit("ivor-inspector")
    for visitor in (ines, ivor):
        declare(visitor, here, "AL-001")
    give(ada, here)
    expect(ada.page.get_by_role("main")).to_contain_text("11 of 12 cases are given; 1 is to be given")
    give_by_hand(ada)
    case = move(ada, here)
    see_own(ines, here, case)
    give_again(ada, ines, here, case)


def test_a_second_reader_answers_a_case_that_was_drawn(visit: Visit) -> None:
    ada = visit("ada-administrator")
    here = imported(ada, "allocation-two")
    draw(ada, here)
    rosa = visit("rosa-reader")
    open_second_reading(rosa)
    page = rosa.page
    page.locator("[id='2.2.1']").get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("alert")).to_contain_text("1 answer is kept")
    expect(page.locator("[id='2.2.1']").get_by_label("Yes", exact=True)).to_be_checked()
    expect(page.get_by_role("button", name="Save").last).to_be_visible()
    look(rosa)
    page.goto(f"{here}allocation/")
    expect(page.get_by_role("table", name="Second readings")).to_contain_text("Rosa Reader (you)")
    look(rosa)
