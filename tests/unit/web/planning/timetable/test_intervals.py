from __future__ import annotations

from datetime import date

import pytest

from inspectorate.web.planning.timetable.forms import plan_lines, read_intervals
from inspectorate.web.planning.timetable.intervals import MOST_DAYS, usual_milestones


def test_every_interval_says_how_sure_it_is_and_what_fits_says_what_it_fits() -> None:
    for one in usual_milestones():
        assert one.sure in {"stated", "fits", "assumed"}
        assert bool(one.source) is (one.sure != "assumed"), one.id


def test_the_ten_milestones_of_an_inspection_are_there() -> None:
    assert len(usual_milestones()) == 10


def test_a_form_without_fields_keeps_the_usual_intervals() -> None:
    found = read_intervals({})
    assert (dict(found.days), found.problems) == ({}, ())


def test_a_form_gives_what_differs_and_the_days_that_come_of_it() -> None:
    found = read_intervals({"days-panel": "3", "days-sample": "12"})
    assert dict(found.days) == {"panel": 3}
    lines = {line.usual.id: line.due for line in plan_lines(found, fieldwork=date(2026, 3, 2))}
    assert lines["panel"] == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "ten", "²", str(MOST_DAYS + 1), "9" * 5000])
def test_what_is_no_number_of_days_is_told_and_kept_as_it_was_typed(text: str) -> None:
    found = read_intervals({"days-panel": text})
    assert [(one.code, one.place.field) for one in found.problems] == [("interval-not-readable", "days-panel")]
    assert found.typed["panel"] == text
