"""An inspection that is being planned comes out of an installation and into another one at every step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.web.conftest import NOW
from tests.unit.web.exchange.conftest import EmptyTheDatabase
from tests.unit.web.exchange.test_every_state import rows, written
from tests.unit.web.planning.bodies.test_beginning import PROPOSAL
from tests.unit.web.planning.planned import member

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.reading import read_pack
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.planning.bodies.beginning import begin
from inspectorate.web.planning.calendars.building import calendar_file
from inspectorate.web.planning.calendars.queries import meetings_in, milestones_in
from inspectorate.web.planning.conflicts.actions import declare_conflict
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.meetings.actions import Plan, plan_meeting
from inspectorate.web.planning.models import Inspection, Milestone
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import give_milestone, move_milestone, preview

STEPS = ("begun", "moved", "owned", "declared", "met")


def _plan(made: Inspection, lead: Person, until: str) -> None:
    """Do what is done while an inspection is planned, up to a step."""
    ines = member(made, "ines-inspector", Role.INSPECTOR, lead)
    for step in STEPS[1 : STEPS.index(until) + 1]:
        match step:
            case "moved":
                one, to = Milestone.objects.get(inspection=made, key="fieldwork"), date(2026, 4, 20)
                agreed = preview(inspection=made, milestone=one, to=to).token
                move_milestone(
                    inspection=made, milestone="fieldwork", to=to, reason="Ill.", agreed=agreed, by=lead, at=NOW
                )
            case "owned":
                give_milestone(inspection=made, milestone="sample", owner=ines.handle, by=lead, at=NOW)
            case "declared":
                declare_conflict(
                    inspection=made, person=ines.handle, about="case", case="ES-1", reason="Kin.", by=ines, at=NOW
                )
            case "met":
                plan = Plan(kind="team", title="Begin", starts_at=NOW, minutes=30, people=(ines.handle, lead.handle))
                plan_meeting(inspection=made, plan=plan, by=ines, at=NOW)


def _calendar(inspection: Inspection) -> bytes:
    """Write an inspection's calendar, whose events keep their names wherever the inspection is."""
    return calendar_file(
        name=inspection.title,
        milestones=milestones_in(inspection),
        meetings=meetings_in(inspection),
        address=lambda kind, name, one: f"https://inspections.example.org/{name}/{kind}/{one}",
    )


@pytest.mark.parametrize("step", STEPS)
def test_a_plan_survives_an_export_where_nobody_of_it_is_known(
    step: str, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    made = begin(proposal=PROPOSAL, by=lead, at=NOW)
    _plan(made, lead, step)
    pack, before, calendar = pack_of(made), rows(), _calendar(made)
    folder = written(pack, tmp_path / "pack")
    read = read_pack(folder, frameworks=lambda reference: edition_of(str(reference))).inspection
    assert read.fieldwork_started_on == (PROPOSAL.fieldwork if step == "begun" else date(2026, 4, 20))
    assert set(pack) == {layout.INSPECTION, layout.HISTORY}
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    again = import_pack(folder=folder, by=ada, at=NOW)
    assert pack_of(again) == pack
    assert rows() == before
    assert _calendar(again) == calendar
    assert not Person.objects.exclude(handle="ada").filter(is_active=True).exists()
    assert Milestone.objects.filter(inspection=again).count() == 10


def test_a_pack_that_says_another_first_day_than_its_history_is_refused(
    lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    folder = written(pack_of(begin(proposal=PROPOSAL, by=lead, at=NOW)), tmp_path / "pack")
    head = folder / layout.INSPECTION
    head.write_text(head.read_text(encoding="utf-8").replace("2026-04-13", "2026-04-14"), encoding="utf-8")
    empty_the_database()
    with pytest.raises(ProblemsFound, match="history-differs"):
        import_pack(folder=folder, by=lead, at=NOW)
    assert not Inspection.objects.exists()
