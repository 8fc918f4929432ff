"""Reads conflicts of interest, for those who may see them and for giving cases out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Conflict, Inspection


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
    rows = Conflict.objects.filter(inspection=inspection, withdrawn=None).values_list("person_id", "case_reference")
    cases: dict[str, set[str]] = defaultdict(set)
    body: set[str] = set()
    for person, case in rows:
        if case:
            cases[person].add(case)
        else:
            body.add(person)
    return Conflicts(frozenset(body), {person: frozenset(found) for person, found in cases.items()})


def conflicts_shown_to(inspection: Inspection, *, person: Person, is_lead: bool) -> tuple[Conflict, ...]:
    """Return the conflicts that somebody may see, standing ones first: a lead inspector all, others their own."""
    rows = Conflict.objects.filter(inspection=inspection).select_related("person", "declared_by")
    if not is_lead:
        rows = rows.filter(person=person)
    return tuple(sorted(rows, key=lambda one: (one.withdrawn is not None, one.person.name, one.sequence)))
