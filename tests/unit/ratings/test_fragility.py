from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.numbers import Share
from inspectorate.ratings.case_based import band_of
from inspectorate.ratings.fragility import fragility_of

counts = st.integers(1, 12).flatmap(lambda m: st.builds(Share, st.integers(0, m), st.just(m)))


def rank_of(small: Edition, shares: list[Share]) -> int:
    framework = small.framework
    return min(framework.rank(band) for share in shares if (band := band_of(framework, share)) is not None)


def test_one_answer_away_is_told(small: Edition) -> None:
    fragility = fragility_of(framework=small.framework, shares={"a": Share(17, 36), "b": Share(30, 36)})
    assert fragility is not None
    assert (fragility.raised_to, fragility.to_raise) == ("fair", (("a", 1),))
    assert (fragility.lowered_to, fragility.to_lower) == (None, None)


@given(first=counts, second=counts)
def test_fragility_is_the_fewest_answers_that_change_the_band(small: Edition, first: Share, second: Share) -> None:
    """Held against trying every pair of counts."""
    present = rank_of(small, [first, second])
    raised, lowered = [], []
    for yes_1, yes_2 in product(range(first.relevant + 1), range(second.relevant + 1)):
        tried = rank_of(small, [Share(yes_1, first.relevant), Share(yes_2, second.relevant)])
        changed = abs(yes_1 - first.yes) + abs(yes_2 - second.yes)
        if tried > present:
            raised.append(changed)
        if tried < present:
            lowered.append(changed)
    fragility = fragility_of(framework=small.framework, shares={"a": first, "b": second})
    assert fragility is not None
    assert fragility.answers_to_raise == (min(raised) if raised else None)
    assert (fragility.to_lower[1] if fragility.to_lower else None) == (min(lowered) if lowered else None)


def test_no_relevant_cases_have_no_fragility(small: Edition) -> None:
    assert fragility_of(framework=small.framework, shares={"a": Share(0, 0)}) is None
