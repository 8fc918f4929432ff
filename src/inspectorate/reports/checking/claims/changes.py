"""A change from one figure to another: "rising from 113.2 to 128.5", "fell from 40 to 30 per cent, by a quarter"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import exactly, range_of
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape, first_found
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import QUANTITIES, Claim, Kind, Number, Sort, Verdict

EXAMPLES = (
    ("The caseload rose from 1,200 to 1,450.", Verdict.HOLDS),
    ("Vacancies fell from 12 per cent to 15 per cent.", Verdict.FAILS),
    ("Referrals increased from 40 to 50, a rise of 25 per cent.", Verdict.HOLDS),
    ("Referrals increased from 40 to 50, a rise of 35 per cent.", Verdict.FAILS),
    ("Posts rose from 12 to 15, a rise of 28 per cent.", Verdict.FAILS),
    ("Vacancies fell from 12 to 9 per cent, a fall of 27 per cent.", Verdict.HOLDS),
    ("Costs rose while posts fell from 56 to 42, a fall of 25 per cent.", Verdict.HOLDS),
    ("Numbers increased by 25 per cent, from 50 to 40.", Verdict.FAILS),
    ("Referrals rose from 40 to 50, a fall of 10 per cent on the plan.", Verdict.HOLDS),
    ("The backlog grew from 61 in April to 148 in May, an increase of 97.", Verdict.FAILS),
    ("Complaints fell 19 per cent, from 1,340 to 1,219.", Verdict.FAILS),
    ("The grade fell from 2 to 3.", Verdict.CANNOT_TELL),
)

_UP = r"rising|rose|risen|rises|increas(?!ingly)\w+|grew|grown|growing|climb\w+|went up|gone up|up(?!\sto\b)"
_DOWN = (
    r"fell|fall|fallen|falling|decreas\w+|declin\w+|dropp\w+|drop|reduced|reduction|reducing|went down|gone down|down"
)
_NOUN = "(?P<noun>rise|increase|fall|drop|reduction|decrease|growth)"
_NUMBER = r"[\ue000\ue001]"
_BETWEEN = rf"(?:(?!\b(?:{_UP}|{_DOWN})\b|\bby\s\w+ing\b|\bmov(?:ed|ing)\b){NO_NUMBER})"
"""A letter between the verb and its figures: where another verb stands there, that one has them."""
_WHEN = r"(?:\s(?:in|by|on|at|during|over|between)\s(?:the\s)?(?:[a-z]+|\ue003)(?:\s(?:to\s)?\ue003|\sand\s\ue003)?)?"
_TO = (
    rf"\bfrom\s{NO_NUMBER}{{0,20}}?(?P<old>{_NUMBER})(?:{NO_NUMBER}|\ue003){{0,30}}?\sto\s(?:only\s|just\s|a\s)?"
    rf"(?P<new>{_NUMBER})"
)
_SHAPES = (
    Shape(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s<p>,?\s{_TO}"),
    Shape(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b{_BETWEEN}{{0,40}}?\bby\s<p>(?:{_BETWEEN}|\ue003){{0,60}}?\s{_TO}"),
    Shape(
        rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b{_BETWEEN}{{0,80}}?{_TO}"
        rf"(?:{_WHEN}(?:,|:|\s\(|\s[\u2013-])\s?(?:an?\s|by\s){_NOUN}?\s?(?:of\s)?(?:<p>|(?P<d>\ue000)(?!\s?\ue001|\s[a-z]+\sper\b)(?=\s?[.,;)]|$)))?"
    ),
)


_SCALED = re.compile(r"\b(?:thousand|million|billion)\b", re.IGNORECASE)
_OTHER_WAY = re.compile(
    r"\b(?:grades?|rank\w*|positions?|place|league|judgements?|ratings?|below|behind|deficit|shortfall)\b",
    re.IGNORECASE,
)
"""Words of scales on which the first is the best, and of distances below something."""
_PHRASAL = re.compile(
    r"(?:set|picked|taken|made|follow\w*|sign\w*|open\w*|built|broken|written|drawn|put|held|back\w*|met|turned|called|given"
    r"|kept|grow\w*|grew|brought|split|shut|clos\w+|laid|step\w*|spread)",
    re.IGNORECASE,
)
"""Verbs with which "up" and "down" are no change: "the line was set up from 9 to 5"."""
_TURNS = re.compile(r"\b(?:and|but|while|who|which|that|when|as|after)\b|,", re.IGNORECASE)


def claims(material: Material) -> Iterator[Claim]:
    """Find every change from one figure to another."""
    for sentence in material.sentences:
        if " from " not in sentence.letters:
            continue
        for found in first_found(_SHAPES, sentence):
            claim = _claim(found)
            if claim is not None:
                yield claim


def _claim(found: Found) -> Claim | None:
    old, new = found["old"], found["new"]
    if _SCALED.search(new.text) and not _SCALED.search(old.text):
        # "from 1.2 to 1.5 million"
        return None
    if {old.sort, new.sort} - QUANTITIES or (old.sort is Sort.PERCENT and new.sort is Sort.COUNT):
        return None
    up = bool(found.words("up"))
    before = found.sentence.letters[: found.match.start()].split()
    if (found.words("up") or found.words("down")) in ("up", "down") and before and _PHRASAL.fullmatch(before[-1]):
        return None
    verb = "rise" if up else "fall"
    numbers = tuple(number for number in (old, new, found.get("p")) if number is not None)
    if old.value == new.value:
        why = f"{old.text} and {new.text} are the same."
        return found.claim(Kind.CHANGE, Verdict.DOUBTFUL, why, numbers=numbers)
    if (new.value > old.value) is not up and new.sort is Sort.COUNT and _OTHER_WAY.search(found.sentence.letters):
        why = f"From {old.text} to {new.text} is no {verb}, but a higher figure may be the worse one here."
        return found.claim(Kind.CHANGE, Verdict.CANNOT_TELL, why, numbers=numbers)
    if (new.value > old.value) is not up:
        why = f"From {old.text} to {new.text} is no {verb}."
        # another subject may have come between the verb and its figures
        between = found.match[0].partition(" from ")[0].rstrip(",")
        verdict = Verdict.DOUBTFUL if _TURNS.search(between) else Verdict.FAILS
        return found.claim(Kind.CHANGE, verdict, why, numbers=numbers, expected="a rise" if not up else "a fall")
    return _by(found, old, new, numbers, verb)


def _by(found: Found, old: Number, new: Number, numbers: tuple[Number, ...], verb: str) -> Claim:
    by, more = found.get("p"), found.get("d")
    difference = abs(new.value - old.value)
    why = f"From {old.text} to {new.text} is a {verb}."
    risen = found.words("noun") in ("rise", "increase", "growth")
    # a noun that goes the other way is of another comparison: "rose from 40 to 50, a fall of 10 per cent on the plan"
    elsewhere = bool(found.words("noun")) and risen is not bool(found.words("up"))
    if more is not None and found.words("noun") and not elsewhere and old.sort is Sort.COUNT:
        holds = more.value == difference
        told = why if holds else f"From {old.text} to {new.text} is a {verb} of {exactly(difference)}, not {more.text}."
        verdict, expected = (Verdict.HOLDS, "") if holds else (Verdict.FAILS, exactly(difference))
        return found.claim(Kind.CHANGE, verdict, told, numbers=(*numbers, more), expected=expected)
    if by is None or not old.value or elsewhere:
        return found.claim(Kind.CHANGE, Verdict.HOLDS, why, numbers=numbers)
    relative = difference * PERCENT / old.value
    # counts are exact, unless both may have been rounded to tens; percentages and figures with a point are rounded
    counted = old.sort is new.sort is Sort.COUNT and old.is_whole and new.is_whole
    exact = counted and bool(old.value % 10 or new.value % 10)
    slack = Fraction(0 if exact else PERCENT, 2) / old.value / 10 ** max(old.decimals, new.decimals)
    allowed = range_of(by)
    points = new.sort is Sort.PERCENT and allowed.holds(difference)
    if points or allowed.low - slack <= relative <= allowed.high + slack:
        return found.claim(Kind.CHANGE, Verdict.HOLDS, f"{why} It is {exactly(relative)} per cent.", numbers=numbers)
    return found.claim(
        Kind.CHANGE,
        Verdict.FAILS,
        f"From {old.text} to {new.text} is a {verb} of {exactly(relative)} per cent, not {by.text}.",
        expected=f"{exactly(relative)} per cent",
        numbers=numbers,
    )
