"""One tabulation in a process of its own: how long it took, how much memory, and what it counted.

Run by the other modules: ``python -m benchmarks.measuring PATH --with ours|sql|spark``. It prints one line of JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.judgements import BY, MEMORY


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process took: ``seconds`` with its imports, ``peak`` resident memory in MB, ``counts`` as a digest."""

    seconds: float
    peak: float
    groups: int
    counts: str


def measure(path: Path, *, way: str, master: str = "local[*]") -> Measured:
    """Tabulate a file in a new process.

    Raises:
        RuntimeError: the process failed.
    """
    command = [sys.executable, "-m", "benchmarks.measuring", str(path), "--with", way, "--master", master]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    if done.returncode:
        raise RuntimeError(f"{way} failed:\n{done.stdout}{done.stderr}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def count_with_ours(path: Path) -> list[tuple[object, ...]]:
    """Count as the command line does, on DuckDB."""
    from inspectorate.cli.engines import tabulate_file  # noqa: PLC0415 - importing is timed too

    return [(*row.values, row.share.yes, row.share.relevant) for row in tabulate_file(path, by=BY)]


def count_with_sql(path: Path) -> list[tuple[object, ...]]:
    """Count with SQL written by hand, in the fastest of the usual ways to write it."""
    import duckdb  # noqa: PLC0415 - importing is timed too

    with TemporaryDirectory() as spill:
        connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": spill})
        connection.execute("SET preserve_insertion_order = false")
        return connection.execute(
            f"""
            SELECT
                inspection, question, ethnicity,
                sum((answer = 'yes')::INT) AS yes,
                sum((answer IN ('yes', 'no'))::INT) AS relevant
            FROM read_parquet('{path}')
            GROUP BY ALL
            """
        ).fetchall()


def count_with_spark(path: Path, master: str) -> list[tuple[object, ...]]:
    """Count as the command line does, on Spark."""
    from inspectorate.cli.engines import tabulate_file  # noqa: PLC0415 - importing is timed too

    rows = tabulate_file(path, by=BY, engine="spark", master=master)
    return [(*row.values, row.share.yes, row.share.relevant) for row in rows]


def _digest(rows: Iterable[tuple[object, ...]]) -> str:
    lines = sorted("\t".join(str(value) for value in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _peak() -> float:
    """Return the most memory that this process has held, in MB (of 2**20 bytes)."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # bytes, on macOS


def main() -> None:
    """Tabulate, and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--with", dest="way", choices=("ours", "sql", "spark"), required=True)
    parser.add_argument("--master", default="local[*]")
    options = parser.parse_args()
    started = time.perf_counter()
    match options.way:
        case "ours":
            rows = count_with_ours(options.path)
        case "sql":
            rows = count_with_sql(options.path)
        case _:
            rows = count_with_spark(options.path, options.master)
    seconds = time.perf_counter() - started
    print(json.dumps(asdict(Measured(seconds, _peak(), len(rows), _digest(rows)))))


if __name__ == "__main__":
    main()
