"""What the ratings that a report prints add up to, and whether none is missing from the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from inspectorate.reports.checking.landmarks import PrintedStandard, Stand
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.rating_words import NOT_RATED, RatingWords, spelt
from inspectorate.reports.checking.standing import NamedLowest, discretion_of, lowest_of, named_lowest, standing_of

_MOST_SUMS = 4096


@dataclass(frozen=True)
class Total:
    """The printed ratings that count towards a score.

    ``sums`` are those that they may give where places differ, ``printed`` the likeliest. ``complete`` says that the
    framework knows of no other standard that should be rated; ``missing`` names those. ``words`` tells the ratings.
    """

    sums: frozenset[int]
    printed: int
    count: int
    complete: bool
    missing: tuple[str, ...]
    words: str


def total_of(material: Material) -> Total:
    """Add up the printed ratings; where a standard has several, each is tried, and what its table gives as well."""
    outline, words = material.outline, material.outline.words
    choices: list[set[int]] = []
    printed = 0
    tally: dict[str, int] = {}
    found: set[str] = set()
    named = tuple(named_lowest(material))
    for standard in outline.standards:
        ratings = outline.ratings_of(standard.key)
        if not ratings:
            continue
        found.add(standard.key)
        if not _counts(material, standard):
            continue
        listed = [one.rating for one in ratings if one.stand is not Stand.PROSE] or [one.rating for one in ratings]
        points = {value for one in ratings if (value := words.points_of(one.rating)) is not None}
        first = max(listed, key=listed.count)
        if first == NOT_RATED or not points:
            continue
        choices.append(points | _by_rule(material, standard, words, named))
        printed += words.points_of(first) or 0
        tally[first] = tally.get(first, 0) + 1
    possible = len(choices) and _product_size(choices) <= _MOST_SUMS
    sums = frozenset(sum(one) for one in product(*choices)) if possible else frozenset({printed})
    missing = _missing(material, found)
    text = ", ".join(f"{spelt(tally[name])} {label}" for name, label, _ in reversed(words.ratings) if name in tally)
    return Total(sums, printed, len(choices), material.framework is not None and not missing, missing, text)


def _by_rule(
    material: Material, standard: PrintedStandard, words: RatingWords, named: Sequence[NamedLowest]
) -> set[int]:
    """Return the points that a standard's table or discretion gives, so that a slip in its rating is not told twice."""
    discretion = discretion_of(material, standard)
    if discretion is not None and discretion.used:
        points = words.points_of(discretion.after)
        return set() if points is None else {points}
    standing = standing_of(material, standard, lowest_of(material, standard, named))
    points = words.points_of(standing.rating) if standing is not None and standing.lowest.complete else None
    return set() if points is None else {points}


def _product_size(choices: Sequence[set[int]]) -> int:
    size = 1
    for one in choices:
        size *= len(one)
    return size


def _missing(material: Material, found: set[str]) -> tuple[str, ...]:
    """Return the framework's standards without a printed rating, for the kind of body that fits best."""
    framework = material.framework
    if framework is None:
        return ()
    kinds = [body.id for body in framework.bodies] or [""]
    best = min(kinds, key=lambda kind: len(found - {one.id for one in framework.standards_for(kind)}))
    return tuple(
        f"{one.id} {one.title}"
        for one in framework.standards_for(best)
        if one.id not in found and one.counts_towards_score
    )


def _counts(material: Material, standard: PrintedStandard) -> bool:
    """Say whether a standard's rating adds to the score; of one that the framework does not know, it does not."""
    if standard.standard is None:
        return material.framework is None
    return standard.standard.counts_towards_score


def points_left_for(material: Material, key: str) -> int | None:
    """Return the points that the printed score leaves for one standard; None where the others do not settle it."""
    outline = material.outline
    scores = {score.points.value for score in outline.scores}
    total = total_of(material)
    whole = {score.maximum.value for score in outline.scores if score.maximum is not None}
    if len(scores) != 1 or (total.missing and whole != {total.count * outline.words.most}):
        return None
    rest = 0
    for standard in outline.standards:
        ratings = {one.rating for one in outline.ratings_of(standard.key)} - {NOT_RATED}
        if standard.key == key or not ratings or not _counts(material, standard):
            continue
        if len(ratings) > 1:
            return None
        rest += outline.words.points_of(next(iter(ratings))) or 0
    return int(next(iter(scores))) - rest
