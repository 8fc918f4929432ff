"""Pages of alerts. A contact of the inspected body sees them too: they show the alert, and nothing else of a case."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.casework import faults
from inspectorate.web.casework.alert_mail import raise_alert_and_tell
from inspectorate.web.casework.alerting import alert_problems, answer_alert, close_alert, reopen_alert
from inspectorate.web.casework.alerts import alert_state, alerts_of
from inspectorate.web.casework.models import Alert
from inspectorate.web.casework.naming import client_of
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role

BODY = "the-body"


def alerts(request: MemberRequest, **_: str) -> HttpResponse:
    """List an inspection's alerts, open ones first."""
    found = alerts_of([request.inspection.id])
    context = {
        "section": "casework:alerts",
        "open": [alert for alert in found if alert.is_open],
        "closed": [alert for alert in found if not alert.is_open],
    }
    return render(request, "casework/alerts.html", context)


def raise_(request: MemberRequest, **_: str) -> HttpResponse:
    """Raise an alert about a case or the body."""
    standing = Case.objects.filter(inspection=request.inspection, withdrawn=None)
    cases = {case.reference: case for case in standing.order_by("reference")}
    problems: tuple[Problem, ...] = ()
    typed = {name: request.POST.get(name, "") for name in ("about", "gravity", "concern", "done")}
    if request.method == "POST":
        try:
            sequence = _raise(request, cases, typed)
        except Repeated as repeated:
            return redirect("casework:alert", inspection=request.inspection.id, alert=repeated.entry.sequence)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, "The alert is raised. It is on everyone's first page until it is closed.")
            return redirect("casework:alert", inspection=request.inspection.id, alert=sequence)
    else:
        typed["about"] = request.GET.get("case", "")
    context = {
        "section": "casework:alerts",
        "cases": cases,
        "body": BODY,
        "gravities": Alert.Gravity,
        "typed": typed,
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/raise_alert.html", context, status=422 if problems else 200)


def alert(request: MemberRequest, *, alert: int, **_: str) -> HttpResponse:
    """Show one alert; the body's contact answers it, and a lead inspector closes it or opens it again."""
    if (state := alert_state(request.inspection, min(alert, 2**62))) is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    typed = {"answer": request.POST.get("answer", ""), "reason": request.POST.get("reason", "")}
    if request.method == "POST":
        try:
            said = _act(request, state.sequence, typed)
        except Repeated:
            return redirect("casework:alert", inspection=request.inspection.id, alert=alert)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, said)
            return redirect("casework:alert", inspection=request.inspection.id, alert=alert)
    context = {
        "section": "casework:alerts",
        "alert": state,
        "may_answer": Role.CONTACT in request.roles and state.is_open,
        "may_close": Role.LEAD in request.roles,
        "typed": typed,
        "new_client": uuid4,
        "problems": problems,
    }
    return render(request, "casework/alert.html", context, status=422 if problems else 200)


def _raise(request: MemberRequest, cases: dict[str, Case], typed: dict[str, str]) -> int:
    said = {"gravity": typed["gravity"], "concern": typed["concern"], "done_at_once": typed["done"]}
    about = typed["about"]
    case = cases.get(about)
    if case is None and about != BODY:
        place = Place(field="about")
        missing = faults.UNKNOWN_CASE.at(place, case=about, hint="") if about else faults.ABOUT_MISSING.at(place)
        raise ProblemsFound([missing, *alert_problems(**said)])

    def address_of(sequence: int) -> str:
        path = reverse("casework:alert", kwargs={"inspection": request.inspection.id, "alert": sequence})
        return request.build_absolute_uri(path)

    return raise_alert_and_tell(
        inspection=request.inspection,
        case=case,
        address_of=address_of,
        by=person_of(request),
        at=timezone.now(),
        client=client_of(request),
        **said,
    )


def _act(request: MemberRequest, sequence: int, typed: dict[str, str]) -> str:
    """Do what a form asks for, and say in words what was done."""
    done: Any = {
        "inspection": request.inspection,
        "alert": sequence,
        "by": person_of(request),
        "at": timezone.now(),
        "client": client_of(request),
    }
    match request.POST.get("do"):
        case "answer" if Role.CONTACT in request.roles:
            answer_alert(text=typed["answer"], **done)
            return "Your answer is there for the inspection team to read."
        case "close" if Role.LEAD in request.roles:
            close_alert(reason=typed["reason"], **done)
            return "The alert is closed."
        case "reopen" if Role.LEAD in request.roles:
            reopen_alert(reason=typed["reason"], **done)
            return "The alert is open again."
    raise PermissionDenied
