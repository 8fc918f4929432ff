"""Begins an inspection: its head, its lead inspector and its timetable, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.identifiers import is_slug
from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.packs.head import compact
from inspectorate.records.inspection import InspectedBody, Stage
from inspectorate.web.accounts.actions import handle_from
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning import actions, faults
from inspectorate.web.planning.bodies import faults as body_faults
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.texts import text_problems
from inspectorate.web.planning.timetable.actions import set_timetable
from inspectorate.web.planning.timetable.days import refuse_not_worked
from inspectorate.web.planning.timetable.intervals import usual_milestones
from inspectorate.web.planning.timetable.working_days import counted, first_monday

MOST = {"identifier": 100, "title": 300, "publisher": 200, "name": 200, "region": 200}
WEEK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an inspection is to begin with. ``days`` are the intervals that differ from the usual ones."""

    body: InspectedBody
    edition: Edition
    fieldwork: date
    identifier: str
    title: str
    publisher: str
    days: Mapping[str, int] = field(default_factory=dict)


def begin(*, proposal: Proposal, by: Person, at: datetime) -> Inspection:
    """Begin an inspection at the stage ``plan``, by the edition as it is now; who begins it becomes lead inspector.

    Raises:
        ProblemsFound: everything that is wrong with the proposal, or there is an inspection of that name.
    """
    there = faults.INSPECTION_THERE.at(Place(field="identifier"), inspection=proposal.identifier)
    problems = list(problems_of(proposal))
    if Inspection.objects.filter(id=proposal.identifier).exists():
        problems.append(there)
    if problems:
        raise ProblemsFound(problems)
    body = proposal.body
    head = {
        "publisher": proposal.publisher.strip(),
        "body": compact({"id": body.id, "name": body.name, "region": body.region, "kind": body.kind}),
        "fieldwork_started_on": proposal.fieldwork.isoformat(),
    }
    try:
        return _begin(proposal, head, by, at)
    except IntegrityError as error:
        if Inspection.objects.filter(id=proposal.identifier).exists():
            raise ProblemsFound([there]) from error  # somebody began it at the same time
        raise


def _begin(proposal: Proposal, head: Mapping[str, object], by: Person, at: datetime) -> Inspection:
    with transaction.atomic():
        inspection = actions.begin_inspection(
            identifier=proposal.identifier,
            title=proposal.title.strip(),
            framework=str(proposal.edition.framework.reference),
            framework_digest=proposal.edition.digest,
            stage=Stage.PLAN.value,
            head=head,
            carried={},
            by=by,
            at=at,
        )
        actions.add_member(inspection=inspection, person=by, role=Role.LEAD, by=by, at=at)
        set_timetable(inspection=inspection, fieldwork=proposal.fieldwork, days=proposal.days, owner=by, by=by, at=at)
    return Inspection.objects.get(id=inspection.id)


def problems_of(proposal: Proposal) -> Iterator[Problem]:
    """Go through what is wrong with a proposal."""
    yield from body_problems(proposal.body, proposal.edition)
    try:
        refuse_not_worked(proposal.fieldwork, field="fieldwork")
    except ProblemsFound as found:
        yield from found.problems
    if not is_slug(proposal.identifier) or len(proposal.identifier) > MOST["identifier"]:
        place = Place(field="identifier")
        yield body_faults.NOT_AN_IDENTIFIER.at(place, value=proposal.identifier, most=MOST["identifier"])
    for name, value, missing in (
        ("title", proposal.title, body_faults.TITLE_MISSING),
        ("publisher", proposal.publisher, body_faults.PUBLISHER_MISSING),
    ):
        if not value.strip():
            yield missing.at(Place(field=name))
        yield from line_problems(value.strip(), field=name, most=MOST[name])


def body_problems(body: InspectedBody, edition: Edition | None) -> Iterator[Problem]:
    """Go through what is wrong with a body, and with its kind by an edition."""
    if not body.name:
        yield body_faults.BODY_NAME_MISSING.at(Place(field="name"))
    elif not is_slug(body.id) or len(body.id) > MOST["identifier"]:
        yield body_faults.NOT_AN_IDENTIFIER.at(Place(field="name"), value=body.id, most=MOST["identifier"])
    yield from line_problems(body.name, field="name", most=MOST["name"])
    yield from line_problems(body.region, field="region", most=MOST["region"])
    if edition is None:
        return
    kinds = [kind.id for kind in edition.framework.bodies]
    reference = edition.framework.reference
    if kinds and not body.kind:
        yield body_faults.KIND_MISSING.at(Place(field="kind"), framework=reference)
    elif body.kind and body.kind not in kinds:
        hint = nearest(body.kind, kinds)
        yield body_faults.KIND_UNKNOWN.at(Place(field="kind"), kind=body.kind, framework=reference, hint=hint)


def line_problems(text: str, *, field: str, most: int) -> list[Problem]:
    """Return what is wrong with a text that stands on one line."""
    problems = text_problems(text, field=field, most=most)
    if not problems and not text.isprintable():
        problems.append(body_faults.NOT_PRINTABLE.at(Place(field=field)))
    return problems


def proposed_monday(today: date) -> date:
    """Return a first day of fieldwork: a Monday that leaves a week before the first milestone."""
    longest = max(one.days for one in usual_milestones() if one.when == "before")
    return first_monday(counted(today, longest + WEEK))


def proposed_title(body: InspectedBody) -> str:
    """Return a title for an inspection's report."""
    return f"An inspection of {body.name}"


def proposed_identifier(body: InspectedBody, fieldwork: date) -> str:
    """Return an identifier that no inspection has: the body's, with the year, and a number where that is taken."""
    stem = f"{body.id}-{fieldwork.year}"
    taken = set(Inspection.objects.filter(id__startswith=stem).values_list("id", flat=True))
    number, proposed = 1, stem
    while proposed in taken:
        number += 1
        proposed = f"{stem}-{number}"
    return proposed


def body_identifier(name: str) -> str:
    """Return an identifier for a new body, made from the name that it has when it is entered; it never changes."""
    return handle_from(name)
