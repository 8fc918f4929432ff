from __future__ import annotations

import pytest

from inspectorate.web.casework.names import Looks, capitalised_words, what_looks_personal

FOUND = [
    ("Her mother, Ann Brown, came along.", [("Ann Brown", Looks.NAME)]),
    ("John attended. He was late.", [("John", Looks.NAME)]),
    ("Quentin was told; later Quentin left.", [("Quentin", Looks.NAME)]),
    ("The court asked Jean-Luc.", [("Jean-Luc", Looks.NAME)]),
    ("They spoke of Zoë\u2019s sister.", [("Zoë\u2019s", Looks.NAME)]),
    ("The practitioner rang Mr. green.", [("Mr. green", Looks.NAME)]),
    ("Dr O'Neil saw it.", [("Dr O'Neil", Looks.NAME)]),
    ("Mrs Patel-Jones agreed.", [("Mrs Patel-Jones", Looks.NAME)]),
    ("He drives AB12 CDE.", [("AB12 CDE", Looks.PLATE)]),
    ("He drives ab12cde.", [("ab12cde", Looks.PLATE)]),
    ("An old car, A123 BCD.", [("A123 BCD", Looks.PLATE)]),
    ("Write to a.person+x@mail.example.org.", [("a.person+x@mail.example.org", Looks.EMAIL)]),
    ("Ring 07700 900123.", [("07700 900123", Looks.TELEPHONE)]),
    ("Ring (0161) 496 0000.", [("(0161) 496 0000", Looks.TELEPHONE)]),
    ("Ring +44 7700 900123.", [("+44 7700 900123", Looks.TELEPHONE)]),
    ("Ring 0161-496-0000.", [("0161-496-0000", Looks.TELEPHONE)]),
    ("The date was 12/05/1987.", [("12/05/1987", Looks.BIRTH)]),
    ("The date was 1.5.87.", [("1.5.87", Looks.BIRTH)]),
    ("The date was 1987-05-12.", [("1987-05-12", Looks.BIRTH)]),
    ("The date was 3rd of May 1990.", [("3rd of May 1990", Looks.BIRTH)]),
    ("She was born in 1990.", [("born in 1990", Looks.BIRTH)]),
    ("D.O.B.: unknown.", [("D.O.B.: unknown", Looks.BIRTH)]),
    ("A flat in m1 1ae.", [("m1 1ae", Looks.POSTCODE)]),
    ("A flat in SW1A 2AA.", [("SW1A 2AA", Looks.POSTCODE)]),
    ("The number is 943 476 5919.", [("943 476 5919", Looks.NHS)]),
    ("The number is 2001/0123456X.", [("2001/0123456X", Looks.PNC)]),
    ("The number is 01/123456x.", [("01/123456x", Looks.PNC)]),
    ("The number is X123456.", [("X123456", Looks.CRN)]),
    ("The number is JG 10 37 59 A.", [("JG 10 37 59 A", Looks.INSURANCE)]),
]
LEFT = [
    "",
    "The practitioner asked how things were at home. She learned of a move.",
    "In March the Probation Service sent a MAPPA form on Monday.",
    "- Assessment was thin.\n- Planning came late.\n“Nothing was done.”",
    "36 of 72 cases; 2.2.1; 47%; from 10:32 to 11:05; 2021/22; 5 of 10.",
    "The number 943 476 5918 has a wrong check digit.",
    "The Court imposed a Suspended Sentence Order with a Rehabilitation Activity Requirement.",
    "OASys and RoSH were not reviewed; nDelius was.".replace("OASys", "OASYS").replace("RoSH", "ROSH"),
    "I thought that I was right.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_looks_personal_is_found(text: str, expected: list[tuple[str, Looks]]) -> None:
    assert [(mark.text, mark.looks) for mark in what_looks_personal(text)] == expected
    assert all(text[mark.start :].startswith(mark.text) for mark in what_looks_personal(text))


@pytest.mark.parametrize("text", LEFT)
def test_plain_sentences_are_left_alone(text: str) -> None:
    assert what_looks_personal(text) == ()


def test_known_words_name_nobody() -> None:
    known = capitalised_words(["Inspection of Example Unit", "Well-Being in Bury"])
    assert what_looks_personal("We met Example staff at Bury, for the Well-Being day.", known=known) == ()


def test_the_same_piece_is_told_once_and_all_in_reading_order() -> None:
    found = what_looks_personal("We saw Ann. Then we rang 07700 900123, and asked Ann.")
    assert [mark.text for mark in found] == ["Ann", "07700 900123"]


@pytest.mark.parametrize(
    "piece", ["a", "A", "1", "Ab ", "Ab, ", "1 ", "0 ", "a'", "a@", "a-", "Mr ", "(", "born on ", "\n"]
)
def test_the_longest_texts_come_to_an_end(piece: str) -> None:
    # a pattern that runs away would take hours
    text = (piece * 20_000)[:20_000]
    assert all(mark.text in text for mark in what_looks_personal(text))
