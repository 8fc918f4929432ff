"""What PDF/UA-1 asks of a file that a machine can check, and what the report promises beyond it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest

from inspectorate.cli.inspections import rate_inspection
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.assembling import build_document
from inspectorate.reports.document import (
    Block,
    Chart,
    ChartKind,
    ChartRow,
    Column,
    Document,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    RatingsPage,
    Table,
    Text,
)
from inspectorate.reports.outputs.pdf import render_pdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "f*", "F", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}
SHOWING = {"Tj", "TJ", "'", '"'}
EXAMPLE = Path(__file__).parents[4] / "examples" / "manchester-north"
HOSTILE = '#panic("no") *bold* _em_ $x^2$ @ref <label> \\ `code` [[x]] & <b>"\'</b> // a /* b */ = not a heading'


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.fixture(scope="module")
def rendered(rich_document: Document) -> bytes:
    return render_pdf(rich_document)


@pytest.fixture(scope="module")
def pdf(rendered: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(rendered)) as opened:
        yield opened


def elements(node: object) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements below a node in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def tagged(pdf: pikepdf.Pdf, *names: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements(pdf.Root.StructTreeRoot.K) if str(element.S).removeprefix("/") in names]


def attribute(element: pikepdf.Dictionary, name: str) -> object:
    owned = element.get("/A", pikepdf.Array())
    for attributes in owned if isinstance(owned, pikepdf.Array) else [owned]:
        if name in attributes:
            return attributes[name]
    return None


def words_of(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def with_blocks(document: Document, *blocks: Block) -> Document:
    return replace(document, blocks=blocks)


def outline_titles(item: object) -> Iterator[str]:
    while isinstance(item, pikepdf.Dictionary):
        yield str(item.Title)
        yield from outline_titles(item.get("/First"))
        item = item.get("/Next")


def test_pdf_says_that_it_is_tagged_and_keeps_pdf_ua(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    assert not bool(pdf.Root.MarkInfo.get("/Suspects", False))
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_pdf_has_language_title_and_author(pdf: pikepdf.Pdf, rich_document: Document) -> None:
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == rich_document.title
        assert list(metadata["dc:creator"]) == [rich_document.publisher]
        assert metadata["xmp:CreateDate"].startswith("2023-05-01")


def test_pdf_headings_run_from_the_title_without_a_gap(pdf: pikepdf.Pdf, rich_document: Document) -> None:
    headings = tagged(pdf, "H1", "H2", "H3", "H4", "H5", "H6")
    levels = [int(str(heading.S)[2:]) for heading in headings]
    expected = [block.level for block in rich_document.blocks if isinstance(block, Heading)]
    # The title, the contents, and then the report's own.
    assert levels == [1, 2, *expected]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pdf_outline_holds_every_heading(pdf: pikepdf.Pdf, rich_document: Document) -> None:
    titles = list(outline_titles(pdf.Root.Outlines.First))
    assert titles == [block.text for block in rich_document.blocks if isinstance(block, Heading)]


def test_pdf_figures_all_have_alternative_texts_with_their_values(pdf: pikepdf.Pdf, rich_document: Document) -> None:
    alternatives = [str(figure.Alt) for figure in tagged(pdf, "Figure")]
    charts = [block for block in rich_document.blocks if isinstance(block, Chart)]
    assert len(alternatives) == len(charts) > 0
    for alternative, chart in zip(alternatives, charts, strict=True):
        assert all(row.shown in alternative and row.label in alternative for row in chart.rows)
        assert chart.title in alternative


def test_pdf_tables_have_header_cells_with_scope(pdf: pikepdf.Pdf) -> None:
    tables = tagged(pdf, "Table")
    assert len(tables) == 4
    for table in tables:
        headers = [cell for cell in elements(table.K) if cell.S == "/TH"]
        assert headers
        assert all(attribute(header, "/Scope") in {"/Column", "/Row", "/Both"} for header in headers)
        cells = [cell for cell in elements(table.K) if cell.S == "/TD"]
        assert all(attribute(cell, "/Headers") for cell in cells)


def test_pdf_charts_and_tables_have_captions(pdf: pikepdf.Pdf, rendered: bytes, rich_document: Document) -> None:
    charts = [block for block in rich_document.blocks if isinstance(block, Chart)]
    tables = [chart.table for chart in charts] + [block for block in rich_document.blocks if isinstance(block, Table)]
    assert len(tagged(pdf, "Caption")) == len(charts) + len(tables)
    said = words_of(rendered)
    for number, table in enumerate(tables, start=1):
        assert f"Table {number}: {table.caption}" in said
    for number, chart in enumerate(charts, start=1):
        assert f"Figure {number}: {chart.title}" in said


def test_pdf_lists_have_labels_and_bodies(pdf: pikepdf.Pdf) -> None:
    items = tagged(pdf, "LI")
    assert len(items) == 11
    assert all([str(part.S) for part in elements(item.K)][:2] == ["/Lbl", "/LBody"] for item in items)


def test_pdf_tab_order_follows_the_structure_on_every_page(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) > 3
    assert all(page.obj.get("/Tabs") == "/S" for page in pdf.pages)


def test_pdf_embeds_every_font(pdf: pikepdf.Pdf) -> None:
    descriptors = [
        found
        for found in pdf.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"
    ]
    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)
    assert all("SourceSansPro" in str(descriptor.FontName) for descriptor in descriptors)


def marked_content(page: pikepdf.Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each painting operator with the tags it stands in."""
    open_tags: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            open_tags.append(str(instruction.operands[0]))
        elif operator == "EMC":
            open_tags.pop()
        elif operator in PAINTING:
            yield operator, tuple(open_tags)


def test_pdf_marks_everything_painted_as_content_or_artefact(pdf: pikepdf.Pdf) -> None:
    assert all(tags for page in pdf.pages for _, tags in marked_content(page))


def test_pdf_footers_are_artefacts(pdf: pikepdf.Pdf, rich_document: Document) -> None:
    for page in list(pdf.pages)[1:]:
        assert any("/Artifact" in tags for operator, tags in marked_content(page) if operator in SHOWING)
    first = next(iter(pdf.pages))
    assert not any("/Artifact" in tags for operator, tags in marked_content(first) if operator in SHOWING)
    assert rich_document.title


def test_pdf_links_are_described_and_in_the_structure(pdf: pikepdf.Pdf) -> None:
    links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
    assert all(str(link.get("/Contents", "")).strip() and "/StructParent" in link for link in links)
    addresses = [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]
    assert addresses == ["https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"]


def accessibility_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a written check of PDF/UA-1 finds wrong with any report."""
    levels = [int(str(heading.S)[2:]) for heading in tagged(pdf, "H1", "H2", "H3", "H4", "H5", "H6")]
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings {levels}"
    yield from ("figure without words" for figure in tagged(pdf, "Figure") if not str(figure.get("/Alt", "")).strip())
    for table in tagged(pdf, "Table"):
        headers = [cell for cell in elements(table.K) if cell.S == "/TH"]
        if not headers or not all(attribute(header, "/Scope") for header in headers):
            yield "table without header cells"
    for number, page in enumerate(pdf.pages, start=1):
        if page.obj.get("/Tabs") != "/S":
            yield f"tab order of page {number}"
        if not all(tags for _, tags in marked_content(page)):
            yield f"unmarked content on page {number}"
        links = page.obj.get("/Annots", pikepdf.Array())
        yield from (f"link on page {number}" for link in links if not str(link.get("/Contents", "")).strip())


def test_pdf_of_the_example_passes_the_check() -> None:
    rated = rate_inspection(EXAMPLE, frameworks=None, groups=True)
    document, problems = build_document(
        framework=rated.edition.framework, inspection=rated.inspection, results=rated.results, rating=rated.rating
    )
    assert not problems.errors
    with pikepdf.open(io.BytesIO(render_pdf(document))) as pdf:
        assert list(accessibility_faults(pdf)) == []
        assert len(tagged(pdf, "Figure")) >= 6


def test_check_finds_what_is_not_accessible(rendered: bytes) -> None:
    with pikepdf.open(io.BytesIO(rendered)) as pdf:
        assert list(accessibility_faults(pdf)) == []
        del tagged(pdf, "Figure")[0].Alt
        tagged(pdf, "H2")[-1].S = pikepdf.Name("/H6")
        del pdf.pages[2].obj.Tabs
        assert len(list(accessibility_faults(pdf))) == 3


def test_pdf_gives_a_chart_higher_than_a_page_in_parts(rich_document: Document) -> None:
    rows = tuple(ChartRow(f"{number}.1 Group {group}", 50.0, "50%") for number in range(30) for group in "ab")
    table = Table("rows", "The same", (Column("Row"), Column("Share", numeric=True)), (("all", "50%"),))
    chart = Chart("long", ChartKind.BANDED_BARS, "A long chart", "Sixty bars.", rows, table)
    rendered = render_pdf(with_blocks(rich_document, Heading(2, "Foreword", "foreword"), chart))
    with pikepdf.open(io.BytesIO(rendered)) as pdf:
        alternatives = [str(figure.Alt) for figure in tagged(pdf, "Figure")]
        boxes = [attribute(figure, "/BBox") for figure in tagged(pdf, "Figure")]
    assert len(alternatives) > 1
    assert alternatives[0].startswith(f"A long chart, part 1 of {len(alternatives)}.")
    assert [row.label for row in rows if not any(f"{row.label}: 50%" in words for words in alternatives)] == []
    assert all(isinstance(box, pikepdf.Array) and float(box[1]) > 0 and float(box[3]) < 842 for box in boxes)


def test_pdf_breaks_a_word_that_is_longer_than_its_column(rich_document: Document) -> None:
    digest = "68c538e23dfe71cc29fdbacab08505f39c61713b65ca70886461cd7d46f2b34c"
    table = Table("t", "Digests", (Column("Of"), Column("A"), Column("B")), (("data", digest, digest),))
    rendered = render_pdf(with_blocks(rich_document, Heading(2, "Foreword", "foreword"), table))
    said = "".join(words_of(rendered).split())
    assert said.count("cd7d46f2b34c") == 2
    reader = pypdf.PdfReader(io.BytesIO(rendered))
    places: list[float] = []
    reader.pages[2].extract_text(visitor_text=lambda _text, _cm, matrix, _font, _size: places.append(matrix[4]))
    assert max(places) < 595 - 70


def test_pdf_of_one_document_has_the_same_bytes(rendered: bytes, rich_document: Document) -> None:
    assert render_pdf(rich_document) == rendered


def test_pdf_shows_hostile_text_as_it_stands(rendered: bytes) -> None:
    assert words_of(rendered).replace(" ", "").count(HOSTILE.replace(" ", "")) >= 2


def test_pdf_says_ratings_in_words_on_one_page(rendered: bytes, rich_document: Document) -> None:
    page = next(block for block in rich_document.blocks if isinstance(block, RatingsPage))
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(rendered)).pages]
    (found,) = [text for text in pages if page.score in text]
    lines = [line for group in page.groups for line in group.lines]
    assert all(line.badge.label in found and line.title in found for line in lines)
    assert f"Overall rating {page.overall.label}" in found


def test_pdf_has_notices_on_its_first_page(rendered: bytes, rich_document: Document) -> None:
    first = pypdf.PdfReader(io.BytesIO(rendered)).pages[0].extract_text()
    assert rich_document.notices[0] in " ".join(first.split())


def test_pdf_numbers_go_on_where_a_list_says(rendered: bytes) -> None:
    assert "3. Third 4. Fourth 5. Fifth" in words_of(rendered)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a smile \U0001f600 here", "a smile [grinning face] here"),
        ("\u6f22 and again \u6f22", "[cjk unified ideograph-6f22] and again [cjk unified ideograph-6f22]"),
        ("a family \U0001f468\u200d\U0001f469 here", "a family [man][woman] here"),
        ("Cl\u0175yd \u2192 d\u0177", "Cl\u0175yd \u2192 d\u0177"),
    ],
)
def test_pdf_names_characters_that_it_cannot_draw(rich_document: Document, text: str, shown: str) -> None:
    document = with_blocks(rich_document, Heading(2, "Foreword", "foreword"), words(text))
    assert shown in words_of(render_pdf(document))


def test_pdf_replaces_control_characters(rich_document: Document) -> None:
    document = with_blocks(rich_document, Heading(2, "Foreword", "foreword"), words("a\x00b\x07c\ud800d"))
    assert "a\ufffdb\ufffdc\ufffdd" in words_of(render_pdf(document))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "#nowhere", "", "http://[", "data:,x"])
def test_pdf_link_to_nowhere_is_only_its_words(rich_document: Document, href: str) -> None:
    linked = Paragraph((Link((Text("these words"),), href),))
    rendered = render_pdf(with_blocks(rich_document, Heading(2, "Foreword", "foreword"), linked))
    assert "these words" in words_of(rendered)
    with pikepdf.open(io.BytesIO(rendered)) as pdf:
        assert not any("/A" in link for page in pdf.pages for link in page.obj.get("/Annots", []))


def test_pdf_of_an_undated_document_has_no_date(rich_document: Document) -> None:
    rendered = render_pdf(replace(rich_document, published=""))
    with pikepdf.open(io.BytesIO(rendered)) as pdf, pdf.open_metadata() as metadata:
        assert "xmp:CreateDate" not in metadata


@pytest.mark.parametrize(("language", "written"), [("cy-GB", "cy-GB"), ("pl", "pl"), ("?", "en-GB")])
def test_pdf_takes_the_documents_language(rich_document: Document, language: str, written: str) -> None:
    document = replace(rich_document, language=language, blocks=(Heading(2, "Rhagair", "foreword"),))
    with pikepdf.open(io.BytesIO(render_pdf(document))) as pdf:
        assert str(pdf.Root.Lang) == written


def test_pdf_of_empty_parts_is_still_accessible(rich_document: Document) -> None:
    document = replace(
        rich_document,
        subtitle="",
        notices=(),
        attribution="",
        description="",
        blocks=(
            Heading(2, "Foreword", "twice"),
            Heading(2, "Foreword again", "twice"),
            Paragraph(()),
            Paragraph((Link((), "https://example.org"),)),
            ListBlock(()),
            ListBlock(((),)),
            Table("empty", "Nothing found", (Column("Area"), Column("Cases", numeric=True)), ()),
            Paragraph((Link((Text("to the first"),), "#twice"),)),
        ),
    )
    assert "to the first" in words_of(render_pdf(document))


def test_pdf_refused_gives_a_problem_and_no_traceback(rich_document: Document) -> None:
    skipping: Iterable[Block] = (Heading(2, "Foreword", "foreword"), Heading(4, "Too deep", "deep"))
    with pytest.raises(ProblemsFound) as caught:
        render_pdf(with_blocks(rich_document, *skipping))
    (problem,) = caught.value.problems
    assert problem.code == "pdf-refused"
    assert "heading" in problem.message
