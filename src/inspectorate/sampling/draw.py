"""The draw: the same cases on any machine, from any order of the list, for one seed.

The algorithm ``inspectorate-draw-1``
-------------------------------------
1. The *number* of a case is the SHA-256 digest, in lower-case hexadecimal, of the UTF-8 bytes of: the algorithm's
   name, a line feed, the seed, a line feed, the case reference.
2. The *drawn order* of a stratum is its eligible cases by their numbers, lowest first (equal ones by reference).
3. The sample of a stratum is as many cases from the beginning of its drawn order as the stratum was given.
4. A replacement is the first case of the drawn order that was not drawn before.

A case's number hangs on nothing but the seed and its reference, so that every set of so many cases of a stratum is as
probable as any other when the seed is chosen blindly. How strata are made, merged and given their cases stands in
`inspectorate.sampling.strata`; it is part of the algorithm, and changing any of it needs a new name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import polars as pl

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, Problems, ProblemsFound, nearest
from inspectorate.sampling import faults
from inspectorate.sampling.mapping import CASE_ID
from inspectorate.sampling.strata import (
    LEAST,
    MOST_STRATA,
    Cell,
    Merge,
    check_fields,
    in_order,
    merge_small,
    share_out,
    stratum_label,
)

ALGORITHM = "inspectorate-draw-1"

_STRATUM, _NUMBER = "stratum", "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A stratum: its cells, its label, all its eligible cases in drawn order, and how many of them are the sample."""

    cells: tuple[Cell, ...]
    label: str
    order: tuple[str, ...]
    size: int

    @property
    def eligible(self) -> int:
        """Return the number of eligible cases."""
        return len(self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A case that was taken out of the sample, why, and the case that came in for it."""

    case: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A sample, stratum by stratum, with what was replaced since, in the order in which it was."""

    algorithm: str
    seed: str
    fields: tuple[str, ...]
    least: Fraction
    strata: tuple[Stratum, ...]
    merges: tuple[Merge, ...] = ()
    replacements: tuple[Replacement, ...] = ()

    @property
    def first(self) -> tuple[str, ...]:
        """Return the cases that were drawn first, stratum by stratum in drawn order."""
        return tuple(case for stratum in self.strata for case in stratum.order[: stratum.size])

    @property
    def sample(self) -> tuple[str, ...]:
        """Return the cases to inspect now: each replacement stands where the case stood that it replaced."""
        cases = list(self.first)
        for one in self.replacements:
            cases[cases.index(one.case)] = one.by
        return tuple(cases)

    def stratum_of(self, case: str) -> Stratum:
        """Return the stratum of an eligible case.

        Raises:
            KeyError: no stratum holds it.
        """
        for stratum in self.strata:
            if case in stratum.order:
                return stratum
        raise KeyError(case)


def numbers(cases: Iterable[str], *, seed: str, algorithm: str = ALGORITHM) -> list[str]:
    """Return the number of each case: by it a stratum is ordered."""
    start = hashlib.sha256(f"{algorithm}\n{seed}\n".encode())
    found = []
    for case in cases:
        one = start.copy()
        one.update(case.encode())
        found.append(one.hexdigest())
    return found


def draw(
    cases: pl.DataFrame,
    *,
    framework: Framework,
    fields: Sequence[str],
    sample: int,
    seed: str,
    least: Fraction = LEAST,
) -> Draw:
    """Draw a proportionate stratified sample of eligible cases.

    Args:
        cases: the eligible cases, a row each, with ``case_id`` and the fields.
        framework: whose order of values is the order of strata.
        fields: the case fields that strata are made by; none for a simple random sample.
        sample: how many cases, from 1 to all.
        seed: any text that is not blank.
        least: a stratum with a smaller share of the sample is merged with another; 0 merges none.

    Raises:
        ProblemsFound: what is wrong with the fields, the number or the seed.
    """
    problems = Problems()
    check_fields(fields, framework, problems)
    if not 1 <= sample <= cases.height:
        problems.add(faults.SIZE_IMPOSSIBLE.at(Place(), size=f"{sample:,}", eligible=f"{cases.height:,}"))
    if not seed.strip():
        problems.add(faults.SEED_BLANK.at(Place()))
    problems.raise_errors()
    counts = _counts(cases, fields, framework)
    strata, merges = merge_small(counts, sample=sample, least=least)
    sizes = [sum(counts[cell] for cell in cells) for cells in strata]
    given = share_out(sample=sample, sizes=sizes)
    orders = _orders(cases, fields, strata, seed)
    return Draw(
        algorithm=ALGORITHM,
        seed=seed,
        fields=tuple(fields),
        least=least,
        strata=tuple(
            Stratum(cells=cells, label=stratum_label(cells, fields=fields, framework=framework), order=order, size=size)
            for cells, order, size in zip(strata, orders, given, strict=True)
        ),
        merges=merges,
    )


def replace_case(drawn: Draw, *, case: str, reason: str) -> Draw:
    """Take a case out of the sample and bring in the next of its stratum's drawn order; every other case stays.

    Raises:
        ProblemsFound: the case is not in the sample, no reason is given, or the stratum has no further case.
    """
    problems = Problems()
    sample = drawn.sample
    if not reason.strip():
        problems.add(faults.REASON_MISSING.at(Place(), case=case))
    if case not in sample:
        problems.add(faults.CASE_NOT_DRAWN.at(Place(), case=case, hint=nearest(case, sample)))
    problems.raise_errors()
    stratum = drawn.stratum_of(case)
    used = {one.by for one in drawn.replacements}.union(stratum.order[: stratum.size])
    by = next((other for other in stratum.order if other not in used), None)
    if by is None:
        raise ProblemsFound([faults.STRATUM_EXHAUSTED.at(Place(), case=case, stratum=stratum.label)])
    return replace(drawn, replacements=(*drawn.replacements, Replacement(case=case, reason=reason.strip(), by=by)))


def _counts(cases: pl.DataFrame, fields: Sequence[str], framework: Framework) -> dict[Cell, int]:
    if not fields:
        return {(): cases.height}
    counted = cases.group_by(list(fields)).len()
    if counted.height > MOST_STRATA:
        words = {"fields": ", ".join(fields), "strata": f"{counted.height:,}", "most": f"{MOST_STRATA:,}"}
        raise ProblemsFound([faults.TOO_MANY_STRATA.at(Place(), **words)])
    found = {tuple(cell): int(number) for *cell, number in counted.iter_rows()}
    return {cell: found[cell] for cell in in_order(list(found), fields=fields, framework=framework)}


def _orders(
    cases: pl.DataFrame, fields: Sequence[str], strata: Sequence[tuple[Cell, ...]], seed: str
) -> tuple[tuple[str, ...], ...]:
    """Return each stratum's cases in drawn order."""
    numbered = cases.select(CASE_ID, *fields).with_columns(
        pl.Series(_NUMBER, numbers(cases[CASE_ID], seed=seed), dtype=pl.String)
    )
    if fields:
        places = [(*cell, at) for at, cells in enumerate(strata) for cell in cells]
        schema = {**dict.fromkeys(fields, pl.String()), _STRATUM: pl.UInt32()}
        numbered = numbered.join(pl.DataFrame(places, schema=schema, orient="row"), on=list(fields), how="left")
    else:
        numbered = numbered.with_columns(pl.lit(0, pl.UInt32).alias(_STRATUM))
    ordered = numbered.sort(_STRATUM, _NUMBER, CASE_ID).select(_STRATUM, CASE_ID)
    return tuple(tuple(part[CASE_ID].to_list()) for part in ordered.partition_by(_STRATUM, maintain_order=True))
