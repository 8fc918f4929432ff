"""What the generator writes: a true statement, with one slip of its own beside it, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from inspectorate.reports.checking.model import Kind, Passage, Report, Role, Verdict, Where

OPENED, CLOSED = "\u00ab", "\u00bb"
"""Stand around the words that make the claim while a statement is written; no reader sees them."""
_MARKS = re.compile(f"[{OPENED}{CLOSED}]")
FAILS = frozenset({Verdict.FAILS})
DOUBTFUL = frozenset({Verdict.DOUBTFUL})
EITHER = FAILS | DOUBTFUL


@dataclass(frozen=True)
class Line:
    """A passage before it has its place in a report; ``text`` may hold marks around the claim."""

    text: str
    role: Role = Role.PARAGRAPH
    level: int = 0
    table: int = 0
    head: bool = False

    @property
    def printed(self) -> str:
        return _MARKS.sub("", self.text)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Return the start and end of each marked stretch in the printed text."""
        found = []
        done = 0
        start = 0
        for letter in self.text:
            if letter == OPENED:
                start = done
            elif letter == CLOSED:
                found.append((start, done))
            else:
                done += 1
        return tuple(found)


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Slip:
    """A copy of a statement with one fault: its name, its lines with the place marked, and the verdicts due."""

    name: str
    lines: Lines
    due: frozenset[Verdict] = FAILS


@dataclass(frozen=True)
class Statement:
    """A true statement of some shape, and its copy with a slip.

    ``kinds`` are the kinds of claim that its shape is found as. ``alone`` says that it speaks of the whole report, so
    that no two may stand in one.
    """

    shape: str
    lines: Lines
    slip: Slip
    kinds: frozenset[Kind]
    alone: bool = False


def line(text: str) -> Lines:
    return (Line(text),)


def report_of(lines: Iterable[Line], *, name: str = "report") -> Report:
    """Return the report that a reader would give of some lines."""
    passages = []
    section = ""
    for count, one in enumerate(lines, start=1):
        passages.append(
            Passage(
                text=one.printed,
                where=Where(section=section, paragraph=count),
                role=one.role,
                level=one.level,
                table=one.table,
                head=one.head,
            )
        )
        section = one.printed if one.role is Role.HEADING else section
    return Report(name=name, format="text", passages=tuple(passages))


def unmarked(lines: Iterable[Line]) -> Lines:
    """Return lines without the marks of their places."""
    return tuple(replace(one, text=one.printed) for one in lines)
