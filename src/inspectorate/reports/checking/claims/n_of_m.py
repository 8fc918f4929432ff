"""A count of a base with its percentage: "21 out of 48 (44 per cent)", "40% (4/10)", "25 or 76 per cent of 33"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.reports.checking.arithmetic import (
    Range,
    change_of_meaning,
    exactly,
    percentage,
    range_of,
    repairs,
    right_percentages,
    roundings,
)
from inspectorate.reports.checking.claims.pairing import (
    has_another_base,
    is_elsewhere,
    is_idiom,
    of_another_whole,
    spared,
)
from inspectorate.reports.checking.grammar import CLOSE, DASH, NO_NUMBER, OPEN, Found, Shape, first_found
from inspectorate.reports.checking.hedges import HEDGE, Hedge, hedge_of, hedged
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Sort, Span, Verdict
from inspectorate.reports.checking.sentences import COUNT, OTHER, PERCENT, Sentence

EXAMPLES = (
    ("Only 17 out of 34 (50 per cent) were seen.", Verdict.HOLDS),
    ("Only 19 of the 40 plans (49 per cent) were shared.", Verdict.FAILS),
    ("Three of the eight (37 per cent) had moved.", Verdict.HOLDS),
    ("The aim was met for 60% (6/10) of them.", Verdict.HOLDS),
    ("Of the 30 services, 20 \u2013 or 70 per cent \u2013 were open.", Verdict.FAILS),
    ("All but two of the 25 files (92 per cent) were complete.", Verdict.HOLDS),
    ("None of the nine (0 per cent) had been asked.", Verdict.HOLDS),
    ("Plans were good in six and nine of 15 cases, respectively (40 and 60 per cent).", Verdict.HOLDS),
    ("Not one of the nine (0 per cent) had been asked.", Verdict.HOLDS),
    ("About 45 per cent (17 of 36) were late.", Verdict.HOLDS),
    ("There were 12 officers, of whom three were new (25 per cent).", Verdict.HOLDS),
    ("Every one of the 12 files (100 per cent) was signed.", Verdict.HOLDS),
    ("Two out of five men (41 per cent) came late.", Verdict.HOLDS),
    ("Eleven of the 14 wards met the standard (90 per cent).", Verdict.CANNOT_TELL),
    ("Nine of the 30 homes where a nurse was needed (40 per cent) had one.", Verdict.FAILS),
    ("Nine of the 30 homes had filled their posts (40 per cent).", Verdict.DOUBTFUL),
    ("We read 24 plans and thought 15 of them (63 per cent) good.", Verdict.HOLDS),
    ("We read 24 plans. In 15 of these (53 per cent) we saw no date.", Verdict.DOUBTFUL),
    ("Five of 19 had one.", Verdict.CANNOT_TELL),
)

OTHERS = (
    r"average|national|nationally|regional|compar\w+|than|against|versus|previous\w*|last|target|benchmark|whereas"
    r"|overall"
)
"""Words after which a percentage belongs to something else."""
GAP = rf"(?P<gap>(?:(?!\b(?:{OTHERS})\b){NO_NUMBER}){{0,110}}?)"
_LONG_GAP = rf"(?P<gap>(?:(?!\b(?:{OTHERS})\b)(?:{NO_NUMBER}|{OTHER})){{0,160}}?)"
"""May hold dates and other numbers that are no quantities."""
NOUNS = (
    r"(?:\s(?!(?:of|and|or|to|in|at|each|every|were|was|is|are|made|had|have|with|for|out|but)\b)[a-z\u2019'-]+){0,3}"
)
BASE_WORDS = (
    r"(?:a\stotal\sof\s|a\spossible\s)?(?:(?:the|these|those|all|our|its|their|every|only|just)\s){0,2}"
    r"(?:(?!(?:who|that|which|and|or|in|were|was|is|are|had|have|has|did|found|said|made|met|saw|read|showed|gave|took|needed"
    r"|for|to|with|on|at|by|from|than|as|about|between|up|these|those|them|it|us|whom|which)\b)[a-z\u2019'-]+\s){0,2}?"
)
OF = rf"\s(?:out\s)?of\s{BASE_WORDS}"
_HEDGED = rf"(?P<hedge>{HEDGE})?(?:only\s|just\s)?"
_PCT = rf"(?:or\s|equal to\s|i\.e\.\s|=\s|some\s(?=\b))?{_HEDGED}<p>"
_BUT = rf"(?P<but>all\sbut|all\sexcept)\s<n>(?:{NOUNS}{OF}|\s?/\s?)<m>"
_ALL = r"(?P<all>all|every one of|each of|the whole of)\s(?:of\s)?(?:the\s|these\s|those\s)?<m>"
_LEAD = r"(?:n\s?=\s?)?"

_RESPECTIVELY = (
    Shape(
        rf"<n1>{NOUNS}\sand\s<n2>{NOUNS}{OF}<m>{GAP}\brespectively\s?,?\s?"
        rf"{OPEN}(?P<first>[{COUNT}{PERCENT}])\sand\s<p>{CLOSE}"
    ),
    Shape(
        rf"(?P<first>[{COUNT}{PERCENT}])\sand\s<p>{GAP}{OPEN}<n1>\sand\s<n2>{OF}<m>{GAP.replace('gap', 'rest')}{CLOSE}"
    ),
)
_WITH_PERCENT = (
    Shape(rf"{_BUT}{GAP}{OPEN}{_PCT}[^)\]]{{0,40}}{CLOSE}"),
    Shape(rf"<n>{NOUNS}{OF}<m>{GAP}{OPEN}{_PCT}(?:\sof\s{NO_NUMBER}{{0,40}})?\s?{CLOSE}"),
    Shape(rf"<n>\s?/\s?<m>{GAP}{OPEN}{_PCT}\s?{CLOSE}"),
    Shape(rf"{OPEN}{_LEAD}<n>(?:{OF}|\s?/\s?)<m>{NO_NUMBER}{{0,30}}?[,;:=]?\s?(?:or\s|=\s?)?{_HEDGED}<p>\s?{CLOSE}"),
    Shape(rf"{_HEDGED}<p>{GAP}{OPEN}{_LEAD}<n>(?:{NOUNS}{OF}|\s?/\s?)<m>(?P<inside>{NO_NUMBER}{{0,60}}?){CLOSE}"),
    Shape(rf"{_HEDGED}<p>{GAP}{OPEN}{_ALL}{NO_NUMBER}{{0,30}}?{CLOSE}"),
    Shape(rf"<n>{NOUNS}\s?(?:{OPEN}|{DASH}|,\s){_PCT}\s?(?:{CLOSE}|{DASH}|,\s?)\s?(?:out\s)?of\s{BASE_WORDS}<m>"),
    Shape(
        rf"<n>{NOUNS}{OF}<m>(?:\s[a-z\u2019'-]+){{0,4}}(?:{DASH}|,\s(?:or\s|equal\sto\s)|\s[=]\s|\sor\s){_PCT}"
        rf"(?=[\s,.;\u2013\u2014-])(?!\sand\s[{COUNT}{PERCENT}])"
    ),
    Shape(rf"<n>{NOUNS}{OF}<m>(?:\s[a-z\u2019'-]+){{0,4}},\s<p>,(?!\s(?:{OTHERS}|or|on|up|down)\b)"),
    Shape(rf"<n>\s?/\s?<m>(?:{DASH}|,\s(?:or\s)?|\s?=\s?|\sor\s){_PCT}"),
    Shape(rf"{_HEDGED}<p>(?:{DASH}|,\s(?:or\s)?|\s?=\s?|\sor\s)<n>(?:{OF}|\s?/\s?)<m>"),
    Shape(
        rf"\bof\s{BASE_WORDS}<m>{_LONG_GAP}[,:\u2013\u2014]\s(?:only\s|just\s|some\s)?<n>{NOUNS}\s?(?:{OPEN}|{DASH}|,\s){_PCT}"
        rf"\s?(?:{CLOSE}|{DASH}|,|$)"
    ),
    Shape(
        rf"\bof\s{BASE_WORDS}<m>{_LONG_GAP.replace('gap', 'between')}[,:\u2013\u2014]\s(?:only\s|just\s|some\s)?<n>"
        rf"(?!\sof\b){GAP}{OPEN}{_PCT}\s?{CLOSE}"
    ),
    Shape(rf"{_HEDGED}<p>\sof\s{BASE_WORDS}<m>{NO_NUMBER}{{0,40}}?{OPEN}<n>(?:\s[a-z\u2019'-]+){{0,2}}{CLOSE}"),
    Shape(
        rf"<m>(?!\sper\b)(?:\s(?:{NO_NUMBER}|{OTHER}){{1,60}}?)?,?\sof\s(?:whom|which)\s(?:only\s|just\s)?<n>{GAP}{OPEN}{_PCT}\s?{CLOSE}"
    ),
    Shape(rf"<m>\s{NO_NUMBER}{{1,40}}?,\s{_HEDGED}<p>\sof\s(?:whom|which|them)\s?{OPEN}<n>(?:\s[a-z]+)?{CLOSE}"),
    Shape(rf"<m>\s{NO_NUMBER}{{1,40}}?,\s(?:only\s|just\s)?<n>\sof\s(?:whom|which)\b{GAP}{OPEN}{_PCT}\s?{CLOSE}"),
    Shape(rf"\b{_ALL}{GAP}{OPEN}{_PCT}\s?{CLOSE}"),
    Shape(
        rf"\bof\s(?:the|these|those|our|all)\s(?:[a-z-]+\s){{0,2}}?<m>{GAP}{OPEN}<n>(?:\s[a-z\u2019'-]+){{0,2}},?\s(?:or\s)?{_PCT}\s?{CLOSE}"
    ),
    Shape(rf"<n>(?:{OF}|\s?/\s?)<m>[^\t{COUNT}{PERCENT}]{{0,30}}\t\s?<p>"),
    Shape(rf"<p>\s?\t\s?<n>(?:{OF}|\s?/\s?)<m>"),
)
_OF_THESE = (Shape(rf"<n>\sof\s(?:these|them|those|which|whom)\s?{OPEN}{_PCT}\s?{CLOSE}"),)
_WITHOUT = (
    Shape(_BUT),
    Shape(rf"<n>{NOUNS}{OF}<m>"),
    Shape(r"(?<![\w/])<n>\s?/\s?<m>(?![\w/])"),
    Shape(
        r"\bof\sthe\s(?:[a-z-]+\s){0,2}?<m>(?:\s[a-z-]+){1,6},\s<n>\s"
        r"(?=(?:had|have|has|were|was|did|said|are|is)\b)"
    ),
)  # fmt: skip
_PLAIN = (Shape(rf"<n>{NOUNS}{OF}<m>"), Shape(r"(?<![\w/])<n>\s?/\s?<m>(?![\w/])"))
_MORE = Shape(rf"<n>{NOUNS}\s?{OPEN}{_PCT}\s?{CLOSE}")
MAY_EXCEED = re.compile(
    r"\b(?:places|capacity|beds|spaces|target|budget|occup\w+|overcrowd\w+|crowd\w+)\b", re.IGNORECASE
)
"""Words by which a base may be less than what is counted: 65 prisoners held in 62 places."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every count of a base, with its percentage where one is printed."""
    before: Sentence | None = None
    for sentence in material.sentences:
        if COUNT in sentence.letters:
            same = before if before is not None and before.passage == sentence.passage else None
            yield from _claims_in(sentence, same, material.framework)
        before = sentence


def _claims_in(sentence: Sentence, before: Sentence | None, framework: Framework | None) -> Iterator[Claim]:
    used: set[Number] = set()
    percents = PERCENT in sentence.letters
    for found in first_found(_RESPECTIVELY if percents else (), sentence):
        used.update(found.numbers)
        yield _respectively(found, framework)
    for found in first_found(_WITH_PERCENT if percents else (), sentence):
        if not used.intersection(found.numbers):
            claim = _with_percent(found, framework)
            if claim is not None:
                used.update(found.numbers)
                yield claim
                yield from _further(found, used, framework)
    for found in first_found(_OF_THESE if percents else (), sentence):
        if not used.intersection(found.numbers) and (claim := _of_these(found, before, framework)) is not None:
            used.update(found.numbers)
            yield claim
    for found in first_found(_WITHOUT, sentence):
        if not used.intersection(found.numbers) and found["m"].is_whole and found["n"].is_whole:
            used.update(found.numbers)
            yield _without(found)


def _of_these(found: Found, before: Sentence | None, framework: Framework | None) -> Claim | None:
    """Judge "12 of these (80 per cent)" by the counts before it; None where there are none."""
    counts = [number for place, number in found.sentence.at.items() if place < found.match.start()]
    earlier = [
        number for number in (*reversed(counts), *(before.numbers if before is not None else ())) if _is_base(number)
    ]
    bases = [number for number in earlier if number.value >= found["n"].value]
    results = [(judged(found["n"], base, found["p"], Hedge.PLAIN, framework), base) for base in bases]
    if not results:
        return None
    (verdict, why, expected), base = next((one for one in results if one[0][0] is Verdict.HOLDS), results[0])
    if verdict is not Verdict.HOLDS:
        verdict, why = Verdict.DOUBTFUL, f"{why} It may be of something else than the {base.text} before it."
    own = (base,) if base in found.sentence.numbers else ()
    return found.claim(Kind.N_OF_M, verdict, why, expected=expected, numbers=(*found.numbers, *own))


def _is_base(number: Number) -> bool:
    return number.sort is Sort.COUNT and number.is_whole


def _further(found: Found, used: set[Number], framework: Framework | None) -> Iterator[Claim]:
    """Find what goes on after "Of the 36 cases, 17 (47 per cent) …": "and 12 (33 per cent) …"."""
    base = found.get("m")
    if base is None or not re.match(r"of\s", found.match[0], re.IGNORECASE):
        return
    for more in _MORE.found_in(found.sentence):
        if more.match.start() >= found.match.end() and not used.intersection(more.numbers):
            verdict, why, expected = judged(more["n"], base, more["p"], hedge_of(more.words("hedge")), framework)
            if verdict is not Verdict.HOLDS and has_another_base(found, more):
                continue
            used.update(more.numbers)
            yield more.claim(Kind.N_OF_M, verdict, why, expected=expected, numbers=(*more.numbers, base))


def _respectively(found: Found, framework: Framework | None) -> Claim:
    first = found["first"]
    second = found["p"]
    # "(50 and 40 per cent)": the first is a percentage too, though its unit stands only after the second
    percents = (replace(first, sort=second.sort), second)
    results = [
        judged(count, found["m"], percent, Hedge.PLAIN, framework)
        for count, percent in zip((found["n1"], found["n2"]), percents, strict=True)
    ]
    worst = min(results, key=lambda result: list(Verdict).index(result[0]))
    why = " ".join(dict.fromkeys(why for _, why, _ in results))
    return found.claim(Kind.N_OF_M, worst[0], why, expected=worst[2])


def _with_percent(found: Found, framework: Framework | None) -> Claim | None:
    """Judge a count of a base by the percentage near it; None where that is clearly said of something else."""
    base, percent = found["m"], found["p"]
    count = found.get("n")
    if found.words("but") and count is not None:
        count = replace(count, value=base.value - count.value)
    elif found.words("all") or count is None or _is_every(found, count):
        count = base
    elif _is_none(found, count):
        count = replace(count, value=Fraction(0))
    verdict, why, expected = judged(count, base, percent, hedge_of(found.words("hedge")), framework)
    if count.value > base.value and base.value and MAY_EXCEED.search(found.sentence.letters):
        exact = percentage(count.value, base.value)
        if range_of(percent).holds(exact):
            why = f"{count.value} of {base.value} is {exactly(exact)} per cent."
            return found.claim(Kind.N_OF_M, Verdict.HOLDS, why)
    if verdict is Verdict.FAILS and is_idiom(found, count):
        why = f"\u201c{count.text} out of {base.text}\u201d is a proportion in words, and agrees with {percent.text}."
        return found.claim(Kind.N_OF_M, Verdict.HOLDS, why)
    if verdict is not Verdict.HOLDS and is_elsewhere(found, count):
        return None
    if verdict is Verdict.FAILS:
        verdict, why, expected = spared(found, (count, base, percent), (verdict, why, expected))
    if verdict is Verdict.FAILS:
        verdict, why, expected = of_another_whole(found, (count, percent), (verdict, why, expected))
    return found.claim(Kind.N_OF_M, verdict, why, expected=expected)


def _is_none(found: Found, count: Number) -> bool:
    """Say whether "one of the nine" is "not one of the nine"."""
    before = found.sentence.letters[: found.match.start()].lower()
    return count.text.lower() == "one" and before.endswith(("not ", "not a single "))


def _is_every(found: Found, count: Number) -> bool:
    """Say whether "one of the nine" is "every one of the nine"."""
    before = found.sentence.letters[: found.match.start()].lower()
    return count.text.lower() == "one" and before.endswith(("every ", "every single ", "each "))


def judged(
    count: Number, base: Number, percent: Number, hedge: Hedge, framework: Framework | None
) -> tuple[Verdict, str, str]:
    """Hold a printed percentage against its count and base.

    Returns:
        the verdict, the sentence that says why, and what should have been printed (empty where it holds).
    """
    if not base.value or not base.is_whole or not count.is_whole:
        return (Verdict.CANNOT_TELL, "The count or its base is no whole number above nought.", "")
    exact = percentage(count.value, base.value)
    said = f"{count.value} of {base.value} is {exactly(exact)} per cent"
    right = right_percentages(exact, percent)
    if hedge is not Hedge.PLAIN:
        verdict = hedged(hedge, percent.value, Range.exactly(exact))
        return (verdict, f"{said}.", "" if verdict is Verdict.HOLDS else right)
    if count.value > base.value:
        return (Verdict.FAILS, f"{count.value} is more than all of {base.value}.", right)
    if range_of(percent).holds(exact):
        both = " A tie is rounded both ways in print." if len(roundings(exact, percent.decimals)) > 1 else ""
        return (Verdict.HOLDS, f"{said}.{both}", "")
    shown = ", ".join(repairs(int(count.value), int(base.value), percent))
    repair = f" What is printed would be right for {shown}." if shown else ""
    meaning = change_of_meaning(percent.value, exact, framework)
    return (Verdict.FAILS, f"{said}, not {percent.text}.{repair}{' ' + meaning if meaning else ''}", right)


def _without(found: Found) -> Claim:
    count, base = found["n"], found["m"]
    if count.value > base.value and "out of" in found.match[0].lower():
        return found.claim(Kind.N_OF_M, Verdict.FAILS, f"{count.text} is more than all of {base.text}.")
    earlier = re.match(r"\s(?:years?|months?|weeks?|days?)\b", found.sentence.letters[found.match.end("m") :])
    if count.value > base.value and not earlier:
        return found.claim(
            Kind.N_OF_M, Verdict.DOUBTFUL, f"{count.text} is more than {base.text}, if it is a count of them."
        )
    return found.claim(
        Kind.N_OF_M,
        Verdict.CANNOT_TELL,
        "No percentage and no word for a proportion stands beside it to hold it against.",
    )


def counts_of_a_base(sentence: Sentence) -> list[tuple[Share, Span]]:
    """Return the counts of a base in a sentence, each with where it stands; those that can be no count are left out."""
    return [
        (Share(int(found["n"].value), int(found["m"].value)), found.span)
        for found in first_found(_PLAIN, sentence)
        if found["n"].is_whole and found["m"].is_whole and found["n"].value <= found["m"].value
    ]
