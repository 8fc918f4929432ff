"""Everything that a report says and rests on, as plain JSON values.

The top-level keys, each there in every report:

- ``format``: 1, the version of this shape
- ``inspection``: what was inspected, by whom, when; notices, attribution, population
- ``framework``: its reference, title, publisher, and the digest of its file
- ``engine``: the version of this software
- ``rating``: as ``rate --json`` prints it: standards with key questions, decisions and traces, score, overall rating
- ``results``: cases and population; every question's counts, percentage and 95 per cent interval; the same by group
- ``surveys``: each survey's questions with the count of each answer
- ``context``: figures from outside, with unit, source and date; values are exact, as texts
- ``agreement``: how far second readings agree with the first, by question and overall; coefficients are fractions
- ``evidence``: how many pieces bear on each standard, by direction (the log itself is not published)
- ``decisions`` and ``recommendations``: in full
- ``figures``: every figure that the report shows: its reference, the words shown, the numbers behind it, and where
- ``digests``: of the case records, the second readings, the surveys, the decisions and the results, to recompute by

Case records themselves are not in it: they are about people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from inspectorate.kernel.canonical import digest, plain
from inspectorate.kernel.numbers import Share, decimal_text, round_half_up, whole_percent
from inspectorate.ratings.describing import describe, label_of
from inspectorate.reports.draft import Draft
from inspectorate.reports.figures import interval_ends
from inspectorate.results.agreement import Agreement
from inspectorate.results.model import Results

FORMAT = 1


def open_data(draft: Draft) -> dict[str, object]:
    """Return a finished draft's data; equal drafts give equal values, in the same order."""
    inspection, framework, rating = draft.inspection, draft.framework, draft.rating
    return {
        "format": FORMAT,
        "inspection": _inspection(draft),
        "framework": {
            "reference": str(rating.framework),
            "digest": rating.framework_digest,
            "title": framework.title,
            "publisher": framework.publisher,
            "attribution": framework.attribution,
        },
        "engine": rating.engine,
        "rating": describe(framework=framework, rating=rating),
        "results": _results(draft),
        "surveys": [_survey(draft, survey.id, survey.title) for survey in inspection.surveys],
        "context": [
            {
                "id": one.id,
                "label": one.label,
                "value": decimal_text(one.value, one.places).replace(",", ""),
                "unit": one.unit,
                "source": one.source,
                "as_at": one.as_at,
            }
            for one in inspection.figures
        ],
        "agreement": _agreement(draft),
        "evidence": _evidence(draft),
        "decisions": [
            {**_mapping(plain(one)), "rating": label_of(framework, one.rating or None)} for one in inspection.decisions
        ],
        "recommendations": [
            {
                "number": number,
                "id": one.id,
                "addressed_to": one.addressed_to,
                "text": draft.recommendation_texts.get(one.id, one.text),
                "standards": list(one.standards),
            }
            for number, one in enumerate(draft.ordered_recommendations, start=1)
        ],
        "figures": [
            {
                "reference": used.reference,
                "shown": list(used.texts),
                "numbers": dict(used.numbers),
                "places": list(used.places),
            }
            for used in draft.figures.used
        ],
        "digests": _digests(draft),
    }


def _inspection(draft: Draft) -> dict[str, object]:
    one = draft.inspection
    return {
        "id": one.id,
        "title": one.title,
        "publisher": one.publisher,
        "body": plain(one.body),
        "stage": one.stage.value,
        "fieldwork_started_on": plain(one.fieldwork_started_on),
        "commenced_between": plain(one.commenced_between),
        "published": one.published,
        "attribution": one.attribution,
        "notices": list(one.notices),
    }


def _results(draft: Draft) -> dict[str, object]:
    results = draft.results
    return {
        "cases": results.cases,
        "population": results.population,
        "questions": {name: share_values(share, results) for name, share in results.shares.items()},
        "groups": [
            {
                "field": group.field,
                "value": group.value,
                "cases": group.cases,
                "questions": {name: share_values(share, None) for name, share in group.shares.items()},
            }
            for group in results.groups
        ],
    }


def share_values(share: Share, sample: Results | None) -> dict[str, object]:
    """Return a share as JSON values; ``percent`` and ``interval`` are null where there are no relevant cases."""
    interval = None
    if share.relevant:
        interval = [float(round_half_up(end, 1)) for end in interval_ends(share, sample)]
    return {"yes": share.yes, "relevant": share.relevant, "percent": whole_percent(share), "interval": interval}


def _survey(draft: Draft, survey: str, title: str) -> dict[str, object]:
    counted = draft.figures.survey(survey)
    return {
        "id": survey,
        "title": title,
        "questions": {
            question: {
                "answered": next((share.relevant for share in answers.values()), 0),
                "answers": {answer: share.yes for answer, share in answers.items()},
            }
            for question, answers in counted.items()
        },
    }


def _agreement(draft: Draft) -> dict[str, object]:
    measured = draft.agreement
    return {
        "overall": _one_agreement(measured.overall),
        "questions": {one.question: _one_agreement(one) for one in measured.questions},
        "unpaired": measured.unpaired,
    }


def _one_agreement(one: Agreement) -> dict[str, object]:
    coefficients = {"kappa": one.kappa, "alpha": one.alpha, "ac1": one.ac1}
    return {"agreed": one.agreed.yes, "compared": one.agreed.relevant, **_mapping(plain(coefficients))}


def _evidence(draft: Draft) -> dict[str, object]:
    counts = {
        standard.id: Counter(item.direction for item in draft.inspection.evidence if standard.id in item.standards)
        for standard in draft.rating.standards
    }
    return {name: dict(sorted(count.items())) for name, count in counts.items() if count}


def _digests(draft: Draft) -> dict[str, str]:
    """Return digests that do not depend on the order in which records were written."""
    one = draft.inspection
    records: Mapping[str, object] = {
        "cases": sorted(one.cases, key=lambda case: case.id),
        "judgements": sorted(one.judgements, key=_judgement_order),
        "second_readings": sorted(one.second_readings, key=_judgement_order),
        "surveys": one.surveys,
        "decisions": one.decisions,
        "results": draft.results,
    }
    return {name: digest(plain(value)) for name, value in records.items()}


def _judgement_order(one: object) -> str:
    return str(plain(one))


def _mapping(value: object) -> dict[str, object]:
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}
