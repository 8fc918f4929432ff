from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from inspectorate.records.decisions import DecisionKind
from inspectorate.reports.document import Quotation
from inspectorate.reports.draft import Draft
from inspectorate.reports.reasons import reasons

if TYPE_CHECKING:
    from tests.unit.reports.conftest import Made, Maker

    from inspectorate.records.inspection import Inspection


def reason(made: Made, standard: str) -> str:
    draft = Draft.begin(
        framework=made.edition.framework, inspection=made.inspection, results=made.results, rating=made.rating
    )
    return made.words(reasons(draft, made.rating.of(standard))).replace("\u2018", "'").replace("\u2019", "'")


def without(inspection: Inspection, standard: str) -> Inspection:
    return replace(inspection, decisions=tuple(one for one in inspection.decisions if one.standard != standard))


def answered(inspection: Inspection, question: str, yes: int) -> Inspection:
    """Let the first cases of a question be a yes, and the others that were relevant a no."""
    judgements = tuple(
        replace(one, answer="yes" if one.case_id <= f"C{yes:02}" else "no")
        if one.question == question and one.answer != "not_applicable"
        else one
        for one in inspection.judgements
    )
    return replace(inspection, judgements=judgements)


def test_reason_from_cases_names_the_lowest_score_and_its_question(made: Made) -> None:
    assert reason(made, "2.2") == (
        "Somewhere PDU is rated as 'Inadequate' for assessment, as the lowest score out of the three key questions was"
        " 33 per cent. This lowest score relates to the question: does assessment keep other people safe?"
    )


def test_reason_names_every_question_that_shares_the_lowest_score(maker: Maker) -> None:
    made = maker.make(answered(maker.usual(), "2.2.1", 12))
    assert reason(made, "2.2").endswith(
        "This lowest score is shared by two questions: 'Does assessment engage the person?' and 'Does assessment keep"
        " other people safe?'."
    )


def test_reason_of_discretion_tells_both_ratings_and_gives_the_panels_words(maker: Maker) -> None:
    made = maker.make(maker.with_discretion(maker.usual(), "2.3", "requires_improvement"))
    assert reason(made, "2.3") == (
        "Somewhere PDU is rated as 'Requires improvement' for planning. Although the lowest score was 47 per cent,"
        " which lies in the band for 'Inadequate', this was within the percentage range for professional discretion to"
        " be considered. The ratings panel applied professional discretion to increase the rating for planning from"
        " 'Inadequate' to 'Requires improvement'.\n"
        "The reason recorded for this decision was:\n"
        "The panel's reason for discretion.\n"
        "Ratings panel, 22 March 2023"
    )


def test_reason_of_discretion_downwards_says_lower(maker: Maker) -> None:
    inspection = answered(answered(maker.usual(), "2.3.2", 19), "2.3.1", 30)
    made = maker.make(maker.with_discretion(inspection, "2.3", "inadequate"))
    assert "to lower the rating for planning from 'Requires improvement' to 'Inadequate'" in reason(made, "2.3")


def test_reason_of_discretion_by_one_case_does_not_speak_of_a_range(maker: Maker) -> None:
    inspection = maker.usual()
    few = {f"C{number:02}" for number in range(1, 6)}  # one case of five is 20 points
    judgements = tuple(
        replace(one, answer="yes" if one.case_id <= "C02" else "no" if one.case_id in few else "not_applicable")
        if one.question in {"2.3.1", "2.3.2"}
        else one
        for one in inspection.judgements
    )
    judgements = tuple(
        replace(one, answer="yes") if one.question == "2.3.1" and one.case_id == "C03" else one for one in judgements
    )
    made = maker.make(maker.with_discretion(replace(inspection, judgements=judgements), "2.3", "requires_improvement"))
    assert "the lowest score was 40 per cent" in reason(made, "2.3")
    assert "one case answered otherwise would have taken it into the next band" in reason(made, "2.3")


def test_reason_of_discretion_that_changed_nothing_says_so(maker: Maker) -> None:
    made = maker.make(maker.with_discretion(maker.usual(), "2.3", "inadequate"))
    text = reason(made, "2.3")
    assert "the lowest score out of the two key questions was 47 per cent" in text
    assert "considered whether to use professional discretion, and left this as it is" in text
    assert "The panel's reason for discretion." in text


def test_reason_of_a_capped_standard_tells_what_it_would_have_been(made: Made) -> None:
    assert reason(made, "1.1") == (
        "Somewhere PDU is rated as 'Requires improvement' for leadership. On the evidence for this standard alone it"
        " would have been rated 'Good'. No case-based standard was rated 'Good' or better, however, so that"
        " leadership could not be rated higher than 'Requires improvement'.\n"
        "The reason recorded for proposing 'Good' was:\n"
        "The panel's reason for proposal.\n"
        "Ratings panel, 22 March 2023"
    )


def test_reason_of_a_cap_set_aside_gives_both_reasons(maker: Maker) -> None:
    inspection = maker.usual()
    override = replace(inspection.decisions[0], kind=DecisionKind.CAP_OVERRIDE, reason="leaders turned it round")
    made = maker.make(replace(inspection, decisions=(*inspection.decisions, override)))
    text = reason(made, "1.1")
    assert text.startswith("Somewhere PDU is rated as 'Good' for leadership. No case-based standard was rated 'Good'")
    assert "The ratings panel set this limit aside." in text
    assert "Leaders turned it round." in text
    assert "The panel's reason for proposal." in text


@pytest.mark.parametrize(
    ("items", "basis"), [(0, ", on the evidence gathered against this standard."), (12, "12 pieces")]
)
def test_reason_from_evidence_says_how_much_there_was(maker: Maker, items: int, basis: str) -> None:
    made = maker.make()
    rated = made.rating.of("1.2")
    assert rated.decision is not None
    evidence = tuple(f"E-{number}" for number in range(items))
    changed = replace(rated, decision=replace(rated.decision, evidence=evidence))
    rating = replace(made.rating, standards=tuple(changed if one.id == "1.2" else one for one in made.rating.standards))
    text = reason(replace(made, rating=rating), "1.2")
    assert text.startswith("Somewhere PDU is rated as 'Good' for staff, on the ")
    assert basis in text


def test_reason_of_a_standard_not_rated_is_the_recorded_one(made: Made) -> None:
    assert reason(made, "2.1") == (
        "This standard was not rated in this inspection.\n"
        "The reason recorded was:\n"
        "The panel's reason for not_rated.\n"
        "Ratings panel, 22 March 2023"
    )


def test_reason_of_a_standard_not_rated_by_design_is_the_frameworks(made: Made) -> None:
    assert reason(made, "2.6") == "We do not currently rate the Outcomes standard."


def test_reason_of_a_standard_that_awaits_its_rating_says_so(maker: Maker) -> None:
    made = maker.make(without(maker.usual(), "1.2"))
    assert reason(made, "1.2") == "This standard has not been rated yet."


def test_reason_known_only_from_a_report_is_the_rating_alone(maker: Maker) -> None:
    made = maker.make()
    known = replace(made.rating.of("1.2"), decision=None)
    rating = replace(made.rating, standards=tuple(known if one.id == "1.2" else one for one in made.rating.standards))
    assert reason(replace(made, rating=rating), "1.2") == "Somewhere PDU is rated as 'Good' for staff."


def test_reason_in_the_panels_words_is_a_quotation(made: Made) -> None:
    draft = Draft.begin(
        framework=made.edition.framework, inspection=made.inspection, results=made.results, rating=made.rating
    )
    assert isinstance(list(reasons(draft, made.rating.of("2.1")))[-1], Quotation)
