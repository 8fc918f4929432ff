"""Identifiers: stable, lower-kebab, never made from display text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]{4}\.[0-9]+")


def is_slug(text: str) -> bool:
    """Say whether a text is a lower-kebab identifier.

    >>> is_slug("manchester-north"), is_slug("Manchester North")
    (True, False)
    """
    return _SLUG.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, order=True)
class FrameworkReference:
    """One edition of one method: ``hmip-adult@2021.1``."""

    id: str
    version: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a reference.

        Raises:
            ValueError: the text is not ``id@year.number``.
        """
        name, _, version = text.partition("@")
        if not is_slug(name) or not _VERSION.fullmatch(version):
            raise ValueError(f"{text!r} is no framework reference such as hmip-adult@2021.1")
        return cls(name, version)

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"
