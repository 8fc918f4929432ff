from __future__ import annotations

import dataclasses
from pathlib import Path

from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.planning.bodies.test_beginning import PROPOSAL

from inspectorate.packs import layout
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.planning.bodies.beginning import begin
from inspectorate.web.planning.bodies.queries import bodies_for, body_for, recommendations_in
from inspectorate.web.planning.models import Inspection

MANCHESTER = Path(__file__).parents[5] / "examples" / "manchester-north"


def test_bodies_are_those_of_ones_own_inspections_and_all_for_an_administrator(
    inspection: Inspection, lead: Person
) -> None:
    begin(proposal=PROPOSAL, by=lead, at=NOW)
    assert [one.body.name for one in bodies_for(lead)] == ["Example South PDU", "Example Unit"]
    stranger = somebody("sam-stranger")
    assert bodies_for(stranger) == ()
    assert body_for(stranger, "example-south") is None
    Person.objects.filter(pk=stranger.pk).update(is_administrator=True)
    administrator = Person.objects.get(pk=stranger.pk)
    assert len(bodies_for(administrator)) == 2
    found = body_for(administrator, "example-unit")
    assert found is not None
    assert [one.is_open for one in found[1]] == [False]
    assert inspection.title == found[1][0].title


def test_a_body_is_called_as_its_latest_inspection_calls_it(lead: Person) -> None:
    begin(proposal=PROPOSAL, by=lead, at=NOW)
    renamed = dataclasses.replace(
        PROPOSAL,
        body=dataclasses.replace(PROPOSAL.body, name="Example South and West PDU"),
        fieldwork=PROPOSAL.fieldwork.replace(year=2027, month=5, day=10),
        identifier="example-south-2027",
    )
    begin(proposal=renamed, by=lead, at=NOW)
    (kept,) = bodies_for(lead)
    assert (kept.body.name, kept.inspections) == ("Example South and West PDU", 2)
    found = body_for(lead, "example-south")
    assert found is not None
    assert [one.id for one in found[1]] == ["example-south-2027", "example-south-2026"]


def test_a_published_inspection_says_how_it_came_out_and_what_it_recommended(lead: Person) -> None:
    import_pack(folder=MANCHESTER, by=lead, at=NOW)
    found = body_for(lead, "manchester-north-pdu")
    assert found is not None
    (earlier,) = found[1]
    assert earlier.rated is not None
    assert (earlier.rated.overall, earlier.rated.points, earlier.rated.maximum) == ("Requires improvement", 10, 24)
    assert [one.id for one in earlier.recommended] == [f"r{number}" for number in range(1, 10)]


def test_what_is_not_published_yet_tells_nothing_of_what_it_found(lead: Person) -> None:
    made = import_pack(folder=MANCHESTER, by=lead, at=NOW)
    Inspection.objects.filter(id=made.id).update(stage="report")
    found = body_for(lead, "manchester-north-pdu")
    assert found is not None
    assert (found[1][0].rated, found[1][0].recommended) == (None, ())


def test_recommendations_that_cannot_be_read_are_left_out() -> None:
    text = (MANCHESTER / layout.RECOMMENDATIONS).read_text(encoding="utf-8")
    assert len(recommendations_in(text)) == 9
    assert recommendations_in("recommendations: [") == ()
    assert [one.id for one in recommendations_in("recommendations:\n- {id: a, addressed_to: b, text: c}\n- {}\n")] == [
        "a"
    ]
