"""Checks a report: finds its claims, judges each, and accounts for every number that is in none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inspectorate.frameworks.model import Framework
from inspectorate.reports.checking.claims import (
    attainable,
    changes,
    comparisons,
    directions,
    exclusive,
    key_questions,
    multiples,
    n_of_m,
    parts,
    percentages,
    proportions,
    rated_parts,
    ratings,
    remainders,
    repeated,
    scores,
    significance,
    sums,
)
from inspectorate.reports.checking.guessing import guess_framework
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Checked, Claim, Kind, Number, Report, Sort, Unchecked, Verdict

FINDERS = (
    ratings.claims,
    scores.claims,
    key_questions.claims,
    n_of_m.claims,
    proportions.claims,
    attainable.claims,
    parts.claims,
    remainders.claims,
    sums.claims,
    rated_parts.claims,
    exclusive.claims,
    comparisons.claims,
    changes.claims,
    directions.claims,
    multiples.claims,
    significance.claims,
    repeated.claims,
)
"""Where claims come from; `percentages.claims` takes what these leave."""
_ANCHORED = frozenset({Kind.N_OF_M, Kind.PROPORTION, Kind.KEY_QUESTION, Kind.SCORE})
"""Kinds that hold a figure against its own count and base: beside them a weaker claim about it says nothing more."""
_REASONS = {
    Sort.COUNT: "a count with nothing to hold it against",
    Sort.DATE: "a date",
    Sort.TIME: "a time or a length of time",
    Sort.MEASURE: "a measurement",
    Sort.STANDARD: "the number of a standard or a question",
    Sort.LABEL: "a number that names something",
    Sort.NOTE: "the mark of a footnote",
    Sort.IDENTIFIER: "an address, a code or a name",
    Sort.ORDINAL: "a place in an order",
    Sort.RANGE: "a range",
    Sort.MONEY: "a sum of money",
    Sort.ITEM: "the number of a heading or an item",
    Sort.PERCENT: "a percentage with nothing to hold it against",
    Sort.FRACTION: "a fraction with nothing to hold it against",
}
_ONE = "the word \u201cone\u201d, which may be no count"


def check(report: Report, *, framework: Framework | None = None, candidates: Sequence[Framework] = ()) -> Checked:
    """Check every number of a report.

    Ratings are held against ``framework``; where it is None, against the one of the candidates that the report's words
    and date fit, if one does.
    """
    why = "It was named."
    if framework is None:
        framework, why = guess_framework(report, candidates)
    material = Material(report, framework)
    claims = _without_repetition([claim for find in FINDERS for claim in find(material)])
    beside = {number for claim in claims for number in claim.numbers}
    claims += percentages.claims(material, beside=beside)
    claims.sort(key=lambda claim: (claim.spans[0].passage, claim.spans[0].start, claim.kind))
    claimed = {number for claim in claims for number in claim.numbers}
    return Checked(
        report=report,
        claims=tuple(claims),
        not_checked=tuple(_unchecked(material, claimed)),
        framework="" if framework is None else str(framework.reference),
        framework_why=why,
    )


def _without_repetition(claims: Iterable[Claim]) -> list[Claim]:
    """Leave out a claim that says nothing where another one, about the same numbers, says something."""
    found = list(claims)
    judged = [claim for claim in found if claim.verdict is not Verdict.CANNOT_TELL]
    told = {number for claim in judged for number in claim.numbers}
    anchored = {number for claim in judged if claim.kind in _ANCHORED for number in claim.numbers}
    return [claim for claim in found if not _is_idle(claim, told, anchored)]


def _is_idle(claim: Claim, told: set[Number], anchored: set[Number]) -> bool:
    numbers = set(claim.numbers)
    if not numbers:
        return False
    if claim.kind is Kind.ATTAINABLE and numbers <= anchored:
        return True
    weak = claim.kind in (Kind.N_OF_M, Kind.PARTS, Kind.ATTAINABLE) and claim.verdict is Verdict.CANNOT_TELL
    return weak and numbers <= told


def _unchecked(material: Material, claimed: set[Number]) -> Iterator[Unchecked]:
    for sentence in material.sentences:
        for number in sentence.numbers:
            if number not in claimed:
                yield Unchecked(number, number.text, sentence.where, _reason(number))


def _reason(number: Number) -> str:
    return _ONE if number.text.lower() == "one" else _REASONS[number.sort]
