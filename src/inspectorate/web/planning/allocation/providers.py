"""What allocation has to be done: cases that are to be given, or given again, once any was given."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from inspectorate.records.inspection import Stage
from inspectorate.web.planning.allocation.queries import standings_of
from inspectorate.web.planning.models import Allocation
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.work.due import Due, Scope

OPEN_STAGES = tuple(stage.value for stage in Stage if stage.is_before_results)
"""The stages in which cases are still to be read."""


def to_give(scope: Scope) -> Iterator[Due]:
    """Go through the inspections in which cases wait to be given: for lead inspectors."""
    begun = Allocation.objects.filter(
        case__inspection_id__in=scope.with_roles(Role.LEAD), case__inspection__stage__in=OPEN_STAGES
    )
    inspections = tuple(begun.order_by("case__inspection_id").values_list("case__inspection_id", flat=True).distinct())
    for inspection, standing in standings_of(inspections).items() if inspections else ():
        number = len(standing.to_give)
        if number:
            yield Due(
                what=f"{number} {'case is' if number == 1 else 'cases are'} to be given to an inspector",
                kind="Allocation",
                url=reverse("planning:allocation", kwargs={"inspection": inspection}),
                inspection=inspection,
                roles=(Role.LEAD,),
            )
