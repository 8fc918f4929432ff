"""Pages on which packs come in and go out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange import faults
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.exchange.remarks import remarks_csv
from inspectorate.web.exchange.zips import FIELD, MILLION, MOST_BYTES_SENT, unzip, zipped
from inspectorate.web.history.models import Chain
from inspectorate.web.planning.models import Inspection, Membership
from inspectorate.web.planning.requests import MemberRequest, person_of

REMARKS = "remarks"
"""What a form on the export page asks for, where it is not the pack."""


def export(request: MemberRequest, **_: str) -> HttpResponse:
    """Show what an export holds, and hand out the pack or the table of notes and comments."""
    problems: tuple[Problem, ...] = ()
    # the door reads an inspection without what it carries
    inspection = Inspection.objects.get(id=request.inspection.id)
    if request.method == "POST":
        try:
            if request.POST.get("what") == REMARKS:
                name = f"{inspection.id}-notes-and-comments.csv"
                return _download(remarks_csv(inspection), name, "text/csv; charset=utf-8")
            return _download(
                zipped(pack_of(inspection), folder=inspection.id), f"{inspection.id}.zip", "application/zip"
            )
        except ProblemsFound as found:
            problems = found.problems
    context = {
        "section": "exchange:export",
        "chain": Chain.objects.get(key=inspection.id),
        "carried": sorted(inspection.carried),
        "remarks": REMARKS,
        "problems": problems,
    }
    return render(request, "exchange/export.html", context, status=422 if problems else 200)


def import_(request: HttpRequest) -> HttpResponse:
    """Let an administrator import a pack from a zip file."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            imported = _imported(request, person_of(request))
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, f"{imported.title} has been imported.{_who_has_access(imported, request)}")
            return redirect("casework:home")
    context = {
        "section": "exchange:import",
        "field": FIELD,
        "most": MOST_BYTES_SENT // MILLION,
        # what lies in a pack's file has no field on this page: its summary leads to the one that there is
        "problems": [_at_field(problem) for problem in problems],
        "within": any(problem.place.file for problem in problems),
    }
    return render(request, "exchange/import.html", context, status=422 if problems else 200)


def _imported(request: HttpRequest, by: Person) -> Inspection:
    sent = request.FILES.get(FIELD)
    if sent is None:
        raise ProblemsFound([faults.NO_FILE.at(Place(field=FIELD))])
    with tempfile.TemporaryDirectory(prefix="inspectorate-import-") as name:
        folder = unzip(sent, size=sent.size or 0, into=Path(name))
        return import_pack(folder=folder, by=by, at=timezone.now())


def _at_field(problem: Problem) -> Problem:
    place = problem.place
    words = problem.message if not place.file else f"{place}: {problem.message}"
    return Problem(problem.code, Place(field=FIELD), words, problem.remedy, problem.severity)


def _who_has_access(imported: Inspection, request: HttpRequest) -> str:
    if Membership.objects.filter(inspection=imported, person=person_of(request)).exists():
        return ""
    return " It is open to the people of its history: let those who are to work here in under People."


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
