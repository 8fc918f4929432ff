from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.readers import Conflict, Reader, allocate, second_readings

CASES = tuple(f"PX-{at}" for at in range(36))
TEAM = tuple(Reader(id=name) for name in ("ash", "birch", "cedar", "dogwood", "elm"))


def test_loads_are_even_and_every_case_is_given_once() -> None:
    given_out = allocate(CASES, readers=TEAM, seed="x")
    assert [reading.case for reading in given_out.readings] == list(CASES)
    assert sorted(given_out.loads.values()) == [7, 7, 7, 7, 8]
    assert Counter(reading.reader for reading in given_out.readings) == given_out.loads


def test_loads_that_readers_come_with_count() -> None:
    given_out = allocate(CASES[:6], readers=(Reader(id="ash", load=4), Reader(id="birch")), seed="x")
    assert given_out.loads == {"ash": 5, "birch": 5}


@settings(max_examples=60)
@given(st.data())
def test_no_conflict_is_broken_and_loads_are_the_most_even_possible(data: st.DataObject) -> None:
    names = [f"r{at}" for at in range(data.draw(st.integers(1, 3)))]
    cases = [f"c{at}" for at in range(data.draw(st.integers(1, 6)))]
    loads = {name: data.draw(st.integers(0, 3)) for name in names}
    barred = data.draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(cases)), max_size=6))
    conflicts = [Conflict(reader=name, case=case, reason="knows them") for name, case in sorted(barred)]
    readers = [Reader(id=name, load=loads[name]) for name in names]
    choices = [[name for name in names if (name, case) not in barred] for case in cases]
    if not all(choices):
        with pytest.raises(ProblemsFound, match="nobody-may-read"):
            allocate(cases, readers=readers, conflicts=conflicts, seed="x")
        return
    given_out = allocate(cases, readers=readers, conflicts=conflicts, seed="x")
    assert not {(one.reader, one.case) for one in given_out.readings} & barred
    squares = min(
        sum((loads[name] + chosen.count(name)) ** 2 for name in names) for chosen in map(list, product(*choices))
    )
    assert sum(load**2 for load in given_out.loads.values()) == squares


def test_the_same_seed_gives_the_same_allocation_and_another_another() -> None:
    first = {one.case: one.reader for one in allocate(CASES, readers=TEAM, seed="x").readings}
    turned = {one.case: one.reader for one in allocate(CASES[::-1], readers=TEAM[::-1], seed="x").readings}
    other = {one.case: one.reader for one in allocate(CASES, readers=TEAM, seed="y").readings}
    assert first == turned
    assert first != other


def test_second_readings_go_to_somebody_else_and_are_even() -> None:
    again = second_readings(CASES, rate=Fraction(1, 4), seed="x")
    assert len(again) == 9
    given_out = allocate(CASES, readers=TEAM, seed="x", second=again)
    first = {one.case: one.reader for one in given_out.readings if not one.second}
    then = {one.case: one.reader for one in given_out.readings if one.second}
    assert set(then) == set(again)
    assert all(first[case] != reader for case, reader in then.items())
    assert sorted(given_out.loads.values()) == [9, 9, 9, 9, 9]


def test_conflict_with_the_body_bars_from_every_case() -> None:
    given_out = allocate(CASES, readers=TEAM, conflicts=[Conflict(reader="ash", reason="worked there")], seed="x")
    assert given_out.loads["ash"] == 0


def test_impossible_allocation_says_who_is_in_the_way() -> None:
    conflicts = [
        Conflict(reader="ash", reason="worked there"),
        Conflict(reader="birch", reason="a neighbour", case="PX-3"),
    ]
    with pytest.raises(ProblemsFound) as raised:
        allocate(CASES, readers=TEAM[:2], conflicts=conflicts, seed="x", second=["PX-4"])
    assert [problem.code for problem in raised.value.problems] == ["nobody-may-read", "nobody-may-read-again"]
    assert [problem.message for problem in raised.value.problems] == [
        'Nobody may read the case "PX-3": ash (worked there); birch (a neighbour).',
        (
            'Nobody may read the case "PX-4" a second time: birch may read it first, and in the way are:'
            " ash (worked there)."
        ),
    ]


def test_wrong_names_are_told_at_once() -> None:
    with pytest.raises(ProblemsFound) as raised:
        allocate(
            ["PX-1", "PX-1"],
            readers=(*TEAM, TEAM[0]),
            conflicts=[Conflict(reader="bich", reason="?")],
            seed="x",
            second=["PX-9"],
        )
    assert {problem.code for problem in raised.value.problems} == {
        "case-named-twice",
        "reader-twice",
        "conflict-unknown",
        "case-not-drawn",
    }
    with pytest.raises(ProblemsFound, match="no-readers"):
        allocate(CASES, readers=(), seed="x")


@given(st.integers(0, 60), st.fractions(0, 1))
def test_second_readings_are_the_rate_rounded_up(number: int, rate: Fraction) -> None:
    cases = [f"PX-{at}" for at in range(number)]
    drawn = second_readings(cases, rate=rate, seed="x")
    assert len(drawn) == len(set(drawn)) == ceil(rate * number)
    assert set(drawn) == set(second_readings(cases[::-1], rate=rate, seed="x"))


def test_rate_above_one_is_refused() -> None:
    with pytest.raises(ProblemsFound, match="rate-out-of-range"):
        second_readings(CASES, rate=Fraction(3, 2), seed="x")


def test_who_has_half_a_share_reads_half_as_many() -> None:
    readers = (*TEAM[:3], Reader(id="dogwood", share=Fraction(1, 2)))
    given_out = allocate(CASES[:35], readers=readers, seed="x")
    assert given_out.loads == {"ash": 10, "birch": 10, "cedar": 10, "dogwood": 5}


def test_nobody_takes_more_than_their_most_and_what_is_left_is_named() -> None:
    readers = (Reader(id="ash", most=3), Reader(id="birch", load=1, most=3))
    given_out = allocate(CASES[:4], readers=readers, seed="x")
    assert sorted(given_out.loads.values()) == [2, 3]
    given_out = allocate(CASES[:9], readers=readers, seed="x", second=CASES[:9])
    assert given_out.loads == {"ash": 3, "birch": 3}
    assert {one.case for one in given_out.readings} | set(given_out.left) == set(CASES[:9])
    assert len(given_out.readings) == 5


def test_share_of_nothing_is_refused() -> None:
    with pytest.raises(ProblemsFound, match="share-out-of-range"):
        allocate(CASES, readers=(Reader(id="ash", share=Fraction(0)),), seed="x")


@settings(max_examples=80)
@given(st.data())
def test_as_many_as_there_is_room_for_are_given_at_the_least_cost(data: st.DataObject) -> None:
    names = [f"r{at}" for at in range(data.draw(st.integers(1, 3)))]
    cases = [f"c{at}" for at in range(data.draw(st.integers(1, 6)))]
    readers = {
        name: Reader(
            id=name,
            load=data.draw(st.integers(0, 2)),
            share=data.draw(st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(2)))),
            most=data.draw(st.none() | st.integers(0, 4)),
        )
        for name in names
    }
    barred = data.draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(cases)), max_size=6))
    conflicts = [Conflict(reader=name, case=case, reason="knows them") for name, case in sorted(barred)]
    choices = [[name for name in names if (name, case) not in barred] for case in cases]
    if not all(choices):
        return
    given_out = allocate(cases, readers=list(readers.values()), conflicts=conflicts, seed="x")
    assert not {(one.reader, one.case) for one in given_out.readings} & barred

    def fits(name: str, number: int) -> bool:
        most = readers[name].most
        return most is None or number == 0 or readers[name].load + number <= most

    ways = [
        chosen
        for chosen in map(list, product(*[[*may, ""] for may in choices]))
        if all(fits(name, chosen.count(name)) for name in names)
    ]
    most = max(len(cases) - chosen.count("") for chosen in ways)
    assert len(given_out.readings) == most == len(cases) - len(given_out.left)
    costs = (
        sum((one.load + chosen.count(one.id)) ** 2 / one.share for one in readers.values())
        for chosen in ways
        if chosen.count("") == len(cases) - most
    )
    if most == len(cases):  # which of the cases are left out is not chosen by cost
        assert sum(given_out.loads[one.id] ** 2 / one.share for one in readers.values()) == min(costs)
