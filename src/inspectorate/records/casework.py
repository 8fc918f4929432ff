"""Cases, and what readers judged about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One inspected case: its identifier and its fields, as texts, by the framework's field names."""

    id: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One answer of one reader about one case and one question; appended, never updated.

    ``reader`` is empty in a pack that does not say who read.
    """

    case_id: str
    question: str
    answer: str
    reader: str = ""
