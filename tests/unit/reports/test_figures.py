from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from inspectorate.kernel.problems import Place, Severity
from inspectorate.records.decisions import DecisionKind

if TYPE_CHECKING:
    from tests.unit.reports.conftest import Made, Maker


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("n-of-m 2.2.1", "20 of the 36"),
        ("N-of-m 2.2.1", "Twenty of the 36"),
        ("n-of-m 2.2.1.a", "seven of the 31"),
        ("n-of-m 2.2.1.b", "none of the seven"),
        ("n-out-of-m 2.3.2", "17 out of 36"),
        ("yes 2.2.1.a", "seven"),
        ("no 2.2.1.b", "seven"),
        ("yes 2.2.1.b", "none"),
        ("yes 2.2.1.b | no", "no"),
        ("relevant 2.6.1", "35"),
        ("percent 2.3.2", "47 per cent"),
        ("Percent 2.3.2", "Forty-seven per cent"),
        ("ratio 2.3.2", "17/36"),
        ("fraction 2.2.3", "a third"),
        ("Fraction 2.2.3", "A third"),
        ("fraction 2.2.3 | one in three", "one in three"),
        ("proportion 2.2.3", "minority"),
        ("Proportion 2.2.1", "Too few"),
        ("interval 2.2.3", "20 to 50 per cent"),
        ("value caseload", "1,979"),
        ("Value minority", "Forty-six per cent"),
        ("value crime", "113.2 per 1,000"),
        ("value crime | 113.2", "113.2"),
        ("rating 2.2", "Inadequate"),
        ("rating 2.1", "Not rated"),
        ("rating 2.6", "Not rated"),
        ("rule-result 2.3", "Inadequate"),
        ("proposed 1.1", "Good"),
        ("lowest 2.3", "47 per cent"),
        ("key-questions 2.2", "three"),
        ("overall", "Requires improvement"),
        ("score", "3/12"),
        ("points", "three"),
        ("maximum", "12"),
        ("standards-scored", "four"),
        ("cases", "36"),
        ("Cases", "Thirty-six"),
        ("cases where custody=true", "seven"),
        ("verbatim 20 February 2023", "20 February 2023"),
        ("yes survey:staff/manageable=yes", "four"),
        ("fraction survey:staff/manageable=no", "half"),
        ("ratio survey:staff/manageable=yes where grade=PO", "2/4"),
    ],
)
def test_figure_shows_its_words(made: Made, reference: str, text: str) -> None:
    assert made.read(reference) == text


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("n-out-of-m 2.6.1 where ethnicity=minority_ethnic", "11 out of 11"),
        ("n-out-of-m 2.6.1 where ethnicity=white", "seven out of 19"),
        ("n-out-of-m 2.6.1 where custody=false and ethnicity=minority_ethnic", "four out of four"),
        ("relevant 2.6.1 where custody=true and ethnicity=white", "none"),
    ],
)
def test_figure_with_conditions_counts_the_cases_that_meet_them(made: Made, reference: str, text: str) -> None:
    assert made.read(reference) == text


def test_figure_with_a_condition_is_the_same_from_groups_and_from_cases(maker: Maker) -> None:
    reference = "ratio 2.2.1 where ethnicity=white"
    assert maker.make(group_by=("ethnicity",)).read(reference) == maker.make().read(reference)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("n-of-m 2.2.9", "figure-unknown"),
        ("n-of-m survey:staf/manageable=yes", "figure-unknown"),
        ("n-of-m survey:staff/managable=yes", "figure-unknown"),
        ("n-of-m survey:staff/manageable=maybe", "figure-unknown"),
        ("n-of-m survey:staff/manageable=yes where region=x", "figure-unknown"),
        ("yes 2.2.1 where ethnicty=white", "figure-unknown"),
        ("yes 2.2.1 where ethnicity=wite", "figure-unknown"),
        ("cases where custody=yes", "figure-unknown"),
        ("interval survey:staff/manageable=yes", "figure-unknown"),
        ("value case_load", "figure-unknown"),
        ("rating 3.1", "figure-unknown"),
        ("percent 2.1.1", "figure-without-base"),
        ("proportion 2.1.1", "figure-without-base"),
        ("fraction 2.1.1", "figure-without-base"),
        ("interval 2.1.1", "figure-without-base"),
        ("fraction 2.2.1.a", "fraction-not-exact"),
        ("lowest 1.1", "figure-absent"),
        ("rule-result 2.6", "figure-absent"),
        ("proposed 2.2", "figure-absent"),
        ("proportion 2.2.3 | large majority", "figure-contradicted"),
        ("fraction 2.2.3 | half", "figure-contradicted"),
        ("n-of-m 2.2.1 | 19 of the 36", "figure-changed"),
        ("rating 2.2 | Good", "figure-changed"),
        ("shares 2.2.1", "figure-form-unknown"),
    ],
)
def test_figure_that_does_not_resolve_is_a_problem(made: Made, reference: str, code: str) -> None:
    assert made.problems_of(reference) == [code]


def test_figure_unknown_names_the_nearest_and_its_place(made: Made) -> None:
    place = Place("findings/2.2.md", line=7)
    figure, (problem,) = made.figures.read("n-of-m 2.2.1.c", place)
    assert problem.place == place
    assert '"2.2.1' in problem.remedy
    assert figure.text == "[[n-of-m 2.2.1.c]]"


def test_figure_that_contradicts_its_word_says_what_it_is(made: Made) -> None:
    _, (problem,) = made.figures.read("proportion 2.2.3 | large majority", Place())
    assert problem.severity is Severity.ERROR
    assert "12 of 36, 33 per cent" in problem.message
    assert '"minority"' in problem.remedy


def test_figure_changed_shows_what_the_data_now_give(made: Made) -> None:
    figure, (problem,) = made.figures.read("n-of-m 2.2.1 | 19 of the 36", Place())
    assert figure.text == "20 of the 36"
    assert problem.severity is Severity.WARNING


def test_proportion_takes_the_authors_choice_of_the_bands_words(maker: Maker) -> None:
    inspection = maker.usual()
    changed = tuple(
        replace(one, answer="yes") if one.question == "2.2.1" and one.case_id <= "C25" else one
        for one in inspection.judgements
    )
    made = maker.make(replace(inspection, judgements=changed))
    assert made.read("proportion 2.2.1") == "reasonable majority"
    assert made.read("proportion 2.2.1 | clear majority") == "clear majority"
    assert made.read("Proportion 2.2.1 | Clear majority") == "Clear majority"


def test_used_figures_are_indexed_once_with_their_numbers_words_and_places(made: Made) -> None:
    made.figures.read("percent 2.3.2", Place("findings/2.3.md", line=2))
    made.figures.read("Percent 2.3.2 | Forty-seven per cent", Place("findings/2.3.md", line=9))
    made.figures.bound("percent 2.3.2")
    (used,) = made.figures.used
    assert used.reference == "percent 2.3.2"
    assert dict(used.numbers) == {"yes": "17", "relevant": "36", "percent": "47"}
    assert used.texts == ["47 per cent", "Forty-seven per cent"]
    assert used.places == ["findings/2.3.md, line 2", "findings/2.3.md, line 9"]


def test_figures_that_do_not_resolve_are_not_indexed(made: Made) -> None:
    made.figures.read("percent 2.1.1", Place())
    assert made.figures.used == ()


def test_bound_refuses_a_reference_that_does_not_resolve(made: Made) -> None:
    with pytest.raises(LookupError, match="figure-unknown"):
        made.figures.bound("percent 9.9")


def test_rating_of_a_standard_that_awaits_one_says_so(maker: Maker) -> None:
    inspection = maker.usual()
    decisions = tuple(one for one in inspection.decisions if one.kind is not DecisionKind.PROPOSAL)
    made = maker.make(replace(inspection, decisions=decisions))
    assert made.read("rating 1.1") == "Not yet rated"
    assert made.read("overall") == "Not yet rated"
