from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.unit.web.casework.reviewed import answer, signed, step
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.bodies.test_beginning import PROPOSAL
from tests.unit.web.planning.meetings.test_meetings import PLAN
from tests.unit.web.planning.planned import MONDAY, member, planned, signed_in

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts
from inspectorate.web.casework.alerting import answer_alert, raise_alert
from inspectorate.web.planning.actions import add_member
from inspectorate.web.planning.bodies.beginning import begin
from inspectorate.web.planning.meetings.actions import mark_meeting, plan_meeting
from inspectorate.web.planning.models import Case, Inspection, Membership
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import finish_milestone, give_milestone
from inspectorate.web.planning.work.due import Due, Scope, due_in


def work(person: Person | None, *inspections: Inspection, now: datetime = NOW) -> list[Due]:
    """Return what is due from somebody, or from everyone."""
    roles = {
        one.id: frozenset(
            Role(role)
            for role in Membership.objects.filter(
                inspection=one, **({} if person is None else {"person": person})
            ).values_list("role", flat=True)
        )
        for one in inspections
    }
    scope = Scope(roles, "" if person is None else person.handle, now, timezone.localdate(now))
    return list(due_in(scope))


def test_what_is_overdue_comes_first_and_what_has_no_day_last(inspection: Inspection, lead: Person) -> None:
    planned(inspection, lead, MONDAY)
    signed(inspection, "EU-001", lead)
    add_member(inspection=inspection, person=lead, role=Role.READER, by=lead, at=NOW)
    found = work(lead, inspection, now=NOW + timedelta(days=14))
    assert [one.what for one in found][:3] == ["Announcement", "Case list", "Sample"]
    assert (found[0].left(timezone.localdate(NOW + timedelta(days=14))) or 0) < 0
    assert (found[-1].what, found[-1].on) == ("1 case waits for review", None)


def test_done_milestones_and_closed_meetings_are_no_work(inspection: Inspection, lead: Person) -> None:
    planned(inspection, lead)
    number = plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW)
    assert {"Panel", PLAN.title} & {one.what for one in work(lead, inspection)} == {PLAN.title}
    told = next(one for one in work(lead, inspection) if one.what == PLAN.title)
    assert told.kind == "Say whether it was held"
    mark_meeting(inspection=inspection, meeting=number, became="held", by=lead, at=NOW)
    finish_milestone(inspection=inspection, milestone="announcement", on=NOW.date(), by=lead, at=NOW)
    assert not {PLAN.title, "Announcement"} & {one.what for one in work(lead, inspection)}


def test_everyone_sees_their_own_and_the_lead_sees_the_whole_teams(inspection: Inspection, lead: Person) -> None:
    planned(inspection, lead)
    ines = member(inspection, "ines-inspector", Role.INSPECTOR, lead)
    plan_meeting(inspection=inspection, plan=dataclasses.replace(PLAN, people=(ines.handle,)), by=lead, at=NOW)
    give_milestone(inspection=inspection, milestone="sample", owner=ines.handle, by=lead, at=NOW)
    give_milestone(inspection=inspection, milestone="panel", owner="", by=lead, at=NOW)
    assert {one.what for one in work(ines, inspection)} == {PLAN.title, "Sample"}
    everyone = work(None, inspection)
    assert len(everyone) == 11
    assert {one.person for one in everyone} == {"", lead.handle, ines.handle}
    client = signed_in(lead)
    shown = client.get(f"/inspections/{inspection.id}/work/").content.decode()
    assert "Any lead inspector" in shown
    assert PLAN.title in shown
    assert signed_in(ines).get(f"/inspections/{inspection.id}/work/").status_code == 403


def test_an_alert_is_work_of_the_body_until_it_is_answered_and_then_of_the_lead(
    inspection: Inspection, lead: Person
) -> None:
    contact = member(inspection, "cai-contact", Role.CONTACT, lead)
    number = raise_alert(
        inspection=inspection, case=None, gravity="serious", concern="A fear", done_at_once="", by=lead, at=NOW
    )
    assert [one.what for one in work(contact, inspection)] == ["A fear"]
    assert work(lead, inspection) == []
    answer_alert(inspection=inspection, alert=number, text="Visited.", by=contact, at=NOW)
    assert work(contact, inspection) == []
    assert [one.kind for one in work(lead, inspection)] == ["Alert: look at the answer"]


def test_clashes_reviews_and_cases_that_came_back_are_work(inspection: Inspection, lead: Person) -> None:
    ines = member(inspection, "ines-inspector", Role.INSPECTOR, lead)
    rita = member(inspection, "rita-reader", Role.READER, lead)
    case = Case.objects.get(inspection=inspection, reference="EU-002")
    answer(inspection, case, lead, q2_2_1="yes")
    answer(inspection, case, ines, q2_2_1="no", q2_2_2="yes")
    assert [one.what for one in work(lead, inspection)] == ["1 clash to settle"]
    back = signed(inspection, "EU-001", ines)
    assert [one.what for one in work(rita, inspection)] == ["1 case waits for review"]
    step(inspection, back, acts.REVIEW_BEGUN, rita, taken_over_from="", drawn_from=None, seed="")
    assert [one.what for one in work(rita, inspection)] == ["Review of case EU-001"]
    step(inspection, back, acts.SENT_BACK, rita, reason="2.2.1 lacks its why.")
    assert [one.what for one in work(ines, inspection)] == ["Case EU-001 was sent back"]
    assert work(rita, inspection) == []


def queries_for_home(person: Person) -> int:
    client = signed_in(person)
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get("/").status_code == 200
    return len(context)


def test_the_first_page_asks_as_often_for_many_inspections_as_for_one(inspection: Inspection, lead: Person) -> None:
    planned(inspection, lead)
    for role in (Role.READER, Role.CONTACT):
        add_member(inspection=inspection, person=lead, role=role, by=lead, at=NOW)
    other = member(inspection, "ines-inspector", Role.INSPECTOR, lead)
    for case in Case.objects.filter(inspection=inspection):
        answer(inspection, case, lead, q2_2_1="yes")
        answer(inspection, case, other, q2_2_1="no")
    plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW)
    for number in range(2):
        raise_alert(
            inspection=inspection, case=None, gravity="serious", concern=f"{number}", done_at_once="", by=lead, at=NOW
        )
    one = queries_for_home(lead)
    for number in range(4):
        made = begin(proposal=dataclasses.replace(PROPOSAL, identifier=f"another-{number}"), by=lead, at=NOW)
        plan = dataclasses.replace(PLAN, case="")
        plan_meeting(inspection=made, plan=plan, by=lead, at=NOW)
    assert queries_for_home(lead) == one <= 24
