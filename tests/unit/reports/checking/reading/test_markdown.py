from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reports.checking.reading.made_reports import shown, texts

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading.markdown import MOST_LINES, read_markdown


def read(text: str) -> list[tuple[str, str]]:
    return shown(read_markdown(text, "report.md"))


def test_headings_have_their_levels_and_a_rating_is_none() -> None:
    assert read("# A *b* **c**\n\nD\n===\n\nE\n---\n\n### Good\n\n#no heading") == [
        ("h1", "A b c"),
        ("h1", "D"),
        ("h2", "E"),
        ("p", "Good"),
        ("p", "#no heading"),
    ]


def test_emphasis_links_and_code_are_their_words_and_pictures_none() -> None:
    text = 'Of **16** of 3*6* [cases](http://x.example/17 "t 18") and `code 5` ![picture 9](a.png) <b>in</b> all.'
    assert read(text) == [("p", "Of 16 of 36 cases and code 5 in all.")]


def test_lists_have_the_numbers_that_they_are_shown_with() -> None:
    text = "- one\n  - two 12\n    more\n\n3. three\n3. four\n"
    assert read(text) == [("li", "one"), ("li", "two 12 more"), ("li", "3. three"), ("li", "4. four")]


def test_marks_of_notes_are_superscript_figures_and_notes_stand_where_they_are() -> None:
    text = "Text[^a] and 16[^2], 17^3^.\n\n[^a]: Note a\n  goes on.\n[^2]: Second 18.\n\nThen."
    assert read(text) == [
        ("p", "Text\u00b9 and 16\u00b2, 17\u00b3."),
        ("note", "\u00b9 Note a goes on."),
        ("note", "\u00b2 Second 18."),
        ("p", "Then."),
    ]


def test_table_has_its_heads_and_a_row_that_is_short() -> None:
    text = "| Q | P |\n|---|--:|\n| A | 61% |\n| *B* | 58 |\n| C |"
    assert read(text) == [("heads", "Q\tP"), ("row", "A\t61%"), ("row", "B\t58"), ("row", "C\t")]


def test_lines_are_those_of_the_file_below_front_matter_too() -> None:
    report = read_markdown("---\ntitle: 99\n---\n# One\n\ntext\n\n<p>16</p>\n\n| a | 9% |\n|---|---|\n| b | 8% |", "r")
    assert [(passage.where.line, passage.text) for passage in report.passages] == [
        (4, "One"),
        (6, "text"),
        (8, "16"),
        (10, "a\t9%"),
        (12, "b\t8%"),
    ]


def test_html_in_it_is_read_as_a_web_page_and_comments_are_not() -> None:
    text = "<table><tr><td>a</td><td>16%</td></tr></table>\n\n<!-- 99 -->\n\n&pound;45 <span hidden>8</span>&#49;6"
    assert read(text) == [("row", "a\t16%"), ("p", "\u00a345 16")]


def test_what_is_escaped_struck_out_or_code_is_what_a_reader_sees() -> None:
    text = "16\\. is no item, 2\\*3 \\# no ~~of 99~~\n\n    code 14  15\n\n```\nfence 9\n```\n\n> quoted 16\n> more"
    assert texts(read_markdown(text, "r")) == ["16. is no item, 2*3 # no", "code 14 15", "fence 9", "quoted 16 more"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("> " * 200 + "16", "line 1: A list or quotation is nested more than 30 levels deep"),
        ("".join(f"{'  ' * depth}- 16\n" for depth in range(100)), "nested more than 30 levels deep"),
        ("16\n" * MOST_LINES, "more than 50,000 lines"),
        ("*" * 5_000_000, "No words"),
        ("---\ntitle: 1\n---\n", "No words"),
    ],
    ids=["quotations", "lists", "lines", "stars", "settings alone"],
)
def test_markdown_that_is_no_report_is_refused(text: str, told: str) -> None:
    with pytest.raises(ProblemsFound, match=told):
        read_markdown(text, "report.md")


@pytest.mark.parametrize(
    "text",
    [
        "16 " + "[" * 50_000,
        "16 " + "*a _b " * 15_000,
        "".join(f"{'[' * 490}16{']' * 5}\n\n" for _ in range(30)),
        "16 " + "<a " * 20_000,
        "16 `" + "` ``" * 20_000,
    ],
    ids=["brackets", "emphasis", "brackets in paragraphs", "tags", "code"],
)
def test_marks_without_end_leave_the_words(text: str) -> None:
    assert "16" in texts(read_markdown(text, "report.md"))[0]


@given(st.text(alphabet="aA1 .-*_#|>\t\n[]:%`~", max_size=60))
def test_no_markdown_fails(text: str) -> None:
    # a figure that is no part of a mark is read; without one a text may have no words
    assert "7" in "".join(texts(read_markdown(f"7\n\n{text}", "report.md")))
