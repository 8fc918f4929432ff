"""Finds what an address names."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.queries import case_of
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.requests import MemberRequest


def named_case(request: MemberRequest, reference: str) -> Case:
    """Return the case that an address names.

    Raises:
        Http404: the inspection has none of that name.
    """
    case = case_of(request.inspection, reference)
    if case is None:
        raise Http404
    return case


def client_of(request: HttpRequest) -> UUID:
    """Return the identifier that a form carries, so that sent twice it is done once; a new one where it has none."""
    try:
        return UUID(request.POST.get("client", ""))
    except ValueError:
        return uuid4()


def names_of(handles: set[str]) -> dict[str, str]:
    """Return people's names by their handles."""
    return dict(Person.objects.filter(handle__in=handles - {""}).values_list("handle", "name"))
