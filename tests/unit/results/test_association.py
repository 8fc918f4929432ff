"""Fisher's exact test, held against SciPy's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact as peer

from inspectorate.kernel.numbers import Share
from inspectorate.results.association import fisher_exact


@st.composite
def shares(draw: st.DrawFn) -> Share:
    relevant = draw(st.integers(1, 60))
    return Share(draw(st.integers(0, relevant)), relevant)


@given(one=shares(), other=shares())
def test_fisher_exact_agrees_with_scipy(one: Share, other: Share) -> None:
    expected = peer([[one.yes, one.no], [other.yes, other.no]]).pvalue
    assert float(fisher_exact(one, other)) == pytest.approx(expected, rel=1e-6)


@given(one=shares(), other=shares())
def test_fisher_exact_is_symmetric(one: Share, other: Share) -> None:
    assert fisher_exact(one, other) == fisher_exact(other, one)
