"""Finds the edition that an inspection is by: one of the house's own, or one that is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from inspectorate.frameworks.catalogue import ELIGIBILITY, in_folder, load_edition, shipped
from inspectorate.frameworks.eligibility import Eligibility, load_eligibility
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound


@cache
def edition_of(reference: str) -> Edition:
    """Return an edition, read once in a process: a published one never changes.

    Raises:
        ProblemsFound: there is none, or it does not hold.
    """
    named = FrameworkReference.parse(reference)
    if settings.FRAMEWORKS is not None and named in (own := in_folder(settings.FRAMEWORKS)).references:
        return own.edition(named)
    return load_edition(named)


def eligibility_of(reference: str) -> Eligibility | None:
    """Return the rules of eligibility that lie beside an edition, the house's own first; None where there are none.

    Raises:
        ProblemsFound: there is no such edition, or the rules do not hold.
    """
    return _eligibility(reference, settings.FRAMEWORKS)


@cache
def _eligibility(reference: str, own: Path | None) -> Eligibility | None:
    named, framework = FrameworkReference.parse(reference), edition_of(reference).framework
    folders = [shipped()] if own is None else [in_folder(own), shipped()]
    found = next((data for folder in folders if (data := folder.eligibility(named)) is not None), None)
    name = f"{reference}{ELIGIBILITY}"
    return None if found is None else load_eligibility(found, name=name, framework=framework)


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions that an inspection can be begun by, the latest of each framework first, and those that fail."""

    usable: tuple[Edition, ...]
    unreadable: tuple[str, ...]


def available() -> Editions:
    """Return the editions that are shipped and the house's own, by framework."""
    usable, unreadable = [], []
    for reference in sorted(_references(), key=lambda one: (one.id, [-part for part in _number(one)])):
        try:
            usable.append(edition_of(str(reference)))
        except ProblemsFound:
            unreadable.append(str(reference))
    return Editions(tuple(usable), tuple(unreadable))


def later_than(reference: str) -> tuple[str, ...]:
    """Return the editions that come after one: a later version of the framework, or one that says it supersedes it.

    Nothing is done with them: an inspection stays with the edition that it was begun by.
    """
    named = FrameworkReference.parse(reference)
    found = [one for one in _references() if one.id == named.id and _number(one) > _number(named)]
    found += [one for one in _references() if one not in found and supersedes(str(one)) == reference]
    return tuple(str(one) for one in sorted(found, key=lambda one: (one.id, _number(one))))


@cache
def supersedes(reference: str) -> str:
    """Return the edition that one supersedes; empty for none, and where the edition cannot be read. Read once."""
    try:
        return edition_of(reference).framework.supersedes or ""
    except ProblemsFound:
        return ""


def _references() -> Iterator[FrameworkReference]:
    own = in_folder(settings.FRAMEWORKS).references if settings.FRAMEWORKS is not None else ()
    yield from {*own, *_shipped()}


@cache
def _shipped() -> tuple[FrameworkReference, ...]:
    return shipped().references


def _number(reference: FrameworkReference) -> tuple[int, int]:
    year, _, number = reference.version.partition(".")
    return int(year), int(number)
