"""What stands, of all that was said: nothing is lost, and only what was seen is replaced."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.web.casework.standing import NOTHING, Saying, Settling, standings

WHEN = datetime(2026, 3, 2, 10, 32, tzinfo=UTC)
QUESTION = "2.2.1"


def said(sequence: int, person: str, value: str, seen: int | None = None) -> Saying:
    return Saying(QUESTION, sequence, person, WHEN, value, seen)


def test_nothing_stands_where_nothing_was_said() -> None:
    assert standings([]) == {}
    assert (NOTHING.value, NOTHING.seen, NOTHING.is_clash) == ("", None, False)


def test_an_answer_replaces_what_its_page_showed() -> None:
    standing = standings([said(1, "ann", "yes"), said(2, "ben", "no", seen=1)])[QUESTION]
    assert (standing.value, standing.seen) == ("no", 2)


def test_answers_given_meanwhile_both_stand() -> None:
    standing = standings([said(1, "ann", "yes"), said(2, "ben", "no", seen=1), said(3, "cat", "yes", seen=1)])[QUESTION]
    assert standing.is_clash
    assert [one.person for one in standing.sayings] == ["ben", "cat"]
    assert not standing.value


def test_two_who_say_the_same_meanwhile_agree() -> None:
    standing = standings([said(1, "ann", "yes"), said(2, "ben", "yes")])[QUESTION]
    assert not standing.is_clash
    assert standing.value == "yes"


def test_somebody_who_answers_again_replaces_what_they_said_though_their_page_was_old() -> None:
    standing = standings([said(1, "ann", "yes"), said(2, "ann", "no")])[QUESTION]
    assert [one.value for one in standing.sayings] == ["no"]


def test_answers_of_readers_without_a_name_are_never_taken_for_one_persons() -> None:
    assert standings([said(1, "", "yes"), said(2, "", "no")])[QUESTION].is_clash


def test_a_settlement_leaves_what_was_chosen_and_what_came_after_it() -> None:
    clash = [said(1, "ann", "yes"), said(2, "ben", "no")]
    settled = Settling(QUESTION, 3, chosen=1, settled=frozenset({1, 2}))
    assert standings(clash, [settled])[QUESTION].value == "yes"
    late = standings([*clash, said(4, "cat", "no", seen=2)], [settled])[QUESTION]
    assert late.is_clash
    assert standings([*clash, said(4, "cat", "no", seen=1)], [settled])[QUESTION].value == "no"


SAYINGS = st.lists(
    st.tuples(st.sampled_from(["ann", "ben", "cat"]), st.sampled_from(["yes", "no"]), st.integers(0, 30)), max_size=30
)


def _sayings(given_ones: list[tuple[str, str, int]]) -> list[Saying]:
    return [
        said(sequence, person, value, seen if 0 < seen < sequence else None)
        for sequence, (person, value, seen) in enumerate(given_ones, start=1)
    ]


@given(SAYINGS, st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_read_never_matters(
    given_ones: list[tuple[str, str, int]], random: Random
) -> None:
    sayings = _sayings(given_ones)
    mixed = list(sayings)
    random.shuffle(mixed)
    assert standings(mixed) == standings(sayings)


@given(SAYINGS)
def test_what_nobody_saw_and_its_author_did_not_replace_always_stands(given_ones: list[tuple[str, str, int]]) -> None:
    sayings = _sayings(given_ones)
    standing = standings(sayings).get(QUESTION, NOTHING)
    for one in sayings:
        later = [other for other in sayings if other.sequence > one.sequence]
        replaced = any(other.seen == one.sequence or other.person == one.person for other in later)
        assert (one in standing.sayings) is not replaced


@given(SAYINGS)
def test_the_last_word_always_stands(given_ones: list[tuple[str, str, int]]) -> None:
    sayings = _sayings(given_ones)
    if sayings:
        assert standings(sayings)[QUESTION].latest == sayings[-1]
