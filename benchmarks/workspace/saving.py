"""How fast the workspace saves: single answers, whole cases of 250 answers, and the page of 60 questions.

``python -m benchmarks.workspace.saving``: the real server, PostgreSQL with commits on disk, the load on the same two
cores. The load is sent by processes of its own, so that the server's processes are not held up by their locks.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

from benchmarks.workspace.connection import Connection, answer_body
from benchmarks.workspace.edition import ON_THE_PAGE
from benchmarks.workspace.serving import INSPECTION, Workspace

PORT = 8765
CONNECTIONS = 16
SECONDS = 10.0
OWN = 25
"""Cases of each inspector's own."""
CASES = CONNECTIONS * OWN
PAGES = 40


@dataclass(frozen=True, slots=True)
class Load:
    """What one connection does: whose it is, and which requests it repeats."""

    number: int
    cookie: str
    token: str
    questions: tuple[str, ...]
    whole_cases: bool
    inspections: int


@cache
def _around_client(given: tuple[tuple[str, str, None], ...]) -> tuple[bytes, bytes]:
    """Return what stands in a request before and after its identifier: written once, for the load to be a light one."""
    before, after = answer_body("its identifier", given).split(b"its identifier")
    return before, after


def run(load: Load) -> tuple[list[tuple[float, float]], float]:
    """Post for some seconds; return when each request began and how long it took, and this process's own work."""
    connection = Connection(PORT, load.cookie, load.token)
    took = []
    whole = tuple((question, "yes", None) for question in load.questions)
    began, worked = time.perf_counter(), time.process_time()
    count = 0
    while time.perf_counter() - began < SECONDS:
        case = f"C{load.number * OWN + count % OWN:05}"
        inspection = f"{INSPECTION}-{load.number % load.inspections}"
        if load.whole_cases:
            given = whole
        else:
            given = ((load.questions[count % len(load.questions)], "yes" if count % 3 else "no", None),)
        before, after = _around_client(given)
        body = before + str(uuid4()).encode() + after
        sent = time.perf_counter()
        status, answer = connection.post(f"/inspections/{inspection}/cases/{case}/save/", body)
        took.append((sent, time.perf_counter() - sent))
        if status != 200:
            raise RuntimeError(f"{status}: {answer[:300]!r}")
        count += 1
    connection.close()
    return took, time.process_time() - worked


def measure(workspace: Workspace, *, whole_cases: bool, inspections: int) -> None:
    """Load the server from every connection at once, and print what was saved."""
    loads = [
        Load(
            number=number,
            cookie=workspace.cookies[number],
            token=workspace.token,
            questions=tuple(workspace.questions),
            whole_cases=whole_cases,
            inspections=inspections,
        )
        for number in range(CONNECTIONS)
    ]
    before = workspace.worked()
    began = time.perf_counter()
    with ProcessPoolExecutor(CONNECTIONS) as pool:
        found = list(pool.map(run, loads))
    seconds = time.perf_counter() - began
    took = [one for times, _ in found for one in times]
    after = workspace.worked()
    work = {name: (after[name] - before[name]) / len(took) for name in after}
    work["load"] = sum(worked for _, worked in found) / len(took)
    times = sorted(one for _, one in took)
    first, last = min(at for at, _ in took), max(at + length for at, length in took)
    what = f"cases of {len(workspace.questions)} answers" if whole_cases else "single answers"
    where = "one inspection" if inspections == 1 else f"{inspections} inspections"
    print(
        f"{what:24} {where:16} {len(took) / (last - first):7.0f}/s   median {statistics.median(times) * 1000:5.1f} ms"
        f"   p95 {times[int(len(times) * 0.95)] * 1000:6.1f} ms   ({len(took)} in {seconds:.0f} s)\n"
        f"    processor time of each: {', '.join(f'{name} {one * 1000:.2f} ms' for name, one in work.items())}",
        flush=True,
    )


def pages(workspace: Workspace) -> None:
    """Open the page of 60 questions, one request at a time."""
    connection = Connection(PORT, workspace.cookies[0], workspace.token)
    took = []
    for number in range(PAGES):
        sent = time.perf_counter()
        status, body = connection.get(f"/inspections/{INSPECTION}-0/cases/C{number:05}/standards/{ON_THE_PAGE}/")
        took.append(time.perf_counter() - sent)
        if status != 200:
            raise RuntimeError(f"{status}: {body[:300]!r}")
    times = sorted(took)
    print(f"page of 60 questions: median {statistics.median(times) * 1000:.0f} ms, p95 {times[-2] * 1000:.0f} ms")


def main() -> None:
    """Measure, and say what was kept."""
    with tempfile.TemporaryDirectory(prefix="inspectorate-bench-") as name:
        workspace = Workspace(Path(name), PORT)
        workspace.prepare(questions=250, cases=CASES, people=CONNECTIONS, inspections=8)
        try:
            print(f"the server answered after {workspace.start():.1f} s", flush=True)
            pages(workspace)
            for whole_cases in (False, True):
                for inspections in (1, 8):
                    measure(workspace, whole_cases=whole_cases, inspections=inspections)
            _tell_kept()
        finally:
            workspace.stop()


def _tell_kept() -> None:
    from inspectorate.web.casework.models import Judgement  # noqa: PLC0415 - needs Django
    from inspectorate.web.history.models import Entry  # noqa: PLC0415 - as above
    from inspectorate.web.history.queries import verification  # noqa: PLC0415 - as above

    wrong = verification(f"{INSPECTION}-0").wrong
    print(
        f"{Judgement.objects.count():,} judgements and {Entry.objects.count():,} acts kept; history: {wrong or 'whole'}"
    )


if __name__ == "__main__":
    main()
