from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.kernel.problems import Place, Problem
from inspectorate.reports.references import FORMS, Reference, SurveySubject, parse_reference

PLACE = Place("findings/2.2.md", line=4)


def parsed(text: str) -> Reference:
    reference = parse_reference(text, PLACE)
    assert isinstance(reference, Reference)
    return reference


def refused(text: str) -> Problem:
    problem = parse_reference(text, PLACE)
    assert isinstance(problem, Problem)
    return problem


def test_parse_reference_reads_every_part() -> None:
    reference = parsed("N-of-m  2.6.1 where ethnicity=white\n  and sex=male |  Seven of the 19 ")
    assert reference.form == "n-of-m"
    assert reference.subject == "2.6.1"
    assert reference.where == (("ethnicity", "white"), ("sex", "male"))
    assert reference.last_read == "Seven of the 19"
    assert reference.starts_sentence
    assert reference.source == "n-of-m 2.6.1 where ethnicity=white and sex=male"


def test_parse_reference_reads_a_survey() -> None:
    reference = parsed("percent survey:staff/agrees=strongly agree where grade=PO")
    assert reference.survey == SurveySubject(survey="staff", question="agrees", answer="strongly agree")
    assert reference.where == (("grade", "PO"),)


def test_parse_reference_takes_verbatim_words_as_they_stand() -> None:
    assert parsed("verbatim 20 February 2023").subject == "20 February 2023"
    assert parsed("verbatim where it is").subject == "where it is"


def test_parse_reference_without_subject_may_choose_cases() -> None:
    assert parsed("cases where custody=true").where == (("custody", "true"),)
    assert parsed("score").subject == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "reference-malformed"),
        (" | 18", "reference-malformed"),
        ("n-of-m", "reference-malformed"),
        ("score 2.2", "reference-malformed"),
        ("verbatim", "reference-malformed"),
        ("rating 2.2 where sex=male", "reference-malformed"),
        ("yes 2.2.1 where sex", "reference-malformed"),
        ("yes 2.2.1 where sex=", "reference-malformed"),
        ("yes 2.2.1 where", "reference-malformed"),
        ("yes survey:staff", "reference-malformed"),
        ("per-cent 2.2.1", "figure-form-unknown"),
        ("PERCENT 2.2.1", "figure-form-unknown"),
    ],
)
def test_parse_reference_refuses_what_it_cannot_read(text: str, code: str) -> None:
    problem = refused(text)
    assert problem.code == code
    assert problem.place == PLACE


def test_parse_reference_names_the_nearest_form() -> None:
    assert '"percent"' in refused("per-cent 2.2.1").remedy


@given(st.text(max_size=60))
def test_parse_reference_never_fails(text: str) -> None:
    reference = parse_reference(text, PLACE)
    assert isinstance(reference, Problem) or reference.form in FORMS
