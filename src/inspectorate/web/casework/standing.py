"""What stands, of all that was said about a question: derived from what was appended, and never stored.

Somebody who answers replaces what their page showed, and what they said before. Two people who answered meanwhile have
not seen one another's answer: both stand, and where they differ it is a *clash*, until a lead inspector settles it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain


@dataclass(frozen=True, slots=True)
class Saying:
    """What one person said about one question at one time: an answer, or a note's text."""

    question: str
    sequence: int
    person: str
    at: datetime
    value: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Settling:
    """What was settled: which of the sayings that stood against each other was chosen."""

    question: str
    sequence: int
    chosen: int
    settled: frozenset[int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands about a question: one saying, or several that were said without knowledge of one another."""

    sayings: tuple[Saying, ...] = ()

    @property
    def is_clash(self) -> bool:
        """Say whether what stands differs."""
        return len({saying.value for saying in self.sayings}) > 1

    @property
    def value(self) -> str:
        """Return what stands; empty where nothing does, or where it is a clash."""
        return "" if self.is_clash or not self.sayings else self.sayings[-1].value

    @property
    def seen(self) -> int | None:
        """Return the sequence that a page showing this has seen: the latest."""
        return self.sayings[-1].sequence if self.sayings else None

    @property
    def latest(self) -> Saying | None:
        """Return what was said last of what stands."""
        return self.sayings[-1] if self.sayings else None


NOTHING = Standing()


def standings(sayings: Iterable[Saying], settlings: Iterable[Settling] = ()) -> Mapping[str, Standing]:
    """Return what stands about each question; the order in which sayings are given makes no difference.

    >>> when = datetime(2026, 3, 2)
    >>> first = Saying("2.1.1", 1, "ann", when, "yes")
    >>> meanwhile = Saying("2.1.1", 2, "ben", when, "no")
    >>> standings([first, meanwhile])["2.1.1"].is_clash
    True
    >>> standings([first, Saying("2.1.1", 2, "ben", when, "no", seen=1)])["2.1.1"].value
    'no'
    """
    events: dict[str, list[Saying | Settling]] = defaultdict(list)
    for event in chain[Saying | Settling](sayings, settlings):
        events[event.question].append(event)
    return {question: _standing(happened) for question, happened in events.items()}


def _standing(events: Iterable[Saying | Settling]) -> Standing:
    stand: list[Saying] = []
    for event in sorted(events, key=lambda event: event.sequence):
        if isinstance(event, Settling):
            stand = [one for one in stand if one.sequence == event.chosen or one.sequence not in event.settled]
        else:
            replaced = [
                one for one in stand if one.sequence == event.seen or (one.person and one.person == event.person)
            ]
            stand = [*(one for one in stand if one not in replaced), event]
    return Standing(tuple(stand))
