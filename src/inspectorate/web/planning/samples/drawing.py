"""Works out a sample from the kept list: what would be drawn, what was drawn, and which case would come in next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.utils.crypto import salted_hmac

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.sampling.case_list import CaseList
from inspectorate.sampling.delimited import LINE
from inspectorate.sampling.drawing import Design, Drawing, draw_sample, replace_in
from inspectorate.sampling.mapping import CASE_ID
from inspectorate.sampling.record import Record, record_of, record_text
from inspectorate.web.planning.case_list import case_problems
from inspectorate.web.planning.editions import eligibility_of
from inspectorate.web.planning.lists.queries import KeptList, current_list
from inspectorate.web.planning.models import Case, Inspection, Sample
from inspectorate.web.planning.samples import faults
from inspectorate.web.planning.samples.answered import answered_in
from inspectorate.web.planning.texts import reason_problems, tidy

MOST_CASES = 2_000
"""The largest sample that is kept in the workspace; the command line draws larger ones."""

_FIELDS = {
    "size-impossible": "size",
    "seed-blank": "seed",
    "stratum-field-unknown": "strata",
    "stratum-field-twice": "strata",
    "too-many-strata": "strata",
    "case-not-drawn": "case",
    "stratum-exhausted": "case",
    "reason-missing": "reason",
}
"""The field of the page that a problem of the library is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asks for: the design, whether the seed is their own, and reasons where they are needed."""

    design: Design
    seed_is_own: bool
    size_reason: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be drawn. ``token`` stands for all of it: what is drawn later is drawn only if it is the same."""

    drawn_from: int
    drawing: Drawing
    record: str
    cases: tuple[CaseRecord, ...]
    token: str


def fieldwork_week(inspection: Inspection) -> date | None:
    """Return the first day of fieldwork, from which windows are counted back; None where it is not known."""
    begins = str(inspection.head.get("fieldwork_started_on", ""))
    return date.fromisoformat(begins) if begins else None


def proposed_seed(inspection: Inspection, kept: KeptList) -> str:
    """Return the seed that is proposed: nobody can choose it, and it is the same however often the page is loaded."""
    draws = Sample.objects.filter(inspection=inspection).count()
    said = f"{inspection.id}\n{kept.sequence}\n{kept.digest}\n{draws}"
    return salted_hmac("inspectorate.sample.seed", said, algorithm="sha256").hexdigest()[:16]


def refusals(inspection: Inspection) -> Iterator[Problem]:
    """Go through why no sample can be drawn now, whatever is asked for."""
    drawn = Sample.objects.filter(inspection=inspection).exists()
    if not drawn and Case.objects.filter(inspection=inspection).exists():
        yield faults.CASES_THERE.at(Place())
    if drawn and (answered := answered_in(inspection.id)):
        yield faults.WORK_BEGUN.at(Place(), number=len(answered))
    if current_list(inspection) is None:
        yield faults.NO_LIST.at(Place())


def preview(*, inspection: Inspection, wanted: Wanted) -> Preview:
    """Work out what would be drawn; nothing is changed.

    Raises:
        ProblemsFound: no sample can be drawn now, or something that is asked for cannot be.
    """
    problems = list(refusals(inspection))
    earlier = Sample.objects.filter(inspection=inspection).order_by("-sequence").first()
    if earlier is not None:
        problems += reason_problems(wanted.reason)
    if wanted.design.size is not None:
        problems += reason_problems(wanted.size_reason, field="size_reason")
    kept = current_list(inspection)
    if problems or kept is None:
        raise ProblemsFound(problems)
    edition, rules = inspection.edition, eligibility_of(inspection.framework)
    _refuse_lacking(kept.case_list, edition.framework)
    try:
        drawing = draw_sample(kept.case_list, framework=edition.framework, rules=rules, design=wanted.design)
    except ProblemsFound as found:
        raise ProblemsFound([_placed(problem) for problem in found.problems]) from None
    number = len(drawing.draw.sample)
    if number > MOST_CASES:
        problem = faults.SAMPLE_TOO_LARGE.at(Place(field="size"), cases=f"{number:,}", most=f"{MOST_CASES:,}")
        raise ProblemsFound([problem])
    cases = cases_in(kept.case_list.cases, drawing.draw.sample)
    if wrong := list(case_problems(cases, framework=edition.framework, there=frozenset())):
        raise ProblemsFound(wrong)
    text = record_text(record_of(kept.case_list, drawing, edition=edition, rules=rules))
    said = (text, str(kept.sequence), "" if earlier is None else earlier.record)
    token = hashlib.sha256("\n".join(said).encode()).hexdigest()
    return Preview(drawn_from=kept.sequence, drawing=drawing, record=text, cases=cases, token=token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Which case would come in for another. ``answered`` where the one that goes out has answers."""

    out: str
    into: CaseRecord
    stratum: str
    left: int
    answered: bool
    record: str
    token: str


def next_for(*, inspection: Inspection, sample: Sample, record: Record, kept: KeptList, case: str, reason: str) -> Next:
    """Work out which case comes in for another; nothing is changed.

    Raises:
        ProblemsFound: the case is not in the sample, no reason is given, or its stratum has no further case.
    """
    edition = inspection.edition
    drawing = drawn_by(record, kept.case_list, framework=edition.framework)
    try:
        after = replace_in(drawing, case=case, reason=tidy(reason), framework=edition.framework)
    except ProblemsFound as found:
        raise ProblemsFound([_placed(problem) for problem in found.problems]) from None
    into = after.draw.replacements[-1].by
    cases = cases_in(kept.case_list.cases, [into])
    if wrong := list(case_problems(cases, framework=edition.framework, there=frozenset())):
        raise ProblemsFound(wrong)
    stratum = after.draw.stratum_of(into)
    used = stratum.size + sum(one.by in stratum.order for one in after.draw.replacements)
    said = (sample.record, case, into)
    return Next(
        out=case,
        into=cases[0],
        stratum=stratum.label,
        left=stratum.eligible - used,
        answered=case in answered_in(inspection.id),
        record=record_text(record_of(kept.case_list, after, edition=edition, rules=record.rules)),
        token=hashlib.sha256("\n".join(said).encode()).hexdigest(),
    )


def drawn_by(record: Record, case_list: CaseList, *, framework: Framework) -> Drawing:
    """Draw again from a list by a record, with its replacements.

    Raises:
        ProblemsFound: nothing can be drawn from the list by the record.
    """
    drawing = draw_sample(case_list, framework=framework, rules=record.rules, design=record.design)
    for one in record.replacements:
        drawing = replace_in(drawing, case=one.case, reason=one.reason, framework=framework)
    return drawing


def cases_in(cases: pl.DataFrame, references: list[str] | tuple[str, ...]) -> tuple[CaseRecord, ...]:
    """Return cases of a list as records, in the order of the references; a blank field is left out."""
    names = [name for name in cases.columns if name not in {CASE_ID, LINE}]
    found = cases.filter(pl.col(CASE_ID).is_in(list(references))).select(CASE_ID, *names)
    fields = {
        case: {name: value for name, value in zip(names, values, strict=True) if value}
        for case, *values in found.iter_rows()
    }
    return tuple(CaseRecord(id=reference, fields=fields[reference]) for reference in references)


def _refuse_lacking(case_list: CaseList, framework: Framework) -> None:
    lacking = [one.label for one in framework.case_fields if one.required and one.id not in case_list.fields]
    if lacking:
        raise ProblemsFound([faults.LIST_LACKS_FIELDS.at(Place(), fields=", ".join(lacking))])


def _placed(problem: Problem) -> Problem:
    """Return a problem of the library with the field of the page that it is about."""
    return replace(problem, place=Place(field=_FIELDS.get(problem.code)))
