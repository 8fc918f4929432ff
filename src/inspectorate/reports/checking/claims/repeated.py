"""The same figure in two places: the size of the sample, a sentence said twice, and neighbours that disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from inspectorate.kernel.numbers import PERCENT
from inspectorate.reports.checking.grammar import Shape
from inspectorate.reports.checking.hedges import HEDGE
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import QUANTITIES, Claim, Kind, Number, Role, Sort, Span, Verdict
from inspectorate.reports.checking.sentences import Sentence

EXAMPLES = (
    ("We inspected 40 cases.\nIt was done in 31 of the 40 inspected cases.", Verdict.HOLDS),
    ("We inspected 40 cases.\nIt was done in 31 of the 41 inspected cases.", Verdict.DOUBTFUL),
    (
        "The team supervised 1,240 people on community orders.\nThe team supervised 1,420 people on community orders.",
        Verdict.DOUBTFUL,
    ),
    (
        "Three quarters of staff understood the vision. Ninety per cent of staff said they understood the vision.",
        Verdict.DOUBTFUL,
    ),
)

_SAMPLE = (
    Shape(
        r"\bwe\s(?:have\s)?(?:also\s)?(?:inspected|examined|reviewed|assessed)\s(?:a\stotal\sof\s)?<n>\s"
        r"(?:community\s)?cases\b"
    ),
    Shape(r"\b(?:the|our)\s<n>\s(?:inspected\scases|cases\s(?:we\s)?(?:inspected|examined))\b"),
    Shape(r"\b(?:a|our|the)\ssample\sof\s<n>\scases\b"),
)  # fmt: skip
_STOP = frozenset({
    "about", "above", "after", "again", "against", "also", "although", "among", "because", "been", "before", "being",
    "between", "both", "cent", "could", "down", "during", "each", "every", "from", "have", "having", "here", "into",
    "itself", "just", "made", "many", "more", "most", "much", "only", "other", "over", "said", "same", "should", "some",
    "such", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through", "under",
    "until", "very", "were", "what", "when", "where", "which", "while", "whilst", "will", "with", "would", "your",
})  # fmt: skip
_WORD = re.compile(r"[a-z][a-z\u2019'-]{2,}")
_STEM = 6
_SHARED = 3
_LEAST_WORDS = 4
_APART = Fraction(7)


def claims(material: Material) -> Iterator[Claim]:
    """Find every figure that stands in two places."""
    yield from _sample(material)
    yield from _said_twice(material)
    yield from _neighbours(material)


def _sample(material: Material) -> Iterator[Claim]:
    """Judge the size of the sample, wherever it is printed."""
    by_number = {
        found["n"]: sentence
        for sentence in material.sentences
        for shape in _SAMPLE
        for found in shape.found_in(sentence)
    }
    printed = [(sentence, number) for number, sentence in by_number.items()]
    if len(printed) < 2:  # noqa: PLR2004 - twice is two
        return
    first, size = printed[0]
    differing = [number for _, number in printed if number.value != size.value]
    numbers = tuple(number for _, number in printed)
    spans = tuple(Span(number.passage, number.start, number.end) for number in numbers)
    if differing:
        why = f"The inspected cases are {size.text} in one place and {differing[0].text} in another."
        spans = (Span(size.passage, size.start, size.end), *(_span(number) for number in differing))
        yield Claim(Kind.REPEATED, f"{size.text} cases", first.where, spans, (size, *differing), Verdict.DOUBTFUL, why)
        return
    why = f"The inspected cases are {size.text} in {len(printed)} places."
    yield Claim(Kind.REPEATED, f"{size.text} cases", first.where, spans, numbers, Verdict.HOLDS, why)


def _span(number: Number) -> Span:
    return Span(number.passage, number.start, number.end)


def _said_twice(material: Material) -> Iterator[Claim]:
    """Judge sentences that stand twice and differ in their figures at most."""
    places: defaultdict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for sentence in material.sentences:
        if sentence.role in (Role.ROW, Role.HEADING, Role.NOTE) or not _quantities(sentence):
            continue
        words = _words(sentence)
        if len(set(words)) >= _LEAST_WORDS and not re.search(r"\b(?:this|it|these|they)\b", sentence.letters.lower()):
            places[words].append(sentence)
    for same in places.values():
        if _is_form(same):
            continue
        for one, other in pairwise(same):
            if not _of_two_standards(material, one, other):
                yield from _pair(one, other)


def _is_form(same: list[Sentence]) -> bool:
    """Say whether a sentence is one that a report fills in again and again, each time with other figures."""
    figures = {tuple(number.value for number in _quantities(sentence)) for sentence in same}
    return len(figures) > 2  # noqa: PLR2004 - a slip makes two of one figure, and no more


def _of_two_standards(material: Material, one: Sentence, other: Sentence) -> bool:
    """Say whether two sentences stand in the sections of two standards, each of which has its own figures."""
    sections = [material.outline.section_at(sentence.passage) for sentence in (one, other)]
    standards = {section.standard.key for section in sections if section is not None and not section.listed}
    return len(standards) > 1


def _quantities(sentence: Sentence) -> list[Number]:
    return [number for number in sentence.numbers if number.sort in QUANTITIES]


def _words(sentence: Sentence) -> tuple[str, ...]:
    """Return a sentence's words and every number that is no quantity: a date or a label tells two figures apart."""
    return (*_WORD.findall(sentence.letters.lower()), *_others(sentence))


def _others(sentence: Sentence) -> tuple[str, ...]:
    told = (number for number in sentence.numbers if number.sort not in QUANTITIES and number.sort is not Sort.NOTE)
    return tuple(number.text.lower() for number in told)


def _pair(one: Sentence, other: Sentence) -> Iterator[Claim]:
    firsts, seconds = _quantities(one), _quantities(other)
    if len(firsts) != len(seconds) or [n.sort for n in firsts] != [n.sort for n in seconds]:
        return
    differing = [(first, second) for first, second in zip(firsts, seconds, strict=True) if first.value != second.value]
    for first, second in differing:
        why = f"The sentence stands twice, with {first.text} and with {second.text}."
        yield _claim(other, (second, first), Verdict.DOUBTFUL, why)
    if not differing:
        why = "The sentence stands twice, with the same figures."
        yield _claim(other, (*seconds, *firsts), Verdict.HOLDS, why)


def _claim(sentence: Sentence, numbers: tuple[Number, ...], verdict: Verdict, why: str) -> Claim:
    own = [number for number in numbers if number in sentence.numbers]
    spans = tuple(_span(number) for number in numbers)
    text = sentence.text
    return Claim(Kind.REPEATED, text, sentence.where, spans, numbers if own else (), verdict, why)


def _neighbours(material: Material) -> Iterator[Claim]:
    """Judge two sentences next to each other that say the same of different proportions."""
    for one, other in pairwise(material.sentences):
        if one.passage != other.passage:
            continue
        first, second = _proportion(one), _proportion(other)
        if first is None or second is None or abs(first[1] - second[1]) <= _APART:
            continue
        shared = _stems(one) & _stems(other)
        if len(shared) < _SHARED or _contrast(one, other):
            continue
        why = (
            f"{first[0].text} in one sentence and {second[0].text} in the next: both seem to be said of the same, "
            "unless their bases differ."
        )
        spans = (_span(first[0]), _span(second[0]))
        text = f"{first[0].text} \u2026 {second[0].text}"
        yield Claim(Kind.REPEATED, text, one.where, spans, (first[0], second[0]), Verdict.DOUBTFUL, why)


_CONTRAST = re.compile(
    r"\b(?:but|however|only|compared|whereas|previous\w*|last year|nationally|national|region\w*|others?|remaining|not"
    r"|no"
    r"|women|men|white|black|asian|ethnic|female|male|officers?|managers?|fewer|more|less|also|rose|fell)\b",
    re.IGNORECASE,
)


def _contrast(one: Sentence, other: Sentence) -> bool:
    """Say whether a word sets the two apart: a group, a time or a place that only one of them names."""
    first = {word.lower() for word in _CONTRAST.findall(one.letters)}
    second = {word.lower() for word in _CONTRAST.findall(other.letters)}
    return first != second or _others(one) != _others(other)


def _proportion(sentence: Sentence) -> tuple[Number, Fraction] | None:
    quantities = _quantities(sentence)
    if len(quantities) != 1 or quantities[0].sort is Sort.COUNT:
        return None
    number = quantities[0]
    if re.search(rf"{HEDGE}$", sentence.letters[: sentence.position(number)], re.IGNORECASE):
        return None
    return (number, number.value if number.sort is Sort.PERCENT else number.value * PERCENT)


def _stems(sentence: Sentence) -> set[str]:
    words = _WORD.findall(sentence.letters.lower())
    return {word[:_STEM].rstrip("s") for word in words if word not in _STOP and len(word) > _SHARED}
