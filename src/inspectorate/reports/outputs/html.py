"""A report as one HTML page that needs nothing else: no script, no file beside it, no request to anywhere.

What the page looks like is in ``assets/report.css`` and `theme`, what it is made of in ``assets/report.html.jinja``.
Every text of the document is escaped on its way out; the only markup let through is what this package drew itself.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from inspectorate.reports.document import Block, Chart, Column, Document, Heading, RatingBadge, Table
from inspectorate.reports.outputs import theme
from inspectorate.reports.outputs.charts import NARROW, WIDE, chart_svg
from inspectorate.reports.outputs.lettering import text_width, writable
from inspectorate.reports.wording import iso_text

_PACKAGE = "inspectorate.reports.outputs"
_ROOM_FOR_A_TABLE = 280.0  # CSS pixels: the narrowest page, 320, less its margins and a little
_CELL_TEXT = 17.0
_CELL_PADDING = 16.0
_LONG_WORD = 24  # characters; a digest, say: such a word is broken rather than given all the room it asks for
_PROSE = 60  # characters
_ROOM_FOR_A_LONG_WORD = 144.0  # CSS pixels, as the style sheet has it
_ROOM_FOR_PROSE = 208.0  # likewise
_SAFE_LINKS = ("https://", "mailto:", "#")
_DIRECTIONAL = re.compile("[\u061c\u200e\u200f\u0590-\u08ff]")
_TOP_LEVEL = 2


def render_html(document: Document) -> str:
    """Return the report as one HTML page, the same text for the same document.

    Links lead only to ``https:`` and ``mailto:`` addresses and to places in the page; of any other the words remain.
    The page allows itself no more than its one style sheet (a content security policy says so), and can be served
    under a policy as strict.
    """
    style, policy = _style()
    template = _environment().get_template("report.html.jinja")
    return template.render(
        document=document,
        published=iso_text(document.published),
        contents=_contents(document.blocks),
        style=style,
        policy=policy,
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents, with the lines below it."""

    heading: Heading
    below: tuple[Heading, ...]


def _contents(blocks: Iterable[Block]) -> tuple[_Entry, ...]:
    """Return the headings of levels 2 and 3; one of level 3 that stands under none of level 2 is a line of its own."""
    entries: list[_Entry] = []
    for block in blocks:
        if not isinstance(block, Heading) or block.level > _TOP_LEVEL + 1:
            continue
        if block.level == _TOP_LEVEL or not entries:
            entries.append(_Entry(block, ()))
        else:
            entries[-1] = _Entry(entries[-1].heading, (*entries[-1].below, block))
    return tuple(entries)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    environment.filters |= {
        "kind": lambda value: type(value).__name__,
        "rank_class": _rank_class,
        "safe_link": _safe_link,
        "set_apart": _set_apart,
        "wide_drawing": lambda chart: _drawing(chart, WIDE, "wide"),
        "narrow_drawing": lambda chart: _drawing(chart, NARROW, "narrow"),
        "must_scroll": _must_scroll,
        "cell_class": _cell_class,
    }
    return environment


def _finalize(value: object) -> object:
    return writable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _rank_class(badge: RatingBadge) -> str:
    return "rank-none" if badge.rank is None else f"rank-{theme.rating_step(rank=badge.rank, of=badge.of)}"


def _safe_link(href: str) -> str:
    return href if href.startswith(_SAFE_LINKS) else ""


def _set_apart(text: str) -> Markup:
    """Escape a text, isolated where it has a direction of its own, so that it cannot turn round what follows it."""
    words = escape(writable(text))
    return Markup("<bdi>{}</bdi>").format(words) if _DIRECTIONAL.search(text) else words


def _drawing(chart: Chart, width: int, variant: str) -> Markup:
    # The drawing is our own markup, and charts.py has escaped every text in it.
    return Markup(chart_svg(chart, font=theme.SCREEN_FONTS, width=width, variant=variant))  # noqa: S704 - as above


def _must_scroll(table: Table) -> bool:
    """Return whether a table is wider than the narrowest page, at the least width that each column can be read at."""
    widths = [0.0] * len(table.columns)
    for row in (tuple(column.title for column in table.columns), *table.rows):
        for place, cell in enumerate(row):
            prose = _ROOM_FOR_PROSE if len(cell) > _PROSE else 0.0
            widths[place] = max([widths[place], prose, *map(_least_width, cell.split())])
    return sum(widths) + _CELL_PADDING * len(widths) > _ROOM_FOR_A_TABLE


def _least_width(word: str) -> float:
    return _ROOM_FOR_A_LONG_WORD if len(word) > _LONG_WORD else text_width(word, size=_CELL_TEXT, bold=True)


def _cell_class(cell: str, column: Column) -> str:
    """Return a cell's classes: ``long`` words may be broken, ``short`` numbers are not, ``prose`` needs some width."""
    classes = {
        "numeric": column.numeric,
        "short": column.numeric and len(cell) <= _LONG_WORD,
        "long": any(len(word) > _LONG_WORD for word in cell.split()),
        "prose": len(cell) > _PROSE,
    }
    return " ".join(name for name, applies in classes.items() if applies)


@cache
def _style() -> tuple[Markup, str]:
    """Return the style sheet, and the content security policy that allows it by its digest and allows nothing else."""
    own = (resources.files(_PACKAGE) / "assets" / "report.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    sheet = f"\n{_tokens()}\n{own}"
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Markup(sheet), policy  # noqa: S704 - a file of this package and constants


def _tokens() -> str:
    """Write the theme as CSS custom properties, the ranks' colours as classes."""
    colours = {
        "ink": theme.INK,
        "quiet-ink": theme.QUIET_INK,
        "paper": theme.PAPER,
        "surface": theme.SURFACE,
        "rule": theme.RULE,
        "edge": theme.EDGE,
        "brand": theme.BRAND,
        "brand-pale": theme.BRAND_PALE,
        "link": theme.LINK,
        "link-hover": theme.LINK_HOVER,
        "link-visited": theme.LINK_VISITED,
        "focus": theme.FOCUS,
        "fonts": theme.SCREEN_FONTS,
    }
    sizes = {
        "title": theme.TITLE,
        "heading-2": theme.HEADING_2,
        "heading-3": theme.HEADING_3,
        "heading-4": theme.HEADING_4,
        "lead": theme.LEAD,
        "body": theme.BODY,
        "small": theme.SMALL,
    }
    lines = [f"  --{name}: {value};" for name, value in colours.items()]
    lines += [f"  --{name}: {size.screen_px / 16:g}rem;" for name, size in sizes.items()]
    paper = [f"    --{name}: {size.print_pt:g}pt;" for name, size in sizes.items()]
    ranks = [*((str(step), colour) for step, colour in enumerate(theme.RATING_COLOURS)), ("none", theme.NOT_RATED)]
    classes = [
        f".rank-{name} {{ --fill: {colour.fill}; --on-fill: {colour.text}; --tint: {colour.tint}; }}"
        for name, colour in ranks
    ]
    return "\n".join([":root {", *lines, "}", "@media print {", "  :root {", *paper, "  }", "}", *classes])
