"""Reads inspections, their people and their cases."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection

from inspectorate.web.planning.models import Inspection, Membership
from inspectorate.web.planning.roles import Role

# Asked before every page of an inspection, and so in SQL: the plan is made once, and none of Django's queries is built.
_AT_THE_DOOR = """
SELECT planning_inspection.id, title, framework, framework_digest, stage, head, role
FROM planning_membership JOIN planning_inspection ON planning_inspection.id = planning_membership.inspection_id
WHERE inspection_id = %s AND person_id = %s
"""
_READ = ("id", "title", "framework", "framework_digest", "stage", "head")


def inspection_for(*, person: Any, identifier: str) -> tuple[Inspection | None, frozenset[Role]]:
    """Return an inspection and a person's roles in it; None where there is none, or they are no member of it."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_THE_DOOR, [identifier, person.pk])
        found = cursor.fetchall()
    if not found:
        return None, frozenset()
    *values, head, _ = found[0]
    # what is not read here, the files that a pack carried, is asked for where it is needed
    inspection = Inspection.from_db(connection.alias, _READ, [*values, json.loads(head)])
    return inspection, frozenset(Role(role) for *_, role in found)


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
