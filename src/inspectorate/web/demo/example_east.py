"""An invented inspection that is sampled: its list handed in, a sample drawn from it and given to inspectors.

Made by the actions that people's own work is made by. Its days are counted from the day on which it is loaded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from inspectorate.records.inspection import InspectedBody, Stage
from inspectorate.sampling.drawing import Design
from inspectorate.web.accounts.models import Person
from inspectorate.web.demo.people import ASHA, CONTACT, INES, IVOR, LEAD
from inspectorate.web.planning import actions
from inspectorate.web.planning.allocation.actions import allocate_cases, preview_first
from inspectorate.web.planning.allocation.giving import Part
from inspectorate.web.planning.bodies.beginning import Proposal, begin
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.lists.actions import hand_in, proposal_of
from inspectorate.web.planning.lists.uploads import take_upload
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.samples.actions import draw
from inspectorate.web.planning.samples.drawing import Wanted, preview
from inspectorate.web.planning.timetable.actions import finish_milestone
from inspectorate.web.planning.timetable.working_days import counted, first_monday

IDENTIFIER = "example-east-pdu"
EDITION = "hmip-adult@2021.1"
CASES = 1_240
SEED = "Example East, drawn in the presence of the head of the PDU"
_BEFORE_FIELDWORK = 6
"""So many working days after the demonstration is loaded fieldwork begins: the sample has just been drawn."""
_WEEKS_BEFORE = (20, 40)
"""The cases commenced between so many weeks before fieldwork; the rules of eligibility take two of those weeks."""
_HEADINGS = (
    "Case reference", "Sentence commenced", "Order type", "Unpaid work only", "Resettlement case", "Sex", "Ethnicity",
    "Age", "Disability", "RoSH level",
)  # fmt: skip
_CHOICES: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("Community order", "Suspended sentence order", "Licence", "Post-sentence supervision"), (8, 6, 5, 1)),
    (("N", "Y"), (9, 1)),
    (("N", "Y"), (7, 3)),
    (("Female", "Male"), (2, 9)),
    (("White", "Black, Asian and minority ethnic", "Not recorded"), (12, 5, 1)),
    (("18-25", "26-35", "36-45", "46-55", "56 and over"), (4, 6, 5, 3, 1)),
    (("Disability", "No disability"), (3, 5)),
    (("Low", "Medium", "High", "Very high"), (4, 9, 5, 1)),
)
"""The values of each column after the date, and how often they come."""


def begin_example_east(*, people: Mapping[str, Person], today: date) -> Inspection:
    """Make the inspection: drawn and given out, and no answer yet."""
    lead, contact = people[LEAD.handle], people[CONTACT.handle]
    times = _times(today)
    fieldwork = first_monday(counted(today, _BEFORE_FIELDWORK))
    at = next(times)
    proposal = Proposal(
        body=InspectedBody(id=IDENTIFIER, name="Example East PDU", region="Example Region"),
        edition=edition_of(EDITION),
        fieldwork=fieldwork,
        identifier=IDENTIFIER,
        title="An inspection of probation services in Example East PDU",
        publisher="Example Inspectorate",
    )
    inspection = begin(proposal=proposal, by=lead, at=at)
    for somebody, role in _TEAM:
        actions.add_member(inspection=inspection, person=people[somebody.handle], role=role, by=lead, at=at)
    at = next(times)
    upload = take_upload(inspection=inspection, owner=contact, name="cases.csv", data=case_list(fieldwork), at=at)
    hand_in(inspection=inspection, agreed=proposal_of(upload).token, by=contact, at=at)
    _draw(inspection, lead, fieldwork, next(times))
    _give_out(inspection, lead, next(times))
    at = next(times)
    for milestone in ("announcement", "case-list", "sample"):
        finish_milestone(inspection=inspection, milestone=milestone, on=at.date(), by=lead, at=at)
    actions.move_stage(
        inspection=inspection, to=Stage.SAMPLE, reason="The sample is drawn and given out.", by=lead, at=at
    )
    return Inspection.objects.get(id=inspection.id)


_TEAM = (
    (INES, Role.INSPECTOR),
    (IVOR, Role.INSPECTOR),
    (ASHA, Role.ASSISTANT),
    (CONTACT, Role.CONTACT),
)


def case_list(fieldwork: date) -> bytes:
    """Return the body's list as CSV: invented cases, the same for the same day."""
    chance = Random(IDENTIFIER)  # noqa: S311 - nothing is kept secret by it
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for number in range(1, CASES + 1):
        days = chance.randrange(_WEEKS_BEFORE[0] * 7, _WEEKS_BEFORE[1] * 7)
        values = [chance.choices(values, weights)[0] for values, weights in _CHOICES]
        writer.writerow([f"EE-{number:04}", (fieldwork - timedelta(days=days)).isoformat(), *values])
    return text.getvalue().encode()


def _draw(inspection: Inspection, by: Person, fieldwork: date, at: datetime) -> None:
    design = Design(seed=SEED, strata=("sentence_type", "sex"), fieldwork_week=fieldwork)
    wanted = Wanted(design=design, seed_is_own=True)
    shown = preview(inspection=inspection, wanted=wanted)
    draw(inspection=inspection, wanted=wanted, agreed=shown.token, by=by, at=at)


def _give_out(inspection: Inspection, by: Person, at: datetime) -> None:
    parts = [Part(person=one.handle) for one in (INES, IVOR, ASHA)]
    shown = preview_first(inspection=inspection, parts=parts, seed=SEED)
    allocate_cases(inspection=inspection, parts=parts, seed=SEED, agreed=shown.token, by=by, at=at)


def _times(today: date) -> Iterator[datetime]:
    """Go on by hours of the day before."""
    for hour in range(9, 18):
        yield datetime.combine(today - timedelta(days=1), time(hour), tzinfo=UTC)
