from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.reports.checking.reading.made_reports import shown, texts

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading.text import MOST_LINES, read_text


def read(text: str) -> list[tuple[str, str]]:
    return shown(read_text(text, "report.txt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Delivery\n\n1.1 Leadership\n\nIt is good.", [("h1", "1. Delivery"), ("h2", "1.1 Leadership")]),
        ("2.3. Planning\nPlanning was done in 16 cases.", [("h2", "2.3. Planning")]),
        ("Overview\n========\nAll 36.", [("h1", "Overview"), ("p", "All 36.")]),
        ("Details\n-------\nMore.", [("h2", "Details"), ("p", "More.")]),
        ("## Planning ##\nAll.", [("h2", "Planning"), ("p", "All.")]),
        ("Strengths:\n- All 13", [("h3", "Strengths:"), ("li", "All 13")]),
        ("**Requires improvement**", [("p", "Requires improvement")]),
        ("Requires improvement\n====", [("p", "Requires improvement")]),
        ("They keep away from people,\n\nas 16 did.", [("p", "They keep away from people,")]),
        ("Score 10/24\n\nMore.", [("p", "Score 10/24")]),
    ],
)
def test_heading_is_told_by_its_look_and_a_rating_or_a_figure_is_none(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text)[: len(expected)] == expected


def test_section_is_the_nearest_heading_and_the_line_is_the_files() -> None:
    _, first, _, second = read_text("Overview\n\nAll 36.\n\n1.1 Leadership\nGood work.", "r").passages
    third = read_text("a\r\nb\r\rc\n\n\nd 4", "r").passages[-1]
    assert (first.where.section, first.where.line) == ("Overview", 3)
    assert (second.where.section, second.where.line) == ("1.1 Leadership", 6)
    assert third.where.line == 7


@pytest.mark.parametrize("sign", ["-", "*", "+", "\u2022", "\u25aa", "\u00b7"])
def test_items_begin_with_a_sign_and_go_on_in_the_lines_below(sign: str) -> None:
    text = f"{sign} All 13 were\n  good in every way.\n{sign} 14 were not"
    assert read(text) == [("li", "All 13 were good in every way."), ("li", "14 were not")]


def test_items_keep_the_number_that_they_are_printed_with() -> None:
    assert read("1. First\n2. Second\n10) tenth") == [("li", "1. First"), ("li", "2. Second"), ("p", "10) tenth")]
    assert read("(1) x is so\n(2) y is so") == [("li", "(1) x is so"), ("li", "(2) y is so")]


def test_number_or_dash_that_a_line_begins_with_in_a_sentence_begins_no_item() -> None:
    assert read("There were\n12. Then came more") == [("p", "There were 12. Then came more")]
    assert read("In 2020,\n36 cases were read.") == [("p", "In 2020, 36 cases were read.")]
    assert read("of the cases and\n\u2013 all 16 of them \u2013\nnone was read") == [
        ("p", "of the cases and \u2013 all 16 of them \u2013 none was read")
    ]
    assert read("-5 points") == [("p", "-5 points")]


def test_note_marks_stay_apart_from_the_numbers_before_them() -> None:
    text = "Of 16\u00b9 cases and 161 cases[^2].\n\n\u00b9 The rating is driven.\n[^2]: Another\nthat goes on."
    assert read(text) == [
        ("p", "Of 16\u00b9 cases and 161 cases\u00b2."),
        ("note", "\u00b9 The rating is driven."),
        ("note", "\u00b2 Another that goes on."),
    ]


def test_sentence_that_notes_at_the_foot_of_a_page_cut_is_whole_again() -> None:
    text = "A sentence of the report, which has 16 words,\n\n\u00b9 A note.\n\n\u00b2 More.\n\ngoes on here. New."
    assert read(text) == [
        ("p", "A sentence of the report, which has 16 words, goes on here. New."),
        ("note", "\u00b9 A note."),
        ("note", "\u00b2 More."),
    ]


def test_page_break_is_no_break_of_a_sentence() -> None:
    text = "A sentence that is cut by the end of the page\n\x0cand goes on here.\n\x0c\nNew page."
    assert texts(read_text(text, "r")) == [
        "A sentence that is cut by the end of the page and goes on here.",
        "New page.",
    ]


def test_hyphen_at_the_end_of_a_line_stays_and_a_soft_one_goes() -> None:
    assert read("In forty-\nsix per cent of the well-\nled cases") == [
        ("p", "In forty-six per cent of the well-led cases")
    ]
    assert read("a reason\u00ad\nable one") == [("p", "a reasonable one")]
    assert read("up to 2020-\n21 and on") == [("p", "up to 2020- 21 and on")]


def test_full_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    full = "The service knew its people well and kept a record of what they had agreed upon"
    assert read(f"{full}\n{full}\nin 2023\nPlanning came next\n\n{full}\n{full}") == [
        ("p", f"{full} {full} in 2023"),
        ("p", "Planning came next"),
        ("p", f"{full} {full}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Question\tPercentage\nDoes it draw on it?\t61%\nIs it good?\t58%",
        "Question            Percentage\nDoes it draw on it?     61%\nIs it good?      58%",
        "| Question | Percentage |\n|:---|---:|\n| Does it draw on it? | 61% |\n| Is it good? | 58% |",
        "Question\tPercentage\nDoes it draw\non it?\t61%\nIs it good?\t58%",
    ],
)
def test_rows_are_lines_with_tabs_wide_gaps_or_bars(text: str) -> None:
    assert read(text) == [
        ("heads", "Question\tPercentage"),
        ("row", "Does it draw on it?\t61%"),
        ("row", "Is it good?\t58%"),
    ]


def test_row_of_years_is_the_head_of_its_columns_and_one_year_is_a_value() -> None:
    assert read("Question\t2021\t2022\nIs it good?\t61%\t58%")[0] == ("heads", "Question\t2021\t2022")
    assert read("Since\t2021\nCases\t36")[0] == ("row", "Since\t2021")


def test_lines_of_contents_are_no_table() -> None:
    text = "Foreword........3\nIntroduction......14\n\nForeword\t3\nIntroduction\t14\nPlanning\t16"
    assert {role for role, _ in read(text)} == {"p"}


def test_rating_stands_alone_below_what_it_rates() -> None:
    assert read("2.2 Assessment\nInadequate\n\nPlanning is informed by need\nGood\nIt is.") == [
        ("h2", "2.2 Assessment"),
        ("p", "Inadequate"),
        ("p", "Planning is informed by need"),
        ("p", "Good"),
        ("p", "It is."),
    ]
    assert read("Planning is well-informed **Good**") == [("p", "Planning is well-informed"), ("p", "Good")]


def test_letters_are_made_alike() -> None:
    text = "5\u2009000 and 5\u00a0000, \ufb01ve of\u200b 3\u00b9\u20442 and 10\u00b2 \uf0b7"
    assert read(text) == [("p", "5 000 and 5 000, five of 3 1/2 and 10\u00b2")]


def test_text_beyond_every_report_is_refused_before_it_is_read() -> None:
    with pytest.raises(ProblemsFound, match="more than 200,000 lines"):
        read_text("16 of 36\n" * MOST_LINES, "report.txt")
    with pytest.raises(ProblemsFound, match=r"report.txt, line 3: .* more than 100,000 letters"):
        read_text("Title\n\n" + "16 of 36, " * 10_001, "report.txt")


@given(st.text(alphabet="aA1 .-*_#|\t\n\u00b9[]:%\u2022", max_size=80))
@example("a\n|\n1")
@example("1.\n\n2. \u00b9")
@example("| 1 |\n| --- |\n1")
def test_no_text_loses_a_figure_or_fails(text: str) -> None:
    try:
        said = "".join(texts(read_text(text, "report.txt")))
    except ProblemsFound:
        assert not any(sign.isalnum() for sign in text)
    else:
        assert [said.count(figure) for figure in "1\u00b9"] == [text.count(figure) for figure in "1\u00b9"]
