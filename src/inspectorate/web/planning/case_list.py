"""Checks a list of cases before they are added: their identifiers, and their fields by the framework's names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from inspectorate.frameworks.model import CaseField, Framework
from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.packs import layout
from inspectorate.packs.cases import field_problem
from inspectorate.packs.cells import free_text_problem
from inspectorate.records.casework import Case
from inspectorate.web.planning import faults
from inspectorate.web.planning.texts import text_problems

LIST = "cases"
"""The file's name in a problem's place; the line is the case's number in the list, from 1."""
ADDRESSABLE = re.compile(r"(?!\.{1,2}\Z)[\w .()+,:;@~-]{1,60}")
"""What a case may be called, so that it can have a page of its own."""


def case_problems(cases: Sequence[Case], *, framework: Framework, there: AbstractSet[str]) -> Iterator[Problem]:
    """Go through everything that is wrong with cases to be added; ``there`` are the identifiers taken already."""
    fields = framework.case_field_by_id
    first: dict[str, int] = {}
    for line, case in enumerate(cases, start=1):
        yield from _identifier_problems(case.id, line, first, there)
        first.setdefault(case.id, line)
        yield from _field_problems(case, line, fields)


def _identifier_problems(
    reference: str, line: int, first: Mapping[str, int], there: AbstractSet[str]
) -> Iterator[Problem]:
    place = Place(LIST, line=line, column=layout.CASE_ID)
    if not reference.strip():
        yield faults.CASE_WITHOUT_ID.at(place)
        return
    if wrong := free_text_problem(reference, place):
        yield wrong
    elif not ADDRESSABLE.fullmatch(reference):
        yield faults.CASE_NOT_ADDRESSABLE.at(place, case=reference)
    if reference in there:
        yield faults.CASE_TWICE.at(place, case=reference)
    elif reference in first:
        yield faults.CASE_LISTED_TWICE.at(place, case=reference, first=first[reference])


def _field_problems(case: Case, line: int, fields: Mapping[str, CaseField]) -> Iterator[Problem]:
    for name, field in fields.items():
        place = Place(LIST, line=line, column=name)
        value = case.fields.get(name, "")
        unkept = text_problems(value, field=name)
        yield from (replace(problem, place=place) for problem in unkept)
        if not unkept and (wrong := field_problem(field, value, place)):
            yield wrong
    for name in case.fields:
        if name not in fields:
            hint = nearest(name, fields)
            yield faults.UNKNOWN_CASE_FIELD.at(Place(LIST, line=line, column=name), field=name, hint=hint)
