"""What the history says of a case list makes it again, and nothing else does."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from tests.case_lists import HEADINGS, as_csv, rows
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.lists.listed import handed_in

from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Entry
from inspectorate.web.history.performing import perform
from inspectorate.web.planning.lists.acts import APPLIERS, CASE_LIST_HANDED_IN
from inspectorate.web.planning.lists.queries import current_list, list_at
from inspectorate.web.planning.models import HandedInList, Inspection

FEW = as_csv([list(HEADINGS), *rows(cases=12)])
FEWER = as_csv([list(HEADINGS), *rows(cases=9)])


def test_each_list_is_found_by_its_act(inspection: Inspection, lead: Person) -> None:
    first, second = handed_in(inspection, FEW, lead), handed_in(inspection, FEWER, lead)
    assert current_list(inspection) == second
    assert (list_at(inspection, first.sequence), list_at(inspection, 1)) == (first, None)
    assert first.case_list.rows == 12


def _spoilt(details: dict[str, Any], name: str) -> None:
    match name:
        case "another first column":
            details["columns"].reverse()
        case "a column of no field":
            details["columns"][1] = "surname"
        case "a column twice":
            details["columns"][1] = details["columns"][2]
        case "no rows":
            details["rows"] = []
        case "a row too short":
            details["rows"][3].pop()
        case "a number":
            details["rows"][3][1] = 7
        case "a case twice":
            details["rows"][3][0] = details["rows"][0][0]
        case "a mapping that is none":
            details["mapping"]["columns"] = 7
        case _:
            del details["digest"]


@pytest.mark.parametrize(
    "name",
    [
        "another first column",
        "a column of no field",
        "a column twice",
        "no rows",
        "a row too short",
        "a number",
        "a case twice",
        "a mapping that is none",
        "no digest",
    ],
)
def test_an_act_that_is_no_list_is_not_performed(name: str, inspection: Inspection, lead: Person) -> None:
    handed_in(inspection, FEW, lead)
    details: dict[str, Any] = deepcopy(dict(Act.read(Entry.objects.get(act=CASE_LIST_HANDED_IN).payload).details))
    _spoilt(details, name)
    act = Act(act=CASE_LIST_HANDED_IN, by=lead.handle, at=NOW, details=details)
    with pytest.raises((ValueError, KeyError, TypeError)), transaction.atomic():
        perform(act, chain=inspection.id, appliers=APPLIERS)
    assert HandedInList.objects.count() == 1
