"""Keys to people's calendars: each a secret in an address, which opens a calendar and nothing else."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts import acts, faults
from inspectorate.web.accounts.models import CalendarKey, Person
from inspectorate.web.history.models import Chain
from inspectorate.web.history.performing import exclusively, perform


def make_calendar_key(*, person: Person, at: datetime) -> str:
    """Make somebody a new key to their calendar, and return its secret; a key that they had opens nothing from now on.

    Only the secret's digest is kept, so that it can be shown this once.
    """
    secret = secrets.token_urlsafe(32)
    _perform(acts.CALENDAR_OPENED, person, at, digest=_digest(secret))
    return secret


def end_calendar_key(*, person: Person, at: datetime) -> None:
    """Let nobody read somebody's calendar without signing in.

    Raises:
        ProblemsFound: there is no key.
    """
    with exclusively(Chain.INSTALLATION):
        if not CalendarKey.objects.filter(person=person).exists():
            raise ProblemsFound([faults.NO_CHANGE.at(Place())])
        _perform(acts.CALENDAR_ENDED, person, at)


def person_with_key(secret: str) -> Person | None:
    """Return whose calendar a secret opens; None where it opens none, or they can no longer sign in."""
    key = CalendarKey.objects.select_related("person").filter(digest=_digest(secret)).first()
    return key.person if key is not None and key.person.is_active else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _perform(act: str, person: Person, at: datetime, **details: object) -> None:
    done = Act(act=act, by=person.handle, at=at, subject=person.handle, details=details)
    perform(done, chain=Chain.INSTALLATION, appliers=acts.APPLIERS)
