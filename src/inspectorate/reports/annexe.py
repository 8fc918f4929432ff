"""The annexe on method: how the inspection was done and rated, how sure one can be, and how to recompute it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.rules import Confidence, DiscretionRule, Rule, StandardKind
from inspectorate.kernel.numbers import decimal_text
from inspectorate.ratings.model import InspectionRating, StandardRating, Status
from inspectorate.reports.certainty import agreement, certainty, closeness
from inspectorate.reports.charting import survey_tables
from inspectorate.reports.comparing import compared
from inspectorate.reports.document import Block, Column, Paragraph, Table
from inspectorate.reports.draft import Draft
from inspectorate.reports.prose import Part, paragraph, strong
from inspectorate.reports.sections import METHOD
from inspectorate.reports.wording import DASH, curled, listed, lowered, period_texts, sentence

CONFIDENCE_WORDS = {
    Confidence.STATED: "Stated by the source",
    Confidence.FITS: "Agrees with every published figure held",
    Confidence.INFERRED: "Inferred from how it was applied",
    Confidence.ASSUMED: "Assumed",
}
"""How sure a rule is, in words for a reader."""
_SHOWN_DIGITS = 16


def annexe(draft: Draft, compare_by: Sequence[str] | None = None) -> Iterator[Block]:
    """Give the annexe on method, with key questions by each case field of ``compare_by``, as `compared` does."""
    yield draft.heading(2, "Annexe: how we inspected and rated", "annexe")
    yield from draft.narrative(METHOD, level=3, anchor="annexe")
    yield from _sample(draft)
    yield from _rules(draft)
    yield from _reached(draft)
    yield from certainty(draft)
    yield from compared(draft, compare_by)
    yield from closeness(draft)
    yield from agreement(draft)
    yield from _surveys(draft)
    yield from _recomputing(draft)
    yield from _licence(draft)


# The cases


def _sample(draft: Draft) -> Iterator[Block]:
    if not draft.results.cases:
        return
    figures, inspection = draft.figures, draft.inspection
    yield draft.heading(3, "The cases", "annexe cases")
    was = "was" if draft.results.cases == 1 else "were"
    parts: list[Part] = [figures.bound("Cases"), f" case{'' if was == 'was' else 's'} {was} inspected"]
    texts = period_texts(inspection.commenced_between)
    for index, (text, period) in enumerate(zip(texts, inspection.commenced_between, strict=True)):
        days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
        opening = ", each commenced in the period " if index == 0 else " or "
        parts += [opening, figures.stated(text, f"commenced_between[{index}]", **days)]
    if draft.results.population is not None:
        population = figures.stated(
            figures.writer.number(draft.results.population), "population", cases=draft.results.population
        )
        parts += [". They stand for a caseload of ", population]
    yield paragraph(
        *parts, ". Each question is counted over the cases to which it applies: where a matter did not arise in a case,"
        " the inspector answered 'not applicable', and the case is no part of that question's base.",
    )  # fmt: skip
    yield from _bases(draft)


def _bases(draft: Draft) -> Iterator[Block]:
    """Give the base of each key question that is not counted over every case: a row for each of those says little."""
    conditions = draft.framework.condition_by_id
    results = [result for standard in draft.rating.standards for result in standard.key_questions]
    rows = []
    for result in results:
        question = draft.framework.questions[result.id]
        base = question.relevant_where or (conditions[question.asked_of].label if question.asked_of else "")
        if result.share.relevant != draft.results.cases:
            cells = (f"{result.id} {curled(result.text)}", curled(_first_upper(base or "All cases")))
            rows.append((*cells, f"{result.share.relevant:,}"))
    note = "The base of every prompt is in the data workbook."
    if rows:
        columns = (Column("Key question"), Column("Counted over"), Column("Relevant cases", numeric=True))
        caption = "Key questions that are not counted over every case"
        if len(rows) == len(results):
            caption = "Base of each key question"
        else:
            note = f"Every other key question is counted over every inspected case. {note}"
        yield Table(draft.anchors.new("table base sizes"), caption, columns, tuple(rows))
    elif results:
        note = f"Every key question is counted over every inspected case. {note}"
    if results:
        yield paragraph(note, role="note")


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


# The rules


def _rules(draft: Draft) -> Iterator[Block]:
    framework, figures = draft.framework, draft.figures
    rules = framework.rules
    yield draft.heading(3, "How ratings are decided", "annexe rules")
    yield paragraph(
        "A standard that is rated from cases takes the rating of its lowest key question: the one with the smallest"
        " percentage of relevant cases judged 'Yes', placed in the bands below. An organisational standard is given a"
        " rating on the evidence gathered against its prompts."
    )
    yield _bands_table(draft)
    if rules.discretion is not None:
        yield _discretion(draft, rules.discretion)
    for cap in rules.caps:
        title = framework.standards[cap.standard].title if cap.standard in framework.standards else cap.standard
        fewer = cap.when.fewer_than
        few: tuple[Part, ...] = ("no ",)
        if fewer > 1:
            number = figures.stated(figures.writer.number(fewer), f"rules.caps.{cap.id}.fewer_than", standards=fewer)
            few = ("fewer than ", number, " ")
        yield paragraph(
            f"A limit applies to {lowered(title)}. Where ", *few,
            f"{cap.when.kind.value} standard{' is' if fewer == 1 else 's are'} rated"
            f" '{draft.label(cap.when.at_least)}' or better, {lowered(title)} is rated"
            f" '{draft.label(cap.at_most)}' at most"
            f"{', unless the panel records a reason to set the limit aside' if cap.may_be_overridden else ''}.",
        )  # fmt: skip
    yield paragraph(
        "The points of the rated standards are added up to the score. The overall rating follows from the mean number"
        " of points per standard; a standard that is not rated counts neither in the score nor in the maximum."
    )
    yield _overall_table(draft)
    yield draft.heading(3, "How sure we are of the rules", "annexe sources")
    yield paragraph(f"{sentence(framework.note)} The table gives the source of each rule.")
    rows = tuple(
        (name, curled(rule.source), CONFIDENCE_WORDS[rule.confidence]) for name, rule in named_rules(framework)
    )
    columns = (Column("Rule"), Column("Source"), Column("How sure"))
    yield Table(draft.anchors.new("table sources of rules"), "Sources of the rules", columns, rows)


def named_rules(framework: Framework) -> Iterator[tuple[str, Rule]]:
    """Go through a framework's rules, each with the name that a reader is given."""
    rules = framework.rules
    yield "Ratings and points", rules.scale
    yield "Rating of a case-based standard", rules.case_standard
    yield "Bands", rules.bands
    yield "Rounding", rules.rounding
    if rules.discretion is not None:
        yield "Professional discretion", rules.discretion
    for cap in rules.caps:
        title = framework.standards[cap.standard].title if cap.standard in framework.standards else cap.standard
        yield f"Limit on {lowered(title)}", cap
    yield "Overall rating", rules.overall
    yield "Words for proportions", rules.proportion_words
    yield "House style", rules.house_style


def band_text(framework: Framework, rating: str) -> str:
    """Write the percentages of a band as tables show them: ``50% to 64%``; a dash where no band gives the rating."""
    whole = framework.rules.rounding.banded == "published"
    for band in framework.rules.bands.bands:
        if band.rating != rating:
            continue
        if band.below is None:
            return f"{_number(band.from_)}% and over"
        if band.from_ == 0:
            return f"Below {_number(band.below)}%"
        if whole and band.below.denominator == 1:
            return f"{_number(band.from_)}% to {_number(band.below - 1)}%"
        return f"{_number(band.from_)}% to below {_number(band.below)}%"
    return DASH


def _number(value: Fraction) -> str:
    return decimal_text(value, 0 if value.denominator == 1 else 1)


def _bands_table(draft: Draft) -> Table:
    words = {one.from_: listed(one.words, last="or") for one in draft.framework.rules.proportion_words.proportions}
    from_ = {band.rating: band.from_ for band in draft.framework.rules.bands.bands}
    rows = tuple(
        (
            one.label,
            band_text(draft.framework, one.id),
            words.get(from_.get(one.id, Fraction(-1)), DASH),
            str(one.points),
        )
        for one in draft.framework.rules.scale.ratings
    )
    columns = (
        Column("Rating"),
        Column("Lowest key question", numeric=True),
        Column("Words used for it"),
        Column("Points", numeric=True),
    )
    return Table(draft.anchors.new("table bands"), "Rating bands", columns, rows)


def _discretion(draft: Draft, rule: DiscretionRule) -> Paragraph:
    figures = draft.figures
    margin = figures.stated(
        figures.writer.decimal(rule.margin, 0 if rule.margin.denominator == 1 else 1),
        "rules.discretion.margin",
        points=rule.margin,
    )
    bands = figures.stated(figures.writer.number(rule.bands), "rules.discretion.bands", bands=rule.bands)
    ways = {"up": "up", "down": "down"}
    one_case = ", or where one case judged otherwise would cross it" if rule.one_case else ""
    return paragraph(
        "Professional discretion lets the ratings panel move a rating that comes from cases ",
        listed((ways[direction] for direction in rule.directions), last="or"), " by ", bands,
        f" band{'' if rule.bands == 1 else 's'} at most, where the lowest percentage lies within ", margin,
        f" percentage points of the boundary{one_case}. The panel records its reason, and the data it looked at.",
    )  # fmt: skip


def _overall_table(draft: Draft) -> Table:
    scale = draft.framework.ratings
    standards = draft.rating.score.standards
    rows: list[tuple[str, ...]] = []
    above: Fraction | None = None
    least = 0
    for band in draft.framework.rules.overall.bands:
        if band.up_to is None:
            mean = DASH if above is None else f"Above {_number(above)}"
            most = draft.rating.score.maximum
        else:
            mean = (
                f"Up to {_number(band.up_to)}"
                if above is None
                else f"Above {_number(above)}, up to {_number(band.up_to)}"
            )
            most = int(band.up_to * standards)
        rows.append((scale[band.rating].label, mean, f"{least} to {most}"))
        above, least = band.up_to, most + 1
    maximum = draft.rating.score.maximum
    columns = (
        Column("Overall rating"),
        Column("Mean points per standard", numeric=True),
        *((Column(f"Score out of {maximum}", numeric=True),) if standards else ()),
    )
    trimmed = tuple(row if standards else row[:2] for row in rows)
    return Table(draft.anchors.new("table overall"), "Overall rating", columns, trimmed)


# How each rating was reached


def _reached(draft: Draft) -> Iterator[Block]:
    if draft.inspection.published_ratings is not None:
        return  # taken from a report: all that is known of them stands on the page of ratings
    yield draft.heading(3, "How each rating was reached", "annexe reached")
    yield paragraph(
        "Every step of every rating, with its numbers and the source of each rule, is in the data file that accompanies"
        " this report. 'Lowest' is the percentage of the lowest key question."
    )
    rows = []
    for one in draft.rating.standards:
        lowest = DASH if one.lowest_percent is None or one.rule_result is None else f"{one.lowest_percent}%"
        points = DASH if one.points is None else str(one.points)
        rule_result = draft.label(one.proposed) if one.proposed else draft.label(one.rule_result)
        rating = draft.figures.rating_words(one)
        rows.append((f"{one.id} {one.title}", lowest, rule_result, _changed_by(one), rating, points))
    columns = (
        Column("Standard"),
        Column("Lowest", numeric=True),
        Column("Result"),
        Column("What changed it"),
        Column("Rating"),
        Column("Points", numeric=True),
    )
    yield Table(draft.anchors.new("table ratings reached"), "From results to ratings", columns, tuple(rows))


def _changed_by(standard: StandardRating) -> str:
    if standard.status is Status.NOT_RATED_BY_DESIGN:
        return "Not rated in this edition"
    if standard.status is Status.NOT_RATED:
        return "Not rated in this inspection"
    if standard.capped_by is not None:
        return "Limit on the rating" if standard.rating == standard.rule_result else "Limit set aside"
    if standard.rule_result is None:
        return DASH
    return DASH if standard.rating == standard.rule_result else "Professional discretion"


# Surveys, licence, recomputing


def _surveys(draft: Draft) -> Iterator[Block]:
    tables = survey_tables(draft)
    if not tables:
        return
    yield draft.heading(3, "Surveys", "annexe surveys")
    yield paragraph("Percentages are of those who answered the question.")
    yield from tables


def _recomputing(draft: Draft) -> Iterator[Block]:
    rating: InspectionRating = draft.rating
    yield draft.heading(3, "Recomputing this report", "annexe recomputing")
    version = draft.figures.stated(rating.engine, "engine", version=rating.engine)
    reference = draft.figures.stated(str(rating.framework), "framework", digest=rating.framework_digest)
    framework: tuple[Part, ...] = ()
    if rating.framework_digest:
        shown = digest_text(rating.framework_digest)
        digest = draft.figures.stated(shown, "framework digest", digest=rating.framework_digest)
        framework = (" The SHA-256 digest of the framework file begins with ", digest, ".")
    by = (version, ", under the framework ", reference, f" ({draft.framework.title}).", *framework)
    known = draft.inspection.published_ratings
    if known is not None:
        yield paragraph(
            f"The ratings in this report are taken from elsewhere: {lowered(sentence(known.source))} The score and the"
            " overall rating were checked against them by Inspectorate ", *by,
        )  # fmt: skip
        return
    yield paragraph(
        "Every number and every rating in this report was drawn from the inspection's records by Inspectorate ", *by,
        " The table gives the beginning of the SHA-256 digest of the data that each rating rests on. Whoever rates the"
        " same records under the same framework gets the same digests and the same ratings.",
    )  # fmt: skip
    rows = tuple((f"{one.id} {one.title}", _kind(one), digest_text(one.data)) for one in rating.standards)
    columns = (Column("Standard"), Column("Rests on"), Column("Digest begins with"))
    yield Table(draft.anchors.new("table digests"), "Digests of the data", columns, rows)
    yield paragraph("The digests in full are in the data file that accompanies this report.", role="note")


def digest_text(digest: str) -> str:
    """Write the beginning of a digest so that an eye can compare it: four groups of four hexadecimal digits.

    >>> digest_text("sha256:" + "0123456789abcdef" * 4)
    '0123 4567 89ab cdef'
    """
    digits = digest.removeprefix("sha256:")[:_SHOWN_DIGITS]
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _kind(standard: StandardRating) -> str:
    return "Cases" if standard.kind is StandardKind.CASE_BASED else "Evidence"


def _licence(draft: Draft) -> Iterator[Block]:
    texts = dict.fromkeys(text for text in (draft.inspection.attribution, draft.framework.attribution) if text)
    if not texts:
        return
    yield draft.heading(3, "Licence and attribution", "annexe licence")
    for text in texts:
        yield paragraph(sentence(text))
    yield paragraph(strong("Framework: "), f"{draft.framework.title}, {draft.framework.publisher}.", role="note")
