"""A document as the plain values that the layout ``assets/report.typ`` reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from inspectorate.reports.document import (
    Block,
    Chart,
    ChartKind,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    RatingBadge,
    RatingsPage,
    Strong,
    Table,
    Text,
)
from inspectorate.reports.outputs import theme
from inspectorate.reports.outputs.columns import column_widths, row_lines
from inspectorate.reports.outputs.drawings import drawings
from inspectorate.reports.outputs.lettering import text_width, writable
from inspectorate.reports.outputs.paged import (
    anchors,
    badges,
    language_parts,
    link_target,
    published_day,
    published_words,
)

_WORDS: Final = {
    "contents": "Contents",
    "figure": "Figure",
    "overall": "Overall rating",
    "rating": "Rating",
    "ratings-columns": ["Standard", "Title", "Rating"],
    "score": "Score",
    "section": "Section",
    "table": "Table",
}
_COLOURS: Final = {
    "text": theme.INK,
    "muted": theme.QUIET_INK,
    "panel": theme.SURFACE,
    "rule": theme.RULE,
    "edge": theme.EDGE,
    "brand": theme.BRAND,
    "on-brand": theme.PAPER,
    "link": theme.LINK,
}
# The printing typeface looks smaller than the one that the scale was made for.
_OPTICAL: Final = 1.1
_LONG_TITLE: Final = 60
_STEP_WIDTH: Final = 7
# In points, as the layout has them: a line of 160 mm, a table's text, and what a cell leaves empty.
_LINE: Final = 453.5
_TABLE_SIZE: Final = 9.8
_CELL_MARGINS: Final = 14
_TABLE_LINE: Final = 12.5
_ROW_MARGINS: Final = 11
# A table that takes more than this would leave too much of a page empty, were it moved to the next.
_UNBROKEN_HEIGHT: Final = 320
_BADGE_ROOM: Final = 30


def typeset(document: Document) -> dict[str, object]:
    """Return everything that the layout needs, as JSON values."""
    language, region = language_parts(document.language)
    day = published_day(document.published)
    setting = _Setting(anchors(document))
    return {
        "title": writable(document.title),
        "subtitle": writable(document.subtitle),
        "publisher": writable(document.publisher),
        "published": published_words(document.published),
        "description": writable(document.description),
        "attribution": writable(document.attribution),
        "notices": [writable(notice) for notice in document.notices],
        "date": None if day is None else {"year": day.year, "month": day.month, "day": day.day},
        "language": {"lang": language, "region": region},
        "font": theme.PRINT_FONT,
        "sizes": _sizes(long_title=len(document.title) > _LONG_TITLE),
        "badge-width": _badge_width(badges(document)),
        "colours": _COLOURS,
        "words": _WORDS,
        "blocks": setting.blocks(document.blocks),
    }


def _sizes(*, long_title: bool) -> dict[str, float]:
    steps = {
        "title": theme.TITLE,
        "heading-2": theme.HEADING_2,
        "heading-3": theme.HEADING_3,
        "heading-4": theme.HEADING_4,
        "lead": theme.LEAD,
        "body": theme.BODY,
        "small": theme.SMALL,
    }
    sizes = {name: round(step.print_pt * _OPTICAL, 2) for name, step in steps.items()}
    return sizes if long_title else sizes | {"title": round(sizes["title"] * 1.2, 2)}


def _badge_width(shown: Iterable[RatingBadge]) -> float:
    """Return the width in points that holds the widest badge's words and its steps."""
    size = theme.BODY.print_pt
    widths = [text_width(badge.label, size=size) + badge.of * _STEP_WIDTH for badge in shown]
    return round(max(widths, default=0) + _BADGE_ROOM, 1)


@dataclass(slots=True)
class _Setting:
    """Sets blocks; an identifier that comes again is set once, for a link has one place to lead to."""

    targets: frozenset[str]
    placed: set[str] = field(default_factory=set)

    def blocks(self, blocks: Iterable[Block]) -> list[Mapping[str, object]]:
        run = tuple(blocks)
        return [
            {
                **self.block(block),
                "noted": isinstance(after, Paragraph) and after.role == "note",
                "opens": isinstance(after, Quotation),
            }
            for block, after in zip_longest(run, run[1:])
        ]

    def block(self, block: Block) -> Mapping[str, object]:
        match block:
            case Heading():
                return {
                    "kind": "heading",
                    "level": block.level,
                    "text": writable(block.text),
                    "id": self.place(block.id),
                }
            case Paragraph():
                return {"kind": "paragraph", "role": block.role, "children": self.inlines(block.children)}
            case ListBlock():
                return {
                    "kind": "list",
                    "start": block.start,
                    "tight": all(len(item) == 1 and isinstance(item[0], Paragraph) for item in block.items),
                    "items": [self.blocks(item) for item in block.items],
                }
            case Quotation():
                return {"kind": "quotation", "blocks": self.blocks(block.blocks)}
            case Table():
                return self.table(block)
            case RatingBadge():
                return {"kind": "badge", **_badge(block)}
            case RatingsPage():
                return self.ratings(block)
            case Chart():
                return self.chart(block)

    def place(self, identifier: str) -> str:
        if identifier in self.placed:
            return ""
        self.placed.add(identifier)
        return identifier

    def table(self, table: Table) -> Mapping[str, object]:
        widths = column_widths(table, line=_LINE, size=_TABLE_SIZE, margins=_CELL_MARGINS)
        lines = row_lines(table, widths, size=_TABLE_SIZE, margins=_CELL_MARGINS)
        height = sum(number * _TABLE_LINE + _ROW_MARGINS for number in lines)
        columns = zip(table.columns, widths, strict=True)
        return {
            "kind": "table",
            "id": self.place(table.id),
            "caption": writable(table.caption),
            "columns": [
                {"title": writable(column.title), "numeric": column.numeric, "width": round(width, 1)}
                for column, width in columns
            ],
            "rows": [[writable(cell) for cell in row] for row in table.rows],
            "breakable": height > _UNBROKEN_HEIGHT,
        }

    def chart(self, chart: Chart) -> Mapping[str, object]:
        return {
            "kind": "chart",
            "id": self.place(chart.id),
            "title": writable(chart.title),
            "drawings": [{"svg": drawing.svg, "alt": drawing.words} for drawing in drawings(chart)],
            "table": self.table(chart.table),
            # The table of key questions is what a rating rests on; it is also short, and fills what a chart leaves.
            "table-first": chart.kind is ChartKind.BANDED_BARS,
        }

    def ratings(self, page: RatingsPage) -> Mapping[str, object]:
        groups = [
            {
                "title": writable(group.title),
                "lines": [
                    {
                        "standard": writable(line.standard),
                        "title": writable(line.title),
                        "target": line.anchor if line.anchor in self.targets else "",
                        "badge": _badge(line.badge),
                    }
                    for line in group.lines
                ],
            }
            for group in page.groups
        ]
        return {
            "kind": "ratings",
            "body": writable(page.body),
            "fieldwork": writable(page.fieldwork),
            "score": writable(page.score),
            "overall": _badge(page.overall),
            "groups": groups,
        }

    def inlines(self, inlines: Iterable[Inline]) -> list[Mapping[str, object]]:
        return [self.inline(inline) for inline in inlines]

    def inline(self, inline: Inline) -> Mapping[str, object]:
        match inline:
            case Text() | Figure():
                return {"kind": "text", "text": writable(inline.text)}
            case Strong():
                return {"kind": "strong", "children": self.inlines(inline.children)}
            case Emphasis():
                return {"kind": "emphasis", "children": self.inlines(inline.children)}
            case Link():
                return self.link(inline)

    def link(self, link: Link) -> Mapping[str, object]:
        children = self.inlines(link.children)
        identifier = link.href.removeprefix("#")
        if identifier != link.href and identifier in self.targets:
            return {"kind": "inner-link", "target": identifier, "children": children}
        target = link_target(link.href)
        return {"kind": "link" if target and children else "words", "target": target, "children": children}


def _badge(badge: RatingBadge) -> Mapping[str, object]:
    colour = theme.rating_colour(rank=badge.rank, of=badge.of)
    return {
        "label": writable(badge.label),
        "rank": badge.rank,
        "of": badge.of,
        "fill": colour.fill,
        "ink": colour.text,
        "edge": theme.EDGE if badge.rank is None else colour.fill,
    }
