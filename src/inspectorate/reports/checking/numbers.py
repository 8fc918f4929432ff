"""Finds every number in a passage and says what it is: a quantity, or a date, a label, a footnote's mark and the like.

General libraries for numbers read "11 Black" as eleven billion, "10 and eight" as eighteen and "a third" as an ordinal;
this one knows only what inspection reports print, and takes each number for the least that it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.reports.checking.model import CELL_END, Number, Passage, Role, Sort
from inspectorate.reports.wording import number_words

_UNITS = {number_words(value): value for value in range(20)} | {"nought": 0, "nil": 0, "none": 0}
_TENS = {number_words(value): value for value in range(20, 100, 10)}
_BELOW_TEN = "|".join(number_words(value) for value in range(1, 10))
_TEN = "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[- ](?:{_BELOW_TEN})\b)?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_WORDS = (
    rf"(?:(?:a|{_BELOW_TEN})[ -]hundred(?:[ -]and[ -]{_BELOW_HUNDRED})?|{_BELOW_HUNDRED}(?:[ -]thousand)?)(?![\w-]*\w)"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ANY = rf"(?:{_DIGITS}|{_WORDS})"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_DASH = r"\s?[\u2013\u2014-]\s?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"{_YEAR}-\d\d(?:-\d\d)?(?:T\S+)?|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)"
    rf"|{_DAY}(?:(?:{_DASH}|\s(?:to|and)\s){_DAY})?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
    rf"|{_MONTH}\s{_DAY}(?:{_DASH}{_DAY})?(?:,\s{_YEAR})|{_MONTH}\s{_YEAR}"
    rf"|{_YEAR}(?:/\d\d(?:\d\d)?|{_DASH}(?:{_YEAR}|\d\d))"
)
_TIME_UNIT = r"(?:calendar |working |full )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|weekdays?)"
_AGE = r"(?:aged|ages|age)\s(?:between\s|over\s|under\s)?"
_LABEL_WORD = (
    r"(?:tiers?|domains?|bands?|levels?|grades?|weeks?|phases?|chapters?|sections?|parts?|pages?|annexe?s?|appendix"
    r"|figures?|tables?|charts?|notes?|footnotes?|recommendations?|quarters?|classes|class|category|type|types|stages?"
    r"|steps?|versions?|volumes?|articles?|schedules?|rules?|regulations?|paragraphs?|modules?|box|options?|strands?"
    r"|ward|wing|houseblock|site|cohort|zone|items?|number|no\.|standalone|form|unit|lot|route|group|years?(?=\s\d\b)|year(?=\s1[0-3]\b))"
)
_STANDARD_WORD = r"(?:(?:standards?|key\squestions?|questions?|prompts?)(?:\s(?:of|for))?|ratings?\s(?:for|of))"
_STANDARD_NUMBER = r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?:\.[a-z]\b)?"
_PER_CENT = r"(?:\s?%|[ -]per[ -]?cent(?:age)?\b(?!\s+points?))"
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6,
    "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10,
    "tenths": 10, "twelfth": 12, "twelfths": 12,
}  # fmt: skip
_ONE_PART = "|".join(part for part in _PARTS if part != "half" and not part.endswith("s"))
_MANY_PARTS = "|".join(part for part in _PARTS if part.endswith("s"))
_SIGNS = {
    "\N{VULGAR FRACTION ONE HALF}": Fraction(1, 2),
    "\N{VULGAR FRACTION ONE THIRD}": Fraction(1, 3),
    "\N{VULGAR FRACTION TWO THIRDS}": Fraction(2, 3),
    "\N{VULGAR FRACTION ONE QUARTER}": Fraction(1, 4),
    "\N{VULGAR FRACTION THREE QUARTERS}": Fraction(3, 4),
    "\N{VULGAR FRACTION ONE FIFTH}": Fraction(1, 5),
}
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
# "a third party" and "the third quarter" are no fractions: what follows "a third" must be able to follow a proportion
_AFTER_PART = (
    r"(?=\s*(?:$|[.,;:)(\]\[\u2013\u2014?!]|-\s)|\s(?:of|were|was|had|has|did|said|felt|have|are|is|could|would|will|agreed"
    r"|disagreed|reported|told|received|showed|lacked|needed|do|does|and|or|who|more|less|fewer|higher|lower|wanted|in"
    r"|thought|knew|on|for|with|at|to|stated|believed|experienced|described|being|rated|disabled|female|male|from)\b)"
)
_HALF = (
    r"(?<!first\s)(?<!second\s)(?<!latter\s)(?<!other\s)(?<!hour\sand\s)(?<!hours\sand\s)"
    r"(?<!year\sand\s)(?<!years\sand\s)(?<!month\sand\s)(?<!months\sand\s)(?<!hour\sand\sa\s)(?:one[ -]|a\s)?half\b"
    r"(?![- ](?:hour|day|way|year|yearly|term|time|past|marathon|mile|price|an?\s(?:day|hour|year|dozen|mile|million))"
    rf"|way|\sof\s(?:the\s)?(?:{_YEAR}|year|month|week))"
)
_PART = (
    rf"(?:(?:one[- ](?:{_ONE_PART})|(?:two|three|four|five|six|seven|eight|nine|\d)[- ](?:{_MANY_PARTS}))\b(?!-)"
    rf"|an?\s(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s?-){_AFTER_PART}"
    r"(?!\sof\s(?:the|a)\s(?:year|way))"
    rf"|{_HALF}|[{''.join(_SIGNS)}])"
)
_IN = rf"(?:{_BELOW_TEN}|[1-9]\d?)\sin\s(?:every\s)?(?:{_WORDS}|[1-9]\d{{0,2}}\b)(?![.,]?\d)(?!\s{_MONTH}|{_PER_CENT})"

_IDENTIFIER = (
    r"(?:https?://|www\.)[^\s)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)*|ISBN(?:-1[03])?:?\s?[\dXx-]+|doi:\s?\S+"
    r"|(?<![\w.])(?:\+44\s?|0)\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
    r"|\b[0-9a-f]{12,64}\b|\b24/7\b|(?<![\w/])[A-Za-z][\w-]*-\d+(?:\.\d+)*\b(?!\s?%)"
)
_CLOCK = r"(?<![\w.])\d{1,2}[:.]\d\d\s?(?:am|pm|a\.m\.|p\.m\.|hours)|(?<![\w.])\d{1,2}:\d\d\b|\b\d{1,2}\s?(?:am|pm)\b"
_NO_PER_CENT = rf"(?![.,]?\d)(?!{_PER_CENT})"
# "under standard 2.3, 4.5 of them": after a comma alone a number is one of a list only where more are named
_ONE_STANDARD = rf"(?:{_STANDARD_NUMBER}){_NO_PER_CENT}"
_STANDARD = (
    rf"\b{_STANDARD_WORD}\s{_ONE_STANDARD}"
    rf"(?:(?:(?<=\d),\s{_ONE_STANDARD})*(?:,?\s(?:and|or|to|&)\s|{_DASH}){_ONE_STANDARD})?"
    rf"|(?<![\w.,£]){_STANDARD_NUMBER}(?=\.?\s(?!Black|Asian|White)(?-i:[A-Z][a-z]))"
)
# "at this stage three of 10": a name's number is no count of a base
_NO_COUNT = (
    rf"(?!\s(?:out\s)?of\s(?:a\stotal\sof\s)?(?:(?:the|these|those|our|all)\s)?(?!{_YEAR}\b)(?:{_ANY})\b)(?!\s?/\s?\d)"
)
_ONE_LABEL = rf"(?:{_ANY})(?!\w){_NO_PER_CENT}{_NO_COUNT}"
# "weeks 4, 5 and 6" are three weeks, and "in week 20, five people" is one
_MORE_LABELS = rf"(?:(?:,\s{_ONE_LABEL})*,?\s(?:and|or|to|&)\s{_ONE_LABEL}|{_DASH}{_ONE_LABEL})"
_LABEL = (
    r"(?<=\.\.\.)\s?\d+(?=\s*$)|"
    rf"\b(?:{_LABEL_WORD}(?<=s)(?<!class)\s{_ONE_LABEL}{_MORE_LABELS}?"
    rf"|{_LABEL_WORD}\s{_ONE_LABEL}(?:(?:\s(?:and|or|to|&)\s|{_DASH}){_ONE_LABEL})?)"
)
_NOTE = rf"[{_SUPERSCRIPT}]+|(?<=[a-z]{{2}})\d{{1,2}}(?=[\s.,;:)]|$)|(?<=[a-z][.,;:)])\d{{1,2}}(?=\s|$)"
_RANGE = (
    rf"(?<![\w.,/-])\d+(?:\.\d+)?[\u2013\u2014-]\d+(?:\.\d+)?(?:{_PER_CENT})?(?![\w/])"
    rf"|(?<![\w.,/-])(?<!from\s)(?!{_YEAR}\sto\b){_DIGITS}(?:{_PER_CENT})?\sto\s{_DIGITS}{_PER_CENT}"
    rf"|\bbetween\s{_DIGITS}(?:{_PER_CENT})?\sand\s{_DIGITS}{_PER_CENT}"
)
_MEASURE = (
    rf"(?<![\w.,/-])(?:{_ANY})\s(?:percentage\spoints?|points?\b(?!\sout)|miles?|km|kilometres?|metres?"
    rf"|full-time\sequivalents?|whole-time\sequivalents?|FTEs?|WTEs?)\b|\bper\s(?:{_DIGITS})"
)
# the first that fits a place is taken, so that what is no quantity is known before its figures are
_PATTERNS = (
    ("identifier", _IDENTIFIER),
    ("money", rf"[£€$]\s?{_DIGITS}(?:\s?(?:m|bn|k|million|billion|thousand)\b)?"),
    ("date", rf"(?<![\w/])(?:{_DATE})(?![\w/]*\d)"),
    ("clock", _CLOCK),
    ("standard", _STANDARD),
    ("label", _LABEL),
    ("age", rf"\b{_AGE}(?:{_ANY})(?:{_DASH}(?:{_ANY})|\s(?:to|and)\s(?:{_ANY}))?"),
    ("fraction", rf"(?<![\w-]){_PART}|(?<![\w./-]){_IN}"),
    ("note", _NOTE),
    ("ordinal", r"(?<![\w.])\d+(?:st|nd|rd|th)\b"),
    ("range", _RANGE),
    ("percent", rf"(?<![\w.,/])(?:{_ANY}){_PER_CENT}"),
    ("time", rf"(?<![\w.,/-])(?:{_ANY})[- ]{_TIME_UNIT}\b(?!['\u2019]s)"),
    ("measure", _MEASURE),
    ("glued", r"(?<![\w.,/-])(?=\w*[A-Za-z])\d[\w]*\b|\b(?![a-z]{3,}\d{1,2}\b)[a-z]+\d\w*\b"),
    ("count", rf"(?<![\w.,-])(?:{_ANY})(?![\w]*[A-Za-z])"),
    ("other", r"\d+(?:[.,]\d+)*"),
)
_PATTERN = re.compile("|".join(rf"(?P<{name}>{pattern})" for name, pattern in _PATTERNS), re.IGNORECASE)
_SORTS = {
    "identifier": Sort.IDENTIFIER,
    "money": Sort.MONEY,
    "date": Sort.DATE,
    "clock": Sort.TIME,
    "standard": Sort.STANDARD,
    "label": Sort.LABEL,
    "age": Sort.RANGE,
    "fraction": Sort.FRACTION,
    "note": Sort.NOTE,
    "ordinal": Sort.ORDINAL,
    "range": Sort.RANGE,
    "percent": Sort.PERCENT,
    "time": Sort.TIME,
    "measure": Sort.MEASURE,
    "glued": Sort.IDENTIFIER,
    "count": Sort.COUNT,
    "other": Sort.LABEL,
}
_FIRST_ITEM = re.compile(r"\s*\(?(\d{1,3}|[a-z](?=\)))[.)]?\s(?=\S)")
_FIRST_STANDARD = re.compile(rf"\s*(?:{_STANDARD_NUMBER})(?=\.?(?:\s|$))")
_NUMBERED = re.compile(r"\s*(\d{1,3})(?:[.)]\s|\)\s)")
_CODE = re.compile(r"\S{400,}")
_LONE_YEAR = re.compile(_YEAR)
_COUNTED = re.compile(
    r"\s(?:people|cases|staff|individuals|men|women|children|persons|responses|responded|interviews)\b"
)
_COUNTING = re.compile(
    r"\b(?:total of|caseload of|supervising|supervised|some|about|nearly|almost|over|than|only|just)\s$"
)
_COUNT_OF = re.compile(rf"\b(?:{_ANY})\s(?:out\s)?of\s(?:(?:the|those|these|our|all|its)\s)?\Z", re.IGNORECASE)
_FIGURES = re.compile(rf"(?:{_ANY})", re.IGNORECASE)
_MILLION = re.compile(r"\s(thousand|million|billion)\b")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def numbers_in(passage: Passage, *, index: int) -> tuple[Number, ...]:
    """Return every number of a passage in its order; ``index`` is the passage's position in its report.

    >>> from inspectorate.reports.checking.model import Where
    >>> said = Passage("Ten of the 11 Black people (91%) in Tier 3 met two in three aims by 12 May 2023.", Where())
    >>> [(number.text, number.sort.value) for number in numbers_in(said, index=0)][:4]
    [('Ten', 'count'), ('11', 'count'), ('91%', 'percentage'), ('Tier 3', 'label')]
    >>> [(number.text, number.sort.value) for number in numbers_in(said, index=0)][4:]
    [('two in three', 'fraction'), ('12 May 2023', 'date')]
    """
    return tuple(_numbers(passage, index))


def value_of(words: str) -> Fraction | None:
    """Return the value of a number in figures or in words; None where the words are no number.

    >>> value_of("1,979"), value_of("Forty-six"), value_of("one hundred and twelve"), value_of("eleven")
    (Fraction(1979, 1), Fraction(46, 1), Fraction(112, 1), Fraction(11, 1))
    """
    plain = words.strip().lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Fraction(plain)
    total = 0
    for word in re.split(r"[\s-]+", plain):
        if word in _UNITS:
            total += _UNITS[word]
        elif word in _TENS:
            total += _TENS[word]
        elif word == "a":
            total += 1
        elif word in ("hundred", "thousand"):
            total *= 100 if word == "hundred" else 1000
        elif word != "and":
            return None
    return Fraction(total)


def _numbers(passage: Passage, index: int) -> Iterator[Number]:
    text, codes = _without_codes(passage.text)
    start = 0
    if first := _list_number(passage):
        yield Number(first[0], Fraction(0), text[first[1] : first[2]], index, first[1], first[2])
        start = first[2]
    while match := _PATTERN.search(text, start):
        while codes and codes[0][0] < match.start():
            yield _code(passage.text, codes.pop(0), index)
        group = match.lastgroup or "other"
        end = match.end()
        words = match[0]
        if group == "time" and _COUNT_OF.search(text, max(0, match.start() - 80), match.start()):
            # "in five of the 12 weeks": there the weeks are counted
            group, words = "count", re.split(r"\s", words)[0]
            end = match.start() + len(words)
        if group == "count" and (scale := _MILLION.match(text, end)):
            end = scale.end()
            words = text[match.start() : end]
        yield _number(group, words, text, (match.start(), end), index)
        start = end
    for span in codes:
        yield _code(passage.text, span, index)


def _without_codes(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with what is longer than any word emptied, and where of that figures stood.

    Such code has no quantity, and to look in it for the end of a word from each of its letters would never end.
    """
    if _CODE.search(text) is None:
        return text, []
    codes = [match.span() for match in _CODE.finditer(text) if any(sign.isdigit() for sign in match[0])]
    return _CODE.sub(lambda match: " " * len(match[0]), text), codes


def _code(text: str, span: tuple[int, int], index: int) -> Number:
    start, end = span
    return Number(Sort.IDENTIFIER, Fraction(0), text[start:end], index, start, end)


def _list_number(passage: Passage) -> tuple[Sort, int, int] | None:
    """Return what stands before a heading, an item or a row: its sort, start and end."""
    text = passage.text
    if passage.role is Role.ROW:
        if found := _FIRST_STANDARD.match(text):
            return (Sort.STANDARD, found.start(), found.end())
        return None
    if passage.role is Role.HEADING:
        found = _FIRST_STANDARD.match(text)
        if found:
            return (Sort.STANDARD, found.start(), found.end())
        found = _FIRST_ITEM.match(text)
        return (Sort.ITEM, found.start(1), found.end(1)) if found else None
    found = _NUMBERED.match(text)
    return (Sort.ITEM, found.start(1), found.end(1)) if found else None


def _number(group: str, words: str, text: str, span: tuple[int, int], index: int) -> Number:
    start, end = span
    sort = _SORTS[group]
    value = Fraction(0)
    decimals = 0
    if sort is Sort.FRACTION:
        value = _part(words)
    elif sort in (Sort.COUNT, Sort.PERCENT, Sort.MONEY, Sort.MEASURE):
        figures = _FIGURES.search(words)
        said = figures[0] if figures else words
        value = value_of(said) or Fraction(0)
        decimals = len(said.partition(".")[2]) if said[:1].isdigit() else 0
        if scale := _MILLION.search(words):
            value, decimals = value * _SCALES[scale[1].lower()], decimals or 1
        if sort is Sort.COUNT and _is_year(words, text, start, end):
            sort = Sort.DATE
    return Number(sort, value, words, index, start, end, decimals)


def _is_year(words: str, text: str, start: int, end: int) -> bool:
    """Say whether four figures are a year: they may be, and nothing beside them is counted."""
    if not _LONE_YEAR.fullmatch(words):
        return False
    return not _COUNTED.match(text, end) and not _COUNTING.search(text[max(0, start - 20) : start])


def _part(words: str) -> Fraction:
    """Return the value of a word for a fraction, or of "two in three"."""
    plain = words.strip().lower()
    if plain in _SIGNS:
        return _SIGNS[plain]
    if " in " in plain:
        few, _, many = plain.replace(" every ", " ").partition(" in ")
        below, whole = value_of(few), value_of(many)
        return below / whole if below and whole else Fraction(0)
    *count, part = re.split(r"[\s-]+", plain)
    many_parts = value_of(count[0]) if count and count[0] not in ("a", "an") else Fraction(1)
    return (many_parts or Fraction(1)) / _PARTS[part]


def cells_of(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each cell of a row's text."""
    bounds = []
    start = 0
    for cell in text.split(CELL_END):
        bounds.append((start, start + len(cell)))
        start += len(cell) + 1
    return bounds
