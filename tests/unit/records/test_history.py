"""A history is a chain: what is changed, removed or moved breaks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.records.history import START, Act, Entry, first_break, hash_after

AT = datetime(2026, 3, 2, 10, 32, tzinfo=UTC)


def history(length: int) -> list[Entry]:
    made: list[Entry] = []
    for sequence in range(1, length + 1):
        payload = Act(act="signed-off", by="ann", at=AT, subject=f"EU-{sequence}", details={}).payload
        before = made[-1].hash if made else START
        made.append(
            Entry(sequence=sequence, payload=payload, hash=hash_after(before, sequence=sequence, payload=payload))
        )
    return made


def test_history_as_it_was_recorded_holds() -> None:
    assert first_break([]) is None
    assert first_break(history(5)) is None


@given(st.integers(0, 5), st.sampled_from(["payload", "hash", "sequence"]))
def test_changed_entry_breaks_it(place: int, part: str) -> None:
    entries = history(6)
    values: dict[str, str | int] = {
        "payload": entries[place].payload.replace("ann", "ben"),
        "hash": "0" * 64,
        "sequence": 9,
    }
    entries[place] = replace(entries[place], **{part: values[part]})  # type: ignore[arg-type]  # the part's own type
    assert first_break(entries) == place + 1


@given(st.integers(0, 4))
def test_removed_entry_breaks_it(place: int) -> None:
    entries = history(6)
    del entries[place]
    assert first_break(entries) == place + 1


@given(st.integers(0, 4))
def test_entries_that_change_places_break_it(place: int) -> None:
    entries = history(6)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert first_break(entries) == place + 1


@given(st.integers(0, 4))
def test_entries_that_change_places_and_numbers_break_it(place: int) -> None:
    entries = history(6)
    first, second = entries[place], entries[place + 1]
    entries[place] = replace(second, sequence=first.sequence)
    entries[place + 1] = replace(first, sequence=second.sequence)
    assert first_break(entries) == place + 1


def test_act_is_read_as_it_was_written() -> None:
    act = Act(
        act="answered",
        by="ann",
        at=AT,
        subject="EU-1",
        client="0b8f8a3c-58ac-4a1b-9d3a-6f1f2a4f7b10",
        details={"notes": [["2.2.1", "Schön: 5 %\u2028", None]]},
    )
    assert Act.read(act.payload) == act


def without(name: str) -> Callable[[dict[str, object]], None]:
    return lambda shape: shape.__delitem__(name)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda shape: shape.update(more=1), "not in its canonical form"),
        (lambda shape: shape.update(by=5), "another kind"),
        (lambda shape: shape.update(details=[]), "another kind"),
        (lambda shape: shape.update(at="2026-03-02T10:32:00"), "no zone"),
        (lambda shape: shape.update(at="yesterday"), "isoformat"),
        (lambda shape: shape.update(client="0B8F8A3C-58AC-4A1B-9D3A-6F1F2A4F7B10"), "not in its canonical form"),
        (lambda shape: shape.update(client="me"), "badly formed"),
        (without("details"), "'details'"),
    ],
)
def test_payload_that_is_no_act_is_refused(change: Callable[[dict[str, object]], None], why: str) -> None:
    shape = json.loads(Act(act="signed-off", by="ann", at=AT, details={}).payload)
    change(shape)
    with pytest.raises(ValueError, match=why):
        Act.read(json.dumps(shape, sort_keys=True, separators=(",", ":")))


def test_spare_space_is_not_canonical() -> None:
    payload = Act(act="signed-off", by="ann", at=AT, details={}).payload
    with pytest.raises(ValueError, match="canonical"):
        Act.read(payload + " ")
