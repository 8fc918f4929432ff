"""Pages on which the body's case list is uploaded, its columns told, its problems shown, and handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.planning import faults as planning_faults
from inspectorate.web.planning.lists import faults
from inspectorate.web.planning.lists.actions import hand_in, opened_of, proposal_of, read_sheet
from inspectorate.web.planning.lists.checking import MILLION, MOST_BYTES, MOST_CASES, needed_fields
from inspectorate.web.planning.lists.columns import UNREAD, columns_of, missing_from, read_columns
from inspectorate.web.planning.lists.queries import current_list, remembered_mapping, sample_was_drawn
from inspectorate.web.planning.lists.receiving import FIELD, OneInMemory
from inspectorate.web.planning.lists.telling import asked_of, groups_of, labels_of, spellings_in
from inspectorate.web.planning.lists.uploads import choose_mapping, drop_upload, take_upload, upload_of
from inspectorate.web.planning.models import Milestone, Upload
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role

SECTION = "planning:case-list"
MILESTONE = "case-list"


@csrf_exempt  # the form is read, and its token checked, once it is said that its file goes to no disk
def case_list(request: MemberRequest, **_: str) -> HttpResponse:
    """Show what is asked for and the list that is kept, and take a file to be checked."""
    handler = OneInMemory(request, most=MOST_BYTES)
    if request.method == "POST":
        request.upload_handlers = [handler]
    return _case_list(request, handler)


@csrf_protect
def _case_list(request: MemberRequest, handler: OneInMemory) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _take(request, handler)
        except ProblemsFound as found:
            problems = tuple(_at_file(one) for one in found.problems)
        else:
            return redirect("planning:case-list-columns", inspection=request.inspection.id)
    kept = current_list(request.inspection)
    context = {
        "section": SECTION,
        "asked": asked_of(request.inspection.edition),
        "kept": kept,
        "upload": upload_of(request.inspection, person_of(request), at=timezone.now()),
        "milestone": _to_finish(request) if kept is not None else None,
        "is_drawn": sample_was_drawn(request.inspection),
        "today": timezone.localdate(),
        "field": FIELD,
        "most": MOST_BYTES // MILLION,
        "most_cases": MOST_CASES,
        "problems": problems,
    }
    return render(request, "planning/case_list.html", context, status=422 if problems else 200)


def _take(request: MemberRequest, handler: OneInMemory) -> None:
    sent, place = request.FILES.get(FIELD), Place(field=FIELD)
    if handler.is_too_large:
        raise ProblemsFound([faults.FILE_TOO_LARGE.at(place, most=MOST_BYTES // MILLION)])
    if sent is None:
        raise ProblemsFound([faults.NO_FILE.at(place)])
    take_upload(
        inspection=request.inspection,
        owner=person_of(request),
        name=sent.name or "",
        data=sent.read(),
        at=timezone.now(),
    )


def _at_file(problem: Problem) -> Problem:
    """Return a problem of a file at the field that it was chosen in."""
    line = f"Row {problem.place.line}: " if problem.place.line is not None else ""
    return Problem(problem.code, Place(field=FIELD), line + problem.message, problem.remedy, problem.severity)


def _to_finish(request: MemberRequest) -> Milestone | None:
    """Return the milestone of the case list, where it is not done and the reader may say that it is."""
    one = Milestone.objects.filter(inspection=request.inspection, key=MILESTONE, done_on=None).first()
    may = one is not None and (Role.LEAD in request.roles or one.owner_id == person_of(request).handle)
    return one if may else None


def columns(request: MemberRequest, **_: str) -> HttpResponse:
    """Show how each column of the uploaded file is read, and let that be changed."""
    upload = _upload(request)
    if upload is None:
        return _nothing(request)
    framework = request.inspection.edition.framework
    opened, mapping = opened_of(upload)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        if request.POST.get("do") == "sheet":
            return _other_sheet(request, upload)
        chosen = read_columns(request.POST.dict(), opened, mapping, framework)
        mapping, problems = chosen.mapping, chosen.problems
        if not problems:
            choose_mapping(upload, mapping)
            return redirect("planning:case-list-check", inspection=request.inspection.id)
    needed = needed_fields(request.inspection.edition)
    context = {
        "section": SECTION,
        "upload": upload,
        "opened": opened,
        "mapping": mapping,
        "columns": columns_of(opened, mapping, framework, remembered=remembered_mapping(request.inspection)),
        "missing": missing_from(mapping, needed, framework),
        "unread": UNREAD,
        "problems": problems,
    }
    return render(request, "planning/case_list_columns.html", context, status=422 if problems else 200)


def _other_sheet(request: MemberRequest, upload: Upload) -> HttpResponse:
    try:
        read_sheet(upload, request.POST.get("sheet", ""))
    except ProblemsFound as found:
        for one in found.problems:
            messages.error(request, f"{one.message} {one.remedy}")
    return redirect("planning:case-list-columns", inspection=request.inspection.id)


def check(request: MemberRequest, **_: str) -> HttpResponse:
    """Show what is wrong with the uploaded list; where nothing is, what it changes, and hand it in by a yes."""
    upload = _upload(request)
    if upload is None:
        return _nothing(request)
    if upload.mapping is None:
        return redirect("planning:case-list-columns", inspection=request.inspection.id)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return _handed_in(request)
        except ProblemsFound as found:
            problems = _of_the_page(found)
    proposal = proposal_of(upload)
    framework = request.inspection.edition.framework
    context = {
        "section": SECTION,
        "upload": upload,
        "proposal": proposal,
        "case_list": proposal.case_list,
        "groups": groups_of(proposal.case_list.problems),
        "changes": proposal.changes,
        "labels": labels_of(framework),
        "case_fields": framework.case_field_by_id,
        "spellings": tuple(spellings_in(proposal.case_list, framework)),
        "is_drawn": sample_was_drawn(request.inspection),
        "problems": problems,
    }
    return render(request, "planning/case_list_check.html", context, status=422 if problems else 200)


def _of_the_page(found: ProblemsFound) -> tuple[Problem, ...]:
    """Return the problems that the page does not show by itself: those of the list it does."""
    ours = tuple(one for one in found.problems if not one.place.file)
    return ours or (planning_faults.NOTHING_TO_DO.at(Place()),)


def _handed_in(request: MemberRequest) -> HttpResponse:
    by, agreed = person_of(request), request.POST.get("agreed", "")
    hand_in(inspection=request.inspection, agreed=agreed, by=by, at=timezone.now())
    kept = current_list(request.inspection)
    count = 0 if kept is None else kept.count
    messages.success(request, f"The case list is handed in: {count:,} {'case' if count == 1 else 'cases'}.")
    return redirect(SECTION, inspection=request.inspection.id)


@require_POST
def drop(request: MemberRequest, **_: str) -> HttpResponse:
    """Delete the uploaded file of whoever asks."""
    drop_upload(inspection=request.inspection, owner=person_of(request))
    messages.success(request, "The file is deleted; nothing of it was kept.")
    return redirect(SECTION, inspection=request.inspection.id)


def _upload(request: MemberRequest) -> Upload | None:
    return upload_of(request.inspection, person_of(request), at=timezone.now())


def _nothing(request: MemberRequest) -> HttpResponse:
    problem = faults.NOTHING_UPLOADED.at(Place())
    messages.error(request, f"{problem.message} {problem.remedy}")
    return redirect(SECTION, inspection=request.inspection.id)
