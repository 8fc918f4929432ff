"""Problems of a list: the first of each kind in full, and how many there are, be it a million."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspectorate.kernel.problems import Place, Problem, ProblemKind, Problems, Severity
from inspectorate.sampling import faults

MOST_ALIKE = 100
"""Problems of one kind that are told in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProblems:
    """What was found wrong with a list.

    ``problems`` are in reading order, at most so many of a kind. ``counts`` gives for each code how many there are in
    all, and ``errors`` how many of all are errors.
    """

    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    errors: int = 0

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what does not stop the work."""
        return tuple(one for one in self.problems if one.severity is Severity.WARNING)

    def and_more(self) -> Problems:
        """Return what is told in full, and for each kind that has more, how many."""
        told = Counter(problem.code for problem in self.problems)
        severities = {problem.code: problem.severity for problem in self.problems}
        found = Problems(list(self.problems))
        place = Place(self.problems[0].place.file) if self.problems else Place()
        for code, number in self.counts.items():
            if number > told[code]:
                kind = faults.MORE_LIKE_IT
                rest = ProblemKind(kind.code, kind.message, kind.remedy, severities[code])
                found.add(rest.at(place, code=code, number=f"{number - told[code]:,}"))
        return found

    def raise_errors(self) -> None:
        """Raise everything found, if anything is an error.

        Raises:
            ProblemsFound: at least one error was found.
        """
        self.and_more().raise_errors()


@dataclass(slots=True)
class Found:
    """Takes problems while a list is read: the first ``most`` of each kind, and a count of the others."""

    most: int = MOST_ALIKE
    _kept: list[Problem] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _errors: int = 0

    def add(self, problem: Problem) -> None:
        """Take one more problem."""
        self.add_alike([problem], number=1, kind=problem)

    def add_alike(self, problems: Iterable[Problem], *, number: int, kind: ProblemKind | Problem) -> None:
        """Take problems of one kind: of ``number`` in all, the first that are to be told."""
        if not number:
            return
        room = max(0, self.most - self._counts[kind.code])
        self._kept.extend(problem for problem, _ in zip(problems, range(room), strict=False))
        self._counts[kind.code] += number
        if kind.severity is Severity.ERROR:
            self._errors += number

    def result(self) -> ListProblems:
        """Return what was found, in reading order."""
        ordered = tuple(Problems(list(self._kept)))
        return ListProblems(problems=ordered, counts=dict(self._counts), errors=self._errors)

    @property
    def errors(self) -> int:
        """Return how many errors were found so far."""
        return self._errors
