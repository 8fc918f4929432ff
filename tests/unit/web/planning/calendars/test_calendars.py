from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar, Component
from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.planning.meetings.test_meetings import LATER, PLAN
from tests.unit.web.planning.planned import member, page, planned, signed_in
from tests.unit.web.planning.timetable.test_actions import moved

from inspectorate.web.accounts.actions import let_in, stop_person
from inspectorate.web.accounts.models import CalendarKey, Person
from inspectorate.web.history.models import Chain, Entry
from inspectorate.web.planning.actions import remove_member
from inspectorate.web.planning.meetings.actions import change_meeting, mark_meeting, plan_meeting
from inspectorate.web.planning.meetings.times import LONDON
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def timed(inspection: Inspection, lead: Person) -> Inspection:
    return planned(inspection, lead)


@pytest.fixture(autouse=True)
def counted_from_nothing(db: None) -> None:
    del db
    cache.clear()


def events(answer: Any) -> dict[str, Component]:
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert not calendar.errors
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_milestones_are_whole_days_and_keep_their_uid_when_they_move(timed: Inspection, lead: Person) -> None:
    client = signed_in(lead)
    uid = "milestone-panel.example-unit@inspectorate"
    before = events(client.get(page("calendar-of", timed)))
    assert len(before) == 10
    assert before[uid].decoded("dtstart") == date(2026, 5, 5)
    assert before[uid].decoded("dtend") == date(2026, 5, 6)
    assert before[uid]["sequence"] == 0
    assert str(before[uid]["summary"]) == "Ratings panel: Example Unit"
    assert str(before[uid]["url"]).endswith("/inspections/example-unit/timetable/panel/")
    moved(timed, "fieldwork", date(2026, 4, 20), lead)
    after = events(client.get(page("calendar-of", timed)))
    assert set(after) == set(before)
    assert (after[uid].decoded("dtstart"), after[uid]["sequence"]) == (date(2026, 5, 12), 1)


def test_meetings_keep_their_hour_across_the_change_to_summer_time(timed: Inspection, lead: Person) -> None:
    for day in (27, 30):
        starts_at = datetime(2026, 3, day, 9, 30, tzinfo=LONDON)
        plan_meeting(inspection=timed, plan=dataclasses.replace(PLAN, starts_at=starts_at), by=lead, at=NOW)
    answer = signed_in(lead).get(page("calendar-of", timed))
    starts = [one.decoded("dtstart") for uid, one in events(answer).items() if uid.startswith("meeting")]
    assert [start.astimezone(UTC) for start in starts] == [
        datetime(2026, 3, 27, 9, 30, tzinfo=UTC),
        datetime(2026, 3, 30, 8, 30, tzinfo=UTC),
    ]
    assert b"DTSTART;TZID=Europe/London:20260327T093000" in answer.content
    assert b"BEGIN:VTIMEZONE" in answer.content


def test_a_meeting_over_the_night_of_the_change_ends_when_it_ends(timed: Inspection, lead: Person) -> None:
    plan = dataclasses.replace(PLAN, starts_at=datetime(2026, 3, 29, 0, 30, tzinfo=LONDON), minutes=60)
    plan_meeting(inspection=timed, plan=plan, by=lead, at=NOW)
    (one,) = (
        event for uid, event in events(signed_in(lead).get(page("calendar-of", timed))).items() if "meeting" in uid
    )
    assert one.decoded("dtend").astimezone(UTC) - one.decoded("dtstart").astimezone(UTC) == timedelta(hours=1)


def test_a_cancelled_meeting_stays_as_cancelled_and_its_sequence_grows(timed: Inspection, lead: Person) -> None:
    number = plan_meeting(inspection=timed, plan=PLAN, by=lead, at=NOW)
    change_meeting(inspection=timed, meeting=number, plan=dataclasses.replace(PLAN, minutes=45), by=lead, at=LATER)
    mark_meeting(inspection=timed, meeting=number, became="cancelled", reason="Ill.", by=lead, at=LATER)
    one = events(signed_in(lead).get(page("calendar-of", timed)))[f"meeting-{number}.example-unit@inspectorate"]
    assert (str(one["status"]), one["sequence"]) == ("CANCELLED", 2)
    assert one.decoded("dtend") - one.decoded("dtstart") == timedelta(minutes=45)


def test_what_was_typed_is_escaped_and_what_is_told_of_people_stays_out(timed: Inspection, lead: Person) -> None:
    title = "Heads; of, service\\ BEGIN:VEVENT\nEND:VEVENT “Zoë” " + "long " * 30
    plan = dataclasses.replace(PLAN, title=title, place="Room 1\r\nATTENDEE:mailto:x@example.org", with_whom="SECRET")
    number = plan_meeting(inspection=timed, plan=plan, by=lead, at=NOW)
    mark_meeting(inspection=timed, meeting=number, became="not-held", reason="PRIVATE", by=lead, at=LATER)
    answer = signed_in(lead).get(page("calendar-of", timed))
    one = events(answer)[f"meeting-{number}.example-unit@inspectorate"]
    assert str(one["summary"]) == f"{title.strip()}: Example Unit"
    assert len(events(answer)) == 11
    assert "attendee" not in one
    assert not any(word in answer.content for word in (b"SECRET", b"PRIVATE", b"EU-001", b"2.2"))
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_the_same_state_is_the_same_file(timed: Inspection, lead: Person) -> None:
    plan_meeting(inspection=timed, plan=PLAN, by=lead, at=NOW)
    client = signed_in(lead)
    assert client.get(page("calendar-of", timed)).content == client.get(page("calendar-of", timed)).content


def test_the_inspected_body_gets_milestones_and_no_meetings(timed: Inspection, lead: Person) -> None:
    plan_meeting(inspection=timed, plan=PLAN, by=lead, at=NOW)
    contact = signed_in(member(timed, "cai-contact", Role.CONTACT, lead))
    found = events(contact.get(page("calendar-of", timed)))
    assert len(found) == 10
    assert all(uid.startswith("milestone") for uid in found)


def test_ones_own_calendar_holds_what_one_owns_and_takes_part_in(timed: Inspection, lead: Person) -> None:
    ines = member(timed, "ines-inspector", Role.INSPECTOR, lead)
    plan = dataclasses.replace(PLAN, people=(ines.handle,))
    number = plan_meeting(inspection=timed, plan=plan, by=lead, at=NOW)
    own = events(signed_in(ines).get("/calendar/mine.ics"))
    assert set(own) == {f"meeting-{number}.example-unit@inspectorate"}
    assert len(events(signed_in(lead).get("/calendar/mine.ics"))) == 10
    remove_member(inspection=timed, person=ines, role=Role.INSPECTOR, by=lead, at=NOW)
    assert events(signed_in(ines).get("/calendar/mine.ics")) == {}


def private_address(client: Client) -> str:
    shown = client.post("/calendar/", {"do": "make"}).content.decode()
    return urlsplit(shown.split('id="address"')[1].split('value="')[1].split('"')[0]).path


def test_a_private_address_opens_the_calendar_to_who_has_it_and_nothing_else(timed: Inspection, lead: Person) -> None:
    client, program = signed_in(lead), Client()
    address = private_address(client)
    assert len(events(program.get(address))) == 10
    assert program.get(address).headers["Cache-Control"] == "no-store, private"
    assert "sessionid" not in program.cookies
    for other in (page("calendar-of", timed), "/calendar/mine.ics", "/"):
        assert program.get(other).status_code == 302
    for method in ("POST", "PUT", "DELETE"):
        assert program.generic(method, address).status_code == 405
    secret = address.split("/")[2]
    assert secret not in "".join(Entry.objects.filter(chain_id=Chain.INSTALLATION).values_list("payload", flat=True))
    assert secret not in "".join(CalendarKey.objects.values_list("digest", flat=True))


def test_a_private_address_ends_when_it_is_renewed_or_ended_or_its_person_is_stopped(
    timed: Inspection, lead: Person
) -> None:
    client, program = signed_in(lead), Client()
    first = private_address(client)
    second = private_address(client)
    assert (program.get(first).status_code, program.get(second).status_code) == (404, 200)
    assert client.post("/calendar/", {"do": "end"}).status_code == 302
    assert program.get(second).status_code == 404
    assert client.post("/calendar/", {"do": "end"}).status_code == 422
    assert client.post("/calendar/", {}).status_code == 422
    third = private_address(client)
    stop_person(person=lead, by=somebody("ada-administrator"), at=NOW)
    assert program.get(third).status_code == 404
    let_in(person=Person.objects.get(pk=lead.pk), by=Person.objects.get(handle="ada-administrator"), at=NOW)
    assert program.get(third).status_code == 404
    assert timed.id == "example-unit"


def test_a_private_address_is_read_no_more_than_sixty_times_a_minute(lead: Person) -> None:
    address = private_address(signed_in(lead))
    program = Client()
    statuses = [program.get(address).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert program.get("/calendar/guessed/inspections.ics").status_code == 429
