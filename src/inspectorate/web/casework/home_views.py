"""The first page after signing in, and the first page of an inspection."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inspectorate.web.casework.alerts import open_alerts
from inspectorate.web.casework.overview import Tally, tallied, tallies
from inspectorate.web.casework.work import alerts_in, progress_in
from inspectorate.web.planning.access import TEAM
from inspectorate.web.planning.editions import later_than
from inspectorate.web.planning.queries import inspections_of
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.work.due import Due, Scope, due_in

SOON = 28
"""What is due in more days than this stands folded away on the first page."""

_NONE = Tally(by_status={})


def home(request: HttpRequest) -> HttpResponse:
    """Show the alerts that are open, what is due from a person, and the inspections that they belong to."""
    person, today = person_of(request), timezone.localdate()
    mine = inspections_of(person)
    scope = Scope({one.inspection.id: frozenset(one.roles) for one in mine}, person.handle, timezone.now(), today)
    due = due_in(scope)
    # the inspected body is told what it is asked to do, and not how its cases come out
    shown = tallied(progress_in(scope))
    context = {
        "mine": [(one, shown.get(one.inspection.id, _NONE) if TEAM.intersection(one.roles) else None) for one in mine],
        "alerts": alerts_in(scope),
        "soon": [one for one in due if not _is_later(one, today)],
        "later": [one for one in due if _is_later(one, today)],
        "today": today,
        "titles": {one.inspection.id: one.inspection.title for one in mine},
    }
    return render(request, "casework/home.html", context)


def _is_later(one: Due, today: date) -> bool:
    left = one.left(today)
    return left is not None and left > SOON


def overview(request: MemberRequest, **_: str) -> HttpResponse:
    """Show an inspection's first page: its open alerts, how far it has come, and where to go on."""
    identifier = request.inspection.id
    context = {
        "section": "casework:overview",
        "roles": sorted(role.label for role in request.roles),
        "alerts": open_alerts([identifier]),
        "later": later_than(request.inspection.framework),
        "tally": tallies([identifier]).get(identifier, _NONE) if request.roles & TEAM else None,
    }
    return render(request, "casework/overview.html", context)
