"""Plans, changes and closes meetings: each act with its history, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.meetings import acts, faults
from inspectorate.web.planning.members import team_of
from inspectorate.web.planning.models import Case, Inspection, Meeting
from inspectorate.web.planning.texts import reason_problems, text_problems, tidy

MOST_MINUTES = 24 * 60
MOST = {"title": 200, "place": 500, "with_whom": 500}


_TURNS = {
    Meeting.State.HELD: acts.MEETING_HELD,
    Meeting.State.NOT_HELD: acts.MEETING_NOT_HELD,
    Meeting.State.CANCELLED: acts.MEETING_CANCELLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a meeting is to be. ``people`` are handles of the team; ``case`` and ``standard`` may be empty.

    ``with_whom`` says who is met, by what they do: nobody on probation is named here.
    """

    kind: str
    title: str
    starts_at: datetime
    minutes: int
    people: tuple[str, ...]
    place: str = ""
    with_whom: str = ""
    case: str = ""
    standard: str = ""

    @property
    def details(self) -> dict[str, object]:
        """Return it as an act says it."""
        return {
            "kind": self.kind,
            "title": tidy(self.title),
            "starts_at": timezone.localtime(self.starts_at).isoformat(),
            "minutes": self.minutes,
            "people": sorted(self.people),
            "place": tidy(self.place),
            "with_whom": tidy(self.with_whom),
            "case": self.case,
            "standard": self.standard,
        }


def plan_meeting(*, inspection: Inspection, plan: Plan, by: Person, at: datetime, client: UUID | None = None) -> int:
    """Plan a meeting, and return its sequence.

    Raises:
        ProblemsFound: everything that is wrong with the plan.
        Repeated: the client sent this before.
    """
    with exclusively(inspection.id, client=client):
        if problems := plan_problems(inspection, plan):
            raise ProblemsFound(problems)
        return _do(acts.MEETING_PLANNED, inspection, by, at, client, **plan.details)


def change_meeting(
    *, inspection: Inspection, meeting: int, plan: Plan, by: Person, at: datetime, client: UUID | None = None
) -> None:
    """Change a meeting; whatever became of it before, it counts as planned again.

    Raises:
        ProblemsFound: everything that is wrong with the plan, or it changes nothing.
        Repeated: the client sent this before.
    """
    with exclusively(inspection.id, client=client):
        now = _named(inspection, meeting)
        problems = plan_problems(inspection, plan)
        if not problems and now.state == Meeting.State.PLANNED and plan_of(now).details == plan.details:
            problems.append(faults.NO_CHANGE.at(Place()))
        if problems:
            raise ProblemsFound(problems)
        _do(acts.MEETING_CHANGED, inspection, by, at, client, meeting=meeting, **plan.details)


def mark_meeting(
    *,
    inspection: Inspection,
    meeting: int,
    became: str,
    reason: str = "",
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> None:
    """Say what became of a meeting: it was held, was not held, or is cancelled; but for the first, with a reason.

    Raises:
        ProblemsFound: that is said already, no reason is given, or it is said to be held before it has begun.
        Repeated: the client sent this before.
    """
    state = Meeting.State(became)
    problems = [] if state is Meeting.State.HELD else reason_problems(reason, field=f"why-{became}")
    with exclusively(inspection.id, client=client):
        now = _named(inspection, meeting)
        if now.state == state:
            problems = [faults.NO_CHANGE.at(Place())]
        elif state is Meeting.State.HELD and now.starts_at > at:
            problems = [faults.NOT_YET.at(Place())]
        if problems:
            raise ProblemsFound(problems)
        said = {} if state is Meeting.State.HELD else {"reason": tidy(reason)}
        _do(_TURNS[state], inspection, by, at, client, meeting=meeting, title=now.title, **said)


def plan_problems(inspection: Inspection, plan: Plan) -> list[Problem]:
    """Return what is wrong with what a meeting is to be."""
    problems = []
    if plan.kind not in Meeting.Kind.values:
        problems.append(faults.KIND_MISSING.at(Place(field="kind")))
    if not plan.title.strip():
        problems.append(faults.TITLE_MISSING.at(Place(field="title")))
    for field, text in (("title", plan.title), ("place", plan.place), ("with_whom", plan.with_whom)):
        problems += text_problems(text, field=field, most=MOST[field])
    if not 1 <= plan.minutes <= MOST_MINUTES:
        problems.append(faults.MINUTES_NOT_READABLE.at(Place(field="minutes"), value=plan.minutes, most=MOST_MINUTES))
    if not plan.people:
        problems.append(faults.NOBODY.at(Place(field="people")))
    team = team_of(inspection)
    problems += [faults.NOT_IN_TEAM.at(Place(field="people"), person=one) for one in plan.people if one not in team]
    if plan.case:
        there = list(Case.objects.filter(inspection=inspection).values_list("reference", flat=True))
        if plan.case not in there:
            hint = nearest(plan.case, there)
            problems.append(faults.CASE_UNKNOWN.at(Place(field="case"), case=plan.case, hint=hint))
    standards = standards_of(inspection)
    if plan.standard and plan.standard not in standards:
        hint = nearest(plan.standard, standards)
        problems.append(faults.STANDARD_UNKNOWN.at(Place(field="standard"), standard=plan.standard, hint=hint))
    return problems


def standards_of(inspection: Inspection) -> dict[str, str]:
    """Return the standards that an inspection is by: identifier to title."""
    kind = str(inspection.head["body"].get("kind", ""))
    return {one.id: one.title for one in inspection.edition.framework.standards_for(kind)}


def plan_of(meeting: Meeting) -> Plan:
    """Return what a meeting is to be, as it was planned last."""
    return Plan(
        kind=meeting.kind,
        title=meeting.title,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        people=tuple(meeting.attendances.order_by("person_id").values_list("person_id", flat=True)),
        place=meeting.place,
        with_whom=meeting.with_whom,
        case=meeting.case_reference,
        standard=meeting.standard,
    )


def _named(inspection: Inspection, meeting: int) -> Meeting:
    found = Meeting.objects.filter(inspection=inspection, sequence=meeting).first()
    if found is None:
        raise ProblemsFound([faults.NO_SUCH_MEETING.at(Place())])
    return found


def _do(act: str, inspection: Inspection, by: Person, at: datetime, client: UUID | None, **details: object) -> int:
    done = Act(act=act, by=by.handle, at=at, client=str(client) if client else "", details=details)
    return perform(done, chain=inspection.id, appliers=acts.APPLIERS)
