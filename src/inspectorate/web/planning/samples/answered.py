"""Asks which cases have answers: what is said about cases belongs to casework, which is above planning and tells it."""

from __future__ import annotations

from collections.abc import Callable

Answered = Callable[[str], frozenset[str]]

_tell: list[Answered] = []


def register(tell: Answered) -> None:
    """Take what says which cases of an inspection have answers, by identifier; those that were taken out too."""
    _tell[:] = [tell]


def answered_in(inspection: str) -> frozenset[str]:
    """Return the identifiers of an inspection's cases that have answers."""
    return _tell[0](inspection) if _tell else frozenset()
