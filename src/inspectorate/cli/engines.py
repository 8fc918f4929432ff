"""Tables in files, opened on the engine that is asked for."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, get_args

import narwhals as nw
from narwhals.exceptions import NarwhalsError

from inspectorate.cli import faults
from inspectorate.cli.spark import LOCAL, spark_session
from inspectorate.frameworks.model import AnswerCount
from inspectorate.kernel.problems import Place, Problems, ProblemsFound
from inspectorate.results.tabulation import ANSWERS, TabulatedShare, shares_by

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

Engine = Literal["duckdb", "polars", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)

Read = Callable[[Path], Any]
Errors = tuple[type[Exception], ...]

MEMORY = "400MB"
"""What DuckDB may hold before it writes to disk; the process stays under 512 MB with it."""

LONGEST = 300
"""Characters that are quoted of what an engine has to say."""

CSV = ".csv"
PARQUET = ".parquet"


def tabulate_file(
    path: Path,
    *,
    by: Sequence[str],
    engine: Engine = "duckdb",
    answers: Mapping[str, AnswerCount] = ANSWERS,
    cases: Path | None = None,
    master: str = LOCAL,
) -> tuple[TabulatedShare, ...]:
    """Return the yes and relevant counts of a file of judgements by some columns, sorted by their values.

    Args:
        path: a Parquet or CSV file, or a folder of Parquet files, with the column ``answer``, a judgement a row.
        by: the columns to group by, at least one.
        engine: where it is counted; neither reads the whole file into memory.
        answers: what each answer does to the count.
        cases: a like file, a case a row, whose fields are joined on ``case_id`` and may be grouped by.
        master: for Spark, where it runs: ``local[*]`` or the ``spark://host:port`` of a cluster.

    Raises:
        ProblemsFound: a file, the engine, a column or an answer is not there or cannot be read.
    """
    paths = [path] if cases is None else [path, cases]
    with open_tables(paths, engine=engine, master=master) as (judgements, *others):
        return shares_by(judgements, by=by, answers=answers, cases=others[0] if others else None)


@contextmanager
def open_tables(paths: Sequence[Path], *, engine: Engine, master: str = LOCAL) -> Iterator[tuple[IntoFrame, ...]]:
    """Open Parquet or CSV files, or folders of Parquet files, as lazy tables whose columns are all texts.

    The tables are the engine's own kind, DuckDB relations of one connection, Polars ``LazyFrame``s or Spark
    ``DataFrame``s, and can be used while they are open. An empty CSV field is null.

    Raises:
        ProblemsFound: a file or the engine is not there, or what is read while the tables are open cannot be read.
    """
    problems = Problems()
    for path in paths:
        _check_kind(path, problems)
    problems.raise_errors()
    with _reader(engine, master) as (read, errors):
        failures: Errors = (*errors, NarwhalsError, OSError)
        reading = paths[0]
        try:
            tables = []
            for path in paths:
                reading = path
                tables.append(nw.to_native(_as_texts(nw.from_native(read(path)))))
            yield tuple(tables)
        except failures as error:
            # an engine reads when it is asked for rows, and then only its words tell which table it was
            blamed = next((path for path in paths if str(path) in str(error)), reading)
            raise _unreadable(blamed, engine, error) from None


def _check_kind(path: Path, problems: Problems) -> None:
    place = Place(str(path))
    if not path.exists():
        problems.add(faults.TABLE_NOT_FOUND.at(place))
    elif path.is_file() and path.suffix.lower() not in {CSV, PARQUET}:
        problems.add(faults.TABLE_KIND_UNKNOWN.at(place, suffix=path.suffix or path.name))
    elif _is_csv(path):
        try:
            header = _header(path)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            problems.add(faults.HEADER_UNREADABLE.at(place, why=error))
            return
        if not header or len(set(header)) < len(header):
            problems.add(faults.HEADER_UNREADABLE.at(place, why="it is empty, or names a column twice"))


def _as_texts(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    others = [name for name, kind in frame.collect_schema().items() if kind != nw.String]
    return frame.with_columns(nw.col(*others).cast(nw.String)) if others else frame


def _source(path: Path) -> str:
    """Return a file's path, or the pattern of a folder's files, with no sign of a name taken for a pattern."""
    return f"{escape(str(path))}/*{PARQUET}" if path.is_dir() else escape(str(path))


@contextmanager
def _reader(engine: Engine, master: str) -> Iterator[tuple[Read, Errors]]:
    """Return an engine's way to read a file, and the exceptions with which it fails."""
    try:
        match engine:
            case "duckdb":
                with _duckdb() as reader:
                    yield reader
            case "polars":
                yield _polars()
            case "spark":
                yield _spark(master)
    except ImportError as error:
        extra = "spark" if engine == "spark" else "duckdb"
        raise ProblemsFound([faults.ENGINE_MISSING.at(Place(), engine=error.name or engine, extra=extra)]) from None


@contextmanager
def _duckdb() -> Iterator[tuple[Read, Errors]]:
    import duckdb

    with (
        TemporaryDirectory(prefix="inspectorate-") as spill,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": spill}) as connection,
    ):
        # groups come in no order, so that none has to be kept
        connection.execute("SET preserve_insertion_order = false")

        def read(path: Path) -> Any:
            if not _is_csv(path):
                return connection.read_parquet(_source(path))
            # nothing is to be guessed: DuckDB's guess at a dialect leaves lines out where the rest then fits
            return connection.read_csv(
                _source(path),
                auto_detect=False,
                header=True,
                sep=",",
                quotechar='"',
                escapechar='"',
                columns=dict.fromkeys(_header(path), "VARCHAR"),
            )

        yield read, (duckdb.Error,)


def _polars() -> tuple[Read, Errors]:
    import polars as pl

    def read(path: Path) -> Any:
        source = _source(path)
        return (
            pl.scan_csv(source, infer_schema=False, truncate_ragged_lines=False)
            if _is_csv(path)
            else pl.scan_parquet(source)
        )

    return read, (pl.exceptions.PolarsError,)


def _spark(master: str) -> tuple[Read, Errors]:
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    session = spark_session(master=master)

    def read(path: Path) -> Any:
        source = f"file://{_source(path.absolute())}"
        if _is_csv(path):
            return session.read.csv(source, header=True, inferSchema=False, mode="FAILFAST", escape='"')
        return session.read.parquet(source)

    return read, (PySparkException, Py4JJavaError)


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == CSV and path.is_file()


def _header(path: Path) -> list[str]:
    with path.open("rb") as file:
        return next(csv.reader(line.decode("utf-8-sig") for line in file), [])


def _unreadable(path: Path, engine: str, error: Exception) -> ProblemsFound:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    causes = [line.partition("Exception: ")[2] for line in lines if line.startswith("Caused by: ")]
    lines = causes[-1:] or lines
    why = "; ".join(line.rstrip(".:") for line in lines[:3])[:LONGEST]
    return ProblemsFound([faults.TABLE_UNREADABLE.at(Place(str(path)), engine=engine, why=why)])
