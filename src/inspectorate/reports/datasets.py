"""The data behind a report, as the value that a workbook is written from: one table a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from inspectorate.frameworks.model import Question
from inspectorate.kernel.numbers import Share, round_half_up, whole_percent
from inspectorate.ratings.model import StandardRating, Step
from inspectorate.reports.annexe import CONFIDENCE_WORDS, band_text, named_rules
from inspectorate.reports.document import Sheet, Workbook
from inspectorate.reports.draft import Draft
from inspectorate.reports.figures import interval_ends
from inspectorate.reports.wording import iso_text, lowered
from inspectorate.results.model import Results

UNITS = {"percent": "per cent", "per_1000": "per 1,000", "fte": "full-time equivalent"}
"""What a reader is told for a unit, where its name is not a word."""

Cell = str | int | float | None
Row = tuple[Cell, ...]

SUPPRESSION, ROUNDING, INTERVAL, BASE, DIGEST, RULE_RESULT, COEFFICIENT = range(1, 8)
_NOTES = {
    SUPPRESSION: (
        "No count is suppressed. Some groups are small, and a count of one or two in a small group can say something"
        " about a single person. Check for disclosure before the tables are published or joined with other data."
    ),
    ROUNDING: "Percentages are whole numbers, halves rounded up. There is none where there are no relevant cases.",
    INTERVAL: (
        "The 95 per cent Wilson interval of the percentage, in per cent, to one decimal place; it allows for the size"
        " of the caseload where all inspected cases are counted and that size is known. It speaks of chance in the"
        " choice of cases, not of doubt about any judgement."
    ),
    BASE: (
        "The cases to which the question applies. A case in which the inspector answered 'not applicable' is not among"
        " them."
    ),
    DIGEST: "The SHA-256 digest of the data that the rating rests on, or that the decision was taken on.",
    RULE_RESULT: "What the rules give, before the ratings panel uses professional discretion or sets a limit aside.",
    COEFFICIENT: (
        "Coefficients of agreement beyond chance: 1 is full agreement, 0 what chance would give. There is none where"
        " it is undefined, and they are unsteady where few cases were read twice or nearly all answers are the same."
    ),
}  # fmt: skip
SHARE_COLUMNS = ("Yes", "Relevant cases", "Percentage yes", "Interval from", "Interval to")
SHARE_NOTES = {
    "Relevant cases": BASE,
    "Percentage yes": ROUNDING,
    "Interval from": INTERVAL,
    "Interval to": INTERVAL,
}


def build_workbook(draft: Draft) -> Workbook:
    """Return the data behind a report; tables that would be empty are left out."""
    inspection = draft.inspection
    makers: tuple[Callable[[Draft], Iterator[Sheet]], ...] = (
        _ratings, _key_questions, _questions, _groups, _surveys, _context, _evidence, _agreement, _decisions,
        _recommendations, _steps, _rules,
    )  # fmt: skip
    published = iso_text(inspection.published)
    about = (
        f"Data behind the report: {inspection.title}"
        + (f" ({inspection.publisher}, {published})." if published else f" ({inspection.publisher})."),
        f"Computed by Inspectorate {draft.rating.engine} under the framework {draft.rating.framework}.",
        *inspection.notices,
        *dict.fromkeys(text for text in (inspection.attribution, draft.framework.attribution) if text),
    )
    return Workbook(
        title=f"{inspection.title}: data",
        about=about,
        notes=tuple(_NOTES[number] for number in sorted(_NOTES)),
        sheets=tuple(sheet for make in makers for sheet in make(draft) if sheet.rows),
    )


def share_cells(share: Share, sample: Results | None) -> Row:
    """Return a share as the cells of `SHARE_COLUMNS`; ``sample`` as in `interval_ends`."""
    if not share.relevant:
        return (share.yes, share.relevant, None, None, None)
    low, high = (float(round_half_up(end, 1)) for end in interval_ends(share, sample))
    return (share.yes, share.relevant, whole_percent(share), low, high)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _ratings(draft: Draft) -> Iterator[Sheet]:
    def row(one: StandardRating) -> Row:
        return (
            one.id, one.title, one.kind.value, one.lowest_percent if one.rule_result else None,
            (", ".join(one.lowest) or None) if one.rule_result else None,
            draft.label(one.rule_result) if one.rule_result else None,
            draft.label(one.proposed) if one.proposed else None,
            draft.figures.rating_words(one), one.points, _words(one.decision.kind.value) if one.decision else None,
            one.reason_not_rated or None, one.data,
        )  # fmt: skip

    score = draft.rating.score
    overall = draft.figures.bound("overall").text
    yield Sheet(
        id="ratings",
        title="Ratings",
        about=f"The rating of each standard. The score is {score} and the overall rating {overall}.",
        columns=(
            "Standard", "Title", "Kind", "Lowest percentage", "Lowest key question", "By the rules", "Proposed",
            "Rating", "Points", "Decision", "Reason not rated", "Digest",
        ),
        rows=tuple(row(one) for one in draft.rating.standards),
        notes={"Lowest percentage": ROUNDING, "By the rules": RULE_RESULT, "Digest": DIGEST},
    )  # fmt: skip


def _key_questions(draft: Draft) -> Iterator[Sheet]:
    rows: list[Row] = [
        (
            standard.id, question.id, question.text, *share_cells(question.share, draft.results),
            draft.label(question.band) if question.band else None,
        )
        for standard in draft.rating.standards
        for question in standard.key_questions
    ]  # fmt: skip
    yield Sheet(
        id="key-questions",
        title="Key questions",
        about="The questions whose percentages rate the case-based standards.",
        columns=("Standard", "Key question", "Text", *SHARE_COLUMNS, "Rating band"),
        rows=tuple(rows),
        notes=SHARE_NOTES,
    )


def _questions(draft: Draft) -> Iterator[Sheet]:
    if not draft.results.cases:
        return
    rows = tuple(
        (standard, one.id, one.text, _asked_of(draft, one), *share_cells(draft.results.shares[one.id], draft.results))
        for standard, one in _all_questions(draft)
    )
    yield Sheet(
        id="questions",
        title="All questions",
        about="Every key question and every prompt, over all inspected cases to which it applies.",
        columns=("Standard", "Question", "Text", "Counted over", *SHARE_COLUMNS),
        rows=rows,
        notes=SHARE_NOTES,
    )


def _all_questions(draft: Draft) -> Iterator[tuple[str, Question]]:
    for standard in draft.rating.standards:
        for key_question in draft.framework.standards[standard.id].key_questions:
            yield standard.id, key_question
            for prompt in key_question.prompts:
                yield standard.id, prompt


def _asked_of(draft: Draft, question: Question) -> str:
    if question.relevant_where:
        return question.relevant_where
    return draft.framework.condition_by_id[question.asked_of].label if question.asked_of else "All cases"


def _groups(draft: Draft) -> Iterator[Sheet]:
    for name in dict.fromkeys(group.field for group in draft.results.groups):
        case_field = draft.framework.case_field_by_id[name]
        groups = [group for group in draft.results.groups if group.field == name]
        rows = tuple(
            (
                one.id, one.text, case_field.label_of(group.value) or "Not recorded", group.cases,
                *share_cells(group.shares[one.id], None),
            )
            for _, one in _all_questions(draft)
            for group in groups
        )  # fmt: skip
        yield Sheet(
            id=f"by-{name.replace('_', '-')}",
            title=f"By {lowered(case_field.label)}",
            about=f"Every question by a field of the case: {lowered(case_field.label)}.",
            columns=("Question", "Text", case_field.label, "Cases in group", *SHARE_COLUMNS),
            rows=rows,
            notes={"Cases in group": SUPPRESSION, **SHARE_NOTES},
        )


def _surveys(draft: Draft) -> Iterator[Sheet]:
    rows = tuple(
        (survey.title, question.id, question.text, answer, share.yes, share.relevant, whole_percent(share))
        for survey in draft.inspection.surveys
        for question in survey.questions
        for answer, share in draft.figures.survey(survey.id)[question.id].items()
    )
    yield Sheet(
        id="surveys",
        title="Surveys",
        about="The answers to each question of each survey, among those who answered it.",
        columns=("Survey", "Question", "Text", "Answer", "Gave this answer", "Answered the question", "Percentage"),
        rows=rows,
        notes={"Gave this answer": SUPPRESSION, "Percentage": ROUNDING},
    )


def _context(draft: Draft) -> Iterator[Sheet]:
    yield Sheet(
        id="context",
        title="Context figures",
        about="Figures taken from sources outside the inspection.",
        columns=("Figure", "What it is", "Value", "Unit", "As at", "Source"),
        rows=tuple(
            (one.id, one.label, exact_number(one.value), UNITS.get(one.unit, one.unit), iso_text(one.as_at), one.source)
            for one in draft.inspection.figures
        ),
    )


def _evidence(draft: Draft) -> Iterator[Sheet]:
    """Count the evidence on each standard; the log itself is not published."""
    counts = Counter((standard, item.direction) for item in draft.inspection.evidence for standard in item.standards)
    directions = ("supports", "challenges", "context")
    rows: tuple[Row, ...] = tuple(
        (one.id, one.title, *(counts[one.id, direction] for direction in directions))
        for one in draft.rating.standards
        if any(counts[one.id, direction] for direction in directions)
    )
    yield Sheet(
        id="evidence",
        title="Evidence",
        about="How many pieces of evidence bear on each standard, and in which direction; the log is not published.",
        columns=("Standard", "Title", "Supports", "Challenges", "Context"),
        rows=rows,
    )


def _agreement(draft: Draft) -> Iterator[Sheet]:
    measured = draft.agreement
    if not measured.questions:
        return
    yield Sheet(
        id="agreement",
        title="Second readings",
        about="How far second readings agree with the first, by question. Not applicable is an answer like another.",
        columns=(
            "Question", "Text", "Same answer", "Read twice", "Percentage the same", "Cohen's kappa",
            "Krippendorff's alpha", "Gwet's AC1",
        ),
        rows=tuple(
            (
                one.question or "All", draft.framework.questions[one.question].text if one.question else None,
                one.agreed.yes, one.agreed.relevant, whole_percent(one.agreed),
                *(coefficient(value) for value in (one.kappa, one.alpha, one.ac1)),
            )
            for one in (measured.overall, *measured.questions)
        ),
        notes={"Percentage the same": ROUNDING, "Cohen's kappa": COEFFICIENT},
    )  # fmt: skip


def coefficient(value: Fraction | None) -> float | None:
    """Return a coefficient of agreement to two decimal places; None where it is undefined."""
    return None if value is None else float(round_half_up(value, 2))


def _decisions(draft: Draft) -> Iterator[Sheet]:
    yield Sheet(
        id="decisions",
        title="Decisions",
        about="What was proposed and decided about each standard, with the reasons.",
        columns=("Standard", "Decision", "Rating", "Reason", "Decided by", "Decided on", "Evidence", "Digest"),
        rows=tuple(
            (
                one.standard, _words(one.kind.value), draft.label(one.rating) if one.rating else None,
                " ".join(one.reason.split()), one.decided_by, one.decided_on.isoformat(),
                ", ".join(one.evidence) or None, one.data or None,
            )
            for one in draft.inspection.decisions
        ),
        notes={"Digest": DIGEST},
    )  # fmt: skip


def _recommendations(draft: Draft) -> Iterator[Sheet]:
    texts = draft.recommendation_texts
    yield Sheet(
        id="recommendations",
        title="Recommendations",
        about="What each body should do.",
        columns=("Number", "Addressed to", "Recommendation", "Standards"),
        rows=tuple(
            (number, one.addressed_to, texts.get(one.id, one.text), ", ".join(one.standards) or None)
            for number, one in enumerate(draft.ordered_recommendations, start=1)
        ),
    )


def _steps(draft: Draft) -> Iterator[Sheet]:
    traces: Mapping[str, tuple[Step, ...]] = {
        **{one.id: one.trace for one in draft.rating.standards},
        "Overall": draft.rating.trace,
    }
    rows = tuple(
        (
            standard, number, step.says, _words(step.rule), step.source or None,
            CONFIDENCE_WORDS[step.confidence] if step.confidence else None,
        )
        for standard, steps in traces.items()
        for number, step in enumerate(steps, start=1)
    )  # fmt: skip
    yield Sheet(
        id="steps",
        title="How each rating was reached",
        about="Every step of every rating: the rule, what it used and what came of it.",
        columns=("Standard", "Step", "What was done", "Rule", "Source of the rule", "How sure"),
        rows=rows,
    )


def _rules(draft: Draft) -> Iterator[Sheet]:
    rows: list[Row] = [
        (f"Band: {one.label}", band_text(draft.framework, one.id), None, None)
        for one in draft.framework.rules.scale.ratings
    ]
    rows += [
        (name, None, rule.source, CONFIDENCE_WORDS[rule.confidence]) for name, rule in named_rules(draft.framework)
    ]
    yield Sheet(
        id="rules",
        title="Rules",
        about=f"The rules of the framework {draft.rating.framework}, what each rests on, and how sure that is.",
        columns=("Rule", "Percentages", "Source", "How sure"),
        rows=tuple(rows),
    )


def exact_number(value: Fraction) -> int | float:
    """Return a number as a spreadsheet holds it."""
    return int(value) if value.denominator == 1 else float(value)
