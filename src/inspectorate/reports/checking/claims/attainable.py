"""A percentage of a base whose count is not printed: of 36 cases it must be some whole number (the GRIM test).

The test: Brown and Heathers, "The GRIM Test", Social Psychological and Personality Science 8 (2017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.arithmetic import attained, exactly, explaining_bases, like, percentage
from inspectorate.reports.checking.claims.n_of_m import BASE_WORDS, MAY_EXCEED
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape, first_found
from inspectorate.reports.checking.hedges import HEDGE
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Verdict
from inspectorate.reports.checking.sentences import COUNT, OTHER
from inspectorate.reports.checking.sentences import PERCENT as PERCENT_SIGN

EXAMPLES = (
    ("We rated 60 per cent of the 35 services as Good.", Verdict.HOLDS),
    ("We rated 55 per cent of the seven services as Good.", Verdict.FAILS),
    ("It was done in 51 per cent of the 36 cases.", Verdict.DOUBTFUL),
    ("It was done in 51 per cent of the 1,200 cases.", Verdict.CANNOT_TELL),
    ("It was done in 130 per cent of the 36 cases.", Verdict.FAILS),
    ("The unit ran at 130 per cent of its 36 places.", Verdict.CANNOT_TELL),
    ("It was done in more than half of the 36 cases.", Verdict.CANNOT_TELL),
    ("It was done in over 51 per cent of the 36 cases.", Verdict.CANNOT_TELL),
)

_SHAPES = (
    Shape(rf"(?P<hedge>{HEDGE})?(?<![\w.])<p>\sof\s{BASE_WORDS}<m>(?=\s[a-z])"),
    Shape(
        rf"\bof\s(?:the\s|our\s|these\s|those\s|all\s)<m>\s[a-z]{NO_NUMBER}{{0,80}},\s(?P<hedge>{HEDGE})?(?:only\s|just\s)?<p>"
    ),
)
_PART = Shape(rf"(?P<hedge>{HEDGE})?<f>\sof\s{BASE_WORDS}<m>(?=\s[a-z])")
_SMALLER = re.compile(r"\b(?:relevant|applicable|eligible|where|needed|required|who (?:answered|responded)|such)\b")
"""Words beside a base by which fewer than all of it may have been counted."""
_BESIDE = re.compile(r"[^.;,()]{0,60}")
_COMPOUND = (
    r"(?:children|women|men|people|boys|girls|residents|prisoners|visitors)[\u2019']?s?[\u2019']?\s"
    r"(?:homes?|services?|centres?|prisons?|wards?|units?|hospitals?|clubs?|teams?|schools?|hostels?)\b"
)
_ELSE = re.compile(
    rf"\s(?:[a-z-]+\s){{0,2}}(?!{_COMPOUND})[a-z]+(?:s[\u2019']|[\u2019']s)\s[a-z]|\s(?:and|to|or)\s[{COUNT}{OTHER}]",
    re.IGNORECASE,
)
"""After a base, words that make it none: "the seven schools' pupils", "16 and 17-year-olds"."""
_COUNTED = re.compile(rf"{COUNT}(?:\s[a-z-]+){{0,3}}\s(?:out\s)?\Z", re.IGNORECASE)
_OF = re.compile(r"\sof\s(?!them\b|these\b|those\b|all\b)", re.IGNORECASE)
_LEAST_PART = 4
"""A smaller base explains a percentage down to three quarters of the one that is printed."""


def claims(material: Material) -> Iterator[Claim]:
    """Find every percentage of a printed base."""
    for sentence in material.sentences:
        for found in first_found(_SHAPES if PERCENT_SIGN in sentence.letters else (), sentence):
            if found["m"].is_whole and found["m"].value > 1 and not _is_elsewhere(found):
                yield _claim(found)
        for found in _PART.found_in(sentence):
            if found["m"].is_whole:
                yield _part(found)


def _is_elsewhere(found: Found) -> bool:
    """Say whether a percentage is of something else than the base near it."""
    letters = found.sentence.letters
    if _ELSE.match(letters, found.match.end()):
        return True
    if found.match.start("m") > found.match.start("p"):
        return False
    # "two of the three hospitals, 60 per cent of the beds"
    return (
        _COUNTED.search(letters, 0, found.match.start()) is not None
        or _OF.match(letters, found.match.end()) is not None
    )


def _part(found: Found) -> Claim:
    """Say how many a fraction of a printed base is, since the count is not printed."""
    share = found["f"].value * found["m"].value
    why = f"{found['f'].text} of {found['m'].text} is {exactly(share)}; the count is not printed."
    return found.claim(Kind.ATTAINABLE, Verdict.CANNOT_TELL, why)


def _claim(found: Found) -> Claim:
    percent, number = found["p"], found["m"]
    base = int(number.value)
    counts = attained(percent, base)
    kind = Kind.ATTAINABLE
    numbers = (percent, number)
    if found.words("hedge"):
        return found.claim(kind, Verdict.CANNOT_TELL, "It is a bound, and the count is not printed.", numbers=numbers)
    if percent.value > PERCENT:
        verdict = Verdict.CANNOT_TELL if MAY_EXCEED.search(found.sentence.letters) else Verdict.FAILS
        return found.claim(kind, verdict, f"{percent.text} is more than all of {number.text}.", numbers=numbers)
    if base >= PERCENT * 10**percent.decimals:
        why = f"With a base of {number.text} every such percentage can be had."
        return found.claim(kind, Verdict.CANNOT_TELL, why, numbers=numbers)
    if counts:
        why = f"{_either(counts)} of {base} give{'s' if len(counts) == 1 else ''} {percent.text}."
        return found.claim(kind, Verdict.HOLDS, why, numbers=numbers)
    bases = explaining_bases(percent, base, least=base - base // _LEAST_PART)
    nearest = _nearest(percent, base)
    why = f"No count of {base} gives {percent.text}: {nearest}."
    if bases:
        shown = ", ".join(str(one) for one in bases[:3])
        why += f" It would be right for a base of {shown}, if not all {base} were counted."
    beside = _BESIDE.match(found.sentence.letters, found.match.end())
    words = f"{found.match[0]}{beside[0] if beside else ''}"
    doubtful = bool(bases) or _SMALLER.search(words) is not None
    return found.claim(kind, Verdict.DOUBTFUL if doubtful else Verdict.FAILS, why, numbers=numbers)


def _either(counts: tuple[int, ...]) -> str:
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} or {counts[-1]}"


def _nearest(percent: Number, base: int) -> str:
    below = int(percent.value * base // PERCENT)
    return " and ".join(
        f"{count} of {base} is {like(percent, percentage(count, base))}"
        for count in (below, below + 1)
        if 0 <= count <= base
    )
