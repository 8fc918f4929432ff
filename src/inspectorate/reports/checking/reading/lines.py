"""Lines of plain text: their marks of emphasis taken out, and whether one goes on in the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspectorate.reports.checking.reading.recognising import is_rating

_SHORT_FILE_WIDTH = 40
_LONGER_THAN_WRAPPED = 30
_FEW_LONG = 0.05
_NO_WIDTH = 0
# A line that ends in one of these is not over: whatever follows belongs to it.
_GOING_ON = re.compile(
    r"(?:,|[\u2010\u2011\u2013\u2014&-]|\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|that|which|who|was|were|is|are|be"
    r"|had|has|have|not|as|only|than|nearly|almost|over|under|about|between|them|these|their|its|our|we))$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!:;][\"'\u201d\u2019)\u00b9\u00b2\u00b3\u2070-\u2079]*$")
# Each mark ends at the next of its kind, so that no text takes longer than its length.
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,5000})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_]{1,5000})(?<=[^\s*_])\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]]{0,5000})\]\((?:\\.|[^()\[\]\s\\]){0,2000}(?:\s\"[^\"()]{0,500}\")?\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number from 1, its words without marks, how far it reaches and how far it is indented."""

    number: int
    words: str
    length: int = 0
    indent: int = 0
    set_off: bool = False


def plain_words(text: str) -> str:
    r"""Return a text without the marks of light Markdown: emphasis and links reduced to their words.

    >>> plain_words("It is **10/24**, see [the data \\(online\\)](https://example.org/x), 2*3 and a_b_c.")
    'It is 10/24, see the data (online), 2*3 and a_b_c.'
    """
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def wrapped_width(blocks: Iterable[Sequence[Line]]) -> int:
    """Return how many letters a full line has in a file whose lines are wrapped; 0 where a line is a paragraph."""
    followed: list[int] = []
    alone: list[int] = []
    for block in blocks:
        followed.extend(line.length for line in block[:-1])
        alone.append(block[-1].length)
    if not followed:
        return _NO_WIDTH
    followed.sort()
    usual = followed[int(len(followed) * 0.9)]
    longer = sum(length > usual + _LONGER_THAN_WRAPPED for length in (*followed, *alone))
    if usual < _SHORT_FILE_WIDTH or longer > _FEW_LONG * (len(followed) + len(alone)):
        return _NO_WIDTH
    return usual


def goes_on(line: Line, following: Line, *, width: int) -> bool:
    """Say whether a line's sentence or paragraph goes on in the line right below it.

    It does where the line was full, so that the next word had no room (``width`` is that of a full line, 0 where lines
    are not wrapped), and where its words or the next ones say so.
    """
    if is_rating(following.words) or is_rating(line.words):
        return False
    first_word = following.words.partition(" ")[0]
    if width and line.length + 1 + len(first_word) > width:
        return True
    if _ENDED.search(line.words):
        return False
    return following.words[:1].islower() or _GOING_ON.search(line.words) is not None


def joined(text: str, line: str) -> str:
    """Join a line to the text before it; a hyphen at the break stays, for it may be a real one.

    >>> joined("Forty-", "six per cent"), joined("reason \N{EN DASH}", "given")
    ('Forty-six per cent', 'reason \N{EN DASH} given')
    """
    if text.endswith("\u00ad"):
        return text[:-1] + line
    broken = len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalpha() and line[:1].islower()
    return text + line if broken else f"{text} {line}"
