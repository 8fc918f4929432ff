"""The same tabulation on a Spark cluster: a master and two workers on this machine's loopback.

    python -m benchmarks.spark_cluster                        # 100 million judgements
    python -m benchmarks.spark_cluster --judgements 1000000   # a small one

It starts the cluster, counts there and on DuckDB, compares, and ends the cluster. Exit code 1: the counts differ.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.judgements import machine, make_judgements
from benchmarks.measuring import measure

from inspectorate.cli.spark import java_home

HOST = "127.0.0.1"
WORKERS = 2
LONGEST_START = 90
LONGEST_END = 20


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Start a master and its workers; give its address and the workers' logs; end every process that was started."""
    port = _free_port()
    address = f"spark://{HOST}:{port}"
    started: list[subprocess.Popen[bytes]] = []
    logs = [folder / f"worker-{number}.log" for number in range(1, WORKERS + 1)]
    try:
        name = "org.apache.spark.deploy.master.Master"
        log = folder / "master.log"
        started.append(_start(folder, log, name, "--host", HOST, "--port", str(port), "--webui-port", "0"))
        _wait_for(log, "Starting Spark master", 1, started)
        for number, path in enumerate(logs, start=1):
            work = folder / f"work-{number}"
            name = "org.apache.spark.deploy.worker.Worker"
            options = ["--host", HOST, "--port", "0", "--webui-port", "0", "--cores", "1", "--memory", "1g"]
            started.append(_start(folder, path, name, *options, "--work-dir", str(work), address))
        _wait_for(log, "Registering worker", WORKERS, started)
        yield address, logs
    finally:
        _end(started)


def _start(folder: Path, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        sys.exit("pyspark is not installed: pip install 'inspectorate[spark]'")
    home = Path(spec.origin).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "JAVA_HOME": str(java_home(folder / "java")),
    }
    with log.open("wb") as output:
        # spark-class becomes Java, so that the process's id is Java's
        command = [str(home / "bin" / "spark-class"), *arguments]
        return subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)


def _wait_for(log: Path, words: str, times: int, started: list[subprocess.Popen[bytes]]) -> None:
    last = time.monotonic() + LONGEST_START
    while log.read_text(encoding="utf-8", errors="replace").count(words) < times:
        if time.monotonic() > last or any(process.poll() is not None for process in started):
            raise RuntimeError(f"The cluster did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.2)


def _end(started: list[subprocess.Popen[bytes]]) -> None:
    """End processes by their ids, the workers first; a worker ends its executors."""
    for process in reversed(started):
        process.terminate()
    for process in reversed(started):
        try:
            process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind((HOST, 0))
        return int(bound.getsockname()[1])


def main() -> int:
    """Count on the cluster and on DuckDB, print, and say whether the counts are identical."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judgements", type=int, default=100_000_000)
    parser.add_argument("--cache", type=Path, default=Path(".cache/benchmarks"), help="where the judgements are kept")
    options = parser.parse_args()
    print(machine())
    path = make_judgements(options.cache, judgements=options.judgements).absolute()
    duckdb = measure(path, way="ours")
    with TemporaryDirectory(prefix="inspectorate-cluster-") as folder, cluster(Path(folder)) as (address, logs):
        print(f"A master and {WORKERS} workers run at {address}", flush=True)
        spark = measure(path, way="spark", master=address)
        working = sum("Launch command" in log.read_text(encoding="utf-8", errors="replace") for log in logs)
    same = spark.counts == duckdb.counts
    print(f"{options.judgements:,} judgements, {spark.groups:,} groups")
    print(f"Spark    {spark.seconds:.1f} s with the session's start, on {working} of {WORKERS} workers")
    print(f"DuckDB   {duckdb.seconds:.1f} s in one process")
    print("counts   identical" if same else "counts   DIFFERENT")
    return 0 if same and working == WORKERS else 1


if __name__ == "__main__":
    sys.exit(main())
