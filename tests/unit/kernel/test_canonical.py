from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from types import MappingProxyType

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


class Colour(StrEnum):
    RED = "red"


class Grade(IntEnum):
    FIRST = 1


def spelled_out(value: object) -> object:
    """Say by what a value is, and not by its exact type, what JSON holds of it: the form as it was first published."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str | float):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): spelled_out(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [spelled_out(item) for item in value]
    assert isinstance(value, set | frozenset)
    return sorted((spelled_out(item) for item in value), key=str)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.fractions(),
    st.dates(),
    st.datetimes(),
    st.sampled_from([Colour.RED, Grade.FIRST]),
)
KEYS = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), st.booleans(), st.none())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(KEYS, inner),
        st.dictionaries(KEYS, inner).map(MappingProxyType),
        st.frozensets(st.text(st.characters(exclude_categories=["Cs"]))),
    ),
    max_leaves=20,
)


@given(VALUES)
def test_canonical_bytes_are_those_that_the_rules_spell_out(value: object) -> None:
    shape = json.dumps(spelled_out(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    assert canonical_json(value) == shape.encode()


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
