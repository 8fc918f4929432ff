"""Narrative: Markdown with figure references, read into a document's blocks.

CommonMark, without images and without HTML. Links lead to ``https:``, ``mailto:`` or a heading of the report. What an
author typed in place of a figure reference is listed as a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from inspectorate.kernel.problems import Place, ProblemKind, Problems
from inspectorate.reports import faults
from inspectorate.reports.anchors import Anchors
from inspectorate.reports.document import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from inspectorate.reports.figures import Figures
from inspectorate.reports.typed_numbers import typed_numbers
from inspectorate.reports.wording import lowered

FIGURE = "figure"
FIGURE_MARK = "\N{OBJECT REPLACEMENT CHARACTER}"
DEEPEST = 4
FIRST_LEVEL = 2
LINKS = ("https://", "mailto:", "#")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of Markdown, where it stands, and where its headings belong in the report.

    ``level`` is the level that its ``##`` headings get; ``anchor`` begins their identifiers.
    """

    markdown: str
    file: str = ""
    first_line: int = 1
    level: int = FIRST_LEVEL
    anchor: str = ""


@dataclass(slots=True)
class NarrativeReader:
    """Reads passages of one report, and collects their problems and the links between its parts."""

    figures: Figures
    anchors: Anchors
    problems: Problems
    internal_links: list[tuple[str, Place]] = field(default_factory=list)

    def blocks(self, passage: Passage) -> tuple[Block, ...]:
        """Read a passage into blocks."""
        tokens = _parser().parse(passage.markdown)
        return _Reading(self, passage).run(tokens)

    def inlines(self, markdown: str, place: Place) -> tuple[Inline, ...]:
        """Read one line of Markdown, such as a recommendation; what is more than a paragraph is refused."""
        passage = Passage(markdown=markdown, file=place.file)
        blocks = _Reading(self, passage, fixed=place).run(_parser().parse(" ".join(markdown.split())))
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return blocks[0].children
        if blocks:
            self.problems.add(faults.MARKDOWN_REFUSED.at(place, thing="more than a sentence here"))
        return ()


class _Reading:
    """One passage on its way into blocks."""

    def __init__(self, reader: NarrativeReader, passage: Passage, fixed: Place | None = None) -> None:
        self._reader = reader
        self._passage = passage
        self._fixed = fixed
        rule = reader.figures.framework.rules.proportion_words
        self._proportions = tuple(words for one in rule.proportions for words in one.words)
        self._depth = 0
        self._parent = ""

    def run(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        return tuple(self._blocks(iter(tokens), until=""))

    def _place(self, line: int | None) -> Place:
        if self._fixed is not None:
            return self._fixed
        return Place(self._passage.file, line=self._passage.first_line + (line or 0))

    def _complain(self, kind: ProblemKind, line: int | None, **words: object) -> None:
        self._reader.problems.add(kind.at(self._place(line), **words))

    # Blocks

    def _blocks(self, tokens: Iterator[Token], until: str) -> list[Block]:
        """Read blocks up to a closing token; ``until`` is its type, empty for the passage's end."""
        blocks: list[Block] = []
        for token in tokens:
            if token.type == until:
                break
            line = token.map[0] if token.map else None
            match token.type:
                case "paragraph_open":
                    blocks.append(Paragraph(self._inlines_of(next(tokens))))
                    next(tokens)
                case "heading_open":
                    self._heading(token, next(tokens), blocks)
                    next(tokens)
                case "bullet_list_open" | "ordered_list_open":
                    blocks.append(self._list(token, tokens))
                case "blockquote_open":
                    blocks.append(Quotation(tuple(self._blocks(tokens, "blockquote_close"))))
                case "html_block":
                    self._complain(faults.HTML_REFUSED, line, words=token.content.strip())
                case "hr":
                    self._complain(faults.MARKDOWN_REFUSED, line, thing="a ruled line")
                case _:
                    self._complain(faults.MARKDOWN_REFUSED, line, thing="a block of code (or a line indented by four)")
        return blocks

    def _list(self, opening: Token, tokens: Iterator[Token]) -> ListBlock:
        items: list[tuple[Block, ...]] = []
        closing = opening.type.replace("_open", "_close")
        for token in tokens:
            if token.type == closing:
                break
            items.append(tuple(self._blocks(tokens, "list_item_close")))
        start = int(opening.attrs.get("start", 1)) if opening.type.startswith("ordered") else None
        return ListBlock(tuple(items), start=start)

    def _heading(self, token: Token, content: Token, blocks: list[Block]) -> None:
        text = plain_text(self._inlines_of(content))
        level = int(token.tag[1:])
        depth = level - FIRST_LEVEL
        if not 0 <= depth <= self._depth:
            wanted = "##" if self._depth == 0 else f"{'#' * (FIRST_LEVEL + self._depth)} or above"
            self._complain(
                faults.HEADING_LEVEL, token.map[0] if token.map else None, words=text, level=level, wanted=wanted
            )
            depth = min(max(depth, 0), self._depth)
        self._depth = depth + 1
        shown = self._passage.level + depth
        if shown <= DEEPEST:
            self._parent = text if shown == DEEPEST else ""
            label = text
        else:
            # a report's headings end at level 4, so that a part below it carries the name of the part it belongs to
            if blocks and isinstance(blocks[-1], Heading) and blocks[-1].text == self._parent:
                blocks.pop()
            label = f"{self._parent}: {lowered(text)}"
        anchor = self._reader.anchors.new(f"{self._passage.anchor} {label}")
        blocks.append(Heading(min(shown, DEEPEST), label, anchor))

    def _inlines_of(self, token: Token) -> tuple[Inline, ...]:
        """Read a line of text; what is typed in it in place of a figure is told with its line."""
        run = _InlineRun(self._reader, self._complain, self._place, token.map[0] if token.map else 0)
        inlines = run.read(iter(token.children or []), until="")
        scanned = "".join(run.scanned)
        for number in typed_numbers(scanned, self._proportions):
            line = run.first_line + scanned.count("\n", 0, number.start)
            kind = faults.TYPED_PROPORTION if number.is_proportion else faults.TYPED_NUMBER
            self._complain(kind, line, words=" ".join(number.words.split()))
        return inlines


class _InlineRun:
    """The inlines of one paragraph or heading.

    ``scanned`` is its text with every figure taken out and every line break kept, for what an author typed.
    """

    def __init__(
        self,
        reader: NarrativeReader,
        complain: Callable[..., None],
        place: Callable[[int | None], Place],
        first_line: int,
    ) -> None:
        self._reader = reader
        self._complain = complain
        self._place = place
        self.first_line = first_line
        self._line = first_line
        self.scanned: list[str] = []

    def read(self, tokens: Iterator[Token], until: str) -> tuple[Inline, ...]:
        """Read inlines up to a closing token; ``until`` is its type, empty for the end."""
        inlines: list[Inline] = []
        for token in tokens:
            if token.type == until:
                break
            match token.type:
                case "text" | "code_inline" | "text_special":
                    self._text(token.content, inlines)
                case "softbreak" | "hardbreak":
                    self.scanned.append("\n")
                    self._line += 1
                    _append_text(" ", inlines)
                case "figure":
                    inlines.append(self._figure(token.content))
                case "strong_open":
                    inlines.append(Strong(self.read(tokens, "strong_close")))
                case "em_open":
                    inlines.append(Emphasis(self.read(tokens, "em_close")))
                case "link_open":
                    inlines.append(self._link(token, tokens))
                case "image":
                    self._complain(faults.IMAGE_REFUSED, self._line)
                case _:
                    self._complain(faults.HTML_REFUSED, self._line, words=token.content)
        return tuple(inlines)

    def _text(self, text: str, inlines: list[Inline]) -> None:
        if "[[" in text:
            self._complain(faults.REFERENCE_UNCLOSED, self._line)
        self.scanned.append(text)
        _append_text(text, inlines)

    def _figure(self, content: str) -> Figure:
        figure, problems = self._reader.figures.read(content, self._place(self._line))
        self._reader.problems.extend(problems)
        breaks = content.count("\n")
        self._line += breaks
        self.scanned.append(FIGURE_MARK + "\n" * breaks)
        return figure

    def _link(self, token: Token, tokens: Iterator[Token]) -> Inline:
        href = str(token.attrs.get("href", ""))
        children = self.read(tokens, "link_close")
        if not href.startswith(LINKS):
            self._complain(faults.LINK_REFUSED, self._line, href=href)
            return Emphasis(children)
        if href.startswith("#"):
            self._reader.internal_links.append((href, self._place(self._line)))
        return Link(children, href)


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines, without their marks."""
    return "".join(one.text if isinstance(one, Text | Figure) else plain_text(one.children) for one in inlines)


def _append_text(text: str, inlines: list[Inline]) -> None:
    """Add words, to the last piece of text where there is one."""
    last = inlines[-1] if inlines else None
    if isinstance(last, Text):
        inlines[-1] = Text(last.text + text)
    elif text:
        inlines.append(Text(text))


LONGEST_REFERENCE = 500
"""Signs in which a reference must end, so that many that are never closed do not each search the whole text."""


@cache
def _parser() -> MarkdownIt:
    """Return the parser: CommonMark, printed quotation marks, and a rule for figure references before links."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100, "typographer": True, "quotes": "\u201c\u201d\u2018\u2019"})
    parser.enable("smartquotes")
    parser.inline.ruler.before("link", FIGURE, _figure_rule)
    return parser


def _figure_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls its rules so
    if not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", state.pos + 2, min(state.posMax, state.pos + LONGEST_REFERENCE))
    if end < 0:
        return False
    if not silent:
        token = state.push(FIGURE, "", 0)
        token.content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True
