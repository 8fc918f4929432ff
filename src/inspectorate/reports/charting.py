"""Charts and tables of results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspectorate.frameworks.model import Framework, KeyQuestion
from inspectorate.kernel.numbers import PERCENT, Share, round_half_up, whole_percent
from inspectorate.ratings.model import StandardRating, Status
from inspectorate.reports.document import Chart, ChartBand, ChartKind, ChartRow, Column, Table
from inspectorate.reports.draft import Draft
from inspectorate.reports.figures import interval_ends
from inspectorate.reports.wording import NO_RELEVANT_CASES, curled, lowered, table_share
from inspectorate.results.model import Group, Results

FEWEST_CASES = 10
"""A group smaller than this is left out of a chart: its percentages would say nothing. The table still counts it."""
_FEWEST_BARS = 2


def chart_bands(framework: Framework) -> tuple[ChartBand, ...]:
    """Return the rating bands as stretches of the percentage axis, lowest first."""
    return tuple(
        ChartBand(
            label=framework.ratings[band.rating].label,
            first=float(band.from_),
            last=float(PERCENT if band.below is None else band.below),
            rank=framework.rank(band.rating),
        )
        for band in framework.rules.bands.bands
    )


def key_question_figure(draft: Draft, standard: StandardRating) -> Chart | Table | None:
    """Show a standard's key questions: a bar each over the rating bands, and the table of the same.

    A table alone where fewer than two key questions have a relevant case, for a single bar compares nothing; None where
    the standard has no key question.
    """
    if not standard.key_questions:
        return None
    banded = standard.status is not Status.NOT_RATED_BY_DESIGN
    title = f"{standard.id} {standard.title}, by key question"
    table = _key_question_table(draft, standard, title, banded=banded)
    rows = tuple(
        ChartRow(
            label=f"{question.id} {curled(question.text)}",
            value=float(question.percent),
            shown=f"{question.percent}%",
            rank=draft.framework.rank(question.band) if question.band is not None else None,
        )
        for question in standard.key_questions
        if question.percent is not None
    )
    if len(rows) < _FEWEST_BARS:
        return table
    over = ", drawn over the rating bands" if banded else ""
    description = f"A bar for each key question: the percentage of relevant cases judged 'Yes'{over}."
    lowest = min(rows, key=lambda row: row.value)
    description += f" The lowest is {lowest.shown}, for {lowest.label.partition(' ')[0]}."
    return Chart(
        id=draft.anchors.new(f"chart {standard.id} key questions"),
        kind=ChartKind.BANDED_BARS,
        title=title,
        description=curled(description),
        rows=rows,
        table=table,
        bands=chart_bands(draft.framework) if banded else (),
    )


def _key_question_table(draft: Draft, standard: StandardRating, title: str, *, banded: bool) -> Table:
    columns = [Column("Key question"), Column(curled("Judged 'Yes'"), numeric=True)]
    rows = []
    for question in standard.key_questions:
        row = [f"{question.id} {curled(question.text)}", table_share(question.share)]
        rows.append((*row, draft.label(question.band)) if banded else tuple(row))
    if banded:
        columns.append(Column("Rating band"))
    return Table(draft.anchors.new(f"table {standard.id} key questions"), title, tuple(columns), tuple(rows))


def group_chart(draft: Draft, field: str, standards: Iterable[str], *, title: str) -> Chart | None:
    """Show the key questions of some standards by the values of a case field, with 95 per cent intervals.

    None where the results are not grouped by the field, or no question has two groups large enough to compare.
    """
    questions, groups = _to_compare(draft, field, standards)
    if not groups or not questions:
        return None
    return _group_chart(
        draft, field, f"{title}, by {lowered(draft.framework.case_field_by_id[field].label)}", questions, groups
    )


def has_group_chart(draft: Draft, field: str, standards: Iterable[str]) -> bool:
    """Return whether `group_chart` has anything to show."""
    return bool(_drawn(*_to_compare(draft, field, standards)))


def _to_compare(draft: Draft, field: str, standards: Iterable[str]) -> tuple[list[KeyQuestion], list[Group]]:
    groups = [group for group in draft.results.groups if group.field == field]
    return [one for name in standards for one in draft.framework.standards[name].key_questions], groups


def _drawn(questions: Sequence[KeyQuestion], groups: Sequence[Group]) -> list[tuple[KeyQuestion, Group]]:
    """Return what a chart of groups draws: none where every question has one group alone, and nothing to compare."""
    drawn = [
        (question, group)
        for question in questions
        for group in groups
        if group.shares[question.id].relevant >= FEWEST_CASES
    ]
    return drawn if len(drawn) > len(questions) else []


def _group_chart(
    draft: Draft, field: str, caption: str, questions: Sequence[KeyQuestion], groups: Sequence[Group]
) -> Chart | None:
    case_field = draft.framework.case_field_by_id[field]
    drawn = _drawn(questions, groups)
    if not drawn:
        return None
    rows = tuple(
        _interval_row(f"{question.id} {case_field.label_of(group.value)}", group.shares[question.id], None)
        for question, group in drawn
    )
    labels = [case_field.label_of(group.value) for group in groups]
    table = Table(
        id=draft.anchors.new(f"table {caption}"),
        caption=caption,
        columns=(Column("Key question"), *(Column(label, numeric=True) for label in labels)),
        rows=tuple(
            (f"{question.id} {curled(question.text)}", *(table_share(group.shares[question.id]) for group in groups))
            for question in questions
        ),
    )
    description = (
        "A point for each key question and group: the percentage of relevant cases judged 'Yes', with a line for its 95"
        f" per cent interval. Groups with fewer than {FEWEST_CASES} relevant cases are left out of the chart, and are"
        " in its table."
    )
    return Chart(draft.anchors.new(f"chart {caption}"), ChartKind.INTERVALS, caption, curled(description), rows, table)


def interval_chart(draft: Draft) -> Chart | None:
    """Show every key question of the inspection with its 95 per cent interval."""
    questions = [question for standard in draft.rating.standards for question in standard.key_questions]
    counted = [question for question in questions if question.share.relevant]
    if not counted:
        return None
    title = "Key questions, with 95 per cent intervals"
    table = Table(
        id=draft.anchors.new("table key question intervals"),
        caption=title,
        columns=(
            Column("Key question"),
            Column(curled("Judged 'Yes'"), numeric=True),
            Column("Interval", numeric=True),
        ),
        rows=tuple(
            (
                f"{question.id} {curled(question.text)}",
                table_share(question.share),
                interval_text(question.share, draft.results),
            )
            for question in counted
        ),
    )
    rows = tuple(_interval_row(question.id, question.share, draft.results) for question in counted)
    description = "A point for each key question, with a line for its 95 per cent interval, over the rating bands."
    return Chart(
        id=draft.anchors.new("chart key question intervals"),
        kind=ChartKind.INTERVALS,
        title=title,
        description=description,
        rows=rows,
        table=table,
        bands=chart_bands(draft.framework),
    )


def interval_text(share: Share, sample: Results | None) -> str:
    """Write a share's 95 per cent interval as tables show it: ``31% to 62%``."""
    if not share.relevant:
        return NO_RELEVANT_CASES
    low, high = (int(round_half_up(end)) for end in interval_ends(share, sample))
    return f"{low}% to {high}%"


def survey_tables(draft: Draft) -> tuple[Table, ...]:
    """Return a table a survey: each question's answers, with counts and percentages of those who answered it."""
    tables = []
    for survey in draft.inspection.surveys:
        shares = draft.figures.survey(survey.id)
        rows = tuple(
            (curled(question.text), _answer_label(answer), table_share(shares[question.id][answer]))
            for question in survey.questions
            for answer in question.answers
        )
        columns = (Column("Question"), Column("Answer"), Column("People", numeric=True))
        tables.append(Table(draft.anchors.new(f"table survey {survey.id}"), survey.title, columns, rows))
    return tuple(tables)


def _interval_row(label: str, share: Share, sample: Results | None) -> ChartRow:
    low, high = (float(round_half_up(end, 1)) for end in interval_ends(share, sample))
    value = float(whole_percent(share) or 0)
    return ChartRow(label, value, table_share(share), low=low, high=high)


def _answer_label(answer: str) -> str:
    words = answer.replace("_", " ")
    return words[:1].upper() + words[1:]
