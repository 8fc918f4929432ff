"""What the door has put into a request, with its types."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role


class MemberRequest(HttpRequest):
    """A request that has passed the door of an inspection's page."""

    inspection: Inspection
    roles: frozenset[Role]


def person_of(request: HttpRequest) -> Person:
    """Return who signed in; the door lets nobody else through to a page that asks."""
    return cast("Person", request.user)
