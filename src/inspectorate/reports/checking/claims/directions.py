"""Two figures and which way it went from one to the other: "19, down from 24"; "192 against 160, a rise of a fifth".

The figures stand apart from each other, so that what does not fit is mostly doubtful: another one may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import exactly, percentage, range_of
from inspectorate.reports.checking.grammar import CLOSE, NO_NUMBER, OPEN, Found, Shape, first_found
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import QUANTITIES, Claim, Kind, Number, Sort, Verdict
from inspectorate.reports.checking.sentences import COUNT, OTHER, Sentence
from inspectorate.reports.checking.sentences import PERCENT as PERCENT_SIGN

EXAMPLES = (
    ("Force was used 19 times, down from 24 in the year before.", Verdict.HOLDS),
    ("Children were searched on 19 occasions in the year to July, down from 14 in the year before.", Verdict.FAILS),
    ("The rate was 164, having risen from 301 in 2018.", Verdict.FAILS),
    ("There had been 192 assaults, against 160 in the year before: an increase of 20 per cent.", Verdict.HOLDS),
    ("There had been 192 assaults, against 160 in the year before: an increase of 32 per cent.", Verdict.DOUBTFUL),
    ("Force was used 344 times, fewer than in the same period before our last visit (298).", Verdict.DOUBTFUL),
    ("It made 1,596 visits, 38 per cent fewer than the 2,574 that it had planned.", Verdict.HOLDS),
    ("It made 1,596 visits, 62 per cent fewer than the 2,574 that it had planned.", Verdict.DOUBTFUL),
    ("It was completed by 7,310 people \u2013 1,290 more than in 2020 (6,220).", Verdict.DOUBTFUL),
    ("We sent 220 forms and 154 came back, a response rate of 75 per cent.", Verdict.DOUBTFUL),
    ("We sent 220 forms and 154 came back, a response rate of 70 per cent.", Verdict.HOLDS),
    ("Its rank was 12, up from 14.", Verdict.CANNOT_TELL),
)

_FIGURE = f"[{COUNT}{PERCENT_SIGN}]"
_ANY = rf"(?:{NO_NUMBER}|{OTHER})"
_FROM = Shape(
    rf"(?P<new>{_FIGURE})(?P<between>{_ANY}{{0,90}}?)(?:[,(\u2013\u2014]\s?|\b(?:was|is)\s)(?:having\s|which\s(?:was|is)\s)?(?:slightly\s|sharply\s)?"
    rf"(?:(?P<up>up|risen|increased|grown|climbed)|(?P<down>down|fallen|dropped|declined|decreased))\sfrom\s(?:the\s|an?\s)?(?P<old>{_FIGURE})"
)
_BY_SO_MUCH = Shape(
    rf"(?P<new>{COUNT}){_ANY}{{0,90}}?\b(?:against|compared\s(?:with|to))\s(?:only\s|just\s|the\s)?(?P<old>{COUNT}){_ANY}{{0,60}}?"
    rf"(?:[,:(]|\s[\u2013\u2014])\s?(?:representing\s|which\sis\s)?an?\s(?:(?P<up>rise|increase|growth)|(?P<down>fall|drop|reduction|decrease))\sof\s<p>"
)
_FEWER = Shape(
    rf"(?P<new>{COUNT}){_ANY}{{0,120}}?,\s(?:(?:slightly|far|many|well|rather)\s)?(?:(?P<up>more|higher)|(?P<down>fewer|lower|less))\sthan\s"
    rf"{_ANY}{{1,80}}?(?:{OPEN}(?P<old>{COUNT}){CLOSE}|\sof\s(?P<old2>{COUNT})(?=\s?[.,;]|$))"
)
_SHARE = Shape(
    rf"(?P<new>{COUNT}){_ANY}{{0,60}}?,\s<p>\s(?:(?P<up>more|higher)|(?P<down>fewer|lower|less))\sthan\s(?:the\s)?{_ANY}{{0,30}}?(?P<old>{COUNT})"
)
_SO_MANY = Shape(
    rf"(?P<new>{COUNT}){_ANY}{{0,60}}?(?:,|\s[\u2013\u2014]|\s\()\s?<n>\s(?:(?P<up>more)|(?P<down>fewer|less))\sthan\s{_ANY}{{1,60}}?"
    rf"{OPEN}(?P<old>{COUNT}){CLOSE}"
)
_RESPONSE = Shape(r"\b(?:response|error|return|completion|failure)\srates?\s(?:of|was|is)\s(?:only\s|just\s)?<p>")
_TURNS = re.compile(r"\b(?:and|but|while|whilst|who|which|that|when|whereas|of)\b|:", re.IGNORECASE)
_SCALES = re.compile(
    r"\b(?:grades?|rank\w*|positions?|place|league|judgements?|ratings?|band|level|tier|stage|category|below|behind)\b",
    re.IGNORECASE,
)
"""Words of scales on which the first is the best."""
_TWO = 2


def claims(material: Material) -> Iterator[Claim]:
    """Find every pair of figures that are said to have gone one way."""
    for sentence in material.sentences:
        if len(sentence.numbers) < _TWO:
            continue
        for found in first_found((_BY_SO_MUCH, _SHARE, _SO_MANY, _FROM, _FEWER), sentence):
            claim = _claim(found)
            if claim is not None:
                yield claim
        yield from _responses(sentence)


def _claim(found: Found) -> Claim | None:
    old, new = found.get("old") or found.get("old2"), found["new"]
    if old is None or old.sort is not new.sort or old.sort not in QUANTITIES or not old.value:
        return None
    share = found.get("p")
    numbers = tuple(one for one in (new, old, share) if one is not None)
    more = found.get("n")
    if more is not None:
        return _so_many(found, more, old)
    right_way = (new.value > old.value) is bool(found.words("up")) and new.value != old.value
    if _SCALES.search(found.sentence.letters):
        why = "A higher figure may be the worse one here."
        return found.claim(Kind.CHANGE, Verdict.CANNOT_TELL, why, numbers=numbers)
    if not right_way:
        which = "the same as" if new.value == old.value else "more than" if new.value > old.value else "less than"
        verdict = Verdict.FAILS if _is_plain(found, old, new) else Verdict.DOUBTFUL
        return found.claim(Kind.CHANGE, verdict, f"{new.text} is {which} {old.text}.", numbers=numbers)
    if share is None:
        why = f"{new.text} is {'more' if new.value > old.value else 'less'} than {old.text}."
        return found.claim(Kind.CHANGE, Verdict.HOLDS, why, numbers=numbers)
    relative = abs(new.value - old.value) * PERCENT / old.value
    # printed figures may be rounded to tens and more; counts are not
    counted = bool(new.value % 10 or old.value % 10)
    slack = Fraction(0) if counted else Fraction(PERCENT * 5) / old.value
    allowed = range_of(share)
    holds = allowed.low - slack <= relative <= allowed.high + slack
    why = f"From {old.text} to {new.text} it is {exactly(relative)} per cent."
    verdict = Verdict.HOLDS if holds else Verdict.DOUBTFUL
    expected = "" if holds else f"{exactly(relative)} per cent"
    return found.claim(Kind.CHANGE, verdict, why, expected=expected, numbers=numbers)


def _so_many(found: Found, more: Number, old: Number) -> Claim | None:
    """Judge "1,090 more than in 2020 (6,220)" by the count before it that is so many more."""
    before = [
        number
        for place, number in found.sentence.at.items()
        if place < found.match.start("n") and number.sort is Sort.COUNT
    ]
    sign = 1 if found.words("up") else -1
    held = next((number for number in before if number.value - old.value == sign * more.value), None)
    if held is not None:
        why = f"{held.text} is {more.text} {'more' if sign > 0 else 'fewer'} than {old.text}."
        return found.claim(Kind.CHANGE, Verdict.HOLDS, why, numbers=(held, old, more))
    if len(before) != 1:
        return None
    apart = exactly(abs(before[0].value - old.value))
    why = f"{before[0].text} and {old.text} are {apart} apart."
    return found.claim(Kind.CHANGE, Verdict.DOUBTFUL, why, expected=apart, numbers=(before[0], old, more))


def _is_plain(found: Found, old: Number, new: Number) -> bool:
    """Say whether nothing else can be meant: "19 occasions, down from 14" and no further figure."""
    if "between" not in found.match.re.groupindex or new.value == old.value:
        return False
    others = [n for n in found.sentence.numbers if n.sort is new.sort and n is not new and n is not old]
    return not others and _TURNS.search(found.words("between")) is None


def _responses(sentence: Sentence) -> Iterator[Claim]:
    """Judge a response rate by the counts of its sentence: one of them must be so much of another."""
    counts = [number for number in sentence.numbers if number.sort is Sort.COUNT and number.is_whole and number.value]
    for found in _RESPONSE.found_in(sentence):
        allowed = range_of(found["p"])
        pairs = [(one, all_) for one in counts for all_ in counts if one.value < all_.value]
        held = next((pair for pair in pairs if allowed.holds(percentage(pair[0].value, pair[1].value))), None)
        if held is not None:
            exact = exactly(percentage(held[0].value, held[1].value))
            why = f"{held[0].text} of {held[1].text} is {exact} per cent."
            yield found.claim(Kind.N_OF_M, Verdict.HOLDS, why, numbers=(found["p"], *held))
        elif len(counts) == _TWO and pairs:
            one, all_ = pairs[0]
            exact = exactly(percentage(one.value, all_.value))
            why = f"{one.text} of {all_.text} is {exact} per cent, if these are meant."
            expected = f"{exact} per cent"
            yield found.claim(Kind.N_OF_M, Verdict.DOUBTFUL, why, numbers=(found["p"], one, all_), expected=expected)
