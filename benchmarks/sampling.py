"""How long a list of a million cases takes to be read, checked and drawn from, and how much memory, beside pandas.

    python -m benchmarks.sampling                    # a million rows; the first time writes them
    python -m benchmarks.sampling --cases 100000     # a small list
    python -m benchmarks.sampling --xlsx             # a workbook in place of CSV

Each side runs in a process of its own, in turn, imports included. Ours reads, checks every cell, applies rules, hashes
the list, draws by strata and writes the record, once with the rules and once with every case eligible; pandas reads and
samples within groups, and checks nothing. A third list, of which every row has three faults, shows what checking costs
at its worst. It ends with exit code 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.judgements import machine

MOST_SECONDS = 20
MOST_MEMORY = 1_000
"""MB, of 2**20 bytes."""

HEADINGS = (
    "Case reference", "Sentence commenced", "Sentence type", "Unpaid work only", "Resettlement case", "Sex",
    "Ethnicity", "Age", "Disability", "RoSH level",
)  # fmt: skip
SENTENCES = ("Community order", "Suspended sentence order", "Licence", "Post-sentence supervision")
STRATA = ("sentence_type", "sex")


def rows(cases: int, *, bad: bool) -> Iterator[tuple[str, ...]]:
    """Go through the rows of a list; of a bad one every row has a wrong day, kind and sex."""
    chance = random.Random(1979)  # noqa: S311 - the same list each time; nothing is kept secret by it
    days = [(date(2022, 6, 1) + timedelta(days=at)).isoformat() for at in range(120)]
    for at in range(cases):
        yield (
            f"PX-{at:07}",
            f"day {at}" if bad else chance.choice(days),
            f"kind {at}" if bad else chance.choice(SENTENCES),
            chance.choice("YN"),
            chance.choice("YN"),
            f"sex {at}" if bad else chance.choice(("Male", "Female")),
            chance.choice(("White", "Minority ethnic", "Not recorded")),
            chance.choice(("18-25", "26-35", "36-45", "46-55", "56 and over")),
            chance.choice(("Disability", "No disability", "Not recorded")),
            chance.choice(("Low", "Medium", "High", "")),
        )


def make_list(folder: Path, *, cases: int, bad: bool = False, xlsx: bool = False) -> Path:
    """Write a list, once."""
    path = folder / f"{'bad-' if bad else ''}list-{cases}.{'xlsx' if xlsx else 'csv'}"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    if xlsx:
        import xlsxwriter  # noqa: PLC0415 - only where it is asked for

        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            page = book.add_worksheet("Cases")
            for number, row in enumerate((HEADINGS, *rows(cases, bad=bad))):
                page.write_row(number, 0, row)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows((HEADINGS, *rows(cases, bad=bad)))
    return path


def draw_with_ours(path: Path) -> str:
    """Read, check, draw and record; or say how many errors there are."""
    from inspectorate.frameworks.catalogue import load_edition, shipped  # noqa: PLC0415 - importing is timed too
    from inspectorate.frameworks.eligibility import load_eligibility  # noqa: PLC0415 - as above
    from inspectorate.kernel.identifiers import FrameworkReference  # noqa: PLC0415 - as above
    from inspectorate.sampling.case_list import read_list  # noqa: PLC0415 - as above
    from inspectorate.sampling.drawing import Design, draw_sample, needed_fields  # noqa: PLC0415 - as above
    from inspectorate.sampling.mapping import guess_mapping  # noqa: PLC0415 - as above
    from inspectorate.sampling.record import record_of, record_text  # noqa: PLC0415 - as above
    from inspectorate.sampling.source import open_list  # noqa: PLC0415 - as above

    reference = FrameworkReference("hmip-adult", "2021.1")
    edition = load_edition(reference)
    rules = load_eligibility(shipped().eligibility(reference) or b"", name="rules", framework=edition.framework)
    source = open_list(path.read_bytes(), name=path.name)
    mapping = guess_mapping(headings=source.headings, framework=edition.framework)
    needed = needed_fields(rules=rules, strata=STRATA)
    case_list = read_list(source, framework=edition.framework, mapping=mapping, needed=needed)
    if case_list.problems.errors:
        return f"{case_list.problems.errors:,} errors told"
    design = Design(seed="benchmark", strata=STRATA, fieldwork_week=date(2023, 2, 20))
    drawing = draw_sample(case_list, framework=edition.framework, rules=rules, design=design)
    record_text(record_of(case_list, drawing, edition=edition, rules=rules))
    # the same again without rules, so that every case of the list is numbered and put in order
    everyone = draw_sample(case_list, framework=edition.framework, rules=None, design=design)
    record_text(record_of(case_list, everyone, edition=edition, rules=None))
    return f"{drawing.size.cases} of {drawing.eligible.eligible:,}, and {everyone.size.cases} of all"


def draw_with_pandas(path: Path) -> str:
    """Read, and sample within groups."""
    import pandas as pd  # noqa: PLC0415 - importing is timed too

    read = pd.read_excel if path.suffix == ".xlsx" else pd.read_csv
    table = read(path, dtype=str)
    share = 165 / len(table)
    drawn = table.groupby(["Sentence type", "Sex"]).sample(frac=share, random_state=1)
    return f"{len(drawn)} of all"


def measure(path: Path, way: str) -> tuple[float, float, str]:
    """Return the seconds, the peak in MB and the words of one side, in a new process."""
    command = [sys.executable, "-m", "benchmarks.sampling", "--side", way, "--list", str(path)]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1_800)
    seconds = time.perf_counter() - started
    said = json.loads(done.stdout.splitlines()[-1])
    return seconds, said["peak"], said["words"]


def main() -> int:
    """Compare, print, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5, help="of each side")
    parser.add_argument("--xlsx", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(".cache/benchmarks"), help="where the lists are kept")
    parser.add_argument("--side", choices=("ours", "pandas"), help=argparse.SUPPRESS)
    parser.add_argument("--list", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        words = (draw_with_ours if options.side == "ours" else draw_with_pandas)(options.list)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 2**20)
        print(json.dumps({"peak": peak, "words": words}))
        return 0
    print(machine())
    good = make_list(options.cache, cases=options.cases, xlsx=options.xlsx)
    bad = make_list(options.cache, cases=options.cases, bad=True, xlsx=options.xlsx)
    sides = (("ours", good, "ours"), ("pandas", good, "pandas"), ("ours", bad, "ours, every row bad"))
    taken: dict[str, list[tuple[float, float, str]]] = {name: [] for _, _, name in sides}
    for run in range(options.runs):
        for way, path, name in sides if run % 2 == 0 else reversed(sides):
            taken[name].append(measure(path, way))
        print(f"run {run + 1}: " + ", ".join(f"{name} {taken[name][-1][0]:.1f} s" for name in taken), flush=True)
    print(f"{options.cases:,} rows, {good.stat().st_size / 10**6:.0f} MB, {options.runs} runs of each side")
    holds = True
    for name, runs in taken.items():
        seconds = [one[0] for one in runs]
        peak = max(one[1] for one in runs)
        spread = f"{median(seconds):.1f} s ({min(seconds):.1f} … {max(seconds):.1f})"
        print(f"{name:<20} median {spread}, peak {peak:.0f} MB: {runs[-1][2]}")
        holds = holds and (name == "pandas" or (median(seconds) < MOST_SECONDS and peak < MOST_MEMORY))
    print(f"limits               {MOST_SECONDS} s, {MOST_MEMORY:,} MB: {'kept' if holds else 'PASSED'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
