"""How long our tabulation takes beside SQL written by hand, and how much memory.

    python -m benchmarks.tabulate                        # 100 million judgements; the first time writes them
    python -m benchmarks.tabulate --judgements 1000000   # a small one

Both sides run on DuckDB with the same limits, in processes of their own, in turn, imports included. It ends with exit
code 1 where a limit is passed or the counts differ.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median

from benchmarks.judgements import machine, make_judgements
from benchmarks.measuring import Measured, measure

MOST_TIME = 1.15
"""Our median, in medians of the SQL."""
MOST_MEMORY = 512
"""Our peak, in MB."""


def main() -> int:
    """Compare, print, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judgements", type=int, default=100_000_000)
    parser.add_argument("--runs", type=int, default=7, help="of each side")
    parser.add_argument("--cache", type=Path, default=Path(".cache/benchmarks"), help="where the judgements are kept")
    options = parser.parse_args()
    print(machine())
    path = make_judgements(options.cache, judgements=options.judgements)
    for way in ("sql", "ours"):  # brings the file into the system's cache
        measure(path, way=way)
    sql: list[Measured] = []
    ours: list[Measured] = []
    for run in range(options.runs):
        sides = [("sql", sql), ("ours", ours)]
        for way, taken in sides if run % 2 == 0 else reversed(sides):
            taken.append(measure(path, way=way))
        print(f"run {run + 1}: by hand {sql[-1].seconds:.2f} s, ours {ours[-1].seconds:.2f} s", flush=True)
    by_hand, by_us = (median(one.seconds for one in side) for side in (sql, ours))
    ratio, peak = by_us / by_hand, max(one.peak for one in ours)
    same = len({one.counts for one in (*sql, *ours)}) == 1
    print(f"{options.judgements:,} judgements, {ours[0].groups:,} groups, {options.runs} runs of each side")
    print(f"by hand  median {by_hand:.2f} s, peak {max(one.peak for one in sql):.0f} MB")
    print(f"ours     median {by_us:.2f} s, peak {peak:.0f} MB (limit {MOST_MEMORY})")
    print(f"ratio    {ratio:.2f} (limit {MOST_TIME})")
    print("counts   identical" if same else "counts   DIFFERENT")
    return 0 if same and ratio <= MOST_TIME and peak < MOST_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
