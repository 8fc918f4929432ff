from __future__ import annotations

import runpy
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.checking.marking import Marks, Piece, Sign
from inspectorate.reports.checking.model import (
    CELL_END,
    Checked,
    Claim,
    Kind,
    Number,
    Passage,
    Report,
    Role,
    Sort,
    Span,
    Unchecked,
    Verdict,
    Where,
)

SAMPLES = runpy.run_path(str(Path(__file__).with_name("sample.py")))


def checked_text(text: str, *claims: tuple[Verdict, int, int], unchecked: tuple[tuple[int, int], ...] = ()) -> Checked:
    where = Where(line=1, paragraph=1)
    report = Report("r.txt", "text", (Passage(text, where, Role.ROW if CELL_END in text else Role.PARAGRAPH),))
    return Checked(
        report,
        tuple(
            Claim(Kind.N_OF_M, text[start:end], where, (Span(0, start, end),), (), verdict, "Why.")
            for verdict, start, end in claims
        ),
        tuple(
            Unchecked(Number(Sort.DATE, Fraction(1), text[start:end], 0, start, end), text[start:end], where, "a date")
            for start, end in unchecked
        ),
    )


def looks(checked: Checked) -> list[tuple[str, Verdict | None]]:
    return [(piece.text, piece.verdict) for cell in Marks(checked).cells(0) for piece in cell]


def test_pieces_of_a_text_without_claims_are_the_text() -> None:
    checked = checked_text("Nothing here.")
    assert Marks(checked).cells(0) == ((Piece("Nothing here."),),)
    assert not Marks(checked).marked(0)


def test_claims_that_overlap_are_cut_at_their_ends_and_the_gravest_covers() -> None:
    checked = checked_text("abcdefghij", (Verdict.HOLDS, 0, 6), (Verdict.FAILS, 3, 9))
    assert looks(checked) == [
        ("abc", Verdict.HOLDS),
        ("def", Verdict.FAILS),
        ("ghi", Verdict.FAILS),
        ("j", None),
    ]
    signs = [piece.signs for piece in Marks(checked).cells(0)[0]]
    assert signs == [(), (Sign(1, 1, Verdict.HOLDS),), (Sign(2, 1, Verdict.FAILS),), ()]


def test_claims_on_the_same_words_share_a_piece_and_each_has_its_sign() -> None:
    checked = checked_text("of 47 cases", (Verdict.HOLDS, 3, 5), (Verdict.DOUBTFUL, 3, 5))
    assert looks(checked) == [("of ", None), ("47", Verdict.DOUBTFUL), (" cases", None)]
    assert [sign.claim for sign in Marks(checked).cells(0)[0][1].signs] == [1, 2]


def test_a_claim_hides_the_unchecked_number_within_it() -> None:
    checked = checked_text("12 and 13", (Verdict.HOLDS, 0, 2), unchecked=((0, 2), (7, 9)))
    assert [(piece.text, piece.unchecked) for piece in Marks(checked).cells(0)[0]] == [
        ("12", ""),
        (" and ", ""),
        ("13", "a date"),
    ]


def test_a_claim_over_several_cells_is_marked_in_each() -> None:
    checked = checked_text(CELL_END.join(("Planning", "47%", "")), (Verdict.HOLDS, 4, 12))
    assert [[piece.text for piece in cell] for cell in Marks(checked).cells(0)] == [["Plan", "ning"], ["47%"], []]
    assert Marks(checked).cells(0)[1][0].signs == (Sign(1, 1, Verdict.HOLDS),)


def test_other_spans_of_a_claim_are_told_from_the_words_that_make_it() -> None:
    checked = cast("Checked", SAMPLES["checked_sample"]())
    marks = Marks(checked)
    assert marks.home[7] == 9
    [_, cell] = marks.cells(7)
    assert cell == (Piece("61%", Verdict.HOLDS, made=False, signs=(Sign(7, 3, Verdict.HOLDS),)),)
    [_, shared] = marks.cells(8)
    assert [(piece.text, piece.verdict, piece.made) for piece in shared] == [("47%", Verdict.CANNOT_TELL, True)]
    assert [sign.claim for sign in shared[0].signs] == [6, 7]


def test_words_of_a_claim_are_not_parted_by_the_sign_of_one_that_rests_on_some_of_them() -> None:
    text = "Only 21 of 48 (45 per cent) were, below 66 per cent."
    checked = checked_text(text, (Verdict.HOLDS, 34, 51), (Verdict.FAILS, 5, 27))
    below = replace(checked.claims[0], spans=(Span(0, 34, 51), Span(0, 15, 26)))
    checked = replace(checked, claims=(below, checked.claims[1]))
    [cell] = Marks(checked).cells(0)
    assert cell[1] == Piece(
        "21 of 48 (45 per cent)",
        Verdict.FAILS,
        signs=(Sign(2, 1, Verdict.FAILS), Sign(1, 2, Verdict.HOLDS)),
    )


@pytest.mark.parametrize("span", [Span(0, 4, 4), Span(0, 90, 99), Span(0, -5, 0), Span(0, 3, 4)])
def test_a_span_without_words_marks_its_whole_passage(span: Span) -> None:
    checked = checked_text("Six of nine", (Verdict.FAILS, 0, 1))
    checked = replace(checked, claims=(replace(checked.claims[0], spans=(span,)),))
    assert looks(checked) == [("Six of nine", Verdict.FAILS)]


@pytest.mark.parametrize("spans", [(), (Span(7, 0, 1),)])
def test_a_claim_without_a_span_in_the_report_stands_where_it_says(spans: tuple[Span, ...]) -> None:
    checked = checked_text("Six of nine", (Verdict.FAILS, 0, 1))
    marks = Marks(replace(checked, claims=(replace(checked.claims[0], spans=spans),)))
    assert marks.home == {1: 0}
    assert marks.cells(0)[0][-1].signs == (Sign(1, 1, Verdict.FAILS),)


@given(
    text=st.text(alphabet="ab 1\t", max_size=30),
    places=st.lists(st.tuples(st.sampled_from(Verdict), st.integers(-2, 33), st.integers(-2, 33)), max_size=6),
    unchecked=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
)
def test_pieces_hold_every_character_once_and_every_sign_once(
    text: str, places: list[tuple[Verdict, int, int]], unchecked: list[tuple[int, int]]
) -> None:
    checked = checked_text(text, *places, unchecked=tuple(unchecked))
    cells = Marks(checked).cells(0)
    if text.strip():
        assert CELL_END.join("".join(piece.text for piece in cell) for cell in cells) == text
    signs = Counter(sign.claim for cell in cells for piece in cell for sign in piece.signs)
    assert signs == Counter(range(1, len(places) + 1))


@given(
    text=st.text(alphabet="ab \t", min_size=1, max_size=30),
    places=st.lists(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=4), min_size=1, max_size=4
    ),
)
def test_every_span_of_every_claim_has_its_sign(text: str, places: list[list[tuple[int, int]]]) -> None:
    checked = checked_text(text, *((Verdict.HOLDS, 0, 1) for _ in places))
    claims = tuple(
        replace(claim, spans=tuple(Span(0, start, end) for start, end in spans))
        for claim, spans in zip(checked.claims, places, strict=True)
    )
    found = [
        (sign.claim, sign.span)
        for cell in Marks(replace(checked, claims=claims)).cells(0)
        for piece in cell
        for sign in piece.signs
    ]
    wanted = [(claim, span) for claim, spans in enumerate(places, 1) for span in range(1, len(spans) + 1)]
    assert sorted(found) == wanted
