from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.web.conftest import EDITION, NOW

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Entry
from inspectorate.web.planning.actions import add_cases
from inspectorate.web.planning.case_list import case_problems
from inspectorate.web.planning.models import Case, Inspection

FRAMEWORK = shipped().edition(FrameworkReference.parse(EDITION)).framework
GOOD = {
    "commenced_on": "2025-09-01",
    "sentence_type": "community_order",
    "standalone_unpaid_work": "false",
    "resettlement": "false",
    "sex": "male",
    "ethnicity": "white",
    "age_band": "26-35",
    "disability": "no",
}


def _told(*cases: CaseRecord, there: frozenset[str] = frozenset()) -> list[tuple[str, int | None, str | None]]:
    found = case_problems(cases, framework=FRAMEWORK, there=there)
    return [(problem.code, problem.place.line, problem.place.column) for problem in found]


def _case(reference: str = "EU-010", **changed: str) -> CaseRecord:
    return CaseRecord(id=reference, fields={**GOOD, **changed})


def test_cases_that_the_framework_allows_are_added(inspection: Inspection, lead: Person) -> None:
    add_cases(inspection=inspection, cases=[_case("EU-010"), _case("EU-011", disability="yes")], by=lead, at=NOW)
    assert Case.objects.get(inspection=inspection, reference="EU-011").fields["disability"] == "yes"


def test_everything_wrong_is_told_at_once_and_nothing_is_added(inspection: Inspection, lead: Person) -> None:
    acts, cases = Entry.objects.count(), Case.objects.count()
    wrong = [_case("EU-001"), _case("EU-010", sex="man", shoe_size="9"), _case("EU-010"), _case("a/b", age_band="")]
    with pytest.raises(ProblemsFound) as found:
        add_cases(inspection=inspection, cases=wrong, by=lead, at=NOW)
    assert [(one.code, one.place.line, one.place.column) for one in found.value.problems] == [
        ("case-twice", 1, "case_id"),
        ("value-not-allowed", 2, "sex"),
        ("unknown-case-field", 2, "shoe_size"),
        ("case-twice", 3, "case_id"),
        ("case-not-addressable", 4, "case_id"),
        ("blank-cell", 4, "age_band"),
    ]
    assert all(one.remedy for one in found.value.problems)
    assert (Entry.objects.count(), Case.objects.count()) == (acts, cases)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"commenced_on": "2025-02-30"}, "impossible-date"),
        ({"commenced_on": "soon"}, "not-a-date"),
        ({"resettlement": "TRUE"}, "value-not-allowed"),
        ({"sex": ""}, "blank-cell"),
        ({"sex": "\0"}, "not-text"),
        ({"sex": "m" * 20_001}, "too-long"),
    ],
)
def test_a_value_that_the_framework_does_not_allow_is_told(changed: Mapping[str, Any], code: str) -> None:
    [name] = changed
    assert _told(_case(**changed)) == [(code, 1, name)]


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("", "case-without-id"),
        (" ", "case-without-id"),
        (" EU-010", "space-around"),
        ("=1+1", "formula"),
        ("..", "case-not-addressable"),
        ("EU/010", "case-not-addressable"),
        ("E" * 61, "case-not-addressable"),
        ("EU\0", "case-not-addressable"),
    ],
)
def test_an_identifier_that_cannot_be_is_told(reference: str, code: str) -> None:
    assert _told(_case(reference)) == [(code, 1, "case_id")]


def test_a_field_that_is_needed_and_not_there_is_told() -> None:
    fields = {name: value for name, value in GOOD.items() if name != "sex"}
    assert _told(CaseRecord(id="EU-010", fields=fields)) == [("blank-cell", 1, "sex")]


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.sampled_from(["", "x", "yes", "true", "2025-09-01"])))
def test_what_is_told_is_told_of_the_fields_that_were_changed(changed: dict[str, str]) -> None:
    columns = {column for _, _, column in _told(_case(**changed))}
    assert columns <= set(changed)
    assert {name for name, value in changed.items() if value == "x"} <= columns
