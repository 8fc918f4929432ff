"""Pages of an inspection's people and of its stage."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.records.inspection import Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning import actions, faults
from inspectorate.web.planning.queries import members
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role


def people(request: MemberRequest, **_: str) -> HttpResponse:
    """Show an inspection's people, and let a lead inspector add one."""
    problems: tuple[Problem, ...] = ()
    typed = {"person": request.POST.get("person", "").strip(), "role": request.POST.get("role", "")}
    if request.method == "POST":
        try:
            person = _named(typed["person"])
            actions.add_member(
                inspection=request.inspection,
                person=person,
                role=typed["role"],
                by=person_of(request),
                at=timezone.now(),
            )
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, f"{person.name} is now {Role(typed['role']).label.lower()}.")
            return redirect("planning:people", inspection=request.inspection.id)
    context = {
        "section": "planning:people",
        "members": members(request.inspection),
        "choices": Role,
        "typed": typed,
        "problems": problems,
        "is_lead": Role.LEAD in request.roles,
    }
    return render(request, "planning/people.html", context, status=422 if problems else 200)


@require_POST
def remove(request: MemberRequest, **_: str) -> HttpResponse:
    """Take a role from a person."""
    try:
        person = _named(request.POST.get("person", ""))
        role = request.POST.get("role", "")
        actions.remove_member(
            inspection=request.inspection, person=person, role=role, by=person_of(request), at=timezone.now()
        )
    except ProblemsFound as found:
        for problem in found.problems:
            messages.error(request, f"{problem.message} {problem.remedy}")
    else:
        messages.success(request, f"{person.name} is no longer {Role(role).label.lower()}.")
    return redirect("planning:people", inspection=request.inspection.id)


def stage(request: MemberRequest, **_: str) -> HttpResponse:
    """Move an inspection to another stage, on or back."""
    problems: tuple[Problem, ...] = ()
    typed = {"stage": request.POST.get("stage", ""), "reason": request.POST.get("reason", "")}
    if request.method == "POST":
        try:
            actions.move_stage(
                inspection=request.inspection,
                to=typed["stage"],
                reason=typed["reason"],
                by=person_of(request),
                at=timezone.now(),
            )
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, f"The inspection is now at the stage “{typed['stage']}”.")
            return redirect("casework:overview", inspection=request.inspection.id)
    context = {"section": "casework:overview", "stages": list(Stage), "typed": typed, "problems": problems}
    return render(request, "planning/stage.html", context, status=422 if problems else 200)


def _named(text: str) -> Person:
    person = Person.objects.filter(email__iexact=text).first() or Person.objects.filter(handle=text).first()
    if person is None:
        place = Place(field="person")
        raise ProblemsFound([faults.UNKNOWN_PERSON.at(place, person=text, hint=nearest(text, ()))])
    return person
