"""How many times one figure is another, and how many points lie between two: "doubled from 40 to 81", "up 5 points"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import combinations

from inspectorate.kernel.numbers import PERCENT as HUNDRED
from inspectorate.reports.checking.arithmetic import Range, exactly
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape, first_found
from inspectorate.reports.checking.hedges import HEDGE, Hedge, hedge_of, hedged
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Sort, Verdict
from inspectorate.reports.checking.sentences import COUNT, OTHER, PERCENT, Sentence

EXAMPLES = (
    ("Referrals have quadrupled, from 160 to 643.", Verdict.HOLDS),
    ("Referrals have quadrupled since 2016, from 310 to 643.", Verdict.FAILS),
    ("Costs more than doubled from 310 to 643.", Verdict.HOLDS),
    ("Costs more than doubled from 310 to 540.", Verdict.FAILS),
    ("Vacancies halved from 12 per cent to six per cent.", Verdict.HOLDS),
    ("We saw 314 such waits, twice as many as in the year before (157).", Verdict.HOLDS),
    ("We saw 314 such waits, three times as many as in the year before (157).", Verdict.DOUBTFUL),
    ("The rate fell by half in a year, from 1,230 to 920.", Verdict.FAILS),
    ("It was so for 41 per cent, up nine points from 32 per cent.", Verdict.HOLDS),
    ("It was so for 41 per cent, up 19 percentage points from 32 per cent.", Verdict.DOUBTFUL),
)

_TIMES = {
    "doubl": Fraction(2),
    "trebl": Fraction(3),
    "tripl": Fraction(3),
    "quadrupl": Fraction(4),
    "halv": Fraction(1, 2),
    "twice": Fraction(2),
    "half": Fraction(1, 2),
}
_FIGURE = f"[{COUNT}{PERCENT}]"
_BETWEEN = rf"(?:(?!\b(?:and|but|while|which|who|by)\b)(?:{NO_NUMBER}|{OTHER})){{0,60}}?"
_CHANGED = Shape(
    rf"\b(?P<hedge>{HEDGE})?(?P<verb>doubl|trebl|tripl|quadrupl|halv)(?:ed|ing)\b{_BETWEEN}\sfrom\s(?P<old>{_FIGURE})"
    rf"(?:{NO_NUMBER}|{OTHER}){{0,30}}?\sto\s(?:only\s|just\s)?(?P<new>{_FIGURE})"
)
_BY_PART = Shape(
    rf"\b(?:fell|fallen|cut|reduced|dropped|declined|decreased)\sby\s(?P<hedge>{HEDGE})?<f>{_BETWEEN}\sfrom\s(?P<old>{_FIGURE})"
    rf"(?:{NO_NUMBER}|{OTHER}){{0,30}}?\sto\s(?:only\s|just\s)?(?P<new>{_FIGURE})"
)
_AS_MANY = Shape(
    rf"(?P<new>{_FIGURE})(?:{NO_NUMBER}|{OTHER})*?,\s(?P<hedge>{HEDGE})?(?:(?P<word>twice|half)|<n>\stimes)\sas\s(?:many|high|much)\sas\s"
    rf"(?:{NO_NUMBER}|{OTHER}){{1,80}}?\((?P<old>{_FIGURE})\)"
)
_POINTS = re.compile(r"\bpoints?\Z", re.IGNORECASE)
_TO_PERCENT = re.compile(rf"\s(?:to|and|or)\s{PERCENT}")
"""After a number that is a percentage too: "from 65 to 77 per cent"."""
_MOVED = re.compile(
    r"\b(?:up|down|by|(?:rise|increase|fall|drop|reduction|decrease|decline|gap|difference|improvement|gain)\sof)\s(?:an?\s)?\Z",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:higher|lower|more|less|fewer|apart|above|below|short)\b", re.IGNORECASE)
_SCORES = re.compile(r"\b(?:scor\w+|scale|out\sof|net|nps|margin)\b", re.IGNORECASE)
_CLOSE = Fraction(12, 100)
"""By how much a plain multiple may miss and be in use: "doubled" from 40 to 77."""
_FAR = Fraction(30, 100)
"""By how much it misses where no reader would say so."""
_TWO = 2


def claims(material: Material) -> Iterator[Claim]:
    """Find every multiple, and every difference in points, that stands beside its two figures."""
    for sentence in material.sentences:
        if not sentence.numbers:
            continue
        for found in first_found((_CHANGED, _BY_PART, _AS_MANY), sentence):
            claim = _multiple(found)
            if claim is not None:
                yield claim
        if sentence.letters.count(PERCENT) >= _TWO:
            yield from _points(sentence)


def _multiple(found: Found) -> Claim | None:
    old, new = found["old"], found["new"]
    if not old.value or old.sort is not new.sort:
        return None
    word = found.words("verb") or found.words("word")
    count = found.get("n")
    share = found.get("f")
    times = _TIMES[word] if word else count.value if count is not None else 1 - share.value if share else None
    if not times:
        return None
    ratio = new.value / old.value
    changed = not found.words("word") and count is None
    hedge = hedge_of(found.words("hedge"))
    if share is not None:
        verdict = hedged(hedge, share.value * HUNDRED, Range.exactly((1 - ratio) * HUNDRED))
    else:
        verdict = _verdict(ratio, times, hedge, far=Verdict.FAILS if changed else Verdict.DOUBTFUL)
    why = f"{new.text} is {exactly(ratio)} times {old.text}."
    kind = Kind.CHANGE if changed else Kind.COMPARISON
    expected = "" if verdict is Verdict.HOLDS else f"{exactly(ratio)} times"
    numbers = tuple(one for one in (new, old, count, share) if one is not None)
    return found.claim(kind, verdict, why, expected=expected, numbers=numbers)


def _verdict(ratio: Fraction, times: Fraction, hedge: Hedge, *, far: Verdict) -> Verdict:
    """Hold a ratio against a multiple; for one below 1, "more than halved" is a smaller ratio."""
    off = ratio / times - 1 if times > 1 else times / ratio - 1 if ratio else Fraction(1)
    above = hedge in (Hedge.ABOVE, Hedge.JUST_ABOVE, Hedge.AT_LEAST)
    below = hedge in (Hedge.BELOW, Hedge.JUST_BELOW, Hedge.AT_MOST)
    if above or below:
        beside = off if above else -off
        if beside < -_CLOSE:
            return far
        return Verdict.HOLDS if beside >= 0 else Verdict.DOUBTFUL
    if abs(off) <= _CLOSE or (hedge is Hedge.ABOUT and abs(off) <= _FAR):
        return Verdict.HOLDS
    return far if abs(off) > _FAR else Verdict.DOUBTFUL


def _points(sentence: Sentence) -> Iterator[Claim]:
    """Judge a difference in points by the percentages beside it: one pair of them must be so far apart."""
    percents = [
        number
        for place, number in sentence.at.items()
        if number.sort is Sort.PERCENT or (number.sort is Sort.COUNT and _TO_PERCENT.match(sentence.letters, place + 1))
    ]
    if _SCORES.search(sentence.letters):
        return
    measures = {
        place: number
        for place, number in sentence.at.items()
        if number.sort is Sort.MEASURE and _POINTS.search(number.text)
    }
    for place, points in measures.items():
        span = (sentence.span(place, place + 1),)
        claim = partial(Claim, Kind.CHANGE, points.text, sentence.where, span, (points,))
        pair = next((pair for pair in combinations(percents, 2) if _apart(*pair, points)), None)
        if pair is not None:
            why = f"{pair[0].text} and {pair[1].text} are {exactly(abs(pair[0].value - pair[1].value))} points apart."
            yield claim(Verdict.HOLDS, why)
        elif len(percents) == _TWO and len(measures) == 1 and _is_of_two(sentence, place):
            apart = exactly(abs(percents[0].value - percents[1].value))
            why = f"{percents[0].text} and {percents[1].text} are {apart} points apart, if these are meant."
            yield claim(Verdict.DOUBTFUL, why, apart)


def _is_of_two(sentence: Sentence, place: int) -> bool:
    """Say whether points are called a rise or a fall, and no second figure is given with them."""
    before, after = sentence.letters[max(0, place - 25) : place], sentence.letters[place + 1 :]
    called = _MOVED.search(before) or _MORE.match(after)
    if re.match(rf"\sto\s(?:only\s|just\s)?{PERCENT}", after) and " from " not in sentence.letters:
        # "improved by four points to 71": what it was is not printed
        return False
    return called is not None and re.match(rf"[^.;]{{0,30}}\s(?:and|or)\s{COUNT}", after) is None


def _apart(one: Number, other: Number, points: Number) -> bool:
    unit = Fraction(1, 10 ** min(one.decimals, other.decimals))
    return abs(abs(one.value - other.value) - points.value) <= unit
