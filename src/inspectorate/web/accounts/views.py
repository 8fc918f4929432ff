"""Pages where administrators look after people. What is in an inspection is not here, and stays with its members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.accounts import actions, faults
from inspectorate.web.accounts.inviting import send_password_link
from inspectorate.web.accounts.models import Person
from inspectorate.web.accounts.queries import events_about, everybody, has_second_factor

Change = Callable[..., None]
CHANGES: Mapping[str, tuple[Change, str]] = {
    "stop": (actions.stop_person, "{name} can no longer sign in."),
    "let-in": (actions.let_in, "{name} can sign in again."),
    "make-administrator": (actions.make_administrator, "{name} is now an administrator."),
    "unmake-administrator": (actions.unmake_administrator, "{name} is no longer an administrator."),
    "let-begin": (actions.let_begin, "{name} may now begin inspections."),
    "let-begin-no-longer": (actions.let_begin_no_longer, "{name} may no longer begin inspections."),
    "take-factors-away": (actions.take_second_factors_away, "{name} sets up a second factor when they next sign in."),
}
LINK = "send-link"


def people(request: HttpRequest) -> HttpResponse:
    """List people, and let somebody in."""
    problems: tuple[Problem, ...] = ()
    typed = {field: request.POST.get(field, "") for field in ("name", "email", "handle")}
    if request.method == "POST":
        at, by = timezone.now(), _by(request)
        handle = typed["handle"].strip() or actions.handle_from(typed["name"])
        try:
            added = actions.add_person(name=typed["name"], email=typed["email"], handle=handle, by=by, at=at)
        except ProblemsFound as found:
            problems = found.problems
        else:
            _link_to_new(request, added, by, at)
            return redirect("accounts:people")
    context = {"section": "accounts:people", "plain": True, "people": everybody(), "typed": typed, "problems": problems}
    return render(request, "accounts/people.html", context, status=422 if problems else 200)


def person(request: HttpRequest, handle: str) -> HttpResponse:
    """Show somebody, and change what they may."""
    one = get_object_or_404(Person, handle=handle)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            said = _change(request, one)
        except ProblemsFound as found:
            problems = found.problems
        else:
            messages.success(request, said)
            return redirect("accounts:person", handle=handle)
    context = {
        "section": "accounts:people",
        "plain": True,
        "one": one,
        "is_oneself": one == request.user,
        "has_second_factor": has_second_factor(one),
        "events": events_about(one),
        "problems": problems,
    }
    return render(request, "accounts/person.html", context, status=422 if problems else 200)


def _change(request: HttpRequest, one: Person) -> str:
    what, at, by = request.POST.get("act", ""), timezone.now(), _by(request)
    if what == LINK:
        send_password_link(person=one, request=request, by=by, at=at)
        return f"A link to set a password was sent to {one.email}."
    if what not in CHANGES:
        raise ProblemsFound([faults.NO_SUCH_ACT.at(Place())])
    change, words = CHANGES[what]
    change(person=one, by=by, at=at)
    return words.format(name=one.name)


def _link_to_new(request: HttpRequest, added: Person, by: Person, at: datetime) -> None:
    try:
        send_password_link(person=added, request=request, by=by, at=at)
    except ProblemsFound as found:
        for problem in found.problems:
            messages.error(request, f"{added.name} was added. {problem.message} {problem.remedy}")
    else:
        messages.success(request, f"{added.name} was added. A link to set a password was sent to {added.email}.")


def _by(request: HttpRequest) -> Person:
    return cast("Person", request.user)
