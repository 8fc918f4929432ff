"""The sample beside the cases that it was drawn from: how far their percentages lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.sampling.mapping import CASE_ID
from inspectorate.sampling.strata import in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedValue:
    """One value of one field: its share of the eligible cases and of the sample."""

    field: str
    field_label: str
    value: str
    label: str
    population: Share
    sample: Share

    @property
    def difference(self) -> Fraction:
        """Return the sample's percentage less the population's, in exact points."""
        return (self.sample.percentage or Fraction(0)) - (self.population.percentage or Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The sample against the population, value by value."""

    values: tuple[ComparedValue, ...]

    @property
    def largest(self) -> ComparedValue | None:
        """Return the value with the largest difference, the first of several; None where nothing was compared."""
        return max(self.values, key=lambda one: abs(one.difference), default=None)


def fields_to_compare(cases: pl.DataFrame, *, framework: Framework, strata: Sequence[str]) -> tuple[str, ...]:
    """Return the fields that a sample is compared by: those of the strata, then all others that results group by."""
    others = [field.id for field in framework.case_fields if field.group and field.id in cases.columns]
    return tuple(dict.fromkeys((*strata, *others)))


def compare(cases: pl.DataFrame, *, sample: Iterable[str], fields: Sequence[str], framework: Framework) -> Comparison:
    """Compare a sample with the eligible cases, for every value that one of them has."""
    drawn = cases.filter(pl.col(CASE_ID).is_in(list(sample)))
    found = []
    for name in fields:
        field = framework.case_field_by_id[name]
        of_all, of_sample = (
            {row[0]: row[1] for row in part.group_by(name).len().iter_rows()} for part in (cases, drawn)
        )
        for (value,) in in_order([(value,) for value in of_all], fields=(name,), framework=framework):
            found.append(
                ComparedValue(
                    field=name,
                    field_label=field.label,
                    value=value,
                    label=field.label_of(value) or "Blank",
                    population=Share(of_all[value], cases.height),
                    sample=Share(of_sample.get(value, 0), drawn.height),
                )
            )
    return Comparison(values=tuple(found))
