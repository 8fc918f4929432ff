"""The form on which a timetable's intervals are changed before it is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspectorate.kernel.problems import Place, Problem
from inspectorate.web.planning.timetable import faults
from inspectorate.web.planning.timetable.calculation import dues
from inspectorate.web.planning.timetable.intervals import MOST_DAYS, Usual, usual_milestones


@dataclass(frozen=True, slots=True)
class Intervals:
    """The numbers that were typed: those that differ from the usual ones, the texts, and what is wrong with them."""

    days: Mapping[str, int]
    typed: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A milestone of a timetable that is still to be set: what its field holds, and the day that comes of it."""

    usual: Usual
    of: str
    typed: str
    due: date


def read_intervals(given: Mapping[str, str]) -> Intervals:
    """Return the intervals of a form; a field that is not there keeps the usual number."""
    days: dict[str, int] = {}
    typed: dict[str, str] = {}
    problems: list[Problem] = []
    for one in usual_milestones():
        field = f"days-{one.id}"
        text = given.get(field, str(one.days)).strip()
        typed[one.id] = text
        if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS)) and int(text) <= MOST_DAYS:
            if int(text) != one.days and one.of:
                days[one.id] = int(text)
        else:
            problems.append(faults.INTERVAL_NOT_READABLE.at(Place(field=field), value=text, most=MOST_DAYS))
    return Intervals(days, typed, tuple(problems))


def plan_lines(intervals: Intervals, *, fieldwork: date) -> tuple[PlanLine, ...]:
    """Return the timetable that comes of some intervals, by the day that each milestone is due."""
    usual = usual_milestones()
    labels = {one.id: one.label for one in usual}
    due = dues((one.interval(intervals.days.get(one.id)) for one in usual), fieldwork=fieldwork)
    lines = [PlanLine(one, labels.get(one.of, ""), intervals.typed[one.id], due[one.id]) for one in usual]
    return tuple(sorted(lines, key=lambda line: line.due))
