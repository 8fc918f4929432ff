"""What the outputs made of pages, PDF and Word, share: words of their own, dates, safe links, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from inspectorate.reports.document import (
    Block,
    Chart,
    Document,
    Heading,
    ListBlock,
    Quotation,
    RatingBadge,
    RatingsPage,
    Table,
)
from inspectorate.reports.outputs.lettering import writable
from inspectorate.reports.wording import iso_text

_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{2}))?")
_LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_LONGEST_LINK: Final = 2000
_MONTH: Final = len("2023-05")
# strftime would write them in the words of the machine.
_KEPT_IN_LINKS: Final = "!#$%&'()*+,/:;=?@[]~-._"


def language_parts(language: str) -> tuple[str, str | None]:
    """Return a language tag's language and region; English as Britain writes it where the tag cannot be read.

    >>> language_parts("cy-GB"), language_parts("pl"), language_parts("?")
    (('cy', 'GB'), ('pl', None), ('en', 'GB'))
    """
    found = _LANGUAGE.fullmatch(language)
    if not found:
        return "en", "GB"
    return found[1].lower(), found[2].upper() if found[2] else None


def published_day(published: str) -> date | None:
    """Return the day of publication, the first of the month where only that is known; None where nothing is."""
    try:
        return date.fromisoformat(f"{published}-01" if len(published) == _MONTH else published)
    except ValueError:
        return None


def published_words(published: str) -> str:
    """Write the date of publication as one reads it.

    >>> published_words("2023-05"), published_words("2023-05-07"), published_words("")
    ('May 2023', '7 May 2023', '')
    """
    return writable(iso_text(published))


def link_target(href: str) -> str:
    """Return an address that a reader may be sent to, percent-encoded where it must be; empty for any other.

    >>> link_target("https://example.org/ä"), link_target("javascript:alert(1)")
    ('https://example.org/%C3%A4', '')
    """
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    target = quote(href, safe=_KEPT_IN_LINKS)
    return target if scheme in _LINK_SCHEMES and len(target) <= _LONGEST_LINK else ""


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks and what stands inside them, in reading order."""
    for block in blocks:
        yield block
        match block:
            case ListBlock():
                for item in block.items:
                    yield from every_block(item)
            case Quotation():
                yield from every_block(block.blocks)
            case Chart():
                yield block.table
            case _:
                pass


def anchors(document: Document) -> frozenset[str]:
    """Return the identifiers that a link may lead to."""
    return frozenset(
        block.id for block in every_block(document.blocks) if isinstance(block, Heading | Table | Chart) and block.id
    )


def badges(document: Document) -> tuple[RatingBadge, ...]:
    """Return the badges of the ratings pages' lines, which are set equally wide."""
    pages = (block for block in every_block(document.blocks) if isinstance(block, RatingsPage))
    return tuple(line.badge for page in pages for group in page.groups for line in group.lines)
