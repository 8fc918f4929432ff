"""What is recorded about the organisation: evidence, surveys, context figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence: what it is, which standards it bears on, and whether it supports or challenges them."""

    id: str
    kind: str
    summary: str
    standards: tuple[str, ...]
    direction: str
    source: str
    observed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """A survey's question: its column, its words, and the answers that may be given."""

    id: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A survey: its questions and its responses, a mapping of question to answer for each respondent.

    A response that leaves a question out did not answer it, and is outside that question's base.
    """

    id: str
    title: str
    respondents: str
    questions: tuple[SurveyQuestion, ...]
    responses: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextFigure:
    """A figure taken from a source outside the inspection, with the source and the date it speaks of.

    ``value`` is exact; ``places`` is the number of decimal places that the source printed.
    """

    id: str
    label: str
    value: Fraction
    places: int
    unit: str
    source: str
    as_at: str
