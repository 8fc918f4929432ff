"""What the pages show of a sample: who is eligible, strata, and the sample beside the eligible cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import decimal_text
from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.sampling.comparing import ComparedValue, Comparison
from inspectorate.sampling.drawing import Design, Drawing, size_of
from inspectorate.sampling.eligibility import EligibleCases, eligible_cases
from inspectorate.sampling.strata import stratum_label
from inspectorate.web.planning.editions import eligibility_of
from inspectorate.web.planning.lists.queries import KeptList
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.samples.drawing import fieldwork_week
from inspectorate.web.planning.samples.queries import KeptSample

STEP = 10
BAR = 78
"""How much of the chart's width the longest bar may take, in per cent; the rest is for its number."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is eligible, or why that cannot be said. ``usually`` is what the usual confidence and margin give."""

    eligible: EligibleCases | None = None
    rules_say: str = ""
    usually: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def windows(self) -> tuple[tuple[date, date], ...]:
        """Return the days between which cases commenced."""
        return tuple((first, last) for _, first, last in self.eligible.windows) if self.eligible else ()


@dataclass(frozen=True, slots=True)
class Line:
    """One value: how many of the eligible cases and of the sample have it, and how far the percentages lie apart."""

    label: str
    eligible: int
    eligible_percent: str
    sample: int
    sample_percent: str
    points: str
    eligible_bar: str
    sample_bar: str


@dataclass(frozen=True, slots=True)
class Group:
    """One field with its values."""

    field: str
    label: str
    lines: tuple[Line, ...]

    @property
    def says(self) -> str:
        """Return what its chart shows, for those who do not see it."""
        return "; ".join(
            f"{line.label}: {line.eligible_percent} per cent of eligible cases, {line.sample_percent} of the sample"
            for line in self.lines
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """The sample beside the eligible cases."""

    groups: tuple[Group, ...]
    largest: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A stratum that was too small, and the one that it went into."""

    small: str
    into: str


def who(inspection: Inspection, kept: KeptList) -> Who:
    """Work out who of the current list is eligible."""
    try:
        rules = eligibility_of(inspection.framework)
        eligible = eligible_cases(kept.case_list.cases, rules=rules, fieldwork_week=fieldwork_week(inspection))
    except ProblemsFound as found:
        return Who(problems=found.problems)
    usually = size_of(eligible=eligible.eligible, design=Design(seed="any")).says
    return Who(eligible, "" if rules is None else rules.note, usually)


def beside(comparison: Comparison) -> Beside:
    """Return the sample beside the eligible cases, field by field."""
    top = max((_larger(one) for one in comparison.values), default=Fraction(0))
    scale = max(Fraction(STEP), -(-top // STEP) * Fraction(STEP))
    groups = tuple(
        Group(field, label, tuple(_line(one, scale) for one in values))
        for (field, label), values in groupby(comparison.values, key=lambda one: (one.field, one.field_label))
    )
    largest = comparison.largest
    if largest is None:
        return Beside(groups, "")
    return Beside(groups, f"{largest.field_label}, {largest.label}: {points(largest.difference)} points")


def merged(drawing: Drawing, framework: Framework) -> tuple[Merged, ...]:
    """Return the merges of strata, in the order in which they were made."""
    fields = drawing.draw.fields
    return tuple(
        Merged(
            small=stratum_label(one.small, fields=fields, framework=framework),
            into=stratum_label(one.into, fields=fields, framework=framework),
        )
        for one in drawing.draw.merges
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A case of the sample, and the one in whose place it stands."""

    case: str
    instead_of: str


def by_stratum(sample: KeptSample) -> tuple[tuple[str, tuple[Placed, ...]], ...]:
    """Return the cases to inspect under the labels of their strata."""
    instead = {one.by: one.case for one in sample.record.replacements}
    now = list(sample.cases)
    found = []
    for stratum in sample.record.strata:
        here, now = now[: len(stratum.drawn)], now[len(stratum.drawn) :]
        found.append((stratum.label, tuple(Placed(case, instead.get(case, "")) for case in here)))
    return tuple(found)


def points(difference: Fraction) -> str:
    """Write a difference in points, with its sign."""
    text = decimal_text(abs(difference), 1)
    if text == "0.0":
        return text
    return f"+{text}" if difference > 0 else f"\N{MINUS SIGN}{text}"


def _line(one: ComparedValue, scale: Fraction) -> Line:
    population, sample = (share.percentage or Fraction(0) for share in (one.population, one.sample))
    return Line(
        label=one.label,
        eligible=one.population.yes,
        eligible_percent=decimal_text(population, 1),
        sample=one.sample.yes,
        sample_percent=decimal_text(sample, 1),
        points=points(one.difference),
        eligible_bar=decimal_text(population / scale * BAR, 2),
        sample_bar=decimal_text(sample / scale * BAR, 2),
    )


def _larger(one: ComparedValue) -> Fraction:
    return max(one.population.percentage or Fraction(0), one.sample.percentage or Fraction(0))
