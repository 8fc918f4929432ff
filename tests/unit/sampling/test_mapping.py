from __future__ import annotations

import pytest
from tests.unit.sampling.conftest import ROWS, codes, csv_bytes, read

from inspectorate.frameworks.model import Framework
from inspectorate.sampling.mapping import ListMapping, guess_mapping, is_personal, value_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("case_id", "case_id"),
        ("CASE REFERENCE", "case_id"),
        ("CRN", "case_id"),
        ("sentence_type", "sentence_type"),
        ("Type of sentence", "sentence_type"),
        ("Type of sentance", "sentence_type"),
        ("Gender", "sex"),
        ("Sentence or licence commenced on", "commenced_on"),
    ],
)
def test_column_is_guessed_by_its_heading(heading: str, field: str, framework: Framework) -> None:
    assert guess_mapping(headings=(heading,), framework=framework).columns == {heading: field}


def test_no_field_is_guessed_twice(framework: Framework) -> None:
    mapping = guess_mapping(headings=("Gender", "Sex", "sex", "CRN", "Case reference"), framework=framework)
    assert mapping.columns == {"Sex": "sex", "Case reference": "case_id"}


def test_kept_mapping_goes_first_and_can_be_used_again(framework: Framework) -> None:
    rows = [(*row[:2], "CO", row[3]) for row in ROWS]
    headings = ("Case reference", "Sentence commenced", "Kind", "Sex")
    kept = ListMapping(
        columns={"Kind": "sentence_type", "Gone": "sex"}, values={"sentence_type": {"CO": "community_order"}}
    )
    first = read(csv_bytes(rows, headings), framework, kept=kept)
    assert codes(first) == {}
    again = ListMapping.model_validate_json(first.mapping.model_dump_json())
    assert again == first.mapping
    assert again.values == {
        "sentence_type": {"CO": "community_order"},
        "sex": {"Female": "female", "Male": "male"},
    }
    assert read(csv_bytes(rows, headings), framework, kept=again).cases.rows() == first.cases.rows()


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "Full name",
        "FirstName",
        "SURNAME",
        "D.O.B",
        "Date of Birth",
        "birthdate",
        "Post code",
        "E-mail",
        "PNC ID",
    ],
)
def test_heading_of_a_personal_column_is_known(heading: str, framework: Framework) -> None:
    assert is_personal(heading)
    assert guess_mapping(headings=(heading,), framework=framework).columns == {}


@pytest.mark.parametrize("heading", ["Office", "Sex", "Sentence type", "Age band", "Practitioner grade"])
def test_other_headings_are_not_taken_for_personal(heading: str) -> None:
    assert not is_personal(heading)


def test_spelling_that_may_mean_two_values_is_not_guessed(framework: Framework) -> None:
    assert value_of(framework.case_field_by_id["standalone_unpaid_work"], "Y") == "true"
    assert value_of(framework.case_field_by_id["disability"], "Y") == "yes"
    assert value_of(framework.case_field_by_id["ethnicity"], "W") is None


def test_fields_that_are_unknown_or_named_twice_are_told(framework: Framework) -> None:
    kept = ListMapping(columns={"Order type": "sentense_type", "Sex": "case_id", "Case reference": "case_id"})
    assert codes(read(csv_bytes(), framework, kept=kept)) == {"field-unknown": 1, "field-twice": 1}


def test_field_that_is_needed_is_asked_for_with_the_column_that_may_be_it(framework: Framework) -> None:
    data = csv_bytes([row[:3] for row in ROWS], ("Case reference", "Sentence commenced", "Order type"))
    (problem,) = read(data, framework, needed=("sex",)).problems.problems
    assert problem.code == "column-missing"
    assert '"sex" (Sex)' in problem.message


def test_days_first_are_read_where_it_is_said(framework: Framework) -> None:
    rows = [("PX-1", "18/07/2022", "Licence", "Male"), ("PX-2", "1.8.2022", "Licence", "Male")]
    case_list = read(csv_bytes(rows), framework, kept=ListMapping(day_first=True))
    assert codes(case_list) == {}
    assert case_list.cases["commenced_on"].to_list() == ["2022-07-18", "2022-08-01"]
