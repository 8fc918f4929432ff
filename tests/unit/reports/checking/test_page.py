from __future__ import annotations

import base64
import hashlib
import itertools
import re
import runpy
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import pytest

from inspectorate.reports.checking.model import Checked, Passage, Report, Role, Verdict, Where
from inspectorate.reports.checking.page import page
from inspectorate.reports.outputs.lettering import writable

SAMPLES = runpy.run_path(str(Path(__file__).with_name("sample.py")))
VOID = {"meta"}


def sample(name: str = "checked_sample", **options: object) -> Checked:
    return cast("Callable[..., Checked]", SAMPLES[name])(**options)


class Read(HTMLParser):
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

    def handle_endtag(self, tag: str) -> None:
        assert self.tags[self._open.pop()][0] == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        for place in self._open:
            self.texts[place] += data

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        names = {name.removesuffix("_"): value for name, value in wanted.items()}
        return [
            (attributes, text)
            for (found, attributes), text in zip(self.tags, self.texts, strict=True)
            if found == tag and all(value in attributes.get(name, "").split() for name, value in names.items())
        ]

    def text_of(self, place: str) -> str:
        return next(text for (_, found), text in zip(self.tags, self.texts, strict=True) if found.get("id") == place)


def read_page(checked: Checked) -> Read:
    return Read(page(checked))


@pytest.fixture(scope="module")
def plain() -> Read:
    return read_page(sample(paged=True))


@pytest.fixture(scope="module")
def hostile() -> Read:
    return read_page(sample("hostile_sample"))


@pytest.mark.parametrize("name", ["checked_sample", "hostile_sample", "empty_sample"])
def test_page_is_well_formed_with_title_language_landmarks_and_one_h1(name: str) -> None:
    checked = sample(name)
    read = read_page(checked)
    assert read.all("html")[0][0]["lang"] == "en-GB"
    assert [text for _, text in read.all("title")] == [f"Check of {writable(checked.report.name)}"]
    assert [len(read.all(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert page(checked).startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize("name", ["checked_sample", "hostile_sample", "empty_sample"])
def test_page_has_unique_identifiers_and_no_link_to_nothing(name: str) -> None:
    read = read_page(sample(name))
    ids = Counter(attributes["id"] for _, attributes in read.tags if "id" in attributes)
    assert [one for one, count in ids.items() if count > 1] == []
    links = [attributes["href"] for attributes, _ in read.all("a")]
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(ids)


def test_page_links_each_claim_to_its_explanation_and_back(plain: Read) -> None:
    checked = sample(paged=True)
    for number, claim in enumerate(checked.claims, start=1):
        [(sign, label)] = plain.all("a", id=f"m{number}")
        assert sign["href"] == f"#c{number}"
        assert sign["aria-label"] == f"Claim {number} {claim.verdict.value}"
        assert label.startswith(str(number))
        [(back, _)] = [found for found in plain.all("a", class_="back") if found[0]["href"] == f"#m{number}"]
        assert str(number) in back["aria-label"]
        note = plain.text_of(f"c{number}")
        for words in (claim.verdict.value.capitalize(), claim.kind.value, claim.text, claim.why, claim.expected):
            assert words in note


def test_page_marks_the_words_of_a_claim_with_its_verdict_and_says_which(plain: Read) -> None:
    assert [text for _, text in plain.all("mark", class_="fails")] == ["Fails", "19 out of 43 (45 per cent)"]
    assert "45 per cent)1 fails were happy2, and" in plain.text_of("p4")
    doubtful = [text for _, text in plain.all("mark", class_="doubtful")]
    assert doubtful == ["Doubtful", "24 recruits, 18 were women and nine", "significantly better"]


def test_page_leads_to_the_other_words_that_a_claim_rests_on(plain: Read) -> None:
    links = [attributes["href"] for attributes, _ in plain.all("a")]
    assert {"#m7-2", "#m7-3"} <= set(links)
    assert [text for _, text in plain.all("mark", class_="rests")] == ["61%"]


def test_page_lists_what_fails_and_what_is_doubtful_first_with_links_to_the_words(plain: Read) -> None:
    entries = plain.all("li", class_="entry")
    assert [attributes["class"].split()[1] for attributes, _ in entries] == ["fails", "doubtful", "doubtful"]
    first = entries[0][1]
    for words in ("19 out of 43 (45 per cent)", "page 1, line 8, People on probation", "Should be 44 per cent"):
        assert words in first
    assert [text for _, text in plain.all("dd")] == ["1", "2", "1", "3", "3"]


def test_page_shows_the_report_in_its_own_form(plain: Read) -> None:
    assert [text for _, text in plain.all("h3")] == ["An inspection of Northfield"]
    assert [text for _, text in plain.all("h4")] == ["People on probation"]
    assert [text for _, text in plain.all("th", scope="col")] == ["Key question", "Percentage 'Yes'"]
    assert [text for _, text in plain.all("th", scope="row")] == [
        "Does planning focus on engaging the person?",
        "Does planning focus on keeping others safe?",
    ]
    assert [text for _, text in plain.all("p", class_="sheet")] == ["Page 1", "Page 2", "Page 3"]
    assert plain.all("div", class_="item")[0][1].startswith("Of 24 recruits")
    assert len(plain.all("div", class_="item")) == 1  # the other item brings its own number
    assert [text for _, text in plain.all("p", class_="footnote")] == ["¹ The rating is driven by the lowest score."]


def test_page_lists_the_numbers_not_checked_by_reason_with_links_to_their_places(plain: Read) -> None:
    reasons = [" ".join(text.split()) for attributes, text in plain.all("details", class_="reason")]
    assert reasons[0] == "A date. · 1 number 12 May 2023 page 1, line 4"
    assert len(reasons) == 3
    underlined = plain.all("span", class_="number")
    assert ({"class": "number", "title": "Not checked: a date"}, "12 May 2023") in underlined


@pytest.mark.parametrize("levels", [(4, 1, 6, 2), (0, 0), (2, 3, 4, 5, 6, 1), (1, 9)])
def test_page_skips_no_level_of_heading(levels: tuple[int, ...]) -> None:
    headings = tuple(
        Passage(f"Heading {place}", Where(paragraph=place), Role.HEADING, level=level)
        for place, level in enumerate(levels, start=1)
    )
    read = read_page(Checked(Report("r.txt", "text", headings), (), ()))
    found = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h\d", tag)]
    assert found[0] == 1
    assert all(second - first <= 1 for first, second in itertools.pairwise(found))
    shown = [text for _, text in itertools.chain.from_iterable(read.all(f"h{level}") for level in range(3, 7))]
    assert sorted(shown) == [heading.text for heading in headings]


def test_page_fills_up_the_short_rows_of_a_table() -> None:
    rows = tuple(
        Passage(text, Where(paragraph=place), Role.ROW, table=1, head=place == 1)
        for place, text in enumerate(("A\tB\tC", "alone", "a\t\tc"), start=1)
    )
    read = read_page(Checked(Report("r.txt", "text", rows), (), ()))
    assert [attributes.get("colspan") for attributes, _ in read.all("td")] == ["2", None, None]
    assert [text for _, text in read.all("th", scope="row")] == ["alone", "a"]


def test_page_keeps_hostile_words_words(hostile: Read) -> None:
    text = page(sample("hostile_sample"))
    tags = {tag for tag, _ in hostile.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "bold"}
    assert not [name for _, attributes in hostile.tags for name in attributes if name.startswith("on")]
    assert not set("\x1b\x9b\u202e") & set(text)
    assert SAMPLES["SCRIPT"] in hostile.text_of("c1")
    assert SAMPLES["MARKUP"] in hostile.text_of("c1")


def test_page_asks_for_nothing_and_allows_itself_its_own_style_only(plain: Read) -> None:
    [(meta, _)] = [found for found in plain.all("meta") if "http-equiv" in found[0]]
    [(_, style)] = plain.all("style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = [part.strip() for part in meta["content"].split(";")]
    assert meta["http-equiv"] == "Content-Security-Policy"
    assert policy[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    loading = {"src", "srcset", "style", "background", "action"}
    assert not [attributes for _, attributes in plain.tags if loading & set(attributes)]
    assert "url(" not in style
    assert "@import" not in style


def test_page_says_so_where_nothing_was_found() -> None:
    read = read_page(sample("empty_sample"))
    assert "No claim was found that can be checked" in read.all("p", class_="lead")[0][1]
    assert read.all("li", class_="entry") == []
    assert "No number stands in the report." in read.all("main")[0][1]


def test_page_of_a_long_report_stays_small() -> None:
    checked = sample()
    times = 100
    size = len(checked.report.passages)
    passages = checked.report.passages * times
    claims = tuple(
        replace(
            claim,
            spans=tuple(replace(span, passage=span.passage + size * turn) for span in claim.spans),
            verdict=Verdict.HOLDS,
        )
        for turn in range(times)
        for claim in checked.claims
    )
    long = replace(checked, report=replace(checked.report, passages=passages), claims=claims)
    assert len(page(long)) / len(claims) < 1500


def test_page_says_which_pages_of_the_report_were_not_read() -> None:
    checked = sample()
    said = "Page 3 is a picture without text: nothing on it was read."
    assert said in page(replace(checked, report=replace(checked.report, unread=(3,))))
    assert "nothing on" not in page(checked)
