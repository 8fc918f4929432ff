"""Reads samples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.sampling.drawing import Drawing
from inspectorate.sampling.record import Record, record_of
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.lists.queries import KeptList, list_at
from inspectorate.web.planning.models import Case, Inspection, Replacement, Sample
from inspectorate.web.planning.samples import faults
from inspectorate.web.planning.samples.drawing import Next, drawn_by, next_for
from inspectorate.web.planning.samples.recorded import record_in, sample_in


@dataclass(frozen=True, kw_only=True)
class KeptSample:
    """A sample that was drawn, with its record as it stands: what was replaced since is in it.

    Everything that is not in the record is worked out again from the list, when it is first asked for.
    """

    inspection: Inspection
    row: Sample
    replacements: tuple[Replacement, ...]

    @property
    def sequence(self) -> int:
        """Return the sequence of the act that drew it."""
        return self.row.sequence

    @property
    def by(self) -> Person:
        """Return who drew it."""
        return self.row.person

    @property
    def at(self) -> datetime:
        """Return when it was drawn."""
        return self.row.at

    @cached_property
    def record(self) -> Record:
        """Return the record of the draw."""
        return record_in(self.row.record)

    @property
    def cases(self) -> tuple[str, ...]:
        """Return the cases to inspect, stratum by stratum in drawn order."""
        return sample_in(self.record)

    @cached_property
    def kept_list(self) -> KeptList:
        """Return the list that it was drawn from.

        Raises:
            LookupError: there is no such list.
        """
        kept = list_at(self.inspection, self.row.drawn_from)
        if kept is None:
            raise LookupError(f"{self.inspection.id} has no list {self.row.drawn_from}")
        return kept

    @cached_property
    def drawing(self) -> Drawing:
        """Return the sample, drawn again from the list."""
        return drawn_by(self.record, self.kept_list.case_list, framework=self.inspection.edition.framework)

    @cached_property
    def is_the_same_again(self) -> bool:
        """Say whether what is drawn again is what the record says."""
        edition, rules = self.inspection.edition, self.record.rules
        return record_of(self.kept_list.case_list, self.drawing, edition=edition, rules=rules) == self.record


def current_sample(inspection: Inspection) -> KeptSample | None:
    """Return the sample that stands, which was drawn last; None before the first."""
    found = samples_of(inspection)
    return found[0] if found else None


def samples_of(inspection: Inspection) -> tuple[KeptSample, ...]:
    """Return the samples of an inspection, the one that stands first. Two queries."""
    rows = Sample.objects.filter(inspection=inspection).select_related("person").order_by("-sequence")
    found = []
    for row in rows.prefetch_related("replacements__person"):
        replacements = tuple(sorted(row.replacements.all(), key=lambda one: one.sequence))
        found.append(KeptSample(inspection=inspection, row=row, replacements=replacements))
    return tuple(found)


def next_case(*, inspection: Inspection, case: str, reason: str) -> Next:
    """Return which case would come in for another; nothing is changed.

    Raises:
        ProblemsFound: there is no sample, the case is not in it, no reason is given, or its stratum is used up.
    """
    sample = current_sample(inspection)
    if sample is None:
        raise ProblemsFound([faults.NO_SAMPLE.at(Place(field="case"))])
    return next_for(
        inspection=inspection,
        sample=sample.row,
        record=sample.record,
        kept=sample.kept_list,
        case=case,
        reason=reason,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a case is no longer in the sample; ``by_case`` came in for it, and is empty where all was drawn anew."""

    reason: str
    person: str
    at: datetime
    by_case: str = ""


def withdrawal_of(case: Case) -> Withdrawal | None:
    """Return why a case was taken out; None where it was not."""
    of_it = {"sequence": case.withdrawn}
    one = Replacement.objects.filter(sample__inspection=case.inspection_id, **of_it).select_related("person").first()
    if one is not None:
        return Withdrawal(reason=one.reason, person=one.person.name, at=one.at, by_case=one.by_case)
    drawn = Sample.objects.filter(inspection=case.inspection_id, **of_it).select_related("person").first()
    return None if drawn is None else Withdrawal(reason=drawn.reason, person=drawn.person.name, at=drawn.at)
