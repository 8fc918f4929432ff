"""Key questions compared by group: which case fields a report compares by, and the charts that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.kernel.problems import Place
from inspectorate.ratings.model import StandardRating
from inspectorate.records.inspection import Section
from inspectorate.reports.charting import FEWEST_CASES, group_chart, has_group_chart
from inspectorate.reports.document import Block, Link, Paragraph, Text
from inspectorate.reports.draft import Draft
from inspectorate.reports.prose import paragraph
from inspectorate.reports.references import REFERENCE, Reference, parse_reference
from inspectorate.reports.wording import listed, lowered

MOST_ROWS = 12
"""The rows of a comparison that one chart holds, so that it stays on a printed page."""
ANCHOR = "groups-compared"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Standards whose key questions one chart compares by a case field."""

    field: str
    standards: tuple[str, ...]


def comparisons(draft: Draft, compare_by: Sequence[str] | None) -> tuple[Comparison, ...]:
    """Return the comparisons of every key question by each case field that is asked for.

    Where none is asked for, by each that the narrative compares by, so that what it says is also shown in full. A
    standard whose own section draws the comparison is not drawn again.
    """
    found = []
    for field in _compared_by_narrative(draft) if compare_by is None else compare_by:
        standards = [
            one.id
            for one in draft.rating.standards
            if has_cases(one) and field not in fields_compared(draft, draft.section(one.id))
        ]
        found += [
            Comparison(field, together)
            for together in _by_page(draft, field, standards)
            if has_group_chart(draft, field, together)
        ]
    return tuple(found)


def pointer(draft: Draft, found: Sequence[Comparison]) -> Paragraph:
    """Say where in the report the comparisons stand."""
    return paragraph(
        f"Key questions are compared by {_fields(draft, found)} in ",
        Link((Text("the annexe"),), f"#{ANCHOR}"), ".",
    )  # fmt: skip


def compared(draft: Draft, compare_by: Sequence[str] | None) -> Iterator[Block]:
    """Give the charts of key questions by group, and say how to read them; nothing where there is none."""
    found = comparisons(draft, compare_by)
    if not found:
        return
    yield draft.heading(3, f"How key questions compare by {_fields(draft, found)}", ANCHOR)
    yield paragraph(
        "The charts show the percentage of relevant cases judged 'Yes' on each key question, by group. Groups can"
        " be small. Where the lines of two groups overlap, the difference between them may well be chance."
    )
    for one in found:
        chart = group_chart(draft, one.field, one.standards, title=f"Key questions of {listed(one.standards)}")
        if chart is not None:
            yield chart


def has_cases(standard: StandardRating) -> bool:
    """Return whether any key question of a standard has a relevant case."""
    return any(question.share.relevant for question in standard.key_questions)


def fields_compared(draft: Draft, section: Section | None) -> tuple[str, ...]:
    """Return the case fields that the references in a section compare by, in the order of the framework."""
    said = {
        name
        for found in REFERENCE.finditer(section.markdown if section else "")
        if isinstance(reference := parse_reference(found[1], Place()), Reference) and reference.survey is None
        for name, _ in reference.where
    }
    return tuple(one.id for one in draft.framework.case_fields if one.id in said)


def _compared_by_narrative(draft: Draft) -> tuple[str, ...]:
    """Return the case fields that the narrative compares by, in the order of the framework."""
    said = {name for section in draft.inspection.sections for name in fields_compared(draft, section)}
    return tuple(one.id for one in draft.framework.case_fields if one.id in said)


def _fields(draft: Draft, found: Sequence[Comparison]) -> str:
    fields = dict.fromkeys(one.field for one in found)
    return listed(lowered(draft.framework.case_field_by_id[field].label) for field in fields)


def _by_page(draft: Draft, field: str, standards: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Put standards together as far as their chart stays on a page."""
    groups = sum(group.field == field and group.cases >= FEWEST_CASES for group in draft.results.groups)
    together: list[str] = []
    rows = 0
    for standard in standards:
        more = groups * len(draft.framework.standards[standard].key_questions)
        if together and rows + more > MOST_ROWS:
            yield tuple(together)
            together, rows = [], 0
        together.append(standard)
        rows += more
    if together:
        yield tuple(together)
