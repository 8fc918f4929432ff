from __future__ import annotations

import pytest

from inspectorate.reports.typed_numbers import typed_numbers

PROPORTIONS = ("minority", "too few", "reasonable majority", "large majority")


def found(text: str) -> list[str]:
    return [number.words for number in typed_numbers(text, PROPORTIONS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in 18 of the 31 cases", ["18", "31"]),
        ("21 out of 48 (45 per cent)", ["21", "48", "45 per cent"]),
        ("Ninety-five per cent said", ["Ninety-five per cent"]),
        ("only seven\ncases", ["seven\ncases"]),
        ("two of the three", ["two of the"]),
        ("eight out of ten", ["eight out of"]),
        ("A third of people", ["A third of"]),
        ("two-thirds of them, half of staff", ["two-thirds of", "half of"]),
        ("Two in three people", ["Two in three"]),
        ("one in 10 said", ["one in 10"]),
        ("the score of 10/24", ["10/24"]),
        ("rose to 47%", ["47%"]),
        ("1,979 people, 33.3 per cent", ["1,979", "33.3 per cent"]),
        ("standard 2.3 on 20 February 2023", ["2.3", "20", "2023"]),
        ("in a large majority of cases", ["large majority"]),
        ("only a minority of cases", ["minority"]),
        ("Too few plans", ["Too few"]),
    ],
)
def test_typed_numbers_finds_figures(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "One of the best arrangements, and one in particular",
        "Black, Asian and minority ethnic people",
        "the first two weeks, twice, and once more",
        "in one way or the other; half a day; a quarter",
        "no one of the kind, someone in ten-year plans",
        "often cases are held by someone out of the office",
        "the majority were content",
    ],
)
def test_typed_numbers_leaves_general_prose_alone(text: str) -> None:
    assert found(text) == []


def test_typed_numbers_tells_proportions_from_numbers() -> None:
    numbers = list(typed_numbers("a large majority of the 31", PROPORTIONS))
    assert [(number.words, number.is_proportion) for number in numbers] == [("large majority", True), ("31", False)]


def test_typed_numbers_without_words_for_proportions_finds_numbers() -> None:
    assert [number.words for number in typed_numbers("a minority of 31", ())] == ["31"]
