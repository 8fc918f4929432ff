"""Reads conflicts of interest, for those who may see them and for giving cases out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Allocation, Conflict, Inspection


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts that stand in an inspection: who may do nothing in it, and who may not have which cases."""

    about_the_body: frozenset[str]
    about_cases: Mapping[str, frozenset[str]]

    def bar(self, person: str, case: str) -> bool:
        """Say whether a person, by handle, may not be given a case, by its identifier."""
        return person in self.about_the_body or case in self.about_cases.get(person, frozenset())


def conflicts_of(inspection: Inspection) -> Conflicts:
    """Return the conflicts that stand in an inspection, as giving cases out needs them. One query."""
    return conflicts_in([inspection.id])[inspection.id]


def conflicts_in(inspections: Collection[str]) -> Mapping[str, Conflicts]:
    """Return the conflicts that stand in each of some inspections. One query."""
    cases: dict[str, dict[str, set[str]]] = {one: defaultdict(set) for one in inspections}
    body: dict[str, set[str]] = {one: set() for one in inspections}
    rows = Conflict.objects.filter(inspection_id__in=inspections, withdrawn=None)
    for inspection, person, case in rows.values_list("inspection_id", "person_id", "case_reference"):
        if case:
            cases[inspection][person].add(case)
        else:
            body[inspection].add(person)
    return {
        one: Conflicts(frozenset(body[one]), {person: frozenset(found) for person, found in cases[one].items()})
        for one in inspections
    }


@dataclass(frozen=True, slots=True)
class Against:
    """A case that was given to somebody who has declared a conflict about it since; ``is_second`` to read it again."""

    case: str
    person: str
    name: str
    is_second: bool


def given_against(inspection: Inspection, *, person: Person, is_lead: bool) -> tuple[Against, ...]:
    """Return the cases that are with somebody against a conflict, as somebody may see them: a lead all, others own."""
    conflicts = conflicts_of(inspection)
    rows = Allocation.objects.filter(case__inspection=inspection, case__withdrawn=None)
    if not is_lead:
        rows = rows.filter(person=person)
    found = rows.order_by("case__reference", "is_second").values_list(
        "case__reference", "person_id", "person__name", "is_second"
    )
    return tuple(Against(*row) for row in found if conflicts.bar(row[1], row[0]))


def conflicts_shown_to(inspection: Inspection, *, person: Person, is_lead: bool) -> tuple[Conflict, ...]:
    """Return the conflicts that somebody may see, standing ones first: a lead inspector all, others their own."""
    rows = Conflict.objects.filter(inspection=inspection).select_related("person", "declared_by")
    if not is_lead:
        rows = rows.filter(person=person)
    return tuple(sorted(rows, key=lambda one: (one.withdrawn is not None, one.person.name, one.sequence)))
