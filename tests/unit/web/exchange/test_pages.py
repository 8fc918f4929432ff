"""Pages on which packs come in and go out, and on which histories are read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.unit.web.conftest import NOW, somebody

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.zips import zipped
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role

UNIT = "/inspections/example-unit/"
MANCHESTER = Path(__file__).parents[4] / "examples" / "manchester-north"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def as_lead(inspection: Inspection, lead: Person) -> Client:
    case = Case.objects.get(inspection=inspection, reference="EU-001")
    keep_answers(
        inspection=inspection,
        case=case,
        judgements=[Given("2.2.1", "yes"), Given("2.2.1.a", "no")],
        notes=[Given("2.2.1", "<b>She</b> was asked.")],
        client=uuid4(),
        by=lead,
        at=NOW,
    )
    return signed_in(lead)


@pytest.fixture
def as_administrator(db: None) -> Client:
    del db
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    return signed_in(ada)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_pack_is_downloaded_with_the_same_bytes_each_time(as_lead: Client, inspection: Inspection) -> None:
    assert "Download the pack" in text_of(as_lead, f"{UNIT}export/")
    responses = [as_lead.post(f"{UNIT}export/", {"what": "pack"}) for _ in range(2)]
    assert responses[0].headers["Content-Disposition"] == 'attachment; filename="example-unit.zip"'
    assert responses[0].content == responses[1].content
    with zipfile.ZipFile(io.BytesIO(responses[0].content)) as source:
        held = {name.removeprefix("example-unit/"): source.read(name) for name in source.namelist()}
    assert held == pack_of(inspection)


def test_notes_are_downloaded_as_a_table(as_lead: Client) -> None:
    response = as_lead.post(f"{UNIT}export/", {"what": "remarks"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "was asked" in response.content.decode()


def test_pack_is_imported_from_a_zip_file(as_administrator: Client) -> None:
    files = {str(path.relative_to(MANCHESTER)): path.read_bytes() for path in MANCHESTER.rglob("*") if path.is_file()}
    sent = SimpleUploadedFile("pack.zip", zipped(files, folder="manchester-north"))
    response = as_administrator.post("/import/", {"pack": sent}, follow=True)
    assert "has been imported" in response.content.decode()
    assert Case.objects.filter(inspection__title__contains="Manchester North").count() == 36


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (None, "No file is chosen."),
        (b"no zip", "cannot be read as a zip file"),
        (zipped({"inspection.yaml": b"format: 1\nid: <x>\n"}, folder="x"), "inspection.yaml, line"),
    ],
)
def test_what_cannot_be_imported_is_told_at_the_field(as_administrator: Client, sent: bytes | None, told: str) -> None:
    form = {} if sent is None else {"pack": SimpleUploadedFile("pack.zip", sent)}
    response = as_administrator.post("/import/", form)
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert 'href="#pack"' in page
    assert 'id="pack"' in page
    assert "<x>" not in page
    assert not Inspection.objects.exists()


def test_pack_that_is_there_is_not_imported_again(
    as_lead: Client, inspection: Inspection, as_administrator: Client
) -> None:
    del as_lead
    sent = SimpleUploadedFile("pack.zip", zipped(pack_of(inspection), folder="x"))
    response = as_administrator.post("/import/", {"pack": sent})
    assert response.status_code == 422
    assert "There is an inspection" in response.content.decode()


def test_history_is_told_in_words_and_escaped(as_lead: Client) -> None:
    page = text_of(as_lead, f"{UNIT}history/")
    assert "Lena Lead answered 2 questions and wrote beside 1 question of case EU-001: 2.2.1 yes, 2.2.1.a no." in page
    assert "&lt;b&gt;She&lt;/b&gt; was asked." in page
    assert "The history holds" not in page


def test_history_of_a_case_holds_what_was_done_to_it(as_lead: Client) -> None:
    assert "answered 2 questions" in text_of(as_lead, f"{UNIT}cases/EU-001/history/")
    assert "Nothing was done to it yet." in text_of(as_lead, f"{UNIT}cases/EU-002/history/")
    text_of(as_lead, f"{UNIT}cases/EU-009/history/", status=404)


def test_history_is_verified_when_it_is_asked_for(as_lead: Client) -> None:
    assert "The history holds: all 4 entries" in text_of(as_lead, f"{UNIT}history/?verify=1")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER history_entry_only_grows")
        cursor.execute("UPDATE history_entry SET payload = replace(payload, 'yes', 'no') WHERE sequence = 4")
    assert "The history does not hold: entry 4" in text_of(as_lead, f"{UNIT}history/?verify=1")


def test_who_may_not_read_cases_is_told_who_did_what_and_no_more(
    as_lead: Client, inspection: Inspection, lead: Person
) -> None:
    del as_lead
    panel = somebody("petra-panel")
    actions.add_member(inspection=inspection, person=panel, role=Role.PANEL, by=lead, at=NOW)
    page = text_of(signed_in(panel), f"{UNIT}history/")
    assert "Lena Lead answered 2 questions and wrote beside 1 question of case EU-001." in page
    assert "2.2.1 yes" not in page
    assert "was asked" not in page


def test_contact_of_the_body_sees_neither_history_nor_export(inspection: Inspection, lead: Person) -> None:
    contact = somebody("cora-contact")
    actions.add_member(inspection=inspection, person=contact, role=Role.CONTACT, by=lead, at=NOW)
    client = signed_in(contact)
    for page in ("history/", "export/", "cases/EU-001/history/"):
        text_of(client, UNIT + page, status=403)
    assert client.post(f"{UNIT}export/", {"what": "pack"}).status_code == 403


def test_long_history_is_shown_in_pages(as_lead: Client, inspection: Inspection, lead: Person) -> None:
    for number in range(60):
        to = ("results", "fieldwork")[number % 2]
        actions.move_stage(inspection=inspection, to=to, reason=f"Turn {number}.", by=lead, at=NOW)
        inspection.refresh_from_db()
    first, second = (text_of(as_lead, f"{UNIT}history/?page={number}") for number in (1, 2))
    assert first.count('id="entry-') == 50
    assert second.count('id="entry-') == 14
    assert 'href="?page=2"' in first
    assert "Turn 59." in first
    assert "began the inspection" in second
    assert text_of(as_lead, f"{UNIT}history/?page=hello").count('id="entry-') == 50
