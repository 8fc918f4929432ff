"""Makes the letters of every format alike: one kind of space, no invisible signs, marks of footnotes in superscript."""

from __future__ import annotations

import re
import unicodedata

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
RAISED_FIGURES = f"[{_SUPERSCRIPT}]"
"""A character class that matches one superscript figure."""
_SPACES = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800\ufffc]+"
)
# Soft hyphens, zero-width signs, marks of direction, variation selectors, and letters for private use, by which the
# signs of lists come out of symbol fonts: a reader sees none of them as a word.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180d\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\ue000-\uf8ff\ud800-\udfff]"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2010": "-", "\u2011": "-"}
)
_MARK = re.compile(r"[\[(]?\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\])]?")
_SPLIT_FRACTION = re.compile(
    rf"(?<!{RAISED_FIGURES})({RAISED_FIGURES}+)\s?[/\u2044]\s?(?=[\d\u2080-\u2089])([\d\u2080-\u2089]+)"
)


def tidied(text: str) -> str:
    r"""Return a text with its white space collapsed to single spaces and without what cannot be seen.

    >>> tidied("  sixteen\u00a0of  the\u2009forty\u00ad-eight\ufeff ")
    'sixteen of the forty-eight'
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text).translate(_LIGATURES)
        text = unicodedata.normalize("NFC", text)
        text = _SPLIT_FRACTION.sub(_level, text)
    return _SPACES.sub(" ", text).strip(" ")


def raised(text: str) -> str:
    """Return what was printed above the line: figures as superscript ones, so that none joins the number before it.

    Letters stay as they are, such as those of 20th.

    >>> raised("1"), raised("[2]"), raised("1, 3"), raised("th")
    ('¹', '²', '¹,³', 'th')
    """
    mark = _MARK.fullmatch(text.strip())
    if mark is None:
        return text
    figures = re.sub(r"\s", "", mark[1]).translate(_RAISED)
    before = " " if text[:1].isspace() else ""
    return before + figures + (" " if text[-1:].isspace() else "")


def _level(fraction: re.Match[str]) -> str:
    """Set a fraction of raised and lowered figures on the line: it is no mark of a footnote."""
    return " " * (fraction.start() > 0 and fraction.string[fraction.start() - 1].isdigit()) + (
        f"{fraction[1].translate(_LOWERED)}/{fraction[2].translate(_LOWERED)}"
    )
