"""What can be done to people; it stands in the history of the installation."""

from __future__ import annotations

from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import Appliers

ADDED = "person-added"
STOPPED = "person-stopped"
LET_IN = "person-let-in"
MADE_ADMINISTRATOR = "administrator-made"
UNMADE_ADMINISTRATOR = "administrator-unmade"
LINK_SENT = "password-link-sent"
FACTORS_TAKEN_AWAY = "second-factors-taken-away"


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


def _nothing(chain: str, sequence: int, act: Act) -> None:
    """Write no row: what was done is in nobody's record but the history's."""
    del chain, sequence, act


APPLIERS: Appliers = {
    ADDED: _added,
    STOPPED: _set(is_active=False, is_administrator=False),
    LET_IN: _set(is_active=True),
    MADE_ADMINISTRATOR: _set(is_administrator=True),
    UNMADE_ADMINISTRATOR: _set(is_administrator=False),
    LINK_SENT: _nothing,
    FACTORS_TAKEN_AWAY: _nothing,
}
