"""Makes text of a file's bytes."""

from __future__ import annotations

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE
)
_HEAD: Final = 2_048
_ONE_BYTE: Final = re.compile(r"(?:iso-?8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|macintosh)", re.IGNORECASE)
# Web pages that say Latin-1 are read by browsers as its superset from Windows, and are meant so.
_LATIN: Final = ("iso-8859-1", "iso8859-1")
_CONTROLS: Final = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS: Final = 0.005


def decoded(data: bytes) -> str | None:
    r"""Return the text of some bytes; None where they are no text.

    A mark at the beginning decides. Without one, what reads as UTF-8 is UTF-8: other text hardly ever does. What a web
    page declares comes next, and cp1252 last, in which Windows wrote English before.

    >>> decoded("£45".encode()), decoded(b"\xa345"), decoded("£45".encode("utf-16")), decoded(b"4\x005")
    ('£45', '£45', '£45', None)
    """
    text = _text(data)
    if text is None or "\0" in text:
        return None
    controls = sum(1 for _ in _CONTROLS.finditer(text[:1_000_000]))
    return None if controls > 3 + _MOST_CONTROLS * min(len(text), 1_000_000) else text


def _text(data: bytes) -> str | None:
    for mark, code in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(code, errors="replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else ""
    code = name if _ONE_BYTE.fullmatch(name) and name not in _LATIN else "cp1252"
    # the few bytes that cp1252 leaves open stand for no letter
    return data.decode(code, errors="replace")
