"""What somebody says on the page of columns: which is which field, and which are left unread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, Problem
from inspectorate.sampling.mapping import CASE_ID, ListMapping, is_personal
from inspectorate.web.planning.lists import faults
from inspectorate.web.planning.lists.checking import Opened
from inspectorate.web.planning.lists.telling import fields_for, labels_of

UNREAD = "-"
"""What a column's select says where it is to be left unread; where it says nothing, the column is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as the page shows it: its heading, what is chosen, what may be chosen, and a word about it."""

    name: str
    heading: str
    chosen: str
    fields: Mapping[str, str]
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen for each column, by its place in the list, and what is wrong with it."""

    mapping: ListMapping
    problems: tuple[Problem, ...]


def columns_of(
    opened: Opened, mapping: ListMapping, framework: Framework, *, remembered: ListMapping | None
) -> tuple[Column, ...]:
    """Return the columns of a list as they are read by a mapping; those without a heading are left out."""
    found = []
    for number, heading in enumerate(opened.source.headings):
        if heading and heading not in opened.source.headings[:number]:
            chosen = mapping.columns.get(heading, UNREAD if heading in mapping.left_unread else "")
            found.append(
                Column(
                    name=f"column-{number}",
                    heading=heading,
                    chosen=chosen,
                    fields=fields_for(heading, framework),
                    hint=_hint(heading, chosen, remembered),
                )
            )
    return tuple(found)


def _hint(heading: str, chosen: str, remembered: ListMapping | None) -> str:
    is_remembered = remembered is not None and (heading in remembered.columns or heading in remembered.left_unread)
    if chosen and is_remembered:
        return "As in your last list."
    if chosen == UNREAD:
        return "Nothing of it is read or kept."
    if is_personal(heading):
        return "Looks like names, dates of birth or the like, which are refused."
    return "Guessed from the heading." if chosen else "Not asked for, and refused as it stands."


def missing_from(mapping: ListMapping, needed: tuple[str, ...], framework: Framework) -> tuple[str, ...]:
    """Return the labels of the fields that are needed and that no column is said to be."""
    labels, there = labels_of(framework), set(mapping.columns.values())
    return tuple(labels[field] for field in (CASE_ID, *needed) if field not in there)


def read_columns(said: Mapping[str, str], opened: Opened, mapping: ListMapping, framework: Framework) -> Chosen:
    """Read what a form says of each column; ``mapping`` is what was proposed, of which the values' spellings stay."""
    problems: list[Problem] = []
    columns: dict[str, str] = {}
    unread: list[str] = []
    labels = labels_of(framework)
    others = bool(said.get("others"))
    for number, heading in enumerate(opened.source.headings):
        name = f"column-{number}"
        if not heading or heading in opened.source.headings[:number]:
            continue  # both are problems of the list, which its check tells
        field = said.get(name, "")
        if field == UNREAD or (not field and others):
            unread.append(heading)
        elif field and field not in fields_for(heading, framework):
            problems.append(faults.COLUMN_NOT_READABLE.at(Place(field=name)))
        elif field and field in columns.values():
            first = next(one for one, taken in columns.items() if taken == field)
            words = {"field": labels[field], "first": first, "second": heading}
            problems.append(faults.FIELD_CHOSEN_TWICE.at(Place(field=name), **words))
        elif field:
            columns[heading] = field
    chosen = mapping.model_copy(
        update={
            "columns": columns,
            "left_unread": tuple(dict.fromkeys(unread)),
            "leave_others_unread": others,
            "day_first": bool(said.get("day_first")),
            "sheet": opened.source.sheet,
        }
    )
    return Chosen(mapping=chosen, problems=tuple(problems))
