"""Works out a timetable: when each milestone is due, and what moves when one of them moves.

Nothing here reads a clock, a file or the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspectorate.web.planning.timetable.working_days import counted

FIELDWORK = "fieldwork"
"""The milestone that every other one counts from, at first or at second hand: the first day of fieldwork."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How a milestone is computed: so many working days after another one, or before it where negative.

    ``counts_from`` is that other one; empty for fieldwork itself.
    """

    id: str
    counts_from: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A milestone with the day that it is due. ``by_hand`` where a person chose the day, and not the interval."""

    interval: Interval
    due: date
    by_hand: bool = False
    is_done: bool = False

    @property
    def id(self) -> str:
        """Return the milestone's identifier."""
        return self.interval.id


class Stays(StrEnum):
    """Why a milestone stays where it is when another one moves."""

    DONE = "it is done"
    BY_HAND = "its day was chosen by hand"
    BASE_STAYS = "what it counts from stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A milestone that moves from one day to another."""

    id: str
    was: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What happens when a milestone is moved.

    ``by_hand`` says whether the day differs from the one that its interval gives. ``along`` are those that are computed
    from it and move; ``staying`` are those that are computed from it and do not, with the reason.
    """

    shift: Shift
    by_hand: bool
    along: tuple[Shift, ...] = ()
    staying: tuple[tuple[str, Stays], ...] = ()

    @property
    def token(self) -> str:
        """Return what a person has agreed to, as a text that is the same for the same move alone."""
        shifts = (self.shift, *self.along)
        return " ".join(f"{one.id}:{one.was.isoformat()}:{one.due.isoformat()}" for one in shifts)


def dues(intervals: Iterable[Interval], *, fieldwork: date) -> dict[str, date]:
    """Return when each milestone is due, bases before what counts from them; the order given makes no difference.

    Raises:
        ValueError: some count from one another, or from one that there is not.
    """
    found: dict[str, date] = {}
    left = list(intervals)
    while left:
        ready = [one for one in left if not one.counts_from or one.counts_from in found]
        if not ready:
            raise ValueError(f"what {', '.join(one.id for one in left)} counts from is not there")
        for one in ready:
            found[one.id] = counted(found[one.counts_from], one.days) if one.counts_from else fieldwork
        left = [one for one in left if one.id not in found]
    return found


def move(milestones: Sequence[Placed], *, milestone: str, to: date) -> Move:
    """Return what happens when a milestone is moved to a day.

    Milestones that are computed from it move along, and so do those that are computed from these. One that is done, or
    whose day was chosen by hand, stays, and what counts from it stays with it.

    Raises:
        KeyError: there is no such milestone.
    """
    by_id = {one.id: one for one in milestones}
    moved = by_id[milestone]
    now = {milestone: to}
    staying: dict[str, Stays] = {}
    for one in _counting_from(milestones, milestone):
        base = one.interval.counts_from
        if one.is_done:
            staying[one.id] = Stays.DONE
        elif one.by_hand:
            staying[one.id] = Stays.BY_HAND
        elif base in staying:
            staying[one.id] = Stays.BASE_STAYS
        else:
            now[one.id] = counted(now[base], one.interval.days)
    return Move(
        shift=Shift(id=milestone, was=moved.due, due=to),
        by_hand=_is_by_hand(moved, by_id, to),
        along=tuple(
            Shift(id=name, was=by_id[name].due, due=due)
            for name, due in sorted(now.items(), key=lambda item: (item[1], item[0]))
            if name != milestone and due != by_id[name].due
        ),
        staying=tuple(staying.items()),
    )


def _counting_from(milestones: Sequence[Placed], milestone: str) -> Iterator[Placed]:
    """Go through those that count from a milestone, at first or at second hand, bases before what counts from them."""
    bases = [milestone]
    while bases:
        base = bases.pop(0)
        for one in milestones:
            if one.interval.counts_from == base:
                bases.append(one.id)
                yield one


def _is_by_hand(moved: Placed, by_id: Mapping[str, Placed], to: date) -> bool:
    base = moved.interval.counts_from
    return bool(base) and counted(by_id[base].due, moved.interval.days) != to
