"""Strata: cases parted by chosen fields, small ones merged by a stated rule, and the sample shared out among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, Problems, nearest
from inspectorate.sampling import faults

MOST_STRATA = 1_000
LEAST = Fraction(1)
"""A stratum whose share of the sample is below this is merged with another."""

Cell = tuple[str, ...]
"""The values of the fields that the strata are made by, in the order of the fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A small stratum, and the one that it was merged into, each as the cells it then had."""

    small: tuple[Cell, ...]
    into: tuple[Cell, ...]


@dataclass(slots=True)
class _Group:
    cells: list[Cell]
    cases: int


def check_fields(fields: Sequence[str], framework: Framework, problems: Problems) -> None:
    """Tell of fields that cases cannot be parted by."""
    known = framework.case_field_by_id
    for index, field in enumerate(fields):
        if field not in known:
            words = {"framework": framework.reference, "field": field, "hint": nearest(field, known)}
            problems.add(faults.STRATUM_FIELD_UNKNOWN.at(Place(), **words))
        elif field in fields[:index]:
            problems.add(faults.STRATUM_FIELD_TWICE.at(Place(), field=field))


def in_order(cells: Sequence[Cell], *, fields: Sequence[str], framework: Framework) -> tuple[Cell, ...]:
    """Return cells in the one order of strata.

    By the first field, then the next: values in the framework's order, others after them by code point, blanks last.
    """
    orders = [{value: at for at, value in enumerate(framework.case_field_by_id[field].allowed)} for field in fields]

    def key(cell: Cell) -> tuple[tuple[bool, int, str], ...]:
        return tuple(
            (not value, order.get(value, len(order)), value) for value, order in zip(cell, orders, strict=True)
        )

    return tuple(sorted(cells, key=key))


def merge_small(
    counts: Mapping[Cell, int], *, sample: int, least: Fraction = LEAST
) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Merge, ...]]:
    """Merge strata whose proportionate share of the sample is below ``least``, and return the strata and the merges.

    ``counts`` gives the eligible cases of each cell, in the order of strata. The rule: first among the strata
    that share all fields but the last, then among those that share all but the last two, and so on, in the end among
    all. Within each such set, in order: while the smallest stratum is too small and is not alone, it is merged into the
    next smallest. Of strata of one size the first in order counts as the smaller. What is
    merged stands where its first cell stood.
    """
    groups = [_Group([cell], cases) for cell, cases in counts.items()]
    total = sum(counts.values())
    merges: list[Merge] = []
    width = len(next(iter(counts), ()))
    for shared in reversed(range(width)):
        for key in dict.fromkeys(group.cells[0][:shared] for group in groups):
            while True:
                beside = [group for group in groups if all(cell[:shared] == key for cell in group.cells)]
                by_size = sorted(beside, key=lambda group: group.cases)
                if len(beside) <= 1 or by_size[0].cases * sample >= least * total:
                    break
                small, into = by_size[0], by_size[1]
                merges.append(Merge(small=tuple(small.cells), into=tuple(into.cells)))
                first, second = sorted((small, into), key=groups.index)
                merged = _Group(first.cells + second.cells, first.cases + second.cases)
                groups[groups.index(first)] = merged
                groups.remove(second)
    return tuple(tuple(group.cells) for group in groups), tuple(merges)


def share_out(*, sample: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Share a sample out among strata in proportion to their sizes, by largest remainder.

    Each stratum gets the whole part of ``sample * size / sum of sizes``; what is left goes, one case each, to the
    largest remainders. Of equal remainders the larger stratum comes first, and of strata of one size the earlier.

    >>> share_out(sample=300, sizes=(220, 1054, 1382, 422))
    (21, 103, 135, 41)

    Raises:
        ValueError: the sample is negative, or larger than all strata together.
    """
    total = sum(sizes)
    if not 0 <= sample <= total:
        raise ValueError(f"{sample} cases cannot be shared out among {total}")
    if not total:
        return tuple(0 for _ in sizes)
    whole = [sample * size // total for size in sizes]
    by_remainder = sorted(range(len(sizes)), key=lambda at: (-(sample * sizes[at] % total), -sizes[at], at))
    for at in by_remainder[: sample - sum(whole)]:
        whole[at] += 1
    return tuple(whole)


def stratum_label(cells: Sequence[Cell], *, fields: Sequence[str], framework: Framework) -> str:
    """Return what a reader is shown for a stratum: ``Licence, Female`` or several of them."""
    if not fields:
        return "All eligible cases"
    known = framework.case_field_by_id
    shown = [
        ", ".join(known[field].label_of(value) or "Blank" for field, value in zip(fields, cell, strict=True))
        for cell in cells
    ]
    return "; ".join(shown)
