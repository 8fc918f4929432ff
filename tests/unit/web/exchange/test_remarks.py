"""The table of notes and comments is for people: a spreadsheet works nothing out in it."""

from __future__ import annotations

import csv
import io
from uuid import uuid4

import pytest
from tests.unit.web.conftest import NOW

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.exchange.remarks import COLUMNS, neutral, remarks_csv
from inspectorate.web.planning.models import Case, Inspection


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1", "\uff0b1"]
)
def test_formula_is_neutralised(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "A plan.", "2.2.1", "a=b", "'quoted"])
def test_other_text_stays(cell: str) -> None:
    assert neutral(cell) == cell


def test_table_holds_what_stands_and_whose_it_is(inspection: Inspection, lead: Person) -> None:
    case = Case.objects.get(inspection=inspection, reference="EU-001")
    text = '=cmd|"/c calc"!A1, he said'
    for value in ("First.", text):
        notes = [Given("2.2.1", value), Given("2.3.2", "Line one,\nline two.")]
        keep_answers(inspection=inspection, case=case, notes=notes, client=uuid4(), by=lead, at=NOW)
    data = remarks_csv(inspection)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(head) == COLUMNS
    assert [(row[0], row[1], row[2], row[3], row[6]) for row in rows] == [
        ("EU-001", "2.2.1", "note", "Lena Lead", f"'{text}"),
        ("EU-001", "2.3.2", "note", "Lena Lead", "Line one,\nline two."),
    ]
