from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.document import Column, Table
from inspectorate.reports.outputs.columns import column_widths, row_lines

LINE = 450.0


def widths(table: Table) -> tuple[float, ...]:
    return column_widths(table, line=LINE, size=10, margins=14)


def table(*columns: Column, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table("t", "", columns, rows)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    columns = tuple(Column(draw(st.text(max_size=30)), numeric=draw(st.booleans())) for _ in range(count))
    rows = draw(st.lists(st.tuples(*[st.text(max_size=120)] * count), max_size=5))
    return table(*columns, rows=tuple(rows))


@given(tables())
def test_columns_fill_the_line_and_none_is_without_width(any_table: Table) -> None:
    found = widths(any_table)
    assert sum(found) == pytest.approx(LINE, abs=0.01)
    assert all(width > 0 for width in found)


def test_numbers_stay_on_their_line_beside_long_text() -> None:
    words = "Does assessment focus sufficiently on the factors linked to offending and desistance? " * 2
    wide = table(
        Column("Key question"),
        Column("Judged", numeric=True),
        Column("Rating band"),
        rows=((words, "20 of 36 (56%)", "Requires improvement"),),
    )
    lines = row_lines(wide, widths(wide), size=10, margins=14)
    _, number, band = widths(wide)
    short = table(Column("a"), Column("b"), rows=(("20 of 36 (56%)", "Requires improvement"),))
    assert row_lines(short, (number, band), size=10, margins=14) == (1, 1)
    assert lines[1] > 1


def test_the_longest_text_gets_most_of_the_line() -> None:
    found = widths(table(Column("Rule"), Column("Source"), rows=(("Bands of percentages", "a few words " * 60),)))
    assert found[1] > 3 * found[0]


def test_spare_room_goes_to_the_texts() -> None:
    name, count = widths(table(Column("Area"), Column("Cases", numeric=True), rows=(("North", "12"),)))
    assert count < 60 < name


def test_columns_of_numbers_alone_share_the_spare_room() -> None:
    first, second = widths(table(Column("A", numeric=True), Column("B", numeric=True), rows=(("1", "1"),)))
    assert first == pytest.approx(second, rel=0.1)
