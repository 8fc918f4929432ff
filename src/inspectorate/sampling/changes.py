"""What a second list says otherwise than the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from inspectorate.sampling.case_list import CaseList
from inspectorate.sampling.delimited import LINE
from inspectorate.sampling.mapping import CASE_ID

MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """One field of one case that stands otherwise in the second list."""

    case: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChanges:
    """Differences between two lists. The listings may be cut short; the counts are of all.

    ``fields_added`` and ``fields_removed`` are columns that only one of the lists has; their cells are not compared.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedCell, ...]
    added_count: int
    removed_count: int
    changed_counts: Mapping[str, int]
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()

    @property
    def are_none(self) -> bool:
        """Say whether both lists hold the same."""
        others = (self.added_count, self.removed_count, self.changed_counts, self.fields_added, self.fields_removed)
        return not any(others)


def list_changes(first: CaseList, second: CaseList, *, most: int = MOST) -> ListChanges:
    """Compare a second list with the first, case by case and field by field; ``most`` of each kind are listed.

    Both lists have each case once; the order of rows does not matter.
    """
    before, after = (one.cases.drop(LINE) for one in (first, second))
    added = after.join(before, on=CASE_ID, how="anti")[CASE_ID].sort()
    removed = before.join(after, on=CASE_ID, how="anti")[CASE_ID].sort()
    both = [name for name in first.fields if name in second.fields]
    joined = before.join(after, on=CASE_ID, how="inner", suffix=" after").sort(CASE_ID)
    counts: dict[str, int] = {}
    cells: list[ChangedCell] = []
    for name in both:
        differ = joined.filter(pl.col(name) != pl.col(f"{name} after")).select(CASE_ID, name, f"{name} after")
        if differ.height:
            counts[name] = differ.height
        for case, was, now in differ.head(most - len(cells)).iter_rows():
            cells.append(ChangedCell(case=case, field=name, before=was, after=now))
    return ListChanges(
        added=tuple(added.head(most).to_list()),
        removed=tuple(removed.head(most).to_list()),
        changed=tuple(sorted(cells, key=lambda cell: (cell.case, both.index(cell.field)))),
        added_count=added.len(),
        removed_count=removed.len(),
        changed_counts=counts,
        fields_added=tuple(name for name in second.fields if name not in first.fields),
        fields_removed=tuple(name for name in first.fields if name not in second.fields),
    )
