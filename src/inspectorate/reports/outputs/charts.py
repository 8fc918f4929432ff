"""Charts as SVG, drawn from their value alone: the same chart gives the same bytes.

A chart is laid out for the width it will be shown at, so that its words keep their size: ask for `WIDE` where there is
room and for `NARROW` on a phone. One unit is one CSS pixel. Every row's value is written beside its mark and every
band's name above its boundary; colour only repeats what the words say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from inspectorate.reports.document import Chart, ChartBand, ChartKind, ChartRow
from inspectorate.reports.outputs import theme
from inspectorate.reports.outputs.lettering import text_width, wrap, writable

WIDE = 640
"""Units across, for screens."""
PAPER = 700
"""Units across, for a line of text on paper, where 14 units, the smallest words, are nine points."""
NARROW = 290
"""Units across, for a phone: what is left of the narrowest page, 320 units, inside its margins."""

_TEXT = 16.0
_SMALL = 14.0
_LINE = 20.0
_TO_BASELINE = 5.5  # from the middle of a line to the foot of its letters
_FLAG_LINE = 20.0
_TRACK = 30.0
_BAR = 22.0
_CAP = 12.0
_POINT = 6.0
_GAP = 8.0
_ROW_GAP = 18.0
_STUB = 6.0
_EDGE = 1.0
_AXIS = 32.0
_LARGEST_GUTTER = 0.3
_LINES_IN_GUTTER = 2
_SMALLEST_PLOT = 0.35
_FULL = 100.0


def chart_svg(chart: Chart, *, font: str = theme.PRINT_FONT, width: int = WIDE, variant: str = "") -> str:
    """Return the chart as one ``<svg>`` element with its title and description, ready to stand alone or inside HTML.

    ``font`` is a font family or a CSS list of them, ``width`` the units across. ``variant`` tells apart the
    identifiers of two drawings of one chart in one page; they hold an underscore, which no anchor of a document does.
    """
    drawing = _Drawing(font=font)
    plot = _plot(chart, width)
    beside_marks = _values_fit(chart, plot)
    if plot.gutter and (chart.kind is ChartKind.INTERVALS or not beside_marks):
        # Beside intervals values would stand now left and now right; in a column they are found, and can be compared.
        plot = _with_value_column(chart, plot)
        beside_marks = beside_marks or plot.value_column is not None
    top = _draw_band_names(drawing, plot, chart)
    for row in chart.rows:
        top = _draw_row(drawing, plot, chart, row, top, value_beside=beside_marks)
    height = _draw_axis(drawing, plot, top - _ROW_GAP / 2 if chart.rows else top)
    name = f"{chart.id}_{variant}" if variant else f"{chart.id}_"
    head = _tag(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {_number(height)}",
            "width": str(width),
            "height": _number(height),
            "role": "img",
            "aria-labelledby": f"{name}title {name}description",
            "font-family": font,
            "fill": theme.INK,
        },
    )
    title = _element("title", {"id": f"{name}title"}, chart.title)
    description = _element("desc", {"id": f"{name}description"}, chart.description)
    return "\n".join((head, title, description, *drawing.parts, "</svg>"))


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the percentages lie: ``left`` and ``right`` are the places of 0 and 100.

    ``pad`` is how far what a mark lies on goes beyond either, so that a point at 0 or 100 is whole. ``gutter`` is the
    width of the rows' labels where they stand left of the marks, 0 where they stand above; ``value_column`` is where
    the values begin that stand in a column of their own, right of the marks.
    """

    left: float
    right: float
    pad: float
    gutter: float
    bands: tuple[ChartBand, ...]
    ratings: int
    value_column: float | None = None

    def x(self, percent: float) -> float:
        return self.left + (self.right - self.left) * min(max(percent, 0.0), _FULL) / _FULL


def _plot(chart: Chart, width: int) -> _Plot:
    bands = tuple(sorted(chart.bands, key=lambda band: band.first))
    ranks = [band.rank for band in bands] + [row.rank for row in chart.rows if row.rank is not None]
    ratings = max([rank + 1 for rank in ranks] + ([] if bands else [len(theme.RATING_COLOURS)]))
    pad = _EDGE if chart.kind is ChartKind.BANDED_BARS else _POINT + _EDGE
    gutter = _gutter(chart, width)
    left = pad + (gutter + 2 * _GAP if gutter else 0.0)
    return _Plot(left=left, right=width - pad, pad=pad, gutter=gutter, bands=bands, ratings=ratings)


def _with_value_column(chart: Chart, plot: _Plot) -> _Plot:
    """Return the plot made narrower by a column of values, where that leaves the marks room enough."""
    column = (
        plot.right + plot.pad - max((text_width(row.shown, size=_TEXT, bold=True) for row in chart.rows), default=0.0)
    )
    right = column - plot.pad - _GAP
    if right - plot.left < (plot.right + plot.pad) * _SMALLEST_PLOT:
        return plot
    return replace(plot, right=right, value_column=column)


def _gutter(chart: Chart, width: int) -> float:
    """Return the room for labels left of the marks: 0 where one of them would take too many lines there."""
    widest = width * _LARGEST_GUTTER
    labels = [wrap(row.label, width=widest, size=_TEXT) for row in chart.rows]
    if any(len(lines) > _LINES_IN_GUTTER for lines in labels):
        return 0.0
    return max((text_width(line, size=_TEXT) for lines in labels for line in lines), default=0.0)


@dataclass(slots=True)
class _Drawing:
    """The parts of a drawing, in the order they are painted."""

    font: str
    parts: list[str] = field(default_factory=list)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        place = {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}
        self.parts.append(_element("rect", {**place, "fill": fill}))

    def line(self, start: tuple[float, float], end: tuple[float, float], *, stroke: str, width: float = 1.0) -> None:
        place = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        numbers = {name: _number(value) for name, value in place.items()}
        self.parts.append(_element("line", {**numbers, "stroke": stroke, "stroke-width": _number(width)}))

    def circle(self, x: float, y: float, radius: float, *, fill: str) -> None:
        place = {"cx": _number(x), "cy": _number(y), "r": _number(radius)}
        self.parts.append(_element("circle", {**place, "fill": fill, "stroke": theme.PAPER, "stroke-width": "2"}))

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float = _TEXT,
        anchor: str = "start",
        bold: bool = False,
        fill: str = "",
    ) -> None:
        attributes = {"x": _number(x), "y": _number(y), "font-size": _number(size)}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if bold:
            attributes["font-weight"] = "bold"
        if fill:
            attributes["fill"] = fill
        self.parts.append(_element("text", attributes, words))


def _draw_band_names(drawing: _Drawing, plot: _Plot, chart: Chart) -> float:
    """Draw each band's name as a flag at its boundary, and return where the rows begin."""
    if not chart.bands:
        return 0.0
    levels = _flag_levels(plot)
    bottom = (max(levels) + 1) * _FLAG_LINE + _GAP
    for band, level in zip(plot.bands, levels, strict=True):
        pole = plot.x(band.first)
        baseline = bottom - _GAP - level * _FLAG_LINE - 5
        left = _flag_left(plot, band)
        # A name that had to be moved to the left of its boundary stands above the pole, not across it.
        drawing.line((pole, baseline + (4 if left < pole else -12)), (pole, bottom), stroke=theme.EDGE)
        drawing.text(_band_name(plot, band), left, baseline, size=_SMALL)
    return bottom + _GAP / 2


def _band_name(plot: _Plot, band: ChartBand) -> str:
    """Return the band's name, cut where it is wider than the whole axis."""
    lines = wrap(band.label, width=plot.right - plot.left - _SMALL, size=_SMALL)
    return f"{lines[0]}\u2026" if len(lines) > 1 else "".join(lines)


def _flag_left(plot: _Plot, band: ChartBand) -> float:
    room = plot.right + plot.pad - text_width(_band_name(plot, band), size=_SMALL)
    return max(min(plot.x(band.first) + 5, room), 0.0)


def _flag_levels(plot: _Plot) -> list[int]:
    """Return how many lines above the lowest each band's name stands, so that no name lies over another or a pole."""
    placed: list[tuple[float, float, int]] = []
    for band in reversed(plot.bands):
        pole = plot.x(band.first)
        start = _flag_left(plot, band)
        end = max(start + text_width(_band_name(plot, band), size=_SMALL), pole)
        start = min(start, pole)
        below = [level for first, last, level in placed if start <= last + _GAP and first <= end + _GAP]
        placed.append((start, end, max(below, default=-1) + 1))
    return [level for _, _, level in reversed(placed)]


def _values_fit(chart: Chart, plot: _Plot) -> bool:
    """Return whether every row's value finds room beside its mark: if one does not, none is written there."""
    return all(_value_place(chart, plot, row) is not None for row in chart.rows)


def _value_place(chart: Chart, plot: _Plot, row: ChartRow) -> tuple[float, str, bool] | None:
    """Return where a value is written: its x, its anchor, and whether it lies inside the bar; None for no room."""
    if plot.value_column is not None:
        return plot.value_column, "start", False
    needed = text_width(row.shown, size=_TEXT, bold=True) + _GAP
    first, last = _extent(chart, row)
    start, end = plot.x(first), plot.x(last)
    if end + needed <= plot.right - _GAP / 2:
        return end + _GAP, "start", False
    if chart.kind is ChartKind.BANDED_BARS and end - start >= needed + _GAP:
        return end - _GAP, "end", True
    if chart.kind is ChartKind.INTERVALS and start - needed >= plot.left + _GAP / 2:
        return start - _GAP, "end", False
    return None


def _extent(chart: Chart, row: ChartRow) -> tuple[float, float]:
    """Return the percentages between which a row's mark lies."""
    if math.isnan(row.value):
        return 0.0, 0.0
    if chart.kind is ChartKind.BANDED_BARS:
        return 0.0, row.value
    ends = [row.value, *(end for end in (row.low, row.high) if end is not None)]
    return min(ends), max(ends)


def _draw_row(drawing: _Drawing, plot: _Plot, chart: Chart, row: ChartRow, top: float, *, value_beside: bool) -> float:
    """Draw a row from ``top`` and return where the next one begins."""
    # Lines that were measured to fit the gutter must not be broken anew by a hair's breadth.
    label = wrap(row.label, width=plot.gutter + 1 if plot.gutter else plot.right + plot.pad, size=_TEXT)
    if not plot.gutter:
        top = _draw_lines(drawing, label, 0.0, top)
    end_of_label = top
    if plot.gutter:
        # One line of a label stands at the middle of what is beside it, two go above and below.
        above = (_TRACK - _LINE * len(label)) / 2 if value_beside else 0.0
        end_of_label = _draw_lines(drawing, label, 0.0, top + max(above, 0.0))
        top += max(-above, 0.0)
    if not value_beside:
        shown = wrap(row.shown, width=plot.right - plot.left, size=_TEXT, bold=True)
        top = _draw_lines(drawing, shown, plot.left - plot.pad if plot.gutter else 0.0, top, bold=True)
    compact = plot.gutter and value_beside
    top += 0.0 if compact else _GAP / 2
    _draw_track(drawing, plot, top)
    colour = theme.UNRANKED_MARK if row.rank is None else theme.rating_colour(rank=row.rank, of=plot.ratings)
    if not math.isnan(row.value):
        mark = _draw_bar if chart.kind is ChartKind.BANDED_BARS else _draw_interval
        mark(drawing, plot, row, top + _TRACK / 2, colour.fill)
    place = _value_place(chart, plot, row) if value_beside else None
    if place is not None:
        x, anchor, inside = place
        fill = colour.text if inside else ""
        drawing.text(row.shown, x, top + _TRACK / 2 + _TO_BASELINE, anchor=anchor, bold=True, fill=fill)
    return max(top + _TRACK, end_of_label) + (_GAP if compact else _ROW_GAP)


def _draw_lines(drawing: _Drawing, lines: tuple[str, ...], x: float, top: float, *, bold: bool = False) -> float:
    """Draw lines of text below each other, and return where the last one ends."""
    for line in lines:
        drawing.text(line, x, top + _LINE / 2 + _TO_BASELINE, bold=bold)
        top += _LINE
    return top


def _draw_track(drawing: _Drawing, plot: _Plot, top: float) -> None:
    """Draw what a mark lies on: the bands from 0 to 100, or one plain strip where there are none."""
    if not plot.bands:
        drawing.rectangle(plot.left - plot.pad, top, plot.right - plot.left + 2 * plot.pad, _TRACK, theme.SURFACE)
    ends = [*(band.first for band in plot.bands[1:]), *(band.last for band in plot.bands[-1:])]
    for band, last in zip(plot.bands, ends, strict=True):
        start = plot.x(band.first) if band.first > 0 else plot.left - plot.pad
        end = plot.x(last) if last < _FULL else plot.right + plot.pad
        tint = theme.rating_colour(rank=band.rank, of=plot.ratings).tint
        drawing.rectangle(start, top, end - start, _TRACK, tint)
        if start > plot.left:
            # Short strokes at both sides rather than a line across, which would run through the words of a value.
            drawing.line((start, top), (start, top + _STUB), stroke=theme.EDGE)
            drawing.line((start, top + _TRACK - _STUB), (start, top + _TRACK), stroke=theme.EDGE)


def _draw_bar(drawing: _Drawing, plot: _Plot, row: ChartRow, middle: float, fill: str) -> None:
    # A bar of nothing still shows as a stroke on the axis: it was measured.
    length = max(plot.x(row.value) - plot.left, 2.0)
    drawing.rectangle(plot.left, middle - _BAR / 2, length, _BAR, fill)


def _draw_interval(drawing: _Drawing, plot: _Plot, row: ChartRow, middle: float, fill: str) -> None:
    if row.low is not None and row.high is not None:
        start, end = plot.x(row.low), plot.x(row.high)
        drawing.line((start, middle), (end, middle), stroke=fill, width=2.5)
        for cap in (start, end):
            drawing.line((cap, middle - _CAP / 2), (cap, middle + _CAP / 2), stroke=fill, width=2.5)
    drawing.circle(plot.x(row.value), middle, _POINT, fill=fill)


def _draw_axis(drawing: _Drawing, plot: _Plot, top: float) -> float:
    """Draw the percentages under the rows, and return the height of the whole."""
    drawing.line((plot.left - plot.pad, top), (plot.right + plot.pad, top), stroke=theme.EDGE)
    inner = [band.first for band in plot.bands] if plot.bands else [25.0, 50.0, 75.0]
    taken: list[tuple[float, float]] = []
    for percent in (0.0, _FULL, *inner):
        words = f"{_number(percent)}%"
        x, half = plot.x(percent), text_width(words, size=_SMALL) / 2
        centre = min(max(x, half), plot.right - half)
        if any(centre - half < last + 4 and first - 4 < centre + half for first, last in taken):
            continue
        taken.append((centre - half, centre + half))
        drawing.line((x, top), (x, top + 5), stroke=theme.EDGE)
        drawing.text(words, centre, top + 20, size=_SMALL, anchor="middle", fill=theme.QUIET_INK)
    return top + _AXIS


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _tag(name: str, attributes: dict[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(writable(value))}' for key, value in attributes.items())}>"


def _element(name: str, attributes: dict[str, str], words: str = "") -> str:
    return f"{_tag(name, attributes)}{escape(writable(words))}</{name}>"
