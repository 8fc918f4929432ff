"""The score and the overall rating."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import decimal_text
from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.ratings import faults
from inspectorate.ratings.model import Score, StandardRating, Status, Step


def score_of(*, framework: Framework, standards: Iterable[StandardRating]) -> Score:
    """Add up the points of the standards that are rated and scored; the others leave the maximum too."""
    points = [standard.points for standard in standards if standard.points is not None]
    return Score(points=sum(points), maximum=len(points) * _most(framework), standards=len(points))


def overall_rating(
    *, framework: Framework, standards: Iterable[StandardRating], score: Score
) -> tuple[str | None, tuple[Step, ...]]:
    """Return the overall rating, None while a standard's rating is awaited or none is scored, and its trace."""
    awaited = [standard.id for standard in standards if standard.status is Status.AWAITED]
    if awaited:
        have = "has" if len(awaited) == 1 else "have"
        says = f"The overall rating is awaited: {', '.join(awaited)} {have} no rating yet."
        return None, (Step(rule="overall", says=says),)
    if score.mean is None:
        return None, (Step(rule="overall", says="There is no overall rating: no standard is scored."),)
    rule = framework.rules.overall
    rating = rule.rating_of(points=score.points, standards=score.standards)
    says = (
        f"{score} is {_mean_text(score.mean)} points per rated standard over {score.standards} standards:"
        f" {framework.ratings[rating].label} ({_limits(framework, rating)})."
    )
    numbers = (("points", str(score.points)), ("maximum", str(score.maximum)), ("mean", str(score.mean)))
    return rating, (Step(rule="overall", says=says, numbers=numbers, source=rule.source, confidence=rule.confidence),)


def overall_of_score(*, framework: Framework, points: int, maximum: int) -> str:
    """Return the overall rating identifier that a score gives.

    Raises:
        ProblemsFound: no set of ratings under the framework gives this score.
    """
    most = _most(framework)
    kinds = [body.id for body in framework.bodies] or [""]
    scored = max(sum(one.counts_towards_score for one in framework.standards_for(kind)) for kind in kinds)
    why = ""
    if maximum <= 0 or maximum % most:
        why = f"the maximum must be {most} or a multiple of it"
    elif maximum > scored * most:
        why = f"it has {scored} scored standards, so the maximum is at most {scored * most}"
    elif not 0 <= points <= maximum:
        why = "the points must lie between 0 and the maximum"
    if why:
        words = {"points": points, "maximum": maximum, "framework": framework.reference}
        raise ProblemsFound([faults.NO_SUCH_SCORE.at(Place(), **words, why=why)])
    return framework.rules.overall.rating_of(points=points, standards=maximum // most)


def _most(framework: Framework) -> int:
    return framework.rules.scale.ratings[-1].points


def _mean_text(mean: Fraction) -> str:
    return str(mean) if mean.denominator == 1 else f"{mean} ({decimal_text(mean, 2)})"


def _limits(framework: Framework, rating: str) -> str:
    bands = framework.rules.overall.bands
    index = next(at for at, band in enumerate(bands) if band.rating == rating)
    above = bands[index - 1].up_to if index else None
    up_to = bands[index].up_to
    if above is None:
        return f"up to {up_to}"
    return f"above {above}" if up_to is None else f"above {above}, up to {up_to}"
