"""Statements that are whole reports of an inspection, each with one slip in its ratings, tables or score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.claim_reports import inspections
from tests.claim_reports.figures import style
from tests.claim_reports.inspections import LABELS, Faulter, facts
from tests.claim_reports.phrases import Phrases
from tests.claim_reports.setting_out import ROWS_WITH_COUNTS, Manner, set_out
from tests.claim_reports.statements import DOUBTFUL, EITHER, FAILS, Slip, Statement, line

from inspectorate.reports.checking.model import Kind, Verdict

Maker = Callable[[Random], Statement]


@dataclass(frozen=True)
class Fault:
    """A slip in an inspection's report: how it is made, where it then stands, and what is due."""

    shape: str
    name: str
    make: Faulter
    place: str
    kind: Kind
    due: frozenset[Verdict] = FAILS
    counts: bool = False
    explained: bool | None = None


FAULTS = (
    Fault("rating by its table", "a rating a band off", inspections.rating_off, "rating", Kind.RATING),
    Fault("rating by its lowest score", "a rating a band off, near its boundary", inspections.rating_off_within_margin,
          "rating", Kind.RATING, explained=True),
    Fault("rating near a boundary", "a rating a band off, with no reason", inspections.rating_off_within_margin,
          "rating", Kind.RATING, due=DOUBTFUL, explained=False),
    Fault("rating in its section", "a rating that differs from its table", inspections.section_differs, "section",
          Kind.RATING),
    Fault("rating in two places", "two ratings of one standard", inspections.organisational_differs, "organisational",
          Kind.RATING, due=EITHER),
    Fault("score", "a score off by one or two", inspections.score_off, "score", Kind.SCORE),
    Fault("maximum score", "a wrong maximum", inspections.maximum_off, "maximum", Kind.MAXIMUM),
    Fault("overall rating", "an overall rating a band off", inspections.overall_off, "overall", Kind.OVERALL),
    Fault("lowest score", "a wrong lowest score", inspections.lowest_off, "lowest", Kind.LOWEST, explained=True),
    Fault("lowest of the rows", "the score of another row", inspections.lowest_of_another_row, "lowest", Kind.LOWEST,
          explained=True),
    Fault("discretion", "discretion outside the margin", inspections.discretion_too_far, "discretion", Kind.DISCRETION),
    Fault("cap", "leadership above its limit", inspections.leadership_above_cap, "cap", Kind.CAP),
    Fault("key question with its count", "a wrong percentage", inspections.row_off, "row", Kind.KEY_QUESTION,
          counts=True),
    Fault("key question", "a percentage over 100", inspections.row_over_100, "row", Kind.KEY_QUESTION),
)  # fmt: skip


def _inspection(fault: Fault) -> Maker:
    """Return the maker of a report in which a fault can be."""

    def make(random: Random) -> Statement:
        while True:
            found = facts(random)
            table = random.choice(ROWS_WITH_COUNTS) if fault.counts else ""
            manner = Manner.drawn(random, table=table, explained=fault.explained)
            slipped = fault.make(random, found)
            if slipped is None:
                continue
            wrong, index = slipped
            if fault.kind is Kind.DISCRETION and not any(one.raised for one in found.cases):
                # the true report must have some discretion too, or its claim would not be there to be found
                continue
            true_index = index
            if fault.kind is Kind.DISCRETION:
                true_index = next(place for place, one in enumerate(found.cases) if one.raised)
            lines = set_out(found, manner, place=fault.place, index=true_index)
            due = fault.due
            if fault.kind is Kind.MAXIMUM and wrong.maximum == found.maximum + 3 and not manner.court:
                # one standard more: court work, of which this report says nothing, may have been rated
                due |= DOUBTFUL
            slip = Slip(fault.name, set_out(wrong, manner, place=fault.place, index=index), due)
            return Statement(fault.shape, lines, slip, frozenset({fault.kind}), alone=True)

    return make


_LISTED = (
    "{a} standards were {A} and {b} {B}: «score {s}/{m}»",
    "{a} standards were rated {A} and {b} were rated {B}, «a score of {s} out of {m}»",
    "{a} of the standards were {A} and {b} were {B}, which gives «a score of {s}/{m}»",
    "{a} standards were judged {A} and {b} {B}; «the overall score was {s} out of {m}»",
    "with {a} standards rated {A} and {b} rated {B}, «the total score is {s}/{m}»",
    "{a} standards were ‘{A}’ and {b} were ‘{B}’ («score {s} out of {m}»)",
    "{a} standards are {A} and {b} are {B}, so that «the score is {s}/{m}»",
    "{a} standards were {A}, {b} were {B}: «overall score {s}/{m}»",
)


def score_of_a_list(random: Random) -> Statement:
    how = style(random)
    ranks = random.sample(range(4), 2)
    counts = [random.randint(2, 6) for _ in ranks]
    points = sum(count * rank for count, rank in zip(counts, ranks, strict=True))
    most = 3 * sum(counts)
    phrases, template = Phrases.drawn(random), random.choice(_LISTED)

    def text(score: int) -> str:
        labels = {"A": LABELS[ranks[0]], "B": LABELS[ranks[1]]}
        figures = {"a": how.count(counts[0]), "b": how.count(counts[1]), "s": str(score), "m": str(most)}
        return phrases.write_bare(template, how, **labels, **figures)

    wrong = random.choice([score for score in (points - 2, points - 1, points + 1, points + 2) if 0 <= score <= most])
    slip = Slip("a score off by one or two", line(text(wrong)))
    return Statement("score of a list", line(text(points)), slip, frozenset({Kind.SCORE}), alone=True)


SHAPES: tuple[Maker, ...] = (score_of_a_list, *(_inspection(fault) for fault in FAULTS))
