"""How long the example takes: ``rate`` from a cold start, and every output of its report, cold and warm.

Cold is a new process, imports included; warm is the same work again in one process. Limits: ``rate`` 0.5 s, outputs
6 s cold and 3 s warm. Medians are what counts: the machine may be busy.

    python -m benchmarks.outputs [--runs N]
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from inspectorate.cli.main import commands
from inspectorate.cli.reporting import example_pack

RATE_LIMIT, COLD_LIMIT, WARM_LIMIT = 0.5, 6.0, 3.0


def seconds_of(work: Callable[[], object], runs: int) -> list[float]:
    """Return how long some work took, each of several times."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return taken


def cold(*arguments: str) -> Callable[[], object]:
    """Return the work of running the command in a process of its own."""
    command = [sys.executable, "-m", "inspectorate", *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def warm(*arguments: str) -> Callable[[], object]:
    """Return the work of running the command in this process."""

    def work() -> None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            commands.main(list(arguments), standalone_mode=False)

    return work


def main() -> None:
    """Measure, and print a line a measurement with its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    pack = str(example_pack())
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {runs} runs each")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        report = ("report", pack, "--out", out)
        warm(*report)()  # the first run in a process imports the libraries
        measured = (
            ("rate --json, cold", cold("rate", pack, "--json"), RATE_LIMIT),
            (
                "python -c pass, for comparison",
                lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
                None,
            ),
            ("report in six formats, cold", cold(*report), COLD_LIMIT),
            ("report in six formats, warm", warm(*report), WARM_LIMIT),
        )
        for name, work, limit in measured:
            taken = sorted(seconds_of(work, runs))
            median = statistics.median(taken)
            held = "" if limit is None else f"   limit {limit:.1f} s: {'held' if median <= limit else 'MISSED'}"
            print(f"{name:32} median {median:6.2f} s   from {taken[0]:.2f} to {taken[-1]:.2f}{held}")


if __name__ == "__main__":
    main()
