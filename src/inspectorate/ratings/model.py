"""What the rules gave and what was decided, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from inspectorate.frameworks.rules import Confidence, StandardKind
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.numbers import Share
from inspectorate.records.decisions import Decision


class Status(StrEnum):
    """Where a standard stands."""

    RATED = "rated"
    NOT_RATED = "not rated"
    """By decision in this inspection, with a reason."""
    NOT_RATED_BY_DESIGN = "not rated by design"
    AWAITED = "awaited"
    """What its rating needs is not there yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a trace: which rule used which numbers, what came of it, and where the rule comes from.

    ``says`` is a whole sentence for a reader; ``numbers`` are the same inputs as name and value.
    """

    rule: str
    says: str
    numbers: tuple[tuple[str, str], ...] = ()
    source: str = ""
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuestionResult:
    """A key question's share, the percentage that is published, and the rating of the band it lies in."""

    id: str
    text: str
    share: Share
    percent: int | None
    band: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragility:
    """How many answers to key questions, given otherwise, would change what the rules give.

    ``to_raise`` maps each key question to the further yes answers it needs, ``to_lower`` is the fewest yes answers to
    be a no; None where there is no band above or below, or no way to reach it.
    """

    raised_to: str | None
    to_raise: tuple[tuple[str, int], ...] | None
    lowered_to: str | None
    to_lower: tuple[str, int] | None

    @property
    def answers_to_raise(self) -> int | None:
        """Return the number of answers, over all key questions, that would raise it."""
        return None if self.to_raise is None else sum(count for _, count in self.to_raise)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRating:
    """One standard: what the rules give, what was decided, and why.

    Ratings are identifiers of the framework's scale. ``proposed`` is an organisational standard's rating before any
    cap; ``capped_by`` the cap that lowered it. ``data`` is the digest of what the rating rests on. ``lowest`` names
    the key questions that share the lowest percentage. ``points`` is None where the standard adds none.
    """

    id: str
    title: str
    kind: StandardKind
    status: Status
    rule_result: str | None
    rating: str | None
    points: int | None
    data: str
    key_questions: tuple[KeyQuestionResult, ...] = ()
    lowest: tuple[str, ...] = ()
    lowest_percent: int | None = None
    proposed: str | None = None
    capped_by: str | None = None
    decision: Decision | None = None
    reason_not_rated: str = ""
    fragility: Fragility | None = None
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points of the rated and scored standards, out of the most they could give."""

    points: int
    maximum: int
    standards: int

    def __str__(self) -> str:
        return f"{self.points}/{self.maximum}"

    @property
    def mean(self) -> Fraction | None:
        """Return the exact mean points per scored standard; None where none is scored."""
        return Fraction(self.points, self.standards) if self.standards else None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRating:
    """The ratings of an inspection. ``overall`` is None while a standard's rating is awaited.

    ``framework_digest`` and ``engine`` (this software's version) make it recomputable with each standard's ``data``.
    """

    framework: FrameworkReference
    framework_digest: str
    engine: str
    standards: tuple[StandardRating, ...]
    score: Score
    overall: str | None
    trace: tuple[Step, ...] = ()

    def of(self, standard: str) -> StandardRating:
        """Return the rating of one standard.

        Raises:
            KeyError: the framework has no such standard.
        """
        for one in self.standards:
            if one.id == standard:
                return one
        raise KeyError(standard)
