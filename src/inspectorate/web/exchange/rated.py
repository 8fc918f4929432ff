"""Rates an inspection that is published, from its records and the decisions in the files that are carried with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs.contents import contents_of
from inspectorate.packs.reading import read_pack
from inspectorate.ratings.rating import rate
from inspectorate.records.inspection import Inspection as Record
from inspectorate.results.counting import count_answers
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.planning.bodies.queries import Rated
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.models import Inspection


def rated(inspection: Inspection) -> Rated | None:
    """Return how an inspection came out, by the rules of its own edition; None where they do not give a rating."""
    edition = inspection.edition
    labels = {key: one.label for key, one in edition.framework.ratings.items()}
    given = inspection.head.get("published_ratings")
    if given:
        overall = labels.get(given["overall"], given["overall"])
        return Rated(overall=overall, points=given["points"], maximum=given["maximum"])
    try:
        record = _whole(inspection)
        found = rate(
            framework=edition.framework,
            framework_digest=edition.digest,
            results=count_answers(framework=edition.framework, inspection=record),
            decisions=record.decisions,
            evidence=record.evidence,
            body_kind=record.body.kind,
        )
    except ProblemsFound:
        return None
    if found.overall is None:
        return None
    return Rated(overall=labels[found.overall], points=found.score.points, maximum=found.score.maximum)


def _whole(inspection: Inspection) -> Record:
    """Return an inspection with what is carried: packs' own reader reads it, from a folder that is made for it."""
    written = contents_of(inspection=inspection_record(inspection).inspection, framework=inspection.edition.framework)
    written |= {name: text.encode() for name, text in inspection.carried.items()}
    with tempfile.TemporaryDirectory(prefix="inspectorate-") as name:
        for file, data in written.items():
            path = Path(name) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return read_pack(Path(name), frameworks=lambda reference: edition_of(str(reference))).inspection
