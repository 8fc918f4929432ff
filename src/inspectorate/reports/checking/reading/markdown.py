"""Reads a report that is written in Markdown: made into a web page, each block with its line, and read as one.

Its links and its emphasis are reduced to their words there, and so is the HTML that it may hold.
"""

from __future__ import annotations

import html
import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.reports.checking.faults import MARKDOWN_NESTED
from inspectorate.reports.checking.model import Report
from inspectorate.reports.checking.reading.drafts import Bounds, report_of
from inspectorate.reports.checking.reading.html import LINE_ATTRIBUTE, drafts_of_html
from inspectorate.reports.checking.reading.lettering import raised
from inspectorate.reports.checking.reading.lines import plain_words

MOST_LINES: Final = 50_000
"""A report of 1,500 pages has them; each takes the parser about a tenth of a millisecond, and more the deeper it is."""
_DEEPEST: Final = 30
_LONGEST_INLINE: Final = 20_000
_MOST_MARKS: Final = 500
_MOST_PAIRS: Final = 50_000_000
_MARKS: Final = re.compile(r"[\[\]*_`<~!]")
_NOTE: Final = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_REFERENCE: Final = re.compile(r"\[\^([^\]\s]{1,40})\]")
_CARET: Final = re.compile(r"(?<=\S)\^(\d{1,3})\^")
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,200}(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


def read_markdown(text: str, name: str) -> Report:
    """Read Markdown into a report; ``name`` is its file's.

    Raises:
        ProblemsFound: it has no words, more than a report has, or is nested without end.
    """
    Bounds(name).lines(text, most=MOST_LINES)
    parser = _parser()
    environment: dict[str, dict[str, str]] = {"notes": {}}
    tokens = parser.parse(_without_front_matter(text), environment)
    for token in tokens:
        if token.level >= _DEEPEST - 1:
            line = token.map[0] + 1 if token.map else None
            raise ProblemsFound([MARKDOWN_NESTED.at(Place(name, line), limit=_DEEPEST)])
        _mark_line(token)
    page = parser.renderer.render(tokens, parser.options, environment)
    return report_of(drafts_of_html(page, name=name), name=name, format_name="Markdown")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.before("inline", "bounded", _bound)
    parser.core.ruler.push("references", _references)
    return parser


def _without_front_matter(text: str) -> str:
    """Empty the block of settings that may stand before the text; the lines after it keep their numbers."""
    found = _FRONT_MATTER.match(text)
    return text if found is None or ":" not in found[0] else "\n" * found[0].count("\n") + text[found.end() :]


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's own signature
    """Read a footnote, which CommonMark does not know: its label, and the lines down to the next empty one."""
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    label = _NOTE.match(first)
    if label is None:
        return False
    if silent:
        return True
    lines = [first[label.end() :]]
    line = start + 1
    while line < end and not state.isEmpty(line):
        words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if _NOTE.match(words):
            break
        lines.append(words)
        line += 1
    opened = state.push("paragraph_open", "p", 1)
    opened.attrSet("role", "doc-footnote")
    opened.map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content = f"[^{label[1]}] " + " ".join(lines)
    inline.map = [start, line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = line
    return True


def _bound(state: StateCore) -> None:
    """Reduce a paragraph beyond all measure at once: the search for the end of each of its marks would never end.

    The search takes as long as there are pairs of marks, so that many such paragraphs are beyond measure too.
    """
    pairs = 0
    for token in state.tokens:
        if token.type != "inline":
            continue
        marks = len(_MARKS.findall(token.content))
        pairs += marks * marks
        if len(token.content) > _LONGEST_INLINE or marks > _MOST_MARKS or pairs > _MOST_PAIRS:
            words = Token("text", "", 0)
            words.content = plain_words(token.content)
            token.type, token.children = "reduced", [words]


def _references(state: StateCore) -> None:
    """Write the marks of footnotes in superscript figures; a label in words gets the number of its first mark."""
    numbers: dict[str, str] = {}

    def mark(label: re.Match[str]) -> str:
        return raised(label[1] if label[1].isdecimal() else numbers.setdefault(label[1], str(len(numbers) + 1)))

    for token in state.tokens:
        if token.type == "reduced":
            token.type = "inline"
        for child in token.children or ():
            if child.type == "text" and "^" in child.content:
                child.content = _CARET.sub(lambda found: raised(found[1]), _REFERENCE.sub(mark, child.content))


def _mark_line(token: Token) -> None:
    if token.map is None:
        return
    line = token.map[0] + 1
    if token.type == "html_block":
        token.content = f'<i {LINE_ATTRIBUTE}="{line}"></i>{token.content}'
    elif token.type in ("fence", "code_block"):
        # what is set as code keeps its lines, whatever it is a code of
        token.type, token.content = "html_block", (f'<pre {LINE_ATTRIBUTE}="{line}">{html.escape(token.content)}</pre>')
    elif token.nesting == 1:
        token.attrSet(LINE_ATTRIBUTE, str(line))
