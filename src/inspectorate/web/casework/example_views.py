"""The page of a case's practice examples."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.web.casework import faults
from inspectorate.web.casework.examples import examples_from, personal_marks, write_example
from inspectorate.web.casework.naming import client_of, named_case
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.access import allowed
from inspectorate.web.planning.requests import MemberRequest, person_of


def examples(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Show a case's practice examples, and keep another one."""
    found = named_case(request, case)
    problems: tuple[Problem, ...] = ()
    typed = {name: request.POST.get(name, "") for name in ("standard", "text", "changed", "confirmed")}
    if request.method == "POST":
        try:
            write_example(
                inspection=request.inspection,
                case=found,
                standard=typed["standard"],
                text=typed["text"],
                names_changed=bool(typed["changed"]),
                looked_at=frozenset(request.POST.getlist("shown")) if typed["confirmed"] else frozenset(),
                by=person_of(request),
                at=timezone.now(),
                client=client_of(request),
            )
        except Repeated:
            return redirect("casework:examples", inspection=request.inspection.id, case=case)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, "The practice example is kept.")
            return redirect("casework:examples", inspection=request.inspection.id, case=case)
    standards = request.inspection.edition.framework.standards.values()
    is_warned = any(problem.code == faults.LOOKS_PERSONAL.code for problem in problems)
    context = {
        "section": "casework:cases",
        "case": found,
        "examples": examples_from(found),
        "standards": {standard.id: f"{standard.id} {standard.title}" for standard in standards},
        "marks": personal_marks(request.inspection, typed["text"]) if is_warned else (),
        "may_write": allowed("casework:examples", "POST", person=request.user, roles=request.roles),
        "typed": typed,
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/examples.html", context, status=422 if problems else 200)
