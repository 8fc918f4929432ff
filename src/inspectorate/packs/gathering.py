"""Problems gathered while a pack is read, so that a file with a million alike stays readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from inspectorate.kernel.problems import Place, Problem, ProblemKind, Problems, Severity
from inspectorate.packs import faults

MOST_ALIKE = 100


@dataclass(slots=True)
class Gathering:
    """Takes problems; of one code in one file it keeps the first hundred and counts the others."""

    _kept: list[Problem] = field(default_factory=list)
    _seen: Counter[tuple[str, str, Severity]] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        """Take one more problem."""
        kind = (problem.place.file, problem.code, problem.severity)
        self._seen[kind] += 1
        if self._seen[kind] <= MOST_ALIKE:
            self._kept.append(problem)

    def wants(self, file: str, kind: ProblemKind) -> bool:
        """Say whether one more of a kind would be kept, so that a suggestion is worth looking for."""
        return self._seen[file, kind.code, kind.severity] < MOST_ALIKE

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several more problems."""
        for problem in problems:
            self.add(problem)

    def problems(self) -> Problems:
        """Return what was kept, and for each kind that had more, how many."""
        gathered = Problems(list(self._kept))
        for (file, code, severity), number in self._seen.items():
            if number > MOST_ALIKE:
                kind = faults.MORE_LIKE_IT
                rest = ProblemKind(kind.code, kind.message, kind.remedy, severity)
                gathered.add(rest.at(Place(file), number=f"{number - MOST_ALIKE:,}", code=code))
        return gathered
