from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.kernel.canonical import canonical_json, digest
from inspectorate.kernel.identifiers import FrameworkReference, is_slug
from inspectorate.kernel.numbers import Share


def test_equal_values_have_equal_bytes() -> None:
    assert canonical_json({"b": 1, "a": Share(1, 2)}) == canonical_json({"a": Share(1, 2), "b": 1})
    assert canonical_json({"b": 1, "a": Share(1, 2)}) == b'{"a":{"relevant":2,"yes":1},"b":1}'
    assert canonical_json([Fraction(1, 2), date(2023, 2, 20), None]) == b'["1/2","2023-02-20",null]'


@given(st.dictionaries(st.text(), st.integers()))
def test_digest_does_not_depend_on_order(values: dict[str, int]) -> None:
    assert digest(values) == digest(dict(reversed(values.items())))


def test_digest_of_bytes_is_theirs() -> None:
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_value_without_one_form_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical_json(object())
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


@pytest.mark.parametrize("text", ["hmip-adult", "hmip-adult@2021", "HMIP@2021.1", "@2021.1", "hmip-adult@2021.1 "])
def test_framework_reference_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no framework reference"):
        FrameworkReference.parse(text)


def test_framework_reference_reads_as_it_is_written() -> None:
    assert str(FrameworkReference.parse("hmip-adult@2021.1")) == "hmip-adult@2021.1"
    assert not is_slug("two--hyphens")
