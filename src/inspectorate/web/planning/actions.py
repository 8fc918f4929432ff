"""What is done to an inspection as a whole: each act with its history, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from inspectorate.kernel.problems import Place, ProblemsFound, nearest
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.records.history import Act
from inspectorate.records.inspection import Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.appending import open_chain
from inspectorate.web.history.performing import perform
from inspectorate.web.planning import acts, faults
from inspectorate.web.planning.models import Case, Inspection, Membership
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.texts import reason_problems, tidy


@transaction.atomic
def begin_inspection(
    *,
    identifier: str,
    title: str,
    framework: str,
    framework_digest: str,
    stage: str,
    head: Mapping[str, object],
    carried: Mapping[str, str],
    by: Person,
    at: datetime,
) -> Inspection:
    """Begin an inspection, with its history.

    Raises:
        ProblemsFound: there is one of that name.
    """
    if Inspection.objects.filter(id=identifier).exists():
        raise ProblemsFound([faults.INSPECTION_THERE.at(Place(field="id"), inspection=identifier)])
    open_chain(identifier)
    details = {
        "title": title,
        "framework": framework,
        "framework_digest": framework_digest,
        "stage": stage,
        "head": dict(head),
        "carried": dict(carried),
    }
    perform(Act(act=acts.BEGUN, by=by.handle, at=at, details=details), chain=identifier, appliers=acts.APPLIERS)
    return Inspection.objects.get(id=identifier)


def add_cases(*, inspection: Inspection, cases: Sequence[CaseRecord], by: Person, at: datetime) -> None:
    """Add cases.

    Raises:
        ProblemsFound: one is there already.
    """
    there = set(Case.objects.filter(inspection=inspection).values_list("reference", flat=True))
    problems = [faults.CASE_TWICE.at(Place(field="cases"), case=case.id) for case in cases if case.id in there]
    if problems:
        raise ProblemsFound(problems)
    details = {"cases": [{"id": case.id, "fields": dict(case.fields)} for case in cases]}
    perform(
        Act(act=acts.CASES_ADDED, by=by.handle, at=at, details=details), chain=inspection.id, appliers=acts.APPLIERS
    )


def move_stage(*, inspection: Inspection, to: str, reason: str, by: Person, at: datetime) -> None:
    """Move an inspection on to a stage, or back to one.

    Raises:
        ProblemsFound: it is there already, there is no such stage, or no reason is given.
    """
    problems = reason_problems(reason)
    if to not in set(Stage):
        place = Place(field="stage")
        problems.append(faults.UNKNOWN_STAGE.at(place, stage=to, hint=nearest(to, [stage.value for stage in Stage])))
    elif to == inspection.stage:
        problems.append(faults.SAME_STAGE.at(Place(field="stage")))
    if problems:
        raise ProblemsFound(problems)
    details = {"from": inspection.stage, "to": to, "reason": tidy(reason)}
    perform(
        Act(act=acts.STAGE_MOVED, by=by.handle, at=at, details=details), chain=inspection.id, appliers=acts.APPLIERS
    )


def add_member(*, inspection: Inspection, person: Person, role: str, by: Person, at: datetime) -> None:
    """Give a person a role.

    Raises:
        ProblemsFound: they have it, or there is no such role.
    """
    if role not in Role.values:
        place = Place(field="role")
        raise ProblemsFound([faults.UNKNOWN_ROLE.at(place, role=role, hint=nearest(role, Role.values))])
    if Membership.objects.filter(inspection=inspection, person=person, role=role).exists():
        raise ProblemsFound([faults.MEMBER_ALREADY.at(Place(field="role"), person=person.name)])
    details = {"person": person.handle, "name": person.name, "role": role}
    act = Act(act=acts.MEMBER_ADDED, by=by.handle, at=at, details=details)
    perform(act, chain=inspection.id, appliers=acts.APPLIERS)


@transaction.atomic
def remove_member(*, inspection: Inspection, person: Person, role: str, by: Person, at: datetime) -> None:
    """Take a role from a person; an inspection keeps at least one lead inspector.

    Raises:
        ProblemsFound: they do not have it, or are the last lead inspector.
    """
    # the inspection's row stands for its list of people: two lead inspectors may be taken away at once
    Inspection.objects.select_for_update().only("id").get(id=inspection.id)
    of_role = Membership.objects.filter(inspection=inspection, role=role)
    place = Place(field="role")
    if not of_role.filter(person=person).exists():
        raise ProblemsFound([faults.NOT_A_MEMBER.at(place, person=person.name)])
    if role == Role.LEAD and of_role.count() == 1:
        raise ProblemsFound([faults.LAST_LEAD.at(place, person=person.name)])
    details = {"person": person.handle, "name": person.name, "role": role}
    act = Act(act=acts.MEMBER_REMOVED, by=by.handle, at=at, details=details)
    perform(act, chain=inspection.id, appliers=acts.APPLIERS)
