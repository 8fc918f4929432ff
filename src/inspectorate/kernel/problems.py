"""What is wrong with an input, where, and what to do about it.

Every problem a user can meet is a `ProblemKind` in a module named ``faults``: a code, a sentence and a remedy. Reading
collects problems and raises them together, once, as `ProblemsFound`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

SHOWN_VALUE = 80


class Severity(StrEnum):
    """An error stops the work; a warning is told and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, and in it a line, a table's column, or a field's path.

    Lines count from 1, as editors show them; a table's header is line 1.
    """

    file: str = ""
    line: int | None = None
    column: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        if self.field is not None:
            parts.append(self.field)
        return ", ".join(parts) or "(no place)"

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Return the key by which problems are listed: as one reads the files."""
        return (self.file, self.line or 0, self.column or "", self.field or "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its code, its place, a sentence and a remedy."""

    code: str
    place: Place
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy} [{self.code}]"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: the template of its sentence and of its remedy (`str.format` fields)."""

    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def at(self, place: Place, **words: object) -> Problem:
        """Make the problem of this kind at a place; long values from outside are shortened."""
        shown = {name: _shown(value) for name, value in words.items()}
        return Problem(self.code, place, self.message.format(**shown), self.remedy.format(**shown), self.severity)


@dataclass(slots=True)
class Problems:
    """A list that collects problems while reading goes on."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Take one more problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several more problems."""
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self.found, key=lambda problem: (problem.place.order, problem.code, problem.message)))

    def __len__(self) -> int:
        return len(self.found)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what stops the work, in reading order."""
        return tuple(problem for problem in self if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what does not stop the work, in reading order."""
        return tuple(problem for problem in self if problem.severity is Severity.WARNING)

    def raise_errors(self) -> None:
        """Raise everything found, warnings too, if anything found is an error.

        Raises:
            ProblemsFound: at least one error was collected.
        """
        if self.errors:
            raise ProblemsFound(self)


class ProblemsFound(Exception):  # noqa: N818 - the house's word for it; it carries several
    """Raised once, with every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the clause that suggests the nearest known word, or lists a few; made to end a remedy.

    >>> nearest("leadershp", ["leadership", "staff"])
    'Did you mean "leadership"?'
    """
    known = sorted(set(words))
    close = get_close_matches(word, known, n=1)
    if close:
        return f'Did you mean "{close[0]}"?'
    few = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")  # noqa: PLR2004 - a line's worth
    return f"Known: {few}." if known else ""


def _shown(value: object) -> str:
    text = str(value)
    printable = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return printable if len(printable) <= SHOWN_VALUE or " " in printable else printable[:SHOWN_VALUE] + "…"
