from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.outputs.lettering import text_width, wrap, writable

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY_TEXT)
def test_writable_text_can_be_encoded_and_parsed(text: str) -> None:
    kept = writable(text)
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ET.fromstring(f"<a>{escaped}</a>".encode())  # noqa: S314 - written on the line above


def test_writable_leaves_ordinary_text_as_it_is() -> None:
    text = "Ystrad Mynach \u2013 25%\n\ttab, \u05e9\u05dc\u05d5\u05dd \U0001f600"
    assert writable(text) == text


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x86", "\ud800", "\ufffe"])
def test_writable_replaces_what_no_page_can_hold(character: str) -> None:
    assert writable(f"a{character}b") == "a\ufffdb"


def test_writable_leaves_out_controls_that_turn_text_round() -> None:
    assert writable("\u202eevil\u2066\u200f") == "evil\u200f"


@pytest.mark.parametrize(
    ("narrower", "wider"), [("iiii", "nnnn"), ("nnnn", "WWWW"), ("abc", "abcd"), ("aaaa", "AAAA"), ("aaaa", "漢漢漢漢")]
)
def test_text_width_follows_the_letters(narrower: str, wider: str) -> None:
    assert text_width(narrower, size=16) < text_width(wider, size=16)


def test_text_width_ignores_marks_that_take_no_room() -> None:
    assert text_width("e\u0301\u200b", size=16) == text_width("e", size=16)


@given(st.text(max_size=200), st.floats(min_value=40, max_value=400))
def test_wrap_keeps_every_character_within_the_width(text: str, width: float) -> None:
    lines = wrap(text, width=width, size=16)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, size=16) <= width + 1e-6 for line in lines)


def test_wrap_breaks_between_words() -> None:
    assert wrap("one two  three", width=70, size=16) == ("one two", "three")


def test_wrap_of_nothing_has_no_lines() -> None:
    assert wrap("  \n", width=100, size=16) == ()
