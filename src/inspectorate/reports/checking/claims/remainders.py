"""What is left of a whole: "four of nine … the other five", "54, of which 36 … and the remaining 18", "all but two".

A remainder that does not fit is doubtful at most: something that is not printed may have been taken away too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from inspectorate.reports.checking.arithmetic import selections
from inspectorate.reports.checking.claims.n_of_m import BASE_WORDS, NOUNS, OF
from inspectorate.reports.checking.claims.parts import part_claim
from inspectorate.reports.checking.grammar import CLOSE, NO_NUMBER, OPEN, Found, Shape
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Sort, Verdict
from inspectorate.reports.checking.sentences import COUNT, FRACTION, OTHER, Sentence

EXAMPLES = (
    ("The service met four of its nine aims. On the remaining five it did not.", Verdict.HOLDS),
    ("The service met four of its nine aims. On the remaining six it did not.", Verdict.DOUBTFUL),
    ("The service met four of its nine aims in full and three in part; the other two were not met.", Verdict.HOLDS),
    ("We read 54 cases, of which 36 were sentences and the remaining 16 licences.", Verdict.DOUBTFUL),
    ("Half of the 22 governors had been trained; the other 11 had not.", Verdict.HOLDS),
    ("Half of the 22 governors had been trained; the other 13 had not.", Verdict.DOUBTFUL),
    ("Of the 70 calls, they answered 63. In the other nine nobody came.", Verdict.DOUBTFUL),
    ("It was so in all but three of the 29 cases (22 cases).", Verdict.FAILS),
    ("It was so in all but three of the 29 cases (26 cases).", Verdict.HOLDS),
    ("Fifty-eight were charged, and of those 64 had been convicted.", Verdict.DOUBTFUL),
)

_REMAINING = Shape(r"\b(?:the|its|their)\s(?:remaining|other)\s<n>")
_REST = re.compile(r"\s(?:times|per|points?|days?|weeks?|months?|years?|hours?|minutes?)\b")
_PAIRS = (
    Shape(rf"<n>{NOUNS}{OF}<m>"),
    Shape(rf"(?:^\s*|[,;:(]\s?)of\s{BASE_WORDS}<m>\s(?:{NO_NUMBER}|{OTHER}){{1,120}}?<n>"),
    Shape(rf"<m>\s(?:{NO_NUMBER}|{OTHER}){{1,90}}?,?\sof\s(?:whom|which)\s(?:only\s|just\s)?<n>"),
    Shape(rf"<f>\sof\s{BASE_WORDS}<m>"),
    Shape(rf"<m>\s[a-z]{NO_NUMBER}{{0,40}}?(?::|\s[\u2013\u2014])\s(?:only\s|just\s)?<n>"),
)
"""How a whole and what is taken from it are printed."""
_BUT = Shape(
    rf"\ball\s(?:but|except)\s<n>(?:{NOUNS}{OF}|\s?/\s?)<m>(?:\s[a-z\u2019'-]+){{0,3}}\s?{OPEN}(?P<k>{COUNT})(?:\s[a-z-]+)?{CLOSE}"
)
_OF_THOSE = Shape(
    rf"<m>\s{NO_NUMBER}{{1,60}}?[,;]\s?(?:and\s)?of\s(?:those|these|them)\s<n>(?!\s(?:per|times|days|years)\b)"
)
_LINKED = re.compile(r"\bof\s(?:whom|which)\b|:|\s[\u2013\u2014]\s|\A[\s,;:(]*of\b", re.IGNORECASE)
_ROUND = frozenset({2, 3, 4, 5, 10})
"""Bases of proportions in words: "nine out of ten"."""
_ANOTHER = re.compile(r"\b(?:another|an?\s(?:further|second|third|fourth))\b", re.IGNORECASE)
_NEAR = 2
"""So many sentences before a remainder may say what it is of."""
_MOST = 9
"""More counts than these before a remainder are no plain division."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every remainder beside its whole."""
    before: list[Sentence] = []
    for sentence in material.sentences:
        before = [one for one in before[-_NEAR:] if one.passage == sentence.passage]
        if COUNT in sentence.letters:
            yield from _remaining(sentence, before)
            yield from _all_but(sentence)
            yield from _of_those(sentence)
        before.append(sentence)


def _remaining(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Claim]:
    """Judge "the remaining seven" against the whole and its parts before it."""
    for rest in _REMAINING.found_in(sentence):
        if not rest["n"].is_whole or _REST.match(sentence.letters, rest.match.start("n") + 1):
            continue
        pair = _pair(sentence, rest.match.start()) or (_pair(before[-1], len(before[-1].letters)) if before else None)
        if pair is None or _is_of_others(rest, pair):
            continue
        parts = _beside(pair, (*before, sentence), rest)
        if len(parts) > _MOST:
            continue
        claim = _judged(sentence, rest["n"], pair, parts)
        same_sentence = pair.sentence is sentence
        told = pair.sentence.letters[pair.match.end() : rest.match.start() if same_sentence else None]
        told += "" if same_sentence else sentence.letters[: rest.match.start()]
        uncounted = FRACTION in told or _ANOTHER.search(told)
        if claim.verdict is Verdict.HOLDS or not uncounted:
            yield claim


def _pair(sentence: Sentence, end: int) -> Found | None:
    """Return the last whole of which something is taken before a place."""
    found = [one for shape in _PAIRS for one in shape.found_in(sentence) if one.match.end() <= end and _is_whole(one)]
    return max(found, key=lambda one: one.match.start("m"), default=None)


def _is_whole(pair: Found) -> bool:
    part = pair.get("n")
    idiom = " out of " in pair.match[0].lower() and pair["m"].value in _ROUND
    return pair["m"].is_whole and (part is None or part.is_whole) and not idiom


def _beside(pair: Found, sentences: Sequence[Sentence], rest: Found) -> list[Number]:
    """Return the other counts of a remainder's sentence and of those before: taken from its whole, or its whole."""
    told = [number for sentence in sentences for number in sentence.numbers]
    return [
        number
        for number in told
        if number.sort is Sort.COUNT and number.is_whole and number is not pair["m"] and number is not rest["n"]
    ]


def _judged(sentence: Sentence, rest: Number, pair: Found, parts: Sequence[Number]) -> Claim:
    whole = pair["m"]
    own = tuple(number for number in (whole, *pair.numbers, rest) if number in sentence.numbers)
    numbers = tuple(dict.fromkeys(own))
    share = pair.get("f")
    if share is not None:
        left = whole.value * (1 - share.value)
        taken = [left]
        said = f"{whole.value} less {share.text} of it is {left}"
    else:
        first = pair["n"]
        left = whole.value - first.value
        # "18 of the 32, of which 11 …": what was taken may itself be the whole of what is left
        taken = [
            one.value - sum((n.value for n in some), Fraction(0))
            for one in (whole, *parts)
            if one.value > rest.value
            for some in selections([part for part in (whole, *parts) if part is not one])
        ]
        said = f"{whole.value} less {first.value} is {left}"
    if rest.value in taken or (share is not None and abs(rest.value - left) < 1):
        return part_claim(
            sentence, numbers, Verdict.HOLDS, f"{whole.value} less what is taken from it is {rest.value}."
        )
    why = f"{said}, unless others are counted between."
    return part_claim(sentence, numbers, Verdict.DOUBTFUL, why, expected=str(left))


def _is_of_others(rest: Found, pair: Found) -> bool:
    """Say whether "the remaining three areas" are of something else than the pair before: no noun of it is theirs."""
    if pair.sentence is rest.sentence and _LINKED.search(pair.match[0]):
        return False
    noun = re.match(r"\s([a-z]+s)\b", rest.sentence.letters[rest.match.end() :])
    if noun is None or noun[1] in ("was", "has", "is", "does"):
        return False
    end = rest.match.start() if pair.sentence is rest.sentence else None
    return noun[1] not in re.findall(r"[a-z]+", pair.sentence.letters.lower()[pair.match.start() : end])


def _all_but(sentence: Sentence) -> Iterator[Claim]:
    """Judge "all but three of the 29 (26)"."""
    for found in _BUT.found_in(sentence):
        left = found["m"].value - found["n"].value
        why = f"{found['m'].value} less {found['n'].value} is {left}."
        holds = found["k"].value == left
        verdict = Verdict.HOLDS if holds else Verdict.FAILS
        yield found.claim(Kind.PARTS, verdict, why, expected="" if holds else str(left))


def _of_those(sentence: Sentence) -> Iterator[Claim]:
    """Judge "58 were charged, and of those 64 were convicted": no part is more than its whole."""
    for found in _OF_THOSE.found_in(sentence):
        if found["n"].is_whole and found["m"].is_whole and found["n"].value > found["m"].value:
            why = f"{found['n'].text} is more than {found['m'].text}, if it is a count of them."
            yield found.claim(Kind.PARTS, Verdict.DOUBTFUL, why)
