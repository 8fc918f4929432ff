"""Reads inspections, their people and their cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from inspectorate.web.planning.models import Inspection, Membership
from inspectorate.web.planning.roles import Role


def inspection_for(*, person: Any, identifier: str) -> tuple[Inspection | None, frozenset[Role]]:
    """Return an inspection and a person's roles in it; None where there is none, or they are no member of it."""
    found = list(
        Membership.objects.filter(inspection_id=identifier, person=person)
        .select_related("inspection")
        .defer("inspection__carried")
    )
    if not found:
        return None, frozenset()
    return found[0].inspection, frozenset(Role(one.role) for one in found)


@dataclass(frozen=True, slots=True)
class Mine:
    """An inspection that somebody belongs to, with their roles."""

    inspection: Inspection
    roles: tuple[Role, ...]


def inspections_of(person: Any) -> tuple[Mine, ...]:
    """Return the inspections that a person belongs to."""
    found = (
        Membership.objects.filter(person=person)
        .select_related("inspection")
        .defer("inspection__carried")
        .order_by("inspection_id", "role")
    )
    return tuple(_grouped(found))


def _grouped(memberships: Iterable[Membership]) -> Iterable[Mine]:
    for _, group in groupby(memberships, key=lambda one: one.inspection_id):
        members = list(group)
        yield Mine(members[0].inspection, tuple(Role(one.role) for one in members))


def members(inspection: Inspection) -> tuple[Membership, ...]:
    """Return the people of an inspection, by role and name."""
    order = {role: number for number, role in enumerate(Role.values)}
    found = Membership.objects.filter(inspection=inspection).select_related("person")
    return tuple(sorted(found, key=lambda one: (order[one.role], one.person.name)))
