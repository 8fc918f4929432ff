"""The two adult editions: what they hold, and that their worked cases guard each of their rules."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from inspectorate.frameworks.catalogue import load_edition, shipped
from inspectorate.frameworks.loading import load_framework
from inspectorate.frameworks.model import Framework, Prompt
from inspectorate.frameworks.routing import is_asked_of
from inspectorate.frameworks.rules import Confidence, Rule, StandardKind
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.ratings.worked_cases import run_worked_cases

ADULT_2018 = FrameworkReference.parse("hmip-adult@2018.1")
ADULT_2021 = FrameworkReference.parse("hmip-adult@2021.1")
EDITIONS = (ADULT_2018, ADULT_2021)

PROMPTS = {
    "2.2.1": "abcd",
    "2.2.2": "abc",
    "2.2.3": "abcde",
    "2.3.1": "abcdef",
    "2.3.2": "abc",
    "2.3.3": "abcd",
    "2.4.1": "abcdefg",
    "2.4.2": "abcdefg",
    "2.4.3": "abcde",
    "2.5.1": "abc",
    "2.5.2": "abcd",
    "2.5.3": "abcd",
    "2.6.1": "abcd",
}
SUPERVISED = {"2.2.1": "a", "2.2.2": "abc", "2.2.3": "ab", "2.3.1": "d", "2.3.2": "bc", "2.4.2": "abef", "2.5.2": "b"}
RESETTLEMENT = {"2.4.1": "d", "2.4.2": "g", "2.5.2": "d"}
WHERE_RELEVANT = {
    "2.2.3": "c",
    "2.3.2": "a",
    "2.3.3": "abcd",
    "2.4.1": "efg",
    "2.4.2": "cdg",
    "2.4.3": "abcde",
    "2.5.1": "abc",
    "2.5.2": "ac",
    "2.5.3": "abcd",
    "2.6.1": "ab",
}
UNPAID_WORK = {"standalone_unpaid_work": "true", "resettlement": "false"}
COMMUNITY = {"standalone_unpaid_work": "false", "resettlement": "false"}
RELEASED = {"standalone_unpaid_work": "false", "resettlement": "true"}


def prompts_of(letters: dict[str, str]) -> list[str]:
    return [f"{key_question}.{letter}" for key_question, each in letters.items() for letter in each]


def framework_of(reference: FrameworkReference) -> Framework:
    return load_edition(reference).framework


def judged_questions(framework: Framework) -> list[str]:
    return [name for name in framework.questions if not name.startswith("2.1")]


def asked(framework: Framework, fields: dict[str, str]) -> set[str]:
    questions = framework.questions.values()
    return {one.id for one in questions if is_asked_of(framework=framework, question=one, fields=fields)}


def rules_of(framework: Framework) -> dict[str, Rule]:
    rules = framework.rules
    named = {name: getattr(rules, name) for name in type(rules).model_fields if name != "caps"}
    return {name: rule for name, rule in named.items() if rule is not None} | {cap.id: cap for cap in rules.caps}


def test_2021_edition_has_the_72_questions_judged_in_cases() -> None:
    expected = []
    for key_question, letters in PROMPTS.items():
        expected += [key_question, *prompts_of({key_question: letters})]
    assert judged_questions(framework_of(ADULT_2021)) == expected
    assert len(expected) == 72


def test_2021_edition_has_its_standards_by_kind() -> None:
    standards = framework_of(ADULT_2021).standards
    organisational = [one.id for one in standards.values() if one.kind is StandardKind.ORGANISATIONAL]
    assert organisational == ["1.1", "1.2", "1.3", "1.4"]
    assert [name for name in standards if name not in organisational] == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]
    assert all(4 <= len(standards[name].prompts) <= 6 for name in organisational)


def test_2021_edition_scores_nine_standards_and_leaves_outcomes_unrated() -> None:
    standards = framework_of(ADULT_2021).standards
    assert sum(one.counts_towards_score for one in standards.values()) == 9
    assert [one.id for one in standards.values() if not one.rated] == ["2.6"]
    assert "benchmarking" in (standards["2.6"].reason_not_rated or "")


def test_2021_edition_guides_each_prompt_in_a_line_of_its_own() -> None:
    prompts = [one for one in framework_of(ADULT_2021).questions.values() if isinstance(one, Prompt)]
    assert len(prompts) == 63
    assert all(prompt.text.endswith("?") and prompt.guidance.endswith(".") for prompt in prompts)
    assert all(len(prompt.guidance) <= 100 for prompt in prompts)
    assert len({prompt.text for prompt in prompts}) == len({prompt.guidance for prompt in prompts}) == len(prompts)


@pytest.mark.parametrize(
    ("fields", "left_out"),
    [
        (UNPAID_WORK, {*prompts_of(SUPERVISED), *prompts_of(RESETTLEMENT)}),
        (COMMUNITY, {*prompts_of(RESETTLEMENT)}),
        (RELEASED, set[str]()),
    ],
)
def test_2021_edition_asks_each_case_what_applies_to_it(fields: dict[str, str], left_out: set[str]) -> None:
    framework = framework_of(ADULT_2021)
    assert asked(framework, fields) == {*judged_questions(framework)} - left_out


def test_2021_edition_asks_about_court_work_only_where_a_court_report_is_inspected() -> None:
    framework = framework_of(ADULT_2021)
    further = asked(framework, COMMUNITY | {"court_report": "true"}) - asked(framework, COMMUNITY)
    assert further == {name for name in framework.questions if name.startswith("2.1.")}


def test_2021_edition_allows_not_applicable_only_where_it_names_the_relevant_cases() -> None:
    questions = framework_of(ADULT_2021).questions
    named = {name: one.relevant_where for name, one in questions.items() if one.relevant_where}
    assert list(named) == [*prompts_of(WHERE_RELEVANT)[:-2], "2.6.1", "2.6.1.a", "2.6.1.b"]
    assert all("cases" in words and not words.endswith(".") for words in named.values())


def test_2021_edition_breaks_results_down_by_the_fields_of_people_and_cases() -> None:
    groups = {one.id for one in framework_of(ADULT_2021).case_fields if one.group}
    assert {"sex", "ethnicity", "age_band", "disability", "sentence_type", "resettlement"} <= groups
    assert "practitioner_grade" in groups
    assert "inspector" not in groups


def test_2021_edition_says_how_sure_it_is_of_each_rule() -> None:
    found = {name: rule.confidence for name, rule in rules_of(framework_of(ADULT_2021)).items()}
    assert found == {
        "scale": Confidence.FITS,
        "case_standard": Confidence.STATED,
        "rounding": Confidence.ASSUMED,
        "bands": Confidence.FITS,
        "proportion_words": Confidence.FITS,
        "discretion": Confidence.INFERRED,
        "leadership": Confidence.INFERRED,
        "overall": Confidence.FITS,
        "house_style": Confidence.FITS,
    }


def test_2021_edition_names_the_report_as_the_source_of_each_rule() -> None:
    sources = {name: rule.source for name, rule in rules_of(framework_of(ADULT_2021)).items()}
    assert [name for name, source in sources.items() if "Manchester North PDU report, May 2023" not in source] == []


def test_2018_edition_claims_nothing_of_its_rules_as_stated() -> None:
    found = {name: rule.confidence for name, rule in rules_of(framework_of(ADULT_2018)).items()}
    assert {name for name, confidence in found.items() if confidence is not Confidence.ASSUMED} == {"scale", "overall"}
    assert Confidence.STATED not in found.values()


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (0, "minority"),
        (33, "minority"),
        (49, "minority"),
        (50, "too few"),
        (64, "too few"),
        (65, "reasonable majority"),
        (69, "reasonable majority"),
        (79, "reasonable majority"),
        (80, "large majority"),
        (86, "large majority"),
        (100, "large majority"),
    ],
)
def test_proportion_words_follow_the_bands(percent: int, word: str) -> None:
    for reference in EDITIONS:
        proportions = framework_of(reference).rules.proportion_words.proportions
        assert [one.words for one in proportions if one.holds(Fraction(percent))] == [(word,)]


@pytest.mark.parametrize(
    ("body", "own"),
    [("crc", {"4.1": "Unpaid work", "4.2": "Through the Gate"}), ("nps", {"3.1": "Court reports", "3.2": "victim"})],
)
def test_2018_edition_has_ten_standards_for_each_kind_of_body(body: str, own: dict[str, str]) -> None:
    framework = framework_of(ADULT_2018)
    standards = {one.id: one for one in framework.standards_for(body)}
    assert sum(one.counts_towards_score for one in standards.values()) == 10
    assert [name for name in standards if name[0] in "34"] == list(own)
    assert all(words in standards[name].title for name, words in own.items())


def test_2018_edition_asks_each_case_the_questions_of_its_own_sample() -> None:
    framework = framework_of(ADULT_2018)
    samples = framework.case_field_by_id["sample"].values
    by_sample = {sample: asked(framework, {"sample": sample}) for sample in samples}
    assert {sample: len(questions) for sample, questions in by_sample.items()} == {
        "supervision": 12,
        "court_report": 2,
        "victim_contact": 2,
        "unpaid_work": 4,
        "through_the_gate": 3,
    }
    assert set[str]().union(*by_sample.values()) == set(framework.questions)


@pytest.mark.parametrize(
    ("reference", "points", "maximum", "overall"),
    [
        (ADULT_2018, 7, 30, "requires_improvement"),  # Cumbria and Lancashire CRC
        (ADULT_2018, 15, 30, "requires_improvement"),  # London CRC
        (ADULT_2021, 2, 27, "inadequate"),  # Birmingham North, East and Solihull PDU
        (ADULT_2021, 3, 27, "inadequate"),  # Ealing and Hillingdon PDU
        (ADULT_2021, 0, 27, "inadequate"),  # West Kent PDU
        (ADULT_2021, 1, 27, "inadequate"),  # Sheffield PDU
        (ADULT_2021, 10, 24, "requires_improvement"),  # Manchester North PDU
    ],
)
def test_overall_rating_agrees_with_published_pairs(
    reference: FrameworkReference, points: int, maximum: int, overall: str
) -> None:
    rule = framework_of(reference).rules.overall
    assert rule.rating_of(points=points, standards=maximum // 3) == overall


@pytest.mark.parametrize("reference", EDITIONS, ids=str)
def test_worked_cases_hold(reference: FrameworkReference) -> None:
    assert failures(reference) == []


def test_worked_cases_stand_on_each_edge_of_each_band() -> None:
    text = shipped().worked_cases(ADULT_2021) or ""
    for edge in (0, 49, 50, 64, 65, 79, 80, 100):
        assert f": {edge}" in text
    for edge, maximum in product((0, 4, 5, 12, 13, 20, 21), (24,)):
        assert f"{{points: {edge}, maximum: {maximum}}}" in text


@pytest.mark.parametrize(
    ("rule", "otherwise"),
    [
        ("from: 0, below: 50}\n      - {rating: requires_improvement, from: 50,", (50, 49)),
        ("from: 0, below: 50}\n      - {rating: requires_improvement, from: 50,", (50, 51)),
        ("from: 50, below: 65}\n      - {rating: good, from: 65,", (65, 64)),
        ("from: 50, below: 65}\n      - {rating: good, from: 65,", (65, 66)),
        ("from: 65, below: 80}\n      - {rating: outstanding, from: 80}", (80, 79)),
        ("from: 65, below: 80}\n      - {rating: outstanding, from: 80}", (80, 81)),
        ("banded: published", ("published", "exact")),
        ("margin: 5", (5, 4)),
        ("margin: 5", (5, 6)),
        ("one_case: true", ("true", "false")),
        ("directions: [up, down]", ("up, down", "up")),
        ("directions: [up, down]", ("up, down", "down")),
        ("    bands: 1\n", (1, 2)),
        ("fewer_than: 1", (1, 2)),
        ("at_least: good", ("good", "outstanding")),
        ("at_least: good", ("good", "requires_improvement")),
        ("at_most: requires_improvement", ("requires_improvement", "good")),
        ("at_most: requires_improvement", ("requires_improvement", "inadequate")),
        ("may_be_overridden: true", ("true", "false")),
        ('up_to: "1/2"', ("1/2", "4/9")),
        ('up_to: "1/2"', ("1/2", "5/9")),
        ('up_to: "3/2"', ("3/2", "13/9")),
        ('up_to: "3/2"', ("3/2", "14/9")),
        ('up_to: "5/2"', ("5/2", "22/9")),
        ('up_to: "5/2"', ("5/2", "23/9")),
        ("rated: false", ("false", "true")),
        ("label: Outstanding, points: 3", (3, 4)),
    ],
)
def test_worked_cases_fail_where_a_rule_is_otherwise(rule: str, otherwise: tuple[object, object]) -> None:
    before, after = otherwise
    changed = rule.replace(str(before), str(after))
    assert failures(ADULT_2021, replacing=(rule, changed))


def failures(reference: FrameworkReference, *, replacing: tuple[str, str] = ("", "")) -> list[str]:
    """Return the worked cases that do not hold, with one text in the framework's file replaced where it stands."""
    data = shipped().data(reference).decode()
    rule, changed = replacing
    if rule:
        assert data.count(rule) == 1
        data = data.replace(rule, changed)
    edition = load_framework(data.encode(), name=f"{reference}.yaml")
    text = shipped().worked_cases(reference)
    assert text is not None
    outcomes = run_worked_cases(edition=edition, text=text, name=f"{reference}.cases.yaml")
    return [f"line {one.line}: {one.says}: {one.differences}" for one in outcomes if not one.holds]
