"""Puts a report together: one document value, from which every output is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, Problems, nearest
from inspectorate.ratings.model import InspectionRating, Status
from inspectorate.records.inspection import Inspection, Stage
from inspectorate.reports import faults
from inspectorate.reports.annexe import annexe
from inspectorate.reports.datasets import build_workbook
from inspectorate.reports.document import Block, Chart, Document, Heading, Table
from inspectorate.reports.draft import Draft
from inspectorate.reports.open_data import open_data
from inspectorate.reports.sections import (
    BACKGROUND,
    FOREWORD,
    PARTS,
    domains,
    part,
    ratings_page,
    recommendations,
    unknown_sections,
)
from inspectorate.reports.wording import curled, iso_text, listed, sentence
from inspectorate.results.model import Results

LANGUAGE = "en-GB"


def build_document(
    *,
    framework: Framework,
    inspection: Inspection,
    results: Results,
    rating: InspectionRating,
    compare_by: Iterable[str] | None = None,
) -> tuple[Document, Problems]:
    """Return an inspection's report, and everything that is wrong with its narrative.

    ``results`` may be grouped; the workbook then holds a sheet a field. ``compare_by`` names the case fields that the
    report compares key questions by; where it is not given, the report compares by what its narrative compares by.
    Equal input gives an equal document. Where a problem is an error the document shows the faulty reference in its
    place, so that a draft can be read; it should not be published.
    """
    draft = Draft.begin(framework=framework, inspection=inspection, results=results, rating=rating)
    blocks = tuple(_blocks(draft, None if compare_by is None else tuple(compare_by)))
    _check_sections(draft)
    _check_links(draft, blocks)
    document = Document(
        id=inspection.id,
        title=curled(inspection.title),
        subtitle=_subtitle(inspection),
        publisher=inspection.publisher,
        published=inspection.published,
        language=LANGUAGE,
        description=_description(draft),
        attribution=sentence(inspection.attribution or framework.attribution),
        notices=(*_draft_notice(draft), *(sentence(notice) for notice in inspection.notices)),
        blocks=blocks,
        workbook=build_workbook(draft),
        data=open_data(draft),
    )
    return document, draft.problems


def _draft_notice(draft: Draft) -> tuple[str, ...]:
    """Say what an unfinished report lacks; at the stage published it must lack nothing."""
    awaited = [standard.id for standard in draft.rating.standards if standard.status is Status.AWAITED]
    if not awaited:
        return ()
    if draft.inspection.stage is Stage.PUBLISHED:
        place = Place("inspection.yaml", field="stage")
        draft.problems.add(faults.RATING_AWAITED.at(place, standards=", ".join(awaited)))
    are = "its rating" if len(awaited) == 1 else "their ratings"
    notice = (
        f"This is a draft. {listed(awaited)} still await {are}: the score counts only the standards that are rated so"
        " far, out of the most that these could give, and there is no overall rating."
    )
    return (notice,)


def _blocks(draft: Draft, compare_by: tuple[str, ...] | None) -> Iterator[Block]:
    """Give the report in the order of the published ones."""
    yield from part(draft, FOREWORD, level=2)
    yield from ratings_page(draft)
    yield from recommendations(draft)
    yield from part(draft, BACKGROUND, level=2)
    yield from domains(draft, compare_by)
    yield from annexe(draft, compare_by)


def _subtitle(inspection: Inspection) -> str:
    region = inspection.body.region
    if not region or region in inspection.title:
        return ""
    return region if region.lower().endswith("region") else f"{region} region"


def _description(draft: Draft) -> str:
    """Return the sentence that describes the report where only one is shown."""
    inspection, rating = draft.inspection, draft.rating
    published = iso_text(inspection.published)
    when = f", {published}" if published else ""
    overall = "" if rating.overall is None else f" Overall rating: {draft.label(rating.overall)} ({rating.score})."
    return curled(f"{inspection.title}. {inspection.publisher}{when}.{overall}")


def _check_sections(draft: Draft) -> None:
    known = [*PARTS, *(standard.id for standard in draft.rating.standards)]
    for name, file in unknown_sections(draft):
        draft.problems.add(faults.SECTION_UNKNOWN.at(Place(file), id=name, hint=nearest(name, known)))


def _check_links(draft: Draft, blocks: Iterable[Block]) -> None:
    """Say which links lead to no part of the report."""
    known = {
        one.id
        for block in blocks
        for one in ((block, block.table) if isinstance(block, Chart) else (block,))
        if isinstance(one, Heading | Table | Chart)
    }
    for href, place in draft.reader.internal_links:
        name = href.removeprefix("#")
        if name not in known:
            draft.problems.add(faults.LINK_TARGET_UNKNOWN.at(place, href=href, hint=nearest(name, known)))
