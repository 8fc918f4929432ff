"""The ratings of an inspection that is known only from its report, held against the framework's arithmetic."""

from __future__ import annotations

from inspectorate import __version__
from inspectorate.frameworks.model import Framework, Standard
from inspectorate.kernel.problems import Place, Problem
from inspectorate.ratings import faults
from inspectorate.ratings.model import InspectionRating, StandardRating, Status, Step
from inspectorate.ratings.overall import overall_rating, score_of
from inspectorate.records.inspection import PublishedRatings

NOT_RATED = "not_rated"


def rate_published(
    *, framework: Framework, framework_digest: str, published: PublishedRatings, body_kind: str = ""
) -> tuple[InspectionRating, tuple[Problem, ...]]:
    """Take over published ratings, and compute the score and the overall rating that they give.

    A standard that the report gave no rating is not rated. Returns the ratings, and a problem for each published
    figure that the arithmetic does not give.
    """
    standards = tuple(_standard(framework, standard, published) for standard in framework.standards_for(body_kind))
    score = score_of(framework=framework, standards=standards)
    overall, steps = overall_rating(framework=framework, standards=standards, score=score)
    rating = InspectionRating(
        framework=framework.reference,
        framework_digest=framework_digest,
        engine=__version__,
        standards=standards,
        score=score,
        overall=overall,
        trace=steps,
    )
    place = Place("inspection.yaml", field="published_ratings")
    figures = (
        ("score", f"{published.points}/{published.maximum}", str(score)),
        ("overall rating", published.overall, overall),
    )
    problems = tuple(
        faults.PUBLISHED_DIFFERS.at(place, what=what, published=printed, computed=computed)
        for what, printed, computed in figures
        if printed != computed
    )
    return rating, problems


def _standard(framework: Framework, standard: Standard, published: PublishedRatings) -> StandardRating:
    named = published.ratings.get(standard.id, NOT_RATED)
    rated = named in framework.ratings
    status = Status.RATED if rated else Status.NOT_RATED if standard.rated else Status.NOT_RATED_BY_DESIGN
    scored = rated and standard.counts_towards_score
    label = framework.ratings[named].label if rated else "not rated"
    return StandardRating(
        id=standard.id,
        title=standard.title,
        kind=standard.kind,
        status=status,
        rule_result=None,
        rating=named if rated else None,
        points=framework.ratings[named].points if scored else None,
        data="",
        reason_not_rated="" if rated else "The report gives no rating.",
        trace=(Step(rule="published", says=f"As published: {label}.", source=published.source),),
    )
