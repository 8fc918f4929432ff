from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.sampling.conftest import REFERENCE, cases_of

from inspectorate.frameworks.catalogue import shipped
from inspectorate.frameworks.eligibility import Eligibility, load_eligibility
from inspectorate.frameworks.model import Framework, Test
from inspectorate.frameworks.routing import holds
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.eligibility import eligible_cases, expression

FIELDS = ("a", "b")
VALUES = st.sampled_from(("x", "y", ""))
COMPARISON = st.one_of(
    *(
        st.builds(lambda field, value, key=key: {"field": field, key: value}, st.sampled_from(FIELDS), values)
        for key, values in (
            ("is", VALUES),
            ("is_not", VALUES),
            ("in", st.lists(VALUES, max_size=2)),
            ("not_in", st.lists(VALUES, max_size=2)),
        )
    )
)
TESTS = st.recursive(
    COMPARISON,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)


@given(TESTS)
def test_expression_says_of_each_case_what_routing_says(data: dict[str, object]) -> None:
    test = Test.model_validate(data)
    rows = [(f"{a}{b}", a, b) for a in ("x", "y", "") for b in ("x", "y", "")]
    table = cases_of(*rows, fields=FIELDS)
    expected = [case for case, a, b in rows if holds(test, {"a": a, "b": b})]
    assert table.filter(expression(test))["case_id"].to_list() == expected


def shipped_rules(framework: Framework) -> Eligibility:
    data = shipped().eligibility(REFERENCE)
    assert data is not None
    return load_eligibility(data, name="rules", framework=framework)


@pytest.mark.parametrize("week", [date(2023, 2, 20), date(2023, 2, 22), date(2023, 2, 26)])
def test_windows_of_the_example_are_those_of_its_report(week: date, framework: Framework) -> None:
    rows = [
        ("PX-1", "2022-07-17"), ("PX-2", "2022-07-18"), ("PX-3", "2022-07-24"), ("PX-4", "2022-07-25"),
        ("PX-5", "2022-08-15"), ("PX-6", "2022-08-21"), ("PX-7", "2022-08-22"),
    ]  # fmt: skip
    found = eligible_cases(
        cases_of(*rows, fields=("commenced_on",)), rules=shipped_rules(framework), fieldwork_week=week
    )
    assert found.cases["case_id"].to_list() == ["PX-2", "PX-3", "PX-5", "PX-6"]
    assert [(first.isoformat(), last.isoformat()) for _, first, last in found.windows] == [
        ("2022-07-18", "2022-07-24"),
        ("2022-08-15", "2022-08-21"),
    ]
    assert [one.cases for one in found.exclusions] == [3]


def test_every_case_is_eligible_or_counted_with_the_first_rule_that_it_fails(framework: Framework) -> None:
    text = """
format: 1
framework: hmip-adult@2021.1
note: For this test.
rules:
  - id: orders
    excludes: Licences
    when: {field: sentence_type, is: community_order}
    source: This test.
    confidence: stated
  - id: men
    excludes: Women
    when: {not: {field: sex, is: female}}
    source: This test.
    confidence: stated
  - id: in-july
    excludes: Not in July
    commenced: {field: commenced_on, within: [{first: 2022-07-01, last: 2022-07-31}]}
    source: This test.
    confidence: stated
"""
    rules = load_eligibility(text.encode(), name="rules", framework=framework)
    rows = [
        ("PX-1", "2022-07-01", "community_order", "male"),
        ("PX-2", "2022-08-01", "licence", "female"),
        ("PX-3", "2022-08-01", "community_order", "female"),
        ("PX-4", "", "community_order", ""),
    ]
    found = eligible_cases(cases_of(*rows, fields=("commenced_on", "sentence_type", "sex")), rules=rules)
    assert [(one.says, one.cases) for one in found.exclusions] == [("Licences", 1), ("Women", 1), ("Not in July", 1)]
    assert found.cases["case_id"].to_list() == ["PX-1"]
    assert found.listed == 4


def test_without_rules_every_case_is_eligible() -> None:
    table = cases_of(("PX-1",), fields=())
    assert eligible_cases(table, rules=None).eligible == 1


def test_what_is_lacking_is_told(framework: Framework) -> None:
    table = cases_of(("PX-1", "2020-01-01"), fields=("commenced_on",))
    with pytest.raises(ProblemsFound, match="fieldwork-week-needed"):
        eligible_cases(table, rules=shipped_rules(framework))
    with pytest.raises(ProblemsFound, match="no-eligible-case"):
        eligible_cases(table, rules=shipped_rules(framework), fieldwork_week=date(2023, 2, 20))


def test_field_that_the_list_lacks_is_blank(framework: Framework) -> None:
    found = pl.DataFrame({"case_id": ["PX-1"], "line": [2]}).cast({"line": pl.UInt32})
    with pytest.raises(ProblemsFound, match="no-eligible-case"):
        eligible_cases(found, rules=shipped_rules(framework), fieldwork_week=date(2023, 2, 20))
