"""From a list that was read to a sample: eligibility, size, draw and comparison in one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from inspectorate.frameworks.eligibility import Day, Eligibility
from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.values import ExactNumber, Part
from inspectorate.kernel.problems import Problems
from inspectorate.sampling.case_list import CaseList
from inspectorate.sampling.comparing import Comparison, compare, fields_to_compare
from inspectorate.sampling.draw import Draw, draw, replace_case
from inspectorate.sampling.eligibility import EligibleCases, eligible_cases
from inspectorate.sampling.size import CONFIDENCE, MARGIN, SampleSize, sample_size, size_chosen
from inspectorate.sampling.strata import LEAST, check_fields


class Design(Part):
    """What a person chooses of a sample. ``confidence`` is in per cent, ``margin`` in points.

    ``size`` takes the place of both where it is given. ``strata`` are case fields; a stratum with a share of the sample
    below ``least`` cases is merged with another. ``fieldwork_week`` is any day of that week.
    """

    seed: str
    strata: tuple[str, ...] = ()
    confidence: ExactNumber = CONFIDENCE
    margin: ExactNumber = MARGIN
    size: int | None = None
    least: ExactNumber = LEAST
    fieldwork_week: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A sample with all that led to it."""

    design: Design
    eligible: EligibleCases
    size: SampleSize
    draw: Draw
    comparison: Comparison


def needed_fields(*, rules: Eligibility | None, strata: tuple[str, ...]) -> tuple[str, ...]:
    """Return the case fields that a list must have for rules and strata."""
    return tuple(dict.fromkeys((*(rules.fields if rules is not None else ()), *strata)))


def size_of(*, eligible: int, design: Design) -> SampleSize:
    """Return the size that a design asks for.

    Raises:
        ProblemsFound: a number of the design is out of its range.
    """
    if design.size is not None:
        return size_chosen(cases=design.size, population=eligible, confidence=design.confidence)
    return sample_size(population=eligible, confidence=design.confidence, margin=design.margin)


def draw_sample(case_list: CaseList, *, framework: Framework, rules: Eligibility | None, design: Design) -> Drawing:
    """Draw a sample from a list.

    Raises:
        ProblemsFound: the list has errors, or something of the design cannot be.
    """
    case_list.problems.raise_errors()
    problems = Problems()
    check_fields(design.strata, framework, problems)
    problems.raise_errors()
    eligible = eligible_cases(case_list.cases, rules=rules, fieldwork_week=design.fieldwork_week)
    size = size_of(eligible=eligible.eligible, design=design)
    drawn = draw(
        eligible.cases,
        framework=framework,
        fields=design.strata,
        sample=size.cases,
        seed=design.seed,
        least=Fraction(design.least),
    )
    drawing = Drawing(design=design, eligible=eligible, size=size, draw=drawn, comparison=Comparison(values=()))
    return _compared(drawing, framework)


def replace_in(drawing: Drawing, *, case: str, reason: str, framework: Framework) -> Drawing:
    """Replace one case of a sample, and compare anew.

    Raises:
        ProblemsFound: it cannot be replaced (`replace_case` says when).
    """
    return _compared(replace(drawing, draw=replace_case(drawing.draw, case=case, reason=reason)), framework)


def _compared(drawing: Drawing, framework: Framework) -> Drawing:
    cases = drawing.eligible.cases
    fields = fields_to_compare(cases, framework=framework, strata=drawing.design.strata)
    sample = drawing.draw.sample
    return replace(drawing, comparison=compare(cases, sample=sample, fields=fields, framework=framework))
