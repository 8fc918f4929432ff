"""Tells by its look what a line is, where a format does not say: a rating, a title, a footnote, a line of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspectorate.reports.checking.reading.lettering import RAISED_FIGURES

_RATING = re.compile(
    r"""['\u2018"\u201c(]?(?:outstanding|good|requires improvement|inadequate|not rated)['\u2019"\u201d).]*""",
    re.IGNORECASE,
)
BULLETS = "\u2022\u2023\u2043\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u2219\u00b7\u27a2\u2713\u2714"
"""The signs that stand before items and nowhere else in an English sentence."""
_FINAL = tuple('.?!;,\u2026"\u201d')
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.)\s+(?=\S)")
_NAMED = re.compile(
    r"(?:(?:chapter|part|section|annexe?|appendix|domain|standard|figure|table|chart)\s+)(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])\b",
    re.IGNORECASE,
)
_NOTE = re.compile(rf"{RAISED_FIGURES}+\s?\S")
_DOTTED = re.compile(r"(?:\.\s?){4,}|\u2026{2,}|_{4,}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/\u2013-]\d\d)?")
_FIGURE_AT_END = re.compile(r"\d\s*(?:%|per cent|percent)?\)?$", re.IGNORECASE)
TITLE_WORDS = 12
"""A line of more words is a sentence rather than a title."""
_TITLE_LETTERS = 90


def is_rating(text: str) -> bool:
    """Say whether a text is a rating and nothing else.

    >>> is_rating("Requires improvement"), is_rating("'Good.'"), is_rating("Good practice")
    (True, True, False)
    """
    return len(text) < 30 and _RATING.fullmatch(text.strip()) is not None  # noqa: PLR2004 - longer than any rating


def is_note(text: str) -> bool:
    """Say whether a text begins as a footnote does, with its mark.

    >>> is_note("¹ The rating is driven by the lowest score."), is_note("1 The rating"), is_note("¹")
    (True, False, False)
    """
    return _NOTE.match(text) is not None


def is_title(text: str) -> bool:
    """Say whether a line that stands alone is a heading: short, capital first, no end of a sentence, no figures.

    Figures are allowed as its number and as that of a chapter: what states a figure is no title.

    >>> is_title("Resettlement work"), is_title("Strengths:"), is_title("Annexe 1: Web links"), is_title("Good")
    (True, True, True, False)
    >>> is_title("Score 10/24"), is_title("It was poor."), is_title("They keep away from people,")
    (False, False, False)
    """
    words = text.strip()
    if not words or len(words) > _TITLE_LETTERS or is_rating(words) or words.endswith(_FINAL):
        return False
    named = _NAMED.match(words) or _NUMBERED.match(words)
    rest = words[named.end() :].strip(" :.\u2013\u2014-") if named else words
    if any(
        sign.isdigit() and sign not in "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079" for sign in rest
    ):
        return False
    if named and not rest:
        return not words[0].isdigit()
    first = rest.lstrip("'\u2018\"\u201c(")
    return bool(first) and first[0].isupper() and len(words.split()) <= TITLE_WORDS


def numbered_depth(text: str) -> int:
    """Return how deep a numbered line's number is: 2 for "2.3. Planning", 0 where there is none.

    >>> numbered_depth("1. Organisational delivery"), numbered_depth("2.3. Planning"), numbered_depth("36 cases")
    (1, 2, 0)
    """
    number = _NUMBERED.match(text)
    return 0 if number is None else number[1].rstrip(".").count(".") + 1


def is_dotted(text: str) -> bool:
    """Say whether a line leads to a page by dots, as in a table of contents.

    >>> is_dotted("Foreword.....3"), is_dotted("And so on...")
    (True, False)
    """
    found = _DOTTED.search(text)
    return found is not None and text[found.end() :].strip().isalnum()


def is_head(cells: Sequence[str]) -> bool:
    """Say whether the cells of a row may be the heads of columns: the last is words, or years follow words.

    >>> is_head(["Question", "Percentage 'Yes'"]), is_head(["", "2021", "2022"]), is_head(["Since", "2021"])
    (True, True, False)
    """
    if not ends_in_figure(cells[-1]):
        return True
    words = [cell for cell in cells if _YEAR.fullmatch(cell.strip()) is None]
    # One year may be a value as well as a head.
    return len(cells) - len(words) > 1 and not any(map(ends_in_figure, words))


def ends_in_figure(cell: str) -> bool:
    """Say whether a cell ends in a figure or is a rating: it is no head of a column.

    >>> [ends_in_figure(cell) for cell in ("61%", "20 of 36 (56%)", "Good", "Percentage 'Yes'")]
    [True, True, True, False]
    """
    return _FIGURE_AT_END.search(cell.strip()) is not None or is_rating(cell)
