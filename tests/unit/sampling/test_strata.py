from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.frameworks.model import Framework
from inspectorate.sampling.strata import MOST_STRATA, Cell, in_order, merge_small, share_out

SIZES = st.lists(st.integers(0, 400), min_size=1, max_size=30).filter(any)
CELLS = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("uvw"), st.sampled_from("xyz")), st.integers(1, 60), min_size=1
)


def test_allocation_is_that_of_a_published_worked_example() -> None:
    """Counties of the United States by region, 300 of 3,078.

    Lohr, Sampling: Design and Analysis, third edition (2021), example 3.2; the allocation is computed in Lu and Lohr's
    R companion to it (2021), chapter 3: Northeast, North Central, South, West.
    """
    assert share_out(sample=300, sizes=(220, 1054, 1382, 422)) == (21, 103, 135, 41)


def test_allocation_where_rounding_each_alone_would_not_add_up() -> None:
    # quotas 1.5, 1.5, 0.5, 0.5: rounding halves up gives 6 of 4
    assert share_out(sample=4, sizes=(3, 3, 1, 1)) == (2, 2, 0, 0)


def test_of_equal_remainders_the_larger_stratum_then_the_earlier_comes_first() -> None:
    assert share_out(sample=1, sizes=(5, 5)) == (1, 0)
    # quotas 0.5 and 1.5
    assert share_out(sample=2, sizes=(1, 3)) == (0, 2)


@given(SIZES, st.data())
def test_allocation_sums_exactly_and_keeps_within_one_of_the_quota(sizes: list[int], data: st.DataObject) -> None:
    total = sum(sizes)
    sample = data.draw(st.integers(0, total))
    given_out = share_out(sample=sample, sizes=sizes)
    assert sum(given_out) == sample
    for size, cases in zip(sizes, given_out, strict=True):
        assert abs(Fraction(sample * size, total) - cases) < 1
        assert 0 <= cases <= size


def test_more_cannot_be_shared_out_than_there_is() -> None:
    with pytest.raises(ValueError, match="11 cases"):
        share_out(sample=11, sizes=(5, 5))


@given(CELLS, st.data())
def test_merging_keeps_every_cell_once_and_leaves_no_stratum_too_small(
    counts: dict[tuple[str, ...], int], data: st.DataObject
) -> None:
    counts = dict(sorted(counts.items()))
    total = sum(counts.values())
    sample = data.draw(st.integers(1, total))
    strata, merges = merge_small(counts, sample=sample)
    assert sorted(cell for cells in strata for cell in cells) == sorted(counts)
    assert len(strata) == len(counts) - len(merges)
    sizes = [sum(counts[cell] for cell in cells) for cells in strata]
    assert all(size * sample >= total for size in sizes) or len(strata) == 1
    assert all(share_out(sample=sample, sizes=sizes))


def test_small_strata_merge_first_with_those_that_share_most_fields() -> None:
    counts: dict[Cell, int] = {("a", "x"): 2, ("a", "y"): 20, ("b", "x"): 3, ("b", "y"): 75}
    strata, merges = merge_small(counts, sample=10)
    assert strata == ((("a", "x"), ("a", "y")), (("b", "x"), ("b", "y")))
    assert [(merge.small, merge.into) for merge in merges] == [
        ((("a", "x"),), (("a", "y"),)),
        ((("b", "x"),), (("b", "y"),)),
    ]


def test_nothing_is_merged_where_least_is_nought() -> None:
    counts: dict[Cell, int] = {("a",): 1, ("b",): 99}
    assert merge_small(counts, sample=10, least=Fraction(0)) == (((("a",),), (("b",),)), ())


def test_most_strata_merge_within_a_moment() -> None:
    counts: dict[Cell, int] = {
        (f"{number // 40:02}", f"{number % 40:02}"): 1 + number % 3 for number in range(MOST_STRATA)
    }
    strata, _ = merge_small(counts, sample=40)
    assert 1 <= len(strata) <= 40


def test_strata_stand_in_the_order_of_the_framework_with_blanks_last(framework: Framework) -> None:
    cells = [("", "male"), ("licence", "male"), ("community_order", "female"), ("community_order", "male")]
    assert in_order(cells, fields=("sentence_type", "sex"), framework=framework) == (
        ("community_order", "male"),
        ("community_order", "female"),
        ("licence", "male"),
        ("", "male"),
    )


def test_smallest_is_merged_into_the_next_smallest_and_the_first_of_equal_ones_counts_as_smaller() -> None:
    counts: dict[Cell, int] = {("a",): 40, ("b",): 1, ("c",): 9, ("d",): 50}
    _, (merge,) = merge_small(counts, sample=10)
    assert (merge.small, merge.into) == ((("b",),), (("c",),))
    strata, (merge,) = merge_small({("a",): 45, ("b",): 3, ("c",): 3, ("d",): 49}, sample=17)
    assert (merge.small, merge.into) == ((("b",),), (("c",),))
    assert strata == ((("a",),), (("b",), ("c",)), (("d",),))
