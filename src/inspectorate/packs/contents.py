"""An inspection as the contents of a pack's files, the same bytes whenever it is the same inspection."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import decimal_text, round_half_up
from inspectorate.kernel.problems import Place, Problem
from inspectorate.packs import faults, layout
from inspectorate.packs.cells import free_text_problem
from inspectorate.packs.descriptor import describe, descriptor_text
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.head import compact, head_of
from inspectorate.packs.history import history_text
from inspectorate.packs.ordering import ordered
from inspectorate.packs.tables import MOST_CHARACTERS
from inspectorate.packs.yaml_layout import yaml_text
from inspectorate.records.casework import Judgement
from inspectorate.records.decisions import Decision
from inspectorate.records.inspection import Inspection
from inspectorate.records.organisation import ContextFigure, Evidence

Rows = Iterable[Sequence[str]]

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")


def contents_of(*, inspection: Inspection, framework: Framework) -> dict[str, bytes]:
    """Return the files of an inspection's pack: name to bytes; a file with nothing in it is left out.

    Raises:
        ProblemsFound: something in it cannot be written so that it would be read as what it is.
    """
    whole = ordered(inspection, framework)
    gathering = Gathering()
    gathering.extend(_not_writable(whole, framework))
    gathering.problems().raise_errors()
    tables = dict(_tables(whole, framework))
    texts = {layout.INSPECTION: yaml_text(head_of(whole))}
    texts |= {file: _csv((columns, *rows)) for file, (columns, rows) in tables.items()}
    texts |= {file: yaml_text({file.partition(".")[0]: items}) for file, items in _lists(whole).items() if items}
    texts |= {layout.findings_file(section.id): section.markdown for section in whole.sections}
    if whole.history:
        texts[layout.HISTORY] = history_text(whole.history)
    if tables:
        columns = {file: columns for file, (columns, _) in tables.items()}
        texts[layout.DESCRIPTOR] = descriptor_text(describe(inspection=whole, framework=framework, tables=columns))
    contents = {file: _encoded(file, text, gathering) for file, text in texts.items()}
    gathering.problems().raise_errors()
    return contents


def _lists(inspection: Inspection) -> dict[str, list[dict[str, object]]]:
    recommendations = [
        compact({"id": one.id, "addressed_to": one.addressed_to, "text": one.text, "standards": one.standards})
        for one in inspection.recommendations
    ]
    return {
        layout.EVIDENCE: [_evidence(item) for item in inspection.evidence],
        layout.FIGURES: [_figure(figure) for figure in inspection.figures],
        layout.DECISIONS: [_decision(decision) for decision in inspection.decisions],
        layout.RECOMMENDATIONS: recommendations,
    }


def _evidence(item: Evidence) -> dict[str, object]:
    return compact(
        {
            "id": item.id,
            "kind": item.kind,
            "summary": item.summary,
            "standards": item.standards,
            "direction": item.direction,
            "source": item.source,
            "observed_on": item.observed_on.isoformat() if item.observed_on else "",
        }
    )


def _figure(figure: ContextFigure) -> dict[str, object]:
    return {
        "id": figure.id,
        "label": figure.label,
        "value": decimal_text(figure.value, figure.places).replace(",", ""),
        "unit": figure.unit,
        "source": figure.source,
        "as_at": figure.as_at,
    }


def _decision(decision: Decision) -> dict[str, object]:
    return compact(
        {
            "standard": decision.standard,
            "kind": decision.kind.value,
            "rating": decision.rating,
            "reason": decision.reason,
            "decided_by": decision.decided_by,
            "decided_on": decision.decided_on.isoformat(),
            "data": decision.data,
            "evidence": decision.evidence,
        }
    )


def _tables(inspection: Inspection, framework: Framework) -> Iterator[tuple[str, tuple[tuple[str, ...], Rows]]]:
    """Go through the tables: file, columns, and rows in the order of the columns."""
    if inspection.cases:
        held = {name for case in inspection.cases for name in case.fields}
        names = [field.id for field in framework.case_fields if field.required or field.id in held]
        rows = [(case.id, *(case.fields.get(name, "") for name in names)) for case in inspection.cases]
        yield layout.CASES, ((layout.CASE_ID, *names), rows)
    if inspection.judgements:
        columns: tuple[str, ...] = layout.JUDGEMENT_COLUMNS
        if any(one.reader for one in inspection.judgements):
            columns = (*columns, layout.READER)
        yield layout.JUDGEMENTS, (columns, _judgement_rows(inspection.judgements, columns))
    if inspection.second_readings:
        columns = layout.SECOND_READING_COLUMNS
        yield layout.SECOND_READINGS, (columns, _judgement_rows(inspection.second_readings, columns))
    for survey in inspection.surveys:
        columns = (survey.respondents, *(question.id for question in survey.questions))
        answers = [[response.get(column, "") for column in columns] for response in survey.responses]
        yield layout.survey_file(survey.id), (columns, answers)


def _judgement_rows(judgements: Iterable[Judgement], columns: Sequence[str]) -> list[list[str]]:
    rows = []
    for one in judgements:
        cells = {
            layout.CASE_ID: one.case_id,
            layout.QUESTION: one.question,
            layout.ANSWER: one.answer,
            layout.READER: one.reader,
        }
        rows.append([cells[column] for column in columns])
    return rows


class _Lines(list[str]):
    """Takes the rows that the csv module writes; it must be told CRLF to quote every kind of line end."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix("\r\n") + "\n")


def _csv(rows: Rows) -> str:
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return "".join(lines)


def _not_writable(inspection: Inspection, framework: Framework) -> Iterator[Problem]:
    """Go through what would not be read as it was written."""
    known = {field.id for field in framework.case_fields}
    for name in sorted({name for case in inspection.cases for name in case.fields} - known):
        place = Place(layout.CASES, column=name)
        yield faults.UNKNOWN_COLUMN.at(place, column=name, hint="")
    yield from _names("survey", [survey.id for survey in inspection.surveys])
    yield from _names("section", [section.id for section in inspection.sections])
    for survey in inspection.surveys:
        columns = {survey.respondents, *(question.id for question in survey.questions)}
        for number, response in enumerate(survey.responses, start=1):
            place = Place(layout.survey_file(survey.id), field=f"response {number}")
            if not set(response) <= columns:
                why = f"{', '.join(sorted(set(response) - columns))} is no question of the survey"
                yield faults.NOT_WRITABLE.at(place, why=why)
            if survey.respondents not in response:
                yield faults.NOT_WRITABLE.at(place, why="it does not say whose it is")
    for figure in inspection.figures:
        if round_half_up(figure.value, figure.places) != figure.value:
            why = f"{figure.value} has no exact form with {figure.places} decimal places"
            yield faults.NOT_WRITABLE.at(Place(layout.FIGURES, field=figure.id), why=why)
    yield from _unsafe_cells(inspection, framework)


def _unsafe_cells(inspection: Inspection, framework: Framework) -> Iterator[Problem]:
    """Go through the texts in tables that a spreadsheet would work out, or whose ends cannot be seen."""
    stated = {*framework.counts, *(value for field in framework.case_fields for value in field.allowed)}
    stated |= {answer for survey in inspection.surveys for one in survey.questions for answer in one.answers}
    for file, (columns, rows) in _tables(inspection, framework):
        for column, values in zip(columns, zip(*rows, strict=True), strict=False):
            for value in sorted(set(values) - stated):
                place = Place(file, column=column)
                if len(value) > MOST_CHARACTERS:
                    yield faults.NOT_WRITABLE.at(place, why=f"it has more than {MOST_CHARACTERS:,} characters")
                elif problem := free_text_problem(value, place):
                    yield problem


def _names(thing: str, names: Sequence[str]) -> Iterator[Problem]:
    """Go through the identifiers that cannot each name a file."""
    for number, name in enumerate(names):
        place = Place(layout.SURVEYS if thing == "survey" else layout.FINDINGS, field=name)
        if not _FILE_NAME.fullmatch(name):
            yield faults.UNSAFE_NAME.at(place, thing=thing, id=name)
        if name in names[:number]:
            yield faults.NOT_WRITABLE.at(place, why=f'two of the {thing}s are called "{name}"')


def _encoded(file: str, text: str, gathering: Gathering) -> bytes:
    if "\0" in text or text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        gathering.add(faults.NOT_WRITABLE.at(Place(file), why="it holds a character that a text file cannot hold"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        gathering.add(faults.NOT_WRITABLE.at(Place(file), why="it holds half of a character"))
        return b""
