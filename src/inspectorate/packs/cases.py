"""cases.csv: the inspected cases, a row each."""

from __future__ import annotations

from dataclasses import dataclass

from inspectorate.frameworks.model import CaseField, FieldType, Framework
from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.cells import date_problem, day_of, free_text_problem, mangled, nearest_value
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.tables import Table, read_table
from inspectorate.records.casework import Case


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that were read. ``doubtful`` are those with a wrong field, of which nobody can say what they are asked.

    ``complete`` is false where the table could not be read as a whole, so that a case may be there and not known here.
    """

    cases: tuple[Case, ...] = ()
    doubtful: frozenset[str] = frozenset()
    complete: bool = True
    table: Table | None = None


def read_cases(folder: PackFolder, framework: Framework | None) -> Cases:
    """Return a pack's cases, in the table's order; without a framework only their identifiers are checked."""
    text = folder.text(layout.CASES)
    if text is None:
        return Cases(complete=layout.CASES not in folder.entries())
    fields = framework.case_fields if framework is not None else ()
    optional = None if framework is None else [field.id for field in fields]
    table = read_table(text, layout.CASES, required=(layout.CASE_ID,), optional=optional, problems=folder.problems)
    if table is None:
        return Cases(complete=False)
    _tell_missing_columns(table, fields, folder.problems)
    cases: list[Case] = []
    doubtful: set[str] = set()
    first: dict[str, int] = {}
    held = [field for field in fields if field.id in table.columns]
    names = tuple(field.id for field in held)
    for line, (case_id, *values) in table.cells((layout.CASE_ID, *names)):
        place = table.place(line, layout.CASE_ID)
        if not case_id.strip():
            folder.problems.add(faults.BLANK_CELL.at(place, column=layout.CASE_ID))
            continue
        if fault := free_text_problem(case_id, place):
            folder.problems.add(fault)
        if case_id in first:
            folder.problems.add(faults.CASE_TWICE.at(place, case=case_id, first=first[case_id]))
            continue
        first[case_id] = line
        for field, value in zip(held, values, strict=True):
            wrong = field_problem(field, value, table.place(line, field.id))
            if wrong is not None:
                folder.problems.add(wrong)
                doubtful.add(case_id)
        cases.append(Case(id=case_id, fields={name: v for name, v in zip(names, values, strict=True) if v}))
    if any(field.required and field.id not in table.columns for field in fields):
        doubtful.update(first)
    return Cases(tuple(cases), frozenset(doubtful), complete=table.whole, table=table)


def field_problem(field: CaseField, value: str, place: Place) -> Problem | None:
    """Say what is wrong with a case field's value; None where nothing is. A blank is no value."""
    if not value:
        return faults.BLANK_CELL.at(place, column=field.id) if field.required else None
    if field.type is FieldType.DATE:
        return None if day_of(value) is not None else date_problem(value, place)
    if field.type is FieldType.TEXT:
        return free_text_problem(value, place)
    if value in field.allowed:
        return None
    hint = nearest_value(value, field.allowed)
    told = None if hint.startswith("Did") else mangled(value, place)
    return told or faults.VALUE_NOT_ALLOWED.at(place, column=field.id, value=value, hint=hint)


def _tell_missing_columns(table: Table, fields: tuple[CaseField, ...], problems: Gathering) -> None:
    known = {layout.CASE_ID, *(field.id for field in fields)}
    unknown = [name for name in table.header if name not in known]
    for field in fields:
        if field.required and field.id not in table.columns:
            close = nearest(field.id, unknown)
            hint = close.replace("Did you mean", "Is it called").replace("?", " here?") if "Did" in close else ""
            problems.add(faults.MISSING_COLUMN.at(Place(table.file, line=1), column=field.id, hint=hint))
