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
from inspectorate.web.planning.access import CASEWORKERS
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.roles import Role

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


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a history.

    ``reads_cases`` says whether they may read what is said about cases; all others are told who did what.
    """

    handle: str
    reads_cases: bool
    is_lead: bool


def reader_of(request: MemberRequest) -> Reader:
    """Return who reads a history, from a request that has passed the door."""
    roles = request.roles
    return Reader(person_of(request).handle, bool(CASEWORKERS & roles), Role.LEAD in roles)


def shown(*, inspection: str, page: str, subject: str | None = None, reader: Reader) -> Shown:
    """Return a page of an inspection's history, or of one case's; a page that there is not is the nearest."""
    entries = Entry.objects.filter(chain_id=inspection).order_by("-sequence")
    if subject is not None:
        entries = entries.filter(subject=subject)
    found = Paginator(entries, PAGE).get_page(page)
    return Shown(tuple(_told(found.object_list, reader)), found)


def _told(entries: Iterable[Entry], reader: Reader) -> Iterable[Told]:
    acts = [(entry, Act.read(entry.payload)) for entry in entries]
    handles = {handle for _, act in acts for handle in people_in(act)}
    names = Names(dict(Person.objects.filter(handle__in=handles).values_list("handle", "name")))
    for entry, act in acts:
        said = told(act, names).told_to(reader.handle, is_lead=reader.is_lead)
        yield Told(entry.sequence, entry.at, said, reader.reads_cases or not act.subject)
