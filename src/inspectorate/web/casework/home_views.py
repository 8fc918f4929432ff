"""The first page after signing in, and the first page of an inspection."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate.web.casework.alerts import open_alerts
from inspectorate.web.casework.overview import Tally, tallies
from inspectorate.web.planning.access import TEAM
from inspectorate.web.planning.queries import inspections_of
from inspectorate.web.planning.requests import MemberRequest

_NONE = Tally(by_status={})


def home(request: HttpRequest) -> HttpResponse:
    """Show the alerts that are open and the inspections that a person belongs to, with how far each has come."""
    mine = inspections_of(request.user)
    # the inspected body is told what it is asked to do, and not how its cases come out
    shown = tallies(one.inspection.id for one in mine if TEAM.intersection(one.roles))
    context = {
        "mine": [(one, shown.get(one.inspection.id, _NONE) if TEAM.intersection(one.roles) else None) for one in mine],
        "alerts": open_alerts(one.inspection.id for one in mine),
    }
    return render(request, "casework/home.html", context)


def overview(request: MemberRequest, **_: str) -> HttpResponse:
    """Show an inspection's first page: its open alerts, how far it has come, and where to go on."""
    identifier = request.inspection.id
    context = {
        "section": "casework:overview",
        "roles": sorted(role.label for role in request.roles),
        "alerts": open_alerts([identifier]),
        "tally": tallies([identifier]).get(identifier, _NONE) if request.roles & TEAM else None,
    }
    return render(request, "casework/overview.html", context)
