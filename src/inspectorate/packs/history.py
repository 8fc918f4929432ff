"""history.jsonl: everything that was done in a workspace, an entry a line, each with the hash of all before it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from inspectorate.kernel.canonical import canonical_json
from inspectorate.kernel.problems import Place
from inspectorate.packs import faults, layout
from inspectorate.packs.folder import PackFolder
from inspectorate.records.history import START, Act, Entry, hash_after


def read_history(folder: PackFolder) -> tuple[Entry, ...]:
    """Return a pack's history; every line that is no entry, every gap and every changed entry is told."""
    text = folder.text(layout.HISTORY)
    if text is None:
        return ()
    found: list[Entry] = []
    before, expected = START, 1
    for line, written in enumerate(text.removesuffix("\n").split("\n"), start=1):
        place = Place(layout.HISTORY, line=line)
        try:
            entry = _entry(written)
        except (ValueError, RecursionError) as error:
            folder.problems.add(faults.HISTORY_NOT_READABLE.at(place, why=str(error)))
            expected += 1
            before = ""
            continue
        if entry.sequence != expected:
            folder.problems.add(faults.HISTORY_GAP.at(place, found=entry.sequence, expected=expected))
        elif (before or line == 1) and entry.hash != hash_after(before, sequence=expected, payload=entry.payload):
            folder.problems.add(faults.HISTORY_CHANGED.at(place, sequence=entry.sequence))
        before, expected = entry.hash, entry.sequence + 1
        found.append(entry)
    return tuple(found)


def history_text(entries: Iterable[Entry]) -> str:
    """Write a history as the text of its file."""
    return "".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    return canonical_json({"sequence": entry.sequence, "hash": entry.hash, "payload": entry.payload}).decode()


def _entry(written: str) -> Entry:
    """Read a line.

    Raises:
        ValueError: it is no entry, or one that is not in its canonical form.
    """
    try:
        shape = json.loads(written)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error.msg})") from error
    if not isinstance(shape, dict) or set(shape) != {"sequence", "hash", "payload"}:
        raise ValueError("it needs a sequence, a hash and a payload, and nothing else")
    sequence, hash_, payload = shape["sequence"], shape["hash"], shape["payload"]
    if type(sequence) is not int or not isinstance(hash_, str) or not isinstance(payload, str):
        raise ValueError("the sequence is a whole number, and the hash and the payload are texts")
    entry = Entry(sequence=sequence, hash=hash_, payload=payload)
    if _line(entry) != written:
        raise ValueError("not in its canonical form")
    Act.read(payload)
    return entry
