"""What the text in a cell is, and what a spreadsheet may have made of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.packs import faults
from inspectorate.reports.wording import date_text

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?", re.ASCII)
_FORMULA = re.compile(r"[\t\r].*|[=+@-].+", re.DOTALL)

_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?", re.ASCII)
_NUMBERS = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?: [0-9:]+)?", re.ASCII)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.Z+-]*)?", re.ASCII)
_NAMED = re.compile(r"([0-9]{1,2})[- /]([A-Za-z]{3,9})[- /,]+([0-9]{4}|[0-9]{2})", re.ASCII)
_SHORT = re.compile(r"[0-9]{1,2}[- ][A-Z][a-z]{2}|[A-Z][a-z]{2}[- ][0-9]{2,4}", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 73_000
_CENTURY_TURNS = 50

_SPELLINGS = {
    "y": "yes",
    "true": "yes",
    "1": "yes",
    "n": "no",
    "false": "no",
    "0": "no",
    "na": "not_applicable",
    "n_a": "not_applicable",
    "n/a": "not_applicable",
    "n.a.": "not_applicable",
    "not_relevant": "not_applicable",
}


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would take a text for a formula; signed numbers are none.

    >>> is_formula("=SUM(A1)"), is_formula("-5"), is_formula("-"), is_formula("@cmd")
    (True, False, False, True)
    """
    return _FORMULA.fullmatch(text) is not None and _NUMBER.fullmatch(text) is None


def day_of(text: str) -> date | None:
    """Return the day that a text names in the one form that is read, ``2022-07-22``; None for any other text."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_month_or_day(text: str) -> bool:
    """Say whether a text is a month, ``2023-05``, or a day."""
    return day_of(f"{text}-01" if _MONTH.fullmatch(text) else text) is not None


def date_readings(text: str) -> tuple[date, ...]:
    """Return the days that a text may stand for in a spreadsheet, the likeliest first.

    A day number counts from 30 December 1899. In 3/4/2022 the day comes first, as in British use; the other reading
    follows it.

    >>> [day.isoformat() for day in date_readings("3/4/22")], date_readings("hello")
    (['2022-04-03', '2022-03-04'], ())
    """
    if _SERIAL.fullmatch(text):
        serial = int(text[:5])
        return (_DAY_ZERO + timedelta(days=serial),) if _FIRST_SERIAL <= serial <= _LAST_SERIAL else ()
    if found := _YEAR_FIRST.fullmatch(text):
        return _days((int(found[1]), int(found[2]), int(found[3])))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
        return _days((year, second, first), (year, first, second))
    if (found := _NAMED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        return _days((_full_year(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1])))
    return ()


def date_problem(text: str, place: Place) -> Problem:
    """Say why a text is no date, and what it should be."""
    if _DAY.fullmatch(text):
        return faults.IMPOSSIBLE_DATE.at(place, value=text)
    readings = date_readings(text)
    if readings:
        written = readings[0].isoformat()
        if len(readings) > 1:
            written += f", or as {readings[1].isoformat()} if the month was put first"
        return faults.SPREADSHEET_DATE.at(place, value=text, reading=date_text(readings[0]), written=written)
    return faults.FORMULA.at(place, value=text) if is_formula(text) else faults.NOT_A_DATE.at(place, value=text)


def mangled(text: str, place: Place) -> Problem | None:
    """Say what a spreadsheet made of a value, or would make of it; None where it left no trace."""
    if is_formula(text):
        return faults.FORMULA.at(place, value=text)
    if _SHORT.fullmatch(text) or (date_readings(text) and not _SERIAL.fullmatch(text)):
        return faults.TURNED_INTO_DATE.at(place, value=text)
    return None


def free_text_problem(text: str, place: Place) -> Problem | None:
    """Say what is wrong with a text that may be anything; None where nothing is."""
    if is_formula(text):
        return faults.FORMULA.at(place, value=text)
    return faults.SPACE_AROUND.at(place, value=text) if text != text.strip() else None


@lru_cache(maxsize=1024)
def nearest_value(text: str, values: tuple[str, ...]) -> str:
    """Return the clause that suggests the nearest of a few values, knowing how people and spreadsheets spell them.

    >>> nearest_value("N/A", ("yes", "no", "not_applicable")), nearest_value("Yes", ("yes", "no"))
    ('Did you mean "not_applicable"?', 'Did you mean "yes"?')
    """
    plain = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    by_plain = {"_".join(value.casefold().replace("-", " ").replace("_", " ").split()): value for value in values}
    for spelling in (plain, _SPELLINGS.get(plain, plain)):
        if spelling in by_plain:
            return f'Did you mean "{by_plain[spelling]}"?'
    if set(values) == {"true", "false"} and plain in {"y", "yes", "1", "n", "no", "0"}:
        return f'Did you mean "{"true" if plain in {"y", "yes", "1"} else "false"}"?'
    return nearest(text, values)


def _days(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue  # the numbers are no day in this order
    return tuple(dict.fromkeys(found))


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - written out
        return year
    return year + (2000 if year < _CENTURY_TURNS else 1900)
