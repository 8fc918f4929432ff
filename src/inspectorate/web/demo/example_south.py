"""An invented inspection that is planned: announced, with its timetable, a meeting or two, and a conflict declared.

Its days are counted from the day on which the demonstration is loaded, so that there is something to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from inspectorate.records.inspection import InspectedBody
from inspectorate.web.accounts.models import Person
from inspectorate.web.demo.people import CONTACT, INES, IVOR, LEAD
from inspectorate.web.planning import actions
from inspectorate.web.planning.bodies.beginning import Proposal, begin
from inspectorate.web.planning.conflicts.actions import CASE, declare_conflict
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.meetings.actions import Plan, plan_meeting
from inspectorate.web.planning.models import Inspection, Meeting
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.timetable.actions import finish_milestone, give_milestone
from inspectorate.web.planning.timetable.working_days import counted, first_monday

IDENTIFIER = "example-south-pdu"
EDITION = "hmip-adult@2021.1"
_BEFORE_FIELDWORK = 22
"""So many working days after the demonstration is loaded fieldwork begins: the inspection has just been announced."""
_NAMESPACE = UUID("0f6f2f38-3f0b-4f6c-8c5e-6b7f0c1a9d55")


def begin_example_south(*, people: Mapping[str, Person], today: date) -> Inspection:
    """Make the inspection: announced, its case list due within days."""
    lead = people[LEAD.handle]
    at = datetime.combine(today - timedelta(days=1), time(9), tzinfo=UTC)
    fieldwork = first_monday(counted(today, _BEFORE_FIELDWORK))
    proposal = Proposal(
        body=InspectedBody(id=IDENTIFIER, name="Example South PDU", region="Example Region"),
        edition=edition_of(EDITION),
        fieldwork=fieldwork,
        identifier=IDENTIFIER,
        title="An inspection of probation services in Example South PDU",
        publisher="Example Inspectorate",
    )
    inspection = begin(proposal=proposal, by=lead, at=at)
    for somebody, role in ((INES, Role.INSPECTOR), (IVOR, Role.INSPECTOR), (CONTACT, Role.CONTACT)):
        actions.add_member(inspection=inspection, person=people[somebody.handle], role=role, by=lead, at=at)
    give_milestone(inspection=inspection, milestone="case-list", owner=CONTACT.handle, by=lead, at=at)
    finish_milestone(inspection=inspection, milestone="announcement", on=timezone.localdate(at), by=lead, at=at)
    ivor = people[IVOR.handle]
    why = "Supervised this person at another office until last year."
    declare_conflict(inspection=inspection, person=ivor.handle, about=CASE, case="ES-0107", reason=why, by=ivor, at=at)
    _plan_meetings(inspection, lead, fieldwork, at)
    return inspection


def _plan_meetings(inspection: Inspection, by: Person, fieldwork: date, at: datetime) -> None:
    kinds = Meeting.Kind
    plans = (
        (
            0,
            time(9, 30),
            kinds.LEADERS,
            "Opening meeting",
            "The head of the PDU and the leadership team",
            (LEAD, INES, IVOR),
        ),
        (1, time(10, 0), kinds.PRACTITIONER, "Interview about a case", "The probation officer of the case", (INES,)),
        (
            2,
            time(14, 0),
            kinds.PARTNERS,
            "Meeting with services",
            "The services that the PDU commissions",
            (LEAD, IVOR),
        ),
    )
    for number, (days, begins, kind, title, with_whom, team) in enumerate(plans):
        starts_at = timezone.make_aware(datetime.combine(fieldwork + timedelta(days=days), begins))
        plan = Plan(
            kind=kind,
            title=title,
            starts_at=starts_at,
            minutes=60,
            people=tuple(one.handle for one in team),
            place="Example South, room 2",
            with_whom=with_whom,
        )
        client = uuid5(_NAMESPACE, str(number))
        plan_meeting(inspection=inspection, plan=plan, by=by, at=at, client=client)
