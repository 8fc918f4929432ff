from __future__ import annotations

import base64
import dataclasses
import hashlib
import itertools
import re
import runpy
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    RatingBadge,
    Table,
    Text,
)
from inspectorate.reports.outputs.html import render_html
from inspectorate.reports.outputs.lettering import writable

SAMPLES = runpy.run_path(str(Path(__file__).parents[3] / "documents.py"))
HOSTILE = cast("Document", SAMPLES["sample_document"]())
PLAIN = cast("Document", SAMPLES["sample_document"](hostile=False))
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """What a parser makes of a page: every start tag, the text below each, and whether tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert not self._open, "a tag is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        if tag not in VOID:
            self._open.append(len(self.tags) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.tags[self._open.pop()][0] == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        for place in self._open:
            self.texts[place] += data

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        names = {name.replace("_", "-").removesuffix("-"): value for name, value in wanted.items()}
        return [
            (attributes, text)
            for (found, attributes), text in zip(self.tags, self.texts, strict=True)
            if found == tag and all(value in attributes.get(name, "").split() for name, value in names.items())
        ]


def page_of(*blocks: Block) -> Page:
    return Page(render_html(dataclasses.replace(PLAIN, blocks=blocks, notices=())))


@pytest.fixture(scope="module")
def hostile() -> Page:
    return Page(render_html(HOSTILE))


@pytest.fixture(scope="module")
def plain() -> Page:
    return Page(render_html(PLAIN))


@pytest.mark.parametrize("document", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_render_html_gives_the_same_bytes_each_time(document: Document) -> None:
    assert render_html(document).encode() == render_html(dataclasses.replace(document)).encode()


def test_render_html_is_a_page_with_title_language_description_and_landmarks(plain: Page) -> None:
    [(html, _)] = plain.all("html")
    assert html["lang"] == "en-GB"
    assert next(text for _, text in plain.all("title")) == f"{PLAIN.title} \u2013 {PLAIN.publisher}"
    assert [attributes["content"] for attributes, _ in plain.all("meta", name="description")] == [PLAIN.description]
    assert [len(plain.all(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert render_html(PLAIN).startswith("<!DOCTYPE html>\n")


def test_render_html_starts_with_a_link_past_the_header(plain: Page) -> None:
    first = next(attributes for tag, attributes in plain.tags if tag == "a")
    [(main, _)] = plain.all("main")
    assert first["href"] == f"#{main['id']}"


def test_render_html_prints_the_date_in_words_the_attribution_and_the_notices(plain: Page) -> None:
    [(_, body)] = plain.all("body")
    assert "Published May 2023" in body
    assert PLAIN.attribution in body
    assert f"Important: {PLAIN.notices[0]}" in body


def test_render_html_has_unique_identifiers_and_no_reference_to_nothing(hostile: Page) -> None:
    ids = Counter(attributes["id"] for _, attributes in hostile.tags if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    named = [name for _, attributes in hostile.tags for name in attributes.get("aria-labelledby", "").split()]
    targets = [attributes["href"][1:] for attributes, _ in hostile.all("a") if attributes["href"].startswith("#")]
    assert set(named + targets) <= set(ids)


def test_render_html_skips_no_level_of_heading(hostile: Page) -> None:
    inside = hostile.tags[[tag for tag, _ in hostile.tags].index("main") :]
    levels = [int(tag[1]) for tag, _ in inside if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(second - first <= 1 for first, second in itertools.pairwise(levels))


def test_render_html_asks_for_nothing_from_elsewhere(hostile: Page) -> None:
    tags = {tag for tag, _ in hostile.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "audio", "video", "base", "use"}
    loading = {"src", "srcset", "style", "background", "poster", "xlink:href", "formaction", "action"}
    assert not [attributes for _, attributes in hostile.tags if loading & set(attributes)]
    assert not [name for _, attributes in hostile.tags for name in attributes if name.startswith("on")]
    [(_, style)] = hostile.all("style")
    assert "url(" not in style
    assert "@import" not in style


def test_render_html_allows_itself_its_own_style_only(plain: Page) -> None:
    [(meta, _)] = [found for found in plain.all("meta") if "http-equiv" in found[0]]
    [(_, style)] = plain.all("style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = [part.strip() for part in meta["content"].split(";")]
    assert meta["http-equiv"] == "Content-Security-Policy"
    assert policy[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]


def test_render_html_shows_hostile_texts_as_they_are(hostile: Page) -> None:
    [(_, body)] = hostile.all("body")
    expected = Counter({SAMPLES["SCRIPT"]: 10, SAMPLES["ATTRIBUTE"]: 3, SAMPLES["LONG_WORD"]: 5})
    assert all(body.count(text) >= count for text, count in expected.items())
    assert "\ufffd control, \ufffd half a pair" in body


def test_render_html_keeps_a_text_of_the_other_direction_to_itself(hostile: Page) -> None:
    assert SAMPLES["RIGHT_TO_LEFT"] in [text for _, text in hostile.all("bdi")]
    [(_, body)] = hostile.all("body")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", body)
    assert "gnidaer desrever and after it" in body


@given(st.text(st.characters(exclude_characters="\r"), min_size=1, max_size=80))
def test_render_html_shows_any_text_as_it_is(text: str) -> None:
    page = page_of(Paragraph((Text(text),), role="note"))
    assert [shown for _, shown in page.all("p", class_="note")] == [writable(text)]


@pytest.mark.parametrize("href", ["https://example.org/?a=1&b=%22", "mailto:someone@example.org", "#planning"])
def test_render_html_leads_to_safe_addresses(href: str) -> None:
    page = page_of(Paragraph((Link((Text("here"),), href),)))
    assert (({"href": href}, "here")) in page.all("a")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "http://example.org/",
        "//example.org/",
        " https://example.org/",
        "\x00https://example.org/",
        "file:///etc/passwd",
        "",
    ],
)
def test_render_html_keeps_only_the_words_of_any_other_link(href: str) -> None:
    page = page_of(Paragraph((Text("go "), Link((Text("here"),), href)), role="note"))
    assert [text for _, text in page.all("p", class_="note")] == ["go here"]
    assert "here" not in [text for _, text in page.all("a")]


def test_render_html_never_nests_links() -> None:
    inner = Link((Text("inner"),), "https://example.org/inner")
    page = page_of(Paragraph((Link((Text("outer "), inner), "https://example.org/outer"),), role="note"))
    assert [found for found in page.all("a") if "example.org" in found[0]["href"]] == [
        ({"href": "https://example.org/outer"}, "outer inner")
    ]


def test_render_html_adds_no_space_between_inlines(plain: Page) -> None:
    [text] = [text for _, text in plain.all("p") if text.startswith("Domestic abuse")]
    assert text.startswith(
        "Domestic abuse enquiries were made in 33 of the 36 cases. Staff were motivated, and said so in the survey."
    )


def test_render_html_carries_the_reference_of_each_figure(plain: Page) -> None:
    assert [(attributes["data-figure"], text) for attributes, text in plain.all("span", class_="figure")] == [
        ("n-of-m 2.2.3.e", "33 of the 36")
    ]


def test_render_html_lists_headings_of_two_levels_in_both_tables_of_contents(plain: Page) -> None:
    wanted = [block.text for block in PLAIN.blocks if isinstance(block, Heading) and block.level < 4]
    for _, text in plain.all("nav"):
        lines = [line for line in text.split("\n") if line and line != "Contents"]
        assert lines == wanted
    assert len(plain.all("nav")) == 2


def test_render_html_without_headings_has_no_table_of_contents() -> None:
    assert page_of(Paragraph((Text("All there is."),))).all("nav") == []


def test_render_html_says_every_rating_in_words(plain: Page) -> None:
    badges = [text for _, text in plain.all("span", class_="badge")]
    assert badges[:3] == ["Rating: Requires improvement", "Rating: Requires improvement", "Rating: Good"]
    assert "Rating: Not rated" in badges


@pytest.mark.parametrize(
    ("rank", "of", "name"), [(0, 4, "rank-0"), (3, 4, "rank-3"), (2, 3, "rank-3"), (None, 4, "rank-none")]
)
def test_render_html_colours_a_rating_by_its_rank(rank: int | None, of: int, name: str) -> None:
    page = page_of(RatingBadge("Some rating", "some", rank, of))
    assert [text for _, text in page.all("span", class_=name)] == ["Rating: Some rating"]


def test_render_html_shows_the_ratings_at_a_glance(plain: Page) -> None:
    [(_, text)] = plain.all("div", class_="glance")
    words = " ".join(text.split())
    assert "Overall rating Rating: Requires improvement Score 10/2410 out of 24" in words
    assert "1.2 Staff Rating: Good" in words
    assert "2.1 Court work Rating: Not rated" in words
    assert [heading for _, heading in plain.all("h3", class_="glance-group")] == [
        "1. Organisational delivery",
        "2. Court work and case supervision",
    ]


def test_render_html_marks_header_cells_of_tables() -> None:
    page = page_of(
        Table("t", "A caption", (Column("Office"), Column("Cases", numeric=True)), (("North", "12"), ("", "13")))
    )
    assert [(attributes["scope"], text) for attributes, text in page.all("th")] == [
        ("col", "Office"),
        ("col", "Cases"),
        ("row", "North"),
    ]
    assert [text for _, text in page.all("caption")] == ["A caption"]
    assert [text for _, text in page.all("td", class_="numeric")] == ["12", "13"]


def test_render_html_lets_only_wide_tables_scroll(plain: Page) -> None:
    assert page_of(Table("t", "C", (Column("A"), Column("B")), (("north", "south"),))).all("div", class_="scroll") == []
    captions = {attributes["id"]: text for attributes, text in plain.all("caption")}
    regions = [attributes for attributes, _ in plain.all("div", class_="scroll")]
    assert next(captions[region["aria-labelledby"]] for region in regions) == "Caseload by month and office"
    assert {region["tabindex"] for region in regions} == {"0"}


def test_render_html_goes_on_numbering_where_a_list_does(plain: Page) -> None:
    starts = [attributes for attributes, _ in plain.all("ol") if "start" in attributes]
    assert starts == [{"start": "3"}]


def test_render_html_keeps_a_list_of_many_blocks_an_item() -> None:
    item = (Paragraph((Text("First."),)), Paragraph((Text("Second."),)))
    page = page_of(ListBlock((item,)))
    assert [text.split() for _, text in page.all("li")] == [["First.", "Second."]]
    assert [text for _, text in page.all("p")][-4:-2] == ["First.", "Second."]


def test_render_html_draws_each_chart_for_both_widths_with_its_data(plain: Page) -> None:
    figures = plain.all("figure")
    assert [attributes["id"] for attributes, _ in figures] == ["chart-planning", "chart-ethnicity"]
    drawings = [attributes for attributes, _ in plain.all("svg", role="img")]
    assert [drawing["width"] for drawing in drawings] == ["640", "290"] * 2
    summaries = [text for _, text in plain.all("summary")]
    assert summaries[1:] == [
        "Data behind this chart: 2.3 Planning: key questions",
        "Data behind this chart: 2.6 Outcomes, by ethnicity",
    ]
    tables = {attributes["id"] for attributes, _ in plain.all("table")}
    assert {"chart-planning-table", "chart-ethnicity-table"} <= tables


@pytest.mark.parametrize(
    ("cell", "classes"),
    [("47%", ""), ("a" * 64, "long prose"), ("Words enough to fill a line of the table, and then some more.", "prose")],
)
def test_render_html_gives_a_cell_the_room_its_words_need(cell: str, classes: str) -> None:
    page = page_of(Table("t", "A caption", (Column("Standard"), Column("Words")), (("2.2", cell),)))
    assert [attributes.get("class", "") for attributes, text in page.all("td") if text == cell] == [classes]
