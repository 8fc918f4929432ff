from __future__ import annotations

from inspectorate.kernel.problems import Place, ProblemKind, Severity
from inspectorate.packs.gathering import MOST_ALIKE, Gathering

ALIKE = ProblemKind("alike", "This is line {line}.", "Mend it.", Severity.WARNING)


def test_gathering_keeps_the_first_hundred_alike_and_counts_the_others() -> None:
    gathering = Gathering()
    gathering.extend(ALIKE.at(Place("a.csv", line=line), line=line) for line in range(1, 1235))
    gathering.add(ALIKE.at(Place("b.csv"), line=1))
    problems = list(gathering.problems())
    assert len(problems) == MOST_ALIKE + 2
    (rest,) = [problem for problem in problems if problem.code == "more-like-it"]
    assert (rest.place, rest.severity) == (Place("a.csv"), Severity.WARNING)
    assert rest.message == "Beyond those that are listed, this file has more problems of the kind alike: 1,134."


def test_gathering_of_a_hundred_alike_says_nothing_of_others() -> None:
    gathering = Gathering()
    gathering.extend(ALIKE.at(Place("a.csv"), line=line) for line in range(MOST_ALIKE))
    assert len(gathering.problems()) == MOST_ALIKE
