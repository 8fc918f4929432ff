"""Loads the demonstration where it is not there yet. What was entered since stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.accounts.actions import add_person, let_begin
from inspectorate.web.accounts.models import Person
from inspectorate.web.demo import faults
from inspectorate.web.demo.example_east import IDENTIFIER as EXAMPLE_EAST
from inspectorate.web.demo.example_east import begin_example_east
from inspectorate.web.demo.example_north import IDENTIFIER, begin_example_north
from inspectorate.web.demo.example_south import IDENTIFIER as EXAMPLE_SOUTH
from inspectorate.web.demo.example_south import begin_example_south
from inspectorate.web.demo.people import ADMINISTRATOR, LEAD, PEOPLE
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Inspection, Membership

MANCHESTER_NORTH = "manchester-north"
MANCHESTER_NORTH_ID = "hmip-manchester-north-2023"
BEGUN_AT = datetime(2026, 2, 23, 9, 0, tzinfo=UTC)


def load() -> None:
    """Load the demonstration's people and inspections, each of them unless it is there.

    Raises:
        ProblemsFound: the database belongs to a real installation, or an example cannot be read.
    """
    if Person.objects.filter(is_active=True).exists() and not _is_ours():
        raise ProblemsFound([faults.NOT_A_DEMONSTRATION.at(Place("database"))])
    with transaction.atomic():
        people = _load_people()
    there = set(Inspection.objects.values_list("id", flat=True))
    if IDENTIFIER not in there:
        with transaction.atomic():
            inspection = begin_example_north(people=people)
            _add_members(inspection, people, BEGUN_AT)
    if EXAMPLE_SOUTH not in there:
        with transaction.atomic():
            inspection = begin_example_south(people=people, today=timezone.localdate())
            _add_members(inspection, people, BEGUN_AT)
    if EXAMPLE_EAST not in there:
        with transaction.atomic():
            inspection = begin_example_east(people=people, today=timezone.localdate())
            _add_members(inspection, people, BEGUN_AT)
    if MANCHESTER_NORTH_ID not in there:
        with transaction.atomic():
            import_pack(folder=example_pack(), by=people[LEAD.handle], at=BEGUN_AT)
            _add_members(Inspection.objects.get(id=MANCHESTER_NORTH_ID), people, BEGUN_AT)


def example_pack() -> Path:
    """Return the folder of the example inspection: beside the source, or inside the installed package."""
    package = Path(str(files("inspectorate")))
    beside = package.parent.parent / "examples" / MANCHESTER_NORTH
    return beside if beside.is_dir() else package / "examples" / MANCHESTER_NORTH


def _is_ours() -> bool:
    return Person.objects.filter(handle=LEAD.handle, email=LEAD.email).exists()


def _load_people() -> dict[str, Person]:
    found = Person.objects.in_bulk([one.handle for one in PEOPLE])
    is_new = LEAD.handle not in found
    for one in PEOPLE:
        if one.handle not in found:
            found[one.handle] = add_person(
                name=one.name,
                email=one.email,
                handle=one.handle,
                is_administrator=one.role is None,
                by=None,
                at=BEGUN_AT,
            )
    if is_new:
        let_begin(person=found[LEAD.handle], by=found[ADMINISTRATOR.handle], at=BEGUN_AT)
    return found


def _add_members(inspection: Inspection, people: dict[str, Person], at: datetime) -> None:
    there = set(Membership.objects.filter(inspection=inspection).values_list("person_id", "role"))
    for one in PEOPLE:
        if one.role is not None and (one.handle, one.role.value) not in there:
            actions.add_member(
                inspection=inspection, person=people[one.handle], role=one.role, by=people[LEAD.handle], at=at
            )
