"""What was counted, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.numbers import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The shares of the cases that hold one value of one case field."""

    field: str
    value: str
    cases: int
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The shares of a set of cases, by question, and by group where any were asked for.

    ``shares`` has an entry for every question of the framework; one that nobody answered is 0 of 0.
    ``population`` is the number of cases that the sample stands for, None where unknown.
    """

    framework: FrameworkReference
    cases: int
    shares: Mapping[str, Share]
    population: int | None = None
    groups: tuple[Group, ...] = field(default=())
