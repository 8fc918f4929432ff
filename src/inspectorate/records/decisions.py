"""What a person or a panel decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DecisionKind(StrEnum):
    """What sort of decision was made about a standard."""

    PROPOSAL = "proposal"
    """An organisational standard's rating, proposed against its prompts on its evidence."""
    DISCRETION = "discretion"
    """A case-based rating moved from what the rules give."""
    CAP_OVERRIDE = "cap_override"
    """A cap that the panel set aside."""
    NOT_RATED = "not_rated"
    """A standard that this inspection does not rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision about a standard: what, why, who, when, and on which data.

    ``data`` is the digest of what the decision was taken on; the rules refuse a decision whose data has since changed.
    ``rating`` is the framework's rating identifier; empty for a standard that is not rated.
    """

    standard: str
    kind: DecisionKind
    reason: str
    decided_by: str
    decided_on: date
    rating: str = ""
    data: str = ""
    evidence: tuple[str, ...] = ()
