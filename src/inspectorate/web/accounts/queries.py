"""Reads people, for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from inspectorate.web.accounts import acts
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Chain, Entry

_WORDS = {
    acts.ADDED: "Added",
    acts.STOPPED: "Stopped from signing in",
    acts.LET_IN: "Let in again",
    acts.MADE_ADMINISTRATOR: "Made an administrator",
    acts.UNMADE_ADMINISTRATOR: "No longer an administrator",
    acts.MADE_BEGINNER: "Allowed to begin inspections",
    acts.UNMADE_BEGINNER: "No longer allowed to begin inspections",
    acts.LINK_SENT: "Sent a link to set a password",
    acts.CALENDAR_OPENED: "Private calendar address made",
    acts.CALENDAR_ENDED: "Private calendar address ended",
    acts.FACTORS_TAKEN_AWAY: "Second factors taken away",
}


@dataclass(frozen=True, slots=True)
class Event:
    """What was done about somebody, when, and by whom (empty for the command line)."""

    what: str
    at: datetime
    by: str


def everybody() -> tuple[Person, ...]:
    """Return everyone who signs in, or whose handle stands in a record: those who can sign in first, by name."""
    return tuple(Person.objects.order_by("-is_active", "name", "handle"))


def events_about(person: Person) -> tuple[Event, ...]:
    """Return what was done about somebody, the newest first."""
    entries = Entry.objects.filter(chain_id=Chain.INSTALLATION, subject=person.handle).order_by("-sequence")
    found = list(entries.values_list("act", "at", "person"))
    names = dict(Person.objects.filter(handle__in={by for _, _, by in found}).values_list("handle", "name"))
    return tuple(Event(_WORDS[act], at, names.get(by, "")) for act, at, by in found)


def has_second_factor(person: Person) -> bool:
    """Say whether somebody has set up a second factor."""
    return bool(Authenticator.objects.filter(user=person).exists())
