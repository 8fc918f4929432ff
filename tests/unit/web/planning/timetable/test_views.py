from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.unit.web.planning.planned import member, page, planned, signed_in

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection, Milestone
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import give_milestone
from inspectorate.web.planning.timetable.working_days import first_monday


@pytest.fixture
def timed(inspection: Inspection, lead: Person) -> Inspection:
    """Return an inspection whose fieldwork lies ahead, whenever the test runs."""
    return planned(inspection, lead, first_monday(timezone.localdate() + timedelta(days=70)))


def test_a_lead_sets_the_timetable_on_its_page(inspection: Inspection, lead: Person) -> None:
    client = signed_in(lead)
    shown = client.get(page("timetable", inspection)).content.decode()
    assert "There is no timetable yet" in shown
    refused = client.post(page("timetable", inspection), {"fieldwork": "2026-04-06", "days-panel": "x"})
    assert refused.status_code == 422
    assert not Milestone.objects.exists()
    done = client.post(page("timetable", inspection), {"fieldwork": "2026-04-13", "days-panel": "2"}, follow=True)
    assert "Wed 15 Apr 2026" in done.content.decode()
    assert "The timetable is set." in done.content.decode()


def test_the_timetable_says_what_is_overdue_and_how_each_day_comes_about(inspection: Inspection, lead: Person) -> None:
    planned(inspection, lead)
    shown = signed_in(lead).get(page("timetable", inspection)).content.decode()
    assert "25 working days before fieldwork" in shown
    assert "days overdue" in shown


def test_a_move_is_shown_first_and_made_by_a_second_yes(timed: Inspection, lead: Person) -> None:
    client = signed_in(lead)
    here = page("milestone", timed, milestone="fieldwork")
    now = Milestone.objects.get(inspection=timed, key="fieldwork").due
    to = first_monday(now + timedelta(days=1))
    preview = client.post(here, {"do": "preview", "to": to.isoformat()})
    shown = preview.content.decode()
    assert preview.status_code == 200
    assert "What moves with it" in shown
    assert "Publication" in shown
    assert Milestone.objects.get(inspection=timed, key="fieldwork").due == now
    agreed = (
        preview.context["moving"].token if preview.context else shown.split('name="agreed" value="')[1].split('"')[0]
    )
    again = client.post(here, {"do": "move", "to": to.isoformat(), "agreed": agreed, "reason": ""})
    assert again.status_code == 422
    assert "Yes, move" in again.content.decode()
    client.post(here, {"do": "move", "to": to.isoformat(), "agreed": agreed, "reason": "Half the team is ill."})
    assert Milestone.objects.get(inspection=timed, key="fieldwork").due == to


@pytest.mark.parametrize(
    "said",
    [
        {"do": "move", "to": "", "agreed": "", "reason": ""},
        {"do": "move", "to": "2026-02-30", "agreed": "", "reason": "Why."},
        {"do": "move", "to": "2026-04-04", "agreed": "", "reason": ""},
        {"do": "preview", "to": "0001-01-01"},
        {"do": "preview", "to": "9999-12-31"},
        {"do": "give", "owner": "sam-stranger"},
        {"do": "dance"},
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(timed: Inspection, lead: Person, said: dict[str, str]) -> None:
    before = list(Milestone.objects.order_by("key").values())
    answer = signed_in(lead).post(page("milestone", timed, milestone="panel"), said)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert list(Milestone.objects.order_by("key").values()) == before


def test_the_owner_marks_a_milestone_as_done_on_its_page(timed: Inspection, lead: Person) -> None:
    ines = member(timed, "ines-inspector", Role.INSPECTOR, lead)
    give_milestone(inspection=timed, milestone="sample", owner=ines.handle, by=lead, at=timezone.now())
    here = page("milestone", timed, milestone="sample")
    assert "Mark as done" in signed_in(ines).get(here).content.decode()
    other = signed_in(member(timed, "olga-observer", Role.OBSERVER, lead))
    assert "Mark as done" not in other.get(here).content.decode()
    today = timezone.localdate().isoformat()
    assert other.post(f"{here}done/", {"on": today}).status_code == 422
    assert signed_in(ines).post(f"{here}done/", {"on": today}).status_code == 302
    assert Milestone.objects.get(inspection=timed, key="sample").done_on == timezone.localdate()
    refused = signed_in(ines).post(f"{here}done/", {"do": "reopen", "why": ""})
    assert 'href="#why"' in refused.content.decode()


def test_a_milestone_that_there_is_not_is_not_found(timed: Inspection, lead: Person) -> None:
    assert signed_in(lead).get(page("milestone", timed, milestone="party")).status_code == 404


def test_a_later_edition_is_told_of_and_changes_nothing(inspection: Inspection, lead: Person) -> None:
    shown = signed_in(lead).get(page("timetable", inspection)).content.decode()
    assert "hmip-pdu@2024.1" in shown
    assert "nothing changes because of it" in shown
    assert Inspection.objects.get(id=inspection.id).framework == "hmip-adult@2021.1"
