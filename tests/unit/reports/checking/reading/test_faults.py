from __future__ import annotations

from pathlib import Path

import pytest

from inspectorate.kernel.problems import ProblemKind, ProblemsFound
from inspectorate.reports.checking import faults
from inspectorate.reports.checking.reading.opening import read_report
from inspectorate.reports.checking.reading.printed import worker

FOLDER = Path(__file__).parents[4] / "faults" / "reports"
BROKEN = sorted(path for path in FOLDER.iterdir() if path.name not in ("README.md", "problems.txt"))
TOLD = (FOLDER / "problems.txt").read_text(encoding="utf-8").splitlines()

# What is no file, or too large to keep, is made by a test.
ELSEWHERE = {
    "report-file-missing": "test_opening.py",
    "report-no-file": "test_opening.py",
    "report-unreadable": "test_opening.py",
    "report-too-large": "test_opening.py",
    "report-too-long": "test_opening.py",
    "report-too-many-parts": "test_opening.py",
    "report-endless-passage": "test_opening.py",
    "pdf-too-much-text": "test_hostile_pdf.py",
}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_report_is_told_with_place_and_remedy_and_nothing_else_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # enough for a page as small as these
    monkeypatch.setattr(worker, "START_SECONDS", 1.0)
    with pytest.raises(ProblemsFound) as found:
        read_report(path)
    assert [str(problem) for problem in found.value.problems] == [line for line in TOLD if line.startswith(path.name)]
    assert [problem.code for problem in found.value.problems] == [path.stem]


def test_every_problem_told_is_that_of_a_broken_report() -> None:
    assert len(TOLD) == len(BROKEN)


def test_every_kind_of_problem_has_a_broken_report_or_a_test() -> None:
    kinds = {kind.code for kind in vars(faults).values() if isinstance(kind, ProblemKind)}
    assert kinds - {path.stem for path in BROKEN} == set(ELSEWHERE)
    for code, file in ELSEWHERE.items():
        assert f'"{code}"' in (Path(__file__).parent / file).read_text(encoding="utf-8")


def test_every_kind_of_problem_has_a_sentence_and_a_remedy() -> None:
    kinds = [kind for kind in vars(faults).values() if isinstance(kind, ProblemKind)]
    assert all(kind.remedy and kind.message.endswith(".") for kind in kinds)
