"""Ratings as plain JSON values: the shape that ``rate --json`` prints and that a report's data file holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.canonical import plain
from inspectorate.ratings.model import Fragility, InspectionRating, KeyQuestionResult, StandardRating, Step

NOT_RATED = "Not rated"


def describe(*, framework: Framework, rating: InspectionRating) -> dict[str, object]:
    """Write ratings as JSON values, ratings by their labels.

    ``standards`` has, for each: ``id title status rule_result rating points key_questions decision trace`` and
    ``proposed capped_by reason_not_rated data fragility``. A standard that is not rated has the rating "Not rated" and
    null points; one that is awaited has null for both.
    """
    return {
        "framework": str(rating.framework),
        "framework_digest": rating.framework_digest,
        "engine": rating.engine,
        "standards": [_standard(framework, standard) for standard in rating.standards],
        "score": {"points": rating.score.points, "maximum": rating.score.maximum},
        "overall": label_of(framework, rating.overall),
        "trace": _steps(rating.trace),
    }


def label_of(framework: Framework, rating: str | None) -> str | None:
    """Return a rating's label; None for none."""
    return None if rating is None else framework.ratings[rating].label


def shown_rating(framework: Framework, standard: StandardRating) -> str | None:
    """Return the words for a standard's rating: its label, "Not rated", or None while it is awaited."""
    if standard.status.value.startswith("not rated"):
        return NOT_RATED
    return label_of(framework, standard.rating)


def _standard(framework: Framework, standard: StandardRating) -> dict[str, object]:
    return {
        "id": standard.id,
        "title": standard.title,
        "kind": standard.kind.value,
        "status": standard.status.value,
        "rule_result": label_of(framework, standard.rule_result),
        "rating": shown_rating(framework, standard),
        "points": standard.points,
        "key_questions": [_key_question(framework, question) for question in standard.key_questions],
        "lowest": list(standard.lowest),
        "proposed": label_of(framework, standard.proposed),
        "capped_by": standard.capped_by,
        "reason_not_rated": standard.reason_not_rated or None,
        "decision": None if standard.decision is None else plain(standard.decision),
        "data": standard.data,
        "fragility": _fragility(framework, standard.fragility),
        "trace": _steps(standard.trace),
    }


def _key_question(framework: Framework, question: KeyQuestionResult) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "yes": question.share.yes,
        "relevant": question.share.relevant,
        "percent": question.percent,
        "band": label_of(framework, question.band),
    }


def _fragility(framework: Framework, fragility: Fragility | None) -> dict[str, object] | None:
    if fragility is None:
        return None
    return {
        "raised_to": label_of(framework, fragility.raised_to),
        "to_raise": None if fragility.to_raise is None else dict(fragility.to_raise),
        "lowered_to": label_of(framework, fragility.lowered_to),
        "to_lower": None if fragility.to_lower is None else dict([fragility.to_lower]),
    }


def _steps(steps: Iterable[Step]) -> list[dict[str, object]]:
    return [
        {part.name: plain(getattr(step, part.name)) for part in fields(step) if part.name != "numbers"}
        | {"numbers": dict(step.numbers)}
        for step in steps
    ]
