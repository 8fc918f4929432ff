"""Tells acts in words. Each app says what its own acts are called; whoever shows a history finds them here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspectorate.records.history import Act


@dataclass(frozen=True, slots=True)
class Said:
    """An act in words: a sentence without its full stop, the answers that were given, and what was written.

    The sentence is for everybody who may see the history; ``answers`` and ``texts`` (each with a label) are what was
    said about a case, for those alone who may read it. Where ``only_for`` names people, all of it is for them and for
    lead inspectors alone, and others are told ``otherwise``.
    """

    sentence: str
    answers: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    only_for: tuple[str, ...] = ()
    otherwise: str = ""

    def told_to(self, person: str, *, is_lead: bool) -> Said:
        """Return what somebody may be told of it."""
        if not self.only_for or is_lead or person in self.only_for:
            return self
        return Said(self.otherwise)


class Names:
    """People's names by handle; who has none is called by their handle."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __getitem__(self, handle: str) -> str:
        """Return a name."""
        return self._names.get(handle, handle) if handle else "Inspectorate"


Words = Callable[[Act, Names], Said]
"""Tells one kind of act."""

_words: dict[str, Words] = {}


def register(words: Mapping[str, Words]) -> None:
    """Take an app's words for its acts."""
    _words.update(words)


def told(act: Act, names: Names) -> Said:
    """Return an act in words."""
    tell = _words.get(act.act)
    if tell is None:
        # an act that a later version knows is still an act
        return Said(f"{names[act.by]}: {act.act.replace('-', ' ')}")
    return tell(act, names)


def people_in(act: Act) -> set[str]:
    """Return the handles of the people whom an act names; among them may be what only might be a handle."""
    named = ("person", "taken_over_from", "from", "to")
    found = {act.by, *(str(act.details.get(name) or "") for name in named)}
    pairs = act.details.get("pairs")
    if isinstance(pairs, list | tuple):
        found |= {str(pair[-1]) for pair in pairs if isinstance(pair, list | tuple) and pair}
    return found - {""}
