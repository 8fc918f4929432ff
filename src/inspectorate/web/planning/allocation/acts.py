"""What can be done about whose case is whose, and what each act means in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import Allocation, Case

CASES_ALLOCATED = "cases-allocated"
CASE_MOVED = "case-moved"
SECOND_READINGS_DRAWN = "second-readings-drawn"


def _allocated(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    _give(chain, details["pairs"], is_second=False)


def _moved(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    moved = Allocation.objects.filter(
        case__inspection_id=chain, case__reference=details["case"], person_id=details["from"], is_second=False
    ).update(person_id=details["to"])
    if not moved:
        raise Allocation.DoesNotExist(details["case"])


def _drawn(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    _give(chain, details["readings"], is_second=True)


def _give(chain: str, pairs: Iterable[tuple[str, str]], *, is_second: bool) -> None:
    """Give cases to people, whoever had them before."""
    people = dict(pairs)
    found = Case.objects.filter(inspection_id=chain, reference__in=people).values_list("reference", "id")
    cases = dict(found)
    if unknown := sorted(people.keys() - cases.keys()):
        raise Case.DoesNotExist(unknown[0])
    Allocation.objects.bulk_create(
        (Allocation(case_id=cases[case], person_id=person, is_second=is_second) for case, person in people.items()),
        update_conflicts=True,
        unique_fields=["case", "is_second"],
        update_fields=["person"],
    )


APPLIERS: Appliers = {CASES_ALLOCATED: _allocated, CASE_MOVED: _moved, SECOND_READINGS_DRAWN: _drawn}
