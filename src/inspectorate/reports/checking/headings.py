"""Finds the standards of a report by their headings, and where the section of each begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from inspectorate.frameworks.model import Framework, Standard
from inspectorate.reports.checking.landmarks import PrintedStandard, Section
from inspectorate.reports.checking.model import Passage, Report, Role
from inspectorate.reports.checking.rating_words import RatingWords

NUMBER = r"[A-Z]?\s?\d{1,2}\.\d{1,2}"
_TITLE_LINE = re.compile(rf"\s*(?:Standard\s)?(?P<number>{NUMBER})\.?:?\s+(?P<title>[A-Z][^\t.?!:;]{{1,80}})")
_INLINE_RATING = r"\s*[:\t\u2013\u2014-]?\s*(?i:rating\s?:?\s*)?"
_INNER = re.compile(
    r"(?:strengths?|areas? for (?:improvement|development)|key questions?|our rating|ratings?|findings?"
    r"|practice example|.*:)\s*",
    re.IGNORECASE,
)
_MOST_WORDS = 9
_LONG = 40
_STEM = 5


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Return words in lower case with nothing but letters, figures and single spaces.

    >>> plain("Well-informed, analytical & personalised: assessment")
    'well informed analytical and personalised assessment'
    """
    return re.sub(r"[^a-z0-9]+", " ", words.lower().replace("&", " and ")).strip()


def match_standard(framework: Framework | None, *, number: str, title: str) -> Standard | None:
    """Return the framework's standard that a number and a title mean; None where none does, or more than one.

    A report may number the standards otherwise: the title decides where it belongs to one standard only.
    """
    if framework is None:
        return None
    numbered = framework.standards.get(number.replace(" ", ""))
    if numbered is not None and _alike(numbered.title, title):
        return numbered
    named = [standard for standard in framework.standards.values() if plain(standard.title) == plain(title)]
    # "R1.1" and "P1.1" are standards of two kinds of body, though both are called Leadership
    letters = {one[:1] for one in (number, *(standard.id for standard in named)) if one[:1].isalpha()}
    return named[0] if len(named) == 1 and len(letters) <= 1 else None


def _alike(one: str, other: str) -> bool:
    first, second = plain(one), plain(other)
    if first == second or first.startswith(f"{second} ") or second.startswith(f"{first} "):
        return True
    # "Staff" and "Staffing": the same stem under the same number
    return " " not in first + second and first[:_STEM] == second[:_STEM] and len(first) >= _STEM


def titled(text: str, *, framework: Framework | None, words: RatingWords) -> tuple[PrintedStandard, str] | None:
    """Return the standard that a line names, and the rating that follows the name, if any; None for other lines."""
    found = re.fullmatch(rf"(?P<name>.*?){_INLINE_RATING}(?P<after>{words.quoted}|(?i:not rated))\s*", text)
    name, after = (found["name"], found["after"]) if found and found["name"].strip() else (text, "")
    name = name.strip(" \t\u2013\u2014-:")
    line = _TITLE_LINE.fullmatch(name)
    if line is not None and not re.search(r"\d\s*$", line["title"]) and len(name.split()) <= _MOST_WORDS:
        number, title = line["number"].replace(" ", ""), line["title"].strip()
        return PrintedStandard(number, title, match_standard(framework, number=number, title=title)), after
    standard = match_standard(framework, number="", title=name)
    return None if standard is None else (PrintedStandard("", name, standard), after)


def sections_of(report: Report, *, framework: Framework | None, words: RatingWords) -> tuple[Section, ...]:
    """Return every section that a standard's heading begins, the entries of a page of ratings among them."""
    statements = _statements(framework)
    starts: dict[int, PrintedStandard] = {}
    ends: set[int] = set()
    current: PrintedStandard | None = None
    begun_at = 0
    for index, passage in enumerate(report.passages):
        if passage.role in (Role.ROW, Role.NOTE):
            continue
        found = _start(report, index, framework=framework, words=words)
        if found is None:
            stated = next((one for said, one in statements if plain(passage.text).startswith(said)), None)
            if stated is not None and (current is None or current.standard is not stated):
                found = PrintedStandard(stated.id, stated.title, stated)
        if found is not None and _same_again(found, current, passage):
            continue  # the caption of a table or chart, under the heading that it repeats
        if found is not None:
            starts[index] = current = found
            begun_at = index
        elif passage.role is Role.HEADING and current is not None and not _inner(passage.text, words):
            begun = report.passages[begun_at]
            if begun.role is not Role.HEADING or not begun.level or passage.level <= begun.level:
                ends.add(index)
                current = None
    return tuple(_sections(report, starts, ends, words))


def _inner(heading: str, words: RatingWords) -> bool:
    """Say whether a heading belongs inside a standard's section, as a rating set large does."""
    return bool(_INNER.fullmatch(heading) or words.lone(heading))


def _same_again(found: PrintedStandard, current: PrintedStandard | None, passage: Passage) -> bool:
    if current is None or passage.role is Role.HEADING:
        return False
    repeats = found.key == current.key or (found.number != "" and found.number == current.number)
    return repeats and found.title != current.title


def _unnamed(heading: Passage, standard: PrintedStandard) -> tuple[Passage, ...]:
    """Return what begins a section where that is its statement and not its heading."""
    return () if standard.title.casefold() in heading.text.casefold()[: _LONG * 2] else (heading,)


def _start(report: Report, index: int, *, framework: Framework | None, words: RatingWords) -> PrintedStandard | None:
    passage = report.passages[index]
    if len(passage.text) > _LONG * 3:
        return None
    named = titled(passage.text, framework=framework, words=words)
    if named is None:
        return None
    standard, after = named
    if standard.number or passage.role is Role.HEADING or after:
        return standard
    follows = report.passages[index + 1].text if index + 1 < len(report.passages) else ""
    return standard if words.lone(follows) else None


def _statements(framework: Framework | None) -> list[tuple[str, Standard]]:
    """Return the standards by their statements' words; only those that no two standards share."""
    if framework is None:
        return []
    said = [(plain(standard.statement), standard) for standard in framework.standards.values()]
    all_said = [words for words, _ in said]
    return [(words, standard) for words, standard in said if all_said.count(words) == 1 and len(words) > _LONG]


def _sections(
    report: Report, starts: dict[int, PrintedStandard], ends: Iterable[int], words: RatingWords
) -> Iterator[Section]:
    bounds = sorted({*starts, *ends, len(report.passages)})
    for begin, standard in starts.items():
        end = bounds[bisect_right(bounds, begin)]
        inside = report.passages[begin + 1 : end]
        listed = not any(
            passage.role is not Role.HEADING and len(passage.text) > _LONG and not words.lone(passage.text)
            for passage in (*inside, *_unnamed(report.passages[begin], standard))
        )
        yield Section(standard, begin, end, listed)
