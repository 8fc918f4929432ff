"""Reports that a generator writes: what is true is never called false, and what is wrong is found where it stands.

`benchmarks/checking.py` does the same with a thousand reports of every shape.
"""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claim_reports.outcomes import (
    SHAPES,
    SMALL,
    Fate,
    Maker,
    Truth,
    checked,
    fate_of,
    mixed,
    mixed_fate_of,
    mixed_truth_of,
    truth_of,
)
from tests.claim_reports.statements import Statement

from inspectorate.reports.checking.model import Claim, Kind, Verdict

SEEDS = 12
WHOLE_SEEDS = 4
"""A whole inspection's report takes twenty times as long to check as a sentence."""


def told(claims: tuple[Claim, ...]) -> list[str]:
    return [f"{claim.kind.value}: {claim.text} ({claim.why})" for claim in claims]


def drawn(maker: Maker) -> list[Statement]:
    return [maker(Random(str(seed))) for seed in range(SEEDS if maker in SMALL else WHOLE_SEEDS)]


def named(maker: Maker) -> str:
    return maker(Random("name")).shape


@pytest.mark.parametrize("maker", SHAPES, ids=named)
def test_true_claims_of_a_shape_hold_and_none_is_called_false(maker: Maker) -> None:
    for statement in drawn(maker):
        truth, found = truth_of(statement)
        assert not told(found.of(Verdict.FAILS))
        assert not told(found.of(Verdict.DOUBTFUL))
        assert truth is Truth.HOLDS, [one.text for one in statement.lines if one.places]


@pytest.mark.parametrize("maker", SHAPES, ids=named)
def test_slip_of_a_shape_is_found_in_its_place_with_the_verdict_due(maker: Maker) -> None:
    for statement in drawn(maker):
        result, found = fate_of(statement)
        assert result is Fate.FOUND, (told(found.claims), [one.text for one in statement.slip.lines if one.places])


# the same seeds each time: what fails for one report in thousands is for the benchmark to find, and not for chance
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_slip_among_statements_of_other_shapes_is_the_only_claim_that_fails(seed: int) -> None:
    statement = mixed(Random(seed))
    assert mixed_truth_of(statement) is Truth.HOLDS
    assert mixed_fate_of(statement) is Fate.FOUND


def test_shapes_cover_every_kind_of_claim() -> None:
    kinds = {kind for maker in SHAPES for kind in maker(Random("name")).kinds}
    # a percentage that nothing stands beside is no claim that could be wrong
    assert kinds == set(Kind) - {Kind.PERCENTAGE}


def test_shapes_have_names_of_their_own() -> None:
    names = [named(maker) for maker in SHAPES]
    assert len(set(names)) == len(names) > 40


@pytest.mark.parametrize("maker", SHAPES, ids=named)
def test_slip_differs_from_its_true_statement(maker: Maker) -> None:
    for statement in drawn(maker):
        assert [one.printed for one in statement.lines] != [one.printed for one in statement.slip.lines]
        assert any(one.places for one in statement.lines)
        assert any(one.places for one in statement.slip.lines)


def test_every_number_of_a_generated_report_is_in_a_claim_or_has_its_reason() -> None:
    for seed in range(SEEDS):
        found = checked(mixed(Random(str(seed))).lines)
        claimed = {number for claim in found.claims for number in claim.numbers}
        listed = {unchecked.number for unchecked in found.not_checked}
        assert not claimed & listed
        covered = {(one.passage, place) for one in claimed | listed for place in range(one.start, one.end)}
        figures = {
            (index, place)
            for index, passage in enumerate(found.report.passages)
            for place, letter in enumerate(passage.text)
            if letter.isdigit()
        }
        assert figures
        assert figures <= covered
