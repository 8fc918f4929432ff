"""What is done to a timetable: each act with its history, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.design.times import long_day
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.members import leads, people_of
from inspectorate.web.planning.models import Inspection, Milestone
from inspectorate.web.planning.texts import reason_problems, tidy
from inspectorate.web.planning.timetable import acts, faults
from inspectorate.web.planning.timetable.calculation import FIELDWORK, Move, dues, move
from inspectorate.web.planning.timetable.days import refuse_not_worked
from inspectorate.web.planning.timetable.intervals import MOST_DAYS, usual_milestones
from inspectorate.web.planning.timetable.queries import placed


def set_timetable(
    *, inspection: Inspection, fieldwork: date, days: Mapping[str, int], owner: Person, by: Person, at: datetime
) -> None:
    """Set an inspection's timetable from the first day of fieldwork; ``days`` are the intervals that are changed.

    Raises:
        ProblemsFound: there is one, an interval is too long, or nobody works on the first day.
    """
    problems = [
        faults.INTERVAL_NOT_READABLE.at(Place(field=f"days-{key}"), value=number, most=MOST_DAYS)
        for key, number in days.items()
        if not 0 <= number <= MOST_DAYS
    ]
    try:
        refuse_not_worked(fieldwork, field="fieldwork")
    except ProblemsFound as found:
        problems += found.problems
    problems += _publication_problems(inspection, fieldwork, field="fieldwork")
    if problems:
        raise ProblemsFound(problems)
    usual = usual_milestones()
    intervals = [one.interval(days.get(one.id)) for one in usual]
    due = dues(intervals, fieldwork=fieldwork)
    milestones = [
        {
            "id": one.id,
            "label": known.label,
            "counts_from": one.counts_from,
            "days": one.days,
            "due": due[one.id].isoformat(),
            "owner": owner.handle,
        }
        for one, known in zip(intervals, usual, strict=True)
    ]
    with exclusively(inspection.id):
        if Milestone.objects.filter(inspection=inspection).exists():
            raise ProblemsFound([faults.TIMETABLE_THERE.at(Place())])
        _do(acts.TIMETABLE_SET, inspection, by, at, milestones=milestones)


def preview(*, inspection: Inspection, milestone: Milestone, to: date) -> Move:
    """Return what moves when a milestone is moved to a day, and what stays; nothing is changed.

    Raises:
        ProblemsFound: it is done, is due on that day already, or nobody works then.
    """
    place = Place(field="to")
    refuse_not_worked(to, field="to")
    problems = _publication_problems(inspection, to, field="to") if milestone.key == FIELDWORK else []
    if milestone.done_on is not None:
        problems.append(faults.DONE_ALREADY.at(place, milestone=milestone.label))
    elif milestone.due == to:
        problems.append(faults.SAME_DAY.at(place))
    if problems:
        raise ProblemsFound(problems)
    return move(placed(inspection), milestone=milestone.key, to=to)


def move_milestone(
    *, inspection: Inspection, milestone: str, to: date, reason: str, agreed: str, by: Person, at: datetime
) -> Move:
    """Move a milestone, and with it what is computed from it.

    ``agreed`` is the token of the move that was shown; where the timetable has changed since, nothing is moved.

    Raises:
        ProblemsFound: as `preview`, no reason is given, or something else would move than what was shown.
    """
    if problems := reason_problems(reason):
        raise ProblemsFound(problems)
    with exclusively(inspection.id):
        now = Milestone.objects.get(inspection=inspection, key=milestone)
        moving = preview(inspection=inspection, milestone=now, to=to)
        if moving.token != agreed:
            raise ProblemsFound([faults.CHANGED_MEANWHILE.at(Place(field="to"))])
        along = [{"milestone": one.id, "from": one.was.isoformat(), "to": one.due.isoformat()} for one in moving.along]
        details = {
            "milestone": milestone,
            "label": now.label,
            "from": now.due.isoformat(),
            "to": to.isoformat(),
            "by_hand": moving.by_hand,
            "along": along,
            "reason": tidy(reason),
        }
        _do(acts.MILESTONE_MOVED, inspection, by, at, **details)
    return moving


def give_milestone(*, inspection: Inspection, milestone: str, owner: str, by: Person, at: datetime) -> None:
    """Give a milestone to somebody of the inspection; an empty handle gives it to nobody.

    Raises:
        ProblemsFound: they are not in the inspection, or it is theirs already.
    """
    with exclusively(inspection.id):
        now = Milestone.objects.get(inspection=inspection, key=milestone)
        people = people_of(inspection)
        place = Place(field="owner")
        if owner and owner not in people:
            raise ProblemsFound([faults.NOT_IN_TEAM.at(place, person=owner)])
        if (now.owner_id or "") == owner:
            raise ProblemsFound([faults.SAME_OWNER.at(place)])
        name = people[owner].name if owner else ""
        _do(acts.MILESTONE_OWNED, inspection, by, at, milestone=milestone, label=now.label, person=owner, name=name)


def finish_milestone(*, inspection: Inspection, milestone: str, on: date, by: Person, at: datetime) -> None:
    """Say that a milestone was done, and on which day; its owner says so, or a lead inspector.

    Raises:
        ProblemsFound: it is somebody else's, is done already, or the day has not come yet.
    """
    with exclusively(inspection.id):
        now = Milestone.objects.get(inspection=inspection, key=milestone)
        problems = []
        if now.done_on is not None:
            problems.append(faults.DONE_ALREADY.at(Place(field="on"), milestone=now.label))
        if on > timezone.localdate(at):
            problems.append(faults.DONE_LATER.at(Place(field="on"), day=long_day(on)))
        problems += _not_theirs(inspection, now, by)
        if problems:
            raise ProblemsFound(problems)
        _do(acts.MILESTONE_DONE, inspection, by, at, milestone=milestone, label=now.label, on=on.isoformat())


def reopen_milestone(*, inspection: Inspection, milestone: str, reason: str, by: Person, at: datetime) -> None:
    """Say that a milestone is not done after all.

    Raises:
        ProblemsFound: it is not marked as done, is somebody else's, or no reason is given.
    """
    problems = reason_problems(reason)
    with exclusively(inspection.id):
        now = Milestone.objects.get(inspection=inspection, key=milestone)
        if now.done_on is None:
            problems.append(faults.NOT_DONE.at(Place(), milestone=now.label))
        problems += _not_theirs(inspection, now, by)
        if problems:
            raise ProblemsFound(problems)
        _do(acts.MILESTONE_REOPENED, inspection, by, at, milestone=milestone, label=now.label, reason=tidy(reason))


def _not_theirs(inspection: Inspection, milestone: Milestone, by: Person) -> list[Problem]:
    if leads(inspection, by) or milestone.owner_id == by.handle:
        return []
    return [faults.NOT_YOURS.at(Place(), milestone=milestone.label)]


def _publication_problems(inspection: Inspection, fieldwork: date, *, field: str) -> list[Problem]:
    published = str(inspection.head.get("published", ""))
    if not published or published >= fieldwork.isoformat()[: len(published)]:
        return []
    return [faults.AFTER_PUBLICATION.at(Place(field=field), published=published)]


def _do(act: str, inspection: Inspection, by: Person, at: datetime, **details: object) -> None:
    perform(Act(act=act, by=by.handle, at=at, details=details), chain=inspection.id, appliers=acts.APPLIERS)
