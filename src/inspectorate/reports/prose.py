"""Sentences that this software writes: words and figures, joined into a paragraph."""

from __future__ import annotations

from inspectorate.reports.document import Emphasis, Figure, Inline, Link, Paragraph, Strong, Text
from inspectorate.reports.wording import curled

Part = str | Text | Figure | Strong | Emphasis | Link

_MARK = "\N{OBJECT REPLACEMENT CHARACTER}"


def paragraph(*parts: Part, role: str = "") -> Paragraph:
    """Join words and figures into a paragraph; quotation marks are printed ones, also around a figure.

    >>> paragraph("It is rated '", Figure("Good", "rating 1.2"), "'.").children[2]
    Text(text='’.')
    """  # noqa: RUF002 - printed quotation marks are what this is about
    return Paragraph(inlines(*parts), role=role)


def inlines(*parts: Part) -> tuple[Inline, ...]:
    """Join words and figures as `paragraph` does, without making a paragraph of them."""
    others = [part for part in parts if not isinstance(part, str)]
    words = curled("".join(part if isinstance(part, str) else _MARK for part in parts)).split(_MARK)
    joined: list[Inline] = []
    for index, text in enumerate(words):
        if text:
            joined.append(Text(text))
        if index < len(others):
            joined.append(others[index])
    return tuple(joined)


def strong(text: str) -> Strong:
    """Set words off strongly."""
    return Strong((Text(curled(text)),))
