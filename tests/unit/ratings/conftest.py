from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inspectorate.frameworks.loading import Edition, load_framework
from inspectorate.kernel.numbers import Share
from inspectorate.results.model import Results

SMALL = Path(__file__).parents[2] / "faults" / "frameworks" / "small.yaml"


@pytest.fixture(scope="session")
def small() -> Edition:
    """Bands at 50 and 80, margin 5, one case, a leadership cap on 1.1; see the file."""
    return load_framework(SMALL.read_bytes(), name=SMALL.name)


@pytest.fixture(scope="session")
def results_of(small: Edition) -> Callable[..., Results]:
    """Makes results from ``results_of({"2.1.1": (yes, relevant)})``."""

    def make(counts: dict[str, tuple[int, int]], population: int | None = None) -> Results:
        shares = dict.fromkeys(small.framework.questions, Share(0, 0))
        shares |= {question: Share(*count) for question, count in counts.items()}
        cases = max((share.relevant for share in shares.values()), default=0)
        reference = small.framework.reference
        return Results(framework=reference, cases=cases, shares=shares, population=population)

    return make
