"""The rules of a framework: what turns results into ratings, and numbers into words.

Every rule carries its source and how sure we are of it.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Literal

from pydantic import Field

from inspectorate.frameworks.values import ExactNumber, Part, QuestionId, Slug, Words


class StandardKind(StrEnum):
    """How a standard is rated."""

    CASE_BASED = "case-based"
    ORGANISATIONAL = "organisational"


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


class Rule(Part):
    """A rule, where it comes from and how sure we are of it."""

    source: Words
    confidence: Confidence


class Rating(Part):
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


class Band(Part):
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


class ProportionWord(Part):
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


class CapTrigger(Part):
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


class OverallBand(Part):
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


class Rules(Part):
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
