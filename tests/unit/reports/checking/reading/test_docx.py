from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.reports.checking.reading.made_reports import (
    cell,
    paragraph,
    run,
    shown,
    texts,
    word_file,
    word_part,
    word_table,
    zip_of,
)

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.checking.reading.archive import MOST_INFLATED
from inspectorate.reports.checking.reading.docx import read_docx

STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="Ring"><w:name w:val="a"/><w:basedOn w:val="Gnir"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Gnir"><w:name w:val="b"/><w:basedOn w:val="Ring"/></w:style>'
    '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Bullet"><w:name w:val="List Bullet"/></w:style>'
    '<w:style w:styleId="Caption"><w:name w:val="caption"/><w:rPr><w:b/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
RAISED = '<w:vertAlign w:val="superscript"/>'


def read(folder: Path, body: str, **others: str) -> list[tuple[str, str]]:
    return shown(read_docx(word_file(folder, body, **others)))


def said(folder: Path, body: str, **others: str) -> list[str]:
    return texts(read_docx(word_file(folder, body, **others)))


def in_list(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_headings_are_told_by_style_what_it_is_based_on_and_outline(tmp_path: Path) -> None:
    body = (
        paragraph("One", style="H1")
        + paragraph("Two", style="H2")
        + paragraph("Three", style="Own")
        + paragraph("Four", properties='<w:outlineLvl w:val="3"/>')
        + paragraph("Good", style="H2")
        + paragraph(run("Bold title", "<w:b/>"))
        + paragraph("Table 1: Cases", style="Caption")
        + paragraph("Foreword\t3", style="TOC1")
        + paragraph("An item", style="Bullet")
        + paragraph("Hidden 99", style="Ring")
    )
    assert read(tmp_path, body, styles=STYLES) == [
        ("h1", "One"),
        ("h2", "Two"),
        ("h2", "Three"),
        ("h4", "Four"),
        ("p", "Good"),
        ("h6", "Bold title"),
        ("p", "Table 1: Cases"),
        ("p", "Foreword 3"),
        ("li", "An item"),
    ]


def test_lists_have_the_numbers_that_word_writes(tmp_path: Path) -> None:
    body = in_list("a", 1) + in_list("b", 1) + in_list("c", 1, 1) + in_list("d", 1, 1) + in_list("e", 1)
    body += in_list("f", 2) + in_list("g", 3) + in_list("h", 0) + in_list("i", 1, -4) + in_list("j", 1, 999_999)
    assert read(tmp_path, body, numbering=NUMBERING) == [
        ("li", "1. a"),
        ("li", "2. b"),
        ("li", "2.a) c"),
        ("li", "2.b) d"),
        ("li", "3. e"),
        ("li", "f"),
        ("li", "5. g"),
        ("p", "h"),
        ("li", "6. i"),
        ("li", "j"),
    ]


def test_merged_cells_are_laid_out_and_a_figure_is_said_once(tmp_path: Path) -> None:
    down, again = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = word_table(
        ["<w:trPr><w:tblHeader/></w:trPr>", cell("Q"), cell("2021", '<w:gridSpan w:val="2"/>')],
        [cell("A", down), cell("16"), cell("17")],
        [cell("", again), cell("18"), cell("19")],
        ["<w:trPr><w:del/></w:trPr>", cell("gone"), cell("99"), cell("99")],
        [cell("B"), cell("5", down), cell("6")],
        [cell("C"), cell("", again), cell("7")],
        [cell("Of 12 more", '<w:gridSpan w:val="3"/>')],
    )
    assert read(tmp_path, body) == [
        ("heads", "Q\t2021\t2021"),
        ("row", "A\t16\t17"),
        ("row", "A\t18\t19"),
        ("row", "B\t5\t6"),
        ("row", "C\t\t7"),
        ("row", "Of 12 more"),
    ]


def test_table_in_a_table_follows_its_row(tmp_path: Path) -> None:
    inner = f"<w:tc>{paragraph('16')}{word_table([cell('in'), cell('7%')])}{paragraph('')}</w:tc>"
    head = ["<w:trPr><w:tblHeader/></w:trPr>", cell("Area"), cell("Share")]
    assert read(tmp_path, word_table(head, [cell("A"), inner], [cell("B"), cell("8%")])) == [
        ("heads", "Area\tShare"),
        ("row", "A\t16"),
        ("row", "in\t7%"),
        ("row", "B\t8%"),
    ]


def test_notes_stand_at_the_end_of_their_section_and_their_marks_are_superscript(tmp_path: Path) -> None:
    body = (
        paragraph(run("Of 16"), '<w:r><w:footnoteReference w:id="7"/></w:r>', run(" and 161 cases."))
        + paragraph(run("More"), '<w:r><w:endnoteReference w:id="3"/></w:r>')
        + paragraph("Next", style="H1")
        + paragraph(run("Of 17"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}>{paragraph(text)}</w:footnote>'
        for number, kind, text in (
            (-1, ' w:type="separator"', "99"),
            (2, "", " Second 19."),
            (7, "", " First 18."),
            (8, "", "Nothing refers to these 99."),
        )
    )
    end = f'<w:endnote w:id="3">{paragraph("At the end.")}</w:endnote>'
    assert read(tmp_path, body, styles=STYLES, footnotes=notes, endnotes=end) == [
        ("p", "Of 16\u00b9 and 161 cases."),
        ("p", "More\u00b9"),
        ("note", "\u00b9 First 18."),
        ("h1", "Next"),
        ("p", "Of 17\u00b2"),
        ("note", "\u00b2 Second 19."),
        ("note", "\u00b9 At the end."),
    ]


def test_raised_figures_are_marks_however_they_are_raised_and_raised_letters_are_letters(tmp_path: Path) -> None:
    lifted = '<w:position w:val="6"/><w:sz w:val="12"/>'
    lowered = '<w:position w:val="-6"/>'
    body = paragraph(
        run("16"), run("1", RAISED), run(" and 1"), run("6", "<w:b/>"), run("2", lifted), run(" on the 10"),
        run("th", RAISED), run(", CO"), run("2", lowered),
    )  # fmt: skip
    assert said(tmp_path, body) == ["16\u00b9 and 16\u00b2 on the 10th, CO2"]


def test_inserted_words_are_in_and_deleted_and_hidden_ones_out(tmp_path: Path) -> None:
    body = (
        paragraph(
            run("Of "),
            f"<w:ins>{run('16')}</w:ins><w:del><w:r><w:delText>99</w:delText></w:r></w:del>",
            run(" of 36"),
            f"<w:moveFrom>{run(' moved 99')}</w:moveFrom><w:moveTo>{run(' moved')}</w:moveTo>",
            run("99", "<w:vanish/>"),
            run(" in all", '<w:vanish w:val="0"/>'),
        )
        + paragraph("First half,", properties="<w:rPr><w:del/></w:rPr>")
        + paragraph(" second half,", properties="<w:rPr><w:del/></w:rPr>")
        + paragraph(" third.")
        + paragraph("Last", properties="<w:rPr><w:del/></w:rPr>")
    )
    assert said(tmp_path, body) == ["Of 16 of 36 moved in all", "First half, second half, third.", "Last"]


def test_text_box_follows_the_paragraph_that_it_hangs_on_and_is_read_once(tmp_path: Path) -> None:
    words = f"<w:txbxContent>{paragraph('In the box 17')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{words}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{words}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert said(tmp_path, paragraph("Before 16", box, run(" of 36"))) == ["Before 16 of 36", "In the box 17"]
    alone = f"<w:r><mc:AlternateContent><mc:Fallback><w:pict>{words}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert said(tmp_path, paragraph(alone)) == ["In the box 17"]


def test_fields_are_their_results_and_what_wraps_runs_is_read(tmp_path: Path) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = paragraph(
        run("Of "), mark.format("begin"), "<w:r><w:instrText> REF x 99 </w:instrText></w:r>", run("99"),
        mark.format("separate"), run("16"), mark.format("end"), run(" of 36"),
        f'<w:fldSimple w:instr="x 99">{run(" a")}</w:fldSimple><w:hyperlink>{run(" b")}</w:hyperlink>',
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click 99')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run(' c')}</w:smartTag>",
    ) + paragraph(mark.format("begin"), run("99")) + paragraph("After")  # fmt: skip
    assert said(tmp_path, body) == ["Of 16 of 36 a b c", "After"]


def test_signs_breaks_and_tabs_are_what_is_printed(tmp_path: Path) -> None:
    body = paragraph(
        "<w:r><w:t>4</w:t><w:noBreakHyphen/><w:t>5</w:t><w:softHyphen/><w:t>6 1</w:t><w:br/></w:r>", "Good"
    )
    body += paragraph('<w:r><w:sym w:char="F0B7"/><w:sym w:char="0031"/><w:sym w:char="zz"/></w:r>', "6")
    body += paragraph("<w:r><w:t>A</w:t><w:tab/><w:t>61%</w:t></w:r>")
    body += paragraph(
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert read(tmp_path, body) == [("p", "4-56 1"), ("p", "Good"), ("p", "16"), ("row", "A\t61%"), ("p", "1/3")]


def test_strict_document_and_one_of_another_main_part_are_read(tmp_path: Path) -> None:
    strict = word_part("document", f"<w:body>{paragraph('Of 16')}</w:body>").replace(
        "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
    )
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/other.xml"/></Relationships>'
    )
    path = zip_of(
        tmp_path / "r.docx", {"_rels/.rels": related, "word/other.xml": strict, "[Content_Types].xml": "<a/>"}
    )
    assert texts(read_docx(path)) == said(tmp_path, paragraph("Of 16")) == ["Of 16"]


LAUGHS = "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10}">' for place in range(1, 10))
DEEP = "<w:sdt>" * 300 + paragraph("Of 16") + "</w:sdt>" * 300


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{}&x;', "docx-doctype"),
        (f'<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]>{{}}&l9;', "docx-doctype"),
        ('<!DOCTYPE d SYSTEM "http://127.0.0.1/d.dtd">{}', "docx-doctype"),
        (f"{{}}{DEEP}", "docx-nested"),
        ("{}<w:p>", "docx-damaged"),
        ("<a/>", "it has no body"),
    ],
    ids=["external entity", "billion laughs", "external document type", "nested", "not well-formed", "no body"],
)
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_hostile_xml_is_refused_in_any_encoding(tmp_path: Path, document: str, told: str, code: str) -> None:
    start = word_part("document", "<w:body>{}</w:body>").partition("{}")
    content = document.replace("{}", start[0]) + (start[2] if "{}" in document and told != "docx-damaged" else "")
    declared = f'<?xml version="1.0" encoding="{code}"?>{content}'
    path = zip_of(tmp_path / "report.docx", {"word/document.xml": declared.encode(code)})
    with pytest.raises(ProblemsFound, match=told):
        read_docx(path)


def test_part_that_grows_beyond_belief_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "report.docx", {"word/document.xml": b"0" * 20_000_000})
    with pytest.raises(ProblemsFound, match=r"its part word/document.xml grows 1,0\d\d times as it is opened"):
        read_docx(path)


def test_archive_that_lies_about_its_size_is_refused_as_it_is_unpacked(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("Of 16"))
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4) + 24
    path.write_bytes(data[:at] + (3).to_bytes(4, "little") + data[at + 4 :])
    with pytest.raises(ProblemsFound, match=r"word/document.xml (?:cannot be unpacked|is not well-formed)"):
        read_docx(path)
    path.write_bytes(data[:at] + (MOST_INFLATED + 1).to_bytes(4, "little") + data[at + 4 :])
    with pytest.raises(ProblemsFound, match="201 MB in all, where 200 MB are allowed"):
        read_docx(path)


def test_archive_of_countless_parts_is_refused_by_its_list(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "report.docx", {"word/document.xml": "<a/>"} | {f"{place}": "" for place in range(10_001)})
    with pytest.raises(ProblemsFound, match="it lists more than 10,000 parts"):
        read_docx(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_document_that_is_cut_off_is_damaged(tmp_path: Path, kept: float) -> None:
    path = word_file(tmp_path, paragraph("Of 16"))
    path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    with pytest.raises(ProblemsFound, match=r"report.docx: The Word document is damaged: its end is missing"):
        read_docx(path)


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Of 16", properties="<w:rPr><w:del/></w:rPr>") * 2_000,
        paragraph(*[run("1", RAISED)] * 4_000),
        "".join(in_list("Of 16", 1, place) for place in range(2_000)),
        "".join(paragraph("Of 16", style=f"S{place}") for place in range(2_000)),
        f"<w:p><w:r><mc:AlternateContent>{'<w:t>16 </w:t>' * 20_000}{'<mc:Fallback/>' * 20_000}</mc:AlternateContent></w:r></w:p>",  # noqa: E501 - one element
        word_table(*[[cell("Of 16", '<w:gridSpan w:val="999999"/>'), cell("17")]] * 50),
    ],
    ids=["deleted ends", "marks", "levels", "styles", "alternatives", "spans"],
)
def test_document_made_to_take_for_ever_is_read(tmp_path: Path, body: str) -> None:
    styles = "".join(f'<w:style w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>' for n in range(2_000))
    assert said(tmp_path, body, styles=styles, numbering=NUMBERING)
