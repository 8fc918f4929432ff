"""What is due, from whom and when: values, and the parts of the workspace that are asked for them.

Each app says what is due of its own. It registers a provider when it starts, as it registers its words; a provider is
asked once for all inspections together, and asks the database a number of times that does not grow with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from inspectorate.web.planning.roles import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing to be done.

    ``on`` is the day; None for what waits without one. ``at`` is its time, where it has one. ``person`` is the handle
    of who does it; where it is whoever has a role, ``person`` is empty and ``roles`` says who.
    """

    what: str
    kind: str
    url: str
    inspection: str
    on: date | None = None
    at: datetime | None = None
    person: str = ""
    roles: tuple[Role, ...] = ()

    def left(self, today: date) -> int | None:
        """Return how many days are left; negative where it was due before today, None where it has no day."""
        return None if self.on is None else (self.on - today).days


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work is asked for: one person's in all of their inspections, or everyone's in one.

    ``inspections`` are the roles of whoever asks, by inspection. ``person`` is empty for everyone's.
    """

    inspections: Mapping[str, frozenset[Role]]
    person: str
    now: datetime
    today: date
    _kept: dict[str, object] = field(default_factory=dict)

    def with_roles(self, *roles: Role) -> tuple[str, ...]:
        """Return the inspections in which work of some roles is asked for."""
        if not self.person:
            return tuple(self.inspections)
        return tuple(key for key, held in self.inspections.items() if held.intersection(roles))

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what was worked out for this asking before, or work it out: providers share what they read."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[return-value]  # a name stands for one kind of thing


Provider = Callable[[Scope], Iterable[Due]]
"""Goes through what is due in a scope."""

_providers: list[Provider] = []


def register(*providers: Provider) -> None:
    """Take an app's providers; the same one twice is once."""
    _providers.extend(one for one in providers if one not in _providers)


def due_in(scope: Scope) -> tuple[Due, ...]:
    """Return everything that is due in a scope, by day, overdue first; what has no day comes last."""
    found = [one for provider in _providers for one in provider(scope)]
    return tuple(sorted(found, key=_order))


def by_person(found: Sequence[Due]) -> dict[str, list[Due]]:
    """Return what is due by whom it is due from: a handle, or the roles' names where it is nobody's own."""
    groups: dict[str, list[Due]] = {}
    for one in found:
        groups.setdefault(one.person, []).append(one)
    return groups


def _order(one: Due) -> tuple[bool, date, str, str, str]:
    return (one.on is None, one.on or date.max, one.at.isoformat() if one.at else "", one.inspection, one.what)
