"""What a finished report says, and what became of each of its numbers: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Where:
    """Where words stand in a report.

    ``page`` is the page of a PDF, counted from 1; ``line`` the line of a text or Markdown file, or of that page.
    ``section`` is the nearest heading above. ``paragraph`` counts the passages from 1, headings and rows among them.
    """

    page: int | None = None
    line: int | None = None
    section: str = ""
    paragraph: int = 0

    def __str__(self) -> str:
        parts = [f"page {self.page}"] if self.page is not None else []
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.page is None and self.line is None:
            parts.append(f"paragraph {self.paragraph}")
        if self.section:
            parts.append(self.section)
        return ", ".join(parts)


class Role(StrEnum):
    """What a passage is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


CELL_END = "\t"
"""Stands between the cells of a row in its text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, item of a list, row of a table or footnote, as a reader sees it.

    ``text`` has its white space collapsed to single spaces; a row's cells are joined by `CELL_END`. A mark that refers
    to a footnote is written in superscript figures (``¹``). ``level`` is a heading's, 1 the highest. ``table`` counts
    the tables of the report from 1 and is 0 outside them; ``head`` says that a row holds its table's column heads.
    """

    text: str
    where: Where
    role: Role = Role.PARAGRAPH
    level: int = 0
    table: int = 0
    head: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the cells of a row; one cell where it is no row."""
        return tuple(self.text.split(CELL_END))


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report as it was read: its file's name, its format's name and its passages in reading order.

    ``pages`` is None where the format has none. ``unread`` are the numbers of pages that are pictures without text, so
    that nothing on them was read.
    """

    name: str
    format: str
    passages: tuple[Passage, ...]
    pages: int | None = None
    unread: tuple[int, ...] = ()


class Sort(StrEnum):
    """What a printed number is: the first three are quantities that claims are made of, the rest are not."""

    COUNT = "count"
    PERCENT = "percentage"
    FRACTION = "fraction"
    DATE = "date"
    TIME = "time"
    MEASURE = "measurement"
    STANDARD = "standard's number"
    LABEL = "label"
    NOTE = "footnote mark"
    IDENTIFIER = "identifier"
    ORDINAL = "ordinal"
    RANGE = "range"
    MONEY = "money"
    ITEM = "number of a list or heading"


QUANTITIES = frozenset({Sort.COUNT, Sort.PERCENT, Sort.FRACTION})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: in figures, in words or as a word for a fraction.

    ``passage`` is the position of its passage in the report, ``start`` and ``end`` its place in that passage's text.
    ``value`` is exact; a percentage's is in points of 100, a fraction's between 0 and 1. ``decimals`` is how many
    figures are printed after the point.
    """

    sort: Sort
    value: Fraction
    text: str
    passage: int
    start: int
    end: int
    decimals: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether the number is a whole one, printed without a point."""
        return self.decimals == 0 and self.value.denominator == 1


class Verdict(StrEnum):
    """What is made of a claim, the gravest first."""

    FAILS = "fails"
    DOUBTFUL = "doubtful"
    CANNOT_TELL = "cannot tell"
    HOLDS = "holds"


class Kind(StrEnum):
    """The kinds of claim."""

    N_OF_M = "n of m"
    PROPORTION = "proportion in words"
    ATTAINABLE = "attainable percentage"
    PERCENTAGE = "percentage"
    PARTS = "parts and whole"
    KEY_QUESTION = "key question"
    LOWEST = "lowest score"
    RATING = "rating"
    DISCRETION = "discretion"
    CAP = "cap"
    SCORE = "score"
    MAXIMUM = "maximum score"
    OVERALL = "overall rating"
    COMPARISON = "comparison"
    CHANGE = "change"
    REPEATED = "same figure twice"
    SIGNIFICANCE = "significance"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one passage's text: the passage's position in the report, and where in it."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a report says and that can be held against something.

    ``text`` is the words as printed and ``spans`` where they stand, the first where the claim is made. ``numbers`` are
    the numbers that it accounts for. ``expected`` is what should stand there, empty where nothing else should; ``why``
    is a sentence or two that a reader can follow by hand.
    """

    kind: Kind
    text: str
    where: Where
    spans: tuple[Span, ...]
    numbers: tuple[Number, ...]
    verdict: Verdict
    why: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A number that was not checked, with the reason."""

    number: Number
    text: str
    where: Where
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A report whose every number is accounted for: in a claim, or among the unchecked with its reason.

    ``framework`` is the reference of the edition that ratings were held against, empty where there was none, and
    ``framework_why`` says how it was chosen.
    """

    report: Report
    claims: tuple[Claim, ...]
    not_checked: tuple[Unchecked, ...]
    framework: str = ""
    framework_why: str = ""

    def of(self, verdict: Verdict) -> tuple[Claim, ...]:
        """Return the claims with a verdict, in the report's order."""
        return tuple(claim for claim in self.claims if claim.verdict is verdict)
