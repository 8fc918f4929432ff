"""Every kind of claim carries examples of its shapes, each with the verdict that it deserves."""

from collections.abc import Callable, Iterator

import pytest

from inspectorate.reports.checking.claims import (
    attainable,
    changes,
    comparisons,
    directions,
    exclusive,
    multiples,
    n_of_m,
    parts,
    percentages,
    proportions,
    rated_parts,
    remainders,
    repeated,
    significance,
    sums,
)
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Passage, Report, Verdict, Where

KINDS = (
    attainable,
    changes,
    directions,
    comparisons,
    exclusive,
    multiples,
    n_of_m,
    parts,
    percentages,
    proportions,
    rated_parts,
    remainders,
    repeated,
    significance,
    sums,
)


def material(text: str) -> Material:
    passages = [Passage(line, Where(paragraph=index)) for index, line in enumerate(text.split("\n"), start=1)]
    return Material(Report("example.txt", "text", tuple(passages)))


@pytest.mark.parametrize(
    ("claims", "text", "verdict"),
    [
        pytest.param(kind.claims, text, verdict, id=f"{kind.__name__.rpartition('.')[2]}: {text[:60]}")
        for kind in KINDS
        for text, verdict in kind.EXAMPLES
    ],
)
def test_claims_of_an_example_have_its_verdict(
    claims: Callable[[Material], Iterator[Claim]], text: str, verdict: Verdict
) -> None:
    assert [claim.verdict for claim in claims(material(text))] == [verdict]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__.rpartition(".")[2])
def test_examples_of_a_kind_are_more_than_one(kind: object) -> None:
    assert len(kind.EXAMPLES) > 1  # type: ignore[attr-defined]  # a module, whose examples are its data
