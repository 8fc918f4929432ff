"""Caps: "poor scores mean that leadership cannot be rated higher than 'Requires improvement'"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.rules import Cap, Confidence
from inspectorate.reports.checking.landmarks import PrintedStandard
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Role, Verdict
from inspectorate.reports.checking.rating_words import NOT_RATED, spelt
from inspectorate.reports.checking.sentences import Sentence

_SAYS = "Poor scores in domain two mean that leadership cannot be rated higher than 'Requires improvement'.\n\n"
_LED = "1.1 Leadership\n\n{leadership}\n\n" + _SAYS + "2.5 Reviewing\n\n{reviewing}\n\n"
EXAMPLES: tuple[tuple[str, Verdict], ...] = (
    (_LED.format(leadership="Requires improvement", reviewing="Inadequate"), Verdict.HOLDS),
    (_LED.format(leadership="Good", reviewing="Inadequate"), Verdict.FAILS),
    (_LED.format(leadership="Requires improvement", reviewing="Good"), Verdict.DOUBTFUL),
    (_SAYS, Verdict.CANNOT_TELL),
)
"""Short reports, with the verdict on their cap under the adult edition of 2021."""

_NOT_HIGHER = (
    r"\b(?:cannot|can\snot|could\snot|may\snot|must\snot)\s(?:then\s)?be\srated\s"
    r"(?:any\s)?(?:higher|better|more\shighly|above)(?:\sthan)?\s"
)
_AT_MOST = r"\b(?:limited|capped)\s(?:to|at)\s|\bno\s(?:higher|better)\sthan\s"


def claims(material: Material) -> Iterator[Claim]:
    """Judge each sentence that says that one standard's rating is limited by others."""
    words = material.outline.words
    shape = re.compile(rf"(?i:{_NOT_HIGHER}|{_AT_MOST}){words.quoted}")
    for sentence in material.sentences:
        if sentence.role not in (Role.PARAGRAPH, Role.ITEM):
            continue
        start, end = sentence.offsets[0], sentence.offsets[-1]
        found = shape.search(sentence.printed[start:end])
        if found and not re.search(r"\b[Ww]here\b|\b[Ii]f\b|\b[Uu]nless\b", sentence.letters):
            verdict, why, expected = _judged(material, sentence, words.id_of(found["rating"]))
            span = sentence.span(0, len(sentence.letters))
            yield Claim(Kind.CAP, sentence.text, sentence.where, (span,), (), verdict, why, expected)


def _standard(material: Material, sentence: Sentence) -> PrintedStandard | None:
    """Return the standard that is limited: the one that the sentence names first, or whose section it stands in."""
    text = sentence.letters.casefold()
    limited = {cap.standard for cap in material.framework.rules.caps} if material.framework is not None else set()
    named = [one for one in material.outline.standards if re.search(rf"\b{re.escape(one.title.casefold())}\b", text)]
    capped = [one for one in named if one.standard is not None and one.standard.id in limited]
    if len(capped) == 1:
        return capped[0]
    if len(named) == 1:
        return named[0]
    section = material.outline.section_at(sentence.passage)
    return section.standard if section is not None and not named else None


def cap_in_force(material: Material, standard: PrintedStandard) -> Cap | None:
    """Return the framework's cap on a standard where the ratings that are printed set it off; None elsewhere."""
    cap = _cap_on(material.framework, standard)
    if cap is None or material.framework is None:
        return None
    reached, rated = _reaching(material, material.framework, cap)
    return cap if rated and not reached >= cap.when.fewer_than else None


def _cap_on(framework: Framework | None, standard: PrintedStandard) -> Cap | None:
    if framework is None or standard.standard is None:
        return None
    return next((cap for cap in framework.rules.caps if cap.standard == standard.standard.id), None)


def _reaching(material: Material, framework: Framework, cap: Cap) -> tuple[int, int]:
    """Return how many standards of a cap's kind reach the rating that it asks for, and how many are rated."""
    reached = rated = 0
    for standard in material.outline.standards:
        if standard.standard is None or standard.standard.kind is not cap.when.kind:
            continue
        ratings = {one.rating for one in material.outline.ratings_of(standard.key)} - {NOT_RATED}
        rated += bool(ratings)
        # where places differ one of them is a slip, and a slip sets nothing off
        reached += bool(ratings) and all(framework.rank(one) >= framework.rank(cap.when.at_least) for one in ratings)
    return reached, rated


def _judged(material: Material, sentence: Sentence, limit: str) -> tuple[Verdict, str, str]:
    framework, words = material.framework, material.outline.words
    standard = _standard(material, sentence)
    if standard is None or material.outline.several:
        return (Verdict.CANNOT_TELL, "It is not clear which standard's rating is limited.", "")
    ratings = {one.rating for one in material.outline.ratings_of(standard.key)} - {NOT_RATED}
    points = {words.points_of(rating) or 0 for rating in ratings}
    if points and min(points) > (words.points_of(limit) or 0):
        printed = " and ".join(words.label_of(rating) for rating in sorted(ratings))
        why = f"{standard.title} is printed as {printed}, which is higher than {words.label_of(limit)}."
        return (Verdict.FAILS, why, words.label_of(limit))
    cap = _cap_on(framework, standard)
    if framework is None or cap is None:
        return (Verdict.CANNOT_TELL, "The framework has no such limit to hold it against.", "")
    if cap.at_most != limit:
        label = framework.ratings[cap.at_most].label
        verdict = Verdict.FAILS if cap.confidence is Confidence.STATED else Verdict.DOUBTFUL
        return (verdict, f"The framework limits {standard.title} to {label}.", label)
    reached, rated = _reaching(material, framework, cap)
    if not rated or not ratings:
        return (
            Verdict.CANNOT_TELL,
            "The ratings that would set the limit off, or the one limited, were not found.",
            "",
        )
    at_least = framework.ratings[cap.when.at_least].label
    kind = cap.when.kind.value
    if reached < cap.when.fewer_than:
        how = "None" if not reached else f"Only {spelt(reached)}"
        many = f"the {spelt(rated)} {kind} standards that are rated" if rated > 1 else f"the one {kind} standard rated"
        label = framework.ratings[limit].label
        why = f"{how} of {many} is {at_least} or better, so {standard.title} is {label} at most, as printed."
        return (Verdict.HOLDS, why, "")
    # what sets the limit off may be our own reading of the source
    verdict = Verdict.FAILS if cap.confidence is Confidence.STATED else Verdict.DOUBTFUL
    reaches = "reaches" if reached == 1 else "reach"
    many = spelt(reached).capitalize()
    why = f"{many} of the {kind} standards {reaches} {at_least}: the framework sets no limit."
    return (verdict, why, "")
