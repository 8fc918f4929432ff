"""What can be done to people; it stands in the history of the installation."""

from __future__ import annotations

from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.accounts.models import CalendarKey, Person
from inspectorate.web.history.performing import Appliers

ADDED = "person-added"
STOPPED = "person-stopped"
LET_IN = "person-let-in"
MADE_ADMINISTRATOR = "administrator-made"
UNMADE_ADMINISTRATOR = "administrator-unmade"
MADE_BEGINNER = "inspection-beginner-made"
UNMADE_BEGINNER = "inspection-beginner-unmade"
LINK_SENT = "password-link-sent"
FACTORS_TAKEN_AWAY = "second-factors-taken-away"
CALENDAR_OPENED = "calendar-opened"
CALENDAR_ENDED = "calendar-ended"


def _added(chain: str, sequence: int, act: Act) -> None:
    del chain, sequence
    details: dict[str, Any] = dict(act.details)
    # someone known from a record alone is there already, and cannot sign in yet
    Person.objects.update_or_create(
        handle=act.subject,
        defaults={
            "name": details["name"],
            "email": details["email"],
            "is_active": True,
            "is_administrator": details["administrator"],
        },
    )


def _set(**values: bool) -> Any:
    def apply(chain: str, sequence: int, act: Act) -> None:
        del chain, sequence
        Person.objects.filter(handle=act.subject).update(**values)

    return apply


def _stopped(chain: str, sequence: int, act: Act) -> None:
    """Take away what somebody may, and the key to their calendar, which would open it again if they were let in."""
    del chain, sequence
    Person.objects.filter(handle=act.subject).update(is_active=False, is_administrator=False, may_begin=False)
    CalendarKey.objects.filter(person_id=act.subject).delete()


def _nothing(chain: str, sequence: int, act: Act) -> None:
    """Write no row: what was done is in nobody's record but the history's."""
    del chain, sequence, act


def _calendar_opened(chain: str, sequence: int, act: Act) -> None:
    del chain, sequence
    defaults = {"digest": act.details["digest"], "made_at": act.at}
    CalendarKey.objects.update_or_create(person_id=act.subject, defaults=defaults)


def _calendar_ended(chain: str, sequence: int, act: Act) -> None:
    del chain, sequence
    CalendarKey.objects.filter(person_id=act.subject).delete()


APPLIERS: Appliers = {
    ADDED: _added,
    STOPPED: _stopped,
    LET_IN: _set(is_active=True),
    MADE_ADMINISTRATOR: _set(is_administrator=True),
    UNMADE_ADMINISTRATOR: _set(is_administrator=False),
    MADE_BEGINNER: _set(may_begin=True),
    UNMADE_BEGINNER: _set(may_begin=False),
    LINK_SENT: _nothing,
    FACTORS_TAKEN_AWAY: _nothing,
    CALENDAR_OPENED: _calendar_opened,
    CALENDAR_ENDED: _calendar_ended,
}
