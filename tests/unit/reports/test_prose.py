from __future__ import annotations

from inspectorate.reports.document import Figure, Paragraph, Strong, Text
from inspectorate.reports.prose import inlines, paragraph, strong

GOOD = Figure("Good", "rating 1.2")


def test_paragraph_turns_marks_around_a_figure_the_right_way() -> None:
    made = paragraph("The PDU's rating is '", GOOD, "', and not '", GOOD, "'.", role="note")
    assert made == Paragraph(
        (Text("The PDU’s rating is ‘"), GOOD, Text("’, and not ‘"), GOOD, Text("’.")),  # noqa: RUF001 - printed marks
        role="note",
    )


def test_inlines_leaves_no_empty_text() -> None:
    assert inlines(GOOD, "", GOOD) == (GOOD, GOOD)
    assert inlines() == ()


def test_strong_prints_its_marks() -> None:
    assert strong("it's") == Strong((Text("it’s"),))  # noqa: RUF001 - printed marks
