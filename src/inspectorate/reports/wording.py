"""How a report writes numbers, dates and lists: the words, by the framework's house style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from inspectorate.frameworks.rules import HouseStyle
from inspectorate.kernel.numbers import Share, decimal_text, whole_percent
from inspectorate.records.inspection import Period
from inspectorate.records.organisation import ContextFigure

NO_RELEVANT_CASES = "no relevant cases"
DASH = "\N{EN DASH}"
"""Stands in a table where there is nothing to show."""
WORDS_BELOW = 1000

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PARTS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    12: "twelfth",
    20: "twentieth",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OPENING = re.compile(r"(?<![^\s(\[\u2013\u2014-])(['\"])(?=\S)")


@dataclass(frozen=True, slots=True)
class HouseWriter:
    """Writes numbers in prose: in words up to ``words_up_to``, above that in digits; a sentence starts with words."""

    words_up_to: int
    percent_sign: bool = False

    @classmethod
    def of(cls, style: HouseStyle) -> HouseWriter:
        """Return the writer for a framework's house style."""
        return cls(words_up_to=style.words_up_to, percent_sign=style.percent_sign_in_prose)

    def number(self, value: int, *, start: bool = False) -> str:
        """Write a whole number.

        >>> HouseWriter(9).number(7), HouseWriter(9).number(1979), HouseWriter(9).number(46, start=True)
        ('seven', '1,979', 'Forty-six')
        """
        if 0 <= value <= self.words_up_to or (start and 0 <= value < WORDS_BELOW):
            words = number_words(value)
            return capitalised(words) if start else words
        return decimal_text(Fraction(value), 0)

    def decimal(self, value: Fraction, places: int, *, start: bool = False) -> str:
        """Write a number with a fixed number of decimal places; without any, as `number` does."""
        return self.number(int(value), start=start) if _is_whole(value, places) else decimal_text(value, places)

    def percent(self, value: Fraction | int, places: int = 0, *, start: bool = False) -> str:
        """Write a percentage that has already been rounded.

        >>> HouseWriter(9).percent(4, start=True), HouseWriter(9).percent(Fraction("33.3"), 1)
        ('Four per cent', '33.3 per cent')
        """
        exact = Fraction(value)
        if self.percent_sign and not start:
            return f"{decimal_text(exact, places)}%"
        return f"{self.decimal(exact, places, start=start)} per cent"

    def share_words(self, share: Share, between: str, *, start: bool = False) -> tuple[str, ...]:
        """Write a count of a base, the usual wording first, with equal ones where it is none or all.

        >>> HouseWriter(9).share_words(Share(7, 31), "of the")
        ('seven of the 31',)
        >>> HouseWriter(9).share_words(Share(13, 13), "of the")
        ('13 of the 13', 'all 13', 'all of the 13')
        """
        base = self.number(share.relevant)
        usual = f"{self.number(share.yes, start=start)} {between} {base}"
        options: tuple[str, ...]
        if share.yes == 0:
            options = (f"none {between} {base}", "none", usual)
        elif share.yes == share.relevant:
            options = (usual, f"all {base}", f"all {between} {base}")
        else:
            options = (usual,)
        return tuple(capitalised(words) for words in options) if start else options

    def count_words(self, value: int, *, start: bool = False) -> tuple[str, ...]:
        """Write a count, the usual wording first; nought may be "none", "no" or "zero"."""
        options = (self.number(value, start=start),) if value else ("none", "no", "zero", "0")
        return tuple(capitalised(words) for words in options) if start else options

    def context(self, figure: ContextFigure, *, start: bool = False) -> tuple[str, ...]:
        """Write a context figure by its unit, the usual wording first; the bare number serves beside its unit."""
        bare = self.decimal(figure.value, figure.places, start=start)
        digits = decimal_text(figure.value, figure.places)
        match figure.unit:
            case "percent":
                usual = self.percent(figure.value, figure.places, start=start)
            case "per_1000":
                usual = f"{bare} per 1,000"
            case "days" | "years":
                usual = f"{bare} {figure.unit[:-1] if figure.value == 1 else figure.unit}"
            case "fte":
                usual = f"{bare} full-time equivalent"
            case _:
                return tuple(dict.fromkeys((bare, digits)))
        return tuple(dict.fromkeys((usual, bare, digits)))


def number_words(value: int) -> str:
    """Write a whole number from 0 to 999 in words.

    >>> number_words(46), number_words(100), number_words(305)
    ('forty-six', 'one hundred', 'three hundred and five')

    Raises:
        ValueError: the number is outside that range.
    """
    if not 0 <= value < WORDS_BELOW:
        raise ValueError(f"{value} is not written in words")
    hundreds, rest = divmod(value, 100)
    if hundreds:
        start = f"{_SMALL[hundreds]} hundred"
        return f"{start} and {number_words(rest)}" if rest else start
    if rest < len(_SMALL):
        return _SMALL[rest]
    tens, units = divmod(rest, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[units]}" if units else "")


def fraction_words(value: Fraction) -> tuple[str, ...]:
    """Return the ways of saying a plain fraction exactly, the usual one first; none where there is no plain way.

    >>> fraction_words(Fraction(1, 3))
    ('a third', 'one third', 'one-third', 'one in three')
    >>> fraction_words(Fraction(2, 3))
    ('two thirds', 'two-thirds', 'two in three')
    >>> fraction_words(Fraction(7, 31))
    ()
    """
    top, bottom = value.numerator, value.denominator
    if value in {0, 1}:
        return ("all", "every one") if value else ("none",)
    if bottom not in _PARTS or not 0 < value < 1:
        return ()
    part = _PARTS[bottom]
    base = number_words(bottom) if bottom < 10 else str(bottom)  # noqa: PLR2004 - "one in 10", as reports write it
    ratio = f"{number_words(top)} in {base}"
    if bottom == 2:  # noqa: PLR2004 - a half is the one part with a short name
        return ("half", "a half", "one half", "one-half", ratio)
    if top == 1:
        article = "an" if part.startswith("e") else "a"
        return (f"{article} {part}", f"one {part}", f"one-{part}", ratio)
    return (f"{number_words(top)} {part}s", f"{number_words(top)}-{part}s", ratio)


def table_share(share: Share) -> str:
    """Write a share as tables show it.

    >>> table_share(Share(17, 36)), table_share(Share(0, 0))
    ('17 of 36 (47%)', 'no relevant cases')
    """
    percent = whole_percent(share)
    return NO_RELEVANT_CASES if percent is None else f"{share.yes:,} of {share.relevant:,} ({percent}%)"


def table_context(figure: ContextFigure) -> str:
    """Write a context figure as tables show it: digits, and the unit as a sign or a word."""
    digits = decimal_text(figure.value, figure.places)
    units = {
        "percent": "%",
        "per_1000": " per 1,000",
        "days": " days",
        "years": " years",
        "fte": " full-time equivalent",
    }
    return digits + units.get(figure.unit, "")


def date_text(day: date) -> str:
    """Write a day as GOV.UK does.

    >>> date_text(date(2023, 2, 20))
    '20 February 2023'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso_text(written: str) -> str:
    """Write an ISO 8601 month or day in words; any other text stays as it is.

    >>> iso_text("2023-05"), iso_text("2023-05-12"), iso_text("spring 2023")
    ('May 2023', '12 May 2023', 'spring 2023')
    """
    try:
        if _ISO_MONTH.fullmatch(written):
            first = date.fromisoformat(f"{written}-01")
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if _ISO_DAY.fullmatch(written):
            return date_text(date.fromisoformat(written))
    except ValueError:
        pass  # a thirteenth month is no month, and is shown as it was written
    return written


def period_texts(periods: Sequence[Period]) -> tuple[str, ...]:
    """Write periods, each with the month and the year only where the next thing said differs.

    >>> period_texts([Period(first=date(2022, 7, 18), last=date(2022, 7, 24))])
    ('18 to 24 July 2022',)
    """
    texts = []
    for number, period in enumerate(periods):
        first, last = period.first, period.last
        following = periods[number + 1].last.year if number + 1 < len(periods) else None
        end = date_text(last) if last.year != following else f"{last.day} {_MONTHS[last.month - 1]}"
        if (first.year, first.month) == (last.year, last.month):
            begin = str(first.day)
        elif first.year == last.year:
            begin = f"{first.day} {_MONTHS[first.month - 1]}"
        else:
            begin = date_text(first)
        texts.append(end if first == last else f"{begin} to {end}")
    return tuple(texts)


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """Join a list as a sentence does.

    >>> listed(["a", "b", "c"]), listed(["a", "b"]), listed(["a"])
    ('a, b and c', 'a and b', 'a')
    """
    texts = list(items)
    return f" {last} ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def capitalised(text: str) -> str:
    """Give a text a capital first letter, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Give a title a small first letter for running text, unless other capitals show that it is a name.

    >>> lowered("Information and facilities"), lowered("Through the Gate")
    ('information and facilities', 'Through the Gate')
    """
    return text[:1].lower() + text[1:] if text[1:] == text[1:].lower() else text


def curled(text: str) -> str:
    """Turn straight quotation marks and apostrophes into printed ones.

    >>> curled("the PDU's 'Requires improvement'")
    'the PDU’s ‘Requires improvement’'
    """  # noqa: RUF002 - printed quotation marks are what this is about
    opened = _OPENING.sub(lambda found: "\u2018" if found[1] == "'" else "\u201c", text)
    return opened.replace("'", "\u2019").replace('"', "\u201d")


def sentence(text: str) -> str:
    """Make a recorded text stand as a sentence: a capital, a full stop, printed quotation marks."""
    whole = capitalised(curled(" ".join(text.split())))
    return whole if not whole or whole[-1] in ".!?" or whole[-2:] in {".\u2019", ".\u201d"} else f"{whole}."


def _is_whole(value: Fraction, places: int) -> bool:
    return places == 0 and value.denominator == 1
