from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.web.planning.timetable.calculation import FIELDWORK, Interval, Placed, Stays, dues, move
from inspectorate.web.planning.timetable.intervals import usual_milestones
from inspectorate.web.planning.timetable.working_days import is_worked

MONDAY = date(2026, 3, 2)
INTERVALS = tuple(one.interval() for one in usual_milestones())
WORKED = st.dates(date(2020, 1, 1), date(2034, 12, 31)).filter(is_worked)


def placed(fieldwork: date = MONDAY, **changes: dict[str, object]) -> list[Placed]:
    """Return the usual timetable with some milestones changed: ``panel={"is_done": True}``."""
    due = dues(INTERVALS, fieldwork=fieldwork)
    rows = [Placed(interval=one, due=due[one.id]) for one in INTERVALS]
    return [replace(one, **changes.get(one.id.replace("-", "_"), {})) for one in rows]  # type: ignore[arg-type]  # as each test says


def test_usual_intervals_give_the_month_in_which_the_example_was_published() -> None:
    due = dues(INTERVALS, fieldwork=date(2023, 2, 20))
    assert (due["publication"].year, due["publication"].month) == (2023, 5)


def test_milestones_come_in_the_order_of_an_inspection() -> None:
    due = dues(INTERVALS, fieldwork=MONDAY)
    order = sorted(due, key=lambda key: due[key])
    assert order == [
        "announcement",
        "case-list",
        "sample",
        "evidence-in-advance",
        "fieldwork",
        "panel",
        "draft",
        "factual-accuracy",
        "publication",
        "action-plan",
    ]


@given(WORKED, st.permutations(INTERVALS))
def test_order_of_intervals_makes_no_difference(day: date, shuffled: Sequence[Interval]) -> None:
    assert dues(shuffled, fieldwork=day) == dues(INTERVALS, fieldwork=day)


@given(WORKED)
def test_every_day_that_is_computed_is_worked(day: date) -> None:
    assert all(map(is_worked, dues(INTERVALS, fieldwork=day).values()))


@pytest.mark.parametrize("counts_from", ["nowhere", "b"])
def test_intervals_that_count_from_nothing_are_refused(counts_from: str) -> None:
    wrong = Interval(id="b", counts_from=counts_from, days=1)
    with pytest.raises(ValueError, match="what b counts from is not there"):
        dues([Interval(id=FIELDWORK, counts_from="", days=0), wrong], fieldwork=MONDAY)


@given(WORKED, WORKED)
def test_moving_fieldwork_gives_the_timetable_of_the_new_day(first: date, then: date) -> None:
    moving = move(placed(first), milestone=FIELDWORK, to=then)
    due = {one.id: one.due for one in placed(first)} | {one.id: one.due for one in (moving.shift, *moving.along)}
    assert due == dues(INTERVALS, fieldwork=then)
    assert moving.staying == ()
    assert not moving.by_hand


def test_what_is_computed_from_a_milestone_moves_with_it_and_nothing_else() -> None:
    moving = move(placed(), milestone="draft", to=date(2026, 4, 20))
    assert [(one.id, one.due) for one in moving.along] == [("factual-accuracy", date(2026, 5, 5))]
    assert moving.by_hand


def test_what_is_done_and_what_was_chosen_by_hand_stay_and_say_why() -> None:
    rows = placed(announcement={"is_done": True}, draft={"by_hand": True})
    moving = move(rows, milestone=FIELDWORK, to=date(2026, 3, 9))
    assert dict(moving.staying) == {
        "announcement": Stays.DONE,
        "draft": Stays.BY_HAND,
        "factual-accuracy": Stays.BASE_STAYS,
    }
    assert {one.id for one in moving.along} == {
        "case-list",
        "sample",
        "evidence-in-advance",
        "panel",
        "publication",
        "action-plan",
    }


def test_a_milestone_that_comes_back_to_its_computed_day_is_no_longer_by_hand() -> None:
    rows = placed(panel={"by_hand": True, "due": date(2026, 4, 1)})
    computed = dues(INTERVALS, fieldwork=MONDAY)["panel"]
    assert not move(rows, milestone="panel", to=computed).by_hand


def test_the_token_is_another_for_another_move() -> None:
    first = move(placed(), milestone=FIELDWORK, to=date(2026, 3, 9))
    again = move(placed(), milestone=FIELDWORK, to=date(2026, 3, 9))
    meanwhile = move(placed(panel={"is_done": True}), milestone=FIELDWORK, to=date(2026, 3, 9))
    assert first.token == again.token
    assert first.token != meanwhile.token
