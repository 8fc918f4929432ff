"""Calendars to download, and the private address that calendar programs read."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.accounts.calendar_keys import end_calendar_key, make_calendar_key, person_with_key
from inspectorate.web.accounts.models import CalendarKey, Person
from inspectorate.web.planning import faults
from inspectorate.web.planning.access import TEAM
from inspectorate.web.planning.calendars.building import CONTENT_TYPE, Address, calendar_file
from inspectorate.web.planning.calendars.queries import meetings_in, milestones_in, own_meetings, own_milestones
from inspectorate.web.planning.models import Meeting
from inspectorate.web.planning.requests import MemberRequest, person_of

FEED = "calendar_feed"
RATES = {FEED: "60/m/ip"}
"""How often one address on the network may read calendars, found or not."""


def calendar(request: HttpRequest) -> HttpResponse:
    """Show how to have one's calendar in another program; make a private address for it, or end it."""
    person = person_of(request)
    problems: tuple[Problem, ...] = ()
    made = ""
    if request.method == "POST":
        match request.POST.get("do"):
            case "make":
                secret = make_calendar_key(person=person, at=timezone.now())
                made = request.build_absolute_uri(reverse("planning:calendar-feed", kwargs={"secret": secret}))
            case "end":
                try:
                    end_calendar_key(person=person, at=timezone.now())
                except ProblemsFound as found:
                    problems = found.problems
                else:
                    messages.success(request, "The private address is ended. It opens nothing any more.")
                    return redirect("planning:calendar")
            case _:
                problems = (faults.NOTHING_TO_DO.at(Place()),)
    key = CalendarKey.objects.filter(person=person).first()
    context = {"plain": True, "key": key, "made": made, "problems": problems}
    return render(request, "planning/calendar.html", context, status=422 if problems else 200)


def own(request: HttpRequest) -> HttpResponse:
    """Give somebody their own calendar as a file."""
    return _file(_own(request, person_of(request)), "my-inspections.ics")


def of_inspection(request: MemberRequest, **_: str) -> HttpResponse:
    """Give an inspection's calendar as a file; to the inspected body, its milestones alone."""
    one = request.inspection
    written = calendar_file(
        name=one.title,
        milestones=milestones_in(one),
        meetings=meetings_in(one) if request.roles & TEAM else Meeting.objects.none(),
        address=_address(request),
    )
    return _file(written, f"{one.id}.ics")


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a calendar to whoever has the secret of its address, and to nobody else. It answers nothing but that."""
    # counted as attempts to sign in are; the library's public function counts no GET
    if not ratelimit.consume(request, app="allauth.account", action=FEED, config=RATES, limit_get=True):
        refused: HttpResponse = respond_429(request)
        return refused
    person = person_with_key(secret)
    if person is None:
        raise Http404
    return _file(_own(request, person), "inspections.ics")


def _own(request: HttpRequest, person: Person) -> bytes:
    return calendar_file(
        name=f"Inspections: {person.name}",
        milestones=own_milestones(person),
        meetings=own_meetings(person),
        address=_address(request),
    )


def _address(request: HttpRequest) -> Address:
    def address(kind: str, inspection: str, name: str) -> str:
        path = reverse(f"planning:{kind}", kwargs={"inspection": inspection, kind: name})
        return request.build_absolute_uri(path)

    return address


def _file(written: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type=CONTENT_TYPE, headers=headers)
