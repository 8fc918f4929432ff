"""The page on which a second reader answers a case, and sees nobody else's answers."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.web.casework.case_views import shown_fields
from inspectorate.web.casework.naming import client_of, named_case
from inspectorate.web.casework.second_reading import (
    blank_questionnaire,
    is_second_reader,
    keep_second_reading,
    own_answers,
)
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.requests import MemberRequest, person_of

PREFIX = "answer-"


def second_reading(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Show a case's questions to its second reader, and keep what they answer."""
    found, by = named_case(request, case), person_of(request)
    if not is_second_reader(found, by):
        raise Http404
    typed = {name.removeprefix(PREFIX): str(value) for name, value in request.POST.items() if name.startswith(PREFIX)}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            number = keep_second_reading(
                inspection=request.inspection,
                case=found,
                answers=typed,
                client=client_of(request),
                by=by,
                at=timezone.now(),
            )
        except Repeated:
            return redirect("casework:second-reading", inspection=request.inspection.id, case=case)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, f"{number} {'answer is' if number == 1 else 'answers are'} kept.")
            return redirect("casework:second-reading", inspection=request.inspection.id, case=case)
    asked = blank_questionnaire(request.inspection, found)
    kept = own_answers(found, by)
    context = {
        "section": "casework:cases",
        "case": found,
        "asked": asked,
        "answers": {**kept, **typed},
        "kept": sum(item.question.id in kept for item in asked.items),
        "fields": shown_fields(request.inspection, found),
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/second_reading.html", context, status=422 if problems else 200)
