"""The pages of the case list: from the upload to the list that is kept."""

from __future__ import annotations

import csv
import io
import re

import pytest
import xlsxwriter
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.case_lists import CASES, FAULTS, FIELDWORK, HEADINGS, OFFICE, SURNAME, as_csv, faulty_list, mended_list, rows
from tests.unit.sampling.conftest import ods_of, read, xlsx_of
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.lists.listed import UNREAD, checked, handed_in, said_columns, sent, token_in
from tests.unit.web.planning.planned import acts_of, member, page, planned, signed_in

from inspectorate.records.history import Act
from inspectorate.sampling.case_list import read_list
from inspectorate.sampling.drawing import Design, draw_sample
from inspectorate.sampling.record import draw_again, record_of
from inspectorate.sampling.source import open_list
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.appending import append
from inspectorate.web.planning.actions import add_member, begin_inspection
from inspectorate.web.planning.editions import eligibility_of
from inspectorate.web.planning.lists.actions import proposal_of
from inspectorate.web.planning.lists.checking import open_upload
from inspectorate.web.planning.lists.queries import current_list
from inspectorate.web.planning.models import Inspection, Milestone, Upload
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.samples.acts import SAMPLE_DRAWN

FEW = [list(HEADINGS), *rows(cases=30)]


@pytest.fixture
def contact(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "conor-contact", Role.CONTACT, lead)


@pytest.fixture
def conor(contact: Person) -> Client:
    return signed_in(contact)


def test_a_list_with_twelve_kinds_of_fault_is_told_all_at_once_and_nothing_is_kept(
    inspection: Inspection, conor: Client
) -> None:
    assert sent(conor, inspection, faulty_list()).headers["Location"] == page("case-list-columns", inspection)
    told = checked(conor, inspection)
    assert f'<span class="app-count">{sum(FAULTS.values())}</span> problems' in told
    for code, number in FAULTS.items():
        section = re.search(rf'<h3[^>]* id="{code}">(.*?)</h3>', told)
        assert section, code
        assert f'<span class="app-count">{number}</span>' in section[1]
    assert told.count("<tr") >= 100 + len(FAULTS)
    assert "the first 100" in told
    assert current_list(inspection) is None
    assert "case-list-handed-in" not in acts_of(inspection)
    assert 'name="agreed"' not in told


def test_problems_are_downloaded_with_rows_columns_and_remedies_and_no_formula(
    inspection: Inspection, conor: Client
) -> None:
    sent(conor, inspection, faulty_list())
    checked(conor, inspection)
    answer = conor.get(page("case-list-problems", inspection))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert table[0] == ["Row", "Column", "What is wrong", "What to do", "Severity", "Code"]
    codes = [row[5] for row in table[1:]]
    assert {code: codes.count(code) for code in FAULTS if code != "blank-cell"} == {
        code: number for code, number in FAULTS.items() if code != "blank-cell"
    }
    assert (codes.count("blank-cell"), codes.count("more-like-it")) == (100, 1)
    assert all(row[3] for row in table[1:])
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_columns_that_look_personal_can_be_left_unread_and_nothing_else(inspection: Inspection, conor: Client) -> None:
    data = as_csv([[*HEADINGS, SURNAME, OFFICE], *([*row, "Example", "North"] for row in rows(cases=30))])
    sent(conor, inspection, data)
    html = conor.get(page("case-list-columns", inspection)).content.decode()
    assert "Looks like names, dates of birth or the like, which are refused." in html
    said = said_columns(html)
    surname = next(name for name, field in said.items() if name == "column-10")
    refused = conor.post(page("case-list-columns", inspection), {**said, surname: "rosh_inspector"})
    assert (refused.status_code, "does not say what to do" in refused.content.decode()) == (422, True)
    assert "personal-column" in checked(conor, inspection)
    html = checked(conor, inspection, Surname=UNREAD, Office=UNREAD)
    assert "Nothing is wrong with it." in html
    conor.post(page("case-list-check", inspection), {"agreed": token_in(html)})
    kept = current_list(inspection)
    assert kept is not None
    assert (kept.count, SURNAME in kept.columns, "Example" in str(kept.case_list.cases)) == (30, False, False)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", as_csv(FEW)), ("a.xlsx", xlsx_of(FEW)), ("a.ods", ods_of(FEW))],
    ids=["csv", "xlsx", "ods"],
)
def test_the_same_cases_are_kept_from_every_kind_of_file(
    name: str, data: bytes, inspection: Inspection, contact: Person, conor: Client
) -> None:
    sent(conor, inspection, data, name)
    html = checked(conor, inspection)
    answer = conor.post(page("case-list-check", inspection), {"agreed": token_in(html)}, follow=True)
    assert "The case list is handed in: 30 cases." in answer.content.decode()
    kept = current_list(inspection)
    assert kept is not None
    assert (kept.name, kept.kind, kept.by) == (name, name[2:], contact)
    assert kept.case_list.digest == read(as_csv(FEW), inspection.edition.framework).digest
    assert not Upload.objects.exists()
    assert acts_of(inspection)[-1] == "case-list-handed-in"


def test_a_second_list_is_shown_as_differences_and_replaces_by_a_second_yes(
    inspection: Inspection, contact: Person, conor: Client
) -> None:
    first = handed_in(inspection, as_csv(FEW), contact)
    second = [list(row) for row in FEW]
    removed = second.pop(5)
    second[3][5] = "Female" if second[3][5] == "Male" else "Male"
    second.append(["NEW-1", *FEW[1][1:]])
    sent(conor, inspection, as_csv(second), "second.csv")
    html = checked(conor, inspection)
    assert "Replace the list that is kept?" in html
    told = re.sub(r"<[^>]+>", "", html)
    for words in (
        "1 case comes in",
        "NEW-1",
        "1 case goes out",
        removed[0],
        "Sex changes in 1 case",
        "Which cells change",
    ):
        assert words in told, words
    assert "A sample was drawn already" not in html
    assert current_list(inspection) == first
    conor.post(page("case-list-check", inspection), {"agreed": token_in(html)})
    kept = current_list(inspection)
    assert kept is not None
    assert (kept.name, kept.count, kept.sequence > first.sequence) == ("second.csv", 30, True)
    assert inspection.case_lists.count() == 2


def test_the_same_list_in_another_order_changes_nothing(inspection: Inspection, contact: Person, conor: Client) -> None:
    first = handed_in(inspection, as_csv(FEW), contact)
    turned = [list(reversed(row)) for row in (FEW[0], *reversed(FEW[1:]))]
    sent(conor, inspection, as_csv(turned))
    html = checked(conor, inspection)
    assert ("The same list" in html, 'name="agreed"' in html) == (True, False)
    agreed = proposal_of(Upload.objects.get()).token
    refused = conor.post(page("case-list-check", inspection), {"agreed": agreed})
    assert (refused.status_code, "holds the same cases" in refused.content.decode()) == (422, True)
    assert current_list(inspection) == first


def test_of_two_who_hand_in_at_once_the_second_looks_again(inspection: Inspection, lead: Person, conor: Client) -> None:
    lena = signed_in(lead)
    sent(conor, inspection, as_csv(FEW), "conors.csv")
    sent(lena, inspection, as_csv(FEW[:21]), "lenas.csv")
    of_conor, of_lena = (checked(client, inspection) for client in (conor, lena))
    assert "conors.csv" not in of_lena
    assert "lenas.csv" not in of_conor
    conor.post(page("case-list-check", inspection), {"agreed": token_in(of_conor)})
    refused = lena.post(page("case-list-check", inspection), {"agreed": token_in(of_lena)})
    html = refused.content.decode()
    assert (refused.status_code, "has changed since you looked" in html) == (422, True)
    assert ("Replace the list that is kept?" in html, "cases go out" in html) == (True, True)
    kept = current_list(inspection)
    assert kept is not None
    assert kept.name == "conors.csv"
    lena.post(page("case-list-check", inspection), {"agreed": token_in(html)})
    assert inspection.case_lists.count() == 2


def test_how_columns_were_read_is_remembered_for_the_body(
    inspection: Inspection, contact: Person, lead: Person, conor: Client
) -> None:
    headings = [*HEADINGS[:-1], "Assessed as", OFFICE, SURNAME]
    data = as_csv([headings, *([*row, "North", "Example"] for row in FEW[1:])])
    sent(conor, inspection, data)
    chosen = {"Assessed as": "rosh_practitioner", OFFICE: UNREAD, SURNAME: UNREAD}
    html = checked(conor, inspection, **chosen)
    conor.post(page("case-list-check", inspection), {"agreed": token_in(html)})
    later = begin_inspection(
        identifier="later",
        title="Later",
        framework=inspection.framework,
        framework_digest=inspection.framework_digest,
        stage="plan",
        head=inspection.head,
        carried={},
        by=lead,
        at=NOW,
    )
    add_member(inspection=later, person=contact, role=Role.CONTACT, by=lead, at=NOW)
    sent(conor, later, data)
    html = conor.get(page("case-list-columns", later)).content.decode()
    assert list(said_columns(html).values())[-3:] == ["rosh_practitioner", UNREAD, UNREAD]
    assert html.count("As in your last list.") == len(headings)
    new = as_csv([[*headings, "Town"], *([*row, "North", "Example", "Here"] for row in FEW[1:])])
    sent(conor, later, new)
    assert "column-not-asked-for" in checked(conor, later)


def test_a_sheet_is_chosen_and_days_may_come_first(inspection: Inspection, conor: Client) -> None:
    turned = [[one if at != 1 else "/".join(reversed(one.split("-"))) for at, one in enumerate(row)] for row in FEW]
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["For July"])
        cases = book.add_worksheet("Cases")
        for number, row in enumerate(turned):
            cases.write_row(number, 0, row)
    sent(conor, inspection, written.getvalue(), "two.xlsx")
    address = page("case-list-columns", inspection)
    assert "One is read: “Notes”." in conor.get(address).content.decode()
    conor.post(address, {"do": "sheet", "sheet": "Cases"})
    said = said_columns(conor.get(address).content.decode())
    assert "day-first" in conor.post(address, said, follow=True).content.decode()
    html = conor.post(address, {**said, "day_first": "yes"}, follow=True).content.decode()
    conor.post(page("case-list-check", inspection), {"agreed": token_in(html)})
    kept = current_list(inspection)
    assert kept is not None
    assert kept.mapping.sheet == "Cases"
    assert kept.case_list.cases["commenced_on"].to_list() == [row[1] for row in FEW[1:]]
    assert "There is no sheet" in sent_and_sheet(conor, inspection, written.getvalue(), "Nowhere")


def sent_and_sheet(client: Client, inspection: Inspection, data: bytes, sheet: str) -> str:
    sent(client, inspection, data, "two.xlsx")
    address = page("case-list-columns", inspection)
    answer = client.post(address, {"do": "sheet", "sheet": sheet}, follow=True)
    return str(answer.content.decode())


def test_one_field_is_not_chosen_for_two_columns(inspection: Inspection, conor: Client) -> None:
    sent(conor, inspection, as_csv(FEW))
    address = page("case-list-columns", inspection)
    said = said_columns(conor.get(address).content.decode(), Age="sex")
    refused = conor.post(address, said)
    html = refused.content.decode()
    assert (refused.status_code, "is chosen for two columns: Sex and Age" in html) == (422, True)
    assert "No column is chosen yet for: Age" in html


def test_the_template_is_filled_in_and_has_no_problem(inspection: Inspection, conor: Client) -> None:
    answer = conor.get(page("case-list-template", inspection, kind="csv"))
    headings = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert headings[0] == "Case reference"
    row = {"Case reference": "A-1", "Sentence or licence commenced on": "2025-07-18", "Type of sentence": "Licence"}
    row |= {"Standalone unpaid work": "No", "Resettlement case": "Yes", "Sex": "Male", "Ethnicity": "White"}
    row |= {"Age": "18 to 25", "Disability": "No disability"}
    sent(conor, inspection, as_csv([headings, [row.get(one, "") for one in headings]]))
    assert "Hand in <span" in checked(conor, inspection)
    book = conor.get(page("case-list-template", inspection, kind="xlsx"))
    assert open_upload(book.content, name="a.xlsx").source.headings == tuple(headings)
    assert conor.get(page("case-list-template", inspection, kind="exe")).status_code == 404


def test_the_milestone_is_offered_and_done_by_whom_it_is_due_from(
    inspection: Inspection, lead: Person, contact: Person, conor: Client
) -> None:
    planned(inspection, lead)
    lena = signed_in(lead)
    offered = "Mark it as done today"
    assert offered not in lena.get(page("case-list", inspection)).content.decode()
    handed_in(inspection, as_csv(FEW), contact)
    assert Milestone.objects.get(inspection=inspection, key="case-list").done_on is None
    assert offered not in conor.get(page("case-list", inspection)).content.decode()
    html = lena.get(page("case-list", inspection)).content.decode()
    assert offered in html
    lena.post(page("milestone-done", inspection, milestone="case-list"), {"on": timezone.localdate().isoformat()})
    assert offered not in lena.get(page("case-list", inspection)).content.decode()
    assert Milestone.objects.get(inspection=inspection, key="case-list").done_on is not None


def test_the_kept_list_is_downloaded_so_that_it_can_be_read_again(
    inspection: Inspection, contact: Person, conor: Client
) -> None:
    assert conor.get(page("case-list-kept", inspection)).status_code == 404
    kept = handed_in(inspection, as_csv(FEW), contact)
    data = conor.get(page("case-list-kept", inspection)).content
    source = open_list(data, name="kept.csv")
    again = read_list(source, framework=inspection.edition.framework, mapping=kept.mapping)
    assert (again.digest, again.problems.counts) == (kept.case_list.digest, {})


def test_a_sample_is_drawn_again_from_the_kept_list_by_its_record(
    inspection: Inspection, contact: Person, conor: Client
) -> None:
    kept = handed_in(inspection, mended_list(cases=400), contact)
    edition = inspection.edition
    rules, design = eligibility_of(inspection.framework), Design(seed="7", strata=("sex",), fieldwork_week=FIELDWORK)
    drawing = draw_sample(kept.case_list, framework=edition.framework, rules=rules, design=design)
    record = record_of(kept.case_list, drawing, edition=edition, rules=rules)
    data = conor.get(page("case-list-kept", inspection)).content
    again = draw_again(record, open_list(data, name="kept.csv"), edition=edition)
    assert again.drawing.draw.sample == drawing.draw.sample
    assert [one.code for one in again.differences] == ["list-saved-anew"]


def test_a_sample_that_was_drawn_stays_and_the_page_says_so(
    inspection: Inspection, contact: Person, conor: Client
) -> None:
    handed_in(inspection, as_csv(FEW), contact)
    with transaction.atomic():
        append(chain=inspection.id, act=Act(act=SAMPLE_DRAWN, by=contact.handle, at=NOW, details={}))
    assert "It stays as it is" in conor.get(page("case-list", inspection)).content.decode()
    sent(conor, inspection, as_csv(FEW[:20]))
    assert "replacing the list does not change it" in checked(conor, inspection)


def test_a_list_of_1979_cases_is_handed_in_whole(inspection: Inspection, conor: Client) -> None:
    sent(conor, inspection, mended_list())
    html = checked(conor, inspection)
    assert 'Hand in <span class="app-count">1,979</span> cases?' in html
    conor.post(page("case-list-check", inspection), {"agreed": token_in(html)})
    kept = current_list(inspection)
    assert kept is not None
    assert (kept.count, kept.case_list.rows, kept.case_list.cases["case_id"].n_unique()) == (CASES, CASES, CASES)


def test_steps_without_a_file_lead_back_to_the_first(inspection: Inspection, conor: Client) -> None:
    for name in ("case-list-columns", "case-list-check"):
        answer = conor.get(page(name, inspection), follow=True)
        assert answer.redirect_chain == [(page("case-list", inspection), 302)]
        assert "There is no file of yours here any more." in answer.content.decode()
    sent(conor, inspection, as_csv(FEW))
    assert conor.get(page("case-list-check", inspection)).headers["Location"] == page("case-list-columns", inspection)
    assert "Go on with it" in conor.get(page("case-list", inspection)).content.decode()
    conor.post(page("case-list-drop", inspection))
    assert not Upload.objects.exists()
    refused = conor.post(page("case-list", inspection), {})
    assert (refused.status_code, "No file is chosen." in refused.content.decode()) == (422, True)
