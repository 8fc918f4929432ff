"""Reads the case lists that were handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl

from inspectorate.sampling.case_list import CaseList, digest_of
from inspectorate.sampling.delimited import LINE
from inspectorate.sampling.listing import ListProblems
from inspectorate.sampling.mapping import CASE_ID, ListMapping
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Entry
from inspectorate.web.planning.models import HandedInList, Inspection

DRAWN = "sample-drawn"
"""The act that draws a sample, which is no act of this package."""


@dataclass(frozen=True, kw_only=True)
class KeptList:
    """A case list as it was handed in: the act's sequence, the file's name, its digest, how it was read, by whom.

    The cases themselves are read when ``case_list`` is first asked for.
    """

    inspection: str
    sequence: int
    name: str
    kind: str
    digest: str
    mapping: ListMapping
    columns: tuple[str, ...]
    count: int
    by: Person
    at: datetime

    @cached_property
    def case_list(self) -> CaseList:
        """Return the list as the drawing of samples takes it; it has no problems, and its rows no places in a file."""
        rows = HandedInList.objects.filter(inspection_id=self.inspection, sequence=self.sequence)
        cases = cases_of(self.columns, rows.values_list("rows", flat=True).get())
        return CaseList(
            file=self.name,
            file_digest=self.digest,
            digest=digest_of(cases),
            rows=cases.height,
            mapping=self.mapping,
            cases=cases,
            problems=ListProblems(),
        )


def cases_of(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> pl.DataFrame:
    """Return kept rows as a table: a column for each field, all texts, and ``line``, which counts them from 2."""
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    frame = pl.DataFrame(
        [pl.Series(name, cells, dtype=pl.String) for name, cells in zip(columns, by_column, strict=True)]
    )
    return frame.with_columns(pl.int_range(2, frame.height + 2, dtype=pl.UInt32).alias(LINE))


def current_list(inspection: Inspection) -> KeptList | None:
    """Return the list that was handed in last; None before the first. One query, and one more for its cases."""
    found = HandedInList.objects.filter(inspection=inspection).select_related("by").defer("rows")
    latest = found.order_by("-sequence").first()
    return None if latest is None else _kept(latest)


def list_at(inspection: Inspection, sequence: int) -> KeptList | None:
    """Return the list that the act of a sequence handed in; None where it handed in none."""
    found = HandedInList.objects.filter(inspection=inspection, sequence=sequence).select_related("by").defer("rows")
    one = found.first()
    return None if one is None else _kept(one)


def _kept(row: HandedInList) -> KeptList:
    return KeptList(
        inspection=row.inspection_id,
        sequence=row.sequence,
        name=row.name,
        kind=row.kind,
        digest=row.digest,
        mapping=ListMapping.model_validate(row.mapping),
        columns=tuple(row.columns),
        count=row.count,
        by=row.by,
        at=row.at,
    )


def sample_was_drawn(inspection: Inspection) -> bool:
    """Say whether a sample was drawn, be it from an earlier list."""
    return Entry.objects.filter(chain_id=inspection.id, act=DRAWN).exists()


def remembered_mapping(inspection: Inspection) -> ListMapping | None:
    """Return how the latest list of the same body was read, in this inspection or an earlier one; None before any.

    Of it only fields that this inspection's framework names are kept, and columns that nobody has met yet are not
    left unread.
    """
    body = inspection.head["body"]["id"]
    found = HandedInList.objects.filter(inspection__head__body__id=body).defer("rows").order_by("-at", "-sequence")
    latest = found.first()
    if latest is None:
        return None
    mapping = ListMapping.model_validate(latest.mapping)
    known = {CASE_ID, *inspection.edition.framework.case_field_by_id}
    return mapping.model_copy(
        update={
            "leave_others_unread": False,
            "columns": {heading: field for heading, field in mapping.columns.items() if field in known},
            "values": {field: values for field, values in mapping.values.items() if field in known},
        }
    )
