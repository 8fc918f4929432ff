"""An invented inspection with its fieldwork half done, made by the actions that people's own work is made by.

The same every time: the answers come from a fixed seed, the times from a fixed timetable.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.queries import questionnaire_of
from inspectorate.web.casework.questionnaire import Item, Part
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.casework.signing import sign_off
from inspectorate.web.demo.people import INES, IVOR, LEAD, READER
from inspectorate.web.demo.reviewing import raise_alert, review
from inspectorate.web.demo.wording import REASONS
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role

IDENTIFIER = "example-north-pdu"
EDITION = "hmip-adult@2021.1"
STARTS_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CASES = 20
SEED = 20260302
_NAMESPACE = UUID("6f1f3f0e-2c37-4c58-9a39-5d2a7c8d4b10")
_SIGNED = 6
_COMPLETE = 8
_BEGUN = 11
CLASHING = "EN-008"


@dataclass(slots=True)
class Clock:
    """Tells a time that goes on with each thing that is done."""

    now: datetime = STARTS_AT
    turns: int = 0

    def tick(self, minutes: int = 25) -> datetime:
        """Return the time, some minutes after the one before; the working day ends at half past five."""
        self.turns += 1
        self.now += timedelta(minutes=minutes)
        if (self.now.hour, self.now.minute) >= (17, 30):
            self.now = (self.now + timedelta(days=1)).replace(hour=9, minute=5)
        return self.now

    def client(self) -> UUID:
        """Return an identifier for the next request, the same in every demonstration."""
        return uuid5(_NAMESPACE, str(self.turns))


def begin_example_north(*, people: Mapping[str, Person]) -> Inspection:
    """Make the inspection: 20 cases, of which 6 are signed off, 2 complete, 3 begun and 9 untouched."""
    lead, ines, ivor = (people[one.handle] for one in (LEAD, INES, IVOR))
    clock, chance = Clock(), random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    inspection = _begin(lead, ines, ivor, clock)
    actions.add_cases(inspection=inspection, cases=list(_cases(chance)), by=lead, at=clock.tick())
    for number, case in enumerate(Case.objects.filter(inspection=inspection).order_by("reference"), start=1):
        if number > _BEGUN:
            break
        inspector = ines if number % 2 else ivor
        parts = [part for part in questionnaire_of(inspection, case).parts if part.asked]
        done = parts if number <= _COMPLETE else parts[:3]
        _assess(inspection=inspection, case=case, parts=done, by=inspector, clock=clock, chance=chance)
        if number <= _SIGNED:
            sign_off(inspection=inspection, case=case, by=inspector, at=clock.tick(), client=clock.client())
    _disagree(inspection, ines, clock)
    reader = people[READER.handle]
    actions.add_member(inspection=inspection, person=reader, role=Role.READER, by=lead, at=clock.tick())
    review(inspection=inspection, by=reader, clock=clock)
    raise_alert(inspection=inspection, by=ines, clock=clock)
    return inspection


def _begin(lead: Person, ines: Person, ivor: Person, clock: Clock) -> Inspection:
    inspection = actions.begin_inspection(
        identifier=IDENTIFIER,
        title="An inspection of probation services in Example North PDU",
        framework=EDITION,
        framework_digest=shipped().edition(FrameworkReference.parse(EDITION)).digest,
        stage="fieldwork",
        head={
            "publisher": "Example Inspectorate",
            "body": {"id": "example-north-pdu", "name": "Example North PDU", "region": "Example Region"},
            "fieldwork_started_on": "2026-03-02",
            "notices": ["This inspection is invented. It describes no person and no service."],
        },
        carried={},
        by=lead,
        at=clock.tick(),
    )
    for person, role in ((lead, Role.LEAD), (ines, Role.INSPECTOR), (ivor, Role.INSPECTOR)):
        actions.add_member(inspection=inspection, person=person, role=role, by=lead, at=clock.tick(1))
    return inspection


def _cases(chance: random.Random) -> Iterator[CaseRecord]:
    for number in range(1, CASES + 1):
        resettlement = number % 5 == 0
        fields = {
            "commenced_on": f"2025-09-{chance.randint(1, 28):02}",
            "sentence_type": "licence"
            if resettlement
            else chance.choice(("community_order", "community_order", "suspended_sentence_order")),
            "standalone_unpaid_work": "false",
            "resettlement": "true" if resettlement else "false",
            "court_report": "true" if number % 4 == 1 else "false",
            "sex": "female" if number % 6 == 0 else "male",
            "ethnicity": chance.choice(("white", "white", "white", "minority_ethnic")),
            "age_band": chance.choice(("18-25", "26-35", "26-35", "36-45", "46-55", "56-and-over")),
            "disability": chance.choice(("no", "no", "yes")),
            "rosh_practitioner": chance.choice(("low", "medium", "medium", "high")),
            "practitioner_grade": chance.choice(("PO", "PSO")),
        }
        yield CaseRecord(id=f"EN-{number:03}", fields=fields)


def _assess(
    *,
    inspection: Inspection,
    case: Case,
    parts: Sequence[Part],
    by: Person,
    clock: Clock,
    chance: random.Random,
) -> None:
    leans_to_yes = chance.uniform(0.4, 0.85)
    for part in parts:
        answers = [Given(item.question.id, _answer(item, leans_to_yes, chance)) for item in part.asked]
        key = {item.question.id for item in part.asked if item.is_key}
        notes = [
            Given(answer.question, chance.choice(REASONS[answer.value == "yes"]))
            for answer in answers
            if answer.question in key
        ]
        keep_answers(
            inspection=inspection,
            case=case,
            judgements=answers,
            notes=notes,
            by=by,
            at=clock.tick(),
            client=clock.client(),
        )


def _answer(item: Item, leans_to_yes: float, chance: random.Random) -> str:
    may = [answer.id for answer in item.answers]
    if "not_applicable" in may and chance.random() < 0.15:  # noqa: PLR2004 - about one in seven
        return "not_applicable"
    return "yes" if chance.random() < leans_to_yes else "no"


def _disagree(inspection: Inspection, other: Person, clock: Clock) -> None:
    """Let a second inspector answer a question otherwise who has not seen the first one's answer."""
    case = Case.objects.get(inspection=inspection, reference=CLASHING)
    item = questionnaire_of(inspection, case).by_question["2.2.1"]
    stands = item.judgement.sayings[0].value
    keep_answers(
        inspection=inspection,
        case=case,
        judgements=[Given("2.2.1", "no" if stands == "yes" else "yes")],
        by=other,
        at=clock.tick(),
        client=clock.client(),
    )
