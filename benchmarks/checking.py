"""What the checker of finished reports finds among known slips, and how long a report of 40 pages takes.

    python -m benchmarks.checking [--reports 1000] [--runs 7] [--workers 2]

For each shape of claim a thousand reports of true claims and a thousand with one slip are written and checked; the
last line is of reports in which twelve shapes stand together. "Found" is a slip whose place has the verdict that is
due: fails, or doubtful where no reader could be sure. Limits: no claim that holds is said to fail, 99 per cent of the
slips of every shape are found, and a PDF of 40 pages is read and checked within 2 s. The peer beside it does less: it
is pypdf's extraction of the same file's text in its layout, with nothing checked. Exit code 1: a limit is passed.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdf
from benchmarks.judgements import machine
from benchmarks.outputs import seconds_of
from tests.claim_reports.outcomes import SHAPES, Fate, Tally, Truth, mixed_tally, tally
from tests.setting import repeated, set_as_pdf

from inspectorate.frameworks.catalogue import shipped
from inspectorate.reports.checking.judging import check
from inspectorate.reports.checking.model import Report
from inspectorate.reports.checking.reading.opening import read_report

PUBLISHED = Path(__file__).parents[1] / "examples" / "published-report" / "report.txt"
LEAST_SHARE = 0.99
LONGEST = 2.0
PAGES = 40
_LAYOUT = (
    "import sys, pypdf; [page.extract_text(extraction_mode='layout') for page in pypdf.PdfReader(sys.argv[1]).pages]"
)


def _tally(number: int, reports: int) -> Tally:
    """Tally one shape by its number; the last is that of mixed reports."""
    return tally(SHAPES[number], range(reports)) if number < len(SHAPES) else mixed_tally(range(reports))


def tallies(reports: int, workers: int) -> Iterator[Tally]:
    """Go through what became of every shape, each tallied in a process of its own."""
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(_tally, reports=reports), range(len(SHAPES) + 1))


def print_tallies(reports: int, workers: int) -> bool:
    """Print a line for each shape, and say whether the limits hold."""
    columns = ("true", "false alarms", "doubtful", "not found", "slips", "found", "milder", "graver", "missed", "share")
    print(f"{'shape':34}" + "".join(f"{column:>{max(9, len(column) + 2)}}" for column in columns), flush=True)
    held = True
    every: list[Tally] = []
    for one in tallies(reports, workers):
        _print_tally(one, columns)
        held &= not one.truths[Truth.FALSE_ALARM] and one.share >= LEAST_SHARE
        every.append(one)
    truths = sum((one.truths for one in every), start=every[0].truths.__class__())
    fates = sum((one.fates for one in every), start=every[0].fates.__class__())
    _print_tally(Tally(f"all {len(every)}", truths, fates), columns)
    print(f"no false alarm, and {LEAST_SHARE:.0%} of the slips of each shape found: {'held' if held else 'MISSED'}")
    return held


def _print_tally(one: Tally, columns: tuple[str, ...]) -> None:
    counts = (one.truths.total(), *(one.truths[truth] for truth in Truth if truth is not Truth.HOLDS))
    counts = (*counts, one.fates.total(), *(one.fates[fate] for fate in Fate))
    cells = [*(f"{count:,}" for count in counts), f"{one.share:.1%}"]
    widths = (max(9, len(column) + 2) for column in columns)
    print(
        f"{one.shape:34}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)), flush=True
    )


def long_report(pages: int) -> bytes:
    """Return the published report, said again until it is long enough, as a PDF of so many pages.

    Raises:
        RuntimeError: no length gives exactly that many pages.
    """
    published = read_report(PUBLISHED)
    long = published
    times = 1
    while len(_reader(set_as_pdf(long)).pages) <= pages:
        times += 1
        long = repeated(published, times=times)
    few, many = 0, len(long.passages)
    while few < many:
        middle = (few + many) // 2
        written = set_as_pdf(_beginning(long, middle))
        if len(_reader(written).pages) == pages:
            return written
        few, many = (middle + 1, many) if len(_reader(written).pages) < pages else (few, middle)
    raise RuntimeError(f"No beginning of the report fills {pages} pages")


def _beginning(report: Report, passages: int) -> Report:
    return replace(report, passages=report.passages[:passages])


def _reader(written: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written))


def extract_layout(path: Path) -> list[str]:
    """Return each page's text as pypdf lays it out: the peer."""
    return [page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(path).pages]


def print_times(runs: int) -> bool:
    """Print how long reading and checking takes beside the peer, and say whether the limit holds."""
    editions = [shipped().edition(reference).framework for reference in shipped().references]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(long_report(PAGES))

        def run(*arguments: str) -> Callable[[], object]:
            # the check's own exit code says that a claim fails, as one does in this report
            return lambda: subprocess.run([sys.executable, *arguments, str(path)], capture_output=True, check=False)

        found = check(read_report(path), candidates=editions)
        size = path.stat().st_size / 1000
        print(f"\n{found.report.pages} pages, {size:.0f} kB, {len(found.claims)} claims, {runs} runs each, in turn")
        rows: tuple[tuple[str, Callable[[], object], bool], ...] = (
            ("read and checked, in a process", lambda: check(read_report(path), candidates=editions), True),
            ("inspectorate check, as a command", run("-m", "inspectorate", "check"), True),
            ("pypdf layout alone, in a process", lambda: extract_layout(path), False),
            ("pypdf layout alone, as a command", run("-c", _LAYOUT), False),
        )
        taken: list[list[float]] = [[] for _ in rows]
        for _ in range(runs):
            for (_, work, _), own in zip(rows, taken, strict=True):
                own.extend(seconds_of(work, 1))
    held = True
    for (name, _, limited), own in zip(rows, taken, strict=True):
        median = statistics.median(own)
        held &= not limited or median <= LONGEST
        limit = f"   limit {LONGEST:.1f} s: {'held' if median <= LONGEST else 'MISSED'}" if limited else ""
        print(f"{name:34} median {median:5.2f} s   from {min(own):.2f} to {max(own):.2f}{limit}")
    ours, command, peer, peers_command = (statistics.median(own) for own in taken)
    print(f"{'in medians of the peer':34} {ours / peer:.2f} in a process, {command / peers_command:.2f} as a command")
    return held


def main() -> int:
    """Tally, measure, print, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000, help="true ones of each shape, and as many with a slip")
    parser.add_argument("--runs", type=int, default=7, help="of each measurement")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that tally")
    options = parser.parse_args()
    print(machine())
    # measured first, while the machine has nothing else to do
    quick = print_times(options.runs)
    print()
    found = print_tallies(options.reports, options.workers)
    return 0 if quick and found else 1


if __name__ == "__main__":
    sys.exit(main())
