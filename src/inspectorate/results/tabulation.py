"""Yes and relevant counts of any number of judgements, on whichever engine holds them.

The expression is written once, on Narwhals, and runs where the table is: a Polars frame, a DuckDB relation, a Spark
frame. Nothing is read into this process but what the engine itself reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from inspectorate.frameworks.model import AnswerCount
from inspectorate.kernel.numbers import Share
from inspectorate.kernel.problems import Place, Problems, nearest
from inspectorate.results import faults

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame, IntoFrameT

ANSWERS: Mapping[str, AnswerCount] = {
    "yes": AnswerCount.YES,
    "no": AnswerCount.NO,
    "not_applicable": AnswerCount.NOT_RELEVANT,
}
"""What an answer does to the count, where no framework says otherwise."""

ANSWER = "answer"
CASE = "case_id"
COUNTS = ("yes", "relevant")

# A group's two counts travel in one sum, relevant in the upper half of 64 bits and yes in the lower: engines are bound
# by the number of sums they keep for each group, so that this costs two thirds of what two sums do. It holds to
# 2,147,483,647 relevant judgements in one group. The least weight of a group tells whether every answer was known.
_HALF = 2**32
_WEIGHTS = {AnswerCount.YES: _HALF + 1, AnswerCount.NO: _HALF, AnswerCount.NOT_RELEVANT: 0}
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class TabulatedShare:
    """A row of a finished table: the values of the by-columns, in their order, and the share."""

    values: tuple[str, ...]
    share: Share


def tabulate(
    judgements: IntoFrameT,
    *,
    by: Sequence[str],
    answers: Mapping[str, AnswerCount] = ANSWERS,
    cases: IntoFrameT | None = None,
) -> IntoFrameT:
    """Return the yes and relevant counts of each group of judgements, as the same kind of table.

    Args:
        judgements: a Polars ``DataFrame`` or ``LazyFrame``, a DuckDB relation or a Spark ``DataFrame``, a judgement a
            row, with the column ``answer`` and the by-columns. Lazy tables stay lazy.
        by: the columns to group by, at least one.
        answers: what each answer does to the count.
        cases: a table of the same kind, a case a row, whose fields are joined on ``case_id`` and may be grouped by.

    Returns:
        A row a group, in no order: the by-columns, then ``yes`` and ``relevant`` as 64-bit whole numbers. Both are
        null in a group that holds an answer not in ``answers`` (or none), since it has no true count;
        `shares_by` says which answers those are.

    Raises:
        ProblemsFound: a by-column, or ``answer``, is not in the table, is named twice or has a count's name.
    """
    frame = _lazy(judgements) if cases is None else _joined(_lazy(judgements), _lazy(cases))
    columns = frame.collect_schema().names()
    _check_columns(by, columns)
    weighed = frame.select(*by, _weight(answers).alias("__weight"))
    grouped = weighed.group_by(*by).agg(
        nw.col("__weight").sum().alias("__total"), nw.col("__weight").min().alias("__least")
    )
    known, total = nw.col("__least") >= 0, nw.col("__total")
    counted = grouped.select(
        *by,
        nw.when(known).then(total % _HALF).cast(nw.Int64).alias("yes"),
        nw.when(known).then(total // _HALF).cast(nw.Int64).alias("relevant"),
    )
    return _as_given(counted, judgements)


def join_cases(judgements: IntoFrameT, cases: IntoFrameT) -> IntoFrameT:
    """Return judgements with the fields of their cases beside them, as the same kind of table.

    Every judgement is kept: one on a case that is not in ``cases`` has null fields. ``cases`` holds a case once.

    Raises:
        ProblemsFound: one of the tables has no ``case_id``.
    """
    return _as_given(_joined(_lazy(judgements), _lazy(cases)), judgements)


def unknown_answers(judgements: IntoFrameT, *, answers: Mapping[str, AnswerCount] = ANSWERS) -> IntoFrameT:
    """Return the answers that count as nothing, each once in ``answer``, with its number in ``judgements``.

    An answer that is null comes back as null.
    """
    strange = _lazy(judgements).filter(_weight(answers) == _UNKNOWN).select(nw.col(ANSWER).cast(nw.String))
    counted = strange.group_by(ANSWER).agg(nw.len().cast(nw.Int64).alias("judgements"))
    return _as_given(counted, judgements)


def shares_by(
    judgements: IntoFrameT,
    *,
    by: Sequence[str],
    answers: Mapping[str, AnswerCount] = ANSWERS,
    cases: IntoFrameT | None = None,
) -> tuple[TabulatedShare, ...]:
    """Run `tabulate` and return its rows, sorted by their values; a null value is the empty text.

    Raises:
        ProblemsFound: a column is not there, or an answer in the data is none that may be given.
    """
    table = tabulate(judgements, by=by, answers=answers, cases=cases)
    shares: dict[tuple[str, ...], Share] = {}
    strange = False
    for *values, yes, relevant in read_rows(table):
        if relevant is None:
            strange = True
            continue
        key = tuple("" if value is None else str(value) for value in values)
        share = Share(yes, relevant)
        shares[key] = shares[key] + share if key in shares else share
    if strange:
        _tell_unknown(read_rows(unknown_answers(judgements, answers=answers)), answers)
    return tuple(TabulatedShare(key, shares[key]) for key in sorted(shares))


def read_rows(table: IntoFrame) -> Iterator[tuple[Any, ...]]:
    """Run a table on its engine and go through its rows."""
    frame = _lazy(table)
    native: Any = nw.to_native(frame)
    if frame.implementation.is_polars():
        yield from native.collect(engine="streaming").iter_rows()
    elif frame.implementation.is_duckdb():
        # not by way of Narwhals and Arrow, which would be one more library to import
        yield from native.fetchall()
    else:
        yield from (tuple(row) for row in native.collect())


def _lazy(table: IntoFrame) -> nw.LazyFrame[Any]:
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(table)
    return frame.lazy()


def _as_given(frame: nw.LazyFrame[Any], given: IntoFrameT) -> IntoFrameT:
    """Return a frame as the native kind of table that was given: eager for eager, lazy for lazy."""
    was: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(given)
    native: IntoFrameT = nw.to_native(frame.collect() if isinstance(was, nw.DataFrame) else frame)
    return native


def _joined(judgements: nw.LazyFrame[Any], cases: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    problems = Problems()
    present = judgements.collect_schema().names()
    fields = cases.collect_schema().names()
    for columns in (present, fields):
        if CASE not in columns:
            problems.add(faults.NO_SUCH_COLUMN.at(Place(), column=CASE, hint=nearest(CASE, columns)))
    problems.raise_errors()
    kept = [name for name in fields if name == CASE or name not in present]
    repeated = cases.group_by(CASE).agg(nw.len().alias("__rows")).filter(nw.col("__rows") > 1).sort(CASE).head(1)
    for name, _ in read_rows(nw.to_native(repeated)):
        problems.add(faults.CASE_LISTED_TWICE.at(Place(column=CASE), case=name))
    problems.raise_errors()
    return judgements.join(cases.select(*kept), on=CASE, how="left")


def _check_columns(by: Sequence[str], columns: Collection[str]) -> None:
    problems = Problems()
    if not by:
        problems.add(faults.NOTHING_TO_GROUP_BY.at(Place()))
    for name in dict.fromkeys([*by, ANSWER]):
        if name in COUNTS:
            problems.add(faults.COLUMN_NAME_TAKEN.at(Place(column=name), column=name))
        elif name not in columns:
            problems.add(faults.NO_SUCH_COLUMN.at(Place(column=name), column=name, hint=nearest(name, columns)))
        if by.count(name) > 1:
            problems.add(faults.COLUMN_NAMED_TWICE.at(Place(column=name), column=name))
    problems.raise_errors()


def _weight(answers: Mapping[str, AnswerCount]) -> nw.Expr:
    """Return the expression that turns an answer into what it adds to a group's sum."""
    weight: nw.Expr = nw.lit(_UNKNOWN, nw.Int64)
    for count, value in reversed(_WEIGHTS.items()):
        named = [answer for answer, counts in answers.items() if counts is count]
        if named:
            is_named = nw.col(ANSWER).cast(nw.String).is_in(named)
            weight = nw.when(is_named).then(nw.lit(value, nw.Int64)).otherwise(weight)
    return weight


def _tell_unknown(rows: Iterator[tuple[Any, ...]], answers: Mapping[str, AnswerCount]) -> None:
    problems = Problems()
    for answer, judgements in rows:
        shown = "" if answer is None else str(answer)
        place = Place(column=ANSWER)
        hint = nearest(shown, answers)
        problems.add(faults.ANSWER_NOT_COUNTED.at(place, answer=shown, judgements=judgements, hint=hint))
    problems.raise_errors()
