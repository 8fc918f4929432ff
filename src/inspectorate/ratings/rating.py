"""Ratings from results and decisions: a pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inspectorate import __version__
from inspectorate.frameworks.model import Framework, Standard
from inspectorate.frameworks.rules import Cap, StandardKind
from inspectorate.kernel.problems import Problem, Problems
from inspectorate.ratings import faults
from inspectorate.ratings.basis import basis_digest
from inspectorate.ratings.case_based import RuleResult, rate_cases
from inspectorate.ratings.decisions import (
    StandardDecisions,
    check_data,
    check_discretion,
    decision_step,
    discretion_steps,
    place_of,
    sort_decisions,
)
from inspectorate.ratings.fragility import fragility_of
from inspectorate.ratings.model import InspectionRating, StandardRating, Status, Step
from inspectorate.ratings.overall import overall_rating, score_of
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.organisation import Evidence
from inspectorate.results.model import Results


def rate(
    *,
    framework: Framework,
    framework_digest: str,
    results: Results,
    decisions: Iterable[Decision] = (),
    evidence: Iterable[Evidence] = (),
    body_kind: str = "",
) -> InspectionRating:
    """Rate every standard that applies to a kind of body, then the whole.

    Each standard carries what the rules give, what was decided and the trace of both. One that lacks what it needs is
    *awaited*, and so is then the overall rating. The order of decisions and evidence makes no difference.

    Raises:
        ProblemsFound: a decision that the framework's rules refuse, or that was taken on other data; all at once.
    """
    standards = framework.standards_for(body_kind)
    items = tuple(sorted(evidence, key=lambda item: item.id))
    decided, found = sort_decisions(framework=framework, standards=standards, decisions=decisions, evidence=items)
    problems = Problems(found)
    digests = {
        one.id: basis_digest(framework=framework, standard=one, results=results, evidence=items) for one in standards
    }
    for name, made in decided.items():
        for decision in made.by_kind.values():
            problems.extend(check_data(decision, framework.standards[name], digests[name]))
    results_by_rule = {
        standard.id: rate_cases(framework=framework, standard=standard, results=results)
        for standard in standards
        if standard.kind is StandardKind.CASE_BASED
    }
    for name, result in results_by_rule.items():
        discretion = decided.get(name, StandardDecisions()).of(DecisionKind.DISCRETION)
        if discretion is not None and framework.standards[name].rated:
            problems.extend(check_discretion(framework=framework, result=result, decision=discretion))
    problems.raise_errors()
    rated = {
        standard.id: _rate_standard(
            framework, standard, digests[standard.id], decided.get(standard.id, StandardDecisions()), results_by_rule
        )
        for standard in standards
    }
    problems.extend(_apply_caps(framework, rated, decided))
    problems.raise_errors()
    finished = tuple(_with_points(framework, standard, rated[standard.id]) for standard in standards)
    score = score_of(framework=framework, standards=finished)
    overall, steps = overall_rating(framework=framework, standards=finished, score=score)
    return InspectionRating(
        framework=framework.reference,
        framework_digest=framework_digest,
        engine=__version__,
        standards=finished,
        score=score,
        overall=overall,
        trace=steps,
    )


def _rate_standard(
    framework: Framework,
    standard: Standard,
    digest: str,
    decided: StandardDecisions,
    results_by_rule: Mapping[str, RuleResult],
) -> StandardRating:
    """Rate one standard before any cap."""
    result = results_by_rule.get(standard.id)
    rated = StandardRating(
        id=standard.id,
        title=standard.title,
        kind=standard.kind,
        status=Status.AWAITED,
        rule_result=None,
        rating=None,
        points=None,
        data=digest,
    )
    if result is not None:
        lowest = result.banding.lowest if result.banding else ()
        rated = replace(
            rated,
            key_questions=result.key_questions,
            lowest=lowest,
            lowest_percent=next((one.percent for one in result.key_questions if one.id in lowest), None),
            trace=result.steps,
        )
    not_rated = decided.of(DecisionKind.NOT_RATED)
    if not standard.rated:
        return _not_rated_by_design(standard, rated)
    if not_rated is not None:
        step = decision_step(framework, not_rated)
        trace = (*rated.trace, step)
        reason = not_rated.reason.strip()
        return replace(rated, status=Status.NOT_RATED, decision=not_rated, reason_not_rated=reason, trace=trace)
    if result is not None:
        return _rate_case_based(framework, rated, result, decided)
    return _rate_organisational(framework, rated, decided)


def _not_rated_by_design(standard: Standard, rated: StandardRating) -> StandardRating:
    reason = standard.reason_not_rated or ""
    # its percentages are published for information: no band is read from them
    key_questions = tuple(replace(one, band=None) for one in rated.key_questions)
    steps = [step for step in rated.trace if step.rule == "count"]
    steps.append(Step(rule="not_rated_by_design", says=f"Not rated by the framework's design: {reason}"))
    return replace(
        rated,
        status=Status.NOT_RATED_BY_DESIGN,
        key_questions=key_questions,
        reason_not_rated=reason,
        trace=tuple(steps),
    )


def _rate_case_based(
    framework: Framework, rated: StandardRating, result: RuleResult, decided: StandardDecisions
) -> StandardRating:
    if result.banding is None:
        return rated
    rated = replace(
        rated,
        status=Status.RATED,
        rule_result=result.banding.rating,
        rating=result.banding.rating,
        fragility=fragility_of(framework=framework, shares=result.shares),
    )
    decision = decided.of(DecisionKind.DISCRETION)
    if decision is None:
        return rated
    steps = discretion_steps(framework=framework, result=result, decision=decision)
    return replace(rated, rating=decision.rating, decision=decision, trace=(*rated.trace, *steps))


def _rate_organisational(framework: Framework, rated: StandardRating, decided: StandardDecisions) -> StandardRating:
    proposal = decided.of(DecisionKind.PROPOSAL)
    if proposal is None:
        says = "A rating is awaited: none was proposed against the standard's prompts on its evidence."
        return replace(rated, trace=(Step(rule="proposal", says=says),))
    return replace(
        rated,
        status=Status.RATED,
        proposed=proposal.rating,
        rule_result=proposal.rating,
        rating=proposal.rating,
        decision=proposal,
        trace=(decision_step(framework, proposal),),
    )


def _apply_caps(
    framework: Framework, rated: dict[str, StandardRating], decided: Mapping[str, StandardDecisions]
) -> list[Problem]:
    """Lower what the caps limit, in place; return the overrides that have no cap to set aside."""
    problems = []
    capped: set[str] = set()
    for cap in framework.rules.caps:
        standard = rated.get(cap.standard)
        if standard is None or standard.rating is None:
            continue
        override = decided.get(cap.standard, StandardDecisions()).of(DecisionKind.CAP_OVERRIDE)
        applied = _apply_cap(framework, cap, standard, tuple(rated.values()), override)
        if applied.capped_by == cap.id:
            capped.add(cap.standard)
            if override is not None and not cap.may_be_overridden:
                why = "this cap is binding"
                place = place_of(override)
                problems.append(faults.CAP_OVERRIDE_NOT_POSSIBLE.at(place, standard=cap.standard, why=why))
        rated[cap.standard] = applied
    for name, made in decided.items():
        override = made.of(DecisionKind.CAP_OVERRIDE)
        if override is not None and name not in capped:
            why = "none applies"
            problems.append(faults.CAP_OVERRIDE_NOT_POSSIBLE.at(place_of(override), standard=name, why=why))
    return problems


def _apply_cap(
    framework: Framework,
    cap: Cap,
    standard: StandardRating,
    standards: tuple[StandardRating, ...],
    override: Decision | None,
) -> StandardRating:
    looked_at = [one for one in standards if one.kind is cap.when.kind and one.id != standard.id]
    relevant = [one for one in looked_at if one.status in {Status.RATED, Status.AWAITED}]
    label = framework.ratings[cap.when.at_least].label
    if not relevant:
        return standard
    if any(one.status is Status.AWAITED for one in relevant):
        says = f"Whether the cap applies is not known yet: some {cap.when.kind.value} standards await their rating."
        step = Step(rule="cap", says=says, source=cap.source, confidence=cap.confidence)
        return replace(standard, trace=(*standard.trace, step))
    least = framework.rank(cap.when.at_least)
    reached = [one.id for one in relevant if one.rating is not None and framework.rank(one.rating) >= least]
    names = ", ".join(one.id for one in relevant)
    numbers = (("reached", str(len(reached))), ("needed", str(cap.when.fewer_than)))
    counted = f"{len(reached)} of the {len(relevant)} {cap.when.kind.value} standards rated ({names})"
    if len(reached) >= cap.when.fewer_than:
        says = f"{counted} reached {label} or better, so the cap does not apply."
        step = Step(rule="cap", says=says, numbers=numbers, source=cap.source, confidence=cap.confidence)
        return replace(standard, trace=(*standard.trace, step))
    at_most = framework.ratings[cap.at_most].label
    within = standard.rating is not None and framework.rank(standard.rating) <= framework.rank(cap.at_most)
    says = f"{counted} reached {label} or better, fewer than {cap.when.fewer_than}: at most {at_most}."
    if within:
        says += " The rating is no higher, so the cap changes nothing."
    elif standard.proposed is not None:
        says += f" Without the cap it would have been {framework.ratings[standard.proposed].label}."
    step = Step(rule="cap", says=says, numbers=numbers, source=cap.source, confidence=cap.confidence)
    if within:
        return replace(standard, trace=(*standard.trace, step))
    capped = replace(
        standard, rule_result=cap.at_most, rating=cap.at_most, capped_by=cap.id, trace=(*standard.trace, step)
    )
    if override is None:
        return capped
    trace = (*capped.trace, decision_step(framework, override))
    return replace(capped, rating=override.rating, decision=override, trace=trace)


def _with_points(framework: Framework, standard: Standard, rated: StandardRating) -> StandardRating:
    if rated.rating is None:
        return rated
    rating = framework.ratings[rated.rating]
    scale = framework.rules.scale
    if standard.counts_towards_score:
        says = f"{rating.label} gives {rating.points} point{'' if rating.points == 1 else 's'}."
    else:
        says = f"{rating.label}; this standard is rated and never counts towards the score."
    numbers = (("points", str(rating.points)),) if standard.counts_towards_score else ()
    step = Step(rule="scale", says=says, numbers=numbers, source=scale.source, confidence=scale.confidence)
    points = rating.points if standard.counts_towards_score else None
    return replace(rated, points=points, trace=(*rated.trace, step))
