"""Which decisions stand: everything that can be said against one before it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from inspectorate.frameworks.model import Framework, Standard
from inspectorate.frameworks.rules import DiscretionRule, StandardKind
from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.ratings import faults
from inspectorate.ratings.case_based import Banding, RuleResult, percent_text
from inspectorate.ratings.fragility import fragility_of
from inspectorate.ratings.model import Fragility, Step
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.organisation import Evidence

DECISIONS_FILE = "decisions.yaml"


@dataclass(frozen=True, slots=True)
class StandardDecisions:
    """What was decided about one standard, one decision of a kind."""

    by_kind: Mapping[DecisionKind, Decision] = field(default_factory=dict)

    def of(self, kind: DecisionKind) -> Decision | None:
        """Return the decision of a kind; None where there is none."""
        return self.by_kind.get(kind)


def place_of(decision: Decision) -> Place:
    """Return where a reader finds a decision."""
    return Place(DECISIONS_FILE, field=f"{decision.standard} {decision.kind.value}")


def sort_decisions(
    *, framework: Framework, standards: Iterable[Standard], decisions: Iterable[Decision], evidence: Iterable[Evidence]
) -> tuple[dict[str, StandardDecisions], list[Problem]]:
    """Sort decisions by standard, and say what is wrong with any, whatever the results.

    Returns the decisions of each standard that has any, and the problems.
    """
    known = {standard.id: standard for standard in standards}
    items = tuple(evidence)
    problems: list[Problem] = []
    grouped: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.standard not in known:
            words = {"standard": decision.standard, "framework": framework.reference}
            hint = nearest(decision.standard, known)
            problems.append(faults.UNKNOWN_STANDARD.at(place_of(decision), **words, hint=hint))
            continue
        problems += _of_one(framework, known[decision.standard], decision, items)
        grouped.setdefault(decision.standard, []).append(decision)
    for standard, made in grouped.items():
        kinds = [decision.kind for decision in made]
        alone = DecisionKind.NOT_RATED in kinds and len(kinds) > 1
        if alone or len(set(kinds)) < len(kinds):
            text = ", ".join(kind.value for kind in kinds)
            problems.append(faults.DECISION_TWICE.at(place_of(made[-1]), standard=standard, kinds=text))
    sorted_out = {name: StandardDecisions({one.kind: one for one in made}) for name, made in grouped.items()}
    return sorted_out, problems


def _of_one(
    framework: Framework, standard: Standard, decision: Decision, evidence: tuple[Evidence, ...]
) -> Iterator[Problem]:
    place = place_of(decision)
    if not decision.reason.strip():
        yield faults.REASON_MISSING.at(place, standard=standard.id)
    if decision.kind is not DecisionKind.NOT_RATED and decision.rating not in framework.ratings:
        hint = nearest(decision.rating, framework.ratings)
        yield faults.UNKNOWN_RATING.at(place, standard=standard.id, rating=decision.rating, hint=hint)
    if not standard.rated and decision.kind is not DecisionKind.NOT_RATED:
        yield _impossible(decision, "the standard is not rated by design")
    elif decision.kind is DecisionKind.PROPOSAL and standard.kind is StandardKind.CASE_BASED:
        yield _impossible(decision, "which is rated from case judgements")
    elif decision.kind is DecisionKind.DISCRETION and standard.kind is StandardKind.ORGANISATIONAL:
        yield _impossible(decision, "it is for case-based standards, and this one is rated from evidence")
    elif decision.kind is DecisionKind.DISCRETION and framework.rules.discretion is None:
        yield _impossible(decision, "this framework has no rule for it")
    bearing = {item.id for item in evidence if standard.id in item.standards}
    for name in decision.evidence:
        if name not in bearing:
            hint = nearest(name, bearing)
            yield faults.EVIDENCE_UNKNOWN.at(place, standard=standard.id, evidence=name, hint=hint)


def _impossible(decision: Decision, why: str) -> Problem:
    kinds = {
        DecisionKind.PROPOSAL: faults.PROPOSAL_NOT_POSSIBLE,
        DecisionKind.DISCRETION: faults.DISCRETION_NOT_POSSIBLE,
        DecisionKind.CAP_OVERRIDE: faults.CAP_OVERRIDE_NOT_POSSIBLE,
    }
    return kinds[decision.kind].at(place_of(decision), standard=decision.standard, why=why)


def check_data(decision: Decision, standard: Standard, digest: str) -> Iterator[Problem]:
    """Say whether a decision was taken on the data as they now are; discretion must say on which."""
    place = place_of(decision)
    if decision.data and decision.data != digest:
        yield faults.DATA_CHANGED.at(place, standard=standard.id, recorded=decision.data, digest=digest)
    possible = standard.rated and standard.kind is StandardKind.CASE_BASED
    if not decision.data and decision.kind is DecisionKind.DISCRETION and possible:
        yield faults.DATA_MISSING.at(place, standard=standard.id, digest=digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a rating is from the one that a panel decided on."""

    boundary: Fraction
    distance: Fraction
    within_margin: bool
    by_one_case: bool


def reach_of(*, framework: Framework, rule: DiscretionRule, result: RuleResult, banding: Banding, rating: str) -> Reach:
    """Measure how far a case-based standard's lowest percentage is from the boundary to another rating.

    Up, the boundary is where the other rating's band begins; down, where it ends. A percentage at the boundary is 0
    points from it.
    """
    upward = framework.rank(rating) > framework.rank(banding.rating)
    band = framework.rules.bands.band_of(rating)
    boundary = band.from_ if upward or band.below is None else band.below
    distance = abs(boundary - banding.percentage)
    fragility = fragility_of(framework=framework, shares=result.shares)
    return Reach(
        boundary=boundary,
        distance=distance,
        within_margin=distance <= rule.margin,
        by_one_case=rule.one_case and fragility is not None and _one_answer(fragility, rating, upward=upward),
    )


def _one_answer(fragility: Fragility, rating: str, *, upward: bool) -> bool:
    if upward:
        return fragility.raised_to == rating and fragility.answers_to_raise == 1
    return fragility.lowered_to == rating and fragility.to_lower is not None and fragility.to_lower[1] == 1


def check_discretion(*, framework: Framework, result: RuleResult, decision: Decision) -> Iterator[Problem]:
    """Say why a panel may not move what the rules give to what it decided, if it may not."""
    rule = framework.rules.discretion
    place = place_of(decision)
    if rule is None or decision.rating not in framework.ratings:
        return  # said when the decisions were sorted
    banding = result.banding
    if banding is None:
        why = "no key question has a relevant case"
        yield faults.DISCRETION_NOT_POSSIBLE.at(place, standard=decision.standard, why=why)
        return
    moved = framework.rank(decision.rating) - framework.rank(banding.rating)
    labels = {"rule_result": _label(framework, banding.rating), "rating": _label(framework, decision.rating)}
    if moved == 0:
        return  # the panel considered it and left what the rules give
    direction = "up" if moved > 0 else "down"
    if abs(moved) > rule.bands:
        words = {"moved": abs(moved), "most": rule.bands}
        yield faults.DISCRETION_TOO_FAR.at(place, standard=decision.standard, **words, **labels)
    elif direction not in rule.directions:
        yield faults.DISCRETION_DIRECTION.at(place, standard=decision.standard, direction=direction, **labels)
    else:
        reach = reach_of(framework=framework, rule=rule, result=result, banding=banding, rating=decision.rating)
        if not reach.within_margin and not reach.by_one_case:
            yield faults.DISCRETION_OUTSIDE_MARGIN.at(
                place,
                standard=decision.standard,
                percent=percent_text(banding.percentage),
                distance=percent_text(reach.distance),
                boundary=percent_text(reach.boundary),
                margin=percent_text(rule.margin),
                rule_result=labels["rule_result"],
            )


def discretion_steps(*, framework: Framework, result: RuleResult, decision: Decision) -> list[Step]:
    """Tell how a panel's discretion came about: the boundary, the margin, what was decided, and why."""
    rule, banding = framework.rules.discretion, result.banding
    decided = decision_step(framework, decision)
    if rule is None or banding is None:
        return [decided]
    if decision.rating == banding.rating:
        label = _label(framework, banding.rating)
        says = f"The panel considered discretion and left what the rules give: {label}."
        unmoved = Step(rule="discretion", says=says, source=rule.source, confidence=rule.confidence)
        return [unmoved, decided]
    reach = reach_of(framework=framework, rule=rule, result=result, banding=banding, rating=decision.rating)
    shown, boundary = percent_text(banding.percentage), percent_text(reach.boundary)
    because = (
        f"within the margin of {percent_text(rule.margin)} points"
        if reach.within_margin
        else "and one case answered otherwise would cross it"
    )
    says = (
        f"{shown} per cent is {percent_text(reach.distance)} points from the boundary at {boundary} per cent,"
        f" {because}: the panel may use discretion."
    )
    numbers = (
        ("percent", shown),
        ("boundary", boundary),
        ("distance", percent_text(reach.distance)),
        ("margin", percent_text(rule.margin)),
    )
    step = Step(rule="discretion", says=says, numbers=numbers, source=rule.source, confidence=rule.confidence)
    return [step, decided]


def decision_step(framework: Framework, decision: Decision) -> Step:
    """Tell who decided what, when, and why."""
    rating = "not rated" if decision.kind is DecisionKind.NOT_RATED else _label(framework, decision.rating)
    acts = {
        DecisionKind.PROPOSAL: "proposed",
        DecisionKind.DISCRETION: "decided",
        DecisionKind.CAP_OVERRIDE: "set the cap aside and decided",
        DecisionKind.NOT_RATED: "decided",
    }
    says = (
        f"{decision.decided_by} {acts[decision.kind]} on {decision.decided_on.isoformat()}: {rating}."
        f" Reason: {decision.reason.strip()}"
    )
    source = f"{DECISIONS_FILE}, {decision.standard}"
    return Step(rule=decision.kind.value, says=says, numbers=(("data", decision.data),), source=source)


def _label(framework: Framework, rating: str) -> str:
    return framework.ratings[rating].label
