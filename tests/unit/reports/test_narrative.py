from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectorate.kernel.problems import Place, Problems
from inspectorate.reports.anchors import Anchors
from inspectorate.reports.document import (
    Emphasis,
    Figure,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from inspectorate.reports.narrative import NarrativeReader, plain_text

if TYPE_CHECKING:
    from tests.unit.reports.conftest import Made


def test_narrative_reads_every_kind_of_block(made: Made) -> None:
    markdown = "Before.\n\n## Strengths\n\n- one thing\n- **another** thing\n\n3. third\n\n> said *so*\n"
    blocks, problems = made.narrative(markdown)
    assert not problems
    assert blocks == (
        Paragraph((Text("Before."),)),
        Heading(2, "Strengths", "s-strengths"),
        ListBlock(
            (
                (Paragraph((Text("one thing"),)),),
                (Paragraph((Strong((Text("another"),)), Text(" thing"))),),
            )
        ),
        ListBlock(((Paragraph((Text("third"),)),),), start=3),
        Quotation((Paragraph((Text("said "), Emphasis((Text("so"),)))),)),
    )


def test_narrative_binds_figures_among_words(made: Made) -> None:
    blocks, problems = made.narrative("In [[n-of-m 2.2.1.a | seven of the 31]] cases.")
    assert not problems
    assert blocks == (Paragraph((Text("In "), Figure("seven of the 31", "n-of-m 2.2.1.a"), Text(" cases."))),)


def test_narrative_reads_a_reference_over_a_line_break_and_within_emphasis(made: Made) -> None:
    blocks, problems = made.narrative("*In [[n-of-m\n2.2.1.a]]* and [[value\n caseload]].")
    assert not problems
    assert made.words(blocks) == "In seven of the 31 and 1,979."


def test_narrative_prints_quotation_marks_also_around_a_figure(made: Made) -> None:
    blocks, _ = made.narrative("The PDU's \"plan\" is '[[rating 2.2]]' ([[overall]]).")
    assert made.words(blocks) == "The PDU’s “plan” is ‘Inadequate’ (Requires improvement)."  # noqa: RUF001 - printed marks


def test_narrative_keeps_allowed_links(made: Made) -> None:
    blocks, problems = made.narrative("[site](https://example.org/a) [post](mailto:a@example.org) [part](#ratings)")
    assert not problems
    paragraph = blocks[0]
    assert isinstance(paragraph, Paragraph)
    links = [one.href for one in paragraph.children if isinstance(one, Link)]
    assert links == ["https://example.org/a", "mailto:a@example.org", "#ratings"]


@pytest.mark.parametrize(
    ("markdown", "code", "line"),
    [
        ("One.\n\n![alt](https://example.org/a.png)", "image-refused", 3),
        ("Two\nlines <b>here</b>", "html-refused", 2),
        ("One.\n\n<div>x</div>", "html-refused", 3),
        ("<!-- a note -->", "html-refused", 1),
        ("[a](http://example.org)", "link-refused", 1),
        ("[a](/there)", "link-refused", 1),
        ("One.\n\n---", "markdown-refused", 3),
        ("One.\n\n    code", "markdown-refused", 3),
        ("```\ncode\n```", "markdown-refused", 1),
        ("# Title", "heading-level", 1),
        ("### Deep", "heading-level", 1),
        ("## A\n\n#### C", "heading-level", 3),
        ("word\n[[n-of-m 2.2.9]]", "figure-unknown", 2),
        ("- a\n- b\n  c [[n-of-m 2.2.1.a | six]]", "figure-changed", 3),
        ("An open [[n-of-m 2.2.1", "reference-unclosed", 1),
        ("a [[yes\n2.2.1]] b\nc [[nope]]", "figure-form-unknown", 3),
    ],
)
def test_narrative_problem_has_its_line(made: Made, markdown: str, code: str, line: int) -> None:
    _, problems = made.narrative(markdown)
    assert (code, Place("findings/2.2.md", line=line)) in [(problem.code, problem.place) for problem in problems]


def test_narrative_counts_lines_from_where_the_text_starts_in_its_file(made: Made) -> None:
    _, (problem,) = made.narrative("One.\n\nTwo [[nope]].", first_line=10)
    assert problem.place.line == 12


def test_narrative_lists_what_is_typed_with_its_line(made: Made) -> None:
    _, problems = made.narrative("In 18 of the\n31 cases, a large majority of\nplans. A third\nof *seven cases*.")
    listed = [(problem.place.line, problem.code, problem.message.split('"')[1]) for problem in problems]
    assert listed == [
        (1, "typed-number", "18"),
        (2, "typed-number", "31"),
        (2, "typed-proportion", "large majority"),
        (3, "typed-number", "A third of"),
        (4, "typed-number", "seven cases"),
    ]


def test_narrative_does_not_list_what_a_reference_holds(made: Made) -> None:
    markdown = "On [[verbatim 20 February 2023]], [[n-of-m 2.2.1.a]] cases in [standard](#standard-2-2) [[rating 2.2]]."
    assert made.narrative(markdown)[1] == ()


def test_narrative_does_not_join_words_over_a_figure(made: Made) -> None:
    assert made.narrative("some seven [[relevant 2.2.1]] cases")[1] == ()


def test_narrative_below_level_four_names_the_part_in_the_heading(made: Made) -> None:
    markdown = "## Strengths\n\na\n\n## Resettlement work\n\n### Strengths\n\nb\n\n### Areas for improvement\n\nc\n"
    blocks, problems = made.narrative(markdown, level=4)
    assert not problems
    headings = [(block.level, block.text) for block in blocks if isinstance(block, Heading)]
    assert headings == [
        (4, "Strengths"),
        (4, "Resettlement work: strengths"),
        (4, "Resettlement work: areas for improvement"),
    ]


def test_narrative_below_level_four_keeps_a_part_that_has_its_own_words(made: Made) -> None:
    blocks, _ = made.narrative("## Resettlement work\n\nWords.\n\n### Strengths\n\nb\n", level=4)
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "Resettlement work",
        "Resettlement work: strengths",
    ]


def test_inlines_reads_one_sentence_and_refuses_more(made: Made) -> None:
    reader = NarrativeReader(made.figures, Anchors(), Problems())
    place = Place("recommendations.yaml", field="recommendations[0].text")
    assert plain_text(reader.inlines("improve the\n[[cases]] cases", place)) == "improve the 36 cases"
    assert not reader.problems.found
    assert reader.inlines("- a list", place) == ()
    assert [(problem.code, problem.place) for problem in reader.problems] == [("markdown-refused", place)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.text(alphabet="ab7 [|]*_#-\n<>(!).`\\&", max_size=80))
def test_narrative_of_any_text_gives_blocks_or_problems(made: Made, markdown: str) -> None:
    blocks, problems = made.narrative(markdown)
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    assert all(2 <= level <= 4 for level in levels)
    assert all(
        problem.place.line is not None and problem.place.line <= markdown.count("\n") + 1 for problem in problems
    )
