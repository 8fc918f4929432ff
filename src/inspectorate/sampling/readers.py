"""Who reads which case: even by load, never against a declared conflict, and the same again from the same seed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from inspectorate.kernel.problems import Place, Problems, nearest
from inspectorate.sampling import faults
from inspectorate.sampling.draw import numbers

ALLOCATION = "inspectorate-allocation-1"
SECOND_READINGS = "inspectorate-second-readings-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who reads cases, and how many they have already.

    ``share`` is their load as a part of the others': a half for who reads half as many. ``most`` is the greatest load
    that they take; None where there is none.
    """

    id: str
    load: int = 0
    share: Fraction = Fraction(1)
    most: int | None = None

    def cost(self, load: int) -> Fraction:
        """Return what one more case costs somebody of some load: the loads of least cost are the most even ones."""
        return (2 * load + 1) / self.share

    def has_room(self, load: int) -> bool:
        """Say whether somebody of some load takes one more case."""
        return self.most is None or load < self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A declared conflict of interest, with its reason. ``case`` is empty where it is with the whole body."""

    reader: str
    reason: str
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A case that is given to a reader, for the first time or the second."""

    case: str
    reader: str
    second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Every reading, first readings in the order of the cases that were given, then second ones; the loads after it.

    ``left`` are the cases for whose reading, the first or the second, nobody who may has room.
    """

    readings: tuple[Reading, ...]
    loads: Mapping[str, int]
    left: tuple[str, ...] = ()


def second_readings(cases: Sequence[str], *, rate: Fraction, seed: str) -> tuple[str, ...]:
    """Draw the cases that are read a second time: ``rate`` of them, rounded up, in drawn order.

    They are ordered by their numbers as in the draw, under the name ``inspectorate-second-readings-1``.

    >>> len(second_readings([f"MN-{number}" for number in range(36)], rate=Fraction(1, 5), seed="any"))
    8

    Raises:
        ProblemsFound: the rate is not from 0 to 1.
    """
    problems = Problems()
    if not 0 <= rate <= 1:
        problems.add(faults.RATE_OUT_OF_RANGE.at(Place(), rate=rate))
    problems.raise_errors()
    ordered = sorted(zip(numbers(cases, seed=seed, algorithm=SECOND_READINGS), cases, strict=True))
    return tuple(case for _, case in ordered[: ceil(rate * len(cases))])


def allocate(
    cases: Sequence[str],
    *,
    readers: Sequence[Reader],
    conflicts: Iterable[Conflict] = (),
    seed: str,
    second: Collection[str] = (),
) -> Allocation:
    """Give cases to readers as evenly as conflicts allow, and second readings to others than the first reader.

    First readings are even among themselves on top of the loads that readers come with: no chain of moves, each of
    one case to somebody who may read it, would bring the loads, each divided by its reader's share, nearer to one
    another. Second readings are then added in the same way. As many cases are given as there is room for. Cases and
    readers are gone through by their numbers, as in the draw.

    Raises:
        ProblemsFound: a case that nobody may read, or read again, with who is in the way; a name twice; no reader; a
            share of nothing.
    """
    declared = tuple(conflicts)
    ids = [reader.id for reader in readers]
    team = {reader.id: reader for reader in readers}
    barred = _barred(cases, ids, declared)
    _check(cases, readers, declared, barred, set(second))
    loads = {reader.id: reader.load for reader in readers}
    order = [name for _, name in sorted(zip(numbers(ids, seed=seed, algorithm=ALLOCATION), ids, strict=True))]
    shuffled = [case for _, case in sorted(zip(numbers(cases, seed=seed, algorithm=ALLOCATION), cases, strict=True))]
    may = {case: [name for name in order if name not in barred[case]] for case in cases}
    first = _evenly(shuffled, may, team, loads)
    again = [case for case in shuffled if case in set(second) and case in first]
    may_again = {case: [name for name in may[case] if name != first[case]] for case in again}
    then = _evenly(again, may_again, team, loads)
    readings = [Reading(case=case, reader=first[case]) for case in cases if case in first]
    readings += [Reading(case=case, reader=then[case], second=True) for case in cases if case in then]
    left = tuple(case for case in cases if case not in first or (case in set(second) and case not in then))
    return Allocation(readings=tuple(readings), loads=dict(loads), left=left)


def _barred(cases: Sequence[str], readers: Sequence[str], conflicts: Sequence[Conflict]) -> dict[str, dict[str, str]]:
    """Return for each case the readers who may not read it, each with the reason."""
    everywhere = {one.reader: one.reason for one in reversed(conflicts) if not one.case and one.reader in readers}
    barred = {case: dict(everywhere) for case in cases}
    for one in conflicts:
        if one.case in barred and one.reader in readers:
            barred[one.case].setdefault(one.reader, one.reason)
    return barred


def _check(
    cases: Sequence[str],
    team: Sequence[Reader],
    conflicts: Sequence[Conflict],
    barred: Mapping[str, Mapping[str, str]],
    second: Collection[str],
) -> None:
    problems = Problems()
    readers = [reader.id for reader in team]
    if not readers:
        problems.add(faults.NO_READERS.at(Place()))
    problems.extend(
        faults.SHARE_OUT_OF_RANGE.at(Place(), reader=one.id, share=one.share) for one in team if one.share <= 0
    )
    for names, kind, word in ((readers, faults.READER_TWICE, "reader"), (cases, faults.CASE_NAMED_TWICE, "case")):
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                problems.add(kind.at(Place(), **{word: name}))
    for name in dict.fromkeys(one.reader for one in conflicts):
        if name not in readers:
            problems.add(faults.CONFLICT_UNKNOWN.at(Place(), name=name, hint=nearest(name, readers)))
    for case in dict.fromkeys(second):
        if case not in barred:
            problems.add(faults.CASE_NOT_DRAWN.at(Place(), case=case, hint=nearest(case, cases)))
    _check_cases(readers, barred, second, problems)
    problems.raise_errors()


def _check_cases(
    readers: Sequence[str], barred: Mapping[str, Mapping[str, str]], second: Collection[str], problems: Problems
) -> None:
    for case, ways in barred.items():
        who = "; ".join(f"{name} ({reason})" for name, reason in ways.items()) or "there is no other inspector"
        free = [name for name in readers if name not in ways]
        if readers and not free:
            problems.add(faults.NOBODY_MAY_READ.at(Place(), case=case, who=who))
        elif case in second and len(free) == 1:
            problems.add(faults.NOBODY_MAY_READ_AGAIN.at(Place(), case=case, reader=free[0], who=who))


def _evenly(
    cases: Sequence[str], may: Mapping[str, Sequence[str]], team: Mapping[str, Reader], loads: dict[str, int]
) -> dict[str, str]:
    """Give each case that there is room for to one who may read it, and add to the loads.

    Each case first goes to whom it costs least, or, where those who may read it are full, to one of them who passes
    another on. Then, while there is a chain of moves from somebody to one with two cases fewer, the shortest such chain
    is made: without such chains the sum of squares of the loads, each divided by its share, is the least possible
    (N. J. A. Harvey, R. E. Ladner, L. Lovász and T. Tamir, "Semi-matchings for bipartite graphs and load balancing",
    Journal of Algorithms 59 (2006), pages 53-78; the argument holds for any cost that grows with the load).
    """
    given: dict[str, str] = {}
    for case in cases:
        _make(_placing(case, given, may, team, loads), given, loads)
    while chain := _chain(given, may, team, loads):
        _make(chain, given, loads)
    return given


def _make(moves: Iterable[tuple[str, str]], given: dict[str, str], loads: dict[str, int]) -> None:
    for case, reader in moves:
        if case in given:
            loads[given[case]] -= 1
        loads[reader] += 1
        given[case] = reader


def _placing(
    case: str,
    given: Mapping[str, str],
    may: Mapping[str, Sequence[str]],
    team: Mapping[str, Reader],
    loads: Mapping[str, int],
) -> list[tuple[str, str]]:
    """Return moves, each a case and its new reader, after which a case is somebody's; none where there is no room."""
    free = [name for name in may[case] if team[name].has_room(loads[name])]
    if free:
        return [(case, min(free, key=lambda name: team[name].cost(loads[name])))]
    ways = _ways(given, may)
    for start in may[case]:
        found = _nearest(start, ways, lambda name: team[name].has_room(loads[name]))
        if found:
            return [(case, start), *found]
    return []


def _chain(
    given: Mapping[str, str], may: Mapping[str, Sequence[str]], team: Mapping[str, Reader], loads: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Return moves, each a case and its new reader, that bring loads nearer; none where none do."""
    ways = _ways(given, may)
    costs = {name: team[name].cost(loads[name] - 1) for name in ways}
    for start in sorted(ways, key=lambda name: -costs[name]):

        def gains(name: str, cost: Fraction = costs[start]) -> bool:
            return team[name].has_room(loads[name]) and team[name].cost(loads[name]) < cost

        if found := _nearest(start, ways, gains):
            return found
    return []


def _ways(given: Mapping[str, str], may: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Return for each reader to whom else a case of theirs can go, and which."""
    ways: dict[str, dict[str, str]] = {}
    for case, reader in given.items():
        for other in may[case]:
            ways.setdefault(reader, {}).setdefault(other, case)
    return ways


def _nearest(start: str, ways: Mapping[str, Mapping[str, str]], is_end: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Return the shortest chain of moves from one reader to another of some kind; none where there is none."""
    came: dict[str, tuple[str, str]] = {}
    waiting = deque([start])
    while waiting:
        reader = waiting.popleft()
        for other, case in ways.get(reader, {}).items():
            if other == start or other in came:
                continue
            came[other] = (reader, case)
            if is_end(other):
                return _moves(start, other, came)
            waiting.append(other)
    return []


def _moves(start: str, end: str, came: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    moves = []
    while end != start:
        before, case = came[end]
        moves.append((case, end))
        end = before
    return moves
