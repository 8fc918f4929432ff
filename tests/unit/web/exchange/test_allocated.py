"""Whose case is whose goes with the pack: exported and imported again, it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.web.conftest import NOW
from tests.unit.web.exchange.allocated_walk import ALLOCATED_WAY
from tests.unit.web.exchange.conftest import EmptyTheDatabase
from tests.unit.web.exchange.test_every_state import Walk, exports, rows

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.history.performing import perform
from inspectorate.web.planning.allocation import acts
from inspectorate.web.planning.allocation.queries import standing_of
from inspectorate.web.planning.models import Allocation, Inspection


def test_whose_case_is_whose_survives_an_export(
    inspection: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    walk = Walk(inspection, lead)
    for step in ALLOCATED_WAY:
        walk.take(*step)
    pack, before, standing = exports(walk, tmp_path), rows(), standing_of(inspection)
    assert Allocation.objects.filter(is_second=False).count() == 2
    assert Allocation.objects.filter(is_second=True).count() == 2
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    again = import_pack(folder=tmp_path, by=ada, at=NOW)
    assert pack_of(again) == pack
    assert rows() == before
    assert standing_of(again) == standing


@pytest.mark.parametrize(
    ("act", "details"),
    [
        (acts.CASES_ALLOCATED, {"pairs": [["EU-999", "lena-lead"]], "how": {"by_hand": True}}),
        (acts.CASES_ALLOCATED, {"pairs": [["EU-001", "nobody-here"]], "how": {"by_hand": True}}),
        (acts.CASES_ALLOCATED, {"pairs": 7, "how": {"by_hand": True}}),
        (acts.CASE_MOVED, {"case": "EU-002", "from": "lena-lead", "to": "ann", "reason": "Ill."}),
        (acts.SECOND_READINGS_DRAWN, {"readings": [["EU-001"]], "rate": "1/5", "seed": "x"}),
    ],
)
def test_a_history_that_gives_what_there_is_not_is_refused(  # noqa: PLR0917 - fixtures
    act: str,
    details: dict[str, object],
    inspection: Inspection,
    lead: Person,
    empty_the_database: EmptyTheDatabase,
    tmp_path: Path,
) -> None:
    done = Act(act=act, by=lead.handle, at=NOW, details=details)
    perform(done, chain=inspection.id, appliers={act: lambda *_: None})
    exports(Walk(inspection, lead), tmp_path)
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    with pytest.raises(ProblemsFound, match="history-not-repeated"):
        import_pack(folder=tmp_path, by=ada, at=NOW)
    assert not Inspection.objects.exists()
