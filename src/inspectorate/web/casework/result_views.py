"""The page of an inspection's results as they come."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from inspectorate.kernel.numbers import decimal_text
from inspectorate.results.agreement import ReadingAgreement
from inspectorate.web.casework.naming import names_of
from inspectorate.web.casework.queries import case_states
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.casework.results import FEWEST, MadeOf, live_results
from inspectorate.web.planning.allocation.queries import allocated_to
from inspectorate.web.planning.requests import MemberRequest


def results(request: MemberRequest, **_: str) -> HttpResponse:
    """Show each key question with n of m, its percentage and band, and what the numbers are made of."""
    chosen = request.GET.get("of", "")
    made_of = MadeOf(chosen) if chosen in set(MadeOf) else MadeOf.ANSWERED
    given = allocated_to(request.inspection)
    found = live_results(
        framework=request.inspection.edition.framework,
        record=inspection_record(request.inspection).inspection,
        states=case_states(request.inspection),
        made_of=made_of,
        given=given,
    )
    context = {
        "section": "casework:results",
        "found": found,
        "choices": MadeOf,
        "fewest": FEWEST,
        "given": given,
        "names": names_of({one.person for one in found.inspectors}),
        "coefficients": None if found.agreement is None else _coefficients(found.agreement),
    }
    return render(request, "casework/results.html", context)


def _coefficients(agreement: ReadingAgreement) -> list[tuple[str, str]]:
    overall = agreement.overall
    named = (("Cohen's kappa", overall.kappa), ("Krippendorff's alpha", overall.alpha), ("Gwet's AC1", overall.ac1))
    return [(name, "not defined" if value is None else decimal_text(value, 2)) for name, value in named]
