from __future__ import annotations

import dataclasses
import itertools
import re
import runpy
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.document import Chart, ChartBand, ChartKind, ChartRow
from inspectorate.reports.outputs import theme
from inspectorate.reports.outputs.charts import NARROW, WIDE, chart_svg
from inspectorate.reports.outputs.lettering import text_width

SVG = "{http://www.w3.org/2000/svg}"
SAMPLES = runpy.run_path(str(Path(__file__).parents[3] / "documents.py"))
BARS = cast("Chart", SAMPLES["bars"]())
INTERVALS = cast("Chart", SAMPLES["intervals"]())
HOSTILE = next(block for block in SAMPLES["hostile_blocks"]() if isinstance(block, Chart))
SMALLEST_TEXT = 14
QUESTION = BARS.rows[1].label


def drawn(chart: Chart, *, width: int = WIDE) -> ET.Element:
    return ET.fromstring(chart_svg(chart, width=width))  # noqa: S314 - our own drawing


def texts(svg: ET.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def fills(svg: ET.Element, tag: str) -> list[str]:
    return [element.attrib["fill"] for element in svg.iter(f"{SVG}{tag}")]


def box(element: ET.Element) -> tuple[float, float, float, float]:
    size = float(element.attrib["font-size"])
    width = text_width(element.text or "", size=size, bold=element.get("font-weight") == "bold")
    shift = {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    left = float(element.attrib["x"]) - shift
    baseline = float(element.attrib["y"])
    return left, baseline - size * 0.75, left + width, baseline + size * 0.2


@pytest.mark.parametrize("chart", [BARS, INTERVALS, HOSTILE], ids=["bars", "intervals", "hostile"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_chart_svg_is_the_same_text_each_time(chart: Chart, width: int) -> None:
    assert chart_svg(chart, width=width) == chart_svg(dataclasses.replace(chart), width=width)


@pytest.mark.parametrize("chart", [BARS, INTERVALS, HOSTILE], ids=["bars", "intervals", "hostile"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_chart_svg_keeps_all_words_inside_and_readable(chart: Chart, width: int) -> None:
    svg = drawn(chart, width=width)
    height = float(svg.attrib["height"])
    for element in svg.iter(f"{SVG}text"):
        left, top, right, bottom = box(element)
        # Coordinates are written to a tenth of a unit.
        assert left >= -0.2, element.text
        assert right <= width + 0.2, element.text
        assert top >= 0, element.text
        assert bottom <= height, element.text
        assert float(element.attrib["font-size"]) >= SMALLEST_TEXT


@pytest.mark.parametrize("chart", [BARS, INTERVALS, HOSTILE], ids=["bars", "intervals", "hostile"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_chart_svg_lays_no_words_over_others(chart: Chart, width: int) -> None:
    boxes = [box(element) for element in drawn(chart, width=width).iter(f"{SVG}text")]
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1


def test_chart_svg_names_itself_with_its_title_and_description() -> None:
    svg = drawn(BARS)
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.attrib["role"] == "img"
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (BARS.title, BARS.description)
    assert svg.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]


def test_chart_svg_variants_have_different_identifiers() -> None:
    drawings = [chart_svg(BARS, variant=variant) for variant in ("", "wide", "narrow")]
    named = re.findall(r' id="([^"]*)"', "".join(drawings))
    assert len(named) == len(set(named)) == 6
    assert all("_" in name for name in named)


def test_chart_svg_writes_every_label_value_and_band_name() -> None:
    for width in (WIDE, NARROW):
        words = " ".join(texts(drawn(BARS, width=width)))
        assert all(row.label in words and row.shown in words for row in BARS.rows)
        assert all(band.label in words for band in BARS.bands)


def test_chart_svg_marks_the_axis_at_the_bands_boundaries() -> None:
    assert {"0%", "50%", "65%", "80%", "100%"} <= set(texts(drawn(BARS)))
    assert {"0%", "25%", "50%", "75%", "100%"} <= set(texts(drawn(INTERVALS)))


def test_chart_svg_gives_bars_the_length_and_colour_of_their_values() -> None:
    bars = [element for element in drawn(BARS).iter(f"{SVG}rect") if element.attrib["height"] == "22"]
    lengths = [float(element.attrib["width"]) for element in bars]
    assert lengths == [pytest.approx(row.value / 100 * (WIDE - 2), abs=0.1) for row in BARS.rows]
    assert [element.attrib["fill"] for element in bars] == [
        theme.rating_colour(rank=row.rank, of=4).fill for row in BARS.rows
    ]


def test_chart_svg_writes_a_value_inside_a_long_bar_in_its_text_colour() -> None:
    row = ChartRow("2.5.1 " + "Reviewing " * 10, 100.0, "100% (36 of 36)", rank=3)
    svg = drawn(dataclasses.replace(BARS, rows=(row,)))
    [value] = [element for element in svg.iter(f"{SVG}text") if element.text == row.shown]
    assert value.attrib["fill"] == theme.RATING_COLOURS[3].text


def test_chart_svg_shows_a_bar_of_nothing_but_no_bar_for_what_was_not_measured() -> None:
    def marks(value: float) -> list[str]:
        rows = (ChartRow("Row", value, "said"),)
        return fills(drawn(dataclasses.replace(BARS, rows=rows)), "rect")

    assert theme.UNRANKED_MARK.fill in marks(0.0)
    assert theme.UNRANKED_MARK.fill not in marks(float("nan"))


def test_chart_svg_draws_point_and_whisker_where_the_interval_lies() -> None:
    svg = drawn(dataclasses.replace(INTERVALS, rows=(ChartRow("White", 40.0, "40%", 20.0, 60.0),)))
    [point] = list(svg.iter(f"{SVG}circle"))
    [whisker] = [
        line
        for line in svg.iter(f"{SVG}line")
        if line.attrib["stroke-width"] == "2.5" and line.attrib["y1"] == line.attrib["y2"]
    ]
    start, end, middle = (float(value) for value in (whisker.attrib["x1"], whisker.attrib["x2"], point.attrib["cx"]))
    assert middle == pytest.approx((start + end) / 2, abs=0.1)
    assert start < middle < end


def test_chart_svg_keeps_a_point_at_either_end_whole() -> None:
    rows = (ChartRow("None", 0.0, "0%", 0.0, 30.0), ChartRow("All", 100.0, "100%", 70.0, 100.0))
    for circle in drawn(dataclasses.replace(INTERVALS, rows=rows)).iter(f"{SVG}circle"):
        radius = float(circle.attrib["r"])
        assert radius <= float(circle.attrib["cx"]) <= WIDE - radius


def test_chart_svg_puts_short_labels_beside_the_bars_and_long_ones_above() -> None:
    short = dataclasses.replace(BARS, rows=(ChartRow("2.2.1", 50.0, "50%"), ChartRow("2.2.2", 60.0, "60%")))
    assert float(drawn(short).attrib["height"]) < float(
        drawn(dataclasses.replace(BARS, rows=BARS.rows[:2])).attrib["height"]
    )


def test_chart_svg_lines_values_up_where_one_finds_no_room_at_its_mark() -> None:
    rows = tuple(ChartRow(label, 50.0, "50% (3 of 6)", 10.0, 90.0) for label in ("White", "Not recorded"))
    svg = drawn(dataclasses.replace(INTERVALS, rows=rows))
    places = {element.attrib["x"] for element in svg.iter(f"{SVG}text") if element.text == "50% (3 of 6)"}
    ends = [float(line.attrib["x2"]) for line in svg.iter(f"{SVG}line")]
    assert len(places) == 1
    assert float(places.pop()) > max(ends)


def test_chart_svg_keeps_hostile_words_as_words() -> None:
    svg = drawn(HOSTILE)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "line",
        "circle",
        "text",
    }
    assert not [name for element in svg.iter() for name in element.attrib if name.startswith("on")]
    title = svg.find(f"{SVG}title")
    assert title is not None
    assert title.text == HOSTILE.title


def test_chart_svg_of_no_rows_is_still_a_drawing() -> None:
    for chart in (BARS, INTERVALS):
        assert float(drawn(dataclasses.replace(chart, rows=())).attrib["height"]) > 0


@st.composite
def banded_charts(draw: st.DrawFn) -> Chart:
    starts = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=5)))
    ends = [*starts, 100]
    labels = draw(st.lists(st.sampled_from(SAMPLES["LABELS"]), min_size=len(ends), max_size=len(ends)))
    bands = tuple(
        ChartBand(label, first, last, rank)
        for rank, (label, first, last) in enumerate(zip(labels, [0, *starts], ends, strict=True))
    )
    values = draw(st.lists(st.floats(0, 100), max_size=4))
    label = draw(st.sampled_from(["Row", "A row whose label takes two lines", QUESTION]))
    rows = tuple(ChartRow(f"{label} {value:.1f}", value, f"{value:.1f}% (of 36)", rank=0) for value in values)
    return dataclasses.replace(BARS, kind=draw(st.sampled_from(ChartKind)), rows=rows, bands=bands)


@given(banded_charts(), st.sampled_from([NARROW, WIDE]))
def test_chart_svg_of_any_bands_lays_no_words_over_others(chart: Chart, width: int) -> None:
    boxes = [box(element) for element in drawn(chart, width=width).iter(f"{SVG}text")]
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
