"""What the rules give a case-based standard: the band of its lowest key-question percentage."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from inspectorate.frameworks.model import Framework, Standard
from inspectorate.frameworks.rules import Band
from inspectorate.kernel.numbers import Share, decimal_text, whole_percent
from inspectorate.ratings.model import KeyQuestionResult, Step
from inspectorate.results.model import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Banding:
    """What the rules give: the percentage that was banded, the key questions that share it, and the band's rating."""

    percentage: Fraction
    lowest: tuple[str, ...]
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """A standard's key questions, what the rules give, and how it came about.

    ``banding`` is None where no key question has a relevant case.
    """

    key_questions: tuple[KeyQuestionResult, ...]
    banding: Banding | None
    steps: tuple[Step, ...]

    @property
    def shares(self) -> dict[str, Share]:
        """Return the key questions' shares by identifier."""
        return {question.id: question.share for question in self.key_questions}


def band_of(framework: Framework, share: Share) -> str | None:
    """Return the rating of the band that a share lies in; None where there are no relevant cases."""
    if share.percentage is None:
        return None
    return framework.rules.bands.rating_of(framework.banded_percentage(share.percentage))


def rate_cases(*, framework: Framework, standard: Standard, results: Results) -> RuleResult:
    """Band a case-based standard by the lowest of its key-question percentages."""
    key_questions = tuple(
        KeyQuestionResult(
            id=question.id,
            text=question.text,
            share=results.shares[question.id],
            percent=whole_percent(results.shares[question.id]),
            band=band_of(framework, results.shares[question.id]),
        )
        for question in standard.key_questions
    )
    steps = [_count_step(result) for result in key_questions]
    percentages = {
        result.id: framework.banded_percentage(result.share.percentage)
        for result in key_questions
        if result.share.percentage is not None
    }
    if not percentages:
        steps.append(Step(rule="case_standard", says="No key question has a relevant case, so nothing can be banded."))
        return RuleResult(key_questions=key_questions, banding=None, steps=tuple(steps))
    percentage = min(percentages.values())
    lowest = tuple(name for name, value in percentages.items() if value == percentage)
    rating = framework.rules.bands.rating_of(percentage)
    banding = Banding(percentage=percentage, lowest=lowest, rating=rating)
    steps += _banding_steps(framework, banding)
    steps += _rounding_steps(framework, key_questions, rating)
    return RuleResult(key_questions=key_questions, banding=banding, steps=tuple(steps))


def percent_text(percentage: Fraction) -> str:
    """Write a percentage: whole where it is whole, else with one decimal place."""
    return decimal_text(percentage, 0 if percentage.denominator == 1 else 1)


def _count_step(result: KeyQuestionResult) -> Step:
    share = result.share
    numbers = (("yes", str(share.yes)), ("relevant", str(share.relevant)))
    if result.percent is None:
        return Step(rule="count", says=f"{result.id}: no relevant cases. {result.text}", numbers=numbers)
    says = f"{result.id}: {share.yes} of {share.relevant} cases, {result.percent} per cent. {result.text}"
    return Step(rule="count", says=says, numbers=(*numbers, ("percent", str(result.percent))))


def _banding_steps(framework: Framework, banding: Banding) -> list[Step]:
    rules = framework.rules
    shown = percent_text(banding.percentage)
    band = rules.bands.band_of(banding.rating)
    limits = _limits(band)
    questions = " and ".join(banding.lowest)
    label = framework.ratings[banding.rating].label
    return [
        Step(
            rule="case_standard",
            says=f"The lowest percentage of a key question is {shown}, for {questions}: its band is the standard's.",
            numbers=(("lowest", shown),),
            source=rules.case_standard.source,
            confidence=rules.case_standard.confidence,
        ),
        Step(
            rule="bands",
            says=f"{shown} per cent lies in the band {limits}: {label}.",
            numbers=(("percent", shown), ("from", str(band.from_)), ("below", str(band.below or ""))),
            source=rules.bands.source,
            confidence=rules.bands.confidence,
        ),
    ]


def _limits(band: Band) -> str:
    if band.below is None:
        return f"{percent_text(band.from_)} and over"
    if band.from_ == 0:
        return f"below {percent_text(band.below)}"
    return f"from {percent_text(band.from_)} to below {percent_text(band.below)}"


def _rounding_steps(framework: Framework, results: tuple[KeyQuestionResult, ...], rating: str) -> list[Step]:
    """Say where the exact lowest percentage would have been banded otherwise."""
    exact = min(result.share.percentage for result in results if result.share.percentage is not None)
    otherwise = framework.rules.bands.rating_of(exact)
    if otherwise == rating:
        return []
    rule = framework.rules.rounding
    says = (
        f"The exact percentage, {decimal_text(exact, 2)}, lies in the band {framework.ratings[otherwise].label};"
        " the whole number that is published is what is banded."
    )
    numbers = (("exact", str(exact)),)
    return [Step(rule="rounding", says=says, numbers=numbers, source=rule.source, confidence=rule.confidence)]
