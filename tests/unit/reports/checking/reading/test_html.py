from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reports.checking.reading.made_reports import shown, texts

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading import drafts
from inspectorate.reports.checking.reading.drafts import MOST_LETTERS
from inspectorate.reports.checking.reading.html import read_html


def read(page: str) -> list[tuple[str, str]]:
    return shown(read_html(page, "report.html"))


def said(page: str) -> list[str]:
    return texts(read_html(page, "report.html"))


def test_headings_paragraphs_and_items_are_told_by_their_tags() -> None:
    page = "<h1>One</h1><p>Two<h3>Good</h3><div role=heading aria-level=4>Sub</div><ul><li>x<p>y</ul>z"
    assert read(page) == [
        ("h1", "One"),
        ("p", "Two"),
        ("p", "Good"),
        ("h4", "Sub"),
        ("li", "x"),
        ("li", "y"),
        ("p", "z"),
    ]


def test_bold_line_is_a_heading_and_a_bold_rating_none() -> None:
    page = "<p><b>Bold title</b></p><p><strong>Requires improvement</strong></p><p><b>Bold</b> words</p>"
    assert read(page) == [("h6", "Bold title"), ("p", "Requires improvement"), ("p", "Bold words")]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a = 99</script>",
        "<style>p { margin: 99px }</style>",
        "<title>99</title>",
        "<nav>99</nav>",
        "<p hidden>99</p>",
        "<p style='color: red; display : none'>99</p>",
        "<span style='visibility:hidden'>99</span>",
        "<p aria-hidden=true>99</p>",
        "<noscript>99</noscript>",
        "<template>99</template>",
        "<!-- 99 -->",
        "<del>99</del><s>99</s>",
        "<svg><text>99</text></svg>",
        "<select><option>99</select><button>99</button><textarea>99</textarea>",
        "<img alt='99'>",
        "<div hidden><p>99<div>99</div></div>",
        "<dialog>99</dialog>",
    ],
)
def test_what_no_reader_sees_is_left_out(unseen: str) -> None:
    assert said(f"<p>Of 16{unseen} cases</p><p>All") in (["Of 16 cases", "All"], ["Of 16", "cases", "All"])


def test_words_are_joined_as_they_are_shown() -> None:
    page = "<p>Only 1<i>6</i> of 3<span>6</span> or 4<wbr>8 per&shy;cent 1<!-- 9 -->2, <q>a\n\n third</q></p>"
    assert said(page) == ["Only 16 of 36 or 48 percent 12, \u201ca third\u201d"]


def test_entities_are_letters_and_what_is_none_stays() -> None:
    assert said("<p>Caf&eacute; &pound;45&nbsp;000 &#8217; &#x2019; &bogus; & < 5 &amp;lt;") == [
        "Caf\u00e9 \u00a345 000 \u2019 \u2019 &bogus; & < 5 &lt;"
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<sup><a href='#ftn1'>[1]</a></sup>",
        "<a href='#fn1' id='fnref1'>1</a>",
        "<a class=note-ref href='#x'>1</a>",
        "<a role=doc-noteref href='#x'>(1)</a>",
    ],
)
def test_mark_of_a_note_is_no_part_of_the_number_before_it(mark: str) -> None:
    notes = (
        "<section role=doc-endnotes><ol><li id=fn1><p>A note. <a href='#fnref1' class=back>\u21a9</a></ol></section>"
    )
    assert read(f"<p>Of 16{mark} cases and 10<sup>th</sup>.</p>{notes}") == [
        ("p", "Of 16\u00b9 cases and 10th."),
        ("note", "\u00b9 A note."),
    ]


def test_numbers_of_lists_are_those_that_are_shown() -> None:
    page = (
        "<ol start=3><li>a<li>b<ol type=a><li>c</ol><li value=9>d</ol>"
        "<ol reversed><li>q</ol><ol type=i><li>r</ol><ol style='list-style: none'><li>s</ol>"
    )
    assert said(page) == ["3. a", "4. b", "a. c", "9. d", "q", "i. r", "s"]


def test_spans_are_laid_out_and_a_figure_is_said_once() -> None:
    page = (
        "<table><caption>Table 1</caption><thead><tr><th>Q<th colspan=2>Share</thead>"
        "<tr><td rowspan=2>A<td>16<td>17<tr><td>18<td>19<tr><td>All<td colspan=2>36"
        "<tr><td colspan=3>Of 12 more<tr><td>B<td rowspan=0>5<td>6<tr><td>C<td>7</table>"
    )
    assert read(page) == [
        ("p", "Table 1"),
        ("heads", "Q\tShare\tShare"),
        ("row", "A\t16\t17"),
        ("row", "A\t18\t19"),
        ("row", "All\t36\t"),
        ("row", "Of 12 more"),
        ("row", "B\t5\t6"),
        ("row", "C\t\t7"),
    ]


def test_row_of_years_without_tags_for_heads_is_one_of_heads() -> None:
    page = "<table><tr><td>Question<td>2021<td>2022<tr><td>Is it good?<td>61%<td>58%</table>"
    assert read(page)[0] == ("heads", "Question\t2021\t2022")


def test_table_in_a_table_follows_its_row_and_one_that_places_words_is_none() -> None:
    inner = "<table><tr><td>in<td>7%</table>"
    assert read(f"<table><tr><th>A<td>16{inner}<tr><th>B<td>8</table>") == [
        ("row", "A\t16"),
        ("row", "in\t7%"),
        ("row", "B\t8"),
    ]
    assert read("<table><tr><td><h2>Head</h2><p>one<p>two<td><p>three 4<p>five</table>") == [
        ("h2", "Head"),
        ("p", "one"),
        ("p", "two"),
        ("p", "three 4"),
        ("p", "five"),
    ]


def test_tables_are_told_apart() -> None:
    report = read_html("<table><tr><td>a<td>1</table><p>x</p><table><tr><td>b<td>2</table>", "r")
    assert [passage.table for passage in report.passages] == [1, 0, 2]


def test_names_and_values_are_rows() -> None:
    assert read("<dl><dt>Overall<dd>Good<dt>Score<dd>10/24</dl>") == [("row", "Overall\tGood"), ("row", "Score\t10/24")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>16 <b>of <i>36</b> were</i> good</p>", ["16 of 36 were good"]),
        ("<p>16</p></body></html><p>after 17</p>", ["16", "after 17"]),
        ("<td>x<td>9%", ["x", "9%"]),
        ("<table><td>x<td>9%</table>", ["x\t9%"]),
        ("</p></table></div>16", ["16"]),
        ("<p <p>16", ["16"]),
        ("<p title='never ends>16", []),
        ("<a href=#fn1>1<p>16 of 36</p></a>", ["1", "16 of 36"]),
        ("<li>16<td>17<dd>18", ["16", "17", "18"]),
    ],
)
def test_malformed_page_is_read_as_far_as_it_goes(page: str, expected: list[str]) -> None:
    if expected:
        assert said(page) == expected
    else:
        with pytest.raises(ProblemsFound, match="No words"):
            said(page)


def test_line_breaks_part_a_rating_and_paragraphs_and_join_the_rest() -> None:
    assert said("<p>a<br>b<br><br>c<br>Good</p><pre>1  2%\n\n3</pre>") == ["a b", "c", "Good", "1 2%", "3"]


@pytest.mark.parametrize("tag", ["div", "b", "sup", "ol><li", "blockquote", "a href=#fn1"])
def test_page_nested_100_000_deep_is_read(tag: str) -> None:
    assert said(f"<{tag}>" * 100_000 + "16 of 36")[-1].endswith("16 of 36")


@pytest.mark.parametrize("table", ["<table><tr><td>", "<table><tr><td>a<td>", "<dl><dt>a<dd>", "<table><caption>"])
def test_tables_nested_without_end_are_refused(table: str) -> None:
    with pytest.raises(ProblemsFound, match=r"^report.html: A table of the web page stands in more than 30 others"):
        read(table * 100_000 + "16 of 36")
    assert "16 of 36" in said(table * 20 + "16 of 36")[-1]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"<p>{'16 of 36 ' * (MOST_LETTERS // 9 + 1)}", "more than 6,000,000 letters"),
        ("<table><tr>" + f"<td rowspan=9 colspan=500>{'words ' * 3_000}" * 3, "more than"),
        ("<p>" + "16, " * 30_000, "more than 100,000 letters"),
        ("<p> <br> </p><img>", "No words"),
    ],
    ids=["letters", "spans", "paragraph", "nothing"],
)
def test_page_beyond_every_report_is_refused(page: str, told: str) -> None:
    with pytest.raises(ProblemsFound, match=told):
        read(page)


def test_page_of_more_elements_than_a_report_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_ELEMENTS", 100)
    with pytest.raises(ProblemsFound, match="more than 100 elements"):
        read("<i>" * 50 + "<p hidden>" * 51 + "16")


PIECES = (
    "1", "a", "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<caption>", "<thead>", "<th rowspan=2>",
    "<sup>", "</sup>", "<a href=#fn>", "</a>", "<ol>", "<li>", "</li>", "<dl>", "<dd>", "<br>", "<b>", "<q>",
    "<div hidden>", "</div>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_page_fails_and_tags_lose_no_figure_that_is_seen(parts: list[str]) -> None:
    page = "".join(parts)
    try:
        found = said(page)
    except ProblemsFound:
        assert "<div hidden>" in parts or not {"1", "a"} & set(parts)
        return
    if "<div hidden>" not in parts and "<ol>" not in parts and "<th rowspan=2>" not in parts:
        figures = sum(text.count("1") + text.count("\u00b9") for text in found)
        assert figures == parts.count("1")
