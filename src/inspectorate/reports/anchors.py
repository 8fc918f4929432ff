"""Identifiers of a report's headings, tables and charts: unique, and made of ``a-z0-9-``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Anchors:
    """Gives out identifiers, each once."""

    given: dict[str, None] = field(default_factory=dict)

    def new(self, text: str) -> str:
        """Return an identifier made of a text, with a number after it where it was given out before.

        >>> anchors = Anchors()
        >>> anchors.new("2.3 Planning"), anchors.new("2.3 Planning")
        ('2-3-planning', '2-3-planning-2')
        """
        stem = _OTHER.sub("-", text.lower()).strip("-") or "part"
        name, number = stem, 1
        while name in self.given:
            number += 1
            name = f"{stem}-{number}"
        self.given[name] = None
        return name
