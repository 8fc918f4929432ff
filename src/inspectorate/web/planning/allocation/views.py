"""Pages of whose case is whose."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.access import ASSESSORS
from inspectorate.web.planning.allocation import actions
from inspectorate.web.planning.allocation.forms import LOADS, Form, first_form, read_form, read_rated_form
from inspectorate.web.planning.allocation.giving import Plan
from inspectorate.web.planning.allocation.queries import SECOND_READERS, people_with, standing_of
from inspectorate.web.planning.allocation.showing import shown
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role

SECTION = "casework:cases"

Found = tuple[Problem, ...]


def show(request: MemberRequest, **_: str) -> HttpResponse:
    """Show whose case is whose, and what is to be given again: to each reader as far as they may know why."""
    is_lead = Role.LEAD in request.roles
    found = shown(request.inspection, reader=person_of(request).handle, is_lead=is_lead)
    context = {"section": SECTION, "found": found, "is_lead": is_lead}
    return render(request, "planning/allocation.html", context)


def allocate(request: MemberRequest, **_: str) -> HttpResponse:
    """Ask who takes part with how many cases; show who would get what; then give the cases."""
    people = people_with(request.inspection, ASSESSORS)
    form, plan = first_form(people, usual=_usual(request, people)), None
    problems: Found = ()
    if request.method == "POST":
        form = read_form(request.POST, people)
        do = request.POST.get("do")
        problems = () if do == "edit" else form.problems
        try:
            if not problems and do == "give":
                return _given(request, form)
            if not problems and do != "edit":
                plan = actions.preview_first(inspection=request.inspection, parts=form.parts, seed=form.seed)
        except ProblemsFound as found:
            problems = found.problems
            plan = _again(problems, lambda: _preview_first(request, form))
    return _form_page(request, "planning/allocate.html", people, form=form, plan=plan, problems=problems)


def second_readings(request: MemberRequest, **_: str) -> HttpResponse:
    """Ask who reads a second time and at which rate; show how many would be drawn; then draw them."""
    people = people_with(request.inspection, SECOND_READERS)
    readers = people_with(request.inspection, {Role.READER})
    form, plan = first_form(people, usual=readers or people), None
    problems: Found = ()
    if request.method == "POST":
        form = read_rated_form(request.POST, people)
        do = request.POST.get("do")
        problems = () if do == "edit" else form.problems
        try:
            if not problems and do == "draw":
                return _drawn(request, form)
            if not problems and do != "edit":
                plan = _preview_second(request, form)
        except ProblemsFound as found:
            problems = found.problems
            plan = _again(problems, lambda: _preview_second(request, form))
    return _form_page(request, "planning/second_readings.html", people, form=form, plan=plan, problems=problems)


def one_case(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Show whose a case is, and give it to somebody else with a reason."""
    held = next((one for one in standing_of(request.inspection).first if one.case == case), None)
    if held is None:
        raise Http404
    problems: Found = ()
    typed = {name: request.POST.get(name, "") for name in ("to", "reason")}
    people = people_with(request.inspection, ASSESSORS)
    if request.method == "POST":
        try:
            actions.give_case(
                inspection=request.inspection,
                case=case,
                **typed,
                shown=request.POST.get("shown", ""),
                by=person_of(request),
                at=timezone.now(),
            )
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, f"Case {case} is given to {people[typed['to']].name}.")
            return redirect("planning:allocation", inspection=request.inspection.id)
    found_now = shown(request.inspection, reader=person_of(request).handle, is_lead=True)
    context = {
        "section": SECTION,
        "held": next(one for one in found_now.cases if one.case == case),
        "people": people,
        "barred": {one.person for one in actions.barriers_of(request.inspection) if one.case in {"", case}},
        "loads": standing_of(request.inspection).loads(),
        "typed": typed,
        "problems": problems,
    }
    return render(request, "planning/allocated_case.html", context, status=422 if problems else 200)


def _usual(request: MemberRequest, people: dict[str, Person]) -> dict[str, Person]:
    """Return who takes part if nobody says otherwise: whoever assesses and does not lead, or all where all lead."""
    return people_with(request.inspection, ASSESSORS - {Role.LEAD}) or people


def _given(request: MemberRequest, form: Form) -> HttpResponse:
    plan = actions.allocate_cases(
        inspection=request.inspection,
        parts=form.parts,
        seed=form.seed,
        agreed=request.POST.get("agreed", ""),
        by=person_of(request),
        at=timezone.now(),
    )
    number = len(plan.pairs)
    messages.success(request, f"{number} {'case is' if number == 1 else 'cases are'} given.")
    return redirect("planning:allocation", inspection=request.inspection.id)


def _drawn(request: MemberRequest, form: Form) -> HttpResponse:
    plan = actions.draw_second_readings(
        inspection=request.inspection,
        readers=[one.person for one in form.parts],
        rate=form.fraction,
        seed=form.seed,
        agreed=request.POST.get("agreed", ""),
        by=person_of(request),
        at=timezone.now(),
    )
    number = len(plan.pairs)
    messages.success(request, f"{number} second {'reading is' if number == 1 else 'readings are'} drawn and given.")
    return redirect("planning:allocation", inspection=request.inspection.id)


def _preview_first(request: MemberRequest, form: Form) -> Plan:
    return actions.preview_first(inspection=request.inspection, parts=form.parts, seed=form.seed)


def _preview_second(request: MemberRequest, form: Form) -> Plan:
    readers = [one.person for one in form.parts]
    return actions.preview_second(inspection=request.inspection, readers=readers, rate=form.fraction, seed=form.seed)


def _again(problems: Found, look: Callable[[], Plan]) -> Plan | None:
    """Return the plan to look at again where only it has changed since it was shown."""
    if [one.code for one in problems] != ["changed-meanwhile"]:
        return None
    try:
        return look()
    except ProblemsFound:
        return None


def _form_page(
    request: MemberRequest, template: str, people: dict[str, Person], *, form: Form, plan: Plan | None, problems: Found
) -> HttpResponse:
    standing = standing_of(request.inspection)
    context = {
        "section": SECTION,
        "people": people,
        "standing": standing,
        "loads": standing.loads(),
        "seconds": sum(one.trouble is None for one in standing.second),
        "form": form,
        "load_words": LOADS,
        "plan": plan,
        "problems": problems,
    }
    return render(request, template, context, status=422 if problems else 200)
