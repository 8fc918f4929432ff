from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.inspection import Inspection
from inspectorate.records.organisation import Survey, SurveyQuestion
from inspectorate.results.counting import count_answers, count_survey


def codes(framework: Framework, inspection: Inspection, group_by: Sequence[str] = ()) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        count_answers(framework=framework, inspection=inspection, group_by=group_by)
    return [problem.code for problem in found.value.problems]


def test_shares_count_each_question_over_the_cases_it_matters_in(framework: Framework, inspection: Inspection) -> None:
    results = count_answers(framework=framework, inspection=inspection)
    assert results.framework == framework.reference
    assert (results.cases, results.population, results.groups) == (3, 12, ())
    assert results.shares == {"1.1.1": Share(2, 3), "1.1.1.a": Share(1, 2), "1.1.1.b": Share(1, 2)}


def test_question_that_is_not_asked_of_a_case_is_not_counted_there(
    framework: Framework, inspection: Inspection
) -> None:
    paid = tuple(Case(id=case.id, fields={**case.fields, "unpaid": "false"}) for case in inspection.cases)
    asked = count_answers(framework=framework, inspection=replace(inspection, cases=paid))
    assert asked.shares["1.1.1.b"] == Share(2, 3)


def test_shares_hold_every_question_when_nothing_was_answered(framework: Framework, inspection: Inspection) -> None:
    results = count_answers(framework=framework, inspection=replace(inspection, judgements=()), group_by=["sex"])
    assert list(results.shares) == list(framework.questions)
    assert set(results.shares.values()) == {Share(0, 0)}
    assert [(group.value, group.cases) for group in results.groups] == [("male", 2), ("female", 1)]
    assert all(list(group.shares.values()) == [Share(0, 0)] * 3 for group in results.groups)


def test_groups_follow_the_frameworks_order_and_hold_every_case(framework: Framework, inspection: Inspection) -> None:
    results = count_answers(framework=framework, inspection=inspection, group_by=["area", "sex"])
    assert [(group.field, group.value, group.cases) for group in results.groups] == [
        ("area", "", 1),
        ("area", "east", 1),
        ("area", "north", 1),
        ("sex", "male", 2),
        ("sex", "female", 1),
    ]
    male, female = results.groups[3:]
    assert male.shares == {"1.1.1": Share(2, 2), "1.1.1.a": Share(1, 2), "1.1.1.b": Share(1, 1)}
    assert female.shares == {"1.1.1": Share(0, 1), "1.1.1.a": Share(0, 0), "1.1.1.b": Share(0, 1)}


def test_population_is_none_when_no_figure_is_named(framework: Framework, inspection: Inspection) -> None:
    assert count_answers(framework=framework, inspection=replace(inspection, population="")).population is None


def test_every_problem_is_told_at_once(framework: Framework, inspection: Inspection) -> None:
    wrong = replace(
        inspection,
        cases=(*inspection.cases, Case(id="A")),
        judgements=(
            *inspection.judgements,
            Judgement(case_id="A", question="1.1.1", answer="no"),
            Judgement(case_id="D", question="1.1.1", answer="yes"),
            Judgement(case_id="A", question="1.1.9", answer="yes"),
            Judgement(case_id="B", question="1.1.9", answer="Yes"),
        ),
        population="nowhere",
    )
    assert sorted(codes(framework, wrong, ["seks"])) == [
        "answer-not-counted",
        "case-listed-twice",
        "judged-twice",
        "judgement-without-case",
        "judgement-without-question",
        "judgement-without-question",
        "no-such-group",
        "population-not-among-figures",
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Fraction(5, 2), "population-not-whole"),
        (Fraction(-4), "population-not-whole"),
        (Fraction(2), "population-below-cases"),
    ],
)
def test_population_that_cannot_be_is_refused(
    framework: Framework, inspection: Inspection, value: Fraction, code: str
) -> None:
    figures = (replace(inspection.figures[0], value=value),)
    assert codes(framework, replace(inspection, figures=figures)) == [code]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(3)), st.permutations(range(9)))
def test_order_of_records_never_matters(
    framework: Framework, inspection: Inspection, cases: list[int], judgements: list[int]
) -> None:
    shuffled = replace(
        inspection,
        cases=tuple(inspection.cases[index] for index in cases),
        judgements=tuple(inspection.judgements[index] for index in judgements),
    )
    expected = count_answers(framework=framework, inspection=inspection, group_by=["sex", "area"])
    assert count_answers(framework=framework, inspection=shuffled, group_by=["sex", "area"]) == expected


@pytest.fixture
def survey() -> Survey:
    return Survey(
        id="staff",
        title="Staff",
        respondents="respondent",
        questions=(SurveyQuestion(id="workload", text="Is it manageable?", answers=("yes", "no", "unsure")),),
        responses=({"workload": "no"}, {"workload": "yes"}, {"workload": "no"}, {"workload": ""}, {}),
    )


def test_survey_shares_are_of_those_who_answered(survey: Survey) -> None:
    shares = count_survey(survey, "workload")
    assert list(shares.items()) == [("yes", Share(1, 3)), ("no", Share(2, 3)), ("unsure", Share(0, 3))]


def test_survey_question_that_is_not_asked_is_told(survey: Survey) -> None:
    with pytest.raises(ProblemsFound, match="no-such-survey-question") as found:
        count_survey(survey, "workloads")
    assert 'Did you mean "workload"?' in str(found.value)


def test_survey_answer_that_is_not_listed_is_told(survey: Survey) -> None:
    with pytest.raises(ProblemsFound, match="survey-answer-not-listed"):
        count_survey(replace(survey, responses=({"workload": "Yes"},)), "workload")
