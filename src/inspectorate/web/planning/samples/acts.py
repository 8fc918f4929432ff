"""What can be done to a sample, and what each act means in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import Case, HandedInList, Replacement, Sample
from inspectorate.web.planning.samples.recorded import record_in, sample_in

SAMPLE_DRAWN = "sample-drawn"
CASE_REPLACED = "case-replaced"


def _drawn(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    if sample_in(record_in(details["record"])) != tuple(case["id"] for case in details["cases"]):
        raise ValueError("its cases are not those of its record")
    HandedInList.objects.only("pk").get(inspection_id=chain, sequence=details["list"])
    _take_out(chain, sequence, details["withdrawn"])
    _bring_in(chain, details["cases"])
    Sample.objects.create(
        inspection_id=chain,
        sequence=sequence,
        drawn_from=details["list"],
        record=details["record"],
        seed_is_own=details["seed_is_own"],
        size_reason=details["size_reason"],
        reason=details["reason"],
        person_id=act.by,
        at=act.at,
    )


def _replaced(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    last = record_in(details["record"]).replacements[-1:]
    if [(one.case, one.by) for one in last] != [(details["out"], details["in"]["id"])]:
        raise ValueError("its cases are not those of its record")
    _take_out(chain, sequence, [details["out"]])
    _bring_in(chain, [details["in"]])
    sample = Sample.objects.filter(inspection_id=chain).latest("sequence")
    sample.record = details["record"]
    sample.save(update_fields=["record"])
    Replacement.objects.create(
        sample=sample,
        sequence=sequence,
        case=details["out"],
        by_case=details["in"]["id"],
        reason=details["reason"],
        person_id=act.by,
        at=act.at,
    )


def _take_out(chain: str, sequence: int, references: Sequence[str]) -> None:
    standing = Case.objects.filter(inspection_id=chain, reference__in=references, withdrawn=None)
    if standing.update(withdrawn=sequence) != len(references):
        raise Case.DoesNotExist(references)


def _bring_in(chain: str, cases: Sequence[dict[str, Any]]) -> None:
    """Make cases; one that an earlier act took out comes back."""
    fields = {case["id"]: case["fields"] for case in cases}
    back = list(Case.objects.filter(inspection_id=chain, reference__in=fields).exclude(withdrawn=None))
    for case in back:
        case.withdrawn, case.fields = None, fields.pop(case.reference)
    Case.objects.bulk_update(back, ["withdrawn", "fields"])
    Case.objects.bulk_create(
        Case(inspection_id=chain, reference=reference, fields=values) for reference, values in fields.items()
    )


APPLIERS: Appliers = {SAMPLE_DRAWN: _drawn, CASE_REPLACED: _replaced}
