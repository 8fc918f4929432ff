"""A chart as the drawings that fit on pages, each with the words that stand for it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from inspectorate.reports.document import Chart, ChartRow
from inspectorate.reports.outputs.charts import PAPER, chart_svg
from inspectorate.reports.outputs.lettering import writable

# In the units of a drawing, `PAPER` of which are as wide as a line of text.
_PAGE: Final = 960.0
_PART: Final = 510.0
_HEIGHT: Final = re.compile(r'<svg [^>]*\bheight="([0-9.]+)"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, and its alternative text: title, description, and every value that it shows."""

    svg: str
    words: str


def drawings(chart: Chart) -> tuple[Drawing, ...]:
    """Return a chart's drawing; one that is higher than a page in parts, two of which fit on a page.

    Rows whose labels begin with the same word are kept together.
    """
    whole = chart_svg(chart, width=PAPER)
    if _height(whole) <= _PAGE:
        return (Drawing(whole, _words(chart, chart.title)),)
    parts = [replace(chart, rows=rows) for rows in _portions(chart, math.ceil(_height(whole) / _PART))]
    return tuple(
        Drawing(chart_svg(part, width=PAPER), _words(part, f"{chart.title}, part {number} of {len(parts)}"))
        for number, part in enumerate(parts, start=1)
    )


def _height(svg: str) -> float:
    found = _HEIGHT.match(svg)
    return float(found[1]) if found else 0.0


def _portions(chart: Chart, count: int) -> Iterator[tuple[ChartRow, ...]]:
    groups = [tuple(rows) for _, rows in groupby(chart.rows, key=lambda row: row.label.partition(" ")[0])]
    if len(groups) < count:
        groups = [(row,) for row in chart.rows]
    ends = [round(len(groups) * number / count) for number in range(count + 1)]
    for first, last in pairwise(ends):
        rows = tuple(row for group in groups[first:last] for row in group)
        if rows:
            yield rows


def _words(chart: Chart, title: str) -> str:
    values = "; ".join(f"{row.label}: {row.shown}" for row in chart.rows)
    parts = (title, chart.description, values)
    return writable(" ".join(_sentence(part) for part in parts if part.strip()))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
