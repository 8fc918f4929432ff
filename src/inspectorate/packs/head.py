"""What inspection.yaml says, as plain values and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.packs import layout
from inspectorate.packs.inspection_file import InspectionShape
from inspectorate.records.inspection import InspectedBody, Inspection, Period, PublishedRatings
from inspectorate.records.organisation import Survey, SurveyQuestion


def head_of(inspection: Inspection) -> dict[str, object]:
    """Return what inspection.yaml says of an inspection, in the order of the file, without what is blank."""
    body = inspection.body
    started = inspection.fieldwork_started_on
    given = inspection.published_ratings
    head = {
        "format": 1,
        "id": inspection.id,
        "title": inspection.title,
        "framework": str(inspection.framework),
        "framework_digest": inspection.framework_digest,
        "publisher": inspection.publisher,
        "stage": inspection.stage.value,
        "body": compact({"id": body.id, "name": body.name, "region": body.region, "kind": body.kind}),
        "fieldwork_started_on": started.isoformat() if started else "",
        "published": inspection.published,
        "commenced_between": [
            {"first": period.first.isoformat(), "last": period.last.isoformat()}
            for period in inspection.commenced_between
        ],
        "population": inspection.population,
        "attribution": inspection.attribution,
        "notices": inspection.notices,
        "surveys": [_survey(survey) for survey in inspection.surveys],
        "published_ratings": None
        if given is None
        else {
            "source": given.source,
            "ratings": dict(sorted(given.ratings.items())),
            "points": given.points,
            "maximum": given.maximum,
            "overall": given.overall,
        },
    }
    return compact(head)


def _survey(survey: Survey) -> dict[str, object]:
    questions = [{"id": one.id, "text": one.text, "answers": one.answers} for one in survey.questions]
    return compact(
        {
            "id": survey.id,
            "title": survey.title,
            "file": layout.survey_file(survey.id),
            "respondents": survey.respondents,
            "questions": questions,
        }
    )


def inspection_of(head: Mapping[str, object]) -> Inspection:
    """Return the inspection of which `head_of` gives this: no cases, no records, and surveys without their responses.

    Raises:
        ValueError: it is not what inspection.yaml says of any inspection.
    """
    shape = InspectionShape.model_validate({"format": 1, **head})
    body, given = shape.body, shape.published_ratings
    started = shape.fieldwork_started_on
    return Inspection(
        id=shape.id,
        title=shape.title,
        framework=FrameworkReference.parse(shape.framework),
        framework_digest=shape.framework_digest,
        publisher=shape.publisher,
        body=InspectedBody(id=body.id, name=body.name, region=body.region, kind=body.kind),
        stage=shape.stage,
        fieldwork_started_on=date.fromisoformat(started) if started else None,
        published=shape.published,
        commenced_between=tuple(
            Period(first=date.fromisoformat(period.first), last=date.fromisoformat(period.last))
            for period in shape.commenced_between
        ),
        population=shape.population,
        attribution=shape.attribution,
        notices=shape.notices,
        surveys=tuple(
            Survey(
                id=survey.id,
                title=survey.title,
                respondents=survey.respondents,
                questions=tuple(
                    SurveyQuestion(id=one.id, text=one.text, answers=one.answers) for one in survey.questions
                ),
                responses=(),
            )
            for survey in shape.surveys
        ),
        published_ratings=None
        if given is None
        else PublishedRatings(
            source=given.source,
            ratings=dict(given.ratings),
            points=given.points,
            maximum=given.maximum,
            overall=given.overall,
        ),
    )


def compact(data: Mapping[str, object]) -> dict[str, object]:
    """Return a mapping without what is blank; a nought is not."""
    return {key: value for key, value in data.items() if value or value == 0}
