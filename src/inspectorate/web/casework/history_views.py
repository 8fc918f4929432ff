"""The page of a case's history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from inspectorate.web.casework.naming import named_case
from inspectorate.web.history.models import Chain
from inspectorate.web.planning.requests import MemberRequest
from inspectorate.web.planning.telling import reader_of, shown


def history(request: MemberRequest, case: str, **_: str) -> HttpResponse:
    """Show what was done to a case."""
    found = named_case(request, case)
    context = {
        "section": "casework:cases",
        "case": found,
        "chain": Chain.objects.get(key=request.inspection.id),
        "shown": shown(
            inspection=request.inspection.id,
            page=request.GET.get("page", "1"),
            subject=found.reference,
            reader=reader_of(request),
        ),
    }
    return render(request, "casework/history.html", context)
