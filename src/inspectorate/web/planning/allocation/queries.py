"""Reads whose case is whose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.access import ASSESSORS
from inspectorate.web.planning.conflicts.queries import conflicts_in
from inspectorate.web.planning.models import Allocation, Case, Inspection, Membership
from inspectorate.web.planning.roles import Role

SECOND_READERS = ASSESSORS | {Role.READER}
"""Who can read a case a second time."""


class Trouble(StrEnum):
    """Why a case is to be given, or to be given again."""

    NOT_GIVEN = "not given yet"
    LEFT = "with people who assess here no longer"
    CONFLICT = "against a declared conflict of interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A case and whose it is, by handle: empty where it is nobody's. ``trouble`` is why it is to be given again."""

    case: str
    person: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the cases of an inspection are given: first readings of every case, and the second ones that are drawn."""

    first: tuple[Holding, ...]
    second: tuple[Holding, ...]

    @property
    def to_give(self) -> tuple[Holding, ...]:
        """Return the cases that are to be given, or given again."""
        return tuple(one for one in self.first if one.trouble is not None)

    @property
    def has_begun(self) -> bool:
        """Say whether any case was given."""
        return any(one.person for one in self.first)

    def loads(self, *, with_second: bool = False) -> Mapping[str, int]:
        """Return how many cases people have, by handle; what is to be given again is nobody's."""
        found: dict[str, int] = {}
        for one in (*self.first, *(self.second if with_second else ())):
            if one.trouble is None:
                found[one.person] = found.get(one.person, 0) + 1
        return found


def cases_of(inspections: Collection[str]) -> QuerySet[Case]:
    """Return the cases that are inspected: those that were withdrawn from the sample are not among them."""
    return Case.objects.filter(inspection_id__in=inspections, withdrawn=None)


def people_with(inspection: Inspection, roles: Collection[Role]) -> dict[str, Person]:
    """Return those of an inspection's people who have one of some roles, by handle, in the order of their names."""
    rows = Membership.objects.filter(inspection=inspection, role__in=roles)
    found = Person.objects.filter(handle__in=rows.values("person_id")).order_by("name", "handle")
    return {person.handle: person for person in found}


def allocated_to(inspection: Inspection) -> Mapping[str, str]:
    """Return whose each case is that was given, case to handle. One query."""
    return {case: person for _, case, person, is_second in _given([inspection.id]) if not is_second}


def people_with_case(case: Case) -> tuple[str, str]:
    """Return whose a case is and who reads it a second time, by handle; empty where it is nobody's. One query."""
    found = dict(Allocation.objects.filter(case=case).values_list("is_second", "person_id"))
    return found.get(False, ""), found.get(True, "")


def standing_of(inspection: Inspection) -> Standing:
    """Return how the cases of an inspection are given."""
    return standings_of([inspection.id])[inspection.id]


def standings_of(inspections: Collection[str]) -> Mapping[str, Standing]:
    """Return how the cases of some inspections are given. Four queries, however many they are."""
    roles: dict[tuple[str, str], set[str]] = {}
    rows = Membership.objects.filter(inspection_id__in=inspections)
    for inspection, person, role in rows.values_list("inspection_id", "person_id", "role"):
        roles.setdefault((inspection, person), set()).add(role)
    conflicts = conflicts_in(inspections)

    def holding(inspection: str, case: str, person: str, may: Collection[Role]) -> Holding:
        trouble = None
        if not person:
            trouble = Trouble.NOT_GIVEN
        elif not roles.get((inspection, person), set()).intersection(may):
            trouble = Trouble.LEFT
        elif conflicts[inspection].bar(person, case):
            trouble = Trouble.CONFLICT
        return Holding(case=case, person=person, trouble=trouble)

    first: dict[str, list[Holding]] = {one: [] for one in inspections}
    second: dict[str, list[Holding]] = {one: [] for one in inspections}
    given: dict[tuple[str, str], str] = {}
    for inspection, case, person, is_second in _given(inspections):
        if is_second:
            second[inspection].append(holding(inspection, case, person, SECOND_READERS))
        else:
            given[inspection, case] = person
    cases = cases_of(inspections).order_by("reference").values_list("inspection_id", "reference")
    for inspection, case in cases:
        first[inspection].append(holding(inspection, case, given.get((inspection, case), ""), ASSESSORS))
    return {one: Standing(first=tuple(first[one]), second=tuple(second[one])) for one in inspections}


def _given(inspections: Collection[str]) -> Iterable[tuple[str, str, str, bool]]:
    rows = Allocation.objects.filter(case__inspection_id__in=inspections, case__withdrawn=None)
    return rows.order_by("case__inspection_id", "case__reference").values_list(
        "case__inspection_id", "case__reference", "person_id", "is_second"
    )
