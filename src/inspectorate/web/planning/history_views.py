"""The page of an inspection's history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from inspectorate.web.history.models import Chain
from inspectorate.web.history.queries import verification
from inspectorate.web.planning.requests import MemberRequest
from inspectorate.web.planning.telling import reader_of, shown


def history(request: MemberRequest, **_: str) -> HttpResponse:
    """Show what was done in an inspection, and, where it is asked for, whether the history holds."""
    identifier = request.inspection.id
    context = {
        "section": "planning:history",
        "chain": Chain.objects.get(key=identifier),
        "shown": shown(
            inspection=identifier,
            page=request.GET.get("page", "1"),
            reader=reader_of(request),
        ),
        "verified": verification(identifier) if "verify" in request.GET else None,
    }
    return render(request, "planning/history.html", context)
