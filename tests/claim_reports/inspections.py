"""Whole reports of an inspection of probation, rated by rules that are written again here: tables, ratings, score.

The words of standards and key questions are the edition's; what they are rated is worked out by our own hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from random import Random

from tests.claim_reports.figures import rounded, share

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.identifiers import FrameworkReference

LABELS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
BOUNDS = (50, 65, 80)
MARGIN = 5
RATED = ("2.2", "2.3", "2.4", "2.5")
ORGANISATIONAL = ("1.1", "1.2", "1.3", "1.4")
NAMES = ("Northmoor", "Eastvale", "South Fell", "Westbridge", "Kingsdown", "Harrow Hill", "Tidewater", "Broadmarsh")


@cache
def edition() -> Framework:
    """Return the edition that the reports are written under."""
    return load_edition(FrameworkReference.parse("hmip-adult@2021.1")).framework


def band(percent: int) -> int:
    """Return the rank of the rating that a percentage gives: 0 is the lowest."""
    return sum(percent >= bound for bound in BOUNDS)


def overall(points: int, standards: int) -> int:
    """Return the rank of the overall rating: mean points up to a half, one and a half, two and a half, and above."""
    return sum(Fraction(points, standards) > Fraction(limit, 2) for limit in (1, 3, 5))


@dataclass(frozen=True)
class Row:
    """A key question's row: how many of how many cases, and the percentage that is printed."""

    question: str
    count: int
    base: int
    percent: int


@dataclass(frozen=True)
class CaseStandard:
    """A standard rated from cases.

    ``named`` is the lowest percentage as its sentence says it; ``raised`` says that discretion lifted the rating.
    """

    id: str
    title: str
    rows: tuple[Row, ...]
    rating: int
    named: int
    raised: bool = False

    @property
    def lowest(self) -> int:
        return min(row.percent for row in self.rows)


@dataclass(frozen=True)
class Facts:
    """All that an inspection found.

    ``summary`` are the ratings on the page of ratings; ``capped`` says that the report speaks of the cap.
    """

    name: str
    sample: int
    cases: tuple[CaseStandard, ...]
    led: tuple[int, ...]
    summary: tuple[int, ...]
    points: int
    maximum: int
    overall: int
    capped: bool


def facts(random: Random) -> Facts:
    """Draw an inspection and rate it."""
    sample = random.randint(20, 90)
    # a service is good or poor throughout, more or less
    level = random.choice((30, 45, 55, 60, 70, 85))
    cases = tuple(_case_standard(random, one, sample, level) for one in RATED)
    limited = not any(one.rating >= LABELS.index("Good") for one in cases)
    led = [random.choice((0, 1, 1, 2, 2, 2, 3)) for _ in ORGANISATIONAL]
    if limited:
        led[0] = min(led[0], 1)
    return scored(Facts(random.choice(NAMES), sample, cases, tuple(led), (), 0, 0, 0, capped=limited and led[0] == 1))


def scored(found: Facts) -> Facts:
    """Return an inspection with its page of ratings, score and overall rating made anew."""
    ratings = (*found.led, *(one.rating for one in found.cases))
    points = sum(ratings)
    return replace(
        found,
        summary=ratings,
        points=points,
        maximum=3 * len(ratings),
        overall=overall(points, len(ratings)),
    )


def _case_standard(random: Random, name: str, sample: int, level: int) -> CaseStandard:
    standard = edition().standards[name]
    to_even = random.random() < 0.5
    rows = []
    for question in standard.key_questions:
        # some cases may not be relevant to a question, though most are
        base = sample if random.random() < 0.7 else random.randint(-(-sample * 4 // 5), sample)
        aim = min(97, max(4, round(random.gauss(level, 14))))
        count = min(base, max(0, round(base * aim / 100)))
        rows.append(Row(question.text, count, base, int(rounded(share(count, base), 0, to_even=to_even))))
    lowest = min(row.percent for row in rows)
    rating = band(lowest)
    near = next((bound for bound in BOUNDS if 0 < bound - lowest <= MARGIN), None)
    raised = near is not None and random.random() < 0.6
    return CaseStandard(name, standard.title, tuple(rows), rating + raised, lowest, raised)


# --- slips ---------------------------------------------------------------------------------------------------------


def _with(found: Facts, index: int, **changes: object) -> Facts:
    cases = list(found.cases)
    cases[index] = replace(cases[index], **changes)  # type: ignore[arg-type]  # the callers name its own fields
    return replace(found, cases=tuple(cases))


Slipped = tuple[Facts, int]
"""The facts with one slip, and the case standard that it is in (0 where it is in none)."""


def rating_off(random: Random, found: Facts) -> Slipped | None:
    """Rate a standard a band off wherever it is printed; the score is summed from what was printed."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    if one.raised:
        return None
    other = random.choice([rank for rank in (one.rating - 1, one.rating + 1) if 0 <= rank <= 3])
    return (_print_everywhere(found, index, other), index) if _outside(one.lowest, other) else None


def _outside(lowest: int, rank: int) -> bool:
    """Say whether no discretion and no rounding can bring a percentage into a band."""
    low = (0, *BOUNDS)[rank]
    high = (*BOUNDS, 101)[rank]
    return lowest < low - MARGIN - 3 or lowest >= high + MARGIN + 3


def _print_everywhere(found: Facts, index: int, rank: int) -> Facts:
    changed = _with(found, index, rating=rank)
    summary = list(changed.summary)
    summary[len(ORGANISATIONAL) + index] = rank
    points = changed.points + rank - found.cases[index].rating
    return replace(changed, summary=tuple(summary), points=points, overall=overall(points, len(summary)))


def rating_off_within_margin(random: Random, found: Facts) -> Slipped | None:
    """Rate a standard a band off near the boundary, with its lowest score given as the reason."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    if one.raised:
        return None
    near = [rank for rank in (one.rating - 1, one.rating + 1) if 0 <= rank <= 3 and _near(one.lowest, rank)]
    return (_print_everywhere(found, index, near[0]), index) if near else None


def _near(lowest: int, rank: int) -> bool:
    """Say whether a percentage is within the margin of a band, and was not rounded out of it."""
    low = (0, *BOUNDS)[rank]
    high = (*BOUNDS, 101)[rank]
    return low - MARGIN <= lowest < low or high < lowest <= high + MARGIN


def section_differs(random: Random, found: Facts) -> Slipped | None:
    """Print another rating in a standard's own section than its table gives; the page of ratings is right."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    ranks = [rank for rank in range(4) if abs(rank - one.rating) == 1 and _outside(one.lowest, rank)]
    if one.raised or not ranks:
        return None
    return _with(found, index, rating=ranks[0]), index


def organisational_differs(random: Random, found: Facts) -> Slipped | None:
    """Print two ratings for a standard that has no table."""
    index = random.randrange(1, len(found.led))
    led = list(found.led)
    led[index] = led[index] + 1 if led[index] < 3 else 2
    return replace(found, led=tuple(led)), index


def score_off(random: Random, found: Facts) -> Slipped | None:
    points = found.points + random.choice((-2, -1, -1, 1, 1, 2))
    return (replace(found, points=points), 0) if 0 <= points <= found.maximum else None


def maximum_off(random: Random, found: Facts) -> Slipped | None:
    maximum = found.maximum + random.choice((-3, -1, 1, 3, 6, -6))
    return (replace(found, maximum=maximum), 0) if found.points <= maximum else None


def overall_off(random: Random, found: Facts) -> Slipped | None:
    rank = random.choice([rank for rank in (found.overall - 1, found.overall + 1) if 0 <= rank <= 3])
    return replace(found, overall=rank), 0


def lowest_off(random: Random, found: Facts) -> Slipped | None:
    """Name another lowest score than the table has, in the same band."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    named = [
        percent for percent in range(2, 99) if 1 <= abs(percent - one.lowest) <= 9 and band(percent) == band(one.lowest)
    ]
    return (_with(found, index, named=random.choice(named)), index) if named else None


def lowest_of_another_row(random: Random, found: Facts) -> Slipped | None:
    """Name the percentage of another row of the table as the lowest."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    others = [row.percent for row in one.rows if row.percent > one.lowest]
    return (_with(found, index, named=random.choice(others)), index) if others else None


def discretion_too_far(random: Random, found: Facts) -> Slipped | None:
    """Claim discretion for a lowest score that lies far below the boundary, consistently throughout."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    rank = band(one.lowest)
    if one.raised or rank > 2 or BOUNDS[rank] - one.lowest <= 2 * MARGIN + 2:
        return None
    changed = _print_everywhere(found, index, rank + 1)
    return _with(changed, index, raised=True), index


def leadership_above_cap(random: Random, found: Facts) -> Slipped | None:
    """Rate leadership above the limit that the report itself says applies."""
    del random
    if not found.capped:
        return None
    changed = replace(found, led=(2, *found.led[1:]))
    return scored(changed), 0


def row_off(random: Random, found: Facts) -> Slipped | None:
    """Print a wrong percentage in a row beside its count and base; the lowest stays the lowest."""
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    places = [place for place, row in enumerate(one.rows) if row.percent > one.lowest and row.percent < 98]
    if not places:
        return None
    place = random.choice(places)
    row = one.rows[place]
    percent = min(100, row.percent + random.randint(2, 15))
    if abs(Fraction(percent) - share(row.count, row.base)) <= 1:
        return None
    rows = (*one.rows[:place], replace(row, percent=percent), *one.rows[place + 1 :])
    return _with(found, index, rows=rows), index


def row_over_100(random: Random, found: Facts) -> Slipped | None:
    index = random.randrange(len(found.cases))
    one = found.cases[index]
    places = [place for place, row in enumerate(one.rows) if row.percent > one.lowest]
    if not places:
        return None
    place = random.choice(places)
    rows = (*one.rows[:place], replace(one.rows[place], percent=random.randint(101, 140)), *one.rows[place + 1 :])
    return _with(found, index, rows=rows), index


Faulter = Callable[[Random, Facts], "Slipped | None"]
