from __future__ import annotations

from pathlib import Path

import pytest

from inspectorate.kernel.problems import ProblemKind
from inspectorate.sampling import faults

ROOT = Path(__file__).parents[3]
KINDS = [value for value in vars(faults).values() if isinstance(value, ProblemKind)]
TESTS = "".join(
    path.read_text(encoding="utf-8")
    for folder in ("sampling", "cli")
    for path in sorted((ROOT / "tests" / "unit" / folder).glob("test_*.py"))
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_problem_is_provoked_by_a_test(kind: ProblemKind) -> None:
    assert f'"{kind.code}"' in TESTS


def test_codes_are_each_for_one_problem() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
