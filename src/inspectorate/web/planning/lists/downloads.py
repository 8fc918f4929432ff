"""Files that the pages of a case list hand out: an empty template, a list's problems, and the list that is kept."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from inspectorate.sampling.writing import Rows, csv_text, problem_rows, xlsx_bytes
from inspectorate.web.planning.lists.actions import proposal_of
from inspectorate.web.planning.lists.queries import current_list
from inspectorate.web.planning.lists.telling import kept_rows, template_of
from inspectorate.web.planning.lists.uploads import upload_of
from inspectorate.web.planning.requests import MemberRequest, person_of

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = b"\xef\xbb\xbf"
"""Without it a spreadsheet takes CSV for Windows-1252."""


def template(request: MemberRequest, kind: str, **_: str) -> HttpResponse:
    """Hand out a table with the headings that are asked for, as CSV or XLSX."""
    rows = template_of(request.inspection.edition)
    if kind == "csv":
        return _csv(rows, "case-list.csv")
    if kind == "xlsx":
        return _download(xlsx_bytes(rows, sheet="Cases"), "case-list.xlsx", XLSX)
    raise Http404


def problems(request: MemberRequest, **_: str) -> HttpResponse:
    """Hand out what is wrong with the uploaded list, as CSV."""
    upload = upload_of(request.inspection, person_of(request), at=timezone.now())
    if upload is None or upload.mapping is None:
        return redirect("planning:case-list", inspection=request.inspection.id)
    found = proposal_of(upload).case_list.problems
    return _csv(problem_rows(found), f"{request.inspection.id}-case-list-problems.csv")


def kept(request: MemberRequest, **_: str) -> HttpResponse:
    """Hand out the list that is kept, as CSV: its cases, with the headings of the file that was handed in."""
    found = current_list(request.inspection)
    if found is None:
        raise Http404
    return _csv(kept_rows(found), f"{request.inspection.id}-case-list-{found.sequence}.csv")


def _csv(rows: Rows, name: str) -> HttpResponse:
    return _download(_MARK + csv_text(rows).encode(), name, CSV)


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
