from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectorate.kernel.problems import ProblemKind, ProblemsFound
from inspectorate.packs import faults
from inspectorate.packs.reading import Pack

FOLDER = Path(__file__).parents[2] / "faults" / "packs"
FAULTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "sound")

# A broken folder, a file too large to keep, and what only writing can meet have tests of their own.
ELSEWHERE = {
    "no-such-folder": "test_folder.py",
    "not-a-folder": "test_folder.py",
    "no-inspection-file": "test_folder.py",
    "not-a-file": "test_folder.py",
    "file-outside": "test_folder.py",
    "folder-needed": "test_folder.py",
    "unreadable": "test_folder.py",
    "too-large": "test_folder.py",
    "more-like-it": "test_gathering.py",
    "folder-not-empty": "test_writing.py",
    "cannot-write": "test_writing.py",
    "unsafe-name": "test_writing.py",
    "not-writable": "test_writing.py",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_with_place_and_remedy_and_nothing_else_is(
    fault: str, sound: Path, read: Callable[[Path], Pack]
) -> None:
    shutil.copytree(FOLDER / fault, sound, dirs_exist_ok=True, ignore=shutil.ignore_patterns("problems.txt"))
    try:
        found = read(sound).warnings
    except ProblemsFound as error:
        found = error.problems
    told = [f"{problem.severity}: {problem}" for problem in found]
    assert told == (FOLDER / fault / "problems.txt").read_text(encoding="utf-8").splitlines()
    assert fault.partition("--")[0] in {problem.code for problem in found}


def test_every_kind_of_problem_has_a_broken_pack_or_a_test() -> None:
    kinds = {kind.code for kind in vars(faults).values() if isinstance(kind, ProblemKind)}
    shown = {name.partition("--")[0] for name in FAULTS}
    assert kinds - shown == set(ELSEWHERE)
    for code, file in ELSEWHERE.items():
        assert f'"{code}"' in (Path(__file__).parent / file).read_text(encoding="utf-8")


def test_every_kind_of_problem_has_a_remedy() -> None:
    kinds = [kind for kind in vars(faults).values() if isinstance(kind, ProblemKind)]
    assert all(kind.remedy and kind.message.endswith((".", "}")) for kind in kinds)


def test_sound_pack_has_no_problem(sound: Path, read: Callable[[Path], Pack]) -> None:
    assert read(sound).warnings == ()
