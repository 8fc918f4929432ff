"""Every benchmark, one after the other. ``docs/benchmarks.md`` keeps what was seen."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "benchmarks.outputs",
    "benchmarks.checking",
    "benchmarks.sampling",
    "benchmarks.tabulate",
    "benchmarks.spark_cluster",
    "benchmarks.workspace.saving",
)


def main() -> None:
    """Run each benchmark in a process of its own, so that none warms another."""
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, "-m", name], check=True)


if __name__ == "__main__":
    main()
