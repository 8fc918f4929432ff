from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.document import Chart, Column, Document, Heading, Link, ListBlock, Paragraph, Table, Text
from inspectorate.reports.outputs.docx import render_docx
from inspectorate.reports.outputs.docx_template import NEEDED_STYLES, main, numbering_of, write_docx_template

HOSTILE = '#panic("no") *bold* _em_ $x^2$ @ref <label> \\ `code` [[x]] & <b>"\'</b> // a /* b */ = not a heading'


@pytest.fixture(scope="module")
def rendered(rich_document: Document) -> bytes:
    return render_docx(rich_document)


@pytest.fixture(scope="module")
def word(rendered: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(rendered))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "house.docx"
    write_docx_template(path)
    return path


def styled(word: WordDocument, style: str) -> list[WordParagraph]:
    return [paragraph for paragraph in word.paragraphs if paragraph.style is not None and paragraph.style.name == style]


def texts(word: WordDocument, style: str) -> list[str]:
    return [paragraph.text for paragraph in styled(word, style)]


def number_of(paragraph: WordParagraph) -> int:
    (found,) = paragraph._p.iter(qn("w:numId"))
    return int(str(found.get(qn("w:val"))))


def starts(word: WordDocument) -> dict[int, int]:
    numbering = word.part.numbering_part.element
    overrides = {
        number.numId: number.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") for number in numbering.num_lst
    }
    return {number: int(start.get(qn("w:val"))) for number, start in overrides.items() if start is not None}


def problems_of(document: Document, template: Path) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as caught:
        render_docx(document, template=template)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_docx_headings_are_real_and_have_no_gap(word: WordDocument, rich_document: Document) -> None:
    assert texts(word, "Title") == [rich_document.title]
    headings = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in word.paragraphs
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
    ]
    assert headings == [(block.level - 1, block.text) for block in rich_document.blocks if isinstance(block, Heading)]


def test_docx_paragraphs_have_the_style_of_their_role(word: WordDocument) -> None:
    assert texts(word, "Quote") == [
        "They listened to me, and then they did something about it.",
        "A person on probation",
    ]
    assert "Percentages are of the cases to which a question applies." in texts(word, "Note")
    assert texts(word, "Lead")[0].startswith("Practitioners were motivated")
    assert texts(word, "Notice")[0].startswith("The records of this example were made up")


def test_docx_numbered_lists_go_on_and_begin_anew(word: WordDocument) -> None:
    numbered = styled(word, "List Number")
    begun = starts(word)
    assert [(paragraph.text[:6], begun[number_of(paragraph)]) for paragraph in numbered] == [
        ("First ", 1),
        ("Second", 1),
        ("Third", 3),
        ("Fourth", 3),
        ("Fifth", 3),
        ("Anew, ", 1),
    ]
    assert len({number_of(paragraph) for paragraph in numbered}) == 3
    assert texts(word, "List Continue") == ["and a second paragraph of it."]


def test_docx_nested_lists_have_styles_of_their_level(word: WordDocument) -> None:
    assert texts(word, "List Bullet 2") == ["inner one", "inner two"]
    assert texts(word, "List Bullet 3") == ["innermost"]
    assert texts(word, "List Bullet") == ["A strength", "A bold strength"]


def test_docx_lists_deeper_than_the_styles_stay_readable(rich_document: Document) -> None:
    block = ListBlock(((Paragraph((Text("fourth and fifth"),)),),), start=7)
    for _ in range(4):
        block = ListBlock(((block,),), start=1)
    word = docx.Document(io.BytesIO(render_docx(replace(rich_document, blocks=(block,)))))
    (paragraph,) = styled(word, "List Number 3")
    assert starts(word)[number_of(paragraph)] == 7


def test_docx_table_headers_repeat_and_rows_stay_whole(word: WordDocument) -> None:
    assert len(word.tables) == 5
    for table in word.tables:
        first, *rows = table._tbl.tr_lst
        assert list(first.iter(qn("w:tblHeader")))
        assert not any(list(row.iter(qn("w:tblHeader"))) for row in rows)
        assert all(list(row.iter(qn("w:cantSplit"))) for row in (first, *rows))
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.style is not None
        assert table.style.name == "Report Table"


def test_docx_captions_count_in_fields(word: WordDocument, rich_document: Document) -> None:
    captions = [caption for caption in styled(word, "Caption") if "SEQ" in caption._p.xml]
    charts = [block for block in rich_document.blocks if isinstance(block, Chart)]
    long = next(block for block in rich_document.blocks if isinstance(block, Table))
    assert [caption.text for caption in captions] == [
        f"Table 1: {charts[0].table.caption}",  # of key questions, before its chart
        f"Figure 1: {charts[0].title}",
        f"Figure 2: {charts[1].title}",
        f"Table 2: {charts[1].table.caption}",
        f"Table 3: {long.caption}",
    ]
    assert all(f" SEQ {caption.text.split()[0]} " in caption._p.xml for caption in captions)


def test_docx_tables_hold_every_cell(word: WordDocument, rich_document: Document) -> None:
    long = next(block for block in rich_document.blocks if isinstance(block, Table))
    cells = [tuple(cell.text for cell in row.cells) for row in word.tables[-1].rows]
    assert cells == [tuple(column.title for column in long.columns), *long.rows]


def test_docx_columns_fill_the_line(word: WordDocument) -> None:
    page = word.sections[0]
    line = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    for table in word.tables:
        together = sum(column.width or 0 for column in table.columns)
        assert line * 0.99 < together <= line


def test_docx_pictures_have_alternative_texts_and_fit(word: WordDocument, rich_document: Document) -> None:
    charts = [block for block in rich_document.blocks if isinstance(block, Chart)]
    page = word.sections[0]
    line = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    assert len(word.inline_shapes) == len(charts)
    for shape, chart in zip(word.inline_shapes, charts, strict=True):
        described = shape._inline.docPr.get("descr")
        assert all(row.shown in described for row in chart.rows)
        assert described.startswith(chart.title)
        assert shape.width <= line


def test_docx_ratings_are_said_in_words(word: WordDocument) -> None:
    cells = [[cell.text for cell in row.cells] for table in word.tables[:2] for row in table.rows]
    assert ["1.1", "Leadership", "Requires improvement"] in cells
    assert ["2.1", "Court work", "Not rated"] in cells
    assert cells[0] == ["Standard", "Title", "Rating"]
    said = [paragraph.text.replace("\u00a0", " ").strip() for paragraph in word.paragraphs]
    assert "Overall rating:  Requires improvement" in said
    assert "Score: 10/24" in said
    assert "Rating:  Inadequate" in said


def test_docx_language_and_properties_are_set(word: WordDocument, rich_document: Document) -> None:
    properties = word.core_properties
    assert (properties.title, properties.author) == (rich_document.title, rich_document.publisher)
    assert properties.language == "en-GB"
    assert properties.created == properties.modified == datetime(2023, 5, 1, tzinfo=UTC)
    languages = {found.get(qn("w:val")) for found in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_docx_contents_lead_to_the_headings(word: WordDocument, rich_document: Document) -> None:
    expected = [block for block in rich_document.blocks if isinstance(block, Heading) and block.level <= 3]
    entries = [
        paragraph for paragraph in word.paragraphs if str(getattr(paragraph.style, "name", "")).startswith("toc")
    ]
    assert [entry.text for entry in entries] == [heading.text for heading in expected]
    assert all(entry.hyperlinks[0].fragment for entry in entries)
    assert 'TOC \\o "1-2"' in entries[0]._p.xml
    # Word would ask the reader whether to update fields.
    assert word.settings.element.find(qn("w:updateFields")) is None


def test_docx_fields_begin_and_end_in_pairs(word: WordDocument) -> None:
    kinds = [mark.get(qn("w:fldCharType")) for mark in word.element.body.iter(qn("w:fldChar"))]
    assert kinds[0] == "begin"
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 6


def test_docx_inner_links_lead_to_bookmarks(word: WordDocument) -> None:
    bookmarks = [found.get(qn("w:name")) for found in word.element.body.iter(qn("w:bookmarkStart"))]
    targets = {
        found.get(qn("w:anchor"))
        for found in word.element.body.iter(qn("w:hyperlink"))
        if found.get(qn("w:anchor")) is not None
    }
    assert targets
    assert targets <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))
    assert all(len(name) <= 40 for name in bookmarks)


def test_docx_links_only_where_it_is_safe(word: WordDocument) -> None:
    outside = [relation.target_ref for relation in word.part.rels.values() if relation.is_external]
    assert outside == ["https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"]
    (said,) = [paragraph.text for paragraph in word.paragraphs if "no script" in paragraph.text]
    assert "See the standard, nowhere, the licence and no script." in said


def test_docx_footer_holds_title_and_page_number_from_the_second_page(
    word: WordDocument, rich_document: Document
) -> None:
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert "".join(paragraph.text for paragraph in section.first_page_footer.paragraphs) == ""
    (line,) = section.footer.paragraphs
    assert line.text.startswith(rich_document.title)
    assert " PAGE " in line._p.xml


def test_docx_shows_hostile_text_as_it_stands(word: WordDocument) -> None:
    assert HOSTILE in texts(word, "Normal")
    assert f"Annexe: {HOSTILE}" in texts(word, "Heading 1")


def test_docx_replaces_characters_that_xml_cannot_hold(rich_document: Document) -> None:
    odd = "a\x00b\x07c\ud800d"
    document = replace(
        rich_document,
        title=odd,
        blocks=(Heading(2, odd, "odd"), Paragraph((Link((Text(odd),), "https://example.org/\x00"),))),
    )
    word = docx.Document(io.BytesIO(render_docx(document)))
    assert texts(word, "Heading 1") == ["a\ufffdb\ufffdc\ufffdd"]


def test_docx_of_one_document_has_the_same_bytes(rendered: bytes, rich_document: Document) -> None:
    assert render_docx(rich_document) == rendered
    with zipfile.ZipFile(io.BytesIO(rendered)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_docx_of_empty_parts_is_still_a_document(rich_document: Document) -> None:
    document = replace(
        rich_document,
        subtitle="",
        published="",
        notices=(),
        attribution="",
        blocks=(
            Paragraph(()),
            ListBlock(()),
            ListBlock(((),)),
            Paragraph((Link((), "https://example.org"),)),
            Table("empty", "Nothing found", (Column("Area"), Column("Cases", numeric=True)), ()),
        ),
    )
    word = docx.Document(io.BytesIO(render_docx(document)))
    assert [cell.text for cell in word.tables[0].rows[0].cells] == ["Area", "Cases"]


def test_house_template_keeps_its_styles_and_loses_its_text(template: Path, rich_document: Document) -> None:
    house = docx.Document(str(template))
    heading = house.styles["Heading 1"]
    assert isinstance(heading, ParagraphStyle)
    heading.font.size = Pt(31)
    house.sections[0].header.paragraphs[0].text = "Our house"
    house.sections[0].footer.paragraphs[0].text = "Our own foot"
    house.add_paragraph("left over")
    house.save(str(template))
    word = docx.Document(io.BytesIO(render_docx(rich_document, template=template)))
    assert 'w:sz w:val="62"' in word.styles["Heading 1"].element.xml
    assert [paragraph.text for paragraph in word.sections[0].header.paragraphs] == ["Our house"]
    assert [paragraph.text for paragraph in word.sections[0].footer.paragraphs] == ["Our own foot"]
    assert "left over" not in [paragraph.text for paragraph in word.paragraphs]
    assert texts(word, "Title") == [rich_document.title]


def test_written_template_is_what_a_report_takes_without_one(
    template: Path, rendered: bytes, rich_document: Document
) -> None:
    assert render_docx(rich_document, template=template) == rendered


def test_written_template_shows_each_of_its_paragraph_styles(template: Path) -> None:
    shown = {str(getattr(paragraph.style, "name", "")) for paragraph in docx.Document(str(template)).paragraphs}
    needed = {style.name for style in NEEDED_STYLES if style.kind == "paragraph"}
    assert needed - shown == {"Header", "Footer"}


def test_template_that_lacks_styles_has_every_one_of_them_named(template: Path, rich_document: Document) -> None:
    house = docx.Document(str(template))
    gone = ("Caption", "List Number", "Report Table", "Hyperlink")
    for name in gone:
        house.styles[name].delete()
    house.save(str(template))
    found = problems_of(rich_document, template)
    assert [code for code, _ in found] == ["style-missing"] * 4
    assert all(any(f'"{name}"' in message for _, message in found) for name in gone)


def test_template_with_a_style_of_another_kind_is_refused(template: Path, rich_document: Document) -> None:
    house = docx.Document(str(template))
    house.styles["Caption"].delete()
    house.styles.add_style("Caption", WD_STYLE_TYPE.CHARACTER)
    house.save(str(template))
    ((code, message),) = problems_of(rich_document, template)
    assert code == "style-kind"
    assert "a character style, and a paragraph style is needed" in message


def test_template_whose_numbered_style_has_no_list_is_refused(template: Path, rich_document: Document) -> None:
    house = docx.Document(str(template))
    properties = house.styles["List Number 2"].element.pPr
    properties.remove(properties.numPr)
    house.save(str(template))
    assert [code for code, _ in problems_of(rich_document, template)] == ["style-not-numbered"]


def broken_files() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "text", b"not a Word file"
    spreadsheet = io.BytesIO()
    with zipfile.ZipFile(spreadsheet, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    yield "other zip", spreadsheet.getvalue()


@pytest.mark.parametrize(("name", "content"), list(broken_files()))
def test_template_that_is_no_word_file_is_refused(
    tmp_path: Path, rich_document: Document, name: str, content: bytes
) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(content)
    assert [code for code, _ in problems_of(rich_document, path)] == ["template-unreadable"]


def test_template_that_is_not_there_is_refused(tmp_path: Path, rich_document: Document) -> None:
    ((code, message),) = problems_of(rich_document, tmp_path / "none.docx")
    assert code == "template-unreadable"
    assert "there is no such file" in message


def test_template_command_writes_the_same_file_each_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    assert main([str(first)]) == main([str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert capsys.readouterr().out == f"{first}\n{second}\n"


def test_template_command_says_where_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([str(tmp_path / "no" / "a.docx")])
    assert caught.value.code == 2
    assert "cannot be written" in capsys.readouterr().err


def test_numbering_of_a_style_is_found_in_the_one_it_is_based_on(template: Path) -> None:
    house = docx.Document(str(template))
    derived = house.styles.add_style("Our Numbers", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = house.styles["List Number 2"]
    assert numbering_of(derived) == numbering_of(house.styles["List Number 2"]) == (2, 1)
    assert numbering_of(house.styles["Normal"]) is None
