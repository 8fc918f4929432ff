"""Worked cases: what a framework's rules must give, in a file that anyone can write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from inspectorate.frameworks import faults as file_faults
from inspectorate.frameworks.loading import Edition
from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.rules import StandardKind
from inspectorate.frameworks.values import ExactNumber, Slug, Words
from inspectorate.frameworks.yamlfile import YamlFile, read_yaml, shape_problems
from inspectorate.kernel.numbers import PERCENT, Share
from inspectorate.kernel.problems import Problem, ProblemsFound, nearest
from inspectorate.ratings.basis import basis_digest
from inspectorate.ratings.model import InspectionRating, StandardRating, Status
from inspectorate.ratings.overall import overall_of_score
from inspectorate.ratings.rating import rate
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.results.model import Results

DECIDED_BY = "The panel"
DECIDED_ON = date(2000, 1, 1)
"""Worked cases stand outside time; a decision needs some day."""


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class GivenDecision(_Part):
    """A decision as a worked case states it; ``data`` says whether the data changed after it was taken."""

    standard: Words
    kind: DecisionKind
    rating: str = ""
    reason: str = ""
    data: Literal["current", "changed"] = "current"


class GivenScore(_Part):
    """A score alone, for the overall rule."""

    points: int
    maximum: int


class Given(_Part):
    """What a worked case starts from. A percentage stands for that share of as many cases as make it exact."""

    body: str = ""
    percentages: dict[str, ExactNumber] = Field(default_factory=dict)
    counts: dict[str, tuple[int, int]] = Field(default_factory=dict)
    proposals: dict[str, Slug] = Field(default_factory=dict)
    decisions: tuple[GivenDecision, ...] = ()
    score: GivenScore | None = None


class Expected(_Part):
    """What must come of it; only what is stated is checked. ``trace`` has words by standard ("" for the whole)."""

    rule_results: dict[str, str] = Field(default_factory=dict)
    ratings: dict[str, str] = Field(default_factory=dict)
    points: int | None = None
    maximum: int | None = None
    overall: str | None = None
    trace: dict[str, Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]] = Field(default_factory=dict)
    refused: tuple[str, ...] = ()


class WorkedCase(_Part):
    """One worked case: a sentence, what is given, what is expected."""

    says: Words
    given: Given
    expect: Expected


class WorkedCases(_Part):
    """A file of worked cases for one framework."""

    framework: Words
    cases: tuple[WorkedCase, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one worked case went: its sentence and line, and each way in which it differs (none where it holds)."""

    says: str
    line: int
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Say whether the rules gave what was expected."""
        return not self.differences


def run_worked_cases(*, edition: Edition, text: str, name: str) -> tuple[Outcome, ...]:
    """Run a file of worked cases against a framework.

    Raises:
        ProblemsFound: the file cannot be read, or names standards, questions or ratings that the framework lacks.
    """
    file, problems = read_yaml(text, name)
    if file is None:
        raise ProblemsFound(problems)
    try:
        worked = WorkedCases.model_validate(file.data)
    except ValidationError as error:
        problems.extend(shape_problems(error, file))
        raise ProblemsFound(problems) from None
    problems.extend(_check_names(edition.framework, worked, file))
    problems.raise_errors()
    return tuple(
        Outcome(
            says=case.says,
            line=file.place(("cases", index)).line or 1,
            differences=tuple(_differences(edition, case)),
        )
        for index, case in enumerate(worked.cases)
    )


def _check_names(framework: Framework, worked: WorkedCases, file: YamlFile) -> Iterator[Problem]:
    if worked.framework != str(framework.reference):
        place = file.place(("framework",))
        hint = f"This file's framework is {framework.reference}."
        yield file_faults.DANGLING_ID.at(place, id=worked.framework, thing="framework at hand", hint=hint)
    ratings = {*framework.ratings, "not_rated"}
    key_questions = [one.id for standard in framework.standards.values() for one in standard.key_questions]
    for index, case in enumerate(worked.cases):
        given, expect = case.given, case.expect
        kinds: tuple[tuple[str, tuple[str, ...], Any, Any], ...] = (
            ("key question", ("given", "percentages"), given.percentages, key_questions),
            ("key question", ("given", "counts"), given.counts, key_questions),
            ("standard", ("given", "proposals"), given.proposals, framework.standards),
            ("standard", ("expect", "rule_results"), expect.rule_results, framework.standards),
            ("standard", ("expect", "ratings"), expect.ratings, framework.standards),
            ("standard", ("expect", "trace"), [name for name in expect.trace if name], framework.standards),
            ("rating", ("given", "proposals"), given.proposals.values(), ratings),
            ("rating", ("expect", "rule_results"), expect.rule_results.values(), ratings),
            ("rating", ("expect", "ratings"), expect.ratings.values(), ratings),
            ("rating", ("expect", "overall"), [expect.overall] if expect.overall else [], ratings),
        )
        for thing, path, names, known in kinds:
            for name in names:
                if name not in known:
                    place = file.place(("cases", index, *path))
                    yield file_faults.DANGLING_ID.at(place, id=name, thing=thing, hint=nearest(name, known))
        for name, percentage in given.percentages.items():
            if not 0 <= percentage <= PERCENT:
                place = file.place(("cases", index, "given", "percentages", name))
                yield file_faults.WRONG_SHAPE.at(place, field=name, why="a percentage lies between 0 and 100")
        for name, (yes, relevant) in given.counts.items():
            if not 0 <= yes <= relevant:
                place = file.place(("cases", index, "given", "counts", name))
                yield file_faults.WRONG_SHAPE.at(place, field=name, why=f"{yes} of {relevant} is no count")


def _differences(edition: Edition, case: WorkedCase) -> Iterator[str]:
    expect = case.expect
    try:
        if case.given.score is not None:
            score = case.given.score
            points, maximum = score.points, score.maximum
            overall: str | None = overall_of_score(framework=edition.framework, points=points, maximum=maximum)
            rating = None
        else:
            rating = _rate(edition, case.given)
            overall, points, maximum = rating.overall, rating.score.points, rating.score.maximum
    except ProblemsFound as refusal:
        codes = {problem.code for problem in refusal.problems}
        if codes != set(expect.refused):
            yield f"expected {_listed(expect.refused)}, and was refused: {refusal}"
        return
    if expect.refused:
        yield f"expected to be refused ({_listed(expect.refused)}), and was not"
    if rating is not None:
        yield from _compare_standards(rating, expect)
    for what, expected, found in (
        ("points", expect.points, points),
        ("maximum", expect.maximum, maximum),
        ("overall", expect.overall, overall),
    ):
        if expected is not None and expected != found:
            yield f"{what}: expected {expected}, got {found}"


def _compare_standards(rating: InspectionRating, expect: Expected) -> Iterator[str]:
    rated = {standard.id for standard in rating.standards}
    named = {*expect.rule_results, *expect.ratings, *(name for name in expect.trace if name)}
    for name in sorted(named - rated):
        yield f"{name}: this standard does not apply to the kind of body that the case gives"
    for standard in rating.standards:
        yield from _compare_standard(standard, expect)
    told = " ".join(step.says for step in rating.trace)
    yield from (f"the whole: {words}" for words in _untold(expect.trace.get("", ()), told))


def _compare_standard(standard: StandardRating, expect: Expected) -> Iterator[str]:
    name = standard.id
    expected = expect.rule_results.get(name)
    if expected is not None and expected != standard.rule_result:
        yield f"{name}: the rules were expected to give {expected}, and give {standard.rule_result}"
    unrated = standard.status in {Status.NOT_RATED, Status.NOT_RATED_BY_DESIGN}
    found = "not_rated" if unrated else standard.rating
    expected = expect.ratings.get(name)
    if expected is not None and expected != found:
        yield f"{name}: expected {expected}, got {found}"
    told = " ".join(step.says for step in standard.trace)
    yield from (f"{name}: {words}" for words in _untold(expect.trace.get(name, ()), told))


def _untold(words: tuple[str, ...], told: str) -> Iterator[str]:
    for wanted in words:
        if wanted not in told:
            yield f'the trace does not say "{wanted}"; it says: {told}'


def _rate(edition: Edition, given: Given) -> InspectionRating:
    framework = edition.framework
    shares = dict.fromkeys(framework.questions, Share(0, 0))
    shares |= {name: _share_of(percentage) for name, percentage in given.percentages.items()}
    shares |= {name: Share(*counts) for name, counts in given.counts.items()}
    most = max((share.relevant for share in shares.values()), default=0)
    results = Results(framework=framework.reference, cases=most, shares=shares)
    proposals = [
        Decision(
            standard=name,
            kind=DecisionKind.PROPOSAL,
            rating=rating,
            reason="As given.",
            decided_by=DECIDED_BY,
            decided_on=DECIDED_ON,
        )
        for name, rating in given.proposals.items()
    ]
    return rate(
        framework=framework,
        framework_digest=edition.digest,
        results=results,
        decisions=[*proposals, *(_decision(framework, results, decision) for decision in given.decisions)],
        body_kind=given.body,
    )


def _decision(framework: Framework, results: Results, given: GivenDecision) -> Decision:
    standard = framework.standards.get(given.standard)
    if given.data == "changed" or standard is None:
        data = "sha256:" + 64 * "0"
    elif standard.kind is StandardKind.CASE_BASED:
        data = basis_digest(framework=framework, standard=standard, results=results)
    else:
        data = ""
    return Decision(
        standard=given.standard,
        kind=given.kind,
        rating=given.rating,
        reason=given.reason,
        decided_by=DECIDED_BY,
        decided_on=DECIDED_ON,
        data=data,
    )


def _share_of(percentage: Fraction) -> Share:
    """Return a share with exactly this percentage, of 100 cases where that can be."""
    relevant = PERCENT * percentage.denominator
    return Share(int(percentage * percentage.denominator), relevant)


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "no refusal"
