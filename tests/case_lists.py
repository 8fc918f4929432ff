"""A body's case list as it may come: of 1,979 cases with twelve kinds of fault, and mended."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

CASES = 1_979
FIELDWORK = date(2026, 4, 13)
"""The Monday of the fieldwork week that the cases' days are counted back from."""
HEADINGS = (
    "Case reference",
    "Sentence commenced",
    "Order type",
    "Unpaid work only",
    "Resettlement case",
    "Sex",
    "Ethnicity",
    "Age",
    "Disability",
    "RoSH level",
)
SURNAME, OFFICE = "Surname", "Office"
FAULTS: Mapping[str, int] = {
    "personal-column": 1,
    "column-not-asked-for": 1,
    "ragged-row": 3,
    "blank-cell": 130,
    "case-twice": 4,
    "space-around": 5,
    "formula": 2,
    "value-not-allowed": 7,
    "impossible-date": 3,
    "date-as-number": 6,
    "date-out-of-range": 2,
    "reference-like-a-name": 2,
}
"""The kinds of fault that `faulty_list` has, and how many of each."""

_SPOILT: Mapping[str, tuple[str, str]] = {
    "blank-cell": ("Sex", ""),
    "case-twice": ("Case reference", "{first}"),
    "space-around": ("Case reference", "{} "),
    "formula": ("Case reference", "=1+{}"),
    "value-not-allowed": ("Order type", "Comunity odrer"),
    "impossible-date": ("Sentence commenced", "2025-02-30"),
    "date-as-number": ("Sentence commenced", "45861"),
    "date-out-of-range": ("Sentence commenced", "1905-07-18"),
    "reference-like-a-name": ("Case reference", "Ann Example-{letter}"),
}
"""How a cell is spoilt for each kind of fault in a cell: in which column, and what stands there then."""
_WEEKS = 40
_CHOICES: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("Community order", "Suspended sentence order", "Licence", "Post-sentence supervision"), (8, 6, 5, 1)),
    (("N", "Y"), (9, 1)),
    (("N", "Y"), (7, 3)),
    (("Male", "Female"), (6, 1)),
    (("White", "Black, Asian and minority ethnic"), (5, 1)),
    (("18-25", "26-35", "36-45", "46-55", "56 and over"), (4, 7, 5, 3, 1)),
    (("No disability", "Disability", "Not recorded"), (5, 3, 1)),
    (("Low", "Medium", "High", "Very high"), (3, 10, 5, 1)),
)


@dataclass(slots=True)
class _Taker:
    """Gives rows to spoil, each once."""

    rows: list[list[str]]
    _next: int = field(default=10)

    def rows_for(self, number: int) -> list[list[str]]:
        taken = self.rows[self._next : self._next + number]
        self._next += number
        return taken


def rows(*, cases: int = CASES, fieldwork: date = FIELDWORK, seed: int = 1979) -> list[list[str]]:
    """Return a good list's rows, without headings; the days that cases commenced on spread over 40 weeks."""
    chance = Random(seed)
    first = fieldwork - timedelta(days=fieldwork.weekday(), weeks=_WEEKS)
    return [
        [
            f"X{number:06}",
            (first + timedelta(days=chance.randrange(_WEEKS * 7))).isoformat(),
            *(chance.choices(values, weights)[0] for values, weights in _CHOICES),
        ]
        for number in range(1, cases + 1)
    ]


def mended_list(*, cases: int = CASES, fieldwork: date = FIELDWORK, seed: int = 1979) -> bytes:
    """Return a list with nothing wrong with it, as CSV."""
    return as_csv([list(HEADINGS), *rows(cases=cases, fieldwork=fieldwork, seed=seed)])


def faulty_list(*, cases: int = CASES, fieldwork: date = FIELDWORK, seed: int = 1979) -> bytes:
    """Return the same list with `FAULTS`: two columns that are not asked for, and cells that are wrong, as CSV."""
    good = rows(cases=cases, fieldwork=fieldwork, seed=seed)
    spoil = _Taker(good)
    for code, (heading, wrong) in _SPOILT.items():
        for number, row in enumerate(spoil.rows_for(FAULTS[code])):
            at = HEADINGS.index(heading)
            row[at] = wrong.format(row[at], first=good[0][at], letter=chr(97 + number))
    wide = [[*row, "Example", "North"] for row in good]
    for row in _Taker(wide, len(wide) - FAULTS["ragged-row"]).rows_for(FAULTS["ragged-row"]):
        row.pop()
    return as_csv([[*HEADINGS, SURNAME, OFFICE], *wide])


def as_csv(table: Sequence[Sequence[str]]) -> bytes:
    """Return rows as a spreadsheet writes them into CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    return text.getvalue().encode()
