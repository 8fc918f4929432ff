"""The two youth editions and the PDU edition of 2024: what they hold, and that their worked cases guard their rules."""

from __future__ import annotations

from itertools import product

import pytest

from inspectorate.frameworks.catalogue import load_edition, shipped
from inspectorate.frameworks.differences import differences
from inspectorate.frameworks.loading import load_framework
from inspectorate.frameworks.model import Framework, Prompt
from inspectorate.frameworks.routing import is_asked_of
from inspectorate.frameworks.rules import Confidence, Rule, StandardKind
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.ratings.overall import overall_of_score
from inspectorate.ratings.worked_cases import run_worked_cases

ADULT_2021 = FrameworkReference.parse("hmip-adult@2021.1")
YOUTH_2018 = FrameworkReference.parse("hmip-youth@2018.1")
YOUTH_2021 = FrameworkReference.parse("hmip-youth@2021.1")
PDU_2024 = FrameworkReference.parse("hmip-pdu@2024.1")
YOUTH = (YOUTH_2018, YOUTH_2021)
EDITIONS = (*YOUTH, PDU_2024)

COURT = {"disposal": "court", "resettlement": "false"}
RELEASED = {"disposal": "court", "resettlement": "true"}
OUT_OF_COURT = {"disposal": "out_of_court", "resettlement": "false"}


def framework_of(reference: FrameworkReference) -> Framework:
    return load_edition(reference).framework


def titles(reference: FrameworkReference, kind: StandardKind) -> dict[str, str]:
    return {one.id: one.title for one in framework_of(reference).standards.values() if one.kind is kind}


def asked(framework: Framework, fields: dict[str, str]) -> set[str]:
    questions = framework.questions.values()
    return {one.id for one in questions if is_asked_of(framework=framework, question=one, fields=fields)}


def rules_of(framework: Framework) -> dict[str, Rule]:
    rules = framework.rules
    named = {name: getattr(rules, name) for name in type(rules).model_fields if name != "caps"}
    return {name: rule for name, rule in named.items() if rule is not None}


@pytest.mark.parametrize(("reference", "scored"), [(YOUTH_2018, 12), (YOUTH_2021, 12), (PDU_2024, 7)], ids=str)
def test_edition_scores_its_number_of_standards(reference: FrameworkReference, scored: int) -> None:
    standards = framework_of(reference).standards.values()
    assert sum(one.counts_towards_score for one in standards) == scored
    assert all(one.rated for one in standards)


@pytest.mark.parametrize("reference", YOUTH, ids=str)
def test_youth_editions_have_the_same_domain_one(reference: FrameworkReference) -> None:
    first = framework_of(reference).domains[0].standards
    assert [one.title for one in first] == [
        "Governance and leadership",
        "Staff",
        "Partnerships and services",
        "Information and facilities",
    ]
    assert {one.kind for one in first} == {StandardKind.ORGANISATIONAL}


def test_2018_youth_edition_rates_joint_working_from_cases_and_has_no_resettlement() -> None:
    assert titles(YOUTH_2018, StandardKind.CASE_BASED) == {
        "2.1": "Assessment",
        "2.2": "Planning",
        "2.3": "Implementation and delivery",
        "2.4": "Reviewing",
        "3.1": "Assessment",
        "3.2": "Planning",
        "3.3": "Implementation and delivery",
        "3.4": "Joint working",
    }
    assert [domain.number for domain in framework_of(YOUTH_2018).domains] == ["1", "2", "3"]


def test_2021_youth_edition_rates_two_policies_from_evidence_and_scores_one_of_them() -> None:
    organisational = titles(YOUTH_2021, StandardKind.ORGANISATIONAL)
    assert organisational["3.4"] == "Out-of-court disposal policy and provision"
    assert organisational["4.1"] == "Resettlement policy and provision"
    unscored = [one.id for one in framework_of(YOUTH_2021).standards.values() if not one.scored]
    assert unscored == ["4.1"]


def test_pdu_edition_has_leadership_staffing_and_services_then_casework() -> None:
    assert titles(PDU_2024, StandardKind.ORGANISATIONAL) == {
        "P1.1": "Leadership",
        "P1.2": "Staffing",
        "P1.3": "Services",
    }
    assert list(titles(PDU_2024, StandardKind.CASE_BASED)) == ["P2.1", "P2.2", "P2.3", "P2.4"]


@pytest.mark.parametrize("reference", YOUTH, ids=str)
def test_youth_case_is_asked_the_questions_of_its_disposal(reference: FrameworkReference) -> None:
    framework = framework_of(reference)
    assert {name[0] for name in asked(framework, COURT)} == {"2"}
    assert {name[0] for name in asked(framework, OUT_OF_COURT)} == {"3"}
    both = asked(framework, RELEASED) | asked(framework, OUT_OF_COURT)
    assert both == set(framework.questions)


@pytest.mark.parametrize(
    ("reference", "prompt", "others"),
    [
        (YOUTH_2018, "2.3.1.d", COURT),
        (YOUTH_2021, "2.3.1.d", COURT),
        (PDU_2024, "P2.3.1.d", {"resettlement": "false"}),
    ],
    ids=str,
)
def test_contact_before_release_is_asked_of_resettlement_cases_alone(
    reference: FrameworkReference, prompt: str, others: dict[str, str]
) -> None:
    framework = framework_of(reference)
    assert asked(framework, others | {"resettlement": "true"}) - asked(framework, others) == {prompt}


@pytest.mark.parametrize("reference", EDITIONS, ids=str)
def test_each_key_question_has_two_to_four_prompts_with_guidance(reference: FrameworkReference) -> None:
    framework = framework_of(reference)
    for standard in framework.standards.values():
        if standard.kind is StandardKind.ORGANISATIONAL:
            assert 4 <= len(standard.prompts) <= 5
            assert all(prompt.text.endswith(".") for prompt in standard.prompts)
        for key_question in standard.key_questions:
            assert key_question.text.endswith("?")
            assert 2 <= len(key_question.prompts) <= 4
    prompts = [one for one in framework.questions.values() if isinstance(one, Prompt)]
    assert all(one.text.endswith("?") and one.guidance.endswith(".") for one in prompts)


@pytest.mark.parametrize("reference", EDITIONS, ids=str)
def test_prompt_may_be_answered_not_applicable_wherever_its_key_question_may(reference: FrameworkReference) -> None:
    standards = framework_of(reference).standards.values()
    key_questions = [one for standard in standards for one in standard.key_questions if one.relevant_where]
    assert [prompt.id for one in key_questions for prompt in one.prompts if not prompt.relevant_where] == []


@pytest.mark.parametrize("reference", YOUTH, ids=str)
def test_youth_results_can_be_broken_down_by_who_the_children_are(reference: FrameworkReference) -> None:
    groups = {one.id for one in framework_of(reference).case_fields if one.group}
    assert {"disposal", "sex", "ethnicity", "age_band", "disability", "looked_after", "resettlement"} <= groups


@pytest.mark.parametrize("reference", EDITIONS, ids=str)
def test_editions_claim_no_rule_as_stated_and_assume_what_no_source_shows(reference: FrameworkReference) -> None:
    found = {name: rule.confidence for name, rule in rules_of(framework_of(reference)).items()}
    assert found.pop("house_style") in {Confidence.FITS, Confidence.ASSUMED}
    assert found == {
        "scale": Confidence.FITS,
        "case_standard": Confidence.ASSUMED,
        "rounding": Confidence.ASSUMED,
        "bands": Confidence.ASSUMED,
        "proportion_words": Confidence.ASSUMED,
        "discretion": Confidence.ASSUMED,
        "overall": Confidence.FITS,
    }
    assert "Not confirmed" in framework_of(reference).note


@pytest.mark.parametrize("reference", EDITIONS, ids=str)
def test_editions_have_the_rules_of_the_2021_adult_edition_but_for_its_cap(reference: FrameworkReference) -> None:
    changed = {"source", "confidence"}
    here, there = framework_of(reference), framework_of(ADULT_2021)
    assert here.answers == there.answers
    assert here.rules.caps == ()
    for name, rule in rules_of(here).items():
        assert rule.model_dump(exclude=changed) == rules_of(there)[name].model_dump(exclude=changed)


def test_difference_between_youth_editions_that_may_change_a_rating_is_in_two_standards() -> None:
    found = differences(framework_of(YOUTH_2018), framework_of(YOUTH_2021))
    places = {one.where for one in found if one.may_change_ratings}
    assert places
    assert all("3.4" in where or "4.1" in where or where == "domain resettlement" for where in places)


@pytest.mark.parametrize(
    ("reference", "points", "maximum", "overall"),
    [
        (YOUTH_2018, 8, 36, "requires_improvement"),
        (YOUTH_2018, 29, 36, "good"),
        (YOUTH_2021, 5, 36, "inadequate"),
        (YOUTH_2021, 9, 36, "requires_improvement"),
        (YOUTH_2021, 18, 36, "requires_improvement"),
        (YOUTH_2021, 19, 36, "good"),
        (YOUTH_2021, 29, 36, "good"),
        (YOUTH_2021, 31, 36, "outstanding"),
        (YOUTH_2021, 1, 24, "inadequate"),  # a small service, with one domain not rated
        (PDU_2024, 1, 21, "inadequate"),
    ],
)
def test_overall_rating_agrees_with_published_scores(
    reference: FrameworkReference, points: int, maximum: int, overall: str
) -> None:
    assert overall_of_score(framework=framework_of(reference), points=points, maximum=maximum) == overall


@pytest.mark.parametrize(("reference", "maximum"), [(YOUTH_2018, 39), (YOUTH_2021, 39), (PDU_2024, 24)])
def test_no_score_is_out_of_more_than_the_scored_standards_give(reference: FrameworkReference, maximum: int) -> None:
    with pytest.raises(ProblemsFound) as refused:
        overall_of_score(framework=framework_of(reference), points=10, maximum=maximum)
    assert [problem.code for problem in refused.value.problems] == ["no-such-score"]


@pytest.mark.parametrize("reference", EDITIONS, ids=str)
def test_worked_cases_hold(reference: FrameworkReference) -> None:
    assert failures(reference) == []


@pytest.mark.parametrize(
    ("reference", "maximum", "edges"),
    [
        (YOUTH_2018, 36, (0, 6, 7, 18, 19, 30, 31, 36)),
        (YOUTH_2021, 36, (0, 6, 7, 18, 19, 30, 31, 36)),
        (PDU_2024, 21, (0, 3, 4, 10, 11, 17, 18, 21)),
    ],
)
def test_worked_cases_stand_on_each_edge_of_the_overall_rule(
    reference: FrameworkReference, maximum: int, edges: tuple[int, ...]
) -> None:
    text = shipped().worked_cases(reference) or ""
    for points in edges:
        assert f"{{points: {points}, maximum: {maximum}}}" in text


RULES_OTHERWISE = [
    ("{rating: inadequate, from: 0, below: 50}\n      - {rating: requires_improvement, from: 50,", "50", "49"),
    ("{rating: inadequate, from: 0, below: 50}\n      - {rating: requires_improvement, from: 50,", "50", "51"),
    ("below: 65}\n      - {rating: good, from: 65,", "65", "64"),
    ("below: 65}\n      - {rating: good, from: 65,", "65", "66"),
    ("below: 80}\n      - {rating: outstanding, from: 80}", "80", "79"),
    ("below: 80}\n      - {rating: outstanding, from: 80}", "80", "81"),
    ("banded: published", "published", "exact"),
    ("margin: 5", "5", "4"),
    ("margin: 5", "5", "6"),
    ("one_case: true", "true", "false"),
    ("directions: [up, down]", "up, down", "up"),
    ("directions: [up, down]", "up, down", "down"),
    ("label: Outstanding, points: 3", "3", "4"),
]


@pytest.mark.parametrize(("reference", "rule"), [*product(EDITIONS, RULES_OTHERWISE)], ids=str)
def test_worked_cases_fail_where_a_rule_is_otherwise(reference: FrameworkReference, rule: tuple[str, str, str]) -> None:
    stands, before, after = rule
    assert failures(reference, replacing=(stands, stands.replace(before, after)))


@pytest.mark.parametrize(
    ("reference", "before", "after"),
    [
        *product(YOUTH, ["1/2"], ["5/12", "7/12"]),
        *product(YOUTH, ["3/2"], ["17/12", "19/12"]),
        *product(YOUTH, ["5/2"], ["29/12", "31/12"]),
        *product([PDU_2024], ["1/2"], ["2/7", "4/7"]),
        *product([PDU_2024], ["3/2"], ["9/7", "11/7"]),
        *product([PDU_2024], ["5/2"], ["16/7", "18/7"]),
    ],
)
def test_worked_cases_fail_where_the_overall_rule_is_otherwise(
    reference: FrameworkReference, before: str, after: str
) -> None:
    assert failures(reference, replacing=(f'up_to: "{before}"', f'up_to: "{after}"'))


def test_worked_cases_fail_where_resettlement_is_scored() -> None:
    assert failures(YOUTH_2021, replacing=("scored: false", "scored: true"))


def failures(reference: FrameworkReference, *, replacing: tuple[str, str] = ("", "")) -> list[str]:
    """Return the worked cases that do not hold, with one text in the framework's file replaced where it stands."""
    data = shipped().data(reference).decode()
    stands, changed = replacing
    if stands:
        assert data.count(stands) == 1
        data = data.replace(stands, changed)
    edition = load_framework(data.encode(), name=f"{reference}.yaml")
    text = shipped().worked_cases(reference)
    assert text is not None
    outcomes = run_worked_cases(edition=edition, text=text, name=f"{reference}.cases.yaml")
    return [f"line {one.line}: {one.says}: {one.differences}" for one in outcomes if not one.holds]
