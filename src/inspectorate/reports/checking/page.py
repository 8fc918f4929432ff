"""A checked report as one HTML page: its text with each claim marked in place and explained beside it.

The page needs nothing else: no script, no file beside it, no request to anywhere. What it looks like is in
``templates/check.css`` and `colours`, what it is made of in ``templates/check.html.jinja``. Every word of the report is
escaped on its way out.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from inspectorate.reports.checking import colours
from inspectorate.reports.checking.describing import short_place
from inspectorate.reports.checking.marking import Marks, Piece
from inspectorate.reports.checking.model import Checked, Claim, Passage, Role, Verdict
from inspectorate.reports.checking.summing import by_reason, summary_sentence, unread_sentence
from inspectorate.reports.outputs import theme
from inspectorate.reports.outputs.lettering import writable

_PACKAGE = "inspectorate.reports.checking"
_TOP_LEVEL = 3  # below the page's own h1 and h2
_LOWEST_LEVEL = 6
_NUMBERED = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s")
"""An item that brings its own number needs no bullet."""
_GRAVE = (Verdict.FAILS, Verdict.DOUBTFUL)


def page(checked: Checked) -> str:
    """Return a checked report as one HTML page, the same text for the same values.

    The page allows itself no more than its one style sheet: a content security policy says so.
    """
    style, policy = _style()
    return (
        _environment()
        .get_template("check.html.jinja")
        .render(
            checked=checked,
            summary=summary_sentence(checked),
            counts=[(verdict, len(checked.of(verdict))) for verdict in Verdict],
            grave=[(verdict, _entries(checked, verdict)) for verdict in _GRAVE],
            blocks=_blocks(checked),
            reasons=by_reason(checked),
            unread=unread_sentence(checked.report),
            style=style,
            policy=policy,
        )
    )


@dataclass(frozen=True, slots=True)
class _Note:
    """A claim with its number in the report, counted from 1, and the places of the other words that it rests on."""

    number: int
    claim: Claim
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A passage: its place in the report, counted from 1, the pieces of its cells, and the claims made in it.

    ``marked`` says that something stands in it that the page links to.
    """

    number: int
    passage: Passage
    cells: tuple[tuple[Piece, ...], ...]
    notes: tuple[_Note, ...]
    marked: bool

    @property
    def pieces(self) -> Iterator[Piece]:
        """Give the pieces of all cells, with a space between cells."""
        for place, cell in enumerate(self.cells):
            if place:
                yield Piece(" ")
            yield from cell


@dataclass(frozen=True, slots=True)
class _Block:
    """Passages that belong together: the rows of a table, the items of a list; else one passage alone.

    ``page`` is the number of the page that begins with the block, None where none does. ``level`` is a heading's on the
    page, 0 for what is no heading.
    """

    role: Role
    lines: tuple[_Line, ...]
    level: int
    page: int | None

    @property
    def notes(self) -> tuple[_Note, ...]:
        """Return the claims made in the block."""
        return tuple(note for line in self.lines for note in line.notes)

    @property
    def heads(self) -> tuple[_Line, ...]:
        """Return the rows of column heads that a table begins with."""
        return self.lines[: len(self.lines) - len(self.body)]

    @property
    def body(self) -> tuple[_Line, ...]:
        """Return the rows below the column heads."""
        first = next((place for place, line in enumerate(self.lines) if not line.passage.head), len(self.lines))
        return self.lines[first:]

    @property
    def width(self) -> int:
        """Return how many cells the longest row has."""
        return max(len(line.cells) for line in self.lines)

    @property
    def table(self) -> int:
        """Return the table's number."""
        return self.lines[0].passage.table


def _entries(checked: Checked, verdict: Verdict) -> list[_Note]:
    return [_Note(number, claim) for number, claim in enumerate(checked.claims, start=1) if claim.verdict is verdict]


def _blocks(checked: Checked) -> Iterator[_Block]:
    """Give the report in blocks, in reading order."""
    marks = Marks(checked)
    notes: dict[int, list[_Note]] = {}
    for number, home in marks.home.items():
        notes.setdefault(home, []).append(_note(checked, number))
    level = _TOP_LEVEL - 1
    page_before: int | None = None
    for _, grouped in groupby(enumerate(checked.report.passages), key=_together):
        group = list(grouped)
        first = group[0][1]
        shown = 0
        if first.role is Role.HEADING:
            level = shown = max(_TOP_LEVEL, min(_TOP_LEVEL - 1 + first.level, level + 1, _LOWEST_LEVEL))
        starts = first.where.page if first.where.page != page_before else None
        page_before = group[-1][1].where.page
        yield _Block(
            role=first.role,
            lines=tuple(
                _Line(at + 1, passage, marks.cells(at), tuple(notes.get(at, ())), marks.marked(at))
                for at, passage in group
            ),
            level=shown,
            page=starts,
        )


def _together(numbered: tuple[int, Passage]) -> tuple[Role, int]:
    """Return the same for passages that belong together: the items of a list, the rows of a table."""
    at, passage = numbered
    match passage.role:
        case Role.ITEM:
            return (passage.role, 0)
        case Role.ROW:
            return (passage.role, passage.table)
        case _:
            return (passage.role, at)


def _note(checked: Checked, number: int) -> _Note:
    claim = checked.claims[number - 1]
    passages = checked.report.passages
    spans = [span for span in claim.spans if 0 <= span.passage < len(passages)]
    others = ((place, short_place(passages[span.passage].where)) for place, span in enumerate(spans[1:], start=2))
    return _Note(number, claim, tuple(others))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    environment.filters |= {"place": short_place, "sentence": _sentence, "spelt": _spelt, "numbered": _NUMBERED.match}
    environment.globals |= {"Role": Role, "Verdict": Verdict}
    return environment


def _finalize(value: object) -> object:
    return writable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sentence(words: str) -> str:
    """Return words with a capital at their start and a full stop at their end."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if not words or words.endswith((".", "!", "?")) else ".")


def _spelt(verdict: Verdict) -> str:
    """Return a verdict as the name of a class in the style sheet."""
    return verdict.value.replace(" ", "-")


@cache
def _style() -> tuple[Markup, str]:
    """Return the style sheet, and the content security policy that allows it by its digest and allows nothing else."""
    own = (resources.files(_PACKAGE) / "templates" / "check.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    light, dark = colours.custom_properties(colours.LIGHT), colours.custom_properties(colours.DARK)
    sheet = "\n".join(
        [
            "",
            f":root {{ color-scheme: light dark; --fonts: {theme.SCREEN_FONTS}; {light} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
            own,
        ]
    )
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Markup(sheet), policy  # noqa: S704 - a file of this package and constants
