from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from tests.unit.reports.checking.reading.made_reports import printed, read_here, shown, text_pdf, texts

from inspectorate.reports.checking.model import Report
from inspectorate.reports.checking.reading.opening import read_report
from inspectorate.reports.checking.reading.pdf import read_pdf
from inspectorate.reports.checking.reading.printed.joining import text_of

KNEW = "The service knew its people well, and the managers kept a record of what was agreed upon and of what was done."
LINES = [
    "The service knew its people well and the managers of it kept a record of what was agreed",
    "upon with each of them at their first meeting and of what was done about it in the year",
]


@pytest.fixture(params=[True, False], ids=["tagged", "untagged"])
def tagged(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read(folder: Path, markup: str, *, tagged: bool) -> Report:
    return read_here(printed(folder / "report.pdf", markup, tagged=tagged))


def read_bare(folder: Path, data: bytes) -> Report:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return read_here(path)


def test_mark_of_a_note_is_no_part_of_the_number_before_it(tmp_path: Path, *, tagged: bool) -> None:
    markup = (
        "Of 16 cases#super[1] and 16#super[2] more, 161 on the 20#super[th], CO#sub[2], 10 m#super[2]"
        " and 17#footnote[A note on 18.] and #super(typographic: false)[12]3."
    )
    assert shown(read(tmp_path, markup, tagged=tagged)) == [
        (
            "p",
            "Of 16 cases\u00b9 and 16\u00b2 more, 161 on the 20th, CO2, 10 m\u00b2 and 17\u00b9 and \u00b9\u00b23.",
        ),
        ("note", "\u00b9 A note on 18."),
    ]


def test_mark_set_in_small_type_by_hand_is_a_mark_and_a_small_number_on_the_line_is_none(tmp_path: Path) -> None:
    raised = "(Of 16) Tj /F1 7 Tf 5 Ts (1) Tj 0 Ts /F1 12 Tf ( cases and 16) Tj /F1 7 Tf (1) Tj /F1 12 Tf ( more) Tj"
    data = text_pdf("X").replace(b"(X) Tj", raised.encode())
    data = data.replace(b"/Length 36", b"/Length %d" % (36 + len(raised) - len("(X) Tj")))
    assert texts(read_bare(tmp_path, data)) == ["Of 16\u00b9 cases and 161 more"]


def test_headings_are_told_and_a_rating_stands_alone(tmp_path: Path, *, tagged: bool) -> None:
    markup = f"= One\n{KNEW}\n== Two\n{KNEW}\n\nGood\n\n== Requires improvement\n{KNEW}"
    report = read(tmp_path, markup, tagged=tagged)
    assert shown(report) == [
        ("h1", "One"),
        ("p", KNEW),
        ("h2", "Two"),
        ("p", KNEW),
        ("p", "Good"),
        ("p", "Requires improvement"),
        ("p", KNEW),
    ]
    assert [passage.where.section for passage in report.passages] == ["", "One", "One", "Two", "Two", "Two", "Two"]


def test_line_in_bold_is_a_heading_where_no_tag_names_one(tmp_path: Path) -> None:
    markup = f"{KNEW}\n\n*How we worked*\n\n{KNEW}\n\n*61% of 36 cases*"
    assert [role for role, _ in shown(read(tmp_path, markup, tagged=False))] == ["p", "h1", "p", "p"]


def test_items_lose_their_sign_and_keep_their_number(tmp_path: Path, *, tagged: bool) -> None:
    markup = f"- one is here\n- {KNEW} And 16.\n  - deeper\n\n3. third\n4. fourth\n\nAfter it."
    assert shown(read(tmp_path, markup, tagged=tagged)) == [
        ("li", "one is here"),
        ("li", f"{KNEW} And 16."),
        ("li", "deeper"),
        ("li", "3. third"),
        ("li", "4. fourth"),
        ("p", "After it."),
    ]


def test_hyphens_of_the_typesetter_go_and_those_of_the_author_stay(tmp_path: Path, *, tagged: bool) -> None:
    said = (
        "A considerable implementation of responsibilities, forty-six per cent of well-led organisational arrangements,"
        " a multi-agency understanding and twenty-three re-engagements notwithstanding characteristics."
    )
    markup = "#set text(hyphenate: true)\n" + "\n".join(f"#box(width: {width}mm)[{said}]\n" for width in (40, 47, 55))
    assert texts(read(tmp_path, markup, tagged=tagged)) == [said] * 3


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["forty-", "six of 48"], "forty-six of 48"),
        (["the imple-", "mentation"], "the implementation"),
        (["in 2020-", "21"], "in 2020-21"),
        (["by 18 July \u2013", "24 July"], "by 18 July \u2013 24 July"),
        (["at www.inspect.", "example/a-", "b and"], "at www.inspect.example/a-b and"),
        (["write to a.b@c.", "example.org today"], "write to a.b@c.example.org today"),
        (["and/", "or"], "and/or"),
        (["one -", "two"], "one - two"),
        (["end.", "", "New"], "end. New"),
        (["non-", "English and so-", "called so"], "non-English and so-called so"),
    ],
)
def test_lines_are_joined_as_they_are_meant(lines: list[str], text: str) -> None:
    assert text_of(lines, frozenset({"called"})) == text


def test_text_of_a_hundred_thousand_lines_is_joined_at_once() -> None:
    text = text_of(["of the cases that were read www.a", "16 of 36 a@b were good"] * 50_000)
    assert text.count("16 of 36 a@b were good") == 50_000
    assert len(text_of(["a" * 50_000, "b"])) == 50_002


def test_columns_are_read_one_after_the_other(tmp_path: Path, *, tagged: bool) -> None:
    said = " ".join(
        f"Of {place} cases the service knew its people well, and kept a record of it." for place in range(80)
    )
    markup = f"#set page(columns: 2)\n#set par(justify: true)\n{said}"
    report = read(tmp_path, markup, tagged=tagged)
    assert len(texts(report)) == 1
    assert re.findall(r"Of \d+", texts(report)[0]) == re.findall(r"Of \d+", said)
    heading = f'#place(top, float: true, scope: "parent")[#text(size: 20pt)[Over both columns]]\n{said}'
    assert texts(read(tmp_path, f"#set page(columns: 2)\n{heading}", tagged=False)) == ["Over both columns", said]


def test_running_heads_and_page_numbers_are_left_out_and_pages_are_told(tmp_path: Path, *, tagged: bool) -> None:
    said = [f"{KNEW} {KNEW} This is paragraph {place} of 36." for place in range(36)]
    page = (
        "#set page(header: [Inspection of 2023], footer: context align(right)[Page #counter(page).display() of 99])\n"
    )
    report = read(tmp_path, page + "\n\n".join(said), tagged=tagged)
    assert texts(report) == said
    assert report.pages == 3
    assert {passage.where.page for passage in report.passages} == {1, 2, 3}


def test_heads_of_chapters_and_numbers_that_begin_anew_are_left_out(tmp_path: Path) -> None:
    counts = ((3, 1, 4), (1, 5, 9), (2, 6, 5))
    said = [[f"{KNEW} {KNEW} Of 36 cases {count} were good." for count in part] for part in counts]
    chapters = "\n#pagebreak()\n".join(
        f"#set page(header: [Chapter {part}: of what was found], footer: context counter(page).display())\n"
        f"#counter(page).update(1)\n" + "\n#pagebreak()\n".join(pages)
        for part, pages in enumerate(said, 1)
    )
    report = read(tmp_path, chapters.replace("#pagebreak()\n#set", "#set"), tagged=False)
    assert report.pages == 9
    assert texts(report) == [text for pages in said for text in pages]


def test_lines_of_text_that_several_pages_begin_with_are_no_running_heads(tmp_path: Path, *, tagged: bool) -> None:
    said = [
        f"{KNEW} {KNEW} Of 36 cases {count} in {place} were good." for count, place in ((16, "A"), (9, "B"), (7, "C"))
    ]
    assert texts(read(tmp_path, "\n#pagebreak()\n".join(said), tagged=tagged)) == said


def test_sentence_goes_on_over_a_page_and_the_note_at_its_foot(tmp_path: Path, *, tagged: bool) -> None:
    markup = f"#v(215mm)\nOf 36#footnote[A note.] cases {KNEW} {KNEW} {KNEW} {KNEW} {KNEW} Then 16 were good."
    report = read(tmp_path, markup, tagged=tagged)
    assert report.pages == 2
    assert texts(report) == [f"Of 36\u00b9 cases {' '.join([KNEW] * 5)} Then 16 were good.", "\u00b9 A note."]


def test_words_that_cannot_be_seen_are_left_out(tmp_path: Path) -> None:
    outside = "BT /F1 12 Tf 50 7000 Td (Outside 99) Tj ET BT /F1 12 Tf 3 Tr 50 600 Td (Unseen 99) Tj 0 Tr ET "
    slanted = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT 99) Tj ET "
    data = text_pdf(*LINES, operators=outside + slanted)
    assert texts(read_bare(tmp_path, data)) == [" ".join(LINES)]


def test_text_that_was_recognised_on_a_scan_is_read(tmp_path: Path) -> None:
    assert texts(read_bare(tmp_path, text_pdf("Of 16 cases of 36", operators="3 Tr "))) == ["Of 16 cases of 36"]


def test_turned_page_is_read_as_the_other_way_up(tmp_path: Path) -> None:
    data = text_pdf(*LINES).replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 842 595]")
    turned = data.replace(b"/F1 12 Tf 50 700 Td", b"/F1 12 Tf 0 1 -1 0 90 20 Tm")
    length = data[data.index(b"/Length") :].split(b">>")[0]
    longer = b"/Length %d" % (int(length.split()[1]) + len(turned) - len(data))
    assert texts(read_bare(tmp_path, turned.replace(length, longer))) == [" ".join(LINES)]


def test_empty_pages_and_pages_of_pictures_among_others_are_passed_over(tmp_path: Path) -> None:
    square = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), alt: \"square\")"
    markup = f"{KNEW}\n#pagebreak()\n{square}\n#pagebreak()\n#pagebreak()\n{KNEW} Of 16."
    assert texts(read(tmp_path, markup, tagged=False)) == [KNEW, f"{KNEW} Of 16."]


def test_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(text_pdf())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert texts(read_pdf(path)) == ["Of 16 cases of 36 all were good."]


@pytest.mark.parametrize("before", [b"", b"junk\n" * 100, b"\x00" * 900])
def test_pdf_begins_within_its_first_thousand_bytes(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(before + text_pdf())
    assert read_report(path).format == "PDF"
