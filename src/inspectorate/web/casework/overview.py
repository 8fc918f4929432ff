"""How far inspections have come, without reading every answer: for first pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from inspectorate.web.casework.models import Judgement, Note
from inspectorate.web.casework.progress import ARRIVED_LATE, Progress, Status, Taken, progress
from inspectorate.web.casework.queries import steps_of
from inspectorate.web.planning.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of an inspection's cases stand where."""

    by_status: Mapping[Status, int]

    @property
    def cases(self) -> int:
        """Return how many cases there are."""
        return sum(self.by_status.values())

    @property
    def signed(self) -> int:
        """Return how many have a sign-off that stands, reviewed or not."""
        return sum(count for status, count in self.by_status.items() if status.is_signed)

    @property
    def rows(self) -> tuple[tuple[Status, int], ...]:
        """Return every status with its count, in the order of a case's way."""
        return tuple((status, self.by_status.get(status, 0)) for status in Status)


def tallies(inspections: Iterable[str]) -> Mapping[str, Tally]:
    """Return, for each inspection that has cases, how many of them stand where."""
    return tallied(case_progress(inspections))


def tallied(found: Iterable[tuple[str, Case, Progress]]) -> Mapping[str, Tally]:
    """Return, for each inspection that some cases are of, how many of them stand where."""
    counts: dict[str, Counter[Status]] = defaultdict(Counter)
    for inspection, _, come in found:
        counts[inspection][come.status] += 1
    return {inspection: Tally(by_status=dict(tally)) for inspection, tally in counts.items()}


def case_progress(inspections: Iterable[str]) -> tuple[tuple[str, Case, Progress], ...]:
    """Return each case of some inspections with how far it has come, by inspection and identifier.

    Cases that were taken out of the sample are left out.
    """
    standing = Case.objects.filter(inspection_id__in=tuple(inspections), withdrawn=None)
    cases = list(standing.order_by("inspection_id", "reference"))
    identifiers = [case.pk for case in cases]
    last: dict[int, tuple[int, datetime]] = {}
    for table in (Judgement, Note):
        rows = table._default_manager.filter(case_id__in=identifiers)  # noqa: SLF001 - Django's name for it
        for case, sequence, at in rows.values_list("case_id").annotate(Max("sequence"), Max("at")):
            last[case] = max(last.get(case, (sequence, at)), (sequence, at))
    steps = steps_of(identifiers)
    return tuple((case.inspection_id, case, _progress(steps.get(case.pk, []), last.get(case.pk))) for case in cases)


def _progress(steps: list[Taken], last: tuple[int, datetime] | None) -> Progress:
    said = None if last is None else Taken("answered", *last, "", ARRIVED_LATE)
    return progress(steps, last_said=said)
