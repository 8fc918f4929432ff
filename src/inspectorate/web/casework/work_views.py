"""The page on which a lead inspector sees what is due from everyone in an inspection."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inspectorate.web.planning.members import people_of
from inspectorate.web.planning.requests import MemberRequest
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.work.due import Due, Scope, due_in


def team_work(request: MemberRequest, **_: str) -> HttpResponse:
    """Show what is due from whom, person by person; what is nobody's own stands under the role that does it."""
    today = timezone.localdate()
    scope = Scope({request.inspection.id: request.roles}, "", timezone.now(), today)
    people = people_of(request.inspection)
    groups: dict[str, list[Due]] = {}
    for one in due_in(scope):
        groups.setdefault(_who(one, {handle: person.name for handle, person in people.items()}), []).append(one)
    context = {
        "section": "casework:overview",
        "groups": sorted(groups.items()),
        "today": today,
        "idle": sorted(person.name for person in people.values() if person.name not in groups),
    }
    return render(request, "casework/team_work.html", context)


def _who(one: Due, names: dict[str, str]) -> str:
    if one.person:
        return names.get(one.person, f"{one.person} (no longer in the inspection)")
    return " or ".join(f"Any {Role(role).label.lower()}" for role in one.roles)
