from __future__ import annotations

import io

import pytest
from PIL import Image

from inspectorate.reports.document import Chart, ChartKind, ChartRow, Table
from inspectorate.reports.outputs.drawings import drawings
from inspectorate.reports.outputs.pictures import png_pictures


def chart(rows: int) -> Chart:
    return Chart(
        id="c",
        kind=ChartKind.INTERVALS,
        title="Shares",
        description="Points with intervals",
        rows=tuple(ChartRow(f"{row // 2} {'ab'[row % 2]}", 50.0, f"{row}%", 40.0, 60.0) for row in range(rows)),
        table=Table("t", "", (), ()),
    )


def test_words_of_a_drawing_are_title_description_and_values() -> None:
    (drawing,) = drawings(chart(2))
    assert drawing.words == "Shares. Points with intervals. 0 a: 0%; 0 b: 1%."


@pytest.mark.parametrize("rows", [40, 41, 200])
def test_drawings_of_a_long_chart_hold_every_row_once_and_in_order(rows: int) -> None:
    parts = drawings(chart(rows))
    assert len(parts) > 1
    said = [value for part in parts for value in part.words.partition("intervals. ")[2].rstrip(".").split("; ")]
    assert said == [f"{row.label}: {row.shown}" for row in chart(rows).rows]


def test_drawings_of_a_long_chart_keep_rows_of_one_question_together() -> None:
    for part in drawings(chart(60)):
        values = part.words.partition("intervals. ")[2].split("; ")
        assert values[0].split()[1] == "a:"
        assert values[-1].split()[1] == "b:"


def test_pictures_are_pngs_of_the_drawings_size() -> None:
    svgs = [drawing.svg for drawing in drawings(chart(60))]
    pictures = png_pictures(svgs)
    assert len(pictures) == len(svgs) > 1
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as opened:
            assert (opened.format, opened.width) == ("PNG", 1400)
    assert png_pictures(svgs) == pictures
    assert png_pictures(svgs[:1]) == pictures[:1]
    assert png_pictures([]) == ()
