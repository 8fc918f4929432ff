"""Reads inspected bodies: they are kept by being in inspections."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import QuerySet

from inspectorate.packs import layout
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.narrative import RecommendationShape
from inspectorate.packs.yaml_reading import read_list
from inspectorate.records.inspection import InspectedBody, Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body with how many inspections of it there are here, and when the fieldwork of the latest begins."""

    body: InspectedBody
    inspections: int
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """How an inspection came out: the overall rating, the score and the score's maximum."""

    overall: str
    points: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An inspection of a body. What it found is here only where it is published; ``is_open`` says who may open it."""

    id: str
    title: str
    framework: str
    stage: str
    fieldwork: date | None
    published: str
    is_open: bool
    rated: Rated | None
    recommended: tuple[RecommendationShape, ...]


Rating = Callable[[Inspection], Rated | None]
"""Rates a published inspection; None where it cannot be rated."""

_ratings: list[Rating] = []


def register_rating(rating: Rating) -> None:
    """Take what rates an inspection from the records that another app keeps."""
    if rating not in _ratings:
        _ratings.append(rating)


def bodies_for(person: Person) -> tuple[Body, ...]:
    """Return the bodies of the inspections that somebody may see, by name; to an administrator, all of them."""
    found: dict[str, list[Inspection]] = {}
    for one in _inspections(person).defer("carried"):
        found.setdefault(str(one.head["body"]["id"]), []).append(one)
    kept = [_body(inspections) for inspections in found.values()]
    return tuple(sorted(kept, key=lambda one: (one.body.name.casefold(), one.body.id)))


def body_for(person: Person, identifier: str) -> tuple[Body, tuple[Earlier, ...]] | None:
    """Return a body with its inspections that somebody may see, the latest first; None where they may see none."""
    inspections = list(_inspections(person).filter(head__body__id=identifier))
    if not inspections:
        return None
    own = set(person.memberships.values_list("inspection_id", flat=True))
    earlier = sorted((_earlier(one, is_open=one.id in own) for one in inspections), key=_latest_first)
    return _body(inspections), tuple(earlier)


def recommendations_in(carried: str) -> tuple[RecommendationShape, ...]:
    """Return the recommendations in the text of a pack's recommendations.yaml; those that cannot be read are left out.

    Packs' own reader reads files, and a folder is made for it.
    """
    with tempfile.TemporaryDirectory(prefix="inspectorate-") as name:
        folder = Path(name).resolve()
        (folder / layout.RECOMMENDATIONS).write_text(carried, encoding="utf-8")
        listed = read_list(PackFolder(folder, Gathering()), layout.RECOMMENDATIONS, RecommendationShape)
    return tuple(item for _, item in listed.items)


def fieldwork_of(inspection: Inspection) -> date | None:
    """Return the first day of an inspection's fieldwork; None where it is not known."""
    text = inspection.head.get("fieldwork_started_on")
    return date.fromisoformat(text) if text else None


def _inspections(person: Person) -> QuerySet[Inspection]:
    if person.is_administrator:
        return Inspection.objects.all()
    return Inspection.objects.filter(memberships__person=person).distinct()


def _body(inspections: Iterable[Inspection]) -> Body:
    """Return a body as the latest of its inspections has it: names and regions change."""
    latest, *_ = ordered = sorted(inspections, key=lambda one: str(one.head.get("fieldwork_started_on", "")))[::-1]
    said = latest.head["body"]
    body = InspectedBody(id=said["id"], name=said["name"], region=said.get("region", ""), kind=said.get("kind", ""))
    return Body(body=body, inspections=len(ordered), latest=fieldwork_of(latest))


def _earlier(inspection: Inspection, *, is_open: bool) -> Earlier:
    is_published = inspection.stage == Stage.PUBLISHED
    carried = inspection.carried.get(layout.RECOMMENDATIONS, "") if is_published else ""
    return Earlier(
        id=inspection.id,
        title=inspection.title,
        framework=inspection.framework,
        stage=inspection.stage,
        fieldwork=fieldwork_of(inspection),
        published=str(inspection.head.get("published", "")),
        is_open=is_open,
        rated=next(filter(None, (rating(inspection) for rating in _ratings)), None) if is_published else None,
        recommended=recommendations_in(carried) if carried else (),
    )


def _latest_first(one: Earlier) -> tuple[bool, int, str]:
    return (one.fieldwork is None, -one.fieldwork.toordinal() if one.fieldwork else 0, one.id)
