"""inspection.yaml: what the inspection is, and by which method."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt, ValidationError

from inspectorate.frameworks.faults import WRONG_SHAPE
from inspectorate.frameworks.loading import Edition
from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.values import Slug
from inspectorate.frameworks.yamlfile import Path, YamlFile, shape_problems
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Problem, ProblemsFound, nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.cells import date_problem, day_of, is_month_or_day
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.yaml_reading import Shape, Text, of_part, read_yaml_file, tell_twice
from inspectorate.records.inspection import InspectedBody, Period, PublishedRatings, Stage

Frameworks = Callable[[FrameworkReference], Edition]
"""Finds a framework; raises `ProblemsFound` where there is none."""

_RATED = frozenset({Stage.RATINGS, Stage.REPORT, Stage.PUBLISHED})


class BodyShape(Shape):
    """The inspected body."""

    id: Slug
    name: Text
    region: str = ""
    kind: str = ""


class PeriodShape(Shape):
    """A first and a last day."""

    first: str
    last: str


class SurveyQuestionShape(Shape):
    """A survey's question."""

    id: Slug
    text: Text
    answers: Annotated[tuple[Text, ...], Field(min_length=1)]


class SurveyShape(Shape):
    """A survey and where its table is."""

    id: Slug
    title: Text
    file: Text
    respondents: Text
    questions: tuple[SurveyQuestionShape, ...] = ()


class PublishedRatingsShape(Shape):
    """The ratings of an inspection that is known from its report alone."""

    source: Text
    ratings: dict[str, str]
    points: StrictInt
    maximum: StrictInt
    overall: str


class InspectionShape(Shape):
    """The whole file."""

    format: Literal[1]
    id: Slug
    title: Text
    framework: Text
    framework_digest: str = ""
    publisher: Text
    stage: Stage
    body: BodyShape
    fieldwork_started_on: str | None = None
    published: str = ""
    commenced_between: tuple[PeriodShape, ...] = ()
    population: str = ""
    attribution: str = ""
    notices: tuple[Text, ...] = ()
    surveys: tuple[SurveyShape, ...] = ()
    published_ratings: PublishedRatingsShape | None = None


_STAND_INS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "format": 1,
        "id": "unknown",
        "title": "Unknown",
        "framework": "unknown",
        "publisher": "Unknown",
        "stage": Stage.PLAN,
        "body": {"id": "unknown", "name": "Unknown"},
    }
)
"""What stands for a value that cannot be read, so that the rest of the pack is still checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What inspection.yaml says, the framework that it names, and what was found on the way."""

    file: YamlFile
    shape: InspectionShape
    framework: FrameworkReference
    edition: Edition | None
    fieldwork_started_on: date | None
    commenced_between: tuple[Period, ...]

    @property
    def body(self) -> InspectedBody:
        """Return the inspected body."""
        body = self.shape.body
        return InspectedBody(id=body.id, name=body.name, region=body.region, kind=body.kind)

    @property
    def standards(self) -> tuple[str, ...]:
        """Return the standards that the framework has for the body; none where there is no framework."""
        return () if self.edition is None else _standards(self.edition.framework, self.shape.body.kind)

    @property
    def published_ratings(self) -> PublishedRatings | None:
        """Return the ratings of an inspection known from its report; None for any other."""
        given = self.shape.published_ratings
        if given is None:
            return None
        return PublishedRatings(
            source=given.source,
            ratings=dict(given.ratings),
            points=given.points,
            maximum=given.maximum,
            overall=given.overall,
        )


def read_head(folder: PackFolder, frameworks: Frameworks) -> Head | None:
    """Read inspection.yaml; None where nothing can be made of it."""
    file = read_yaml_file(folder, layout.INSPECTION)
    if file is None:
        return None
    problems = folder.problems
    if not isinstance(file.data, dict):
        why = 'it begins with a line such as "format: 1"'
        problems.add(WRONG_SHAPE.at(file.place(), field=file.name, why=why))
        return None
    shape, unread = _shaped(file, folder)
    reference = _reference(shape, file, folder) if "framework" not in unread else None
    edition = None if reference is None else _edition(reference, frameworks, file, folder)
    if edition is not None:
        problems.extend(_against_framework(shape, edition, file))
        if "body" not in unread:
            problems.extend(_body_kind(shape, edition, file))
    started = None
    if shape.fieldwork_started_on is not None:
        started = day_of(shape.fieldwork_started_on)
        if started is None:
            problems.add(date_problem(shape.fieldwork_started_on, file.place(("fieldwork_started_on",))))
    problems.extend(_published(shape, started, file))
    _tell_surveys_twice(shape, file, folder)
    return Head(
        file=file,
        shape=shape,
        framework=reference or FrameworkReference("unknown", "0000.0"),
        edition=edition,
        fieldwork_started_on=started,
        commenced_between=tuple(_periods(shape, file, folder)),
    )


def _shaped(file: YamlFile, folder: PackFolder) -> tuple[InspectionShape, frozenset[str]]:
    """Return the file's shape, with stand-ins for what cannot be read, and the keys that cannot."""
    try:
        return InspectionShape.model_validate(file.data), frozenset()
    except ValidationError as error:
        folder.problems.extend(shape_problems(error, file))
        wrong = frozenset(str(detail["loc"][0]) for detail in error.errors() if detail["loc"])
    rest = {key: value for key, value in file.data.items() if key not in wrong}
    return InspectionShape.model_validate({**_STAND_INS, **rest}), wrong


def _reference(shape: InspectionShape, file: YamlFile, folder: PackFolder) -> FrameworkReference | None:
    try:
        return FrameworkReference.parse(shape.framework)
    except ValueError:
        folder.problems.add(faults.FRAMEWORK_REFERENCE.at(file.place(("framework",)), value=shape.framework))
        return None


def _edition(
    reference: FrameworkReference, frameworks: Frameworks, file: YamlFile, folder: PackFolder
) -> Edition | None:
    try:
        return frameworks(reference)
    except ProblemsFound as found:
        place = file.place(("framework",))
        # a problem of the framework's own file keeps its place; that there is none is told here
        folder.problems.extend(one if one.place.file else replace(one, place=place) for one in found.problems)
        return None


def _against_framework(shape: InspectionShape, edition: Edition, file: YamlFile) -> Iterator[Problem]:
    framework = edition.framework
    if shape.framework_digest and shape.framework_digest != edition.digest:
        words = {"framework": framework.reference, "pinned": shape.framework_digest, "here": edition.digest}
        yield faults.FRAMEWORK_DIFFERS.at(file.place(("framework_digest",)), **words)
    elif not shape.framework_digest and shape.stage in _RATED and shape.published_ratings is None:
        yield faults.FRAMEWORK_NOT_PINNED.at(file.place(("framework",)), here=edition.digest)
    if shape.published_ratings is not None:
        yield from _published_ratings(shape.published_ratings, shape.body.kind, edition, file)


def _body_kind(shape: InspectionShape, edition: Edition, file: YamlFile) -> Iterator[Problem]:
    framework = edition.framework
    kinds = [kind.id for kind in framework.bodies]
    words = {"framework": framework.reference, "kind": shape.body.kind, "hint": nearest(shape.body.kind, kinds)}
    if shape.body.kind and shape.body.kind not in kinds:
        yield faults.UNKNOWN_BODY_KIND.at(file.place(("body", "kind")), **words)
    elif kinds and not shape.body.kind:
        yield faults.BODY_KIND_MISSING.at(file.place(("body",)), **words)


def _standards(framework: Framework, body_kind: str) -> tuple[str, ...]:
    """Return the standards for a kind of body; every one where the kind is wrong, which is told by itself."""
    if framework.bodies and body_kind not in {kind.id for kind in framework.bodies}:
        return tuple(framework.standards)
    return tuple(standard.id for standard in framework.standards_for(body_kind))


def _published_ratings(
    given: PublishedRatingsShape, body_kind: str, edition: Edition, file: YamlFile
) -> Iterator[Problem]:
    framework = edition.framework
    standards = _standards(framework, body_kind)
    top: Path = ("published_ratings",)
    for standard, rating in given.ratings.items():
        place = file.place((*top, "ratings", standard))
        if standard not in standards:
            words = {"standard": standard, "framework": framework.reference, "hint": nearest(standard, standards)}
            yield faults.UNKNOWN_STANDARD.at(place, **words)
        if rating not in framework.ratings:
            yield faults.UNKNOWN_RATING.at(place, rating=rating, hint=nearest(rating, framework.ratings))
    if given.overall not in framework.ratings:
        hint = nearest(given.overall, framework.ratings)
        yield faults.UNKNOWN_RATING.at(file.place((*top, "overall")), rating=given.overall, hint=hint)


def _published(shape: InspectionShape, started: date | None, file: YamlFile) -> Iterator[Problem]:
    place = file.place(("published",))
    if not shape.published:
        return
    if not is_month_or_day(shape.published):
        yield faults.NOT_A_MONTH.at(place, value=shape.published)
    elif started is not None and shape.published < started.isoformat()[: len(shape.published)]:
        yield faults.DATES_OUT_OF_ORDER.at(
            place,
            later="The publication",
            later_on=shape.published,
            earlier="the fieldwork",
            earlier_on=started.isoformat(),
        )


def _periods(shape: InspectionShape, file: YamlFile, folder: PackFolder) -> Iterator[Period]:
    for number, period in enumerate(shape.commenced_between):
        part = of_part(file, ("commenced_between", number))
        first, last = day_of(period.first), day_of(period.last)
        if first is None:
            folder.problems.add(date_problem(period.first, part.place(("first",))))
        if last is None:
            folder.problems.add(date_problem(period.last, part.place(("last",))))
        if first is None or last is None:
            continue
        if last < first:
            words = {"later": "The last day", "later_on": last, "earlier": "the first", "earlier_on": first}
            folder.problems.add(faults.DATES_OUT_OF_ORDER.at(part.place(("last",)), **words))
        yield Period(first=first, last=last)


def _tell_surveys_twice(shape: InspectionShape, file: YamlFile, folder: PackFolder) -> None:
    surveys: list[tuple[str, Path]] = []
    for number, survey in enumerate(shape.surveys):
        path: Path = ("surveys", number)
        surveys.append((survey.id, (*path, "id")))
        asked: list[tuple[str, Path]] = [(survey.respondents, (*path, "respondents"))]
        asked += [(question.id, (*path, "questions", at, "id")) for at, question in enumerate(survey.questions)]
        tell_twice("columns of a survey", asked, file, folder.problems)
    tell_twice("surveys", surveys, file, folder.problems)
