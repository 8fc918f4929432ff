"""What a framework's rules make of a standard from what a report prints of it: its lowest percentage and discretion."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import PERCENT, Share, whole_percent
from inspectorate.ratings.case_based import Banding, RuleResult, band_of, percent_text
from inspectorate.ratings.decisions import Reach, reach_of
from inspectorate.ratings.model import KeyQuestionResult
from inspectorate.reports.checking.arithmetic import attained, range_of
from inspectorate.reports.checking.grammar import NO_NUMBER, Found, Shape
from inspectorate.reports.checking.headings import plain
from inspectorate.reports.checking.landmarks import PrintedStandard, QuestionRow
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Number, Role
from inspectorate.reports.checking.printed_ratings import speaks_of_another
from inspectorate.reports.checking.rating_words import RatingWords, spelt
from inspectorate.reports.checking.sentences import Sentence

_SCORE = r"(?:scores?|percentages?|figures?|results?|proportions?|key[ -]questions?|scoring(?:\skey[ -]question)?)"
LOWEST_SHAPES = (
    Shape(
        rf"\blowest[ -](?:key[ -]question\s)?{_SCORE}\b(?:{NO_NUMBER}{{0,40}}?\b(?:of|out of|from|across|for)\s"
        rf"(?:the\s|its\s|these\s|all\s)?<n>\s(?:key\s)?(?:questions|scores))?{NO_NUMBER}{{0,60}}?\b(?:was|is|of|at|being|with)\s"
        rf"(?:only\s|just\s)?<p>"
    ),
    Shape(
        r"\blowest\s(?:of|out of)\s(?:the\s|its\s|these\s)?<n>\s(?:key\s)?(?:questions|scores|percentages),?"
        r"\s(?:was|is|at)?\s?<p>"
    ),
)
"""The ways of naming a standard's lowest score: ``p`` is the percentage, ``n`` the number of key questions, if said."""
_LINKED = re.compile(r"\b(?:as|because|since|given that|due to|based on|with)\b[^.;]{0,30}$", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:therefore|accordingly|consequently|hence|thus)\b[^.;]{0,30}\brat(?:ed|ing)\b", re.IGNORECASE
)
_USED = re.compile(
    r"\b(?:appl(?:y|ied|ying)|us(?:e|ed|ing)|exercis(?:e|ed|ing))\b[^.;]{0,40}\bdiscretion\b"
    r"|\bdiscretion\b[^.;]{0,40}\b(?:applied|used|exercised)\b|\bwithin\b[^.;]{0,60}\bdiscretion\b",
    re.IGNORECASE,
)
_NOT_USED = re.compile(
    r"\b(?:did not|does not|not to|declined to|decided against|without|no)\s(?:[\w-]+\s){0,4}discretion\b"
    r"|\bdiscretion\s(?:was|were|has been|is|could|should|would)\s(?:not|never)\b"
    r"|\bdiscretion\b[^.;]{0,30}\bbut\b[^.;]{0,20}\b(?:not|declined)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedLowest:
    """A sentence that names a standard's lowest score; ``explains`` says that it gives it as the rating's reason."""

    found: Found
    standard: PrintedStandard
    explains: bool

    @property
    def percent(self) -> Number:
        """Return the percentage that is named."""
        return self.found["p"]


@dataclass(frozen=True)
class Discretion:
    """What a report says of discretion about one standard.

    ``before`` and ``after`` are identifiers of ratings, empty where the report does not name them.
    """

    sentences: tuple[Sentence, ...]
    used: bool
    before: str = ""
    after: str = ""
    upward: bool | None = None


@dataclass(frozen=True)
class Lowest:
    """The lowest percentage of a standard, and how many key questions it was found among.

    ``complete`` says that these are all of the standard's. ``expected`` is their number, None where it is not known.
    ``named`` is what the report's sentences name as the lowest, None where none does or they differ.
    """

    percent: Number
    value: Fraction
    of: int
    expected: int | None
    complete: bool
    named: Number | None = None


@dataclass(frozen=True)
class Standing:
    """What the rules make of a standard's lowest percentage.

    ``named`` is the band of the percentage that a sentence names as the lowest, where that is another.
    ``rating`` is that of its band; ``possible`` are the bands that the percentage may lie in before it was rounded.
    """

    lowest: Lowest
    rating: str
    possible: frozenset[str]
    named: str = ""


def named_lowest(material: Material) -> Iterator[NamedLowest]:
    """Go through the sentences that name the lowest score of a standard that can be told."""
    for sentence, following in zip_longest(material.sentences, material.sentences[1:]):
        if "owest" not in sentence.letters or sentence.role in (Role.ROW, Role.NOTE, Role.HEADING):
            continue
        found = next((one for shape in LOWEST_SHAPES for one in shape.found_in(sentence)), None)
        standard = standard_meant(material, sentence) if found is not None else None
        if found is not None and standard is not None and not _of_another(sentence, found):
            before = sentence.letters[: found.match.start()]
            explains = bool(_LINKED.search(before)) and bool(re.search(r"\brat(?:ed|ing)\b", before))
            if following is not None and following.passage == sentence.passage:
                explains = explains or _FOLLOWS.search(following.letters) is not None
            yield NamedLowest(found, standard, explains)


_GENERAL = re.compile(
    r"\b(?:whose|any|(?:a|each|every|no)\s(?:standard|service)|where|for example|e\.g\.)\b", re.IGNORECASE
)
"""Words by which a sentence states a rule and not a result."""


def _of_another(sentence: Sentence, found: Found) -> bool:
    if _GENERAL.search(sentence.letters[: found.match.start()]):
        return True
    # "since the lowest score was" gives a reason, and is no other time
    return speaks_of_another(re.sub(r"(?i)\bsince the lowest", "as the lowest", sentence.letters[: found.match.end()]))


def standard_meant(material: Material, sentence: Sentence) -> PrintedStandard | None:
    """Return the standard that a sentence is about: the one whose section it stands in, or the only one it names."""
    section = material.outline.section_at(sentence.passage)
    if section is not None and not section.listed:
        return section.standard
    said = f" {plain(sentence.letters)} "
    named = [one for one in material.outline.standards if f" for {plain(one.title)} " in said]
    return named[0] if len(named) == 1 else None


def lowest_of(
    material: Material, standard: PrintedStandard, named: Sequence[NamedLowest] | None = None
) -> Lowest | None:
    """Return a standard's lowest percentage: of its table, or of the sentence that names it where there is no table."""
    rows = material.outline.rows_of(standard.key)
    sentences = [
        one for one in (named_lowest(material) if named is None else named) if one.standard.key == standard.key
    ]
    counts = {one.found["n"].value for one in sentences if one.found.get("n") is not None}
    known = len(standard.standard.key_questions) if standard.standard is not None else None
    said = int(next(iter(counts))) if len(counts) == 1 else None
    spoken = sentences[0].percent if len({one.percent.value for one in sentences}) == 1 else None
    if rows:
        row = min(rows, key=lambda one: one.percent.value)
        complete = len(rows) in (known, said) if (known or said) else len(rows) > 1
        return Lowest(row.percent, row.percent.value, len(rows), known or said, complete, spoken)
    if spoken is not None:
        return Lowest(spoken, spoken.value, 0, known or said, complete=True, named=spoken)
    return None


def standing_of(material: Material, standard: PrintedStandard, lowest: Lowest | None) -> Standing | None:
    """Return what the framework's bands give a lowest percentage; None where either is missing."""
    framework = material.framework
    if framework is None or lowest is None or not 0 <= lowest.value <= PERCENT:
        return None
    bands = framework.rules.bands
    rating = bands.rating_of(framework.banded_percentage(lowest.value))
    exact = [lowest.value]
    rows = [row for row in material.outline.rows_of(standard.key) if row.percent == lowest.percent]
    shares = [share for row in rows for share in shares_of_row(material, row)]
    if shares:
        exact += [share.percentage for share in shares if share.percentage is not None]
    else:
        allowed = range_of(lowest.percent)
        exact += [max(allowed.low, Fraction(0)), allowed.high]
    named = lowest.named.value if lowest.named is not None else lowest.value
    other = (
        bands.rating_of(framework.banded_percentage(named)) if named != lowest.value and 0 <= named <= PERCENT else ""
    )
    return Standing(lowest, rating, frozenset({rating, *(bands.rating_of(value) for value in exact)}), other)


def shares_of_row(material: Material, row: QuestionRow) -> tuple[Share, ...]:
    """Return the counts and bases that a row's percentage can be: its own, or those of the sample; often one."""
    if row.count is not None and row.base is not None:
        return (Share(int(row.count.value), int(row.base.value)),) if row.count.value <= row.base.value else ()
    base = row.base or next(iter(material.outline.samples), None)
    if base is None:
        return ()
    return tuple(Share(count, int(base.value)) for count in attained(row.percent, int(base.value)))


def reach(material: Material, standard: PrintedStandard, standing: Standing, rating: str) -> Reach | None:
    """Measure how far the lowest percentage is from another rating, by the framework's rule; None without a rule."""
    framework = material.framework
    if framework is None or framework.rules.discretion is None or rating == standing.rating:
        return None
    return reach_of(
        framework=framework,
        rule=framework.rules.discretion,
        result=_result(material, framework, standard, standing),
        banding=Banding(percentage=standing.lowest.value, lowest=(), rating=standing.rating),
        rating=rating,
    )


def _result(material: Material, framework: Framework, standard: PrintedStandard, standing: Standing) -> RuleResult:
    """Make the result that the rules would have given, with shares only where every row has one and no other."""
    results = []
    rows = material.outline.rows_of(standard.key)
    for row in rows:
        shares = shares_of_row(material, row)
        if len(shares) == 1:
            share, name = shares[0], row.words
            band = band_of(framework, share)
            results.append(KeyQuestionResult(id=name, text=name, share=share, percent=whole_percent(share), band=band))
    banding = Banding(percentage=standing.lowest.value, lowest=(), rating=standing.rating)
    whole = len(results) == len(rows)
    return RuleResult(key_questions=tuple(results) if whole else (), banding=banding, steps=())


def discretion_of(material: Material, standard: PrintedStandard) -> Discretion | None:
    """Return what the report says of discretion in a standard's section; None where it says nothing."""
    section = material.outline.main_section(standard.key)
    if section is None:
        return None
    begin, end = (
        bisect_left(material.sentences, bound, key=lambda sentence: sentence.passage)
        for bound in (section.begin, section.end)
    )
    sentences = material.sentences[begin:end]
    found = [
        sentence
        for sentence in sentences
        if sentence.role in (Role.PARAGRAPH, Role.ITEM)
        and re.search(r"\bdiscretion\b", sentence.letters)
        and (_USED.search(sentence.letters) or _NOT_USED.search(sentence.letters))
    ]
    if not found:
        return None
    refused = any(_NOT_USED.search(sentence.letters) for sentence in found)
    text = " ".join(sentence.text for sentence in found)
    before, after, upward = _move(text, material.outline.words)
    return Discretion(tuple(found), not refused, before, after, upward)


def _move(text: str, words: RatingWords) -> tuple[str, str, bool | None]:
    first, second = (words.quoted.replace("<rating>", f"<{name}>") for name in ("before", "after"))
    moved = re.search(rf"\bfrom\s{first}\s(?:up\s|down\s)?to\s{second}", text)
    upward = re.search(r"\b(?:increas|rais|upgrad|lift|higher)\w*\b", text, re.IGNORECASE)
    downward = re.search(r"\b(?:lower(?:ed|ing|s)?|reduc\w+|downgrad\w+|decreas\w+)\b(?!\sscore)", text, re.IGNORECASE)
    said = None if bool(upward) == bool(downward) else bool(upward)
    if moved:
        return (words.id_of(moved["before"]), words.id_of(moved["after"]), said)
    only = re.search(rf"\b(?:rating|standard)\b[^.;]{{0,80}}?\s(?:up\s|down\s)?to\s{words.quoted}", text)
    return ("", words.id_of(only["rating"]) if only else "", said)


def limits(framework: Framework, rating: str) -> str:
    """Write where the band of a rating lies: "below 50", "from 50 to below 65", "80 or more"."""
    band = framework.rules.bands.band_of(rating)
    if band.below is None:
        return f"{percent_text(band.from_)} or more"
    if not band.from_:
        return f"below {percent_text(band.below)}"
    return f"from {percent_text(band.from_)} to below {percent_text(band.below)}"


def lowest_sentence(framework: Framework, standing: Standing) -> str:
    """Say what the lowest percentage is and which band it lies in, as a sentence without its full stop."""
    lowest = standing.lowest
    label = framework.ratings[standing.rating].label
    of = {0: "score named"}.get(lowest.of, f"of its {spelt(lowest.of)} key questions")
    whose = "percentage of its one key question" if lowest.of == 1 else f"lowest {of}"
    return (
        f"The {whose} is {percent_text(lowest.value)} per cent, {limits(framework, standing.rating)}, which is {label}"
    )
