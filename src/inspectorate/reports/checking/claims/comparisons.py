"""A figure set against another: "lower than the national average (66 per cent)", "compared with 37 per cent"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from inspectorate.reports.checking.arithmetic import range_of
from inspectorate.reports.checking.grammar import CLOSE, NO_NUMBER, OPEN, Found, Shape, first_found
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Sort, Span, Verdict
from inspectorate.reports.checking.sentences import Sentence

EXAMPLES = (
    ("At 48 per cent, attendance was lower than the regional average (61 per cent).", Verdict.HOLDS),
    ("Attendance, at 48 per cent, was above the regional average (39 per cent).", Verdict.HOLDS),
    ("Attendance, at 48 per cent, was above the regional average (61 per cent).", Verdict.FAILS),
    ("Just nine per cent of staff had it, compared to 20 per cent of residents.", Verdict.HOLDS),
    ("More women (70 per cent) than men (40 per cent) agreed.", Verdict.HOLDS),
    ("Fewer women (70 per cent) than men (40 per cent) agreed.", Verdict.FAILS),
    ("Attendance, at 91 per cent, is not yet above the national average (92 per cent).", Verdict.HOLDS),
    ("Just 60 per cent of girls felt safe, compared with 50 per cent of boys.", Verdict.DOUBTFUL),
    ("We saw 48 per cent attend. This was lower than the national average (61 per cent).", Verdict.HOLDS),
)

_UP = r"higher|greater|larger|bigger|above|exceed\w*|(?:just|slightly|well)\sover"
_DOWN = r"lower|smaller|below|short\sof|(?:just|slightly|well)\sunder"
_NO_SHARE = r"[^\ue001\ue002\t;]"
_MANY = r"more|a\shigher|a\sgreater|a\slarger|greater|higher|larger"
_FEW = r"fewer|less|a\slower|a\ssmaller|lower|smaller"
_THAN = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
_OTHER = (
    r"average|figure|rate|level|percentage|proportion|result|score|nationally|national|regional|region|elsewhere"
    r"|population|target|year|inspection|reported|found|seen|for|in|of|among\w*"
)
_AGAINST = r"(?:compared\s(?:with|to)|as\sagainst|against|versus|than)"
_AVERAGE = Shape(
    rf"{_THAN}(?:\sthan)?\s(?:(?:the|our|its|their|an?)\s)?(?={NO_NUMBER}{{0,80}}?\b(?:{_OTHER})\b){NO_NUMBER}{{0,90}}?"
    rf"(?:{OPEN}(?:which\s(?:is|was)\s|at\s)?|\sof\s|\sat\s|,\s(?:at\s|which\s(?:is|was)\s)?|[\u2013\u2014]\s?|:\s)<p>(?:\s?{CLOSE})?"
)
_THAN_THE = Shape(
    rf"{_THAN}(?:\sthan)?\s(?:the|a|an|our|its)\s(?:(?:national|regional|average|overall|previous)\s){{0,2}}<p>(?:\s{_OTHER})"
)
_TWO = (
    Shape(
        rf"\b(?P<many>(?P<up>{_MANY})|(?P<down>{_FEW}))\s(?!than\b){_NO_SHARE}{{1,60}}?{OPEN}<p1>(?P<of1>[^)\]]{{0,40}}){CLOSE}\s?{NO_NUMBER}{{0,60}}?"
        rf"\bthan\s{_NO_SHARE}{{1,60}}?{OPEN}<p2>(?P<of2>[^)\]]{{0,40}}){CLOSE}"
    ),
    Shape(
        rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!\sthan\b){NO_NUMBER}{{1,60}}[:,\u2013(]\s?(?:at\s)?<p1>"
        rf"(?:[^\ue001\ue002\t;]{{0,70}}?){_AGAINST}\s{NO_NUMBER}{{0,40}}?<p2>"
    ),
    Shape(rf"\b(?P<down>only|just)\s<p1>{NO_NUMBER}{{0,160}}?\bcompared\s(?:with|to)\s{NO_NUMBER}{{0,40}}?<p2>"),
)
_BACK = re.compile(r"^\s*(?:this|that|it|these|those|which|the figure|the rate)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|never|nor)\s(?:(?:yet|much|any|significantly|far|statistically|always)\s){0,2}$", re.IGNORECASE
)
_TIME_OR_AIM = re.compile(
    r"\b(?:target|expected|expectation|required|standard|previous\w*|last|earlier|before|ago|years?|inspection)\b|\s\ue003",
    re.IGNORECASE,
)
"""Words by which a figure is compared with an earlier one or an aim, and not with that of others."""
_NEW_SUBJECT = re.compile(
    r"(?:[;:]|\b(?:and|but|while|whilst|whereas|although))\s(?!which\b|this\b|that\b|at\b)"
    r"(?!(?:is|was|were|are|has|had|still|also|much|well|slightly|just|far|remain\w*|therefore)\b)"
    r"[a-z][^;]*?\s(?:is|was|were|are|has|had|stood|remain\w*)\b"
)
_NOT = re.compile(r"\b(?:not|no|never|neither|nor|n't)\b", re.IGNORECASE)


def claims(material: Material) -> Iterator[Claim]:
    """Find every comparison of two percentages that says which is the larger."""
    before: Sentence | None = None
    for sentence in material.sentences:
        if any(number.sort is Sort.PERCENT for number in sentence.numbers):
            yield from _claims_in(sentence, before)
        before = sentence


def _claims_in(sentence: Sentence, before: Sentence | None) -> Iterator[Claim]:
    used: set[Number] = set()
    for found in first_found(_TWO, sentence):
        used.update((found["p1"], found["p2"]))
        only = found.words("down") in ("only", "just")
        if only and _is_of_another_time(found):
            # "only 60 per cent, compared with 55 per cent in 2019" is a rise, and still little
            continue
        claim = _judged(
            found, found["p1"], found["p2"], certain=bool(found.words("many")) and not _NOT.search(found.match[0])
        )
        denied = _DENIED.search(sentence.letters[: found.match.start()])
        # "(40 per cent weekly)" and "(60 per cent monthly)" are no two figures of one thing
        units = {unit for unit in (found.words("of1"), found.words("of2")) if unit}
        if claim.verdict is Verdict.HOLDS or not (denied or len(units) > 1):
            yield claim
    compared_with: set[Number] = set()
    for found in first_found((_AVERAGE, _THAN_THE), sentence):
        against = found["p"]
        subjects = _subjects(found, before, compared_with)
        compared_with.add(against)
        if against not in used and subjects:
            if _DENIED.search(found.sentence.letters[: found.match.start()]):
                yield _denied(found, subjects[-1], against)
                continue
            certain = len(subjects) == 1 and not _NOT.search(found.sentence.letters)
            judged = [_judged(found, subject, against, certain=certain) for subject in reversed(subjects)]
            claim = next((one for one in judged if one.verdict is Verdict.HOLDS), judged[0])
            if claim.verdict is Verdict.HOLDS or not _has_new_subject(found, subjects[-1]):
                yield claim


def _has_new_subject(found: Found, subject: Number) -> bool:
    """Say whether a clause with a subject of its own stands between a percentage and a comparison."""
    if subject not in found.sentence.numbers:
        return False
    between = found.sentence.letters[found.sentence.position(subject) + 1 : found.match.start()].lower()
    return _NEW_SUBJECT.search(between) is not None


def _is_of_another_time(found: Found) -> bool:
    """Say whether the second of two figures is an earlier one or an aim."""
    letters = found.sentence.letters
    second = found.match.start("p2")
    beside = re.compile(r"[^.,;()]{0,30}").match(letters, second + 1)
    words = letters[letters.rfind("compared", 0, second) : beside.end() if beside else second]
    return _TIME_OR_AIM.search(words) is not None


def _denied(found: Found, one: Number, other: Number) -> Claim:
    """Judge "no higher than" and "not yet above": the figure must not be so."""
    up = bool(found.words("up"))
    left, right = range_of(one), range_of(other)
    said = left.low >= right.high if up else left.high <= right.low
    spans = (found.span,) if _within(found, one) else (found.span, Span(one.passage, one.start, one.end))
    verdict = Verdict.DOUBTFUL if said and one.value != other.value else Verdict.HOLDS
    which = "the same as" if one.value == other.value else "above" if one.value > other.value else "below"
    why = f"{one.text} is {which} {other.text}."
    return Claim(Kind.COMPARISON, found.text, found.sentence.where, spans, (one, other), verdict, why)


def _subjects(found: Found, before: Sentence | None, compared_with: Collection[Number]) -> list[Number]:
    """Return the percentages that may be what is compared: before it in the sentence, or in the one before.

    What another figure was ``compared_with`` is none: "above the national rate of 54, and higher than our own of 56".
    """
    own = [
        number
        for place, number in found.sentence.at.items()
        if place < found.match.start() and number.sort is Sort.PERCENT and number not in compared_with
    ]
    if own or before is None or before.passage != found.sentence.passage:
        return own
    if not _BACK.match(found.sentence.letters):
        return []
    return [number for number in before.numbers if number.sort is Sort.PERCENT]


def _judged(found: Found, one: Number, other: Number, *, certain: bool) -> Claim:
    up = bool(found.words("up"))
    word = found.words("up") or found.words("down")
    left, right = range_of(one), range_of(other)
    spans = (found.span,) if _within(found, one) else (found.span, Span(one.passage, one.start, one.end))
    higher = left.low >= right.high
    lower = left.high <= right.low
    if (higher if up else lower) and one.value != other.value:
        verdict, why = Verdict.HOLDS, f"{one.text} is {'above' if up else 'below'} {other.text}."
    elif one.value == other.value or not (higher or lower):
        verdict, why = Verdict.DOUBTFUL, f"{one.text} and {other.text} may be the same figure, as they are printed."
    else:
        verdict = Verdict.FAILS if certain else Verdict.DOUBTFUL
        why = f"{one.text} is {'below' if up else 'above'} {other.text}, and \u201c{word}\u201d says otherwise."
        if not certain:
            why += " It may be another figure that is compared."
    expected = "" if verdict is not Verdict.FAILS else ("lower" if up else "higher")
    return Claim(Kind.COMPARISON, found.text, found.sentence.where, spans, (one, other), verdict, why, expected)


def _within(found: Found, number: Number) -> bool:
    return found.span.passage == number.passage and found.span.start <= number.start < found.span.end
