"""A report while it is being made: what every section draws on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Problems
from inspectorate.ratings.model import InspectionRating, StandardRating, Status
from inspectorate.records.inspection import Inspection, Recommendation, Section
from inspectorate.reports.anchors import Anchors
from inspectorate.reports.document import Block, Heading, RatingBadge
from inspectorate.reports.figures import NOT_RATED, NOT_YET_RATED, Figures
from inspectorate.reports.narrative import NarrativeReader, Passage
from inspectorate.reports.wording import DASH
from inspectorate.results.agreement import ReadingAgreement, measure_agreement
from inspectorate.results.model import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One inspection, its results and ratings, and what is shared while its report is made."""

    framework: Framework
    inspection: Inspection
    results: Results
    rating: InspectionRating
    figures: Figures
    anchors: Anchors
    problems: Problems
    reader: NarrativeReader
    agreement: ReadingAgreement
    recommendation_texts: dict[str, str] = field(default_factory=dict)
    """The recommendations as the report words them, by identifier, once that section is made."""

    @classmethod
    def begin(
        cls, *, framework: Framework, inspection: Inspection, results: Results, rating: InspectionRating
    ) -> Draft:
        """Return an empty draft."""
        figures = Figures(framework=framework, inspection=inspection, results=results, rating=rating)
        anchors, problems = Anchors(), Problems()
        return cls(
            framework=framework,
            inspection=inspection,
            results=results,
            rating=rating,
            figures=figures,
            anchors=anchors,
            problems=problems,
            reader=NarrativeReader(figures, anchors, problems),
            agreement=measure_agreement(framework=framework, inspection=inspection),
        )

    def heading(self, level: int, text: str, anchor: str = "") -> Heading:
        """Return a heading with an identifier of its own."""
        return Heading(level, text, self.anchors.new(anchor or text))

    def narrative(self, section: str, *, level: int, anchor: str) -> tuple[Block, ...]:
        """Return what an author wrote for a section; ``level`` is what its first headings get."""
        found = self.section(section)
        if found is None:
            return ()
        passage = Passage(found.markdown, found.file, found.first_line, level=level, anchor=anchor)
        return self.reader.blocks(passage)

    def section(self, section: str) -> Section | None:
        """Return an author's section; None where there is none, or nothing in it."""
        return next((one for one in self.inspection.sections if one.id == section and one.markdown.strip()), None)

    def label(self, rating: str | None) -> str:
        """Return a rating's label; a dash where there is none."""
        return DASH if rating is None else self.framework.ratings[rating].label

    def badge(self, standard: StandardRating) -> RatingBadge:
        """Return how a standard's rating is shown."""
        return self.badge_of(standard.rating, none=_words_without(standard))

    def badge_of(self, rating: str | None, *, none: str) -> RatingBadge:
        """Return how a rating is shown; ``none`` are the words where there is none."""
        scale = self.framework.ratings
        if rating is None:
            return RatingBadge(none, "", None, len(scale))
        return RatingBadge(scale[rating].label, rating, self.framework.rank(rating), len(scale))

    @property
    def ordered_recommendations(self) -> tuple[Recommendation, ...]:
        """Return the recommendations as they are numbered: by the body addressed, in the order of first mention."""
        made = self.inspection.recommendations
        bodies = list(dict.fromkeys(one.addressed_to for one in made))
        return tuple(sorted(made, key=lambda one: bodies.index(one.addressed_to)))

    def unrated(self) -> Iterable[StandardRating]:
        """Go through the standards that have no rating because none is meant to be given."""
        return (one for one in self.rating.standards if one.status in {Status.NOT_RATED, Status.NOT_RATED_BY_DESIGN})


def _words_without(standard: StandardRating) -> str:
    return NOT_YET_RATED if standard.status is Status.AWAITED else NOT_RATED
