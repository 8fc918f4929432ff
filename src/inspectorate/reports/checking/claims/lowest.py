"""The sentence that names a standard's lowest score, and the number of key questions, against the standard's table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectorate.reports.checking.arithmetic import like, range_of
from inspectorate.reports.checking.grammar import Found, Shape
from inspectorate.reports.checking.landmarks import QuestionRow
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Role, Span, Verdict
from inspectorate.reports.checking.rating_words import spelt
from inspectorate.reports.checking.standing import NamedLowest, named_lowest

_TABLE = (
    "2.3 Planning\n\nKey question\tPercentage 'Yes'\n"
    "Does planning focus sufficiently on engaging the person on probation?\t70%\n"
    "Does planning focus sufficiently on reducing reoffending and supporting desistance?\t58%\n"
    "Does planning focus sufficiently on keeping other people safe?\t61%\n\n"
)
EXAMPLES: tuple[tuple[str, Verdict], ...] = (
    (f"{_TABLE}The lowest score out of the three key questions was 58 per cent.", Verdict.HOLDS),
    (f"{_TABLE}The lowest score out of the three key questions was 61 per cent.", Verdict.FAILS),
    (f"{_TABLE}The lowest score out of the four key questions was 58 per cent.", Verdict.FAILS),
    (f"{_TABLE}Although the lowest score was 57 per cent, much was good.", Verdict.FAILS),
    ("2.3 Planning\n\nThe lowest score out of the three key questions was 58 per cent.", Verdict.CANNOT_TELL),
)
"""Short reports, with the verdict on the sentence under the adult edition of 2021."""

_OF_SOME = re.compile(
    r"\b(?:wom[ae]n|men|male|female|black|white|asian|minority|custod\w+|communit\w+|resettlement|unpaid|licen[cs]es?|disab\w+"
    r"|young\w*|older|officers?|PSOs?|POs|held by|among\w*|group|subset|offices?|teams?)\b",
    re.IGNORECASE,
)
"""Words by which the lowest score may be that of some of the cases, or of some of the staff."""
_AGAINST = Shape(r"\b(?:against|on|by|across|out of|all)\s(?:the\s|its\s)?<n>\skey\squestions?\b")


def claims(material: Material) -> Iterator[Claim]:
    """Judge each sentence that names a lowest score, and each that counts a standard's key questions."""
    taken: set[Number] = set()
    for named in named_lowest(material):
        taken.update(named.found.numbers)
        yield _lowest(material, named)
    for sentence in material.sentences:
        section = material.outline.section_at(sentence.passage)
        if section is None or section.listed or sentence.role not in (Role.PARAGRAPH, Role.ITEM):
            continue
        for found in _AGAINST.found_in(sentence):
            rows = [row for row in material.outline.rows_of(section.standard.key) if section.holds(row.passage)]
            if rows and found["n"] not in taken:
                known = len(section.standard.standard.key_questions) if section.standard.standard else None
                yield _counted(found, rows, known)


def _rows_span(rows: list[QuestionRow]) -> tuple[Span, ...]:
    return tuple(Span(row.passage, row.percent.start, row.percent.end) for row in rows)


def _lowest(material: Material, named: NamedLowest) -> Claim:
    rows = list(material.outline.rows_of(named.standard.key))
    found, percent = named.found, named.percent
    if not rows:
        why = "No key-question table was found for this standard."
        return found.claim(Kind.LOWEST, Verdict.CANNOT_TELL, why)
    least = min(rows, key=lambda row: row.percent.value)
    shown = (
        ", ".join(_plain(row.percent) for row in rows[:-1])
        + (" and " if len(rows) > 1 else "")
        + _plain(rows[-1].percent)
    )
    said = f"The table has {shown} per cent"
    of = found.get("n")
    known = len(named.standard.standard.key_questions) if named.standard.standard is not None else None
    agree = _agrees(percent, least.percent)
    claim = found.claim
    if agree and (of is None or of.value == len(rows)):
        made = claim(Kind.LOWEST, Verdict.HOLDS, f"{said}: the lowest is {_plain(least.percent)}.")
    elif agree:
        verdict, why = _number_judged(of, len(rows), known)
        right = f"{spelt(len(rows))} key questions" if verdict is Verdict.FAILS else ""
        made = claim(Kind.LOWEST, verdict, f"{said}: the lowest is {_plain(least.percent)}. {why}", expected=right)
    elif len(rows) not in (known, int(of.value) if of is not None else None) and known is not None:
        made = claim(Kind.LOWEST, Verdict.CANNOT_TELL, f"{said}, and not every key question was read.")
    elif known is None and of is None:
        why = f"{said}: the lowest that was read is {_plain(least.percent)}."
        made = claim(Kind.LOWEST, Verdict.DOUBTFUL, why, expected=like(percent, least.percent.value))
    else:
        why = f"{said}: the lowest is {_plain(least.percent)}, not {_plain(percent)}."
        made = claim(Kind.LOWEST, Verdict.FAILS, why, expected=like(percent, least.percent.value))
    if made.verdict is Verdict.FAILS and _OF_SOME.search(found.sentence.letters):
        made = claim(Kind.LOWEST, Verdict.CANNOT_TELL, f"{made.why} The sentence may speak of some of the cases only.")
    return Claim(
        made.kind,
        made.text,
        made.where,
        (*made.spans, *_rows_span(rows)),
        made.numbers,
        made.verdict,
        made.why,
        made.expected,
    )


def _agrees(named: Number, printed: Number) -> bool:
    """Say whether two percentages can be one, printed with different precision."""
    return (
        range_of(named).holds(printed.value)
        if named.decimals <= printed.decimals
        else range_of(printed).holds(named.value)
    )


def _number_judged(of: Number | None, rows: int, known: int | None) -> tuple[Verdict, str]:
    if of is None:
        return (Verdict.HOLDS, "")
    why = f"The table has {spelt(rows)} key questions, not {of.text.lower()}."
    if known is not None and of.value != known and rows == known:
        return (Verdict.FAILS, why)
    return (Verdict.DOUBTFUL, f"{why} A row may not have been read.")


def _counted(found: Found, rows: list[QuestionRow], known: int | None) -> Claim:
    of = found["n"]
    if of.value == len(rows):
        why = f"The table has {spelt(len(rows))} key {'question' if len(rows) == 1 else 'questions'}."
        return found.claim(Kind.PARTS, Verdict.HOLDS, why)
    verdict, why = _number_judged(of, len(rows), known)
    expected = spelt(len(rows)) if verdict is Verdict.FAILS else ""
    return found.claim(Kind.PARTS, verdict, why, expected=expected)


def _plain(percent: Number) -> str:
    return re.sub(r"\s?(?:%|per\s?cent)$", "", like(percent, percent.value))
