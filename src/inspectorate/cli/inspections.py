"""From a pack's folder to its ratings: the way that every command takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspectorate.cli.editions import find_edition
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.packs.reading import read_pack
from inspectorate.ratings.model import InspectionRating
from inspectorate.ratings.published import rate_published
from inspectorate.ratings.rating import rate
from inspectorate.records.inspection import Inspection
from inspectorate.results.counting import count_answers
from inspectorate.results.model import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """An inspection with its framework, results and ratings, and the warnings met on the way."""

    inspection: Inspection
    edition: Edition
    results: Results
    rating: InspectionRating
    warnings: tuple[Problem, ...]


def rate_inspection(folder: Path, *, frameworks: Path | None, groups: bool = False) -> Rated:
    """Read a pack, count its judgements and rate it; with ``groups``, count by every field that may group too.

    Raises:
        ProblemsFound: everything that is wrong with the pack, or every decision that is refused.
    """
    pack = read_pack(folder, frameworks=lambda reference: find_edition(reference, frameworks))
    inspection, edition = pack.inspection, pack.edition
    framework = edition.framework
    group_by = tuple(field.id for field in framework.case_fields if field.group) if groups else ()
    results = count_answers(framework=framework, inspection=inspection, group_by=group_by)
    if inspection.published_ratings is not None:
        rating, differing = rate_published(
            framework=framework,
            framework_digest=edition.digest,
            published=inspection.published_ratings,
            body_kind=inspection.body.kind,
        )
        if differing:
            raise ProblemsFound((*pack.warnings, *differing))
    else:
        rating = rate(
            framework=framework,
            framework_digest=edition.digest,
            results=results,
            decisions=inspection.decisions,
            evidence=inspection.evidence,
            body_kind=inspection.body.kind,
        )
    return Rated(inspection=inspection, edition=edition, results=results, rating=rating, warnings=pack.warnings)
