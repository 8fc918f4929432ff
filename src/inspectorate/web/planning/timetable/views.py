"""Pages of an inspection's timetable."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.design.times import long_day
from inspectorate.web.planning import faults as planning_faults
from inspectorate.web.planning.editions import later_than
from inspectorate.web.planning.members import people_of
from inspectorate.web.planning.models import Milestone
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import (
    finish_milestone,
    give_milestone,
    move_milestone,
    preview,
    reopen_milestone,
    set_timetable,
)
from inspectorate.web.planning.timetable.calculation import Move
from inspectorate.web.planning.timetable.days import read_day
from inspectorate.web.planning.timetable.forms import Intervals, plan_lines, read_intervals
from inspectorate.web.planning.timetable.intervals import usual_milestones
from inspectorate.web.planning.timetable.queries import timetable

SECTION = "planning:timetable"


def show(request: MemberRequest, **_: str) -> HttpResponse:
    """Show the timetable; where there is none, let a lead inspector set it."""
    lines = timetable(request.inspection, today=timezone.localdate())
    problems: tuple[Problem, ...] = ()
    intervals = read_intervals(request.POST)
    begins = request.POST.get("fieldwork", str(request.inspection.head.get("fieldwork_started_on", "")))
    if request.method == "POST":
        try:
            _set(request, begins, intervals)
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, "The timetable is set.")
            return redirect(SECTION, inspection=request.inspection.id)
    context = {
        "section": SECTION,
        "lines": lines,
        "later": later_than(request.inspection.framework),
        "is_lead": Role.LEAD in request.roles,
        "begins": begins,
        "usual": plan_lines(intervals, fieldwork=timezone.localdate()),
        "whats": {one.id: one.what for one in usual_milestones()},
        "labels": {line.milestone.key: line.milestone.label for line in lines},
        "problems": problems,
    }
    return render(request, "planning/timetable.html", context, status=422 if problems else 200)


def _set(request: MemberRequest, begins: str, intervals: Intervals) -> None:
    day = read_day(begins, field="fieldwork")
    if intervals.problems:
        raise ProblemsFound(intervals.problems)
    by = person_of(request)
    set_timetable(inspection=request.inspection, fieldwork=day, days=intervals.days, owner=by, by=by, at=timezone.now())


def milestone(request: MemberRequest, milestone: str, **_: str) -> HttpResponse:
    """Show one milestone; a lead inspector moves it or gives it to somebody."""
    one = _named(request, milestone)
    problems: tuple[Problem, ...] = ()
    typed = {name: request.POST.get(name, "") for name in ("to", "reason", "owner")}
    moving: Move | None = None
    if request.method == "POST":
        try:
            match request.POST.get("do"):
                case "preview":
                    moving = preview(inspection=request.inspection, milestone=one, to=read_day(typed["to"], field="to"))
                case "move":
                    return _moved(request, one, typed)
                case "give":
                    return _given(request, one, typed["owner"])
                case _:
                    problems = (planning_faults.NOTHING_TO_DO.at(Place()),)
        except ProblemsFound as found:
            problems = found.problems
            moving = moving or _shown_again(request, one)
    return _page(request, one, typed, problems, moving)


@require_POST
def done(request: MemberRequest, milestone: str, **_: str) -> HttpResponse:
    """Say that a milestone is done, or that it is not after all: its owner says so, or a lead inspector."""
    one = _named(request, milestone)
    typed = {name: request.POST.get(name, "") for name in ("on", "why")}
    by, at = person_of(request), timezone.now()
    try:
        if request.POST.get("do") == "reopen":
            reopen_milestone(inspection=request.inspection, milestone=one.key, reason=typed["why"], by=by, at=at)
            messages.success(request, f"{one.label} is no longer marked as done.")
        else:
            on = read_day(typed["on"], field="on")
            finish_milestone(inspection=request.inspection, milestone=one.key, on=on, by=by, at=at)
            messages.success(request, f"{one.label} was done on {long_day(on)}.")
    except ProblemsFound as found:
        return _page(request, one, typed, _for_field(found.problems), None)
    return redirect(SECTION, inspection=request.inspection.id)


def _for_field(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems with the reason's field named as the page names it, which has another reason on it."""
    return tuple(
        Problem(one.code, Place(field="why"), one.message, one.remedy) if one.place.field == "reason" else one
        for one in problems
    )


def _page(
    request: MemberRequest, one: Milestone, typed: dict[str, str], problems: tuple[Problem, ...], moving: Move | None
) -> HttpResponse:
    lines = timetable(request.inspection, today=timezone.localdate())
    is_lead = Role.LEAD in request.roles
    context: dict[str, Any] = {
        "section": SECTION,
        "line": next(line for line in lines if line.milestone.key == one.key),
        "what": {usual.id: usual.what for usual in usual_milestones()}.get(one.key, ""),
        "labels": {line.milestone.key: line.milestone.label for line in lines},
        "people": people_of(request.inspection) if is_lead else {},
        "is_lead": is_lead,
        "may_finish": is_lead or one.owner_id == person_of(request).handle,
        "moving": moving,
        "typed": {**dict.fromkeys(("to", "reason", "owner", "on", "why"), ""), **typed},
        "today": timezone.localdate(),
        "problems": problems,
    }
    return render(request, "planning/milestone.html", context, status=422 if problems else 200)


def _named(request: MemberRequest, key: str) -> Milestone:
    found = Milestone.objects.filter(inspection=request.inspection, key=key).first()
    if found is None:
        raise Http404
    return found


def _moved(request: MemberRequest, one: Milestone, typed: dict[str, str]) -> HttpResponse:
    to = read_day(typed["to"], field="to")
    moving = move_milestone(
        inspection=request.inspection,
        milestone=one.key,
        to=to,
        reason=typed["reason"],
        agreed=request.POST.get("agreed", ""),
        by=person_of(request),
        at=timezone.now(),
    )
    number = len(moving.along)
    along = f", and {number} {'milestone' if number == 1 else 'milestones'} with it" if number else ""
    messages.success(request, f"{one.label} is moved to {long_day(to)}{along}.")
    return redirect(SECTION, inspection=request.inspection.id)


def _given(request: MemberRequest, one: Milestone, owner: str) -> HttpResponse:
    give_milestone(
        inspection=request.inspection, milestone=one.key, owner=owner, by=person_of(request), at=timezone.now()
    )
    name = people_of(request.inspection)[owner].name if owner else "Nobody"
    messages.success(request, f"{name} owns “{one.label}” now.")
    return redirect("planning:milestone", inspection=request.inspection.id, milestone=one.key)


def _shown_again(request: MemberRequest, one: Milestone) -> Move | None:
    """Return the move to look at again where it is to be confirmed once more: a reason lacks, or something changed."""
    if request.POST.get("do") != "move":
        return None
    try:
        to: date = read_day(request.POST.get("to", ""), field="to")
        return preview(inspection=request.inspection, milestone=one, to=to)
    except ProblemsFound:
        return None  # the day itself is wrong, and there is nothing to show
