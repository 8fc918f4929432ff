"""One value, one sequence of bytes, one digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction

_PLAIN = frozenset({str, int, bool, float, type(None)})
"""What nearly everything is in the end, and is plain: told by its type alone, which is five times as quick."""


def plain(value: object) -> object:
    """Turn a frozen value into what JSON holds: texts, whole numbers, lists, mappings, true, false, null.

    Fractions become ``"1/2"``, dates ISO 8601. Floats are let through; no rule uses one.

    Raises:
        TypeError: a value of a kind that has no one written form.
    """
    if type(value) in _PLAIN:
        return value
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str() | float():
            return value
        case list() | tuple():
            return [item if type(item) in _PLAIN else plain(item) for item in value]
        case Fraction():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical_json(value: object) -> bytes:
    """Write a value as JSON with sorted keys, no spare space, in UTF-8: equal values give equal bytes."""
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(value: object) -> str:
    """Return ``sha256:…`` of a value's canonical bytes; bytes are taken as they are."""
    data = value if isinstance(value, bytes) else canonical_json(value)
    return "sha256:" + hashlib.sha256(data).hexdigest()
