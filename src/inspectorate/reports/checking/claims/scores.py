"""The score against the printed ratings, its maximum against their number, the overall rating against the score."""

from __future__ import annotations

from collections.abc import Iterator

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.ratings.overall import overall_of_score
from inspectorate.reports.checking.landmarks import PrintedOverall, PrintedScore
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Verdict
from inspectorate.reports.checking.rating_words import RatingWords, spelt
from inspectorate.reports.checking.totals import Total, total_of

_BOATS = (
    "Overall score {score} out of 12\n\n1.1 Command\n\nGood\n\n1.2 Crews\n\nGood\n\n1.3 Stores\n\nGood\n\n"
    "1.4 Boats\n\nRequires improvement"
)
EXAMPLES: tuple[tuple[str, Verdict], ...] = (
    ("Two standards were Outstanding and four Good: score 14/18.", Verdict.HOLDS),
    ("Two standards were Outstanding and four Good: score 15/18.", Verdict.FAILS),
    (_BOATS.format(score=7), Verdict.HOLDS),
    (_BOATS.format(score=8), Verdict.FAILS),
    ("Score 9/15\n\n1.1 Command\n\nGood\n\n1.2 Crews\n\nGood\n\n1.3 Stores\n\nGood", Verdict.CANNOT_TELL),
)
"""Short reports, with the verdict on their score."""


def claims(material: Material) -> Iterator[Claim]:
    """Judge each printed score, its maximum and each overall rating."""
    rated = total_of(material)
    for score in material.outline.scores:
        if score.listed:
            yield from _of_a_list(score, material.outline.words)
        else:
            yield _score(material, score, rated)
            if score.maximum is not None:
                yield _maximum(material, score, rated)
    yield from _overall(material, rated)


def _claim(score: PrintedScore, kind: Kind, verdict: Verdict, why: str, expected: str = "") -> Claim:
    numbers = score.numbers if kind is Kind.SCORE or score.maximum is None else (score.maximum,)
    if kind is Kind.SCORE:
        numbers = (*numbers, *(number for number, _ in score.listed))
    return Claim(kind, score.text, score.sentence.where, (score.span,), numbers, verdict, why, expected)


def _with_maximum(score: PrintedScore, points: int) -> str:
    return f"{points}/{score.maximum.value}" if score.maximum is not None else str(points)


def _score(material: Material, score: PrintedScore, rated: Total) -> Claim:
    words = material.outline.words
    if material.outline.several:
        return _claim(score, Kind.SCORE, Verdict.CANNOT_TELL, "The report prints the ratings of several bodies.")
    if not rated.count:
        return _claim(score, Kind.SCORE, Verdict.CANNOT_TELL, "No ratings were found in the report to add up.")
    points = int(score.points.value)
    scale = "" if material.framework is not None else _common(words)
    said = f"The printed ratings are {rated.words}: {rated.printed} point{'' if rated.printed == 1 else 's'}{scale}."
    whole = score.maximum is not None and score.maximum.value == rated.count * words.most
    if points in rated.sums and (whole or rated.complete):
        return _claim(score, Kind.SCORE, Verdict.HOLDS, said)
    # every rating of the framework is here, or as many as the maximum counts: nothing that was missed can explain it
    if whole or rated.complete:
        return _claim(score, Kind.SCORE, Verdict.FAILS, said, _with_maximum(score, rated.printed))
    return _claim(score, Kind.SCORE, Verdict.CANNOT_TELL, f"{said} {_incomplete(rated)}")


def _common(words: RatingWords) -> str:
    scale = ", ".join(f"{label} {points}" for _, label, points in words.ratings)
    return f" by the common scale ({scale})"


def _incomplete(rated: Total) -> str:
    if rated.missing:
        return f"No rating was found for {', '.join(rated.missing)}, so the sum may lack some."
    return "Without a framework it is not known which standards should be rated."


def _maximum(material: Material, score: PrintedScore, rated: Total) -> Claim:
    words = material.outline.words
    if material.outline.several:
        return _claim(score, Kind.MAXIMUM, Verdict.CANNOT_TELL, "The report prints the ratings of several bodies.")
    if not rated.count:
        return _claim(score, Kind.MAXIMUM, Verdict.CANNOT_TELL, "No ratings were found in the report to count.")
    right = rated.count * words.most
    standards = "standard is" if rated.count == 1 else "standards are"
    said = f"{spelt(rated.count).capitalize()} {standards} rated, with {words.most} points each at most: {right}."
    maximum = int(score.maximum.value) if score.maximum is not None else 0
    if maximum == right:
        return _claim(score, Kind.MAXIMUM, Verdict.HOLDS, said)
    if rated.complete:
        return _claim(score, Kind.MAXIMUM, Verdict.FAILS, said, f"{score.points.value}/{right}")
    if maximum % words.most and material.framework is not None:
        why = f"A maximum is {words.most} for each standard, and {maximum} is no multiple of {words.most}. {said}"
        return _claim(score, Kind.MAXIMUM, Verdict.FAILS, why)
    agrees = int(score.points.value) == rated.printed
    if maximum < right:
        # more standards are rated than the maximum counts, and the score is the sum of them all
        verdict = Verdict.FAILS if agrees and material.framework is not None else Verdict.DOUBTFUL
        return _claim(score, Kind.MAXIMUM, verdict, said, f"{score.points.value}/{right}")
    why = f"{said} {_incomplete(rated)}"
    if agrees and material.framework is not None and maximum > right + len(rated.missing) * words.most:
        return _claim(score, Kind.MAXIMUM, Verdict.FAILS, why, f"{score.points.value}/{right}")
    if agrees and rated.count > len(rated.missing) and material.framework is not None:
        return _claim(score, Kind.MAXIMUM, Verdict.DOUBTFUL, why, f"{score.points.value}/{right}")
    return _claim(score, Kind.MAXIMUM, Verdict.CANNOT_TELL, why)


def _of_a_list(score: PrintedScore, words: RatingWords) -> Iterator[Claim]:
    """Judge a score by the counts of ratings in its own sentence: "three were Outstanding and five Good: 19/24"."""
    pairs = [(int(number.value), words.points_of(name) or 0) for number, name in score.listed]
    total = sum(count * points for count, points in pairs)
    counted = sum(count for count, _ in pairs)
    sum_text = " + ".join(f"{count} \u00d7 {points}" for count, points in pairs)
    said = f"{sum_text} is {total}"
    points = int(score.points.value)
    most = counted * words.most
    maximum = int(score.maximum.value) if score.maximum is not None else most
    lacking, rest = divmod(maximum - most, words.most)
    if score.maximum is not None and maximum < most:
        why = f"{said}. {spelt(counted).capitalize()} standards have {most} points at most."
        yield _claim(score, Kind.SCORE, Verdict.HOLDS if points == total else Verdict.DOUBTFUL, why)
        yield _claim(score, Kind.MAXIMUM, Verdict.FAILS, why, f"{points}/{most}")
        return
    if maximum == most:
        verdict = Verdict.HOLDS if points == total else Verdict.FAILS
        expected = "" if verdict is Verdict.HOLDS else _with_maximum(score, total)
        yield _claim(score, Kind.SCORE, verdict, f"{said}.", expected)
    elif total <= points <= total + lacking * words.most:
        why = f"{said}, and {spelt(lacking)} more standards count in {maximum} that the sentence does not name."
        yield _claim(score, Kind.SCORE, Verdict.CANNOT_TELL, why)
    else:
        yield _claim(score, Kind.SCORE, Verdict.FAILS if not rest else Verdict.DOUBTFUL, f"{said}.")
    if score.maximum is not None:
        why = f"{spelt(counted).capitalize()} standards have {most} points at most."
        verdict = Verdict.HOLDS if maximum == most else Verdict.DOUBTFUL if rest else Verdict.CANNOT_TELL
        yield _claim(score, Kind.MAXIMUM, verdict, why)


def _overall(material: Material, rated: Total) -> Iterator[Claim]:
    """Judge the overall rating, one claim for each rating that is printed as such."""
    by_rating: dict[str, list[PrintedOverall]] = {}
    for overall in material.outline.overalls:
        by_rating.setdefault(overall.rating, []).append(overall)
    for rating, places in by_rating.items():
        verdict, why, expected = _overall_judged(material, rated, rating)
        if verdict is Verdict.HOLDS and len(places) > 1:
            why += f" It is printed alike in {spelt(len(places))} places."
        spans = tuple(place.span for place in places)
        yield Claim(Kind.OVERALL, places[0].text, places[0].where, spans, (), verdict, why, expected)


def _overall_judged(material: Material, rated: Total, rating: str) -> tuple[Verdict, str, str]:
    framework, words = material.framework, material.outline.words
    if framework is None:
        return (Verdict.CANNOT_TELL, "Without a framework it is not known which score gives which overall rating.", "")
    if material.outline.several:
        return (Verdict.CANNOT_TELL, "The report prints the ratings of several bodies.", "")
    by_score = {
        (int(score.points.value), int(score.maximum.value)): given
        for score in material.outline.scores
        if score.maximum is not None and (given := _given(material, int(score.points.value), int(score.maximum.value)))
    }
    right = rated.count * words.most
    printed = {(int(one.points.value), int(one.maximum.value)) for one in material.outline.scores if one.maximum}
    # the sum is that of all the ratings where the framework, the score or its maximum says that none is missing
    settled = rated.complete or any(points == rated.printed or maximum == right for points, maximum in printed)
    by_sum = _given(material, rated.printed, right) if settled and rated.count else None
    if not by_score and by_sum is None:
        return (Verdict.CANNOT_TELL, "The report prints no score that the framework knows.", "")
    text = (
        "; ".join(
            f"a score of {points}/{maximum} gives {words.label_of(given)}"
            for (points, maximum), given in by_score.items()
        )
        or f"the printed ratings add up to {rated.printed} points, which give {words.label_of(by_sum or '')}"
    )
    said = f"{text[:1].upper()}{text[1:]}."
    if rating in by_score.values():
        if by_sum is not None and by_sum != rating:
            why = f"{said} But the printed ratings add up to {rated.printed}, which gives {words.label_of(by_sum)}."
            return (Verdict.DOUBTFUL, why, words.label_of(by_sum))
        return (Verdict.HOLDS, said, "")
    if by_sum == rating:
        return (
            Verdict.HOLDS,
            f"The printed ratings add up to {rated.printed}, which gives {words.label_of(rating)}.",
            "",
        )
    expected = by_sum or next(iter(by_score.values()))
    return (Verdict.FAILS, said, words.label_of(expected))


def _given(material: Material, points: int, maximum: int) -> str | None:
    """Return the overall rating that a score gives; None where the framework has no such score."""
    if material.framework is None:
        return None
    try:
        return overall_of_score(framework=material.framework, points=points, maximum=maximum)
    except ProblemsFound:
        return None
