"""Pages of an inspection's cases, and of one case as a whole."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.frameworks.model import CaseField, FieldType
from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.web.casework.models import Settlement
from inspectorate.web.casework.naming import client_of, named_case, names_of
from inspectorate.web.casework.queries import case_states, progress_of, questionnaire_of
from inspectorate.web.casework.settling import clash_on, settle_clash
from inspectorate.web.casework.signing import lacks, reopen, sign_off
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.access import CASEWORKERS
from inspectorate.web.planning.allocation.queries import allocated_to, people_with_case
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role

ALL, MINE = "all", "mine"
"""Whose cases the list can show."""


def cases(request: MemberRequest, **_: str) -> HttpResponse:
    """List an inspection's cases, each with how far it has come: first their own to who has some, and does not lead."""
    states, given = case_states(request.inspection), allocated_to(request.inspection)
    own = frozenset(case for case, person in given.items() if person == person_of(request).handle)
    usual = MINE if own and Role.LEAD not in request.roles else ALL
    whose = request.GET.get("whose", usual)
    context = {
        "section": "casework:cases",
        "states": [state for state in states if whose != MINE or state.case.reference in own],
        "signed": sum(state.progress.status.is_signed for state in states),
        "number": len(states),
        "whose": whose if whose == MINE else ALL,
        "choices": {ALL: f"All cases ({len(states)})", MINE: f"My cases ({len(own)})"} if own else {},
        "given": given,
        "names": names_of(set(given.values())),
        "opens": bool(request.roles & CASEWORKERS),
    }
    return render(request, "casework/cases.html", context)


def case(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Show a case: its fields, and its standards with what is done and what is left."""
    found = named_case(request, case)
    asked = questionnaire_of(request.inspection, found)
    come = progress_of(found)
    holder, second_reader = people_with_case(found)
    if Role.LEAD not in request.roles and second_reader != person_of(request).handle:
        second_reader = ""
    people = {taken.person for taken in (come.broken, come.signed) if taken is not None} | {come.reviewer}
    context = {
        "section": "casework:cases",
        "case": found,
        "asked": asked,
        "progress": come,
        "names": names_of(people | {holder, second_reader}),
        "holder": holder,
        "second_reader": second_reader,
        "fields": shown_fields(request.inspection, found),
    }
    return render(request, "casework/case.html", context)


def shown_fields(inspection: Inspection, case: Case) -> list[tuple[str, str]]:
    """Return the fields of a case that have a value, each with its label."""
    return [
        (field.label, _shown(field, case.fields[field.id]))
        for field in inspection.edition.framework.case_fields
        if case.fields.get(field.id)
    ]


def _shown(field: CaseField, value: str) -> str:
    """Return what a reader is shown for a case's field: a day in words, else the framework's label."""
    if field.type is not FieldType.DATE:
        return field.label_of(value)
    try:
        when = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{when.day} {when:%B %Y}"


def sign_case_off(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Sign a case off, or say what it lacks."""
    found = named_case(request, case)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            sign_off(
                inspection=request.inspection,
                case=found,
                by=person_of(request),
                at=timezone.now(),
                client=client_of(request),
            )
        except Repeated:
            return redirect("casework:case", inspection=request.inspection.id, case=case)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, f"Case {found.reference} is signed off.")
            return redirect("casework:cases", inspection=request.inspection.id)
    asked = questionnaire_of(request.inspection, found)
    context = {
        "section": "casework:cases",
        "case": found,
        "asked": asked,
        "progress": progress_of(found),
        "lacks": list(lacks(asked)),
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/sign_off.html", context, status=422 if problems else 200)


def reopen_case(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Open a case again, with a reason."""
    found = named_case(request, case)
    problems: tuple[Problem, ...] = ()
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            reopen(
                inspection=request.inspection,
                case=found,
                reason=reason,
                by=person_of(request),
                at=timezone.now(),
                client=client_of(request),
            )
        except Repeated:
            return redirect("casework:case", inspection=request.inspection.id, case=case)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, f"Case {found.reference} is open again.")
            return redirect("casework:case", inspection=request.inspection.id, case=case)
    context = {
        "section": "casework:cases",
        "case": found,
        "progress": progress_of(found),
        "reason": reason,
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/reopen.html", context, status=422 if problems else 200)


def settle(request: MemberRequest, *, case: str, question: str, **_: str) -> HttpResponse:
    """Show what two people said about one question, and let a lead inspector settle it."""
    found = named_case(request, case)
    item = questionnaire_of(request.inspection, found).by_question.get(question)
    if item is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    matter = request.POST.get("matter") or request.GET.get("matter") or ""
    if matter not in Settlement.Matter.values:
        matter = Settlement.Matter.JUDGEMENT if item.judgement.is_clash else Settlement.Matter.NOTE
    typed = {"chosen": request.POST.get("chosen", ""), "reason": request.POST.get("reason", "")}
    if request.method == "POST":
        try:
            settle_clash(
                inspection=request.inspection,
                case=found,
                question=question,
                matter=matter,
                chosen=int(typed["chosen"]) if typed["chosen"].isdecimal() else None,
                shown=frozenset(int(one) for one in request.POST.getlist("shown") if one.isdecimal()),
                reason=typed["reason"],
                by=person_of(request),
                at=timezone.now(),
                client=client_of(request),
            )
        except Repeated:
            return redirect("casework:case", inspection=request.inspection.id, case=case)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, f"Question {question} of case {found.reference} is settled.")
            return redirect("casework:case", inspection=request.inspection.id, case=case)
    standing = clash_on(found, question, matter)
    context = {
        "section": "casework:cases",
        "case": found,
        "item": item,
        "matter": matter,
        "standing": standing,
        "names": names_of({saying.person for saying in standing.sayings}),
        "labels": {answer.id: answer.label for answer in request.inspection.edition.framework.answers},
        "typed": typed,
        "is_lead": Role.LEAD in request.roles,
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/settle.html", context, status=422 if problems else 200)
