"""What can be done with a case list, and what it means in the database."""

from __future__ import annotations

from typing import Any

from inspectorate.records.history import Act
from inspectorate.sampling import mapping
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import HandedInList, Inspection

CASE_LIST_HANDED_IN = "case-list-handed-in"


def _handed_in(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    columns, rows = details["columns"], details["rows"]
    _refuse(chain, columns, rows)
    HandedInList.objects.create(
        inspection_id=chain,
        sequence=sequence,
        name=details["name"],
        kind=details["kind"],
        digest=details["digest"],
        mapping=mapping.ListMapping.model_validate(details["mapping"]).model_dump(mode="json"),
        columns=columns,
        rows=rows,
        count=len(rows),
        by_id=act.by,
        at=act.at,
    )


def _refuse(chain: str, columns: object, rows: object) -> None:
    """Refuse what is no table of cases by the inspection's framework: a pack may say anything.

    Raises:
        ValueError: it is none.
    """
    known = Inspection.objects.get(id=chain).edition.framework.case_field_by_id
    if not isinstance(columns, list) or columns[:1] != [mapping.CASE_ID] or not set(columns[1:]) <= set(known):
        raise ValueError("its columns are no case fields")
    if len(set(columns)) != len(columns) or not isinstance(rows, list) or not rows:
        raise ValueError("it is no table")
    if any(len(row) != len(columns) or not all(isinstance(cell, str) for cell in row) for row in rows):
        raise ValueError("its rows are not as its columns")
    if len({row[0] for row in rows}) != len(rows):
        raise ValueError("a case stands in it twice")


APPLIERS: Appliers = {CASE_LIST_HANDED_IN: _handed_in}
