from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.ratings.basis import basis_digest
from inspectorate.ratings.model import InspectionRating, Status
from inspectorate.ratings.rating import rate
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.organisation import Evidence
from inspectorate.results.model import Results

ResultsOf = Callable[..., Results]
counts = st.integers(1, 60).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m)))
EVIDENCE = (
    Evidence(id="E1", kind="meeting", summary="Good.", standards=("1.1",), direction="supports", source="Head"),
    Evidence(id="E2", kind="document", summary="Plan.", standards=("1.1",), direction="context", source="Plan"),
)


def decide(standard: str, kind: DecisionKind, rating: str = "", *, data: str = "", reason: str = "Why.") -> Decision:
    return Decision(
        standard=standard,
        kind=kind,
        rating=rating,
        reason=reason,
        decided_by="Panel",
        decided_on=date(2023, 3, 20),
        data=data,
    )


def discretion(small: Edition, results: Results, rating: str, reason: str = "Why.") -> Decision:
    standard = small.framework.standards["2.1"]
    data = basis_digest(framework=small.framework, standard=standard, results=results)
    return decide("2.1", DecisionKind.DISCRETION, rating, data=data, reason=reason)


def rated(
    small: Edition, results: Results, *decisions: Decision, evidence: tuple[Evidence, ...] = ()
) -> InspectionRating:
    return rate(
        framework=small.framework,
        framework_digest=small.digest,
        results=results,
        decisions=decisions,
        evidence=evidence,
    )


def refusals(small: Edition, results: Results, *decisions: Decision) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        rated(small, results, *decisions)
    return sorted(problem.code for problem in found.value.problems)


@pytest.mark.parametrize(
    ("lowest", "rating"),
    [
        ((0, 36), "poor"),
        ((17, 36), "poor"),
        ((18, 36), "fair"),
        ((99, 200), "fair"),
        ((79, 100), "fair"),
        ((4, 5), "good"),
    ],
)
def test_case_based_standard_takes_the_band_of_its_lowest_percentage(
    small: Edition, results_of: ResultsOf, lowest: tuple[int, int], rating: str
) -> None:
    standard = rated(small, results_of({"2.1.1": (1, 1), "2.1.2": lowest})).of("2.1")
    assert standard.rule_result == standard.rating == rating
    assert standard.lowest == ("2.1.2",)


def test_trace_says_where_the_exact_percentage_is_banded_otherwise(small: Edition, results_of: ResultsOf) -> None:
    standard = rated(small, results_of({"2.1.1": (1, 1), "2.1.2": (99, 200)})).of("2.1")
    assert [step.rule for step in standard.trace] == ["count", "count", "case_standard", "bands", "rounding", "scale"]
    assert "49.50" in standard.trace[4].says
    plain = rated(small, results_of({"2.1.1": (1, 1), "2.1.2": (1, 2)})).of("2.1")
    assert "rounding" not in [step.rule for step in plain.trace]


def test_question_without_relevant_cases_is_not_nought_per_cent(small: Edition, results_of: ResultsOf) -> None:
    standard = rated(small, results_of({"2.1.1": (9, 10), "2.1.2": (0, 0)})).of("2.1")
    assert standard.rating == "good"
    assert standard.key_questions[1].percent is None
    assert "no relevant cases" in standard.trace[1].says


def test_standard_without_any_relevant_case_is_awaited(small: Edition, results_of: ResultsOf) -> None:
    rating = rated(small, results_of({}))
    assert rating.of("2.1").status is Status.AWAITED
    assert rating.overall is None
    assert "awaited: 1.1, 2.1" in rating.trace[0].says


def test_standard_not_rated_by_design_gives_its_percentages_alone(small: Edition, results_of: ResultsOf) -> None:
    standard = rated(small, results_of({"2.2.1": (1, 2)})).of("2.2")
    assert standard.status is Status.NOT_RATED_BY_DESIGN
    assert (standard.rating, standard.points, standard.reason_not_rated) == (None, None, "For information.")
    assert standard.key_questions[0].percent == 50
    assert standard.key_questions[0].band is None


def test_discretion_within_the_margin_moves_the_rating_and_keeps_both(small: Edition, results_of: ResultsOf) -> None:
    results = results_of({"2.1.1": (36, 36), "2.1.2": (17, 36)})
    standard = rated(small, results, discretion(small, results, "fair")).of("2.1")
    assert (standard.rule_result, standard.rating, standard.points) == ("poor", "fair", 1)
    assert standard.decision is not None
    assert "3 points from the boundary at 50" in " ".join(step.says for step in standard.trace)


@pytest.mark.parametrize(
    ("lowest", "to", "code"),
    [
        ((450, 1000), "fair", None),
        ((440, 1000), "fair", "discretion-outside-margin"),
        ((550, 1000), "poor", None),
        ((560, 1000), "poor", "discretion-outside-margin"),
        ((4, 9), "fair", None),  # 44 per cent, and one case of nine would cross
        ((3, 8), "fair", None),  # 38 per cent, and 4 of 8 is 50
        ((3, 9), "fair", "discretion-outside-margin"),
        ((470, 1000), "good", "discretion-too-far"),
    ],
)
def test_discretion_reaches_as_far_as_margin_or_one_case(
    small: Edition, results_of: ResultsOf, lowest: tuple[int, int], to: str, code: str | None
) -> None:
    results = results_of({"2.1.1": (1000, 1000), "2.1.2": lowest})
    decision = discretion(small, results, to)
    if code is None:
        assert rated(small, results, decision).of("2.1").rating == to
    else:
        assert refusals(small, results, decision) == [code]


def test_panel_that_leaves_what_the_rules_give_is_recorded(small: Edition, results_of: ResultsOf) -> None:
    results = results_of({"2.1.1": (47, 100)})
    standard = rated(small, results, discretion(small, results, "poor")).of("2.1")
    assert standard.rating == "poor"
    assert any("left what the rules give" in step.says for step in standard.trace)


def test_discretion_on_changed_data_is_refused(small: Edition, results_of: ResultsOf) -> None:
    decision = discretion(small, results_of({"2.1.1": (46, 100)}), "fair")
    assert refusals(small, results_of({"2.1.1": (47, 100)}), decision) == ["data-changed"]
    assert refusals(small, results_of({"2.1.1": (46, 100)}), replace(decision, data="")) == ["data-missing"]


def test_change_in_a_prompt_alone_is_a_change_of_data(small: Edition, results_of: ResultsOf) -> None:
    decision = discretion(small, results_of({"2.1.1": (47, 100), "2.1.1.a": (1, 2)}), "fair")
    assert refusals(small, results_of({"2.1.1": (47, 100), "2.1.1.a": (2, 2)}), decision) == ["data-changed"]


def test_every_refusal_is_told_at_once(small: Edition, results_of: ResultsOf) -> None:
    results = results_of({"2.1.1": (20, 100)})
    codes = refusals(
        small,
        results,
        discretion(small, results, "fair", reason=" "),
        decide("9.9", DecisionKind.NOT_RATED),
        decide("1.1", DecisionKind.DISCRETION, "good"),
        decide("1.1", DecisionKind.PROPOSAL, "great"),
        decide("2.2", DecisionKind.DISCRETION, "good"),
    )
    assert codes == sorted(
        [
            "discretion-outside-margin",
            "reason-missing",
            "unknown-standard",
            "discretion-not-possible",
            "unknown-rating",
            "discretion-not-possible",
        ]
    )


def test_proposal_for_a_case_based_standard_is_refused(small: Edition, results_of: ResultsOf) -> None:
    codes = refusals(small, results_of({}), decide("2.1", DecisionKind.PROPOSAL, "good"))
    assert codes == ["proposal-not-possible"]


def test_decisions_that_cannot_stand_together_are_refused(small: Edition, results_of: ResultsOf) -> None:
    twice = [decide("1.1", DecisionKind.PROPOSAL, "good"), decide("1.1", DecisionKind.PROPOSAL, "fair")]
    assert refusals(small, results_of({}), *twice) == ["decision-twice"]
    both = [decide("1.1", DecisionKind.PROPOSAL, "good"), decide("1.1", DecisionKind.NOT_RATED)]
    assert refusals(small, results_of({}), *both) == ["decision-twice"]


def test_proposal_rests_on_evidence_of_its_standard(small: Edition, results_of: ResultsOf) -> None:
    results = results_of({"2.1.1": (1, 1)})
    proposal = replace(decide("1.1", DecisionKind.PROPOSAL, "fair"), evidence=("E1", "E9"))
    with pytest.raises(ProblemsFound) as found:
        rated(small, results, proposal, evidence=EVIDENCE)
    assert [problem.code for problem in found.value.problems] == ["evidence-unknown"]
    held = rated(small, results, replace(proposal, evidence=("E1",)), evidence=EVIDENCE)
    assert held.of("1.1").rating == "fair"


def test_proposal_on_evidence_that_has_changed_is_refused(small: Edition, results_of: ResultsOf) -> None:
    results = results_of({"2.1.1": (1, 1)})
    data = rated(small, results, evidence=EVIDENCE).of("1.1").data
    proposal = decide("1.1", DecisionKind.PROPOSAL, "fair", data=data)
    assert rated(small, results, proposal, evidence=tuple(reversed(EVIDENCE))).of("1.1").rating == "fair"
    with pytest.raises(ProblemsFound) as found:
        rated(small, results, proposal, evidence=EVIDENCE[:1])
    assert [problem.code for problem in found.value.problems] == ["data-changed"]


def test_cap_lowers_and_says_what_it_would_have_been(small: Edition, results_of: ResultsOf) -> None:
    rating = rated(small, results_of({"2.1.1": (79, 100)}), decide("1.1", DecisionKind.PROPOSAL, "good"))
    leadership = rating.of("1.1")
    assert (leadership.proposed, leadership.rule_result, leadership.rating) == ("good", "fair", "fair")
    assert leadership.capped_by == "leadership"
    assert "Without the cap it would have been Good" in " ".join(step.says for step in leadership.trace)
    assert str(rating.score) == "2/4"
    assert rating.overall == "fair"


def test_cap_does_not_act_where_one_standard_reaches(small: Edition, results_of: ResultsOf) -> None:
    rating = rated(small, results_of({"2.1.1": (80, 100)}), decide("1.1", DecisionKind.PROPOSAL, "good"))
    assert rating.of("1.1").rating == "good"
    assert rating.of("1.1").capped_by is None


def test_cap_looks_at_what_was_decided(small: Edition, results_of: ResultsOf) -> None:
    results = results_of({"2.1.1": (79, 100)})
    decisions = [decide("1.1", DecisionKind.PROPOSAL, "good"), discretion(small, results, "good")]
    assert rated(small, results, *decisions).of("1.1").rating == "good"


def test_cap_waits_for_ratings_that_are_awaited(small: Edition, results_of: ResultsOf) -> None:
    leadership = rated(small, results_of({}), decide("1.1", DecisionKind.PROPOSAL, "good")).of("1.1")
    assert leadership.rating == "good"
    assert "not known yet" in " ".join(step.says for step in leadership.trace)


def test_cap_is_set_aside_with_a_reason_and_only_where_it_acts(small: Edition, results_of: ResultsOf) -> None:
    proposal, override = decide("1.1", DecisionKind.PROPOSAL, "good"), decide("1.1", DecisionKind.CAP_OVERRIDE, "good")
    leadership = rated(small, results_of({"2.1.1": (79, 100)}), proposal, override).of("1.1")
    assert (leadership.rule_result, leadership.rating) == ("fair", "good")
    codes = refusals(small, results_of({"2.1.1": (80, 100)}), proposal, override)
    assert codes == ["cap-override-not-possible"]
    codes = refusals(small, results_of({"2.1.1": (79, 100)}), proposal, replace(override, reason=""))
    assert codes == ["reason-missing"]


def test_standard_not_rated_leaves_the_maximum(small: Edition, results_of: ResultsOf) -> None:
    rating = rated(
        small,
        results_of({"2.1.1": (80, 100)}),
        decide("1.1", DecisionKind.NOT_RATED, reason="Nobody could be met."),
    )
    assert str(rating.score) == "2/2"
    assert rating.overall == "good"
    assert rating.of("1.1").reason_not_rated == "Nobody could be met."


@given(first=counts, second=counts, seed=st.randoms(use_true_random=False))
def test_order_of_decisions_and_evidence_makes_no_difference(
    small: Edition, results_of: ResultsOf, first: tuple[int, int], second: tuple[int, int], seed: random.Random
) -> None:
    results = results_of({"2.1.1": first, "2.1.2": second})
    decisions = [decide("1.1", DecisionKind.PROPOSAL, "good"), discretion(small, results, "poor")]
    evidence = list(EVIDENCE)

    def outcome() -> object:
        try:
            return rated(small, results, *decisions, evidence=tuple(evidence))
        except ProblemsFound as found:
            return found.problems

    before = outcome()
    seed.shuffle(decisions)
    seed.shuffle(evidence)
    assert outcome() == before


@given(first=counts, second=counts, which=st.sampled_from(["2.1.1", "2.1.2"]))
def test_one_more_yes_never_lowers_any_rating(
    small: Edition, results_of: ResultsOf, first: tuple[int, int], second: tuple[int, int], which: str
) -> None:
    given_counts = {"2.1.1": first, "2.1.2": second}
    yes, relevant = given_counts[which]
    more = given_counts | {which: (min(yes + 1, relevant), relevant)}
    proposal = decide("1.1", DecisionKind.PROPOSAL, "good")
    before, after = rated(small, results_of(given_counts), proposal), rated(small, results_of(more), proposal)
    rank = small.framework.rank
    for old, new in zip(before.standards, after.standards, strict=True):
        if old.rating is not None and new.rating is not None:
            assert rank(new.rating) >= rank(old.rating)
    assert before.overall is not None
    assert after.overall is not None
    assert rank(after.overall) >= rank(before.overall)


@given(first=counts, second=counts)
def test_score_is_the_sum_of_points_over_rated_standards(
    small: Edition, results_of: ResultsOf, first: tuple[int, int], second: tuple[int, int]
) -> None:
    rating = rated(small, results_of({"2.1.1": first, "2.1.2": second}), decide("1.1", DecisionKind.PROPOSAL, "fair"))
    points = [standard.points for standard in rating.standards if standard.points is not None]
    assert rating.score.points == sum(points)
    assert rating.score.maximum == 2 * len(points)
