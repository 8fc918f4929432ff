"""Sentences that stand twice: a slip between two places, or words that a report fills in again and again."""

import pytest
from tests.unit.reports.checking.short_reports import material

from inspectorate.reports.checking.claims import repeated
from inspectorate.reports.checking.model import Verdict

_STANDARD = "{number} {title}\n\nGood\n\nStaff said that the lowest score of them all was {percent} per cent.\n\n"
_ASSESSMENT = _STANDARD.format(number="2.2", title="Assessment", percent=71)


def verdicts(text: str) -> list[Verdict]:
    return [claim.verdict for claim in repeated.claims(material(text))]


def test_sentence_in_the_sections_of_two_standards_says_two_things() -> None:
    planning = _STANDARD.format(number="2.3", title="Planning", percent=66)
    assert verdicts(_ASSESSMENT + planning) == []


def test_sentence_twice_in_one_section_with_another_figure_is_doubtful() -> None:
    again = "Staff said that the lowest score of them all was 66 per cent."
    assert verdicts(_ASSESSMENT + again) == [Verdict.DOUBTFUL]


@pytest.mark.parametrize(("third", "expected"), [(52, []), (60, [Verdict.HOLDS, Verdict.DOUBTFUL])])
def test_sentence_with_three_different_figures_is_a_form_and_no_slip(third: int, expected: list[Verdict]) -> None:
    said = [f"The north wing held {count} men in shared cells overnight." for count in (third, 60, 66)]
    assert verdicts("\n\n".join(said)) == expected


def test_neighbours_that_name_different_years_do_not_disagree() -> None:
    said = "Sixty per cent of staff said morale was good in {}. Eighty per cent of staff said morale was good in {}."
    assert verdicts(said.format(2022, 2023)) == []
    assert set(verdicts(said.format(2023, 2023))) == {Verdict.DOUBTFUL}
