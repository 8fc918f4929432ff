"""YAML in one fixed layout: equal values give equal bytes, and a person can read and mend them.

Texts stand plain where YAML 1.2 and any older reader would both take them for texts, long ones folded, all others in
double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 118

_PLAIN = re.compile(r"[^\W\d_][\w .;/()'\u2019&%+=@-]*")
_PLAIN_IN_LIST = re.compile(r"[^\W\d_][\w.-]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TWO_DIGITS, _FOUR_DIGITS = 0x100, 0x10000


def yaml_text(data: Mapping[str, object]) -> str:
    """Write a mapping of texts, whole numbers, lists and mappings as the text of a YAML file, in the order given."""
    return "\n".join(_mapping(data, "")) + "\n"


def _mapping(data: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in data.items():
        name = indent + _scalar(key, in_list=False)
        match value:
            case str() | int():
                yield from _entry(name, value, indent)
            case Mapping():
                yield f"{name}:"
                yield from _mapping(value, indent + "  ")
            case Sequence():
                yield from _sequence(name, value, indent)
            case _:
                raise TypeError(f"{type(value).__name__} has no place in a pack's files")


def _entry(name: str, value: str | int, indent: str) -> Iterator[str]:
    line = f"{name}: {_scalar(value, in_list=False)}"
    if isinstance(value, str) and len(line) > WIDTH and _may_be_folded(value):
        yield f"{name}: >-"
        yield from _folded(value, indent + "  ")
    else:
        yield line


def _sequence(name: str, items: Sequence[object], indent: str) -> Iterator[str]:
    if all(isinstance(item, str) for item in items):
        line = f"{name}: [{', '.join(_scalar(str(item), in_list=True) for item in items)}]"
        if len(line) <= WIDTH:
            yield line
            return
    yield f"{name}:"
    for item in items:
        yield from _item(item, indent + "  ")


def _item(item: object, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping):
        first, *rest = _mapping(item, indent + "  ")
        yield f"{indent}- {first.lstrip(' ')}"
        yield from rest
        return
    text = str(item)
    line = f"{indent}- {_scalar(text, in_list=False)}"
    if len(line) > WIDTH and _may_be_folded(text):
        yield f"{indent}- >-"
        yield from _folded(text, indent + "  ")
    else:
        yield line


def _scalar(value: str | int, *, in_list: bool) -> str:
    if isinstance(value, int):
        return str(value)
    plain = _PLAIN_IN_LIST if in_list else _PLAIN
    if value.lower() not in _WORDS_WITH_A_MEANING and not value.endswith(" ") and plain.fullmatch(value):
        return value
    if _DATE.fullmatch(value) or _DIGEST.fullmatch(value):
        return value
    return '"' + "".join(_ESCAPES.get(sign) or _escaped(sign) for sign in value) + '"'


def _escaped(sign: str) -> str:
    if sign.isprintable():
        return sign
    number = ord(sign)
    if number < _TWO_DIGITS:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < _FOUR_DIGITS else f"\\U{number:08x}"


def _may_be_folded(text: str) -> bool:
    """Say whether folding keeps a text: single spaces between words, and nothing that cannot be seen."""
    return text.isprintable() and text == " ".join(text.split(" ")) and all(text.split(" "))


def _folded(text: str, indent: str) -> Iterator[str]:
    line = indent
    for word in text.split(" "):
        if line != indent and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent
        line += word if line == indent else f" {word}"
    yield line
