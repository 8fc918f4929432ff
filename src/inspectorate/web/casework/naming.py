"""Finds what an address names."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.queries import case_of
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.requests import MemberRequest


class CaseWithdrawn(Http404):
    """Raised where an address names a case that was taken out of the sample; its page says why."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"{case.reference} was taken out of the sample")
        self.case = case


def named_case(request: MemberRequest, reference: str, *, even_withdrawn: bool = False) -> Case:
    """Return the case that an address names.

    Raises:
        CaseWithdrawn: it was taken out of the sample, and the page is none that opens even then.
        Http404: the inspection has none of that name.
    """
    case = case_of(request.inspection, reference)
    if case is None:
        raise Http404
    if case.withdrawn is not None and not even_withdrawn:
        raise CaseWithdrawn(case)
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
