"""What casework has to be done: alerts, clashes, reviews, and cases that came back.

None of these has a day by which it is due, but for an alert, which is due at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from inspectorate.web.casework.alerts import AlertState, open_alerts
from inspectorate.web.casework.models import Judgement, Note
from inspectorate.web.casework.overview import case_progress
from inspectorate.web.casework.progress import Progress, Status
from inspectorate.web.casework.queries import judgements_standing, notes_standing
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.work.due import Due, Scope

CASES = tuple(role for role in Role if role is not Role.CONTACT)


def alerts_in(scope: Scope) -> tuple[AlertState, ...]:
    """Return the alerts that are open in a scope, read once."""
    return scope.kept("alerts", lambda: open_alerts(scope.inspections))


def progress_in(scope: Scope) -> tuple[tuple[str, Case, Progress], ...]:
    """Return how far the cases of a scope have come, read once; the inspected body's own people are told nothing."""
    return scope.kept("progress", lambda: case_progress(scope.with_roles(*CASES)))


def alerts(scope: Scope) -> Iterator[Due]:
    """Go through the open alerts: the body's contact answers one, then a lead inspector closes it."""
    answering, closing = set(scope.with_roles(Role.CONTACT)), set(scope.with_roles(Role.LEAD))
    for one in alerts_in(scope):
        here = closing if one.is_answered else answering
        if one.inspection in here:
            yield Due(
                what=one.concern,
                kind="Alert: look at the answer" if one.is_answered else "Alert to answer",
                url=reverse("casework:alert", kwargs={"inspection": one.inspection, "alert": one.sequence}),
                inspection=one.inspection,
                on=timezone.localdate(one.at),
                roles=(Role.LEAD,) if one.is_answered else (Role.CONTACT,),
            )


def clashes(scope: Scope) -> Iterator[Due]:
    """Go through the inspections in which answers or notes stand against each other."""
    for inspection, number in clash_counts(scope.with_roles(Role.LEAD)).items():
        yield Due(
            what=f"{number} {'clash' if number == 1 else 'clashes'} to settle",
            kind="Two answers to one question",
            url=reverse("casework:cases", kwargs={"inspection": inspection}),
            inspection=inspection,
            roles=(Role.LEAD,),
        )


def reviews(scope: Scope) -> Iterator[Due]:
    """Go through what waits for quality readers, and what they have begun."""
    reading = set(scope.with_roles(Role.READER))
    waiting: Counter[str] = Counter()
    for inspection, case, come in progress_in(scope):
        if come.status is Status.SIGNED_OFF and inspection in reading:
            waiting[inspection] += 1
        if come.status is Status.IN_REVIEW and scope.person in {"", come.reviewer}:
            yield Due(
                what=f"Review of case {case.reference}",
                kind="Review begun",
                url=reverse("casework:review", kwargs={"inspection": inspection, "case": case.reference}),
                inspection=inspection,
                person=come.reviewer,
            )
    for inspection, number in waiting.items():
        yield Due(
            what=f"{number} {'case waits' if number == 1 else 'cases wait'} for review",
            kind="Review",
            url=reverse("casework:review-list", kwargs={"inspection": inspection}),
            inspection=inspection,
            roles=(Role.READER,),
        )


def sent_back(scope: Scope) -> Iterator[Due]:
    """Go through the cases that were sent back to those who had signed them off."""
    for inspection, case, come in progress_in(scope):
        if come.status is Status.SENT_BACK and come.signed is not None and scope.person in {"", come.signed.person}:
            yield Due(
                what=f"Case {case.reference} was sent back",
                kind="Case to mend",
                url=reverse("casework:case", kwargs={"inspection": inspection, "case": case.reference}),
                inspection=inspection,
                person=come.signed.person,
            )


def clash_counts(inspections: tuple[str, ...]) -> Mapping[str, int]:
    """Return how many answers and notes are in clash, by inspection; those that have any.

    Only where two people said something about one question can there be a clash, and only that is read in full.
    """
    found: Counter[str] = Counter()
    if not inspections:
        return found
    for table, standing in ((Judgement, judgements_standing), (Note, notes_standing)):
        rows = table._default_manager.filter(  # noqa: SLF001 - Django's name for it
            case__inspection_id__in=inspections, case__withdrawn=None
        )
        said = rows.values("case__inspection_id", "case_id", "question").annotate(people=Count("person", distinct=True))
        twice = {
            (case, question): inspection
            for inspection, case, question in said.filter(people__gt=1).values_list(
                "case__inspection_id", "case_id", "question"
            )
        }
        stands = standing({case for case, _ in twice}) if twice else {}
        for (case, question), inspection in twice.items():
            found[inspection] += stands[case][question].is_clash
    return +found
