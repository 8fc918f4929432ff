"""The record of a draw: a small file from which, with the list, anybody draws the same sample again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from inspectorate.frameworks.eligibility import Day, Eligibility
from inspectorate.frameworks.loading import Edition
from inspectorate.frameworks.values import ExactNumber, Part
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, Problem, ProblemsFound, Severity
from inspectorate.sampling import faults
from inspectorate.sampling.case_list import CaseList, read_list
from inspectorate.sampling.draw import ALGORITHM
from inspectorate.sampling.drawing import Design, Drawing, draw_sample, needed_fields, replace_in
from inspectorate.sampling.mapping import ListMapping
from inspectorate.sampling.source import Source
from inspectorate.sampling.strata import Cell

MOST_BYTES = 50_000_000
_SHOWN = 5


class RecordedList(Part):
    """The list that was drawn from: ``digest`` is of its cases, whatever their order or the kind of file."""

    file: str
    file_digest: str
    digest: str
    rows: int


class RecordedExclusion(Part):
    """How many cases a rule left out."""

    rule: str
    says: str
    cases: int


class RecordedWindow(Part):
    """The days that a rule gave."""

    rule: str
    first: Day
    last: Day


class RecordedSize(Part):
    """The size that was worked out: ``z`` is the normal quantile, ``margin`` the one that so many cases give."""

    cases: int
    population: int
    z: ExactNumber
    margin: ExactNumber
    says: str


class RecordedStratum(Part):
    """A stratum, and the cases that were drawn from it first, in drawn order."""

    label: str
    cells: tuple[Cell, ...]
    eligible: int
    drawn: tuple[str, ...]


class RecordedMerge(Part):
    """A small stratum and the one that it was merged into."""

    small: tuple[Cell, ...]
    into: tuple[Cell, ...]


class RecordedReplacement(Part):
    """A case that was replaced, why, and by which."""

    case: str
    reason: str
    by: str


class Record(Part):
    """Everything about a draw but the list itself."""

    format: Literal[1] = 1
    kind: Literal["inspectorate draw"] = "inspectorate draw"
    algorithm: str
    framework: str
    framework_digest: str
    list: RecordedList
    mapping: ListMapping
    rules: Eligibility | None = None
    design: Design
    eligible: int
    exclusions: tuple[RecordedExclusion, ...] = ()
    windows: tuple[RecordedWindow, ...] = ()
    size: RecordedSize
    strata: tuple[RecordedStratum, ...]
    merges: tuple[RecordedMerge, ...] = ()
    replacements: tuple[RecordedReplacement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAgain:
    """A sample that was drawn again from its record, and every difference; none that is an error: it is the same."""

    case_list: CaseList
    drawing: Drawing
    differences: tuple[Problem, ...]

    @property
    def is_the_same(self) -> bool:
        """Say whether list, framework and result are those of the record."""
        return not any(problem.severity is Severity.ERROR for problem in self.differences)


def record_of(case_list: CaseList, drawing: Drawing, *, edition: Edition, rules: Eligibility | None) -> Record:
    """Return the record of a draw."""
    drawn, size = drawing.draw, drawing.size
    return Record(
        algorithm=drawn.algorithm,
        framework=str(edition.framework.reference),
        framework_digest=edition.digest,
        list=RecordedList(
            file=case_list.file, file_digest=case_list.file_digest, digest=case_list.digest, rows=case_list.rows
        ),
        mapping=case_list.mapping,
        rules=rules,
        design=drawing.design,
        eligible=drawing.eligible.eligible,
        exclusions=tuple(
            RecordedExclusion(rule=one.rule, says=one.says, cases=one.cases) for one in drawing.eligible.exclusions
        ),
        windows=tuple(
            RecordedWindow(rule=rule, first=first, last=last) for rule, first, last in drawing.eligible.windows
        ),
        size=RecordedSize(cases=size.cases, population=size.population, z=size.z, margin=size.margin, says=size.says),
        strata=tuple(
            RecordedStratum(label=one.label, cells=one.cells, eligible=one.eligible, drawn=one.order[: one.size])
            for one in drawn.strata
        ),
        merges=tuple(RecordedMerge(small=one.small, into=one.into) for one in drawn.merges),
        replacements=tuple(
            RecordedReplacement(case=one.case, reason=one.reason, by=one.by) for one in drawn.replacements
        ),
    )


def record_text(record: Record) -> str:
    """Write a record as JSON in one fixed layout: equal records give equal bytes."""
    data: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def read_record(data: bytes, *, name: str) -> Record:
    """Read a record from its file's bytes.

    Raises:
        ProblemsFound: it is no record, or one of an algorithm that is not known here.
    """
    if len(data) > MOST_BYTES:
        raise ProblemsFound([faults.RECORD_UNREADABLE.at(Place(name), why="it is too large")])
    try:
        record = Record.model_validate(json.loads(data.decode("utf-8")))
    except ValidationError as error:
        raise ProblemsFound([_shape(dict(one), name) for one in error.errors(include_url=False)]) from None
    except json.JSONDecodeError as error:
        place = Place(name, line=error.lineno)
        raise ProblemsFound([faults.RECORD_UNREADABLE.at(place, why=f"it is no JSON ({error.msg})")]) from None
    except (ValueError, RecursionError):
        why = "it is no UTF-8 text, or is nested too deeply"
        raise ProblemsFound([faults.RECORD_UNREADABLE.at(Place(name), why=why)]) from None
    try:
        FrameworkReference.parse(record.framework)
    except ValueError as error:
        raise ProblemsFound([faults.RECORD_SHAPE.at(Place(name, field="framework"), why=error)]) from None
    if record.algorithm != ALGORITHM:
        problem = faults.ALGORITHM_UNKNOWN.at(Place(name, field="algorithm"), found=record.algorithm, known=ALGORITHM)
        raise ProblemsFound([problem])
    return record


def draw_again(record: Record, source: Source, *, edition: Edition, name: str = "") -> DrawnAgain:
    """Draw by a record from a list, with its replacements, and tell every difference from what is recorded.

    Raises:
        ProblemsFound: the list has errors, or nothing can be drawn from it by the record.
    """
    framework, rules = edition.framework, record.rules
    needed = needed_fields(rules=rules, strata=record.design.strata)
    case_list = read_list(source, framework=framework, mapping=record.mapping, needed=needed)
    drawing = draw_sample(case_list, framework=framework, rules=rules, design=record.design)
    differences = list(_inputs(record, case_list, edition, name))
    for number, one in enumerate(record.replacements, start=1):
        try:
            drawing = replace_in(drawing, case=one.case, reason=one.reason, framework=framework)
        except ProblemsFound as found:
            differences.extend(found.problems)
            continue
        by = drawing.draw.replacements[-1].by
        if by != one.by:
            place = Place(name, field=f"replacements[{number}].by")
            what = f"the case in place of {one.case}"
            differences.append(faults.RESULT_DIFFERS.at(place, what=what, again=by, recorded=one.by))
    again = record_of(case_list, drawing, edition=edition, rules=rules)
    differences.extend(_results(record, again, name))
    return DrawnAgain(case_list=case_list, drawing=drawing, differences=tuple(differences))


def _inputs(record: Record, case_list: CaseList, edition: Edition, name: str) -> Iterator[Problem]:
    framework = str(edition.framework.reference)
    if (framework, edition.digest) != (record.framework, record.framework_digest):
        words = {"recorded": record.framework_digest, "here": f"{framework} {edition.digest}"}
        yield faults.FRAMEWORK_DIFFERS.at(Place(name, field="framework"), framework=record.framework, **words)
    if case_list.digest != record.list.digest:
        why = f"{case_list.rows:,} rows here, {record.list.rows:,} then"
        if case_list.rows == record.list.rows:
            why = "as many rows, and at least one cell that is not the same"
        yield faults.LIST_DIFFERS.at(Place(case_list.file), why=why)
    elif case_list.file_digest != record.list.file_digest:
        yield faults.LIST_SAVED_ANEW.at(Place(case_list.file))


def _results(record: Record, again: Record, name: str) -> Iterator[Problem]:
    for field in ("eligible", "exclusions", "windows", "size", "merges"):
        then, now = getattr(record, field), getattr(again, field)
        if then != now:
            words = {"what": f'"{field}"', "again": _short(now), "recorded": _short(then)}
            yield faults.RESULT_DIFFERS.at(Place(name, field=field), **words)
    then_strata = {one.cells: one for one in record.strata}
    now_strata = {one.cells: one for one in again.strata}
    if list(then_strata) != list(now_strata) or len(then_strata) != len(record.strata):
        words = {"what": "the list of strata", "again": _labels(again), "recorded": _labels(record)}
        yield faults.RESULT_DIFFERS.at(Place(name, field="strata"), **words)
    for cells, now in now_strata.items():
        then = then_strata.get(cells)
        if then is not None and then != now:
            what = f"the stratum {now.label}"
            words = {"what": what, "again": _stratum(now), "recorded": _stratum(then)}
            yield faults.RESULT_DIFFERS.at(Place(name, field="strata"), **words)


def _shape(detail: dict[str, Any], name: str) -> Problem:
    field = ".".join(str(part) for part in detail["loc"]) or None
    return faults.RECORD_SHAPE.at(Place(name, field=field), why=str(detail["msg"]).removeprefix("Value error, "))


def _short(value: object) -> str:
    if isinstance(value, Part):
        value = value.model_dump(mode="json")
    if isinstance(value, tuple):
        value = [one.model_dump(mode="json") if isinstance(one, Part) else one for one in value]
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"  # noqa: PLR2004 - two lines of a terminal


def _labels(record: Record) -> str:
    return "; ".join(f"[{one.label}]" for one in record.strata)


def _stratum(stratum: RecordedStratum) -> str:
    first = ", ".join(stratum.drawn[:_SHOWN]) + (", …" if len(stratum.drawn) > _SHOWN else "")
    return f"{len(stratum.drawn)} of {stratum.eligible:,} ({first or 'none'})"
