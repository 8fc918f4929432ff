"""Which cases of a list may be drawn, by the framework's rules, with a count for each reason of exclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

import polars as pl

from inspectorate.frameworks.eligibility import Commenced, Eligibility
from inspectorate.frameworks.model import Test
from inspectorate.kernel.problems import Place, Problems
from inspectorate.sampling import faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """How many cases a rule left out. A case that fails several is counted with the first."""

    rule: str
    says: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleCases:
    """The cases that may be drawn, of ``listed`` in all; ``windows`` are the days that the rules gave, by rule."""

    cases: pl.DataFrame
    listed: int
    exclusions: tuple[Exclusion, ...] = ()
    windows: tuple[tuple[str, date, date], ...] = ()

    @property
    def eligible(self) -> int:
        """Return the number of cases that may be drawn."""
        return self.cases.height


def eligible_cases(
    cases: pl.DataFrame, *, rules: Eligibility | None, fieldwork_week: date | None = None
) -> EligibleCases:
    """Return the cases that meet every rule; without rules, all of them.

    Args:
        cases: as a `CaseList` has them.
        rules: of the framework; each field that they read is a column, or is blank for every case.
        fieldwork_week: any day of that week, for windows that are counted back from it.

    Raises:
        ProblemsFound: the rules need the fieldwork week, or no case is eligible.
    """
    problems = Problems()
    listed = cases.height
    if rules is not None and rules.needs_fieldwork_week and fieldwork_week is None:
        problems.add(faults.FIELDWORK_WEEK_NEEDED.at(Place()))
    problems.raise_errors()
    exclusions = []
    windows: list[tuple[str, date, date]] = []
    for rule in rules.rules if rules is not None else ():
        lacking = [pl.lit("").alias(name) for name in rule.fields if name not in cases.columns]
        meets = pl.lit(value=True)
        if rule.when is not None:
            meets = meets & expression(rule.when)
        if rule.commenced is not None:
            days = [window.days(fieldwork_week) for window in rule.commenced.within]
            windows.extend((rule.id, first, last) for first, last in days)
            meets = meets & _commenced(rule.commenced, days)
        kept = cases.with_columns(lacking).filter(meets).select(cases.columns)
        exclusions.append(Exclusion(rule=rule.id, says=rule.excludes, cases=cases.height - kept.height))
        cases = kept
    if not cases.height:
        problems.add(faults.NO_ELIGIBLE_CASE.at(Place(), cases=f"{listed:,}"))
    problems.raise_errors()
    return EligibleCases(cases=cases, listed=listed, exclusions=tuple(exclusions), windows=tuple(windows))


def expression(test: Test) -> pl.Expr:
    """Return the expression that is true of the cases that meet a test.

    `inspectorate.frameworks.routing.holds` says the same of one case; tests hold the two against one another.
    """
    if test.every is not None:
        return reduce(and_, map(expression, test.every), pl.lit(value=True))
    if test.some is not None:
        return reduce(or_, map(expression, test.some), pl.lit(value=False))
    if test.negated is not None:
        return ~expression(test.negated)
    value = pl.col(test.field or "")
    if test.equals is not None:
        return value == pl.lit(test.equals)
    if test.differs is not None:
        return value != pl.lit(test.differs)
    if test.one_of is not None:
        return value.is_in(list(test.one_of))
    return ~value.is_in(list(test.none_of or ()))


def _commenced(commenced: Commenced, days: list[tuple[date, date]]) -> pl.Expr:
    value = pl.col(commenced.field)
    # days written as 2022-07-18 stand in the order of their texts
    within = [value.is_between(pl.lit(first.isoformat()), pl.lit(last.isoformat())) for first, last in days]
    return reduce(or_, within)
