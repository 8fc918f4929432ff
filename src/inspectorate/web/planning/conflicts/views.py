"""The page of conflicts of interest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.web.planning.conflicts.actions import BODY, CASE, declare_conflict, withdraw_conflict
from inspectorate.web.planning.conflicts.queries import conflicts_shown_to, given_against
from inspectorate.web.planning.members import people_of
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role


def conflicts(request: MemberRequest, **_: str) -> HttpResponse:
    """Show the conflicts of interest that somebody may see, and let them declare one."""
    problems: tuple[Problem, ...] = ()
    by = person_of(request)
    typed = {name: request.POST.get(name, "") for name in ("person", "about", "case", "reason")}
    typed["person"] = typed["person"] or by.handle
    if request.method == "POST":
        try:
            declare_conflict(inspection=request.inspection, by=by, at=timezone.now(), **typed)
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, "The conflict of interest is declared.")
            return redirect("planning:conflicts", inspection=request.inspection.id)
    return _page(request, typed, problems)


@require_POST
def withdraw(request: MemberRequest, **_: str) -> HttpResponse:
    """Withdraw a conflict of interest."""
    number = request.POST.get("conflict", "")
    conflict = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0  # noqa: PLR2004 - bigint
    try:
        withdraw_conflict(
            inspection=request.inspection,
            conflict=conflict,
            reason=request.POST.get(f"reason-{conflict}", ""),
            by=person_of(request),
            at=timezone.now(),
        )
    except ProblemsFound as found:
        return _page(request, {"person": person_of(request).handle}, found.problems)
    messages.success(request, "The conflict of interest is withdrawn.")
    return redirect("planning:conflicts", inspection=request.inspection.id)


def _page(request: MemberRequest, typed: dict[str, str], problems: tuple[Problem, ...]) -> HttpResponse:
    is_lead = Role.LEAD in request.roles
    found = conflicts_shown_to(request.inspection, person=person_of(request), is_lead=is_lead)
    context = {
        "section": "planning:people",
        "against": given_against(request.inspection, person=person_of(request), is_lead=is_lead),
        "standing": [one for one in found if one.withdrawn is None],
        "withdrawn": [one for one in found if one.withdrawn is not None],
        "people": people_of(request.inspection) if is_lead else {},
        "is_lead": is_lead,
        "body": BODY,
        "case": CASE,
        "typed": {**dict.fromkeys(("person", "about", "case", "reason"), ""), **typed},
        "problems": problems,
    }
    return render(request, "planning/conflicts.html", context, status=422 if problems else 200)
