"""How much room words take, where no font is at hand to measure them with; and which characters can be written."""

from __future__ import annotations

import re
import unicodedata

# Widths in hundredths of the font size, as Arial sets them and rounded up: a narrower typeface has room to spare.
_NARROW = dict.fromkeys("ijl'|", 23) | dict.fromkeys("ft.,:;!/\\ ()[]I-`r", 34)
_WIDE = dict.fromkeys("mwM", 84) | dict.fromkeys("W%@—", 102)
_CAPITAL = 74
_OTHER = 57
_EAST_ASIAN_WIDE = 100
_BOLD = 1.08

# Controls, halves of surrogate pairs and noncharacters: no XML or HTML may hold them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# Embeddings, overrides and isolates: left open, they turn round the words of others. They come in unseen, with a number
# that was copied from a telephone, say; a page has markup for what they do.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def writable(text: str) -> str:
    r"""Return the text as a page can hold it.

    A character that neither XML nor HTML may hold becomes U+FFFD; the unseen controls of direction are left out.

    >>> writable("a\x00b"), writable("\u202a0161 000\u202c")
    ('a\ufffdb', '0161 000')
    """
    return _UNWRITABLE.sub("\ufffd", _TURNING.sub("", text))


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Return about how wide the text is set on one line, in the unit of ``size``; rather too much than too little."""
    hundredths = sum(_character_width(character) for character in text)
    return hundredths / 100 * size * (_BOLD if bold else 1)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    known = _NARROW.get(character) or _WIDE.get(character)
    if known:
        return known
    if unicodedata.east_asian_width(character) in "WF":
        return _EAST_ASIAN_WIDE
    return _CAPITAL if character.isupper() else _OTHER


def wrap(text: str, *, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break the text into lines no wider than ``width``, in the unit of ``size``; a word that is wider is cut.

    Runs of white space become one space. Empty text has no lines.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, width=width, size=size, bold=bold):
            longer = f"{line} {piece}" if line else piece
            if line and text_width(longer, size=size, bold=bold) > width:
                lines.append(line)
                line = piece
            else:
                line = longer
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, *, width: float, size: float, bold: bool) -> list[str]:
    if text_width(word, size=size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size=size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
