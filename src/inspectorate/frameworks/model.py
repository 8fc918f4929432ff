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

from pydantic import ConfigDict, Field, StringConstraints

from inspectorate.frameworks.rules import (
    Rating,
    Rules,
    StandardKind,
)
from inspectorate.frameworks.values import MONTH, Part, QuestionId, Slug, Version, Words
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.numbers import round_half_up


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


class Answer(Part):
    """An answer that may be given, and what it does to the count."""

    id: Slug
    label: Words
    counts: AnswerCount


class CaseField(Part):
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


class Test(Part):
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


class Condition(Part):
    """A named set of cases that questions are asked of."""

    id: Slug
    label: Words
    when: Test


class Question(Part):
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


class OrganisationalPrompt(Part):
    """A prompt that an organisational standard's evidence is weighed against."""

    id: QuestionId
    text: Words


class Standard(Part):
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


class Domain(Part):
    """A group of standards."""

    id: Slug
    number: Words
    title: Words
    standards: tuple[Standard, ...] = Field(min_length=1)


class BodyKind(Part):
    """A kind of inspected body, where standards differ by kind."""

    id: Slug
    label: Words


class Framework(Part):
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
