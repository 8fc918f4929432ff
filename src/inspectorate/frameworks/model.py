"""A framework: one edition of an inspection's method, as a frozen value.

The shape of the file is the shape of these models; `inspectorate.frameworks.loading` reads one, with every problem at
once, and `inspectorate.frameworks.checks` holds what a shape alone cannot say. Every rule carries its source and how
sure we are of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.numbers import round_half_up

SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
QUESTION_ID = r"^[A-Za-z0-9]+(?:\.[a-z0-9]+)*$"
VERSION = r"^[0-9]{4}\.[0-9]+$"
MONTH = r"^[0-9]{4}-[0-9]{2}$"
PATTERN_WORDS = {
    SLUG: "write lower-case letters and digits, joined by hyphens",
    QUESTION_ID: "write a number such as 2.2 or 2.2.3.a",
    VERSION: "write a year and a number, such as 2021.1",
    MONTH: "write a year and a month, such as 2021-07",
}
"""What each pattern asks of a person."""

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
"""A lower-case identifier."""
QuestionId = Annotated[str, StringConstraints(pattern=QUESTION_ID)]
"""A standard's or a question's number: ``2.2``, ``2.2.3``, ``2.2.3.a``."""
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]


def _fraction(value: object) -> object:
    """Read a whole number or a text such as ``3/2``; a float is no exact number."""
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        raise ValueError("Write a whole number, or a fraction in quotes such as '3/2'")  # noqa: TRY004 - pydantic's way
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError("Write a whole number, or a fraction in quotes such as '3/2'") from None


ExactNumber = Annotated[
    Fraction,
    BeforeValidator(_fraction, json_schema_input_type=int | str),
    PlainSerializer(str, return_type=str),
]


class Confidence(StrEnum):
    """How sure we are that a rule is the inspectorate's own."""

    STATED = "stated"
    """The source says so."""
    FITS = "fits"
    """It agrees with every published figure held, and the source's own table was not available."""
    INFERRED = "inferred"
    """The source shows it applied, and its exact terms are ours."""
    ASSUMED = "assumed"
    """Nothing held says so; it is the reading that seems most likely."""


class StandardKind(StrEnum):
    """How a standard is rated."""

    CASE_BASED = "case-based"
    ORGANISATIONAL = "organisational"


class AnswerCount(StrEnum):
    """What an answer does to the count."""

    YES = "yes"
    NO = "no"
    NOT_RELEVANT = "not relevant"


class FieldType(StrEnum):
    """What a case field may hold."""

    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Answer(_Part):
    """An answer that may be given, and what it does to the count."""

    id: Slug
    label: Words
    counts: AnswerCount


class CaseField(_Part):
    """A field of a case. ``group`` marks one that results may be broken down by."""

    id: Slug
    label: Words
    type: FieldType
    values: tuple[str, ...] = ()
    labels: dict[str, str] = Field(default_factory=dict)
    required: bool = True
    group: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """Return the texts that may stand in the field; empty where any may."""
        return ("true", "false") if self.type is FieldType.BOOLEAN else self.values

    def label_of(self, value: str) -> str:
        """Return what a reader is shown for a value."""
        return self.labels.get(value, value)


class Test(_Part):
    """A test of a case: one of a closed set of operators over its fields.

    Exactly one of: a ``field`` with one comparison (``is``, ``is_not``, ``in``, ``not_in``), ``all``, ``any``, ``not``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
    __test__ = False  # not a pytest class

    field: Slug | None = None
    equals: str | None = Field(None, alias="is")
    differs: str | None = Field(None, alias="is_not")
    one_of: tuple[str, ...] | None = Field(None, alias="in")
    none_of: tuple[str, ...] | None = Field(None, alias="not_in")
    every: tuple[Test, ...] | None = Field(None, alias="all")
    some: tuple[Test, ...] | None = Field(None, alias="any")
    negated: Test | None = Field(None, alias="not")


class Condition(_Part):
    """A named set of cases that questions are asked of."""

    id: Slug
    label: Words
    when: Test


class Question(_Part):
    """What a key question and a prompt have in common.

    ``asked_of`` names a condition; without it every case is asked. ``relevant_where`` says in which of those cases the
    question matters: elsewhere the inspector answers *not applicable*, and the words name the base in tables
    ("cases with actual or potential victims"). Without it, not applicable is no answer to this question.
    """

    id: QuestionId
    text: Words
    asked_of: Slug | None = None
    relevant_where: Words | None = None


class Prompt(Question):
    """A question under a key question, with a line of guidance."""

    guidance: Words


class KeyQuestion(Question):
    """A question whose percentage rates a standard, and its prompts."""

    prompts: tuple[Prompt, ...] = ()


class OrganisationalPrompt(_Part):
    """A prompt that an organisational standard's evidence is weighed against."""

    id: QuestionId
    text: Words


class Standard(_Part):
    """What is rated.

    ``rated`` is false for a standard that is not rated by design. ``scored`` is false for one that is rated and never
    counts towards the score. ``bodies`` limits it to kinds of body; empty means every kind.
    """

    id: QuestionId
    title: Words
    statement: Words
    kind: StandardKind
    rated: bool = True
    scored: bool = True
    reason_not_rated: Words | None = None
    bodies: tuple[Slug, ...] = ()
    prompts: tuple[OrganisationalPrompt, ...] = ()
    key_questions: tuple[KeyQuestion, ...] = ()

    @property
    def counts_towards_score(self) -> bool:
        """Say whether a rating of this standard adds points."""
        return self.rated and self.scored


class Domain(_Part):
    """A group of standards."""

    id: Slug
    number: Words
    title: Words
    standards: tuple[Standard, ...] = Field(min_length=1)


class Rule(_Part):
    """A rule, where it comes from and how sure we are of it."""

    source: Words
    confidence: Confidence


class Rating(_Part):
    """One rating of the scale."""

    id: Slug
    label: Words
    points: int = Field(ge=0)


class Scale(Rule):
    """The ratings, lowest first, with the points each gives."""

    ratings: tuple[Rating, ...] = Field(min_length=2)


class CaseStandardRule(Rule):
    """Which key-question percentage a case-based standard is banded by."""

    take: Literal["lowest"]


class RoundingRule(Rule):
    """Which percentage is banded: the whole number that is published (halves up), or the exact one."""

    banded: Literal["published", "exact"]


class Band(_Part):
    """The percentages, from the first to below the last, that give a rating."""

    rating: Slug
    from_: ExactNumber = Field(alias="from")
    below: ExactNumber | None = None

    def holds(self, percentage: Fraction) -> bool:
        """Say whether a percentage lies in this band."""
        return self.from_ <= percentage and (self.below is None or percentage < self.below)


class BandsRule(Rule):
    """The bands, lowest first."""

    bands: tuple[Band, ...] = Field(min_length=1)

    def rating_of(self, percentage: Fraction) -> str:
        """Return the rating identifier of the band that a percentage lies in."""
        return next(band.rating for band in self.bands if band.holds(percentage))

    def band_of(self, rating: str) -> Band:
        """Return the band that gives a rating."""
        return next(band for band in self.bands if band.rating == rating)


class ProportionWord(_Part):
    """The words that a report may use for a percentage; ``before`` is the article in running text."""

    from_: ExactNumber = Field(alias="from")
    below: ExactNumber | None = None
    words: tuple[Words, ...] = Field(min_length=1)

    def holds(self, percentage: Fraction) -> bool:
        """Say whether these words suit a percentage."""
        return self.from_ <= percentage and (self.below is None or percentage < self.below)


class ProportionWordsRule(Rule):
    """Words for proportions, by percentage as published."""

    proportions: tuple[ProportionWord, ...] = Field(min_length=1)


class DiscretionRule(Rule):
    """When a panel may move a case-based rating from what the rules give.

    The lowest percentage is within ``margin`` points of the boundary (both ends included), or, with ``one_case``, one
    case answered otherwise would cross it. A reason is always required.
    """

    margin: ExactNumber
    one_case: bool
    directions: tuple[Literal["up", "down"], ...] = Field(min_length=1)
    bands: int = Field(ge=1)


class CapTrigger(_Part):
    """When a cap applies: fewer than ``fewer_than`` of the rated standards of a kind reach ``at_least``."""

    kind: StandardKind
    at_least: Slug
    fewer_than: int = Field(ge=1)


class Cap(Rule):
    """A limit on one standard's rating that follows from others."""

    id: Slug
    standard: QuestionId
    at_most: Slug
    when: CapTrigger
    may_be_overridden: bool


class OverallBand(_Part):
    """The mean points per scored standard, up to and including ``up_to``, that give an overall rating."""

    rating: Slug
    up_to: ExactNumber | None = None


class OverallRule(Rule):
    """The overall rating from the mean points per scored standard."""

    take: Literal["mean points"]
    bands: tuple[OverallBand, ...] = Field(min_length=1)

    def rating_of(self, *, points: int, standards: int) -> str:
        """Return the overall rating identifier of a score; ``standards`` is the number scored, above zero."""
        mean = Fraction(points, standards)
        return next(band.rating for band in self.bands if band.up_to is None or mean <= band.up_to)


class HouseStyle(Rule):
    """How numbers are written in a report's prose."""

    words_up_to: int = Field(ge=0, le=20)
    percent_sign_in_prose: bool


class Rules(_Part):
    """Everything that turns results into ratings and numbers into words."""

    scale: Scale
    case_standard: CaseStandardRule
    rounding: RoundingRule
    bands: BandsRule
    proportion_words: ProportionWordsRule
    discretion: DiscretionRule | None = None
    caps: tuple[Cap, ...] = ()
    overall: OverallRule
    house_style: HouseStyle


class BodyKind(_Part):
    """A kind of inspected body, where standards differ by kind."""

    id: Slug
    label: Words


class Framework(_Part):
    """One edition of the method.

    ``supersedes`` and ``in_force_from`` (a month, ``2021-06``) place it in time. ``attribution`` acknowledges the
    publisher of the wording under its licence.
    """

    format: Literal[1]
    id: Slug
    version: Version
    title: Words
    publisher: Words
    attribution: Words
    note: Words
    in_force_from: Annotated[str, StringConstraints(pattern=MONTH)]
    supersedes: str | None = None
    bodies: tuple[BodyKind, ...] = ()
    answers: tuple[Answer, ...] = Field(min_length=2)
    case_fields: tuple[CaseField, ...] = ()
    conditions: tuple[Condition, ...] = ()
    domains: tuple[Domain, ...] = Field(min_length=1)
    rules: Rules

    @property
    def reference(self) -> FrameworkReference:
        """Return ``id@version``."""
        return FrameworkReference(self.id, self.version)

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """Return every standard by its identifier, in the file's order."""
        return {standard.id: standard for domain in self.domains for standard in domain.standards}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return every key question and prompt by its identifier, each key question before its prompts."""
        return {question.id: question for standard in self.standards.values() for question in questions_of(standard)}

    @cached_property
    def ratings(self) -> dict[str, Rating]:
        """Return the scale by rating identifier, lowest first."""
        return {rating.id: rating for rating in self.rules.scale.ratings}

    @cached_property
    def counts(self) -> dict[str, AnswerCount]:
        """Return what each answer does to the count."""
        return {answer.id: answer.counts for answer in self.answers}

    @cached_property
    def case_field_by_id(self) -> dict[str, CaseField]:
        """Return the case fields by identifier."""
        return {case_field.id: case_field for case_field in self.case_fields}

    @cached_property
    def condition_by_id(self) -> dict[str, Condition]:
        """Return the conditions by identifier."""
        return {condition.id: condition for condition in self.conditions}

    def standards_for(self, body_kind: str = "") -> tuple[Standard, ...]:
        """Return the standards that apply to a kind of body."""
        return tuple(one for one in self.standards.values() if not one.bodies or body_kind in one.bodies)

    def rank(self, rating: str) -> int:
        """Return a rating's position in the scale, 0 the lowest."""
        return list(self.ratings).index(rating)

    def banded_percentage(self, percentage: Fraction) -> Fraction:
        """Return the percentage that is banded: as published, or exact, by the rounding rule."""
        return round_half_up(percentage) if self.rules.rounding.banded == "published" else percentage


def questions_of(standard: Standard) -> Iterator[Question]:
    """Go through a standard's key questions, each followed by its prompts."""
    for key_question in standard.key_questions:
        yield key_question
        yield from key_question.prompts
