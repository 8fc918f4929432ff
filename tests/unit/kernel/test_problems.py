from __future__ import annotations

import pytest

from inspectorate.kernel.problems import Place, ProblemKind, Problems, ProblemsFound, Severity, nearest

FAULT = ProblemKind("fault", "{what} is wrong.", "Mend {what}.")
HINT = ProblemKind("hint", "{what} is odd.", "Look at {what}.", Severity.WARNING)


def test_problems_come_in_reading_order_and_all_at_once() -> None:
    problems = Problems()
    problems.add(FAULT.at(Place("b.csv", line=2), what="b2"))
    problems.add(FAULT.at(Place("a.csv", line=10), what="a10"))
    problems.add(HINT.at(Place("a.csv", line=9), what="a9"))
    with pytest.raises(ProblemsFound) as found:
        problems.raise_errors()
    assert [problem.message for problem in found.value.problems] == ["a9 is odd.", "a10 is wrong.", "b2 is wrong."]


def test_warnings_alone_do_not_stop_the_work() -> None:
    problems = Problems([HINT.at(Place(), what="it")])
    problems.raise_errors()
    assert len(problems.warnings) == 1


def test_place_reads_as_a_person_would_say_it() -> None:
    place = Place("cases.csv", line=3, column="sex", field=None)
    assert str(FAULT.at(place, what="x")) == "cases.csv, line 3, column sex: x is wrong. Mend x. [fault]"


def test_control_characters_from_outside_are_not_shown() -> None:
    problem = FAULT.at(Place(), what="a\x1b[31mred\x00")
    assert "\x1b" not in problem.message
    assert "\x00" not in problem.message


def test_long_values_are_shortened() -> None:
    assert len(FAULT.at(Place(), what="x" * 10_000).message) < 200


def test_nearest_suggests_or_lists() -> None:
    assert nearest("leadershp", ["leadership", "staff"]) == 'Did you mean "leadership"?'
    assert nearest("zzz", ["b", "a"]) == "Known: a, b."
    assert nearest("zzz", []) == ""
