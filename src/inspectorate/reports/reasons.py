"""The sentences that say why a standard has its rating."""

from __future__ import annotations

from collections.abc import Iterator

from inspectorate.frameworks.rules import Cap
from inspectorate.ratings.model import StandardRating, Status
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.reports.document import Block, Figure, Paragraph, Quotation
from inspectorate.reports.draft import Draft
from inspectorate.reports.prose import Part, paragraph
from inspectorate.reports.wording import date_text, listed, lowered, sentence


def reasons(draft: Draft, standard: StandardRating) -> Iterator[Block]:
    """Say why a standard has its rating, or has none; a recorded reason follows in the words of those who gave it."""
    decision = standard.decision
    match standard.status:
        case Status.NOT_RATED_BY_DESIGN:
            yield paragraph(sentence(standard.reason_not_rated) or "This standard is not rated.")
        case Status.NOT_RATED:
            yield paragraph("This standard was not rated in this inspection.")
            yield from _recorded(draft, decision, "The reason recorded was:")
        case Status.AWAITED:
            yield paragraph("This standard has not been rated yet.")
        case _ if standard.capped_by is not None:
            yield from _capped(draft, standard)
        case _ if standard.lowest_percent is not None:
            yield from _from_cases(draft, standard)
        case _:
            yield from _from_evidence(draft, standard)


def _rated_as(draft: Draft, standard: StandardRating) -> tuple[Part, ...]:
    rating = draft.figures.bound(f"rating {standard.id}")
    return (f"{draft.inspection.body.name} is rated as '", rating, f"' for {lowered(standard.title)}")


def _from_cases(draft: Draft, standard: StandardRating) -> Iterator[Block]:
    rated = _rated_as(draft, standard)
    lowest = draft.figures.bound(f"lowest {standard.id}")
    if standard.decision is not None and standard.rating != standard.rule_result:
        yield _discretion(draft, standard, rated, lowest)
        yield from _recorded(draft, standard.decision, "The reason recorded for this decision was:")
        return
    if len(standard.key_questions) == 1:
        yield paragraph(*rated, ", as the score of its key question was ", lowest, ".")
    else:
        count = draft.figures.bound(f"key-questions {standard.id}")
        yield paragraph(
            *rated, ", as the lowest score out of the ", count, " key questions was ", lowest, ". ",
            *_lowest_relates_to(draft, standard),
        )  # fmt: skip
    if standard.decision is not None:
        yield paragraph("The ratings panel considered whether to use professional discretion, and left this as it is.")
        yield from _recorded(draft, standard.decision, "The reason recorded for this decision was:")


def _lowest_relates_to(draft: Draft, standard: StandardRating) -> tuple[Part, ...]:
    texts = {question.id: question.text for question in standard.key_questions}
    if len(standard.lowest) == 1:
        return (f"This lowest score relates to the question: {lowered(texts[standard.lowest[0]])}",)
    count = len(standard.lowest)
    shared = draft.figures.stated(draft.figures.writer.number(count), f"lowest {standard.id} questions", count=count)
    questions = listed(f"'{texts[name]}'" for name in standard.lowest)
    return ("This lowest score is shared by ", shared, f" questions: {questions}.")


def _discretion(draft: Draft, standard: StandardRating, rated: tuple[Part, ...], lowest: Figure) -> Paragraph:
    rule_result = draft.figures.bound(f"rule-result {standard.id}")
    rating = draft.figures.bound(f"rating {standard.id}")
    raised = _is_raised(draft, standard)
    within = (
        ", this was within the percentage range for professional discretion to be considered."
        if _is_within_margin(draft, standard, raised=raised)
        else ", one case answered otherwise would have taken it into the next band, so that professional discretion"
        " could be considered."
    )
    return paragraph(
        *rated, ". Although the lowest score was ", lowest, ", which lies in the band for '", rule_result, f"'{within}"
        f" The ratings panel applied professional discretion to {'increase' if raised else 'lower'} the rating for"
        f" {lowered(standard.title)} from '", rule_result, "' to '", rating, "'.",
    )  # fmt: skip


def _is_raised(draft: Draft, standard: StandardRating) -> bool:
    if standard.rating is None or standard.rule_result is None:
        return False
    return draft.framework.rank(standard.rating) > draft.framework.rank(standard.rule_result)


def _is_within_margin(draft: Draft, standard: StandardRating, *, raised: bool) -> bool:
    rule = draft.framework.rules.discretion
    if rule is None or standard.rating is None or standard.lowest_percent is None:
        return False
    band = draft.framework.rules.bands.band_of(standard.rating)
    boundary = band.from_ if raised or band.below is None else band.below
    return abs(boundary - standard.lowest_percent) <= rule.margin


def _capped(draft: Draft, standard: StandardRating) -> Iterator[Block]:
    cap = next(cap for cap in draft.framework.rules.caps if cap.id == standard.capped_by)
    title = lowered(standard.title)
    limit = draft.figures.stated(draft.label(cap.at_most), f"rules.caps.{cap.id}.at_most", rating=cap.at_most)
    proposal = _decision(draft, standard.id, DecisionKind.PROPOSAL)
    override = _decision(draft, standard.id, DecisionKind.CAP_OVERRIDE)
    because = _cap_because(draft, cap)
    if override is not None:
        yield paragraph(
            *_rated_as(draft, standard), ". ", *because, f", so that {title} would not be rated higher than '",
            limit, "'. The ratings panel set this limit aside.",
        )  # fmt: skip
        yield from _recorded(draft, override, "The reason recorded for this decision was:")
    elif standard.proposed is not None:
        proposed = draft.figures.bound(f"proposed {standard.id}")
        yield paragraph(
            *_rated_as(draft, standard), ". On the evidence for this standard alone it would have been rated '",
            proposed, "'. ", *because, f", however, so that {title} could not be rated higher than '", limit, "'.",
        )  # fmt: skip
    if proposal is not None:
        proposed = draft.figures.bound(f"proposed {standard.id}")
        yield from _recorded(draft, proposal, "The reason recorded for proposing '", proposed, "' was:")


def _cap_because(draft: Draft, cap: Cap) -> tuple[Part, ...]:
    least = draft.figures.stated(
        draft.label(cap.when.at_least), f"rules.caps.{cap.id}.at_least", rating=cap.when.at_least
    )
    kind = cap.when.kind.value
    if cap.when.fewer_than == 1:
        return (f"No {kind} standard was rated '", least, "' or better")
    number = draft.figures.writer.number(cap.when.fewer_than)
    few = draft.figures.stated(number, f"rules.caps.{cap.id}.fewer_than", standards=cap.when.fewer_than)
    return ("Fewer than ", few, f" {kind} standards were rated '", least, "' or better")


def _from_evidence(draft: Draft, standard: StandardRating) -> Iterator[Block]:
    decision = standard.decision
    if decision is None:
        known = draft.inspection.published_ratings is not None
        yield paragraph(*_rated_as(draft, standard), " in its published report." if known else ".")
        return
    items = len(decision.evidence)
    if not items:
        basis: tuple[Part, ...] = (", on the evidence gathered against this standard.",)
    else:
        word = draft.figures.writer.number(items)
        count = draft.figures.stated(word, f"decision {standard.id} evidence", items=items)
        basis = (", on the strength of ", count, f" piece{'' if items == 1 else 's'} of evidence.")
    yield paragraph(*_rated_as(draft, standard), *basis)
    yield from _recorded(draft, decision, "The reason recorded was:")


def _recorded(draft: Draft, decision: Decision | None, *opening: Part) -> Iterator[Block]:
    """Give a decision's reason in the words of those who took it, with who they were and when."""
    if decision is None:
        return
    day = draft.figures.stated(
        date_text(decision.decided_on), f"decision {decision.standard} day", day=decision.decided_on.isoformat()
    )
    yield paragraph(*opening)
    yield Quotation((paragraph(sentence(decision.reason)), paragraph(f"{decision.decided_by}, ", day, role="note")))


def _decision(draft: Draft, standard: str, kind: DecisionKind) -> Decision | None:
    return next((one for one in draft.inspection.decisions if one.standard == standard and one.kind is kind), None)
