"""Pages of meetings and interviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning import faults as planning_faults
from inspectorate.web.planning.access import ASSESSORS
from inspectorate.web.planning.meetings import faults
from inspectorate.web.planning.meetings.actions import (
    MOST_MINUTES,
    Plan,
    change_meeting,
    mark_meeting,
    plan_meeting,
    plan_of,
    plan_problems,
    standards_of,
)
from inspectorate.web.planning.meetings.queries import counted_by_kind, meetings_of, waits_to_be_told
from inspectorate.web.planning.meetings.times import LONDON, read_time
from inspectorate.web.planning.members import team_of
from inspectorate.web.planning.models import Case, Inspection, Meeting
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.timetable.days import read_day

SECTION = "planning:meetings"
TYPED = ("kind", "title", "day", "time", "minutes", "place", "with_whom", "case", "standard")


@dataclass(frozen=True, slots=True)
class _Form:
    """What was typed, and who was chosen."""

    typed: dict[str, str]
    people: tuple[str, ...]


def meetings(request: MemberRequest, **_: str) -> HttpResponse:
    """List an inspection's meetings, those to come first, and count them."""
    now = timezone.now()
    found = meetings_of(request.inspection)
    coming = [one for one in found if one.state == Meeting.State.PLANNED]
    context = {
        "section": SECTION,
        "coming": coming,
        "past": [one for one in reversed(found) if one.state != Meeting.State.PLANNED],
        "untold": {one.sequence for one in coming if waits_to_be_told(one, now=now)},
        "counts": counted_by_kind(found),
    }
    return render(request, "planning/meetings.html", context)


def new_meeting(request: MemberRequest, **_: str) -> HttpResponse:
    """Plan a meeting."""
    problems: tuple[Problem, ...] = ()
    form = _form_of(request)
    if request.method == "POST":
        try:
            plan_meeting(
                inspection=request.inspection,
                plan=_plan(request.inspection, form),
                by=person_of(request),
                at=timezone.now(),
                client=_client(request),
            )
        except Repeated:
            return redirect(SECTION, inspection=request.inspection.id)
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, f"“{form.typed['title'].strip()}” is planned.")
            return redirect(SECTION, inspection=request.inspection.id)
    else:
        form.typed.update(minutes="60", kind=Meeting.Kind.PRACTITIONER)
        form = _Form(form.typed, (person_of(request).handle,))
    context = _choices(request.inspection) | {"typed": form.typed, "chosen": form.people, "problems": problems}
    return render(request, "planning/meeting_new.html", context, status=422 if problems else 200)


def meeting(request: MemberRequest, meeting: int, **_: str) -> HttpResponse:
    """Show a meeting; who assesses cases changes it, or says what became of it."""
    one = Meeting.objects.filter(inspection=request.inspection, sequence=min(meeting, 2**62)).first()
    if one is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    form = _form_of(request) if request.POST.get("do") == "change" else _kept(one)
    if request.method == "POST":
        try:
            said = _act(request, one, form)
        except Repeated:
            return redirect("planning:meeting", inspection=request.inspection.id, meeting=meeting)
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, said)
            return redirect(SECTION, inspection=request.inspection.id)
    context = _choices(request.inspection, kept=one.case_reference) | {
        "one": one,
        "people": list(one.people.order_by("name")),
        "may_change": bool(ASSESSORS & request.roles),
        "is_past": one.starts_at <= timezone.now(),
        "typed": form.typed | {name: request.POST.get(name, "") for name in ("why-not-held", "why-cancelled")},
        "chosen": form.people,
        "problems": problems,
    }
    return render(request, "planning/meeting.html", context, status=422 if problems else 200)


def _act(request: MemberRequest, one: Meeting, form: _Form) -> str:
    """Do what a form asks for, and say in words what was done."""
    said: Any = {
        "inspection": request.inspection,
        "meeting": one.sequence,
        "by": person_of(request),
        "at": timezone.now(),
        "client": _client(request),
    }
    match request.POST.get("do"):
        case "change":
            change_meeting(plan=_plan(request.inspection, form), **said)
            return f"“{form.typed['title'].strip()}” is changed."
        case Meeting.State.HELD | Meeting.State.NOT_HELD | Meeting.State.CANCELLED as became:
            mark_meeting(became=became, reason=request.POST.get(f"why-{became}", ""), **said)
            return f"“{one.title}”: {Meeting.State(became).label.lower()}."
    raise ProblemsFound([planning_faults.NOTHING_TO_DO.at(Place())])


def _form_of(request: HttpRequest) -> _Form:
    return _Form({name: request.POST.get(name, "") for name in TYPED}, tuple(request.POST.getlist("people")))


def _kept(one: Meeting) -> _Form:
    plan, at = plan_of(one), timezone.localtime(one.starts_at, LONDON)
    typed = {
        "kind": plan.kind,
        "title": plan.title,
        "day": at.date().isoformat(),
        "time": f"{at:%H:%M}",
        "minutes": str(plan.minutes),
        "place": plan.place,
        "with_whom": plan.with_whom,
        "case": plan.case,
        "standard": plan.standard,
    }
    return _Form(typed, plan.people)


def _plan(inspection: Inspection, form: _Form) -> Plan:
    """Return what was typed as a plan.

    Raises:
        ProblemsFound: everything that is wrong with it, what cannot be read and what may not be.
    """
    typed, problems = form.typed, list[Problem]()
    starts_at = timezone.now()
    minutes = typed["minutes"].strip()
    try:
        day = read_day(typed["day"], field="day")
    except ProblemsFound as found:
        problems += found.problems
        day = timezone.localdate()
    try:
        starts_at = read_time(day, typed["time"], field="time")
    except ProblemsFound as found:
        problems += found.problems
    is_number = minutes.isascii() and minutes.isdigit() and len(minutes) <= len(str(MOST_MINUTES))
    if not is_number:
        place = Place(field="minutes")
        problems.append(faults.MINUTES_NOT_READABLE.at(place, value=minutes, most=MOST_MINUTES))
    plan = Plan(
        kind=typed["kind"],
        title=typed["title"],
        starts_at=starts_at,
        minutes=int(minutes) if is_number else 1,
        people=form.people,
        place=typed["place"],
        with_whom=typed["with_whom"],
        case=typed["case"],
        standard=typed["standard"],
    )
    if problems:
        raise ProblemsFound([*problems, *plan_problems(inspection, plan)])
    return plan


def _choices(inspection: Inspection, *, kept: str = "") -> dict[str, Any]:
    """Return what a meeting can be about; ``kept`` is the case that it is about, be it taken out of the sample."""
    choosable = Q(withdrawn=None) | Q(reference=kept)
    cases = Case.objects.filter(choosable, inspection=inspection).order_by("reference")
    return {
        "section": SECTION,
        "kinds": Meeting.Kind,
        "team": team_of(inspection),
        "cases": list(cases.values_list("reference", flat=True)),
        "standards": standards_of(inspection),
        "client": uuid4(),
        "new_client": uuid4,
    }


def _client(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("client", ""))
    except ValueError:
        return uuid4()
