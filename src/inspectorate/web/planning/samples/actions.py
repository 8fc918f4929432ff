"""What is done to a sample: each act with its history, or nothing."""

from __future__ import annotations

from datetime import datetime

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.samples import acts, faults
from inspectorate.web.planning.samples.drawing import Next, Preview, Wanted, preview
from inspectorate.web.planning.samples.queries import next_case
from inspectorate.web.planning.texts import reason_problems, tidy


def draw(*, inspection: Inspection, wanted: Wanted, agreed: str, by: Person, at: datetime) -> Preview:
    """Draw a sample from the current case list, and make its cases; drawn anew, the earlier cases are taken out.

    ``agreed`` is the token of the preview that was shown; where anything has changed since, nothing is drawn.

    Raises:
        ProblemsFound: as `preview`, or something else would be drawn than what was shown.
    """
    with exclusively(inspection.id):
        now = Inspection.objects.get(id=inspection.id)
        drawn = preview(inspection=now, wanted=wanted)
        if drawn.token != agreed:
            raise ProblemsFound([faults.CHANGED_MEANWHILE.at(Place())])
        standing = Case.objects.filter(inspection=inspection, withdrawn=None).order_by("reference")
        details = {
            "list": drawn.drawn_from,
            "record": drawn.record,
            "cases": [{"id": case.id, "fields": dict(case.fields)} for case in drawn.cases],
            "withdrawn": list(standing.values_list("reference", flat=True)),
            "seed_is_own": wanted.seed_is_own,
            "size_reason": tidy(wanted.size_reason) if wanted.design.size is not None else "",
            "reason": tidy(wanted.reason),
        }
        act = Act(act=acts.SAMPLE_DRAWN, by=by.handle, at=at, details=details)
        perform(act, chain=inspection.id, appliers=acts.APPLIERS)
    return drawn


def replace_case(*, inspection: Inspection, case: str, reason: str, agreed: str, by: Person, at: datetime) -> Next:
    """Take a case out of the sample, and bring in the next of its stratum's drawn order; every other case stays.

    ``agreed`` is the token of what was shown; where the sample has changed since, nothing is replaced.

    Raises:
        ProblemsFound: it is not in the sample, no reason is given, its stratum is used up, or the sample has changed.
    """
    if problems := reason_problems(reason):
        raise ProblemsFound(problems)
    with exclusively(inspection.id):
        found = next_case(inspection=inspection, case=case, reason=reason)
        if found.token != agreed:
            raise ProblemsFound([faults.CHANGED_MEANWHILE.at(Place(field="case"))])
        details = {
            "out": case,
            "in": {"id": found.into.id, "fields": dict(found.into.fields)},
            "reason": tidy(reason),
            "record": found.record,
        }
        act = Act(act=acts.CASE_REPLACED, by=by.handle, at=at, subject=case, details=details)
        perform(act, chain=inspection.id, appliers=acts.APPLIERS)
    return found
