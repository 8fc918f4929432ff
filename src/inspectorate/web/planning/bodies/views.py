"""Pages of inspected bodies, and the two on which an inspection is begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.inspection import InspectedBody
from inspectorate.web.planning.bodies import faults
from inspectorate.web.planning.bodies.beginning import (
    Proposal,
    begin,
    body_identifier,
    body_problems,
    proposed_identifier,
    proposed_monday,
    proposed_title,
)
from inspectorate.web.planning.bodies.queries import Body, bodies_for, body_for
from inspectorate.web.planning.editions import available, later_than
from inspectorate.web.planning.requests import person_of
from inspectorate.web.planning.timetable.days import read_day, refuse_not_worked
from inspectorate.web.planning.timetable.forms import plan_lines, read_intervals

NEW = "new"
"""Stands in the list of bodies for one that is entered."""
FIRST = ("body", "name", "region", "kind", "framework", "fieldwork")
"""What is asked on the first page, and carried to the second."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the first page asks: who is inspected, by which edition, and from when."""

    body: InspectedBody
    edition: Edition
    fieldwork: date


def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies of the inspections that a person may see."""
    return render(request, "planning/bodies.html", {"bodies": bodies_for(person_of(request))})


def body(request: HttpRequest, body: str) -> HttpResponse:
    """Show a body with its inspections, and what was recommended."""
    found = body_for(person_of(request), body)
    if found is None:
        raise Http404
    kept, earlier = found
    return render(request, "planning/body.html", {"kept": kept, "earlier": earlier})


def new(request: HttpRequest) -> HttpResponse:
    """Ask who is inspected, by which edition and from when."""
    kept = bodies_for(person_of(request))
    problems: tuple[Problem, ...] = ()
    typed = _typed(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        try:
            _asked(typed, kept)
        except ProblemsFound as found:
            problems = found.problems
        else:
            return redirect(f"{reverse('planning:begin')}?{urlencode(typed)}")
    if not typed["fieldwork"] and not problems:
        typed["fieldwork"] = proposed_monday(timezone.localdate()).isoformat()
    return _first_page(request, kept, typed, problems)


def begin_inspection(request: HttpRequest) -> HttpResponse:
    """Show what the inspection would begin with, let it be changed, and begin it."""
    given = request.POST if request.method == "POST" else request.GET
    first, kept = _typed(given), bodies_for(person_of(request))
    try:
        asked = _asked(first, kept)
    except ProblemsFound as found:
        return _first_page(request, kept, first, found.problems)
    problems: tuple[Problem, ...] = ()
    typed = {
        "identifier": given.get("identifier", proposed_identifier(asked.body, asked.fieldwork)),
        "title": given.get("title", proposed_title(asked.body)),
        "publisher": given.get("publisher", asked.edition.framework.publisher),
    }
    intervals = read_intervals(given)
    if request.method == "POST":
        problems = intervals.problems
        if given.get("do") == "begin":
            try:
                return _begin(request, asked, typed, dict(intervals.days), problems)
            except ProblemsFound as found:
                problems = found.problems
    context = {
        "asked": asked,
        "first": first,
        "typed": typed,
        "later": later_than(str(asked.edition.framework.reference)),
        "lines": plan_lines(intervals, fieldwork=asked.fieldwork),
        "today": timezone.localdate(),
        "problems": problems,
    }
    return render(request, "planning/begin.html", context, status=422 if problems else 200)


def _begin(
    request: HttpRequest, asked: Asked, typed: dict[str, str], days: dict[str, int], problems: tuple[Problem, ...]
) -> HttpResponse:
    if problems:
        raise ProblemsFound(problems)
    proposal = Proposal(
        body=asked.body,
        edition=asked.edition,
        fieldwork=asked.fieldwork,
        identifier=typed["identifier"].strip(),
        title=typed["title"],
        publisher=typed["publisher"],
        days=days,
    )
    made = begin(proposal=proposal, by=person_of(request), at=timezone.now())
    messages.success(request, "The inspection is begun. You are its lead inspector, and own its milestones for now.")
    return redirect("planning:timetable", inspection=made.id)


def _first_page(
    request: HttpRequest, kept: tuple[Body, ...], typed: dict[str, str], problems: tuple[Problem, ...]
) -> HttpResponse:
    editions = available()
    context: dict[str, Any] = {
        "kept": kept,
        "new": NEW,
        "editions": editions.usable,
        "unreadable": editions.unreadable,
        "later": {str(one.framework.reference): later_than(str(one.framework.reference)) for one in editions.usable},
        "kinds": {kind.id: kind.label for one in editions.usable for kind in one.framework.bodies},
        "typed": typed,
        "problems": problems,
    }
    return render(request, "planning/new.html", context, status=422 if problems else 200)


def _typed(given: QueryDict) -> dict[str, str]:
    return {name: " ".join(given.get(name, "").split()) for name in FIRST}


def _asked(typed: dict[str, str], kept: tuple[Body, ...]) -> Asked:
    """Return what was typed on the first page.

    Raises:
        ProblemsFound: everything that is wrong with it.
    """
    problems: list[Problem] = []
    edition = next((one for one in available().usable if str(one.framework.reference) == typed["framework"]), None)
    if edition is None:
        place = Place(field="framework")
        missing = faults.EDITION_UNKNOWN.at(place, edition=typed["framework"])
        problems.append(missing if typed["framework"] else faults.EDITION_MISSING.at(place))
    body: InspectedBody | None = None
    fieldwork: date | None = None
    try:
        body = _body(typed, kept, edition)
        problems.extend(body_problems(body, edition))
    except ProblemsFound as found:
        problems.extend(found.problems)
    try:
        fieldwork = read_day(typed["fieldwork"], field="fieldwork")
        refuse_not_worked(fieldwork, field="fieldwork")
    except ProblemsFound as found:
        problems.extend(found.problems)
    if problems or edition is None or body is None or fieldwork is None:
        raise ProblemsFound(problems)
    return Asked(body, edition, fieldwork)


def _body(typed: dict[str, str], kept: tuple[Body, ...], edition: Edition | None) -> InspectedBody:
    chosen = typed["body"]
    known = {one.body.id: one.body for one in kept}
    if not chosen:
        raise ProblemsFound([faults.BODY_MISSING.at(Place(field="body"))])
    if chosen != NEW:
        if chosen not in known:
            raise ProblemsFound([faults.BODY_UNKNOWN.at(Place(field="body"), body=chosen)])
        one = known[chosen]
        # a kind that the body had by another edition is kept only where this one knows it
        kinds = {kind.id for kind in edition.framework.bodies} if edition is not None else {one.kind}
        kind = typed["kind"] or (one.kind if one.kind in kinds else "")
        return InspectedBody(id=one.id, name=one.name, region=one.region, kind=kind)
    made = InspectedBody(
        id=body_identifier(typed["name"]), name=typed["name"], region=typed["region"], kind=typed["kind"]
    )
    if made.id in known:
        raise ProblemsFound([faults.BODY_THERE.at(Place(field="name"), name=known[made.id].name)])
    return made
