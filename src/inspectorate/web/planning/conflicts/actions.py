"""Declares and withdraws conflicts of interest: each act with its history, or nothing."""

from __future__ import annotations

import re
from datetime import datetime

from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.conflicts import acts, faults
from inspectorate.web.planning.members import leads, team_of
from inspectorate.web.planning.models import Case, Conflict, Inspection
from inspectorate.web.planning.texts import reason_problems, tidy

BODY = "body"
CASE = "case"
REFERENCE = re.compile(r"(?!\.{1,2}\Z)[\w .()+,:;@~-]{1,60}")
"""What an identifier of a case can be; a case list may come later than a conflict about one of its cases."""


def declare_conflict(
    *, inspection: Inspection, person: str, about: str, case: str, reason: str, by: Person, at: datetime
) -> None:
    """Declare somebody's conflict of interest: about the body, or about one case by its identifier.

    Everyone in the team declares their own; a lead inspector declares them for others too.

    Raises:
        ProblemsFound: everything that is wrong with it, or it stands already.
    """
    case = case.strip() if about == CASE else ""
    problems = [*_about_problems(about, case), *reason_problems(reason)]
    with exclusively(inspection.id):
        place = Place(field="person")
        if person not in team_of(inspection):
            problems.append(faults.NOT_IN_TEAM.at(place, person=person))
        elif person != by.handle and not leads(inspection, by):
            problems.append(faults.ONLY_YOURSELF.at(place))
        problems += _unknown_case(inspection, case)
        standing = Conflict.objects.filter(inspection=inspection, withdrawn=None)
        if standing.filter(person_id=person, case_reference=case).exists():
            problems.append(faults.DECLARED_ALREADY.at(Place(field="about")))
        if problems:
            raise ProblemsFound(problems)
        _do(acts.CONFLICT_DECLARED, inspection, by, at, person=person, case=case, reason=tidy(reason))


def withdraw_conflict(*, inspection: Inspection, conflict: int, reason: str, by: Person, at: datetime) -> None:
    """Withdraw a conflict of interest: whose it is does so, or a lead inspector.

    Raises:
        ProblemsFound: there is none that stands and that they may withdraw, or no reason is given.
    """
    problems = reason_problems(reason, field=f"reason-{conflict}")
    with exclusively(inspection.id):
        one = Conflict.objects.filter(inspection=inspection, sequence=conflict, withdrawn=None).first()
        if one is None or (one.person_id != by.handle and not leads(inspection, by)):
            raise ProblemsFound([faults.NO_SUCH_CONFLICT.at(Place())])
        if problems:
            raise ProblemsFound(problems)
        _do(acts.CONFLICT_WITHDRAWN, inspection, by, at, conflict=conflict, person=one.person_id, reason=tidy(reason))


def _about_problems(about: str, case: str) -> list[Problem]:
    if about not in {BODY, CASE}:
        return [faults.ABOUT_MISSING.at(Place(field="about"))]
    if about == CASE and not case:
        return [faults.CASE_MISSING.at(Place(field="case"))]
    if about == CASE and not REFERENCE.fullmatch(case):
        return [faults.CASE_NOT_READABLE.at(Place(field="case"), case=case)]
    return []


def _unknown_case(inspection: Inspection, case: str) -> list[Problem]:
    """Tell of a case that is not there, where there are cases; before that, its identifier is taken as it is."""
    if not case or not REFERENCE.fullmatch(case):
        return []
    there = list(Case.objects.filter(inspection=inspection).values_list("reference", flat=True))
    if not there or case in there:
        return []
    return [faults.CASE_UNKNOWN.at(Place(field="case"), case=case, hint=nearest(case, there))]


def _do(act: str, inspection: Inspection, by: Person, at: datetime, **details: object) -> None:
    perform(Act(act=act, by=by.handle, at=at, details=details), chain=inspection.id, appliers=acts.APPLIERS)
