"""Ratings: each standard's against its table's lowest percentage, and the discretion that a panel used.

What the report says of lowest scores and caps has files of its own, and is found from here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.rules import Confidence, StandardKind
from inspectorate.ratings.case_based import percent_text
from inspectorate.reports.checking.claims import caps, lowest
from inspectorate.reports.checking.claims.caps import cap_in_force
from inspectorate.reports.checking.landmarks import PrintedRating, PrintedStandard, Stand
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Verdict
from inspectorate.reports.checking.rating_words import NOT_RATED, spelt
from inspectorate.reports.checking.standing import (
    Discretion,
    Lowest,
    NamedLowest,
    Standing,
    discretion_of,
    lowest_of,
    lowest_sentence,
    named_lowest,
    reach,
    standing_of,
)
from inspectorate.reports.checking.totals import points_left_for

_TABLE = (
    "2.3 Planning\n\n{rating}\n\nKey question\tPercentage 'Yes'\n"
    "Does planning focus sufficiently on engaging the person on probation?\t66%\n"
    "Does planning focus sufficiently on reducing reoffending and supporting desistance?\t72%\n"
    "Does planning focus sufficiently on keeping other people safe?\t{lowest}%\n\n"
)
_STAFF = (
    "Ratings\n\n1.2 Staff\n\n{listed}\n\nBackground\n\nThe office stands by the harbour, beside the market hall.\n\n"
    "1.2 Staff\n\n{own}\n\nMorale was high, and every trainee stayed until the end of the course.\n\n"
)
EXAMPLES: tuple[tuple[str, Verdict], ...] = (
    (_TABLE.format(rating="Good", lowest=69), Verdict.HOLDS),
    (_TABLE.format(rating="Outstanding", lowest=69), Verdict.FAILS),
    (_TABLE.format(rating="Inadequate", lowest=58), Verdict.FAILS),
    (_TABLE.format(rating="Good", lowest=62), Verdict.DOUBTFUL),
    ("1.2 Staff\n\nGood", Verdict.CANNOT_TELL),
    (_STAFF.format(listed="Good", own="Good"), Verdict.HOLDS),
    (_STAFF.format(listed="Good", own="Outstanding"), Verdict.FAILS),
)
"""Short reports, with the gravest verdict on their standard's rating under the adult edition of 2021."""

Judged = tuple[Verdict, str, str]


def claims(material: Material) -> Iterator[Claim]:
    """Judge the rating of each standard, and what the report says of lowest scores, discretion and caps."""
    yield from lowest.claims(material)
    yield from caps.claims(material)
    yield from _of_standards(material)


def _of_standards(material: Material) -> Iterator[Claim]:
    named = tuple(named_lowest(material))
    for standard in material.outline.standards:
        standing = standing_of(material, standard, lowest_of(material, standard, named))
        discretion = discretion_of(material, standard)
        rests_on: Judged | None = None
        if discretion is not None and discretion.used:
            judged = _moved(material, standard, standing, discretion)
            own = [one for one in named if one.standard.key == standard.key]
            yield _discretion_claim(material, discretion, judged, own)
            # a slip in what discretion starts from is told of its sentence, and does not touch the rating
            rests_on = _moved(material, standard, standing, replace(discretion, before="", upward=None))
        yield from _rating_claims(material, standard, standing, (discretion, rests_on), named)


def _rating_claims(
    material: Material,
    standard: PrintedStandard,
    standing: Standing | None,
    discretion: tuple[Discretion | None, Judged | None],
    named: Sequence[NamedLowest],
) -> Iterator[Claim]:
    """Make one claim of every rating that is printed for a standard; its spans are all the places of that rating."""
    by_rating: dict[str, list[PrintedRating]] = {}
    for printed in material.outline.ratings_of(standard.key):
        by_rating.setdefault(printed.rating, []).append(printed)
    if set(by_rating) <= {NOT_RATED}:
        return
    if (
        not material.outline.several
        and standing is None
        and (split := _split(material, standard, by_rating)) is not None
    ):
        yield split
        return
    for rating, places in by_rating.items():
        if material.outline.several:
            judged: Judged = (Verdict.CANNOT_TELL, "The report prints the ratings of several bodies.", "")
        elif standing is not None and rating != NOT_RATED:
            explained = any(one.explains and one.standard.key == standard.key for one in named)
            judged = _by_table(material, standard, standing, rating, discretion, explained=explained)
        else:
            judged = _by_places(material, standard, by_rating, rating)
        section = material.outline.main_section(standard.key)
        here = any(one.stand is not Stand.PROSE or (section and section.holds(one.span.passage)) for one in places)
        if judged[0] is Verdict.FAILS and not here:
            # a sentence far from the standard's section may speak of something else than it seems to
            judged = (Verdict.DOUBTFUL, *judged[1:])
        yield _rating_claim(places, judged, material)


def _rating_claim(places: Sequence[PrintedRating], judged: Judged, material: Material) -> Claim:
    order = (Stand.SECTION, Stand.SUMMARY, Stand.TABLE, Stand.PROSE)
    ordered = sorted(places, key=lambda one: (order.index(one.stand), one.span.passage))
    verdict, why, expected = judged
    if verdict is Verdict.HOLDS and len(places) > 1 and "places" not in why:
        why += f" It is printed alike in {spelt(len(places))} places."
    label = material.outline.words.label_of(expected) if expected else ""
    spans = tuple(one.span for one in ordered)
    return Claim(Kind.RATING, ordered[0].text, ordered[0].where, spans, (), verdict, why, label)


def _by_table(
    material: Material,
    standard: PrintedStandard,
    standing: Standing,
    rating: str,
    discretion: tuple[Discretion | None, Judged | None],
    *,
    explained: bool,
) -> Judged:
    """Hold a printed rating against the band of its table's lowest percentage, and discretion where it was used."""
    framework = material.framework
    if framework is None:
        return (Verdict.CANNOT_TELL, "There is no framework to hold it against.", "")
    said = lowest_sentence(framework, standing)
    about, moved = discretion
    used = about is not None and about.used
    if not standing.lowest.complete:
        return _by_part(framework, standing, rating, said, used=used)
    if about is not None and used and moved is not None and (about.after or rating != standing.rating):
        return _by_discretion(framework, standing, rating, about, moved)
    if rating == standing.rating:
        return (Verdict.HOLDS, f"{said}.", "")
    if rating in standing.possible:
        why = f"{said}. Before it was rounded, the percentage may have lain in the other band."
        return (Verdict.DOUBTFUL, why, standing.rating)
    if rating == standing.named:
        why = f"{said}. It would follow from the percentage that the text names as the lowest, which is another."
        return (Verdict.DOUBTFUL, why, standing.rating)
    if not explained and (about is None or used) and (points := _within_reach(material, standard, standing, rating)):
        why = f"{said}. It is {points} from the boundary, so that discretion may explain it, but none is stated."
        return (Verdict.DOUBTFUL, why, standing.rating)
    return (Verdict.FAILS, f"{said}.", standing.rating)


def _by_discretion(
    framework: Framework, standing: Standing, rating: str, discretion: Discretion, moved: Judged
) -> Judged:
    """Judge a rating that discretion is said to have given: it is as good as the sentence on discretion is."""
    said = lowest_sentence(framework, standing)
    if discretion.after and rating != discretion.after:
        label = framework.ratings[discretion.after].label
        # where the sentence on discretion does not hold itself, it is no measure for the rating
        verdict = Verdict.FAILS if moved[0] is Verdict.HOLDS else Verdict.DOUBTFUL
        return (verdict, f"{said}; discretion is said to have made it {label}.", discretion.after)
    named = standing.lowest.named
    if moved[0] is Verdict.HOLDS and named is not None and named.value != standing.lowest.value:
        why = f"{moved[1]} But the lowest in the table is {percent_text(standing.lowest.value)} per cent."
        return (Verdict.DOUBTFUL, why, "")
    return (moved[0], moved[1], standing.rating if moved[0] is Verdict.FAILS else "")


def _within_reach(material: Material, standard: PrintedStandard, standing: Standing, rating: str) -> str:
    """Return how many points away a rating is that discretion could have given; empty where it could not."""
    framework = material.framework
    rule = framework.rules.discretion if framework is not None else None
    far = reach(material, standard, standing, rating)
    if framework is None or rule is None or far is None or not (far.within_margin or far.by_one_case):
        return ""
    if abs(framework.rank(rating) - framework.rank(standing.rating)) > rule.bands:
        return ""
    return f"{percent_text(far.distance)} {'point' if far.distance == 1 else 'points'}"


def _by_part(framework: Framework, standing: Standing, rating: str, said: str, *, used: bool) -> Judged:
    """Judge by a table of which not every row was read: the true lowest can only be lower than that of the others."""
    least = standing.lowest
    read = f"Of {least.expected or 'its'} key questions {spelt(least.of)} were read in the table."
    above = all(framework.rank(rating) > framework.rank(other) for other in standing.possible)
    if above and not used and framework.rank(rating) - framework.rank(standing.rating) > 1:
        return (Verdict.FAILS, f"{read} {said}.", standing.rating)
    if above and not used:
        return (Verdict.DOUBTFUL, f"{read} {said}.", standing.rating)
    return (Verdict.CANNOT_TELL, f"{read} {said}, and another may be lower.", "")


def _by_places(
    material: Material, standard: PrintedStandard, by_rating: dict[str, list[PrintedRating]], rating: str
) -> Judged:
    """Judge a rating that has no table by whether it is printed alike wherever it stands."""
    places = by_rating[rating]
    many = spelt(len(places))
    if len(by_rating) > 1:
        return _among_others(material, by_rating, rating)
    if len(places) == 1:
        return (Verdict.CANNOT_TELL, "It is printed in one place only, and nothing else tells it.", "")
    if material.framework is None:
        why = f"It is printed alike in {many} places, but there is no framework to hold it against."
        return (Verdict.CANNOT_TELL, why, "")
    if standard.standard is None or standard.standard.kind is StandardKind.CASE_BASED:
        why = f"It is printed alike in {many} places, but no key-question table was found to hold it against."
        return (Verdict.CANNOT_TELL, why, "")
    where = " and ".join(dict.fromkeys(stand.value for stand in Stand if stand in {one.stand for one in places}))
    return _under_cap(
        material, standard, rating, f"It is rated from evidence, and printed alike in {many} places: {where}."
    )


def _among_others(material: Material, by_rating: dict[str, list[PrintedRating]], rating: str) -> Judged:
    """Judge one of several ratings that are printed for one standard: the one that most places have stands."""
    words = material.outline.words

    def weight(name: str) -> tuple[int, int, int]:
        listed = [one for one in by_rating[name] if one.stand is not Stand.PROSE]
        return (-len(listed), -len(by_rating[name]), min(one.span.passage for one in by_rating[name]))

    first = min(by_rating, key=weight)
    if rating != first:
        stand = by_rating[first][0].stand.value
        return (Verdict.FAILS, f"It is printed as {words.label_of(first)} {stand}.", first)
    others = ", ".join(words.label_of(name) for name in by_rating if name != rating)
    why = f"Another rating is printed for this standard elsewhere: {others}."
    most = (
        all(weight(name)[0] > weight(rating)[0] for name in by_rating if name != rating) and len(by_rating[rating]) > 1
    )
    return (Verdict.HOLDS if most else Verdict.CANNOT_TELL, why, "")


def _split(material: Material, standard: PrintedStandard, by_rating: dict[str, list[PrintedRating]]) -> Claim | None:
    """Make one claim of two ratings that as many places have each: one is wrong, and the score may say which."""
    listed = {name: [one for one in places if one.stand is not Stand.PROSE] for name, places in by_rating.items()}
    listed = {name: places for name, places in listed.items() if places}
    counts = {len(places) for places in listed.values()}
    if len(listed) <= 1 or len(counts) > 1:
        return None
    words = material.outline.words
    left = points_left_for(material, standard.key)
    right = [name for name in listed if left is not None and words.points_of(name) == left]
    wrong = [name for name in listed if name not in right] if len(right) == 1 else []
    spans = tuple(one.span for name in (wrong or listed) for one in listed[name])
    spans += tuple(one.span for name in listed if wrong and name not in wrong for one in listed[name])
    first = listed[(wrong or list(listed))[0]][0]
    said = "; ".join(f"{words.label_of(name)} {places[0].stand.value}" for name, places in listed.items())
    why = f"Two ratings are printed for this standard: {said}. One of them is wrong."
    if wrong:
        why += f" With {words.label_of(right[0])} the ratings add up to the printed score."
    text = " / ".join(places[0].text for places in listed.values())
    expected = words.label_of(right[0]) if wrong else ""
    stands = {one.stand for places in listed.values() for one in places}
    # two lists may be of two bodies; a list and the standard's own section are of one
    told = bool(wrong) or (Stand.SECTION in stands and len(stands) > 1)
    verdict = Verdict.FAILS if told and NOT_RATED not in listed else Verdict.DOUBTFUL
    return Claim(Kind.RATING, text, first.where, spans, (), verdict, why, expected)


def _under_cap(material: Material, standard: PrintedStandard, rating: str, why: str) -> Judged:
    """Say of a rating that its framework would limit that it may have been set aside."""
    framework = material.framework
    cap = cap_in_force(material, standard)
    if framework is None or cap is None or framework.rank(rating) <= framework.rank(cap.at_most):
        return (Verdict.HOLDS, why, "")
    limit = framework.ratings[cap.at_most].label
    return (Verdict.CANNOT_TELL, f"{why} The framework would limit it to {limit}, unless the panel set that aside.", "")


def _moved(material: Material, standard: PrintedStandard, standing: Standing | None, discretion: Discretion) -> Judged:
    """Judge discretion by the framework's rule: the band it starts from, how far, which way, and the margin."""
    framework = material.framework
    if framework is None or standing is None or framework.rules.discretion is None:
        return (Verdict.CANNOT_TELL, "There is no percentage, or no rule for discretion, to hold it against.", "")
    rule = framework.rules.discretion
    named = standing.lowest.named
    if named is not None and named.value != standing.lowest.value:
        # the claim is made of the percentage that it names; that the table has another is told of that sentence
        spoken = Lowest(named, named.value, 0, standing.lowest.expected, complete=True, named=named)
        standing = standing_of(material, standard, spoken) or standing
    said = lowest_sentence(framework, standing)
    after = discretion.after or next(
        (
            one.rating
            for one in material.outline.ratings_of(standard.key)
            if one.rating not in (NOT_RATED, standing.rating)
        ),
        standing.rating,
    )
    if discretion.before and discretion.before not in standing.possible:
        label = framework.ratings[discretion.before].label
        return (Verdict.FAILS, f"{said}, not {label}.", standing.rating)
    if after in (discretion.before, standing.rating):
        return (Verdict.DOUBTFUL, f"{said}: discretion has moved nothing.", "")
    steps = framework.rank(after) - framework.rank(discretion.before or standing.rating)
    if discretion.upward is not None and discretion.upward != (steps > 0):
        return (Verdict.DOUBTFUL, f"{said}. The words and the ratings name different directions.", "")
    if abs(steps) > rule.bands:
        bands = f"{spelt(rule.bands)} band{'' if rule.bands == 1 else 's'}"
        why = f"{said}. Discretion may move it by {bands} at most, and not {spelt(abs(steps))}."
        return (Verdict.FAILS, why, standing.rating)
    if ("up" if steps > 0 else "down") not in rule.directions:
        return (
            _by_confidence(rule.confidence),
            f"{said}. The framework lets discretion move it the other way only.",
            "",
        )
    return _by_margin(material, standard, standing, after, said)


def _by_margin(material: Material, standard: PrintedStandard, standing: Standing, after: str, said: str) -> Judged:
    """Hold the distance to the boundary against the framework's margin."""
    far = reach(material, standard, standing, after)
    framework = material.framework
    if far is None or framework is None or framework.rules.discretion is None:
        return (Verdict.CANNOT_TELL, f"{said}.", "")
    rule = framework.rules.discretion
    distance, boundary, margin = (percent_text(value) for value in (far.distance, far.boundary, rule.margin))
    label = framework.ratings[after].label
    apart = f"{distance} {'point' if far.distance == 1 else 'points'} from the boundary at {boundary}"
    if far.within_margin:
        return (Verdict.HOLDS, f"{said}, {apart}: within the margin of {margin}, discretion may make it {label}.", "")
    if far.by_one_case:
        return (Verdict.HOLDS, f"{said}, {apart}, but one case judged otherwise would make it {label}.", "")
    # a margin that no source states is no ground for "fails" just outside it
    verdict = Verdict.FAILS if far.distance > 2 * rule.margin else _by_confidence(rule.confidence)
    return (verdict, f"{said}, {apart}: outside the margin of {margin}.", standing.rating)


def _by_confidence(confidence: Confidence) -> Verdict:
    return Verdict.FAILS if confidence in (Confidence.STATED, Confidence.FITS) else Verdict.DOUBTFUL


def _discretion_claim(
    material: Material, discretion: Discretion, judged: Judged, named: Sequence[NamedLowest]
) -> Claim:
    verdict, why, expected = judged
    sentences = discretion.sentences
    spans = tuple(one.span(0, len(one.letters)) for one in sentences)
    own = {number for one in sentences for number in one.numbers}
    numbers = tuple(dict.fromkeys(one.percent for one in named if one.percent in own))
    text = " ".join(one.text for one in sentences)
    label = material.outline.words.label_of(expected) if expected else ""
    return Claim(Kind.DISCRETION, text, sentences[0].where, spans, numbers, verdict, why, label)
