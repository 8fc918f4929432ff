from __future__ import annotations

from datetime import date

import pytest

from inspectorate.reports.document import Document
from inspectorate.reports.outputs.paged import (
    anchors,
    badges,
    language_parts,
    link_target,
    published_day,
    published_words,
)


@pytest.mark.parametrize(
    ("published", "day", "words"),
    [
        ("2023-05", date(2023, 5, 1), "May 2023"),
        ("2023-05-07", date(2023, 5, 7), "7 May 2023"),
        ("", None, ""),
        ("soon", None, "soon"),
        ("2023-13", None, "2023-13"),
    ],
)
def test_publication_is_read_and_written(published: str, day: date | None, words: str) -> None:
    assert published_day(published) == day
    assert published_words(published) == words


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("https://example.org/\u00e4 b", "https://example.org/%C3%A4%20b"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("#standard-1-1", ""),
        ("http://[", ""),
        ("https://example.org/" + "a" * 3000, ""),
    ],
)
def test_links_lead_only_to_the_web_and_to_mail(href: str, target: str) -> None:
    assert link_target(href) == target


@pytest.mark.parametrize(
    ("language", "parts"),
    [("en-GB", ("en", "GB")), ("CY", ("cy", None)), ("", ("en", "GB")), ("x-klingon", ("en", "GB"))],
)
def test_language_is_taken_apart(language: str, parts: tuple[str, str | None]) -> None:
    assert language_parts(language) == parts


def test_anchors_are_those_of_headings_tables_and_charts(rich_document: Document) -> None:
    found = anchors(rich_document)
    assert {"foreword", "standard-2-2", "chart-2-2", "table-2-2", "table-long"} <= found
    assert "no-such-anchor" not in found


def test_badges_are_those_of_the_ratings_page(rich_document: Document) -> None:
    assert [badge.label for badge in badges(rich_document)] == [
        "Requires improvement",
        "Good",
        "Outstanding",
        "Not rated",
        "Inadequate",
    ]
