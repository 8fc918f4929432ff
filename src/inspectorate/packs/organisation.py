"""evidence.yaml, figures.yaml and decisions.yaml: what is recorded about the organisation, and what a panel decided."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import StrictInt

from inspectorate.frameworks.yamlfile import Path, YamlFile
from inspectorate.kernel.numbers import decimal_text
from inspectorate.kernel.problems import Problem, nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.cells import date_problem, date_readings, day_of
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.inspection_file import Head
from inspectorate.packs.yaml_reading import Shape, Text, read_list, tell_twice, tell_unknown_standards
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.organisation import ContextFigure, Evidence

_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.([0-9]{1,9}))?", re.ASCII)


class EvidenceShape(Shape):
    """An item of evidence."""

    id: Text
    kind: Literal["meeting", "interview", "document", "observation", "survey", "data", "case"]
    summary: Text
    standards: tuple[str, ...] = ()
    direction: Literal["supports", "challenges", "context"]
    source: Text
    observed_on: str | None = None


class FigureShape(Shape):
    """A context figure."""

    id: Text
    label: Text
    value: str | StrictInt
    unit: Literal["count", "percent", "per_1000", "days", "fte", "years", "number"]
    source: Text
    as_at: Text


class DecisionShape(Shape):
    """A decision."""

    standard: str
    kind: DecisionKind
    rating: str = ""
    reason: str = ""
    decided_by: Text
    decided_on: str
    data: str = ""
    evidence: tuple[str, ...] = ()


def read_evidence(folder: PackFolder, head: Head) -> tuple[tuple[Evidence, ...], bool]:
    """Return the evidence log, in the file's order, and whether that is all of it."""
    listed = read_list(folder, layout.EVIDENCE, EvidenceShape)
    file, items = listed.file, listed.items
    if file is None:
        return (), listed.whole
    tell_twice("items of evidence", [(item.id, (*path, "id")) for path, item in items], file, folder.problems)
    found = []
    for path, item in items:
        _tell_standards(item.standards, head, file, (*path, "standards"), folder.problems)
        observed_on = None
        if item.observed_on is not None:
            observed_on = _day(item.observed_on, file, (*path, "observed_on"), folder.problems)
        found.append(
            Evidence(
                id=item.id,
                kind=item.kind,
                summary=item.summary,
                standards=item.standards,
                direction=item.direction,
                source=item.source,
                observed_on=observed_on,
            )
        )
    return tuple(found), listed.whole


def read_figures(folder: PackFolder, head: Head, cases: int) -> tuple[ContextFigure, ...]:
    """Return the context figures, in the file's order, and check the one that counts the population."""
    listed = read_list(folder, layout.FIGURES, FigureShape)
    file, items, whole = listed.file, listed.items, listed.whole
    figures: list[ContextFigure] = []
    if file is not None:
        tell_twice("figures", [(item.id, (*path, "id")) for path, item in items], file, folder.problems)
        for path, item in items:
            written = str(item.value)
            number = _NUMBER.fullmatch(written)
            if number is None:
                place = file.place((*path, "value"))
                folder.problems.add(faults.FIGURE_NOT_EXACT.at(place, value=written))
                whole = False
            if date_readings(item.as_at):
                folder.problems.extend(_spreadsheet_date(item.as_at, file, (*path, "as_at")))
            figures.append(
                ContextFigure(
                    id=item.id,
                    label=item.label,
                    value=Fraction(0) if number is None else Fraction(written),
                    places=0 if number is None else len(number[1] or ""),
                    unit=item.unit,
                    source=item.source,
                    as_at=item.as_at,
                )
            )
    if head.shape.population and whole:
        _check_population(figures, head, cases, folder.problems)
    return tuple(figures)


def read_decisions(folder: PackFolder, head: Head, evidence: frozenset[str] | None) -> tuple[Decision, ...]:
    """Return the decisions, in the file's order; whether the rules allow them is for the ratings to say.

    ``evidence`` are the identifiers in the evidence log, None where it could not be read as a whole.
    """
    listed = read_list(folder, layout.DECISIONS, DecisionShape)
    file, items = listed.file, listed.items
    if file is None:
        return ()
    found = []
    for path, item in items:
        problems = folder.problems
        _tell_standards((item.standard,), head, file, (*path, "standard"), problems)
        _tell_rating(item, head, file, path, problems)
        if not item.reason.strip():
            problems.add(faults.REASON_MISSING.at(file.place((*path, "reason")), standard=item.standard))
        for number, name in enumerate(item.evidence):
            if evidence is not None and name not in evidence:
                place = file.place((*path, "evidence", number))
                problems.add(faults.UNKNOWN_EVIDENCE.at(place, evidence=name, hint=nearest(name, evidence)))
        found.append(
            Decision(
                standard=item.standard,
                kind=item.kind,
                reason=item.reason,
                decided_by=item.decided_by,
                decided_on=_day(item.decided_on, file, (*path, "decided_on"), problems) or date.min,
                rating=item.rating,
                data=item.data,
                evidence=item.evidence,
            )
        )
    return tuple(found)


def _tell_standards(standards: tuple[str, ...], head: Head, file: YamlFile, path: Path, problems: Gathering) -> None:
    if head.edition is not None:
        reference = str(head.edition.framework.reference)
        tell_unknown_standards(standards, head.standards, reference, file.place(path), problems)


def _tell_rating(item: DecisionShape, head: Head, file: YamlFile, path: Path, problems: Gathering) -> None:
    place = file.place((*path, "rating"))
    if item.kind is DecisionKind.NOT_RATED:
        if item.rating:
            problems.add(faults.RATING_OUT_OF_PLACE.at(place, standard=item.standard, rating=item.rating))
    elif head.edition is not None and item.rating not in head.edition.framework.ratings:
        hint = nearest(item.rating, head.edition.framework.ratings)
        problems.add(faults.UNKNOWN_RATING.at(place, rating=item.rating, hint=hint))


def _day(text: str, file: YamlFile, path: Path, problems: Gathering) -> date | None:
    day = day_of(text)
    if day is None:
        problems.add(date_problem(text, file.place(path)))
    return day


def _spreadsheet_date(text: str, file: YamlFile, path: Path) -> list[Problem]:
    return [] if day_of(text) is not None else [date_problem(text, file.place(path))]


def _check_population(figures: list[ContextFigure], head: Head, cases: int, problems: Gathering) -> None:
    name, place = head.shape.population, head.file.place(("population",))
    figure = next((figure for figure in figures if figure.id == name), None)
    if figure is None:
        hint = nearest(name, (figure.id for figure in figures))
        problems.add(faults.POPULATION_UNKNOWN.at(place, figure=name, hint=hint))
    elif figure.unit != "count" or figure.value.denominator != 1:
        words = {"figure": name, "value": decimal_text(figure.value, figure.places), "unit": figure.unit}
        problems.add(faults.POPULATION_NOT_A_COUNT.at(place, **words))
    elif figure.value < cases:
        words = {"population": f"{int(figure.value):,}", "cases": f"{cases:,}"}
        problems.add(faults.POPULATION_TOO_SMALL.at(place, **words))
