"""Gives cases to inspectors and draws second readings: each act with its history, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from inspectorate.kernel.problems import Place, Problem, ProblemKind, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.sampling.readers import ALLOCATION, SECOND_READINGS
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.access import ASSESSORS
from inspectorate.web.planning.allocation import acts, faults
from inspectorate.web.planning.allocation.giving import Barrier, Part, Plan, plan_first, plan_second
from inspectorate.web.planning.allocation.queries import SECOND_READERS, people_with, standing_of
from inspectorate.web.planning.models import Conflict, Inspection
from inspectorate.web.planning.texts import reason_problems, text_problems, tidy

LONGEST_SEED = 200


def preview_first(*, inspection: Inspection, parts: Sequence[Part], seed: str) -> Plan:
    """Return who would get the cases that are to be given; nothing is changed.

    Raises:
        ProblemsFound: nobody takes part, somebody does who does not assess, the seed is blank, nothing is to be given.
    """
    may = people_with(inspection, ASSESSORS)
    problems = [
        *_seed_problems(seed),
        *_people_problems([one.person for one in parts], may, faults.NOT_AN_ASSESSOR),
    ]
    if problems:
        raise ProblemsFound(problems)
    found = plan_first(standing_of(inspection), parts=parts, barriers=barriers_of(inspection), seed=seed.strip())
    if not found.pairs:
        raise ProblemsFound([faults.NOTHING_CAN_BE_GIVEN.at(Place(field="people")), *_left_problems(found, may)])
    return found


def allocate_cases(
    *, inspection: Inspection, parts: Sequence[Part], seed: str, agreed: str, by: Person, at: datetime
) -> Plan:
    """Give the cases that are to be given, as evenly as shares, limits and conflicts allow.

    ``agreed`` is the token of the plan that was shown; where anything has changed since, nothing is given.

    Raises:
        ProblemsFound: as `preview_first`, or somebody would get other cases than what was shown.
    """
    with exclusively(inspection.id):
        plan = preview_first(inspection=inspection, parts=parts, seed=seed)
        if plan.token != agreed:
            raise ProblemsFound([faults.CHANGED_MEANWHILE.at(Place())])
        shares = [{"person": one.person, "share": str(one.share), "most": one.most} for one in parts]
        how = {"drawn": {"algorithm": ALLOCATION, "seed": plan.seed, "people": shares}}
        _do(acts.CASES_ALLOCATED, inspection, by, at, pairs=[list(pair) for pair in plan.pairs], how=how)
    return plan


def preview_second(*, inspection: Inspection, readers: Sequence[str], rate: Fraction, seed: str) -> Plan:
    """Return which cases would be read again, and by whom; nothing is changed.

    Raises:
        ProblemsFound: nobody is chosen, somebody is who does not read, the seed is blank, the rate is out of range, no
            case is given, or so many are read again already.
    """
    may = people_with(inspection, SECOND_READERS)
    problems = [*_seed_problems(seed), *_people_problems(readers, may, faults.NOT_A_READER)]
    if not 0 < rate <= 1:
        problems.append(faults.RATE_NOT_READABLE.at(Place(field="rate"), rate=rate))
    if problems:
        raise ProblemsFound(problems)
    found = plan_second(
        standing_of(inspection), readers=readers, barriers=barriers_of(inspection), rate=rate, seed=seed.strip()
    )
    if not found.pairs:
        raise ProblemsFound([faults.NOTHING_CAN_BE_GIVEN.at(Place(field="people")), *_left_problems(found, may)])
    return found


def draw_second_readings(
    *, inspection: Inspection, readers: Sequence[str], rate: Fraction, seed: str, agreed: str, by: Person, at: datetime
) -> Plan:
    """Draw the cases that are read a second time, and give each to a reader who is not its inspector.

    Raises:
        ProblemsFound: as `preview_second`, or other cases or readers would be drawn than what was shown.
    """
    with exclusively(inspection.id):
        plan = preview_second(inspection=inspection, readers=readers, rate=rate, seed=seed)
        if plan.token != agreed:
            raise ProblemsFound([faults.CHANGED_MEANWHILE.at(Place())])
        details: dict[str, Any] = {
            "readings": [list(pair) for pair in plan.pairs],
            "rate": str(rate),
            "seed": plan.seed,
            "algorithms": [SECOND_READINGS, ALLOCATION],
            "people": list(readers),
        }
        _do(acts.SECOND_READINGS_DRAWN, inspection, by, at, **details)
    return plan


def give_case(*, inspection: Inspection, case: str, to: str, reason: str, shown: str, by: Person, at: datetime) -> None:
    """Give one case to somebody: by hand where it is nobody's yet, else moved to them, with a reason.

    ``shown`` is the handle of whose it was when ``by`` decided; where it is another's since, nothing is done.

    Raises:
        ProblemsFound: nobody is chosen, they do not assess or have a conflict, no reason is given for a move, or the
            case was moved meanwhile.
    """
    with exclusively(inspection.id):
        standing = standing_of(inspection)
        held = next((one for one in standing.first if one.case == case), None)
        if held is None:
            raise ProblemsFound([faults.UNKNOWN_CASE.at(Place(), case=case)])
        may = people_with(inspection, ASSESSORS)
        if held.person != shown:
            now = f"it is {_name(held.person)}'s now" if held.person else "it is nobody's now"
            raise ProblemsFound([faults.MOVED_MEANWHILE.at(Place(field="to"), now=now)])
        problems = _receiver_problems(inspection, case, to, may, held.person)
        if any(one.case == case and one.person == to and one.trouble is None for one in standing.second):
            problems.append(faults.READS_IT_AGAIN.at(Place(field="to"), person=_name(to)))
        if held.person:
            problems += reason_problems(reason)
        if problems:
            raise ProblemsFound(problems)
        if held.person:
            moved = {"case": case, "from": held.person, "to": to, "reason": tidy(reason)}
            _do(acts.CASE_MOVED, inspection, by, at, subject=case, **moved)
        else:
            _do(acts.CASES_ALLOCATED, inspection, by, at, subject=case, pairs=[[case, to]], how={"by_hand": True})


def barriers_of(inspection: Inspection) -> list[Barrier]:
    """Return the declared conflicts of interest that stand, each with its reason: for lead inspectors alone."""
    rows = Conflict.objects.filter(inspection=inspection, withdrawn=None).order_by("case_reference", "sequence")
    return [Barrier(person=one.person_id, case=one.case_reference, why=one.reason) for one in rows]


def _receiver_problems(inspection: Inspection, case: str, to: str, may: Collection[str], holder: str) -> list[Problem]:
    place = Place(field="to")
    if not to:
        return [faults.PERSON_MISSING.at(place)]
    if to not in may:
        return [faults.NOT_AN_ASSESSOR.at(place, person=_name(to))]
    if to == holder:
        return [faults.THEIRS_ALREADY.at(place, person=_name(to))]
    for one in barriers_of(inspection):
        if one.person == to and one.case in {"", case}:
            about = f"case {case}" if one.case else "the inspected body"
            return [faults.IN_CONFLICT.at(place, person=_name(to), about=about, reason=one.why)]
    return []


def _left_problems(plan: Plan, people: dict[str, Person]) -> list[Problem]:
    """Say who is in the way of each case, the first few."""
    return [
        faults.NOBODY_MAY.at(
            Place(field="people"),
            case=one.case,
            who="; ".join(f"{people[who.person].name}: {who.why}" for who in one.barriers) or "all are full",
        )
        for one in plan.left[:5]
    ]


def _seed_problems(seed: str) -> list[Problem]:
    if not seed.strip():
        return [faults.SEED_BLANK.at(Place(field="seed"))]
    return text_problems(seed, field="seed", most=LONGEST_SEED)


def _people_problems(people: Sequence[str], may: Collection[str], kind: ProblemKind) -> list[Problem]:
    place = Place(field="people")
    if not people:
        return [faults.NOBODY_CHOSEN.at(place)]
    return [kind.at(place, person=_name(one)) for one in people if one not in may]


def _name(handle: str) -> str:
    return Person.objects.filter(handle=handle).values_list("name", flat=True).first() or handle


def _do(act: str, inspection: Inspection, by: Person, at: datetime, subject: str = "", **details: object) -> None:
    done = Act(act=act, by=by.handle, at=at, subject=subject, details=details)
    perform(done, chain=inspection.id, appliers=acts.APPLIERS)
