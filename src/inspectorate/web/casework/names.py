"""Finds what in a text looks as if it could identify somebody.

It is a help, and no proof: a name that stands first in its sentence and is not a usual one is not found, and a place or
an office written with capitals is. So it warns, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Looks(StrEnum):
    """What a piece of text looks like."""

    NAME = "a name"
    PLATE = "a number plate"
    EMAIL = "an e-mail address"
    TELEPHONE = "a telephone number"
    BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    NHS = "an NHS number"
    PNC = "a PNC number"
    CRN = "a case number of the probation service"
    INSURANCE = "a National Insurance number"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text that looks like something: where it begins, and what stands there."""

    start: int
    text: str
    looks: Looks


_MONTHS = "January February March April May June July August September October November December"
_OFFICIAL = """
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas
Easter Ramadan Eid Diwali English British Welsh Scottish Irish European Polish Romanian African Asian Caribbean Muslim
Christian Jewish Hindu Sikh Buddhist Roma Traveller England Wales Scotland Ireland Britain Kingdom Europe Police Court
Crown Magistrates Prison Probation Service Services Children Social Care Act Order Orders Officer Practitioner Senior
Manager Team Unit Region Approved Premises Parole Board Council Borough Jobcentre Universal Credit Plus Building
Better Relationships Thinking Skills Programme Programmes Rehabilitation Activity Requirement Requirements Unpaid Work
Community Suspended Sentence Spousal Assault Risk Assessment Serious Harm Integrated Offender Management Multi-Agency
Public Protection Arrangements Commissioned Rehabilitative Home Detention Curfew Personality Disorder Pathway Mental
Health Drug Alcohol Treatment Department Housing Ministry Justice National Standards Standard Inspector Inspectorate
His Majesty Majesty's Her Teams Zoom Skype Internet Covid
"""
_GIVEN = """
Aaron Abdul Adam Adrian Ahmed Aisha Alan Alexander Alice Ali Amanda Amy Andrea Andrew Angela Anna Anne Anthony Antony
Ashley Barbara Ben Benjamin Brian Callum Cameron Caroline Catherine Charles Charlotte Chloe Chris Christina
Christopher Claire Connor Craig Daniel Danielle Darren David Dean Deborah Debbie Donna Dylan Edward Elaine Elizabeth
Emily Emma Eric Fatima Fiona Gary Gareth Gemma George Graham Hannah Harry Hassan Heather Helen Henry Hussain Ian
Ibrahim Isaac Jack Jacob Jacqueline Jade James Jamie Jane Janet Jason Jennifer Jessica Joanne Joe John Jonathan Jordan
Joseph Joshua Julie Karen Kate Katie Keith Kelly Kenneth Kevin Khan Kieran Kim Kirsty Kyle Laura Lauren Leanne Lee
Leon Lewis Liam Linda Lisa Louise Lucy Luke Margaret Maria Martin Mary Matthew Megan Michael Michelle Mohammad
Mohammed Muhammad Natalie Natasha Nathan Neil Nicholas Nicola Nigel Oliver Olivia Omar Pamela Patricia Patrick Paul
Peter Philip Rachel Rebecca Richard Robert Robin Roger Ronald Rosie Ryan Samantha Samuel Sandra Sara Sarah Scott Sean
Shane Sharon Shaun Simon Sophie Stacey Stephanie Stephen Steven Stuart Susan Thomas Tina Tracey Tracy Victoria Vincent
Wayne William Yusuf Zoe
"""
_KNOWN = frozenset(f"{_MONTHS} {_OFFICIAL}".split())
_USUAL = frozenset(_GIVEN.split())

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sgt|DC|DS|PC)"
_WORD = r"[^\W\d_](?:[\w'\u2019]*[^\W\d_])?(?:-[^\W\d_]+)*"
_TITLED = re.compile(rf"\b{_TITLE}\b\.?[ \t]+{_WORD}(?:[ \t]+[A-Z][\w'\u2019-]+)?")
_WORDS = re.compile(_WORD)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_PATTERNS: tuple[tuple[Looks, re.Pattern[str]], ...] = (
    (Looks.EMAIL, re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
    (Looks.PNC, re.compile(r"\b(?:\d{2}|\d{4})/\d{1,7}[A-Za-z]\b")),
    (Looks.INSURANCE, re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)),
    (Looks.CRN, re.compile(r"\b[A-Z]\d{6}\b")),
    (Looks.PLATE, re.compile(r"\b[A-HJ-PR-Y][A-HJ-PR-Z]\d{2} ?[A-HJ-PR-Z]{3}\b", re.IGNORECASE)),
    (Looks.PLATE, re.compile(r"\b[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}\b")),
    (Looks.POSTCODE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)),
    (Looks.BIRTH, re.compile(rf"\b{_DAY}[/.-](?:0?[1-9]|1[0-2])[/.-](?:\d{{4}}|\d{{2}})\b")),
    (Looks.BIRTH, re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")),
    (
        Looks.BIRTH,
        re.compile(rf"\b{_DAY}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(_MONTHS.split())}),? \d{{4}}\b", re.IGNORECASE),
    ),
    (Looks.BIRTH, re.compile(r"\b(?:born (?:on|in)|d\.?o\.?b\.?:?|date of birth:?)[ \t]+\S*[^\s.,;]", re.IGNORECASE)),
    (Looks.TELEPHONE, re.compile(r"(?<![\w+])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}\b")),
)
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_NHS_DIGITS = 10
_LAST_CHECK = 11


def what_looks_personal(text: str, *, known: Iterable[str] = ()) -> tuple[Mark, ...]:
    """Return what in a text looks as if it could identify somebody, in reading order, each piece of text once.

    ``known`` are words that are written with a capital and name nobody, such as a framework's own.

    >>> [mark.text for mark in what_looks_personal("Her mother, Ann Brown, rang 0161 496 0123.")]
    ['Ann Brown', '0161 496 0123']
    """
    found: list[Mark] = []
    taken = bytearray(len(text))
    for mark in (*_numbers(text), *_titled(text), *_capitalised(text, _KNOWN | frozenset(known))):
        piece = slice(mark.start, mark.start + len(mark.text))
        if not any(taken[piece]):
            taken[piece] = b"\1" * len(mark.text)
            found.append(mark)
    first: dict[str, Mark] = {}
    for mark in sorted(found, key=lambda mark: mark.start):
        first.setdefault(mark.text, mark)
    return tuple(first.values())


def capitalised_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts that begin with a capital, to be known: a framework's, or a body's name."""
    return frozenset(
        part
        for text in texts
        for word in _WORDS.findall(text)
        for part in (word, *word.split("-"))
        if part[:1].isupper()
    )


def _numbers(text: str) -> Iterator[Mark]:
    for looks, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Mark(match.start(), match[0], looks)
    for match in _NHS.finditer(text):
        digits = [int(sign) for sign in match[0] if sign.isdecimal()]
        if _is_nhs_number(digits):
            yield Mark(match.start(), match[0], Looks.NHS)


def _is_nhs_number(digits: list[int]) -> bool:
    """Say whether the last digit is what the first nine make it.

    Source: NHS Data Dictionary, "NHS number": modulus 11, weights 10 to 2; a check digit of 10 makes no number.
    """
    total = sum(digit * weight for digit, weight in zip(digits, range(_NHS_DIGITS, 1, -1), strict=False))
    return len(digits) == _NHS_DIGITS and (_LAST_CHECK - total % _LAST_CHECK) % _LAST_CHECK == digits[-1]


def _titled(text: str) -> Iterator[Mark]:
    for match in _TITLED.finditer(text):
        yield Mark(match.start(), match[0], Looks.NAME)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    is_first: bool


def _capitalised(text: str, known: frozenset[str]) -> Iterator[Mark]:
    """Go through runs of capitalised words that are not only there because a sentence begins."""
    words = [_Word(match.start(), match[0], _begins(text, match.start())) for match in _WORDS.finditer(text)]
    inside = {word.text for word in words if not word.is_first}
    run: list[_Word] = []
    for word in (*words, None):
        joins = bool(run) and word is not None and not text[run[-1].start + len(run[-1].text) : word.start].strip(" \t")
        if run and (word is None or not joins or not _could_be_name(word.text, known)):
            yield from _name(text, run, inside)
            run = []
        if word is not None and _could_be_name(word.text, known):
            run.append(word)


def _could_be_name(word: str, known: frozenset[str]) -> bool:
    """Say whether a word is written as a name is: a capital and small letters, and not one that is known."""
    own = re.sub(r"['\u2019]s?\Z", "", word)
    if not own[:1].isupper() or len(own) < 2 or own.isupper():  # noqa: PLR2004 - an initial, or an abbreviation
        return False
    parts = own.split("-")
    return not (own in known or all(part in known or part.islower() for part in parts))


def _name(text: str, run: list[_Word], inside: set[str]) -> Iterator[Mark]:
    """Give a run of words as a name; a sentence's first word alone is one only if it is a usual name or comes again."""
    first = run[0]
    if len(run) == 1 and first.is_first and not (_plain(first.text) in _USUAL or first.text in inside):
        return
    last = run[-1]
    yield Mark(first.start, text[first.start : last.start + len(last.text)], Looks.NAME)


def _plain(word: str) -> str:
    return re.sub(r"['\u2019]s?\Z", "", word)


def _begins(text: str, start: int) -> bool:
    """Say whether a sentence, a line or an item begins at a place."""
    before = text[:start].rstrip(" \t\"'\u201c\u201d\u2018\u2019([*•\u2013\u2014-")
    return not before or before[-1] in ".!?:;\n"
