"""Finds the score and its maximum, the overall rating and the number of cases that a report prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectorate.reports.checking.grammar import NO_NUMBER, Shape, first_found
from inspectorate.reports.checking.landmarks import PrintedOverall, PrintedScore
from inspectorate.reports.checking.model import Number, Report, Role, Span
from inspectorate.reports.checking.printed_ratings import speaks_of_another
from inspectorate.reports.checking.rating_words import NOT_RATED, RatingWords
from inspectorate.reports.checking.sentences import COUNT, FRACTION, OTHER, PERCENT, Sentence

_GAP = rf"[^{COUNT}{PERCENT}{FRACTION}{OTHER};]{{0,25}}?"
_OUT_OF = r"\s?(?:/|out\sof(?:\sa\s(?:possible|maximum)(?:\sof)?)?)\s?"
_SCORES = (
    Shape(rf"(?<!lowest )(?<!highest )\bscor(?:e|ed|es|ing)\b{_GAP}<n>{_OUT_OF}<m>"),
    Shape(rf"<n>{_OUT_OF}<m>\spoints\b"),
    Shape(
        r"\b(?:overall|total|final)\sscore\s(?:of|was|is)\s<n>"
        r"(?!\w|\s?(?:/|per|of|out|%|cases|points?\s(?:higher|lower)))"
    ),
    Shape(r"\bscore\s(?:of|was|is)\s<n>(?=\s?(?:$|[.,;:)]|points\b|and\b|which\b))"),
)
_LINE = re.compile(r"\s*(?:overall |total |final |our )*score\b", re.IGNORECASE)
_PAIR = Shape(rf"\s*<n>{_OUT_OF}<m>\s*\.?\s*")
_ANY_PAIR = Shape(rf"<n>{_OUT_OF}<m>")
_CONTEXT = re.compile(r"\b(?:overall|rating|ratings|rated|standards?)\b", re.IGNORECASE)
_OTHER_SCORE = re.compile(
    r"\b(?:lowest|highest|average|survey|satisfaction|test|respondents?|people|key question|benchmark|likely|wellbeing"
    r"|reoffending|OGRS|OASys|deprivation|index|range[ds]?|from|between|all services)\b",
    re.IGNORECASE,
)
_BODY = r"(?:PDU|CRC|NPS|YOS|YJS|YOT|[Ss]ervices?|[Dd]ivision|[Uu]nit)"
_SCORE_SENTENCES = 60
MOST_CASES = 100_000
"""No inspection reads more cases; a larger number is no sample, and would take long to try out."""
_INSPECTED = (
    Shape(
        rf"\b(?:we|inspectors|our inspectors|the inspection(?: team)?|this inspection)\s(?:also\s)?"
        rf"(?:inspected|assessed|examined|looked at|reviewed|read|covered|considered)\s"
        rf"(?:a\s(?:total|sample)\sof\s|the\s|all\s)?<n>\s(?:{NO_NUMBER}{{0,40}}?\s)?(?:cases|disposals|people|children)\b"
    ),
    Shape(r"<n>\s(?:(?:[a-z-]+\s){0,3})cases\s(?:were|had been)\s(?:inspected|(?:assessed|examined) by inspectors)"),
    Shape(r"\b(?:inspected|total)\s(?:a\s)?sample\s(?:size\s)?(?:of|was|comprised)\s<n>\b"),
    Shape(r"\bsample\s(?:size\s)?(?:of|was)\s<n>\s(?:inspected\s)?cases\b"),
)


def scores_in(report: Report, sentences: Sequence[Sentence], words: RatingWords) -> Iterator[PrintedScore]:
    """Go through the scores that a report prints for what it inspected, in reading order."""
    for place, sentence in enumerate(sentences):
        if not sentence.numbers or sentence.role is Role.NOTE:
            continue
        text = sentence.text
        labelled = _labelled(report, sentences, place)
        if labelled and (found := next(iter(_PAIR.found_in(sentence)), None)) and found.text == text:
            before = sentences[place - 1].text
            yield PrintedScore(found["n"], found["m"], sentence, found.span, f"{before} {found.text}")
            continue
        if speaks_of_another(text) or _OTHER_SCORE.search(text):
            continue
        several = list(first_found(_SCORES, sentence))
        if len(several) != 1 or len(list(_ANY_PAIR.found_in(sentence))) > 1:
            continue
        found = several[0]
        line = bool(_LINE.match(text)) and len(text) < _SCORE_SENTENCES
        points, maximum = found["n"], found.get("m")
        if not points.is_whole or (maximum is not None and not maximum.is_whole):
            continue
        if line or _CONTEXT.search(text) or (maximum is not None and not maximum.value % words.most):
            listed = tuple(_listed(sentence, words, {points, maximum}))
            yield PrintedScore(points, maximum, sentence, found.span, found.text, listed)


def _labelled(report: Report, sentences: Sequence[Sentence], place: int) -> bool:
    """Say whether a sentence is all of its passage and stands below the lone word "Score"."""
    if not place or sentences[place - 1].passage != sentences[place].passage - 1:
        return False
    label = report.passages[sentences[place - 1].passage].text
    return bool(re.fullmatch(r"(?i)\s*(?:overall |total |final )?score\s?:?\s*", label))


def _listed(sentence: Sentence, words: RatingWords, taken: set[Number | None]) -> Iterator[tuple[Number, str]]:
    """Go through the counts of ratings in a sentence: "three standards were Outstanding and five Good"."""
    if re.search(r"\bpoints?\b", sentence.letters):
        return
    shape = re.compile(
        rf"(?P<n>{COUNT})\s(?:of\sthe(?:m|\sstandards)?\s)?(?:standards?\s)?"
        rf"(?:(?:were|was|are|is|as|rated|judged|to be)\s){{0,3}}{words.quoted}"
    )
    for match in shape.finditer(sentence.letters):
        number = sentence.at[match.start("n")]
        if number not in taken:
            yield number, words.id_of(match["rating"])


def overalls_in(report: Report, sentences: Sequence[Sentence], words: RatingWords) -> Iterator[PrintedOverall]:
    """Go through the overall ratings that a report prints for what it inspected, in reading order."""
    rating = words.quoted
    line = re.compile(
        rf"\s*overall(?:\srating|\sjudgement)?\s?[:\t\u2013\u2014-]?\s*(?:rating:?\s*)?{rating}\s*", re.IGNORECASE
    )
    whole = r"(?!\s(?:for|on|in|against|or)\b)"
    given = r"(?:as\s|to be\s)?"
    body = rf"\b[Oo]verall,?\s(?:[\w'\u2019-]+\s){{0,6}}?{_BODY}\s(?:is|was|has been)(?:\stherefore)?"
    shapes = tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b[Oo]verall\s(?:rating|judgement)\s(?:of|is|was|as|remains)\s(?:therefore\s)?{rating}{whole}",
            rf"\b(?:rated|judged)\s(?:the\s(?:[\w'\u2019-]+\s){{0,3}}?{_BODY}\s)?{given}{rating}\soverall\b{whole}",
            rf"{body}\s(?:rated|judged)\s{given}{rating}{whole}",
            rf"\brated\soverall\s(?:as\s)?{rating}{whole}",
            rf"\b[Oo]verall\sscore\b[^.;]{{0,30}}?\d\s?[:,(\u2013\u2014-]\s?{rating}{whole}",
        )
    )
    for index, passage in enumerate(report.passages):
        if index and re.fullmatch(r"(?i)\s*overall(?:\srating|\sjudgement)?\s?:?\s*", report.passages[index - 1].text):
            found = words.lone(passage.text)
        else:
            found = line.fullmatch(passage.text)
        if found and words.id_of(found["rating"]) != NOT_RATED:
            span = Span(index, found.start("rating"), found.end("rating"))
            yield PrintedOverall(words.id_of(found["rating"]), span, passage.where, f"Overall rating {found['rating']}")
    for sentence in sentences:
        if sentence.role in (Role.ROW, Role.NOTE) or "overall" not in sentence.letters.lower():
            continue
        start, end = sentence.offsets[0], sentence.offsets[-1]
        text = sentence.printed[start:end]
        found = next((match for shape in shapes if (match := shape.search(text))), None)
        if found and not speaks_of_another(text) and not line.fullmatch(text):
            span = Span(sentence.passage, start + found.start("rating"), start + found.end("rating"))
            yield PrintedOverall(words.id_of(found["rating"]), span, sentence.where, found[0])


def samples_in(sentences: Sequence[Sentence]) -> Iterator[Number]:
    """Go through the numbers of cases that the report says were inspected; the first is the sample."""
    for sentence in sentences:
        if sentence.role in (Role.HEADING, Role.ROW) or speaks_of_another(sentence.text):
            continue
        for found in first_found(_INSPECTED, sentence):
            if found["n"].is_whole and 1 < found["n"].value <= MOST_CASES:
                yield found["n"]
