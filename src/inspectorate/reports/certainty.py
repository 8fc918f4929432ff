"""How sure one can be: intervals, how close ratings are to one another, and the agreement of second readings."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from inspectorate.frameworks.model import KeyQuestion
from inspectorate.kernel.numbers import PERCENT, decimal_text, round_half_up, whole_percent
from inspectorate.ratings.model import Fragility, StandardRating
from inspectorate.ratings.probability import rating_probabilities
from inspectorate.reports.charting import interval_chart
from inspectorate.reports.document import Block, Column, Table
from inspectorate.reports.draft import Draft
from inspectorate.reports.prose import paragraph
from inspectorate.reports.wording import DASH, curled, listed, table_share

UNLIKELY = Fraction(1, 2)
"""A probability below this, in per cent, is shown as under one per cent."""


def certainty(draft: Draft) -> Iterator[Block]:
    """Give every key question's percentage with its interval, and say what an interval means."""
    chart = interval_chart(draft)
    if chart is None:
        return
    yield draft.heading(3, "How certain the percentages are", "annexe intervals")
    confidence = draft.figures.stated("95", "interval confidence", confidence="0.95")
    hundred = draft.figures.stated("100", "interval repetitions", repetitions=100)
    narrower = (
        ", made narrower to allow for the part of the caseload that was inspected"
        if draft.results.population is not None
        else ""
    )
    another = (
        "The inspected cases stand for all the cases of the service, and another selection of cases would have given"
        " somewhat different percentages. The interval beside each percentage shows how different. If cases were drawn"
        " at random again and again, and an interval worked out each time in the same way, "
    )
    yield paragraph(
        another, confidence, " in ", hundred, " of those intervals would hold the percentage for the whole caseload."
        f" These are Wilson intervals{narrower}. They speak of chance in the choice of cases alone, and not of doubt"
        " about any single judgement.",
    )  # fmt: skip
    yield chart


def closeness(draft: Draft) -> Iterator[Block]:
    """Give the answers that would change each rating, and how likely each rating is for the whole caseload."""
    fragile = [one for one in draft.rating.standards if one.fragility is not None]
    if not fragile:
        return
    yield draft.heading(3, "How close each rating is to another", "annexe fragility")
    yield paragraph(
        "The table counts the answers to key questions that would have had to be otherwise for the rules to give the"
        " rating next above or below. It says nothing of the panel's discretion."
    )
    rows = tuple(
        (
            f"{one.id} {one.title}",
            draft.label(one.rule_result),
            _to_raise(draft, one.fragility),
            _to_lower(draft, one.fragility),
        )
        for one in fragile
        if one.fragility is not None
    )
    columns = (Column("Standard"), Column("By the rules"), Column("To raise it"), Column("To lower it"))
    yield Table(draft.anchors.new("table fragility"), "Answers that would change a rating", columns, rows)
    yield from _probabilities(draft, fragile)


def _to_raise(draft: Draft, fragility: Fragility) -> str:
    if fragility.to_raise is None or fragility.raised_to is None:
        return "There is no higher rating"
    total = sum(count for _, count in fragility.to_raise)
    if len(fragility.to_raise) == 1:
        where = f" on {fragility.to_raise[0][0]}"
    else:
        where = f" ({listed(f'{count} on {name}' for name, count in fragility.to_raise)})"
    return curled(f"{total} more 'Yes'{where}: {draft.label(fragility.raised_to)}")


def _to_lower(draft: Draft, fragility: Fragility) -> str:
    if fragility.to_lower is None or fragility.lowered_to is None:
        return "There is no lower rating"
    name, count = fragility.to_lower
    return curled(f"{count} fewer 'Yes' on {name}: {draft.label(fragility.lowered_to)}")


def _probabilities(draft: Draft, fragile: list[StandardRating]) -> Iterator[Block]:
    population = draft.results.population
    if population is None or population < draft.results.cases:
        return
    labels = [draft.framework.ratings[band.rating].label for band in draft.framework.rules.bands.bands]
    rows = []
    for one in fragile:
        shares = {question.id: question.share for question in one.key_questions}
        chances = rating_probabilities(
            framework=draft.framework, shares=shares, cases=draft.results.cases, population=population
        )
        rows.append((f"{one.id} {one.title}", *(_chance_text(chance) for _, chance in chances)))
    yield paragraph(
        "The next table asks what the rules would give if every case of the caseload could be inspected. It takes the"
        " inspected cases as drawn at random, every share of the caseload as equally likely beforehand, and the key"
        " questions as independent of each other."
    )
    columns = (Column("Standard"), *(Column(label, numeric=True) for label in labels))
    yield Table(
        draft.anchors.new("table probabilities"), "How likely each rating by the rules is", columns, tuple(rows)
    )


def _chance_text(chance: float) -> str:
    percent = Fraction(chance) * PERCENT
    if percent < UNLIKELY:
        return "under 1%"
    return "over 99%" if percent > PERCENT - UNLIKELY else f"{int(round_half_up(percent))}%"


def agreement(draft: Draft) -> Iterator[Block]:
    """Give how far second readings agree with the first."""
    measured = draft.agreement
    if not measured.questions:
        return
    figures = draft.figures
    yield draft.heading(3, "Second readings", "annexe second readings")
    cases = len({one.case_id for one in draft.inspection.second_readings})
    read = figures.stated(figures.writer.number(cases, start=True), "second readings cases", cases=cases)
    same = measured.overall.agreed
    shares = figures.writer.share_words(same, "of the")[0]
    numbers = {"agreed": same.yes, "compared": same.relevant}
    agreed = figures.stated(shares, "second readings agreed", **numbers)
    percent = figures.stated(figures.writer.percent(whole_percent(same) or 0), "second readings percent", **numbers)
    yield paragraph(
        read, f" case{' was' if cases == 1 else 's were'} read again by a second reader. The two readers gave the same"
        " answer on ", agreed, " points that both judged, or ", percent, ". The coefficients set agreement against"
        " what chance alone would give: one is full agreement, and zero is no better than chance. They are unsteady"
        " where few cases were read twice, and a dash stands where one cannot be worked out.",
    )  # fmt: skip
    rows = tuple(
        (
            one.question or "All questions", table_share(one.agreed), _coefficient(one.kappa), _coefficient(one.ac1),
        )
        for one in (measured.overall, *measured.questions)
        if not one.question or isinstance(draft.framework.questions[one.question], KeyQuestion)
    )  # fmt: skip
    columns = (
        Column("Question"),
        Column("Same answer", numeric=True),
        Column(curled("Cohen's kappa"), numeric=True),
        Column(curled("Gwet's AC1"), numeric=True),
    )
    yield Table(draft.anchors.new("table agreement"), "Agreement of second readings", columns, rows)
    yield paragraph("Agreement on every prompt is in the data workbook.", role="note")


def _coefficient(value: Fraction | None) -> str:
    return DASH if value is None else decimal_text(value, 2)
