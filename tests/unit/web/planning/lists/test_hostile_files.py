"""Files that are no list, or are made to be more than they look: refused, with nothing kept and nothing on a disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.case_lists import HEADINGS, as_csv, rows
from tests.unit.sampling.conftest import repacked, xlsx_of, zipped
from tests.unit.web.planning.lists.listed import checked, sent
from tests.unit.web.planning.planned import page, signed_in

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.lists.checking import MILLION, MOST_BYTES, MOST_CASES, MOST_COLUMNS, MOST_INFLATED
from inspectorate.web.planning.lists.queries import current_list
from inspectorate.web.planning.models import Inspection, Upload

FEW = [list(HEADINGS), *rows(cases=3)]
BOOK = xlsx_of(FEW)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def lena(lead: Person) -> Client:
    return signed_in(lead)


def bomb() -> bytes:
    """Return a workbook whose one sheet unfolds into more than is read."""
    written = io.BytesIO(BOOK)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/nothing.bin", bytes(MOST_INFLATED))
    return written.getvalue()


def reaching() -> bytes:
    """Return a workbook with one cell more, in the last corner that a sheet can have."""
    sheet = "xl/worksheets/sheet1.xml"
    cell = b'<row r="1048576"><c r="CV1048576"><v>1</v></c></row></sheetData>'
    return repacked(BOOK, sheet, b"</sheetData>", cell)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(), "unpacked it has"),
        (reaching(), "a sheet reaches to row 1,048,576 and column 100"),
        (b"PK\x03\x04" + bytes(40), "an archive that is damaged or protected"),
        (zipped(word__document_xml=b"<a/>").replace(b"document_xml", b"document.xml"), "a Word document"),
        (PNG, "a picture"),
        (b"%PDF-1.7 list", "a PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(64), "a workbook of an old kind"),
        (b"a,b\n1,\0\n", "holds a NUL"),
        (b"", "The list holds no row."),
        (b"\n\n,,\n", "The list holds no row."),
        (as_csv([[f"column {number}" for number in range(10_000)]]), "10,000 columns"),
        (as_csv([[f"column {number}" for number in range(MOST_COLUMNS + 1)]]), "201 columns, and 200 at most"),
        (xlsx_of([[f"column {number}" for number in range(10_000)]]), "10,000 columns"),
        (b"a\n" * (10 * MOST_CASES + 1), "200,001 cases, and 20,000 at most"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_list_is_refused_when_it_comes(
    data: bytes, words: str, inspection: Inspection, lena: Client
) -> None:
    answer = sent(lena, inspection, data, "cases.xlsx")
    assert (answer.status_code, words in answer.content.decode()) == (422, True), answer.content.decode()
    assert not Upload.objects.exists()


@pytest.fixture
def without_disk(settings: Settings, tmp_path: Path) -> None:
    """Let nothing that is uploaded be written to a file: the folder for such files is not there."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")


@pytest.mark.usefixtures("without_disk")
def test_a_file_of_200_million_bytes_is_let_go_as_it_comes(inspection: Inspection, lena: Client) -> None:
    answer = sent(lena, inspection, bytes(200 * MILLION))
    assert (answer.status_code, "more than 20 million bytes" in answer.content.decode()) == (422, True)
    assert not Upload.objects.exists()


@pytest.mark.usefixtures("without_disk")
def test_a_large_list_is_checked_without_a_file_on_a_disk(
    inspection: Inspection, lead: Person, lena: Client, settings: Settings
) -> None:
    data = as_csv([[*HEADINGS, "Notes"], *([*row, "x" * 400] for row in rows(cases=10_000))])
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE < len(data) < MOST_BYTES
    assert sent(lena, inspection, data).status_code == 302
    assert bytes(Upload.objects.get().data) == data
    # where a file would be written, as on the page for packs, there would be a fault
    Person.objects.filter(pk=lead.pk).update(is_administrator=True)
    with pytest.raises(FileNotFoundError):
        lena.post(reverse("exchange:import"), {"pack": SimpleUploadedFile("a.zip", data)})


def test_only_the_one_file_that_is_asked_for_is_taken(inspection: Inspection, lena: Client) -> None:
    files = {f"other-{number}": io.BytesIO(b"a" * 1000) for number in range(50)}
    answer = lena.post(page("case-list", inspection), {**files, "file": [io.BytesIO(as_csv(FEW)), io.BytesIO(PNG)]})
    assert answer.status_code == 302
    assert Upload.objects.get().data == as_csv(FEW)


def test_a_form_without_its_token_is_refused_and_one_with_it_is_taken(inspection: Inspection, lead: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)
    address = page("case-list", inspection)
    assert client.post(address, {"file": io.BytesIO(as_csv(FEW))}).status_code == 403
    assert not Upload.objects.exists()
    html = client.get(address).content.decode()
    token = html.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent_with = {"csrfmiddlewaretoken": token, "file": io.BytesIO(as_csv(FEW))}
    assert client.post(address, sent_with).headers["Location"] == page("case-list-columns", inspection)


def test_formulas_are_told_and_never_worked_out(inspection: Inspection, lena: Client) -> None:
    formulas = [
        list(HEADINGS),
        ["=1+1", *FEW[1][1:]],
        ['@SUM(1)|cmd|" /c calc"', *FEW[2][1:]],
        ["-5-7", *FEW[3][1:]],
        ["A-1", "=NOW()", *FEW[1][2:]],
        ["A-2", FEW[1][1], "=HYPERLINK(1)", *FEW[1][3:]],
    ]
    sent(lena, inspection, as_csv(formulas))
    html = checked(lena, inspection)
    assert 'Texts that a spreadsheet would work out: <span class="app-count">5</span>' in html
    book = repacked(BOOK, "xl/worksheets/sheet1.xml", b'<c r="A2" t="s">', b'<c r="A2" t="s"><f>1+1</f>')
    answer = sent(lena, inspection, book, "formula.xlsx")
    assert (answer.status_code, "The cell A2 holds a formula." in answer.content.decode()) == (422, True)


def test_what_a_list_says_is_never_markup(inspection: Inspection, lena: Client) -> None:
    loud = "<script>alert(1)</script>"
    spoiled = [[loud, *HEADINGS[1:]], [f"{loud}", *FEW[1][1:]], ["A-1", f"{loud}", *FEW[1][2:]]]
    sent(lena, inspection, as_csv(spoiled), f"{loud}.csv")
    html = lena.get(page("case-list-columns", inspection)).content.decode()
    assert ("alert(1)" in html, loud in html) == (True, False)
    html = checked(lena, inspection)
    assert ("alert(1)" in html, loud in html) == (True, False)


def test_more_cases_than_are_kept_are_told(inspection: Inspection, lena: Client) -> None:
    sent(lena, inspection, as_csv([list(HEADINGS), *rows(cases=MOST_CASES + 1)]))
    assert "The list has 20,001 cases, and 20,000 at most are kept here." in checked(lena, inspection)
    assert current_list(inspection) is None


def test_a_reference_that_can_have_no_page_is_told(inspection: Inspection, lena: Client) -> None:
    spoiled = [[reference, *row[1:]] for reference, row in zip(("A/1", "..", "x" * 61), FEW[1:], strict=True)]
    sent(lena, inspection, as_csv([FEW[0], *spoiled]))
    html = checked(lena, inspection)
    assert 'Case references that cannot be used: <span class="app-count">3</span>' in html
