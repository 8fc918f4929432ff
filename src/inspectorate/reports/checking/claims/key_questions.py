"""Key-question tables: whether a row's percentage can come from the cases inspected, and whether its figures agree."""

from __future__ import annotations

from collections.abc import Iterator

from inspectorate.reports.checking.arithmetic import (
    attained,
    exactly,
    explaining_bases,
    like,
    percentage,
    range_of,
    right_percentages,
)
from inspectorate.reports.checking.landmarks import QuestionRow
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Span, Verdict
from inspectorate.reports.checking.standing import shares_of_row

_HEAD = "We inspected 36 cases.\n\n2.3 Planning\n\nKey question\tPercentage 'Yes'\n"
EXAMPLES: tuple[tuple[str, Verdict], ...] = (
    (f"{_HEAD}Does planning set out enough for the person's safety?\t47%", Verdict.HOLDS),
    (f"{_HEAD}Does planning set out enough for the person's safety?\t51%", Verdict.CANNOT_TELL),
    (f"{_HEAD}Does planning set out enough for the person's safety?\t1%", Verdict.DOUBTFUL),
    (f"{_HEAD}Does planning set out enough for the person's safety?\t17 of 36 (47%)", Verdict.HOLDS),
    (f"{_HEAD}Does planning set out enough for the person's safety?\t17 of 36 (49%)", Verdict.FAILS),
    (f"{_HEAD}Does planning set out enough for the person's safety?\t15 of 29 (52%)", Verdict.HOLDS),
)
"""Short reports, with the verdict on their one row."""

_WHOLE = 100
_RELEVANT = (3, 4)
"""The least part of the sample that a question asked of every case is still counted over."""
_NAMED = 4


def claims(material: Material) -> Iterator[Claim]:
    """Judge each row of each key-question table."""
    for row in material.outline.rows:
        verdict, why, expected = _judged(material, row)
        if verdict is Verdict.HOLDS and row.band:
            verdict, why, expected = _with_band(material, row, why)
        numbers = tuple(number for number in (row.count, row.base, row.percent) if number is not None)
        sentence = row.sentence
        span = Span(sentence.passage, sentence.offsets[0], sentence.offsets[-1])
        yield Claim(
            Kind.KEY_QUESTION,
            sentence.text,
            sentence.where,
            (span,),
            tuple(dict.fromkeys(numbers)),
            verdict,
            why,
            expected,
        )


def _judged(material: Material, row: QuestionRow) -> tuple[Verdict, str, str]:
    percent = row.percent
    if not 0 <= percent.value <= _WHOLE:
        return (Verdict.FAILS, "No percentage of cases lies outside 0 to 100.", "")
    if row.base is not None and row.count is not None:
        return _printed_share(row.count, row.base, percent)
    base = row.base or (material.outline.samples[0] if material.outline.samples else None)
    if base is None:
        return (Verdict.CANNOT_TELL, "The report does not say how many cases were inspected.", "")
    size = int(base.value)
    for number in (base, *material.outline.samples[1:]) if row.base is None else (base,):
        if counts := attained(percent, int(number.value)):
            how = "inspected" if row.base is None else "counted"
            shown = " or ".join(map(str, counts)) if len(counts) < _NAMED else f"{counts[0]} to {counts[-1]}"
            of = f"{shown} of the {number.value} cases {how}"
            return (Verdict.HOLDS, f"{_shown(percent)} per cent is {of}.", "")
    return _unattained(row, percent, size)


def _printed_share(count: Number, base: Number, percent: Number) -> tuple[Verdict, str, str]:
    if count.value > base.value:
        return (Verdict.FAILS, f"{count.value} is more than all of {base.value}.", "")
    exact = percentage(count.value, base.value)
    said = f"{count.value} of {base.value} is {exactly(exact)} per cent"
    if range_of(percent).holds(exact):
        return (Verdict.HOLDS, f"{said}.", "")
    return (Verdict.FAILS, f"{said}, not {_shown(percent)}.", right_percentages(exact, percent))


def _unattained(row: QuestionRow, percent: Number, size: int) -> tuple[Verdict, str, str]:
    """Judge a percentage that no count of the sample gives: a smaller base may, where some cases were not relevant."""
    nearest = _nearest(percent, size)
    begins = f"No count of {size} cases gives {_shown(percent)} per cent; the nearest are {nearest}."
    part, whole = _RELEVANT
    near = explaining_bases(percent, size, least=-(-size * part // whole))
    if near:
        text = _bases(percent, near)
        return (Verdict.CANNOT_TELL, f"{begins} It would be {text}, if the question did not matter in every case.", "")
    small = explaining_bases(percent, size, least=1)
    if not small:
        return (Verdict.DOUBTFUL, f"{begins} No smaller number of cases gives it either.", nearest)
    ends = f"Only a much smaller base would give it: {_bases(percent, small)}."
    limited = row.question is None or row.question.asked_of or row.question.relevant_where or row.base is not None
    if limited:
        return (Verdict.CANNOT_TELL, f"{begins} {ends} The question may have been asked of few cases.", "")
    return (Verdict.DOUBTFUL, f"{begins} {ends}", nearest)


def _nearest(percent: Number, size: int) -> str:
    below = int(percent.value * size // _WHOLE)
    counts = [count for count in (below, below + 1) if 0 <= count <= size]
    return " and ".join(f"{right_percentages(percentage(count, size), percent)} ({count})" for count in counts)


def _bases(percent: Number, bases: tuple[int, ...]) -> str:
    shown = [f"{attained(percent, base)[0]} of {base}" for base in bases[:_NAMED]]
    return ", ".join(shown[:-1]) + (" or " if len(shown) > 1 else "") + shown[-1]


def _with_band(material: Material, row: QuestionRow, why: str) -> tuple[Verdict, str, str]:
    """Hold the rating that a row prints for its percentage against the framework's bands."""
    framework = material.framework
    if framework is None:
        return (Verdict.HOLDS, why, "")
    rule = framework.rules.bands
    rating = rule.rating_of(framework.banded_percentage(row.percent.value))
    exact = [share.percentage for share in shares_of_row(material, row) if share.percentage is not None]
    label = framework.ratings[rating].label
    if row.band == rating:
        return (Verdict.HOLDS, f"{why} It lies in the band {label}.", "")
    said = f"{why} {_shown(row.percent)} per cent lies in the band {label}, not {framework.ratings[row.band].label}."
    if row.band in {rule.rating_of(value) for value in exact}:
        return (Verdict.DOUBTFUL, f"{said} The exact percentage would lie there.", label)
    return (Verdict.FAILS, said, label)


def _shown(percent: Number) -> str:
    return like(percent, percent.value).removesuffix("%").removesuffix(" per cent")
