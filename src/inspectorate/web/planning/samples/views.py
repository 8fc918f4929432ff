"""Pages of the sample: who is eligible, the draw with its preview, what was drawn, and replacing a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.frameworks.model import CaseField, FieldType
from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.sampling.writing import csv_text, sample_rows, xlsx_bytes
from inspectorate.web.design.times import long_day
from inspectorate.web.planning import faults as planning_faults
from inspectorate.web.planning.lists.queries import current_list
from inspectorate.web.planning.models import Milestone
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.samples.actions import draw as draw_it
from inspectorate.web.planning.samples.actions import replace_case
from inspectorate.web.planning.samples.answered import answered_in
from inspectorate.web.planning.samples.drawing import Next, Preview, preview, proposed_seed, refusals
from inspectorate.web.planning.samples.forms import Typed, parting_fields, plain, read, typed_in, usual
from inspectorate.web.planning.samples.queries import KeptSample, current_sample, next_case, samples_of
from inspectorate.web.planning.samples.showing import beside, by_stratum, merged, who

SECTION = "planning:sample"
SHEET = "Sample"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""Without it a spreadsheet takes CSV for Windows-1252."""


def show(request: MemberRequest, **_: str) -> HttpResponse:
    """Show the sample; where none is drawn yet, who is eligible."""
    found = samples_of(request.inspection)
    is_lead = Role.LEAD in request.roles
    if not found:
        kept = current_list(request.inspection)
        context: dict[str, Any] = {
            "section": SECTION,
            "kept": kept,
            "who": None if kept is None else who(request.inspection, kept),
            "refusals": list(refusals(request.inspection)),
            "is_lead": is_lead,
        }
        return render(request, "planning/sample_none.html", context)
    sample, *earlier = found
    framework = request.inspection.edition.framework
    context = {
        "section": SECTION,
        "sample": sample,
        "earlier": earlier,
        "strata": by_stratum(sample),
        "merged": merged(sample.drawing, framework),
        "labels": {field.id: field.label for field in framework.case_fields},
        "beside": beside(sample.drawing.comparison),
        "eligible": sample.drawing.eligible,
        "milestone": _to_finish(request, is_lead=is_lead),
        "today": timezone.localdate(),
        "least": plain(sample.drawing.draw.least),
        "answered": len(answered_in(request.inspection.id)) if is_lead else 0,
        "newer": _newer(request, sample),
        "is_lead": is_lead,
    }
    return render(request, "planning/sample.html", context)


def draw(request: MemberRequest, **_: str) -> HttpResponse:
    """Let a lead inspector say how the sample is to be drawn, show what that gives, and draw it at the second yes."""
    kept = current_list(request.inspection)
    proposed = "" if kept is None else proposed_seed(request.inspection, kept)
    typed = usual(proposed)
    problems: tuple[Problem, ...] = ()
    shown: Preview | None = None
    if request.method == "POST":
        typed = typed_in(request.POST)
        asked = read(typed, inspection=request.inspection, proposed=proposed)
        problems = asked.problems
        if asked.wanted is not None:
            try:
                match request.POST.get("do"):
                    case "preview":
                        shown = preview(inspection=request.inspection, wanted=asked.wanted)
                    case "draw":
                        drawn = draw_it(
                            inspection=request.inspection,
                            wanted=asked.wanted,
                            agreed=request.POST.get("agreed", ""),
                            by=person_of(request),
                            at=timezone.now(),
                        )
                        number = len(drawn.cases)
                        messages.success(request, f"The sample is drawn: {number:,} {_cases(number)}.")
                        return redirect(SECTION, inspection=request.inspection.id)
                    case "edit":
                        pass
                    case _:
                        problems = (planning_faults.NOTHING_TO_DO.at(Place()),)
            except ProblemsFound as found:
                problems = found.problems
    return _draw_page(request, typed, problems, shown)


def _draw_page(
    request: MemberRequest, typed: Typed, problems: tuple[Problem, ...], shown: Preview | None
) -> HttpResponse:
    kept = current_list(request.inspection)
    framework = request.inspection.edition.framework
    context: dict[str, Any] = {
        "section": SECTION,
        "kept": kept,
        "who": None if kept is None else who(request.inspection, kept),
        "refusals": list(refusals(request.inspection)),
        "again": current_sample(request.inspection),
        "fields": () if kept is None else parting_fields(request.inspection, kept.columns),
        "labels": {field.id: field.label for field in framework.case_fields},
        "typed": typed.fields,
        "strata": typed.strata,
        "proposed": "" if kept is None else proposed_seed(request.inspection, kept),
        "shown": shown,
        "merged": () if shown is None else merged(shown.drawing, framework),
        "least": "" if shown is None else plain(shown.drawing.draw.least),
        "problems": problems,
    }
    name = "planning/sample_preview.html" if shown is not None else "planning/sample_draw.html"
    return render(request, name, context, status=422 if problems else 200)


def replace(request: MemberRequest, **_: str) -> HttpResponse:
    """Let a lead inspector take a case out of the sample: show which comes in for it, and do it at the second yes."""
    problems: tuple[Problem, ...] = ()
    typed = {name: request.POST.get(name, request.GET.get(name, "")).strip() for name in ("case", "reason")}
    shown: Next | None = None
    if request.method == "POST":
        try:
            match request.POST.get("do"):
                case "preview":
                    shown = next_case(inspection=request.inspection, **typed)
                case "replace":
                    done = replace_case(
                        inspection=request.inspection,
                        **typed,
                        agreed=request.POST.get("agreed", ""),
                        by=person_of(request),
                        at=timezone.now(),
                    )
                    messages.success(request, f"{done.into.id} is in the sample in place of {done.out}.")
                    return redirect(SECTION, inspection=request.inspection.id)
                case "edit":
                    pass
                case _:
                    problems = (planning_faults.NOTHING_TO_DO.at(Place()),)
        except ProblemsFound as found:
            problems = found.problems
    sample = current_sample(request.inspection)
    framework = request.inspection.edition.framework
    context = {
        "section": SECTION,
        "sample": sample,
        "strata": () if sample is None else by_stratum(sample),
        "typed": typed,
        "shown": shown,
        "facts": ()
        if shown is None
        else [(one.label, _shown(one, shown.into.fields.get(one.id, ""))) for one in framework.case_fields],
        "problems": problems,
    }
    return render(request, "planning/sample_replace.html", context, status=422 if problems else 200)


def record(request: MemberRequest, draw: int, **_: str) -> HttpResponse:
    """Give the record of a draw, from which anybody draws the same sample again."""
    drawn = samples_of(request.inspection)
    if not drawn:
        return redirect(SECTION, inspection=request.inspection.id)
    found = next((one for one in drawn if one.sequence == draw), None)
    if found is None:
        raise Http404
    return _file(found.row.record.encode(), "draw.json", "application/json")


def table(request: MemberRequest, kind: str, **_: str) -> HttpResponse:
    """Give the sample as a table, CSV or XLSX: a case a row, with its stratum and its fields."""
    sample = current_sample(request.inspection)
    if sample is None:
        return redirect(SECTION, inspection=request.inspection.id)
    framework = request.inspection.edition.framework
    rows = sample_rows(sample.drawing.draw, sample.drawing.eligible.cases, framework=framework)
    if kind == "xlsx":
        return _file(xlsx_bytes(rows, sheet=SHEET), "sample.xlsx", XLSX)
    return _file(MARK + csv_text(rows).encode(), "sample.csv", "text/csv; charset=utf-8")


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)


def _shown(field: CaseField, value: str) -> str:
    """Return what a reader is shown for a case's field: a day in words, else the framework's label."""
    return long_day(date.fromisoformat(value)) if value and field.type is FieldType.DATE else field.label_of(value)


def _cases(number: int) -> str:
    return "case" if number == 1 else "cases"


def _to_finish(request: MemberRequest, *, is_lead: bool) -> Milestone | None:
    """Return the milestone that the draw completes, where it is not done and is the reader's to finish."""
    found = Milestone.objects.filter(inspection=request.inspection, key="sample", done_on=None).first()
    return found if found is not None and (is_lead or found.owner_id == person_of(request).handle) else None


def _newer(request: MemberRequest, sample: KeptSample) -> bool:
    """Say whether another list was handed in since."""
    kept = current_list(request.inspection)
    return kept is not None and kept.sequence != sample.row.drawn_from
