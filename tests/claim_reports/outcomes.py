"""What the checker made of generated statements, and of their slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from tests.claim_reports import comparing, parts, proportions, rated, shares
from tests.claim_reports.inspections import edition
from tests.claim_reports.statements import Line, Lines, Statement, report_of, unmarked

from inspectorate.reports.checking.judging import check
from inspectorate.reports.checking.model import Checked, Claim, Verdict

Maker = Callable[[Random], Statement]
SMALL: tuple[Maker, ...] = (*shares.SHAPES, *proportions.SHAPES, *parts.SHAPES, *comparing.SHAPES)
"""The makers of a sentence or two, of which many can stand in one report."""
SHAPES: tuple[Maker, ...] = (*SMALL, *rated.SHAPES)
"""Every maker of a statement."""
_MIXED = 12


class Truth(StrEnum):
    """What became of a true statement, the worst first."""

    FALSE_ALARM = "false alarm"
    DOUBTFUL = "doubtful"
    NOT_FOUND = "not found"
    HOLDS = "holds"


class Fate(StrEnum):
    """What became of a slip."""

    FOUND = "found"
    MILDER = "doubtful only"
    GRAVER = "failed, though doubtful"
    MISSED = "missed"


@dataclass(frozen=True)
class Tally:
    """What became of many true statements of one shape, and of as many slips."""

    shape: str
    truths: Counter[Truth]
    fates: Counter[Fate]

    @property
    def share(self) -> float:
        """Return the share of slips that were found with a verdict that is due."""
        return self.fates[Fate.FOUND] / self.fates.total()


def checked(lines: Iterable[Line]) -> Checked:
    """Check a report of some lines, under the edition that ratings are written by."""
    return check(report_of(lines), framework=edition())


def claims_at(found: Checked, lines: Sequence[Line], *, offset: int = 0) -> list[Claim]:
    """Return the claims that touch a marked place; ``offset`` is the position of the lines in the report."""
    places = [(offset + at, *place) for at, one in enumerate(lines) for place in one.places]
    return [
        claim
        for claim in found.claims
        if any(
            span.passage == at and span.start < end and start < span.end
            for span in claim.spans
            for at, start, end in places
        )
    ]


def truth_of(statement: Statement) -> tuple[Truth, Checked]:
    """Check a true statement in a report of its own."""
    found = checked(statement.lines)
    if found.of(Verdict.FAILS):
        return Truth.FALSE_ALARM, found
    if found.of(Verdict.DOUBTFUL):
        return Truth.DOUBTFUL, found
    return (Truth.HOLDS if _held(found, statement, 0) else Truth.NOT_FOUND), found


def _held(found: Checked, statement: Statement, offset: int) -> bool:
    own = [claim for claim in claims_at(found, statement.lines, offset=offset) if claim.kind in statement.kinds]
    return any(claim.verdict is Verdict.HOLDS for claim in own)


def fate_of(statement: Statement) -> tuple[Fate, Checked]:
    """Check a statement's slip in a report of its own."""
    found = checked(statement.slip.lines)
    return fate(found, statement.slip.lines, statement.slip.due), found


def fate(found: Checked, lines: Lines, due: frozenset[Verdict], *, offset: int = 0) -> Fate:
    """Say whether the verdict that is due is said of a slip's place."""
    said = {claim.verdict for claim in claims_at(found, lines, offset=offset)}
    if Verdict.FAILS in said and Verdict.FAILS not in due:
        return Fate.GRAVER
    if said & due:
        return Fate.FOUND
    return Fate.MILDER if Verdict.DOUBTFUL in said else Fate.MISSED


def tally(maker: Maker, seeds: Iterable[object]) -> Tally:
    """Check a true statement and a slip of one shape for each seed."""
    truths: Counter[Truth] = Counter()
    fates: Counter[Fate] = Counter()
    shape = ""
    for seed in seeds:
        statement = maker(Random(str(seed)))
        shape = statement.shape
        truths[truth_of(statement)[0]] += 1
        fates[fate_of(statement)[0]] += 1
    return Tally(shape, truths, fates)


def mixed(random: Random) -> Statement:
    """Draw a report of statements of twelve shapes, one of which has the slip.

    Each is true by itself. Where several speak of "the inspected cases" they need not agree, so that a doubt about the
    same figure in two places may be due in such a report; a claim that fails is not.
    """
    drawn = [maker(random) for maker in random.sample(SMALL, _MIXED + 3)]
    drawn = [one for one in drawn if not one.alone][:_MIXED]
    at = random.randrange(len(drawn))
    before, after = drawn[:at], drawn[at + 1 :]

    def among(lines: Lines) -> Lines:
        return (
            *(line for one in before for line in unmarked(one.lines)),
            *lines,
            *(line for one in after for line in unmarked(one.lines)),
        )

    chosen = drawn[at]
    slip = replace(chosen.slip, lines=among(chosen.slip.lines))
    return replace(chosen, shape="statements of twelve shapes", lines=among(chosen.lines), slip=slip)


def mixed_truth_of(statement: Statement) -> Truth:
    """Check the true report of `mixed`: whether any claim fails, and whether the marked one holds."""
    found = checked(statement.lines)
    if found.of(Verdict.FAILS):
        return Truth.FALSE_ALARM
    return Truth.HOLDS if _held(found, statement, 0) else Truth.NOT_FOUND


def mixed_fate_of(statement: Statement) -> Fate:
    """Check the report with a slip of `mixed`: a claim that fails anywhere else than at the slip is missed."""
    found = checked(statement.slip.lines)
    at_slip = claims_at(found, statement.slip.lines)
    if any(claim not in at_slip for claim in found.of(Verdict.FAILS)):
        return Fate.GRAVER
    return fate(found, statement.slip.lines, statement.slip.due)


def mixed_tally(seeds: Iterable[object]) -> Tally:
    """Check a true mixed report and one with a slip for each seed."""
    drawn = [mixed(Random(str(seed))) for seed in seeds]
    truths = Counter(mixed_truth_of(one) for one in drawn)
    return Tally("statements of twelve shapes", truths, Counter(mixed_fate_of(one) for one in drawn))
