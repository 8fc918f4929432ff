"""The page of a case's history, and what stands in place of a case that was taken out of the sample."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from inspectorate.web.casework.naming import named_case
from inspectorate.web.history.models import Chain
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.requests import MemberRequest
from inspectorate.web.planning.samples.queries import withdrawal_of
from inspectorate.web.planning.telling import reader_of, shown


def history(request: MemberRequest, case: str, **_: str) -> HttpResponse:
    """Show what was done to a case, be it taken out of the sample or not."""
    found = named_case(request, case, even_withdrawn=True)
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


def withdrawn(request: HttpRequest, case: Case, *, as_json: bool) -> HttpResponse:
    """Answer whoever asks for a case that was taken out of the sample: why, and where what was said about it stands."""
    title = f"Case {case.reference} is no longer in the sample"
    if as_json:
        remedy = "Nothing more is saved about it. What was saved before stays in its history."
        told = {"code": "case-withdrawn", "message": title, "remedy": remedy}
        return JsonResponse({"problems": [told]}, status=410)
    context = {"section": "casework:cases", "case": case, "title": title, "why": withdrawal_of(case)}
    return render(request, "casework/withdrawn.html", context, status=410)
