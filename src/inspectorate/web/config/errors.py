"""Pages for what went wrong: each says what happened, what became of the work, and what to do."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

JSON = "application/json"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
UNREACHABLE = (OperationalError, InterfaceError)
"""What is raised where the database cannot be reached, or no longer."""


def _answer(request: HttpRequest, *, status: int, code: str, title: str, remedy: str) -> HttpResponse:
    if wants_json(request):
        return _told(status=status, code=code, title=title, remedy=remedy)
    return render(request, "problem.html", {"title": title, "remedy": remedy, "code": code}, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script asks, which shows what it is told on the page that it runs in."""
    return JSON in request.headers.get("Accept", "")


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a script whose person is no longer signed in."""
    title = "You are signed out"
    remedy = "Sign in again in another tab; what you typed is still here, and is saved then."
    return _answer(request, status=401, code="signed-out", title=title, remedy=remedy)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request for a page that is not there, or not for this person."""
    del exception
    title = "Page not found"
    remedy = "Check the address. If it was sent to you, ask whether you are a member of the inspection."
    return _answer(request, status=404, code="not-found", title=title, remedy=remedy)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a member who asks for what their role does not open."""
    del exception
    title = "Your role does not open this page"
    remedy = "If you need it for your work, ask the lead inspector to give you the role."
    return _answer(request, status=403, code="role-missing", title=title, remedy=remedy)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that does not carry the token of the page that it came from."""
    del reason
    title = "The page is too old to be sent"
    remedy = "Nothing was changed. Go back, load the page again, and send it again; what you typed is still there."
    return _answer(request, status=403, code="page-too-old", title=title, remedy=remedy)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a request that met a fault of this software."""
    if isinstance(sys.exception(), UNREACHABLE):
        return unreachable(request)
    title = "Something went wrong here"
    remedy = "It is a fault of this software and has been logged. Nothing of yours was changed; try again."
    return _plain(request, status=500, code="fault", title=title, remedy=remedy)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read."""
    del exception
    title = "The request cannot be read"
    remedy = "Nothing was changed. Go back, load the page again, and try once more; a file may be too large."
    return _answer(request, status=400, code="not-readable", title=title, remedy=remedy)


def unreachable(request: HttpRequest) -> HttpResponse:
    """Answer a request while the database cannot be reached.

    Where the connection broke while the database was saving, what was sent may be saved all the same: nobody is told
    that nothing was. What casework sends again is one, because its forms and scripts say which request it is.
    """
    if wants_json(request):
        remedy = "Keep the page open."
    elif request.method in SAFE:
        remedy = "It is not your doing, and nothing of yours is lost. Load the page again in a minute."
    else:
        remedy = (
            "What you sent may not be saved. Keep this page open, and load it again in a minute: "
            "your browser then sends again what you typed."
        )
    title = "The database cannot be reached"
    response = _plain(request, status=503, code="database-unreachable", title=title, remedy=remedy)
    response.headers["Retry-After"] = "5"
    return response


def _plain(request: HttpRequest, *, status: int, code: str, title: str, remedy: str) -> HttpResponse:
    """Answer without asking the database who is signed in, which the usual page does."""
    if wants_json(request):
        return _told(status=status, code=code, title=title, remedy=remedy)
    page = render_to_string("problem_plain.html", {"title": title, "remedy": remedy}, using="jinja2")
    return HttpResponse(page, status=status)


def _told(*, status: int, code: str, title: str, remedy: str) -> JsonResponse:
    return JsonResponse({"problems": [{"code": code, "message": title, "remedy": remedy}]}, status=status)
