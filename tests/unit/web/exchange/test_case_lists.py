"""Case lists come out of an installation and into another one with the history that hands them in."""

from __future__ import annotations

from pathlib import Path

from tests.case_lists import HEADINGS, as_csv, rows
from tests.unit.web.conftest import NOW
from tests.unit.web.exchange.conftest import EmptyTheDatabase
from tests.unit.web.exchange.test_every_state import rows as rows_of_the_database
from tests.unit.web.exchange.test_every_state import written
from tests.unit.web.planning.lists.listed import handed_in
from tests.unit.web.planning.planned import member

from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.planning.lists.queries import current_list
from inspectorate.web.planning.models import HandedInList, Inspection
from inspectorate.web.planning.roles import Role

FEW = as_csv([list(HEADINGS), *rows(cases=12)])
FEWER = as_csv([list(HEADINGS), *rows(cases=9)])


def test_lists_come_out_of_an_installation_and_into_another_one(
    inspection: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    conor = member(inspection, "conor-contact", Role.CONTACT, lead)
    handed_in(inspection, FEW, conor)
    second = handed_in(inspection, FEWER, lead, name="fewer.csv")
    pack, before = pack_of(inspection), rows_of_the_database()
    folder = written(pack, tmp_path / "pack")
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    again = import_pack(folder=folder, by=ada, at=NOW)
    assert pack_of(again) == pack
    assert rows_of_the_database() == before
    kept = current_list(again)
    assert kept is not None
    assert kept.case_list.digest == second.case_list.digest
    assert (kept.name, kept.by.handle, kept.count, HandedInList.objects.count()) == ("fewer.csv", lead.handle, 9, 2)
