"""Passages cut into sentences in which each number is one letter."""

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.checking.model import Passage, Role, Where
from inspectorate.reports.checking.sentences import COUNT, OTHER, PERCENT, sentences_in


def test_sentences_do_not_end_at_a_standards_number_or_an_abbreviation() -> None:
    passage = Passage("Standard 2.5 fell, e.g. In 3.5 cases. It rose to 40 per cent.\u00b9 Half did.", Where())
    assert [sentence.text for sentence in sentences_in(passage, index=0)] == [
        "Standard 2.5 fell, e.g. In 3.5 cases.",
        "It rose to 40 per cent.\u00b9",
        "Half did.",
    ]


def test_sentences_hold_each_number_as_one_letter() -> None:
    (sentence,) = sentences_in(Passage("By May 2023, 21 of 48 (44 per cent).", Where()), index=3)
    assert sentence.letters == f"By {OTHER}, {COUNT} of {COUNT} ({PERCENT})."
    assert sentence.words(0, 5) == "By May 2023,"
    assert [number.passage for number in sentence.numbers] == [3, 3, 3, 3]


def test_a_row_is_one_sentence() -> None:
    row = Passage("Was it done? Always?\t56%", Where(), Role.ROW)
    assert len(list(sentences_in(row, index=0))) == 1


def test_letters_for_private_use_in_a_report_are_no_numbers() -> None:
    (sentence,) = sentences_in(Passage(f"Here {COUNT} of 3", Where()), index=0)
    assert [number.text for number in sentence.numbers] == ["3"]


@given(text=st.text(alphabet=st.sampled_from("Aa 1.%?!)\t\u00b9"), max_size=80), repeat=st.integers(1, 60))
def test_sentences_of_any_text_are_the_whole_of_it(text: str, repeat: int) -> None:
    passage = Passage(text * repeat, Where())
    found = list(sentences_in(passage, index=0))
    assert "".join(passage.text[one.offsets[0] : one.offsets[-1]] for one in found).split() == passage.text.split()
    assert all(len(one.letters) <= 2000 for one in found)
