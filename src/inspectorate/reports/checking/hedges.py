"""The words before a figure that bound it or loosen it: "nearly half", "more than a third", "about 40 per cent"."""

from __future__ import annotations

import re
from enum import Enum, auto
from fractions import Fraction

from inspectorate.reports.checking.arithmetic import Range
from inspectorate.reports.checking.model import Verdict

CLOSE = Fraction(7)
"""How many points "nearly", "just over" and "about" may be away."""
NEAR = Fraction(5, 2)
"""How many points a plain word for a fraction may be away."""
FAR = Fraction(5)
"""Beyond this a plain word for a fraction is wrong; between the two it is doubtful."""


class Hedge(Enum):
    """What a word before a figure says of it."""

    PLAIN = auto()
    ABOVE = auto()
    JUST_ABOVE = auto()
    AT_LEAST = auto()
    BELOW = auto()
    JUST_BELOW = auto()
    AT_MOST = auto()
    ABOUT = auto()


_WORDS = {
    Hedge.JUST_ABOVE: r"just over|just above|slightly (?:over|above|more than)|a little (?:over|more than)"
    r"|just more than|marginally over",
    Hedge.JUST_BELOW: r"just under|just below|slightly (?:under|below|less than|fewer than)"
    r"|a little (?:under|less than)|nearly|almost|not quite|approaching|close to|just short of|just less than",
    Hedge.AT_LEAST: r"at least|no (?:fewer|less) than|not less than|a minimum of",
    Hedge.AT_MOST: r"at most|no more than|not more than|up to|a maximum of",
    Hedge.ABOVE: r"more than|over|above|greater than|upwards of|in excess of|well over|higher than|exceeding",
    Hedge.BELOW: r"less than|fewer than|under|below|well under|lower than",
    Hedge.ABOUT: r"barely|scarcely|about|around|approximately|roughly|some|circa|c\.|in the region of|approx\.",
}
HEDGE = "(?:" + "|".join(f"(?:{words})" for words in _WORDS.values()) + r")\s(?:a\s)?(?:only\s|just\s)?"
"""The shape of a hedge with the space after it."""
_PATTERNS = tuple((hedge, re.compile(rf"(?:{words})\s", re.IGNORECASE)) for hedge, words in _WORDS.items())


def hedge_of(words: str) -> Hedge:
    """Return what the words before a figure say of it; plain where they say nothing.

    >>> hedge_of("just over "), hedge_of("nearly "), hedge_of("")
    (<Hedge.JUST_ABOVE: 3>, <Hedge.JUST_BELOW: 6>, <Hedge.PLAIN: 1>)
    """
    for hedge, pattern in _PATTERNS:
        if pattern.match(words):
            return hedge
    return Hedge.PLAIN


def hedged(hedge: Hedge, said: Fraction, actual: Range) -> Verdict:
    """Hold a percentage that a text says, with a hedge before it, against what it really is, in points of 100.

    >>> hedged(Hedge.ABOVE, Fraction(100, 3), Range.exactly(Fraction(100, 3))).value
    'fails'
    >>> hedged(Hedge.JUST_BELOW, Fraction(50), Range(Fraction(91, 2), Fraction(93, 2))).value
    'holds'
    """
    if hedge is Hedge.PLAIN:
        return _graded(_distance(said, actual), NEAR, FAR)
    if hedge is Hedge.ABOUT:
        return _graded(_distance(said, actual), FAR, 2 * FAR)
    above = hedge in (Hedge.ABOVE, Hedge.JUST_ABOVE, Hedge.AT_LEAST)
    low, high = (actual.low - said, actual.high - said) if above else (said - actual.high, said - actual.low)
    included = hedge in (Hedge.AT_LEAST, Hedge.AT_MOST)
    if high < 0 or (high == 0 and not included):
        return Verdict.FAILS
    if low < 0 or (low == 0 and not included):
        # the printed digits allow both; "nearly half" of what is printed as 50 is no reproach, "more than half" may be
        return Verdict.HOLDS if hedge is Hedge.JUST_BELOW else Verdict.DOUBTFUL
    if hedge in (Hedge.JUST_ABOVE, Hedge.JUST_BELOW) and low > CLOSE:
        return Verdict.DOUBTFUL
    return Verdict.HOLDS


def _distance(said: Fraction, actual: Range) -> Fraction:
    if actual.holds(said):
        return Fraction(0)
    return min(abs(said - actual.low), abs(said - actual.high))


def _graded(distance: Fraction, near: Fraction, far: Fraction) -> Verdict:
    if distance <= near:
        return Verdict.HOLDS
    return Verdict.DOUBTFUL if distance <= far else Verdict.FAILS
