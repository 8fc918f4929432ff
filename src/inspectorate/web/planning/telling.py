"""A history as it is shown: entries in words, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Entry
from inspectorate.web.history.wording import Names, Said, people_in, told

PAGE = 50
"""How many entries stand on a page."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it is shown. ``is_open`` says whether the reader may read what was said in it."""

    sequence: int
    at: datetime
    said: Said
    is_open: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a history, the latest entry first."""

    entries: tuple[Told, ...]
    page: Page[Entry]


def shown(*, inspection: str, page: str, subject: str | None = None, reads_cases: bool) -> Shown:
    """Return a page of an inspection's history, or of one case's; a page that there is not is the nearest.

    ``reads_cases`` says whether the reader may read what is said about cases; all others are told who did what.
    """
    entries = Entry.objects.filter(chain_id=inspection).order_by("-sequence")
    if subject is not None:
        entries = entries.filter(subject=subject)
    found = Paginator(entries, PAGE).get_page(page)
    return Shown(tuple(_told(found.object_list, reads_cases=reads_cases)), found)


def _told(entries: Iterable[Entry], *, reads_cases: bool) -> Iterable[Told]:
    acts = [(entry, Act.read(entry.payload)) for entry in entries]
    handles = {handle for _, act in acts for handle in people_in(act)}
    names = Names(dict(Person.objects.filter(handle__in=handles).values_list("handle", "name")))
    for entry, act in acts:
        yield Told(entry.sequence, entry.at, told(act, names), reads_cases or not act.subject)
