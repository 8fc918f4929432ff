from __future__ import annotations

from datetime import date

import pytest

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.planning.timetable.days import read_day, refuse_not_worked


@pytest.mark.parametrize("text", ["2026-03-02", " 2026-03-02 ", "02/03/2026"])
def test_a_day_is_read_as_a_browser_sends_it_and_as_people_type_it(text: str) -> None:
    assert read_day(text, field="to") == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date-missing"),
        ("soon", "date-not-readable"),
        ("2026-02-30", "date-not-readable"),
        ("30/02/2026", "date-not-readable"),
        ("0001-01-01", "date-too-far"),
        ("9999-12-31", "date-too-far"),
    ],
)
def test_what_is_no_day_is_told_at_its_field(text: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_day(text, field="to")
    assert [(one.code, one.place.field) for one in found.value.problems] == [(code, "to")]


def test_a_day_off_names_the_working_days_beside_it() -> None:
    refuse_not_worked(date(2026, 4, 7), field="to")
    with pytest.raises(ProblemsFound) as found:
        refuse_not_worked(date(2026, 4, 4), field="to")
    (told,) = found.value.problems
    assert told.message == "4 April 2026 is a Saturday: nothing is due on a day that nobody works."
    assert told.remedy == "The nearest working days are Thursday 2 April 2026 and Tuesday 7 April 2026."
