from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import MONDAY, acts_of, member, planned

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection, Milestone
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import (
    finish_milestone,
    give_milestone,
    move_milestone,
    preview,
    reopen_milestone,
    set_timetable,
)
from inspectorate.web.planning.timetable.calculation import Move


@pytest.fixture
def timed(inspection: Inspection, lead: Person) -> Inspection:
    return planned(inspection, lead)


def get(inspection: Inspection, key: str) -> Milestone:
    return Milestone.objects.get(inspection=inspection, key=key)


def moved(inspection: Inspection, key: str, to: date, by: Person, reason: str = "Half the team is ill.") -> Move:
    agreed = preview(inspection=inspection, milestone=get(inspection, key), to=to).token
    return move_milestone(inspection=inspection, milestone=key, to=to, reason=reason, agreed=agreed, by=by, at=NOW)


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def test_a_timetable_is_set_once_and_begins_with_the_inspections_own_intervals(
    inspection: Inspection, lead: Person
) -> None:
    timed = planned(inspection, lead, panel=3)
    assert get(timed, "panel").due == date(2026, 4, 16)
    assert get(timed, "panel").owner == lead
    assert timed.head["fieldwork_started_on"] == "2026-04-13"
    with pytest.raises(ProblemsFound) as found:
        planned(inspection, lead)
    assert codes(found) == ["timetable-there"]
    assert acts_of(timed)[-1] == "timetable-set"


def test_everything_wrong_with_a_timetable_is_told_at_once(inspection: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as found:
        set_timetable(
            inspection=inspection, fieldwork=date(2026, 4, 6), days={"panel": 4000}, owner=lead, by=lead, at=NOW
        )
    assert codes(found) == ["interval-not-readable", "not-a-working-day"]
    assert "a bank holiday (Easter Monday)" in found.value.problems[1].message
    assert "Thursday 2 April 2026" in found.value.problems[1].remedy
    assert not Milestone.objects.exists()


def test_moving_fieldwork_moves_the_others_and_the_day_in_the_pack_as_one_act(timed: Inspection, lead: Person) -> None:
    before = acts_of(timed)
    moved(timed, "fieldwork", MONDAY + timedelta(days=7), lead)
    now = Inspection.objects.get(id=timed.id)
    assert now.head["fieldwork_started_on"] == "2026-04-20"
    assert get(timed, "panel").due == date(2026, 5, 12)
    assert (get(timed, "panel").revision, get(timed, "panel").by_hand) == (1, False)
    assert acts_of(timed)[len(before) :] == ["milestone-moved"]


def test_a_day_that_nobody_works_is_refused_with_the_reason(timed: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as found:
        moved(timed, "panel", date(2026, 5, 2), lead)
    assert codes(found) == ["not-a-working-day"]
    assert "Saturday" in found.value.problems[0].message


def test_what_was_moved_by_hand_stays_when_fieldwork_moves(timed: Inspection, lead: Person) -> None:
    moved(timed, "panel", date(2026, 5, 20), lead)
    assert get(timed, "panel").by_hand
    shown = moved(timed, "fieldwork", date(2026, 4, 20), lead)
    assert dict(shown.staying)["panel"].value == "its day was chosen by hand"
    assert get(timed, "panel").due == date(2026, 5, 20)


def test_a_move_that_was_not_shown_as_it_would_be_now_is_not_made(timed: Inspection, lead: Person) -> None:
    agreed = preview(inspection=timed, milestone=get(timed, "fieldwork"), to=date(2026, 4, 20)).token
    moved(timed, "panel", date(2026, 5, 20), lead)
    with pytest.raises(ProblemsFound) as found:
        move_milestone(
            inspection=timed,
            milestone="fieldwork",
            to=date(2026, 4, 20),
            reason="Later.",
            agreed=agreed,
            by=lead,
            at=NOW,
        )
    assert codes(found) == ["changed-meanwhile"]
    assert get(timed, "fieldwork").due == MONDAY


def test_a_move_needs_a_reason_and_another_day(timed: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as found:
        moved(timed, "panel", date(2026, 5, 20), lead, reason=" ")
    assert codes(found) == ["reason-missing"]
    with pytest.raises(ProblemsFound) as found:
        moved(timed, "fieldwork", MONDAY, lead)
    assert codes(found) == ["same-day"]


def test_fieldwork_never_moves_behind_the_publication(timed: Inspection, lead: Person) -> None:
    Inspection.objects.filter(id=timed.id).update(head={**timed.head, "published": "2026-06"})
    with pytest.raises(ProblemsFound) as found:
        moved(Inspection.objects.get(id=timed.id), "fieldwork", date(2026, 7, 6), lead)
    assert codes(found) == ["fieldwork-after-publication"]


def test_the_owner_or_the_lead_says_that_a_milestone_is_done_and_nobody_else(timed: Inspection, lead: Person) -> None:
    ines = member(timed, "ines-inspector", Role.INSPECTOR, lead)
    ivor = member(timed, "ivor-inspector", Role.INSPECTOR, lead)
    give_milestone(inspection=timed, milestone="sample", owner=ines.handle, by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as found:
        finish_milestone(inspection=timed, milestone="sample", on=NOW.date(), by=ivor, at=NOW)
    assert codes(found) == ["milestone-not-yours"]
    finish_milestone(inspection=timed, milestone="sample", on=NOW.date(), by=ines, at=NOW)
    assert get(timed, "sample").done_on == NOW.date()
    with pytest.raises(ProblemsFound) as found:
        moved(timed, "sample", date(2026, 4, 1), lead)
    assert codes(found) == ["done-already"]
    reopen_milestone(inspection=timed, milestone="sample", reason="One stratum lacks.", by=lead, at=NOW)
    assert get(timed, "sample").done_on is None
    assert acts_of(timed)[-3:] == ["milestone-owned", "milestone-done", "milestone-reopened"]


def test_a_day_that_has_not_come_is_no_day_on_which_it_was_done(timed: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as found:
        finish_milestone(inspection=timed, milestone="sample", on=NOW.date() + timedelta(days=1), by=lead, at=NOW)
    assert codes(found) == ["done-later"]
    with pytest.raises(ProblemsFound) as found:
        reopen_milestone(inspection=timed, milestone="sample", reason="Why.", by=lead, at=NOW)
    assert codes(found) == ["not-done"]


def test_a_milestone_is_given_to_people_of_the_inspection_alone(timed: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as found:
        give_milestone(inspection=timed, milestone="panel", owner="sam-stranger", by=lead, at=NOW)
    assert codes(found) == ["not-in-team"]
    with pytest.raises(ProblemsFound) as found:
        give_milestone(inspection=timed, milestone="panel", owner=lead.handle, by=lead, at=NOW)
    assert codes(found) == ["same-owner"]
    give_milestone(inspection=timed, milestone="panel", owner="", by=lead, at=NOW)
    assert get(timed, "panel").owner is None
