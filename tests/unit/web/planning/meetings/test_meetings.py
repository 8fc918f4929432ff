from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import acts_of, member, page, signed_in

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.meetings.actions import Plan, change_meeting, mark_meeting, plan_meeting
from inspectorate.web.planning.meetings.queries import counted_by_kind, meetings_of
from inspectorate.web.planning.meetings.times import LONDON, read_time
from inspectorate.web.planning.models import Attendance, Inspection, Meeting
from inspectorate.web.planning.roles import Role

PLAN = Plan(
    kind="practitioner-interview",
    title="Interview about EU-001",
    starts_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    minutes=60,
    people=("lena-lead",),
    place="Room 2",
    with_whom="a probation officer",
    case="EU-001",
    standard="2.2",
)
LATER = NOW + timedelta(hours=3)
FIELDS = {
    "kind": "leaders",
    "title": "Heads of service",
    "day": "2026-03-30",
    "time": "9.30",
    "minutes": "90",
    "place": "https://meet.example.org/heads",
    "with_whom": "the head of the PDU",
    "case": "",
    "standard": "1.1",
    "people": ["lena-lead"],
}


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def test_a_meeting_goes_its_way_and_can_always_be_planned_again(inspection: Inspection, lead: Person) -> None:
    ines = member(inspection, "ines-inspector", Role.INSPECTOR, lead)
    number = plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW)
    mark_meeting(inspection=inspection, meeting=number, became="not-held", reason="Ill.", by=lead, at=LATER)
    assert (Meeting.objects.get().state, Meeting.objects.get().reason) == ("not-held", "Ill.")
    again = dataclasses.replace(PLAN, starts_at=LATER, people=(ines.handle,))
    change_meeting(inspection=inspection, meeting=number, plan=again, by=lead, at=LATER)
    made = Meeting.objects.get()
    assert (made.state, made.reason, made.revision, made.sequence) == ("planned", "", 2, number)
    assert list(Attendance.objects.values_list("person_id", flat=True)) == [ines.handle]
    mark_meeting(inspection=inspection, meeting=number, became="held", by=ines, at=LATER)
    mark_meeting(inspection=inspection, meeting=number, became="cancelled", reason="Wrong one.", by=ines, at=LATER)
    assert acts_of(inspection)[-5:] == [
        "meeting-planned",
        "meeting-not-held",
        "meeting-changed",
        "meeting-held",
        "meeting-cancelled",
    ]


def test_everything_wrong_with_a_meeting_is_told_at_once(inspection: Inspection, lead: Person) -> None:
    contact = member(inspection, "cai-contact", Role.CONTACT, lead)
    wrong = dataclasses.replace(
        PLAN, kind="party", title=" ", minutes=0, people=(contact.handle,), case="EU-9", standard="9.9", place="A\0"
    )
    with pytest.raises(ProblemsFound) as found:
        plan_meeting(inspection=inspection, plan=wrong, by=lead, at=NOW)
    assert set(codes(found)) == {
        "kind-missing",
        "title-missing",
        "not-text",
        "minutes-not-readable",
        "not-in-team",
        "unknown-case",
        "unknown-standard",
    }
    with pytest.raises(ProblemsFound) as found:
        plan_meeting(inspection=inspection, plan=dataclasses.replace(PLAN, people=()), by=lead, at=NOW)
    assert codes(found) == ["nobody-takes-part"]
    assert not Meeting.objects.exists()


def test_what_changes_nothing_or_comes_too_soon_is_refused(inspection: Inspection, lead: Person) -> None:
    number = plan_meeting(inspection=inspection, plan=dataclasses.replace(PLAN, starts_at=LATER), by=lead, at=NOW)
    same = dataclasses.replace(PLAN, starts_at=LATER.astimezone(LONDON))
    with pytest.raises(ProblemsFound) as found:
        change_meeting(inspection=inspection, meeting=number, plan=same, by=lead, at=NOW)
    assert codes(found) == ["no-change"]
    with pytest.raises(ProblemsFound) as found:
        mark_meeting(inspection=inspection, meeting=number, became="held", by=lead, at=NOW)
    assert codes(found) == ["not-yet"]
    with pytest.raises(ProblemsFound) as found:
        mark_meeting(inspection=inspection, meeting=number, became="cancelled", by=lead, at=NOW)
    assert codes(found) == ["reason-missing"]
    with pytest.raises(ProblemsFound) as found:
        mark_meeting(inspection=inspection, meeting=999, became="held", by=lead, at=NOW)
    assert codes(found) == ["no-such-meeting"]


def test_a_form_that_is_sent_twice_plans_one_meeting(inspection: Inspection, lead: Person) -> None:
    client = uuid4()
    plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW, client=client)
    with pytest.raises(Repeated):
        plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW, client=client)
    assert Meeting.objects.count() == 1


def test_held_interviews_and_meetings_are_counted_as_the_report_counts_them(
    inspection: Inspection, lead: Person
) -> None:
    def held(kind: str, number: int) -> None:
        for _ in range(number):
            plan = dataclasses.replace(PLAN, kind=kind, case="", standard="")
            made = plan_meeting(inspection=inspection, plan=plan, by=lead, at=NOW)
            mark_meeting(inspection=inspection, meeting=made, became="held", by=lead, at=LATER)

    for kind, number in (("practitioner-interview", 31), ("manager-interview", 2), ("leaders", 9), ("partners", 8)):
        held(kind, number)
    held("team", 3)
    missed = plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW)
    mark_meeting(inspection=inspection, meeting=missed, became="not-held", reason="Ill.", by=lead, at=LATER)
    plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW)
    counts = counted_by_kind(meetings_of(inspection))
    assert counts.sentence == "33 interviews and 17 meetings held"
    first = counts.by_kind[0]
    assert (first.kind.value, first.held, first.planned, first.missed) == ("practitioner-interview", 31, 1, 1)
    shown = signed_in(lead).get(page("meetings", inspection)).content.decode()
    assert "33 interviews and 17 meetings held" in shown
    assert "Held or not?" in shown


def test_a_time_is_on_the_clock_of_london() -> None:
    winter = read_time(date(2026, 3, 27), "9:30", field="time")
    summer = read_time(date(2026, 3, 30), "09:30", field="time")
    assert (winter.astimezone(UTC).hour, summer.astimezone(UTC).hour) == (9, 8)
    twice = read_time(date(2026, 10, 25), "1:30", field="time")
    assert twice.astimezone(UTC).hour == 0


@pytest.mark.parametrize(
    ("day", "text", "code"),
    [
        (date(2026, 3, 29), "1:30", "no-such-time"),
        (date(2026, 3, 30), "25:00", "time-not-readable"),
        (date(2026, 3, 30), "", "time-missing"),
        (date(2026, 3, 30), "9", "time-not-readable"),
    ],
)
def test_a_time_that_there_is_not_is_refused(day: date, text: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_time(day, text, field="time")
    assert codes(found) == [code]


def test_a_meeting_is_planned_changed_and_closed_on_its_pages(inspection: Inspection, lead: Person) -> None:
    client = signed_in(lead)
    assert "Plan a meeting or an interview" in client.get(page("meeting-new", inspection)).content.decode()
    assert client.post(page("meeting-new", inspection), FIELDS).status_code == 302
    made = Meeting.objects.get()
    assert made.starts_at == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)
    here = page("meeting", inspection, meeting=made.sequence)
    assert 'value="09:30"' in client.get(here).content.decode()
    assert client.post(here, {**FIELDS, "do": "change", "title": "Heads"}).status_code == 302
    assert Meeting.objects.get().title == "Heads"
    refused = client.post(here, {"do": "cancelled", "why-cancelled": ""})
    assert 'href="#why-cancelled"' in refused.content.decode()
    assert client.post(here, {"do": "dance"}).status_code == 422
    assert client.post(here, {"do": "cancelled", "why-cancelled": "A fire drill."}).status_code == 302
    assert Meeting.objects.get().state == "cancelled"
    assert timezone.now() > NOW


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": ""}, "day"),
        ({"time": "late"}, "time"),
        ({"minutes": "²"}, "minutes"),
        ({"minutes": "9" * 5000}, "minutes"),
        ({"people": []}, "people"),
        ({"kind": ""}, "kind"),
        ({"title": "A" * 201}, "title"),
    ],
)
def test_what_is_wrong_with_a_form_is_told_at_its_field(
    inspection: Inspection, lead: Person, changed: dict[str, object], field: str
) -> None:
    answer = signed_in(lead).post(page("meeting-new", inspection), {**FIELDS, **changed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert not Meeting.objects.exists()


def test_who_observes_sees_meetings_and_changes_none(inspection: Inspection, lead: Person) -> None:
    number = plan_meeting(inspection=inspection, plan=PLAN, by=lead, at=NOW)
    client = signed_in(member(inspection, "olga-observer", Role.OBSERVER, lead))
    shown = client.get(page("meeting", inspection, meeting=number)).content.decode()
    assert "Interview about EU-001" in shown
    assert "Change it" not in shown
    assert client.post(page("meeting", inspection, meeting=number), {"do": "held"}).status_code == 403
    assert client.get(page("meeting", inspection, meeting=2**70)).status_code == 404
