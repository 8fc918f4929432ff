"""A word for a proportion beside its figure: "a third (16/48)", "nearly half (46 per cent)", "a minority (7 of 31)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import Range, exactly, percentage, range_of
from inspectorate.reports.checking.claims.n_of_m import BASE_WORDS, GAP, NOUNS, OF
from inspectorate.reports.checking.claims.turning import Turn, has_predicate, turn_of
from inspectorate.reports.checking.grammar import CLOSE, DASH, NO_NUMBER, OPEN, Found, Shape, first_found
from inspectorate.reports.checking.hedges import HEDGE, hedge_of, hedged
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Verdict
from inspectorate.reports.checking.sentences import COUNT, FRACTION, Sentence
from inspectorate.reports.checking.sentences import PERCENT as PERCENT_SIGN

EXAMPLES = (
    ("A third (15/45) were not asked.", Verdict.HOLDS),
    ("Two in three (26 of 40) knew of it.", Verdict.HOLDS),
    ("Nearly half (47 per cent) did.", Verdict.HOLDS),
    ("More than half (55 per cent) did.", Verdict.HOLDS),
    ("Over a quarter (10 of 40) were late.", Verdict.FAILS),
    ("Almost two thirds (64%) agreed.", Verdict.HOLDS),
    ("Three quarters (60 per cent) agreed.", Verdict.FAILS),
    ("It was so in a large majority of cases (33 of the 38 inspected).", Verdict.HOLDS),
    ("The majority (41 per cent) disagreed.", Verdict.FAILS),
    ("Half (18 of 40) had one.", Verdict.DOUBTFUL),
    ("Half of the 24 files (12) were complete.", Verdict.HOLDS),
    ("Fewer than half of the plans checked (49 per cent) were shared.", Verdict.HOLDS),
)

_HEDGED = rf"(?P<hedge>{HEDGE})?(?:only\s|just\s)?"
_PAIR = rf"<n>(?:{NOUNS}{OF}|\s?/\s?)<m>"
_GROUP = (
    "(?:young|older|new|social|black|white|asian|muslim|female|male|foster|senior|school|care|probation|police|prison)"
)
_WORD = (
    r"(?<![\w-])(?P<word>(?:(?:an?|the)\s)?(?:(?:very\s)?(?:vast|large|overwhelming|great|clear|substantial|reasonable|small"
    r"|significant|slim|narrow|sizeable|big)\s)?(?<!ethnic\s)(?:majority|minority)(?=\s(?:of|were|was|had|have|has|did|do|said"
    r"|felt|told|are|is|agreed|thought|knew|could|who|in|\()|\s?[,()\[\]\u2013\u2014.])"
    # "the most common reason" is no share, and neither is "almost all"
    r"|(?:almost|nearly|virtually|practically)\s(?:all|every\w*)(?!\sbut\b)"
    rf"|(?<!\bat\s)(?<!\bthe\s)most(?=\sof\b|\s?[(\[,\u2013\u2014]|\s(?:{_GROUP}\s)?(?:[a-z-]+s|people|staff|children|women|men)\b)"
    r"(?!\s(?:serious|various|previous|numerous|dangerous|was|is|has|as|this|less))|too\sfew\b)"
)
_INSIDE = rf"(?P<inside>[^)\]\t{PERCENT_SIGN}{FRACTION}]{{0,40}}?)"
_AND_PERCENT = r"(?:\s[a-z\u2019'-]+){0,3}(?:,|;|:|\sor|\s[\u2013\u2014])\s(?:or\s)?<p>\s?"
_FRACTIONS = (
    Shape(rf"{_HEDGED}<f>{GAP}{OPEN}(?:n\s?=\s?)?{_PAIR}{_INSIDE}{CLOSE}"),
    Shape(rf"{_HEDGED}<f>{GAP}{OPEN}<p>{_INSIDE}{CLOSE}"),
    Shape(rf"{_HEDGED}<f>{GAP}{OPEN}{_PAIR}{_AND_PERCENT}{CLOSE}"),
    Shape(rf"{_HEDGED}<f>\sof\s{BASE_WORDS}<m>{GAP}{OPEN}<n>{_AND_PERCENT}{CLOSE}"),
    Shape(rf"{_PAIR}{GAP}{OPEN}(?:or\s)?{_HEDGED}<f>\s?{CLOSE}"),
    Shape(rf"<p>{GAP}{OPEN}(?:or\s)?{_HEDGED}<f>\s?{CLOSE}"),
    Shape(
        rf"{_HEDGED}<f>\sof\s{BASE_WORDS}<m>(?:\s[a-z\u2019'-]+){{0,4}}\s?{OPEN}<n>(?:\s[a-z\u2019'-]+){{0,2}}{CLOSE}"
    ),
    Shape(rf"{_HEDGED}<f>\sof\s(?P<gap>{NO_NUMBER}{{1,60}}?),\s(?:or\s)?(?:<p>|{_PAIR}),"),
    Shape(rf"{_HEDGED}<f>(?:{DASH}|,\s)(?:or\s)?<p>(?=[\s,.\u2013\u2014-])"),
    Shape(rf"<p>(?:{DASH}|,\s)(?:or\s)?{_HEDGED}<f>(?=[\s,.\u2013\u2014-])(?!\s(?:of|as|the|that|what)\b)"),
    Shape(rf"{_HEDGED}<f>(?:{DASH}|,\s)(?:or\s)?{_PAIR}"),
    Shape(rf"{_HEDGED}<f>\sof\s(?P<gap>{NO_NUMBER}{{1,60}}?)\s[\u2013\u2014]\s(?:or\s)?{_PAIR}(?=\s?[\u2013\u2014])"),
    Shape(
        rf"{_PAIR}(?P<gap>{NO_NUMBER}{{1,60}}?)(?:,|\s[\u2013\u2014])\s(?:that\sis|i\.e\.|or),?\s{_HEDGED}<f>(?!\sof\b)"
    ),
    Shape(
        rf"(?:^\s*|[,;:(]\s?)of\s{BASE_WORDS}<m>{GAP},\s(?:only\s|just\s)?<n>\s?(?:[\u2013\u2014]|,|\()\s?(?:or\s)?{_HEDGED}<f>"
        r"\s?(?:[\u2013\u2014]|,|\))"
    ),
    Shape(rf"<n>{NOUNS}(?:,|\s[\u2013\u2014])\sor\s{_HEDGED}<f>\sof\s{BASE_WORDS}<m>"),
)
_MAJORITIES = (
    Shape(rf"{_WORD}{GAP}{OPEN}{_PAIR}{_AND_PERCENT}{CLOSE}"),
    Shape(rf"{_WORD}{GAP}{OPEN}(?:n\s?=\s?)?{_PAIR}{_INSIDE}{CLOSE}"),
    Shape(rf"{_WORD}{GAP}{OPEN}<p>{_INSIDE}{CLOSE}"),
    Shape(rf"<p>{GAP}{OPEN}{_WORD}{CLOSE}"),
    Shape(rf"{_PAIR}{GAP}{OPEN}{_WORD}{CLOSE}"),
    Shape(rf"{_WORD}(?:{DASH}|,\s)(?:or\s)?(?:<p>|{_PAIR})(?=[\s,.\u2013\u2014-])"),
    Shape(rf"{_WORD}\sof\s(?P<gap>{NO_NUMBER}{{1,60}}?),\s(?:or\s)?(?:<p>|{_PAIR}),"),
)
_MAJORITY = re.compile(r"majority|minority|most|too few|nearly|ally (?:all|every)", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:staff|respondents?|practitioners|officers|managers|stakeholders|partners|magistrates|sentencers|survey\w*|interview\w*"
    r"|told|said|felt|agreed)\b",
    re.IGNORECASE,
)
_OF_A_FIGURE = re.compile(
    r"\s(?:of\s)?(?:the|that|this|its|their)\s(?:\w+\s)?(?:number|rate|average|figure|level|amount|proportion|time|price"
    r"|cost|size|target|percentage)\b|\s(?:of\s)?as\s(?:many|much|likely|often|high|low)\b|\s(?:more|fewer|less|higher|lower"
    r"|greater|larger|smaller|longer|faster|again)\b|\s(?:that|what)\b"
)
"""After a fraction, words that make it one of another figure: "half the number expected (62 per cent)"."""
_OF_TWO = re.compile(rf"[{FRACTION}{COUNT}]\s(?:to|and|or)\s\Z")
"""Before the second of two fractions: "between a quarter and a third (29 per cent)"."""
_OF_ALL = re.compile(r"of\s(?:all|the\s(?:total|whole|sample|cases))\b")
_OF_SOME = re.compile(r"\bof\s(?:whom|which|them|these|those)\b[^;]{0,40}\Z", re.IGNORECASE)
"""Where a fraction is of a part: "of whom about one in three (6% of the total)"."""
_OF_THE_SAME = re.compile(r"of\s(?:them|those|these|all|cases|the\s(?:total|sample|cases))\b|or\b|\d|[=/]")
_HALF = Fraction(50)
_LARGE = Fraction(65)
_LARGE_WORDS = re.compile(r"\b(?:vast|large|overwhelming|great|substantial|all|every\w*)\b")


def claims(material: Material) -> Iterator[Claim]:
    """Find every word for a proportion that stands beside a figure."""
    for sentence in material.sentences:
        if sentence.numbers:
            yield from _claims_in(sentence, material.framework)


def _claims_in(sentence: Sentence, framework: Framework | None) -> Iterator[Claim]:
    for found in first_found(_FRACTIONS if FRACTION in sentence.letters else (), sentence):
        if (claim := _fraction(found)) is not None:
            yield claim
    for found in first_found(_MAJORITIES if _MAJORITY.search(sentence.letters) else (), sentence):
        if (claim := _majority(found, framework)) is not None:
            yield claim


def _figure(found: Found) -> tuple[Range, str] | None:
    """Return what stands beside the words, as a range of percentages and as a sentence's beginning."""
    percent = found.get("p")
    if percent is not None:
        return (range_of(percent), f"{exactly(percent.value)} per cent")
    count, base = found["n"], found["m"]
    if not base.value or count.value > base.value:
        return None
    exact = percentage(count.value, base.value)
    return (Range.exactly(exact), f"{count.value} of {base.value} is {exactly(exact)} per cent, which")


def _fraction(found: Found) -> Claim | None:
    """Judge a fraction by the figure near it; None where that is clearly said of something else."""
    figure = _figure(found)
    if figure is None:
        return found.claim(Kind.PROPORTION, Verdict.CANNOT_TELL, "The figure beside it is no count of a base.")
    actual, said = figure
    fraction: Number = found["f"]
    hedge = hedge_of(found.words("hedge"))
    value = fraction.value * PERCENT
    verdict = hedged(hedge, value, actual)
    turn = turn_of(found.words("gap"))
    if verdict is not Verdict.HOLDS and _is_elsewhere(found):
        return None
    if verdict is Verdict.FAILS and (turn is Turn.MAY or _of_what_was_done(found)):
        verdict = Verdict.DOUBTFUL
    words = f"{found.words('hedge')}{fraction.text}".strip()
    measure = f"{fraction.text.lower()} is {exactly(value)} per cent"
    if verdict is Verdict.HOLDS:
        return found.claim(Kind.PROPORTION, verdict, f"{said} agrees with \u201c{words}\u201d: {measure}.")
    better = _better(actual)
    return found.claim(
        Kind.PROPORTION,
        verdict,
        f"{said} {'is not' if verdict is Verdict.FAILS else 'is hardly'} \u201c{words}\u201d: {measure}.",
        expected=better,
    )


def _better(actual: Range) -> str:
    """Return a plain word for a proportion that would hold, the nearest; empty where none is near."""
    middle = (actual.low + actual.high) / 2
    near = min(_PLAIN, key=lambda words: abs(_PLAIN[words] - middle))
    if actual.holds(_PLAIN[near]):
        return near
    if abs(_PLAIN[near] - middle) > Fraction(7):
        return ""
    return f"{'just over' if middle > _PLAIN[near] else 'nearly'} {near}"


_PLAIN = {
    "a tenth": Fraction(10),
    "a fifth": Fraction(20),
    "a quarter": Fraction(25),
    "a third": Fraction(100, 3),
    "two fifths": Fraction(40),
    "half": Fraction(50),
    "three fifths": Fraction(60),
    "two thirds": Fraction(200, 3),
    "three quarters": Fraction(75),
    "four fifths": Fraction(80),
    "nine tenths": Fraction(90),
}


def _is_elsewhere(found: Found) -> bool:
    """Say whether a figure that does not fit is clearly said of something else than the words for a proportion."""
    gap = found.words("gap")
    if found.get("f") is not None and _OF_TWO.search(found.sentence.letters, 0, found.match.start()):
        return True
    if turn_of(gap) is Turn.DOES or _OF_A_FIGURE.match(gap):
        return True
    inside = re.split(r"[,;]", found.words("inside"))[0].strip()
    if _OF_ALL.match(inside) and _OF_SOME.search(found.sentence.letters, 0, found.match.start()):
        return True
    return bool(inside) and found.get("p") is not None and not _OF_THE_SAME.match(inside)


def _of_what_was_done(found: Found) -> bool:
    """Say whether a percentage may be of what a predicate names last: "half had high caseloads (94 per cent)"."""
    return found.get("p") is not None and has_predicate(found.words("gap"))


def _majority(found: Found, framework: Framework | None) -> Claim | None:
    """Judge a majority or minority by the figure near it; None where that is clearly said of something else."""
    claim = _majority_judged(found, framework)
    return None if claim.verdict is not Verdict.HOLDS and _is_elsewhere(found) else claim


def _majority_judged(found: Found, framework: Framework | None) -> Claim:
    figure = _figure(found)
    words = re.sub(r"^(?:an?|the)\s", "", found.words("word")).strip()
    if figure is None:
        return found.claim(Kind.PROPORTION, Verdict.CANNOT_TELL, "The figure beside it is no count of a base.")
    actual, said = figure
    # the method's words are for cases: of those who answer a survey they are plain English
    own = {} if _ASKED.search(found.match[0]) else _own_words(framework)
    doubt = turn_of(found.words("gap")) is Turn.MAY or _of_what_was_done(found)
    agreed = Verdict.DOUBTFUL if doubt else Verdict.FAILS
    minority = words.endswith("minority") or words == "too few"
    if words not in own or words in ("majority", "minority", "most"):
        if (words.endswith("minority") and actual.low > _HALF) or (not minority and actual.high < _HALF):
            return found.claim(Kind.PROPORTION, agreed, f"{said} is no {words}.", expected=_right_words(actual, own))
        if _LARGE_WORDS.search(words) and not minority and actual.high < _LARGE:
            return found.claim(Kind.PROPORTION, Verdict.DOUBTFUL, f"{said} is a majority, and hardly a large one.")
        return found.claim(Kind.PROPORTION, Verdict.HOLDS, f"{said} agrees with \u201c{words}\u201d.")
    low, high = own[words]
    if words == "too few" and actual.high < low:
        return found.claim(Kind.PROPORTION, Verdict.HOLDS, f"{said} is fewer than that.")
    if low <= actual.high and (high is None or actual.low < high):
        return found.claim(
            Kind.PROPORTION, Verdict.HOLDS, f"{said} agrees with \u201c{words}\u201d, as the method uses it."
        )
    wrong_side = (words.endswith("majority") and actual.high < _HALF) or (
        words.endswith("minority") and actual.low > _HALF
    )
    return found.claim(
        Kind.PROPORTION,
        agreed if wrong_side else Verdict.DOUBTFUL,
        f"{said} is not what the method calls \u201c{words}\u201d.",
        expected=_right_words(actual, own),
    )


def _own_words(framework: Framework | None) -> dict[str, tuple[Fraction, Fraction | None]]:
    if framework is None:
        return {}
    return {
        words.lower(): (Fraction(word.from_), None if word.below is None else Fraction(word.below))
        for word in framework.rules.proportion_words.proportions
        for words in word.words
    }


def _right_words(actual: Range, own: dict[str, tuple[Fraction, Fraction | None]]) -> str:
    return next(
        (words for words, (low, high) in own.items() if low <= actual.low and (high is None or actual.high < high)), ""
    )
