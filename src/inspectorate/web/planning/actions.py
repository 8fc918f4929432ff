"""What is done to an inspection as a whole: each act with its history, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.records.history import Act
from inspectorate.records.inspection import Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.appending import open_chain
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning import acts, faults
from inspectorate.web.planning.case_list import case_problems
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
    """Add cases, all of them or none.

    Raises:
        ProblemsFound: everything that is wrong with their identifiers, or with their fields by the framework; one is
            listed twice, or there already. The place names the case by its number in the list.
    """
    with exclusively(inspection.id):
        # those taken out of a sample too: their identifiers stay taken, for what was said about them stays
        there = set(Case.objects.filter(inspection=inspection).values_list("reference", flat=True))
        _raise(list(case_problems(cases, framework=inspection.edition.framework, there=there)))
        listed = [{"id": case.id, "fields": dict(case.fields)} for case in cases]
        _do(acts.CASES_ADDED, inspection, by, at, cases=listed)


def move_stage(*, inspection: Inspection, to: str, reason: str, by: Person, at: datetime) -> None:
    """Move an inspection on to a stage, or back to one.

    Raises:
        ProblemsFound: it is there already, there is no such stage, or no reason is given.
    """
    problems = reason_problems(reason)
    place = Place(field="stage")
    with exclusively(inspection.id):
        stage = Inspection.objects.values_list("stage", flat=True).get(id=inspection.id)
        if to not in set(Stage):
            hint = nearest(to, [stage.value for stage in Stage])
            problems.append(faults.UNKNOWN_STAGE.at(place, stage=to, hint=hint))
        elif to == stage:
            problems.append(faults.SAME_STAGE.at(place))
        _raise(problems)
        _do(acts.STAGE_MOVED, inspection, by, at, **{"from": stage, "to": to, "reason": tidy(reason)})


def add_member(*, inspection: Inspection, person: Person, role: str, by: Person, at: datetime) -> None:
    """Give a person a role.

    Raises:
        ProblemsFound: they have it, or there is no such role.
    """
    place = Place(field="role")
    if role not in Role.values:
        raise ProblemsFound([faults.UNKNOWN_ROLE.at(place, role=role, hint=nearest(role, Role.values))])
    with exclusively(inspection.id):
        if Membership.objects.filter(inspection=inspection, person=person, role=role).exists():
            raise ProblemsFound([faults.MEMBER_ALREADY.at(place, person=person.name)])
        _do(acts.MEMBER_ADDED, inspection, by, at, person=person.handle, name=person.name, role=role)


def remove_member(*, inspection: Inspection, person: Person, role: str, by: Person, at: datetime) -> None:
    """Take a role from a person; an inspection keeps at least one lead inspector.

    Raises:
        ProblemsFound: they do not have it, or are the last lead inspector.
    """
    place = Place(field="role")
    with exclusively(inspection.id):
        of_role = Membership.objects.filter(inspection=inspection, role=role)
        if not of_role.filter(person=person).exists():
            raise ProblemsFound([faults.NOT_A_MEMBER.at(place, person=person.name)])
        if role == Role.LEAD and of_role.count() == 1:
            raise ProblemsFound([faults.LAST_LEAD.at(place, person=person.name)])
        _do(acts.MEMBER_REMOVED, inspection, by, at, person=person.handle, name=person.name, role=role)


def _raise(problems: Sequence[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)


def _do(act: str, inspection: Inspection, by: Person, at: datetime, **details: object) -> None:
    perform(Act(act=act, by=by.handle, at=at, details=details), chain=inspection.id, appliers=acts.APPLIERS)
