"""A file that is only checked: its owner's alone, for a day, in no history and no pack."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.case_lists import HEADINGS, as_csv, rows
from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.planning.lists.listed import handed_in
from tests.unit.web.planning.planned import acts_of

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.planning.lists.actions import hand_in
from inspectorate.web.planning.lists.uploads import LASTS, drop_upload, forget_expired, take_upload, upload_of
from inspectorate.web.planning.models import Inspection, Upload

DATA = as_csv([list(HEADINGS), *rows(cases=3)])


def take(inspection: Inspection, owner: Person, data: bytes = DATA) -> Upload:
    return take_upload(inspection=inspection, owner=owner, name="a.csv", data=data, at=NOW)


def test_a_second_file_takes_the_place_of_the_first_and_is_read_anew(inspection: Inspection, lead: Person) -> None:
    first = take(inspection, lead)
    Upload.objects.filter(pk=first.pk).update(mapping={"columns": {"a": "sex"}})
    take(inspection, lead, DATA + b"\n")
    assert [(bytes(one.data), one.mapping) for one in Upload.objects.all()] == [(DATA + b"\n", None)]


def test_a_file_that_cannot_be_read_leaves_the_one_before(inspection: Inspection, lead: Person) -> None:
    take(inspection, lead)
    with pytest.raises(ProblemsFound):
        take(inspection, lead, b"%PDF-1.7")
    assert bytes(Upload.objects.get().data) == DATA


def test_a_file_is_its_owners_alone(inspection: Inspection, lead: Person) -> None:
    other = somebody("olga-other")
    take(inspection, lead)
    assert upload_of(inspection, other, at=NOW) is None
    drop_upload(inspection=inspection, owner=other)
    assert upload_of(inspection, lead, at=NOW) is not None
    with pytest.raises(ProblemsFound, match="nothing-uploaded"):
        hand_in(inspection=inspection, agreed="", by=other, at=NOW)


def test_a_file_lasts_a_day_and_is_deleted_then(inspection: Inspection, lead: Person) -> None:
    take(inspection, lead)
    late = NOW + LASTS
    assert upload_of(inspection, lead, at=late - timedelta(seconds=1)) is not None
    assert upload_of(inspection, lead, at=late) is None
    with pytest.raises(ProblemsFound, match="nothing-uploaded"):
        hand_in(inspection=inspection, agreed="", by=lead, at=late)
    assert (forget_expired(at=late - timedelta(seconds=1)), Upload.objects.count()) == (0, 1)
    assert (forget_expired(at=late), Upload.objects.count()) == (1, 0)


def test_a_file_is_in_no_history_and_no_pack(inspection: Inspection, lead: Person) -> None:
    before, acts = pack_of(inspection), acts_of(inspection)
    take(inspection, lead)
    assert (pack_of(inspection), acts_of(inspection)) == (before, acts)
    handed_in(inspection, DATA, lead)
    assert not Upload.objects.exists()
