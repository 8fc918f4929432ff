"""A report as a plain value: what it says, with nothing of how it is rendered.

Blocks hold inlines. Each module of `inspectorate.reports.outputs` turns one `Document` into one format.
Identifiers of headings, tables and charts are unique in a document and made of ``a-z0-9-``, so that they serve as
anchors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a rating that is bound to the data: the words shown, and the reference they were made from."""

    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are set off strongly."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that are stressed."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: ``href`` is ``https://…``, ``mailto:…`` or ``#identifier``."""

    children: tuple[Inline, ...]
    href: str


Inline = Text | Figure | Strong | Emphasis | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4; the document's title is level 1. Levels never skip."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``role`` is ``lead`` for an introduction, ``note`` for a remark under a table, else empty."""

    children: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of items, each a run of blocks; numbered from ``start``, or bulleted where ``start`` is None."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else, set off."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; ``numeric`` ones are aligned right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one header row; the first cell of each row is its header."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RatingBadge:
    """A rating, shown by its words and, beside them, a colour. ``rating`` is its identifier; empty: not rated.

    ``rank`` is the rating's place in the scale of ``of`` ratings, 0 the lowest, for the choice of colour.
    """

    label: str
    rating: str
    rank: int | None
    of: int


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One line of the ratings page: a standard and its rating."""

    standard: str
    title: str
    badge: RatingBadge
    anchor: str


@dataclass(frozen=True, slots=True)
class RatingGroup:
    """A domain's lines on the ratings page."""

    title: str
    lines: tuple[RatingLine, ...]


@dataclass(frozen=True, slots=True)
class RatingsPage:
    """The ratings at a glance: score, overall rating, a line a standard."""

    body: str
    fieldwork: str
    score: str
    overall: RatingBadge
    groups: tuple[RatingGroup, ...]


class ChartKind(StrEnum):
    """What a chart shows."""

    BANDED_BARS = "banded-bars"
    """A bar a row from 0 to 100 per cent, over the rating bands."""
    INTERVALS = "intervals"
    """A point with its interval a row, from 0 to 100 per cent."""


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A stretch of the percentage axis and the rating it stands for; ``rank`` as in `RatingBadge`."""

    label: str
    first: float
    last: float
    rank: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of a chart, in per cent; ``low`` and ``high`` are an interval's ends. ``shown`` is the value in words."""

    label: str
    value: float
    shown: str
    low: float | None = None
    high: float | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title, its description in words, and the same data as a table."""

    id: str
    kind: ChartKind
    title: str
    description: str
    rows: tuple[ChartRow, ...]
    table: Table
    bands: tuple[ChartBand, ...] = ()


Block = Heading | Paragraph | ListBlock | Quotation | Table | RatingBadge | RatingsPage | Chart


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the data workbook: values are texts, whole numbers, or None where there is nothing to show.

    ``notes`` maps a column's title to the number of the note (of `Workbook.notes`) that explains it.
    """

    id: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The data behind a report, a table a sheet; ``notes`` are numbered from 1."""

    title: str
    about: tuple[str, ...]
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A finished report.

    ``blocks`` is its text in reading order; ``workbook`` the data behind it; ``data`` everything as plain JSON
    values, with the traces and digests. ``published`` is an ISO 8601 month or day, or empty. ``notices`` stand on the
    first page.
    """

    id: str
    title: str
    subtitle: str
    publisher: str
    published: str
    language: str
    description: str
    attribution: str
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    workbook: Workbook
    data: Mapping[str, object]
