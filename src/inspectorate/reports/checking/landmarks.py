"""What stands out in a report: its standards and their sections, the ratings, tables and scores that it prints."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspectorate.frameworks.model import KeyQuestion, Standard
from inspectorate.reports.checking.model import Number, Span, Where
from inspectorate.reports.checking.sentences import Sentence


class Stand(StrEnum):
    """Where a rating is printed."""

    SECTION = "in its section"
    SUMMARY = "on the page of ratings"
    TABLE = "in a table"
    PROSE = "in a sentence"


@dataclass(frozen=True)
class PrintedStandard:
    """A standard as a report names it; ``standard`` is the framework's, None where none matches.

    ``number`` is empty where the report prints none.
    """

    number: str
    title: str
    standard: Standard | None = None

    @property
    def key(self) -> str:
        """Return what tells this standard from others."""
        return self.standard.id if self.standard is not None else f"{self.number} {self.title.casefold()}"

    @property
    def name(self) -> str:
        """Return the number and title as one."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Section:
    """The passages under a standard's heading, the heading first; ``end`` is excluded.

    ``listed`` says that there is nothing but a rating under it, as on a page of ratings.
    """

    standard: PrintedStandard
    begin: int
    end: int
    listed: bool

    def holds(self, passage: int) -> bool:
        """Say whether a passage belongs to the section."""
        return self.begin <= passage < self.end


def section_holding(sections: Sequence[Section], passage: int) -> Section | None:
    """Return the section that a passage belongs to; ``sections`` are in reading order and do not overlap."""
    place = bisect_right(sections, passage, key=lambda section: section.begin)
    found = sections[place - 1] if place else None
    return found if found is not None and found.holds(passage) else None


@dataclass(frozen=True)
class PrintedRating:
    """A rating printed for a standard: its identifier or `NOT_RATED`, where it stands and the words around it."""

    standard: PrintedStandard
    rating: str
    stand: Stand
    span: Span
    where: Where
    text: str


@dataclass(frozen=True)
class QuestionRow:
    """A row of a key-question table.

    ``count`` and ``base`` are the row's own, None where it prints none. ``question`` is the framework's, None where
    none matches; ``band`` is the identifier of a rating that the row prints. ``own`` says that it stands in its
    standard's own section.
    """

    sentence: Sentence
    words: str
    percent: Number
    count: Number | None
    base: Number | None
    question: KeyQuestion | None
    standard: PrintedStandard | None
    band: str
    own: bool

    @property
    def passage(self) -> int:
        """Return the position of the row in the report."""
        return self.sentence.passage


@dataclass(frozen=True)
class PrintedScore:
    """A score as printed; ``maximum`` is None where none is. ``listed`` holds the counts of ratings beside it."""

    points: Number
    maximum: Number | None
    sentence: Sentence
    span: Span
    text: str
    listed: tuple[tuple[Number, str], ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return the numbers of the score."""
        return (self.points,) if self.maximum is None else (self.points, self.maximum)


@dataclass(frozen=True)
class PrintedOverall:
    """An overall rating as printed."""

    rating: str
    span: Span
    where: Where
    text: str
