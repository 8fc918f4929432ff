"""A whole inspection as one value: what a pack holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.decisions import Decision
from inspectorate.records.history import Entry
from inspectorate.records.organisation import ContextFigure, Evidence, Survey


class Stage(StrEnum):
    """How far an inspection has come; until fieldwork ends, unanswered questions are expected."""

    PLAN = "plan"
    SAMPLE = "sample"
    FIELDWORK = "fieldwork"
    RESULTS = "results"
    RATINGS = "ratings"
    REPORT = "report"
    PUBLISHED = "published"

    @property
    def is_before_results(self) -> bool:
        """Say whether judgements may still be missing."""
        return self in {Stage.PLAN, Stage.SAMPLE, Stage.FIELDWORK}


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedBody:
    """Who is inspected. ``kind`` is one of the framework's kinds of body, where it tells several apart."""

    id: str
    name: str
    region: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A first and a last day, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A piece of the report's narrative: Markdown with figure references in place of numbers.

    ``id`` is a standard's identifier or one of the report's parts; ``first_line`` is where the text starts in ``file``.
    """

    id: str
    markdown: str
    file: str = ""
    first_line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What a named body should do. ``text`` may hold figure references."""

    id: str
    addressed_to: str
    text: str
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRatings:
    """The ratings of an inspection that is known only from its report: standard to rating, score, overall."""

    source: str
    ratings: Mapping[str, str]
    points: int
    maximum: int
    overall: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Everything recorded about one inspection.

    ``population`` names the context figure that counts the cases the sample stands for (empty where unknown).
    ``published`` is a month or a day in ISO 8601, as text. ``notices`` are statements that every output must carry.
    ``history`` is everything that was done in a workspace, from which the rest can be made again; empty without one.
    """

    id: str
    title: str
    framework: FrameworkReference
    framework_digest: str
    publisher: str
    body: InspectedBody
    stage: Stage
    fieldwork_started_on: date | None = None
    published: str = ""
    commenced_between: tuple[Period, ...] = ()
    population: str = ""
    attribution: str = ""
    notices: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    second_readings: tuple[Judgement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    surveys: tuple[Survey, ...] = ()
    figures: tuple[ContextFigure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    published_ratings: PublishedRatings | None = field(default=None)
    history: tuple[Entry, ...] = ()
