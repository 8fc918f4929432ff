"""What every request passes: headers, the door, and a plain word when the database cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone

from inspectorate.web.accounts.signing_in import is_over, needs_second_factor
from inspectorate.web.casework.history_views import withdrawn
from inspectorate.web.casework.naming import CaseWithdrawn
from inspectorate.web.config import errors
from inspectorate.web.planning.access import ACCESS, Audience, Roles, may
from inspectorate.web.planning.queries import inspection_for

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SETTING_UP = ("mfa_", "account_reauthenticate")
"""The pages on which a second factor is set up, which open without one."""


def headers(get_response: Next) -> Next:
    """Tell the browser what a page may load, and that no page is kept by anybody on the way."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cache-Control", "no-store, private")
        if _signed_out(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return respond


def _signed_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == "account_logout" and request.method == "POST"


def unreachable_database(get_response: Next) -> Next:
    """Say so where the database cannot be reached."""

    def respond(request: HttpRequest) -> HttpResponse:
        response: HttpResponse = get_response(request)
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, errors.UNREACHABLE):
            return errors.unreachable(request)
        return None

    respond.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it there
    return respond


class AccessMiddleware:
    """Stands at the door of every page: the table in `inspectorate.web.planning.access` says who may pass.

    An inspection's page puts ``request.inspection`` and ``request.roles`` where the view finds them. To somebody who is
    no member, an inspection that is there is the same as one that is not.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what matters happens once its page is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let a request through to its page, or turn it away."""
        del view, args
        match = request.resolver_match
        name = match.view_name if match is not None else ""
        row = ACCESS.get(name)
        method = "GET" if request.method == "HEAD" else str(request.method)
        if row is None:
            raise Http404
        if method not in row:
            return HttpResponseNotAllowed(sorted(row))
        audience = row[method]
        if audience is Audience.ANYONE:
            return None
        return _not_in(request, name) or _not_theirs(request, audience, kwargs)

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say why a case that was taken out of the sample has no page any more."""
        if not isinstance(exception, CaseWithdrawn):
            return None
        return withdrawn(request, exception.case, as_json=errors.wants_json(request))


def _not_in(request: HttpRequest, name: str) -> HttpResponse | None:
    """Turn somebody away who has not signed in, did so too long ago, or lacks a second factor."""
    if request.user.is_authenticated and is_over(request, at=timezone.now()):
        logout(request)
    if not request.user.is_authenticated:
        return errors.signed_out(request) if errors.wants_json(request) else redirect_to_login(request.get_full_path())
    if needs_second_factor(request) and not name.startswith(SETTING_UP):
        return redirect("mfa_index")
    return None


def _not_theirs(request: HttpRequest, audience: Audience | Roles, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Turn somebody away whom the page is not open to; let the others through, with what the page needs."""
    if isinstance(audience, Audience):
        return None if may(audience, person=request.user, roles=frozenset()) else errors.forbidden(request)
    inspection, roles = inspection_for(person=request.user, identifier=kwargs["inspection"])
    if inspection is None:
        raise Http404
    if not may(audience, person=request.user, roles=roles):
        return errors.forbidden(request)
    request.inspection = inspection  # type: ignore[attr-defined]
    request.roles = roles  # type: ignore[attr-defined]
    return None
