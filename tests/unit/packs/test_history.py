"""A pack's history: read and written byte for byte, and every change in it told with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.contents import contents_of
from inspectorate.packs.head import head_of, inspection_of
from inspectorate.packs.history import history_text
from inspectorate.packs.reading import Pack
from inspectorate.packs.writing import write_pack
from inspectorate.records.history import Act, Entry, hash_after

Read = Callable[[Path], Pack]
TEXTS = ("A plan.", "two\nlines", "\u2028“Zoë” \\ \t", "=1+1", '{"sequence":9}')


def history(length: int) -> tuple[Entry, ...]:
    made: list[Entry] = []
    for sequence in range(1, length + 1):
        at = datetime(2026, 3, 2, 10, 32, sequence, tzinfo=UTC)
        details = {"notes": [["2.1.1", TEXTS[sequence % len(TEXTS)], None]]}
        payload = Act(act="answered", by="ann", at=at, subject="A-1", details=details).payload
        digest = hash_after(made[-1].hash if made else "", sequence=sequence, payload=payload)
        made.append(Entry(sequence=sequence, payload=payload, hash=digest))
    return tuple(made)


@pytest.fixture
def lines(sound: Path) -> list[str]:
    text = history_text(history(6))
    (sound / layout.HISTORY).write_bytes(text.encode())
    return text.split("\n")[:-1]


def told(sound: Path, lines: list[str], read: Read) -> list[tuple[str, int | None]]:
    (sound / layout.HISTORY).write_bytes("".join(f"{line}\n" for line in lines).encode())
    with pytest.raises(ProblemsFound) as found:
        read(sound)
    return [(problem.code, problem.place.line) for problem in found.value.problems]


@pytest.mark.usefixtures("lines")
def test_history_is_written_as_it_was_read(sound: Path, tmp_path: Path, read: Read, house: Edition) -> None:
    pack = read(sound)
    assert pack.warnings == ()
    assert pack.inspection.history == history(6)
    for _ in range(2):  # the second time over the first
        write_pack(pack.inspection, tmp_path / "out", framework=house.framework)
    assert (tmp_path / "out" / layout.HISTORY).read_bytes() == (sound / layout.HISTORY).read_bytes()
    assert read(tmp_path / "out").inspection.history == pack.inspection.history


def test_line_that_was_changed_is_told(sound: Path, lines: list[str], read: Read) -> None:
    lines[2] = lines[2].replace("ann", "ben")
    assert told(sound, lines, read) == [("history-changed", 3)]


def test_line_that_was_changed_with_its_hash_breaks_the_next(sound: Path, lines: list[str], read: Read) -> None:
    entries = list(history(6))
    payload = entries[2].payload.replace("ann", "ben")
    changed = replace(entries[2], payload=payload, hash=hash_after(entries[1].hash, sequence=3, payload=payload))
    lines[2] = history_text([changed]).removesuffix("\n")
    assert told(sound, lines, read) == [("history-changed", 4)]


@pytest.mark.parametrize("line", [0, 2, 4])
def test_line_that_was_taken_out_is_told(line: int, sound: Path, lines: list[str], read: Read) -> None:
    del lines[line]
    assert told(sound, lines, read) == [("history-gap", line + 1)]


def test_lines_that_changed_places_are_told(sound: Path, lines: list[str], read: Read) -> None:
    lines[1], lines[2] = lines[2], lines[1]
    assert told(sound, lines, read) == [("history-gap", 2), ("history-gap", 3), ("history-gap", 4)]


def test_line_that_is_there_twice_is_told(sound: Path, lines: list[str], read: Read) -> None:
    assert told(sound, [*lines[:2], lines[1], *lines[2:]], read) == [("history-gap", 3)]


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line + " ",
        lambda line: line.replace(":", ": ", 1),
        lambda _: "",
        lambda _: "[" * 100_000,
        lambda line: line.replace('"sequence":', '"sequence":0'),
        lambda line: line.replace('{"hash"', '{"hash":"x","hash"'),
        lambda line: line.replace("{", '{"also":1,', 1),
        lambda line: line.replace("ann", "\\ud800"),
        lambda _: '{"hash":"","payload":"{}","sequence":1e999}',
    ],
)
def test_line_that_is_no_entry_is_told(change: Callable[[str], str], sound: Path, lines: list[str], read: Read) -> None:
    lines[3] = change(lines[3])
    assert told(sound, lines, read) == [("history-not-readable", 4)]


@pytest.mark.usefixtures("lines")
def test_unanswered_question_is_a_warning_where_work_can_go_on(sound: Path, read: Read) -> None:
    table = sound / layout.JUDGEMENTS
    head, first, *_ = table.read_text(encoding="utf-8").splitlines()
    table.write_text(f"{head}\n{first}\n", encoding="utf-8")
    assert {"cases-not-judged", "prompts-unanswered"} <= {problem.code for problem in read(sound).warnings}
    (sound / layout.HISTORY).unlink()
    with pytest.raises(ProblemsFound, match="prompts-unanswered"):
        read(sound)


def test_head_of_a_pack_makes_the_same_head_again(sound: Path, read: Read, house: Edition) -> None:
    pack = read(sound)
    again = inspection_of(head_of(pack.inspection))
    assert head_of(again) == head_of(pack.inspection)
    name = layout.INSPECTION
    both = (contents_of(inspection=one, framework=house.framework)[name] for one in (pack.inspection, again))
    assert len(set(both)) == 1
