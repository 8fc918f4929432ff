from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.anchors import Anchors


@given(st.lists(st.text(max_size=12)))
def test_anchors_are_unique_and_of_plain_signs(texts: list[str]) -> None:
    anchors = Anchors()
    given_out = [anchors.new(text) for text in texts]
    assert len(set(given_out)) == len(texts)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in given_out)


def test_anchors_keep_clear_of_a_name_that_looks_like_a_numbered_one() -> None:
    anchors = Anchors()
    assert [anchors.new(text) for text in ("a", "a-2", "a", "a")] == ["a", "a-2", "a-3", "a-4"]
