"""Works out who gets which case, before anything is done: what is shown, and then agreed to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.sampling.readers import Conflict, Reader, allocate, second_readings
from inspectorate.web.planning.allocation import faults
from inspectorate.web.planning.allocation.queries import Holding, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody who takes part, by handle: their load as a part of a full one, and the most cases that they take."""

    person: str
    share: Fraction = Fraction(1)
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Who may not have a case, by handle, and why in words."""

    person: str
    case: str = ""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A case that cannot be given, and who is in the way; nobody where all who may have it are full."""

    case: str
    barriers: tuple[Barrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What somebody has, and what they would get."""

    person: str
    has: int
    gets: tuple[str, ...]

    @property
    def then(self) -> int:
        """Return how many they would have."""
        return self.has + len(self.gets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who would get which case: nothing is done by it."""

    seed: str
    pairs: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    left: tuple[Left, ...] = ()

    @property
    def token(self) -> str:
        """Return what stands for the plan: another where anybody would get or have anything else."""
        said = [
            self.seed,
            self.pairs,
            [(one.person, one.has) for one in self.lines],
            [(one.case, [(who.person, who.why) for who in one.barriers]) for one in self.left],
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def plan_first(standing: Standing, *, parts: Sequence[Part], barriers: Sequence[Barrier], seed: str) -> Plan:
    """Return who would get the cases that are to be given, as evenly as shares, limits and conflicts allow.

    Raises:
        ProblemsFound: there is nothing to give.
    """
    if not standing.first:
        raise ProblemsFound([faults.NO_CASES.at(Place())])
    if not standing.to_give:
        raise ProblemsFound([faults.NOTHING_TO_GIVE.at(Place())])
    again = [
        Barrier(person=one.person, case=one.case, why="reads the case a second time")
        for one in standing.second
        if one.trouble is None
    ]
    return _plan(
        [one.case for one in standing.to_give],
        parts=parts,
        has=standing.loads(),
        barriers=(*barriers, *again),
        seed=seed,
    )


def plan_second(
    standing: Standing, *, readers: Sequence[str], barriers: Sequence[Barrier], rate: Fraction, seed: str
) -> Plan:
    """Return who would read which cases again: drawn at random from those that are given, so that ``rate`` of them are.

    Cases that were drawn before stay drawn; those whose reader can no longer read them are given to another.

    Raises:
        ProblemsFound: no case is given, or so many are drawn already.
    """
    given = [one for one in standing.first if one.trouble is None]
    if not given:
        raise ProblemsFound([faults.NOTHING_GIVEN.at(Place())])
    first = {one.case for one in given}
    drawn = {one.case: one for one in standing.second if one.case in first}
    anew = [case for case, one in drawn.items() if one.trouble is not None or _reads_first(one, given)]
    need = ceil(rate * len(given)) - len(drawn)
    if need <= 0 and not anew:
        shown = {"drawn": len(drawn), "given": len(given), "rate": percent(rate)}
        raise ProblemsFound([faults.ENOUGH_DRAWN.at(Place(field="rate"), **shown)])
    others = [one.case for one in given if one.case not in drawn]
    if need > 0:
        anew += second_readings(others, rate=Fraction(need, len(others)), seed=seed)
    own = [Barrier(person=one.person, case=one.case, why="is its inspector") for one in given]
    return _plan(
        sorted(anew),
        parts=[Part(person=reader) for reader in readers],
        has=standing.loads(with_second=True),
        barriers=(*barriers, *own),
        seed=seed,
    )


def percent(rate: Fraction) -> str:
    """Write a rate in per cent, as it can be typed."""
    return f"{float(rate * 100):g}"


def _reads_first(second: Holding, given: Iterable[Holding]) -> bool:
    return any(one.case == second.case and one.person == second.person for one in given)


def _plan(
    cases: Sequence[str], *, parts: Sequence[Part], has: Mapping[str, int], barriers: Sequence[Barrier], seed: str
) -> Plan:
    people = [one.person for one in parts]
    ways: dict[str, list[Barrier]] = {case: [] for case in cases}
    for one in barriers:
        for case in cases if not one.case else (one.case,):
            if case in ways and one.person in people and one.person not in {who.person for who in ways[case]}:
                ways[case].append(one)
    can = [case for case in cases if len(ways[case]) < len(people)]
    found = allocate(
        can,
        readers=[Reader(id=one.person, load=has.get(one.person, 0), share=one.share, most=one.most) for one in parts],
        conflicts=[Conflict(reader=who.person, reason=who.why, case=case) for case in can for who in ways[case]],
        seed=seed,
    )
    gets: dict[str, list[str]] = {person: [] for person in people}
    for reading in found.readings:
        gets[reading.reader].append(reading.case)
    given = {reading.case for reading in found.readings}
    return Plan(
        seed=seed,
        pairs=tuple((reading.case, reading.reader) for reading in found.readings),
        lines=tuple(Line(person=one, has=has.get(one, 0), gets=tuple(gets[one])) for one in people),
        left=tuple(Left(case=case, barriers=tuple(ways[case])) for case in cases if case not in given),
    )
