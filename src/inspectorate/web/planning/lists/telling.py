"""What the pages of a case list say: what is asked for, how columns are read, and problems by their kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspectorate.frameworks.loading import Edition
from inspectorate.frameworks.model import CaseField, FieldType, Framework
from inspectorate.kernel.problems import Problem, Severity
from inspectorate.sampling.case_list import CaseList
from inspectorate.sampling.listing import ListProblems
from inspectorate.sampling.mapping import CASE_ID, CASE_LABEL, is_personal, plain
from inspectorate.sampling.writing import Rows
from inspectorate.web.planning.lists.checking import needed_fields
from inspectorate.web.planning.lists.queries import KeptList

_OURS = re.compile(r"(?:\A|_)inspectors?(?:_|\Z)")
"""Fields that inspectors fill in once they have read the case."""
OPEN = 5
"""Problems of a kind that stand open on the page; more are folded away."""

TITLES: Mapping[str, str] = {
    "list-without-cases": "No cases",
    "too-many-cases": "Too many cases",
    "read-as-windows": "Read as Windows-1252",
    "not-csv": "The table breaks off",
    "sheets-not-read": "Other sheets were not read",
    "merged-cells": "Merged cells",
    "formula-cell": "Cells that hold a formula",
    "no-heading": "Columns without a heading",
    "heading-twice": "Headings that stand twice",
    "personal-column": "Columns that look personal",
    "column-not-asked-for": "Columns that are not asked for",
    "column-left-unread": "Columns that were left unread",
    "personal-column-mapped": "Columns that look personal and are to be read",
    "column-missing": "Columns that are missing",
    "field-twice": "Columns that are said to be the same",
    "field-unknown": "Columns that are said to be no field of the framework",
    "ragged-row": "Rows with too few or too many cells",
    "blank-cell": "Blank cells",
    "case-twice": "Cases that stand more than once",
    "space-around": "Spaces before or after a text",
    "control-character": "Characters that cannot be seen",
    "cell-too-long": "Cells that are too long",
    "formula": "Texts that a spreadsheet would work out",
    "reference-like-a-name": "Case references that look like names",
    "reference-not-usable": "Case references that cannot be used",
    "value-not-allowed": "Values that the framework does not allow",
    "not-a-date": "Texts that are no dates",
    "impossible-date": "Days that do not exist",
    "date-as-number": "Days that are numbers",
    "day-first": "Days written with the day or month first",
    "date-out-of-range": "Days that are out of range",
}
"""What each kind of problem that a list can have is called, over all of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field that is asked for, in words."""

    label: str
    what: str
    is_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Problems of one kind: the first of them, and how many there are. ``remedy`` is told once where all have it."""

    code: str
    title: str
    is_error: bool
    count: int
    told: tuple[Problem, ...]
    remedy: str

    @property
    def is_open(self) -> bool:
        """Say whether its rows stand open."""
        return len(self.told) <= OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A value as the list writes it, and as what it was read."""

    field: str
    written: str
    read_as: str


def asked_of(edition: Edition) -> tuple[Asked, ...]:
    """Return the columns that are asked for: those that are needed first, each group in the framework's order.

    What inspectors fill in is not asked of the body, though a list may have it.
    """
    needed = needed_fields(edition)
    reference = Asked(label=CASE_LABEL, what="The number in your case system; never a name", is_needed=True)
    fields = [
        Asked(label=field.label, what=_what(field), is_needed=field.id in needed)
        for field in edition.framework.case_fields
        if field.id in needed or not _OURS.search(field.id)
    ]
    return (reference, *sorted(fields, key=lambda one: not one.is_needed))


def _what(field: CaseField) -> str:
    match field.type:
        case FieldType.DATE:
            return "A day, such as 2022-07-18"
        case FieldType.BOOLEAN:
            return "Yes or no"
        case FieldType.TEXT:
            return "A text"
    return "One of: " + "; ".join(field.label_of(value) for value in field.allowed)


def template_of(edition: Edition) -> Rows:
    """Return a table with a heading for each column that is asked for, and no row."""
    return Rows(headings=tuple(one.label for one in asked_of(edition)), rows=())


def kept_rows(kept: KeptList) -> Rows:
    """Return a kept list as a table with the headings of its file, so that a record of a draw finds its columns."""
    headings = {field: heading for heading, field in kept.mapping.columns.items()}
    cases = kept.case_list.cases.select(kept.columns)
    return Rows(headings=tuple(headings.get(one, one) for one in kept.columns), rows=tuple(cases.iter_rows()))


def labels_of(framework: Framework) -> dict[str, str]:
    """Return what each field that a column can be is called."""
    return {CASE_ID: CASE_LABEL, **{field.id: field.label for field in framework.case_fields}}


def fields_for(heading: str, framework: Framework) -> dict[str, str]:
    """Return the fields that a column may be said to be; one that looks personal may be the field of that very name."""
    labels = labels_of(framework)
    if not is_personal(heading):
        return labels
    return {field: label for field, label in labels.items() if plain(heading) in {plain(field), plain(label)}}


def groups_of(problems: ListProblems) -> tuple[Group, ...]:
    """Return problems by their kind: errors first, and of each the kinds with the most of them."""
    by_code: dict[str, list[Problem]] = defaultdict(list)
    for one in problems.problems:
        by_code[one.code].append(one)
    groups = (_group(code, told, problems.counts[code]) for code, told in by_code.items())
    return tuple(sorted(groups, key=lambda one: (not one.is_error, -one.count, one.title)))


def _group(code: str, told: list[Problem], count: int) -> Group:
    remedies = {one.remedy for one in told}
    return Group(
        code=code,
        title=TITLES.get(code, code.replace("-", " ").capitalize()),
        is_error=told[0].severity is Severity.ERROR,
        count=count,
        told=tuple(told),
        remedy=remedies.pop() if len(remedies) == 1 else "",
    )


def spellings_in(case_list: CaseList, framework: Framework) -> Iterator[Spelling]:
    """Go through the values that a list writes otherwise than the framework calls them, by field."""
    for field in framework.case_fields:
        if field.id in case_list.fields:
            for written, value in case_list.mapping.values.get(field.id, {}).items():
                read_as = field.label_of(value)
                if plain(written) not in {plain(read_as), plain(value)}:
                    yield Spelling(field=field.label, written=written, read_as=read_as)
