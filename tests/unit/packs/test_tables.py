from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.packs.gathering import Gathering
from inspectorate.packs.tables import Table, read_table

COLUMNS = ("case_id", "answer")


def read(text: str, optional: tuple[str, ...] | None = ()) -> tuple[Table | None, list[str]]:
    problems = Gathering()
    table = read_table(text, "t.csv", required=COLUMNS, optional=optional, problems=problems)
    return table, [str(problem) for problem in problems.problems()]


def rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    table, problems = read(text)
    assert table is not None
    assert problems == []
    return list(table.cells(COLUMNS))


def test_rows_come_with_the_line_on_which_they_begin() -> None:
    assert rows('case_id,answer\nA,"two\nlines"\n\nB,no\n') == [(2, ("A", "two\nlines")), (5, ("B", "no"))]


def test_every_kind_of_line_end_ends_a_row() -> None:
    assert rows("case_id,answer\r\nA,yes\rB,no\n") == [(2, ("A", "yes")), (3, ("B", "no"))]


def test_columns_may_stand_in_any_order() -> None:
    assert rows("answer,case_id\nyes,A\n") == [(2, ("A", "yes"))]


def test_rows_with_nothing_in_them_are_left_out() -> None:
    assert rows("case_id,answer\n,\nA,yes\n,\n,,,\n") == [(3, ("A", "yes"))]


def test_last_row_needs_no_line_end() -> None:
    assert rows("case_id,answer\nA,yes") == [(2, ("A", "yes"))]


def test_column_that_is_absent_is_blank() -> None:
    table, problems = read("case_id,answer\nA,yes\n", optional=("reader",))
    assert table is not None
    assert (list(table.cells(("reader", "case_id"))), problems) == ([(2, ("", "A"))], [])


def test_any_further_column_stands_where_none_is_named() -> None:
    table, problems = read("case_id,answer,x\nA,yes,1\n", optional=None)
    assert table is not None
    assert (table.columns, problems) == (("case_id", "answer", "x"), [])


def test_table_with_only_a_first_row_has_no_rows() -> None:
    assert rows("case_id,answer\n") == []


def test_table_that_breaks_off_is_not_whole() -> None:
    table, problems = read('case_id,answer\nA,yes\nB,"no\nC,yes\n')
    assert table is not None
    assert not table.whole
    assert list(table.cells(COLUMNS)) == [(2, ("A", "yes"))]
    assert problems[0].startswith("t.csv, line 3: The table cannot be read from here on")


def test_cell_that_no_reader_could_take_is_told() -> None:
    table, problems = read(f"case_id,answer\nA,{'x' * 200_000}\n")
    assert table is not None
    assert not table.whole
    assert "a cell holds more than 100,000 characters" in problems[0]


def test_every_fault_of_the_first_row_is_told_at_once() -> None:
    table, problems = read("case,case,,answer,,note\n")
    assert table is None
    codes = sorted(problem.rpartition("[")[2].rstrip("]") for problem in problems)
    assert codes == [
        "column-without-name",
        "column-without-name",
        "duplicate-column",
        "missing-column",
        "unknown-column",
        "unknown-column",
    ]
    assert any('"case_id"' in problem and 'Is it called "case" here?' in problem for problem in problems)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_any_text_is_a_table_or_has_problems(text: str) -> None:
    table, problems = read(text)
    assert table is not None or problems


@given(st.lists(st.sampled_from(["case_id", "answer", "A", ",", '"', "\n", "\r\n", "\t", ";", "=1"]), max_size=40))
def test_any_arrangement_of_a_table_s_parts_is_a_table_or_has_problems(parts: list[str]) -> None:
    table, problems = read("".join(parts))
    assert table is not None or problems
