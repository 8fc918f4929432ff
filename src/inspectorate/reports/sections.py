"""The sections of a report, from the foreword to the last standard, in the order of the published reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from inspectorate.frameworks.model import Domain
from inspectorate.frameworks.rules import StandardKind
from inspectorate.kernel.problems import Place
from inspectorate.ratings.model import StandardRating, Status
from inspectorate.records.inspection import Recommendation
from inspectorate.reports.charting import group_chart, key_question_figure
from inspectorate.reports.comparing import comparisons, fields_compared, has_cases, pointer
from inspectorate.reports.document import (
    Block,
    Inline,
    ListBlock,
    Paragraph,
    RatingGroup,
    RatingLine,
    RatingsPage,
    Text,
)
from inspectorate.reports.draft import Draft
from inspectorate.reports.narrative import plain_text
from inspectorate.reports.prose import Part, paragraph
from inspectorate.reports.reasons import reasons
from inspectorate.reports.wording import curled, date_text, listed, lowered

FOREWORD, BACKGROUND, FEEDBACK, DIVERSITY, METHOD = "foreword", "background", "feedback", "diversity", "method"
PARTS = (FOREWORD, BACKGROUND, FEEDBACK, DIVERSITY, METHOD)
"""The parts of a report that an author writes, beside one for each standard."""

_TITLES = {
    FOREWORD: "Foreword",
    BACKGROUND: "Background",
    FEEDBACK: "Feedback from people on probation",
    DIVERSITY: "Diversity and inclusion",
}
RECOMMENDATIONS_FILE = "recommendations.yaml"


def part(draft: Draft, section: str, *, level: int, opening: Iterable[Block] = ()) -> Iterator[Block]:
    """Give a part that an author wrote, under its heading and an opening; nothing where it was not written."""
    if draft.section(section) is None:
        return
    yield draft.heading(level, _TITLES[section], section)
    yield from opening
    yield from draft.narrative(section, level=level + 1, anchor=section)


def ratings_page(draft: Draft) -> Iterator[Block]:
    """Give the ratings at a glance, and a sentence on what the score counts."""
    inspection, rating = draft.inspection, draft.rating
    started = inspection.fieldwork_started_on
    by_id = {standard.id: standard for standard in rating.standards}
    groups = []
    for domain in draft.framework.domains:
        lines = tuple(_rating_line(draft, by_id[one.id]) for one in domain.standards if one.id in by_id)
        if lines:
            groups.append(RatingGroup(_domain_title(domain), lines))
    yield draft.heading(2, "Ratings")
    yield RatingsPage(
        body=inspection.body.name,
        fieldwork="" if started is None else f"Fieldwork started {date_text(started)}",
        score=str(rating.score),
        overall=draft.badge_of(rating.overall, none="Not yet rated"),
        groups=tuple(groups),
    )
    yield from _score_note(draft)


def _rating_line(draft: Draft, standard: StandardRating) -> RatingLine:
    return RatingLine(standard.id, standard.title, draft.badge(standard), standard_anchor(standard.id))


def _score_note(draft: Draft) -> Iterator[Block]:
    """Say what the score adds up, and which standards are not in it."""
    if not draft.rating.score.standards:
        return
    figures = draft.figures
    parts: list[Part] = [
        "The score of ", figures.bound("score"), " adds up the points of the ", figures.bound("standards-scored"),
        " standards that are rated and scored.",
    ]  # fmt: skip
    scale = tuple(reversed(draft.framework.rules.scale.ratings))
    for index, one in enumerate(scale):
        words = figures.writer.count_words(one.points)[0]
        points = figures.stated(words, f"rules.scale.ratings.{one.id}.points", points=one.points)
        joint = " " if index == 0 else " and " if index == len(scale) - 1 else ", "
        parts += [f"{joint}'{one.label}'{' gives' if index == 0 else ''} ", points, " points" if index == 0 else ""]
    unrated = list(draft.unrated())
    if unrated:
        names = listed(f"{one.id} {one.title}" for one in unrated)
        are = "is" if len(unrated) == 1 else "are"
        parts.append(f". {names} {are} not rated, and {are} no part of the score")
    yield paragraph(*parts, ".", role="note")


def standard_anchor(standard: str) -> str:
    """Return the identifier of a standard's heading."""
    return "standard-" + "".join(sign if sign.isalnum() else "-" for sign in standard.lower())


def recommendations(draft: Draft) -> Iterator[Block]:
    """Give the recommendations by the body that they are addressed to, numbered on through the bodies."""
    made = draft.inspection.recommendations
    if not made:
        return
    yield draft.heading(2, "Recommendations")
    yield paragraph(
        "As a result of this inspection a number of recommendations are made. If they are acted on, they should improve"
        " the quality of the services inspected."
    )
    numbered = {one.id: index for index, one in enumerate(made)}
    start = 1
    for addressee, group in groupby(draft.ordered_recommendations, key=lambda one: one.addressed_to):
        items = list(group)
        yield draft.heading(3, f"{addressee} should", f"recommendations {addressee}")
        yield ListBlock(
            tuple((Paragraph(_recommendation(draft, one, numbered[one.id], last=one is items[-1])),) for one in items),
            start=start,
        )
        start += len(items)


def _recommendation(draft: Draft, one: Recommendation, index: int, *, last: bool) -> tuple[Inline, ...]:
    place = Place(RECOMMENDATIONS_FILE, field=f"recommendations[{index}].text")
    inlines = draft.reader.inlines(one.text, place)
    draft.recommendation_texts[one.id] = plain_text(inlines)
    return (*inlines, Text(".")) if last and not plain_text(inlines).endswith((".", "!", "?")) else inlines


def domains(draft: Draft, compare_by: Sequence[str] | None = None) -> Iterator[Block]:
    """Give each domain with its standards.

    What people said and what was found on diversity end the last domain whose standards are all organisational, as in
    the published reports; where there is no such domain, they follow the standards as chapters of their own.
    """
    by_id = {standard.id: standard for standard in draft.rating.standards}
    shown = [one for one in draft.framework.domains if any(standard.id in by_id for standard in one.standards)]
    organisational = [
        one for one in shown if all(standard.kind is StandardKind.ORGANISATIONAL for standard in one.standards)
    ]
    for domain in shown:
        yield draft.heading(2, _domain_title(domain), f"domain {domain.id}")
        for one in domain.standards:
            if one.id in by_id:
                yield from standard_section(draft, by_id[one.id])
        if organisational and domain is organisational[-1]:
            yield from people(draft, compare_by, level=3)
    if not organisational:
        yield from people(draft, compare_by, level=2)


def people(draft: Draft, compare_by: Sequence[str] | None, *, level: int) -> Iterator[Block]:
    """Give what people on probation said, and what was found on diversity and inclusion."""
    yield from part(draft, FEEDBACK, level=level)
    found = comparisons(draft, compare_by)
    opening = (pointer(draft, found),) if found else ()
    yield from part(draft, DIVERSITY, level=level, opening=opening)


def standard_section(draft: Draft, standard: StandardRating) -> Iterator[Block]:
    """Give a standard: its statement, its rating, its key questions, why it is so rated, and what was found."""
    method = draft.framework.standards[standard.id]
    anchor = standard_anchor(standard.id)
    yield draft.heading(3, f"{standard.id} {standard.title}", anchor)
    yield paragraph(method.statement, role="lead")
    yield draft.badge(standard)
    found = draft.narrative(standard.id, level=4, anchor=anchor)
    figure = key_question_figure(draft, standard) if has_cases(standard) else None
    if standard.status is Status.NOT_RATED_BY_DESIGN:
        yield from reasons(draft, standard)
    if figure is not None:
        yield _introduction(draft, standard)
        yield figure
    if standard.status is not Status.NOT_RATED_BY_DESIGN:
        yield from reasons(draft, standard)
    yield from found
    for field in fields_compared(draft, draft.section(standard.id)):
        chart = group_chart(draft, field, [standard.id], title=f"{standard.id} {standard.title}")
        if chart is not None:
            label = lowered(draft.framework.case_field_by_id[field].label)
            yield draft.heading(4, f"Comparison by {label}", f"{anchor} by {field}")
            yield chart


def _introduction(draft: Draft, standard: StandardRating) -> Paragraph:
    count = draft.figures.bound(f"key-questions {standard.id}")
    questions: tuple[Part, ...] = (count, f" key question{'' if len(standard.key_questions) == 1 else 's'}")
    if standard.status is Status.RATED:
        opening = f"The rating for {lowered(standard.title)} is based on the percentage of inspected cases"
        return paragraph(f"{opening} that were judged satisfactory on ", *questions, ".")
    return paragraph(
        "What follows is the percentage of inspected cases that were judged satisfactory on ", *questions, "."
    )


def unknown_sections(draft: Draft) -> Iterable[tuple[str, str]]:
    """Return the narratives that have no place in this report, as identifier and file."""
    known = {*PARTS, *(standard.id for standard in draft.rating.standards)}
    return ((one.id, one.file) for one in draft.inspection.sections if one.id not in known)


def _domain_title(domain: Domain) -> str:
    return curled(
        f"{domain.number}. {domain.title}" if domain.number[-1:].isdigit() else f"{domain.number} {domain.title}"
    )
