"""Who may open which page, and how: one table, which the door and every test read.

A row is a page's name and, for each method, the roles that may use it. A page without a row is open to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from inspectorate.web.planning.roles import Role


class Audience(Enum):
    """Who may open a page that belongs to no inspection."""

    ANYONE = auto()
    SIGNED_IN = auto()
    BEGINNER = auto()
    """Who may begin inspections: administrators, and those whom an administrator has allowed it."""
    ADMINISTRATOR = auto()


Roles = frozenset[Role]
Row = Mapping[str, Audience | Roles]

MEMBERS: Roles = frozenset(Role)
LEAD: Roles = frozenset({Role.LEAD})
CONTACT: Roles = frozenset({Role.CONTACT})
ASSESSORS: Roles = frozenset({Role.LEAD, Role.INSPECTOR, Role.ASSISTANT})
SIGNERS: Roles = frozenset({Role.LEAD, Role.INSPECTOR})
REVIEWERS: Roles = frozenset({Role.LEAD, Role.READER})
CASEWORKERS: Roles = ASSESSORS | REVIEWERS
"""Those who read what is said about a case."""
RESULTS: Roles = CASEWORKERS | {Role.ANALYST, Role.PANEL, Role.PUBLISHER}
TEAM: Roles = MEMBERS - CONTACT
"""Everyone but the inspected body."""
LISTERS: Roles = LEAD | CONTACT
"""Those who hand the body's case list in."""
EXPORTERS: Roles = frozenset({Role.LEAD, Role.ANALYST, Role.PUBLISHER})

ACCESS: dict[str, Row] = {
    "casework:home": {"GET": Audience.SIGNED_IN},
    "casework:team-work": {"GET": LEAD},
    "casework:overview": {"GET": MEMBERS},
    "planning:bodies": {"GET": Audience.SIGNED_IN},
    "planning:body": {"GET": Audience.SIGNED_IN},
    "planning:new": {"GET": Audience.BEGINNER, "POST": Audience.BEGINNER},
    "planning:begin": {"GET": Audience.BEGINNER, "POST": Audience.BEGINNER},
    "planning:timetable": {"GET": MEMBERS, "POST": LEAD},
    "planning:milestone": {"GET": MEMBERS, "POST": LEAD},
    "planning:milestone-done": {"POST": MEMBERS},
    "planning:conflicts": {"GET": TEAM, "POST": TEAM},
    "planning:conflict-withdraw": {"POST": TEAM},
    "planning:allocation": {"GET": TEAM},
    "planning:allocate": {"GET": LEAD, "POST": LEAD},
    "planning:second-readings": {"GET": LEAD, "POST": LEAD},
    "planning:allocated-case": {"GET": LEAD, "POST": LEAD},
    "planning:meetings": {"GET": TEAM},
    "planning:meeting-new": {"GET": ASSESSORS, "POST": ASSESSORS},
    "planning:meeting": {"GET": TEAM, "POST": ASSESSORS},
    "planning:calendar": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "planning:calendar-own": {"GET": Audience.SIGNED_IN},
    "planning:calendar-feed": {"GET": Audience.ANYONE},
    "planning:calendar-of": {"GET": MEMBERS},
    "planning:sample": {"GET": TEAM},
    "planning:sample-draw": {"GET": LEAD, "POST": LEAD},
    "planning:sample-replace": {"GET": LEAD, "POST": LEAD},
    "planning:sample-record": {"GET": RESULTS},
    "planning:sample-csv": {"GET": RESULTS},
    "planning:sample-xlsx": {"GET": RESULTS},
    "planning:case-list": {"GET": LISTERS, "POST": LISTERS},
    "planning:case-list-template": {"GET": LISTERS},
    "planning:case-list-columns": {"GET": LISTERS, "POST": LISTERS},
    "planning:case-list-check": {"GET": LISTERS, "POST": LISTERS},
    "planning:case-list-problems": {"GET": LISTERS},
    "planning:case-list-drop": {"POST": LISTERS},
    "planning:case-list-kept": {"GET": LISTERS},
    "planning:people": {"GET": TEAM, "POST": LEAD},
    "planning:leave": {"POST": LEAD},
    "planning:stage": {"GET": LEAD, "POST": LEAD},
    "planning:history": {"GET": RESULTS},
    "casework:cases": {"GET": TEAM},
    "casework:case": {"GET": CASEWORKERS},
    "casework:standard": {"GET": CASEWORKERS, "POST": ASSESSORS},
    "casework:save": {"POST": ASSESSORS},
    "casework:state": {"GET": CASEWORKERS},
    "casework:sign-off": {"GET": SIGNERS, "POST": SIGNERS},
    "casework:reopen": {"GET": ASSESSORS | REVIEWERS, "POST": ASSESSORS | REVIEWERS},
    "casework:settle": {"GET": CASEWORKERS, "POST": LEAD},
    "casework:case-history": {"GET": CASEWORKERS},
    "casework:examples": {"GET": CASEWORKERS, "POST": ASSESSORS},
    "casework:review-list": {"GET": REVIEWERS, "POST": REVIEWERS},
    "casework:review": {"GET": CASEWORKERS, "POST": REVIEWERS},
    "casework:second-reading": {"GET": CASEWORKERS, "POST": CASEWORKERS},
    "casework:comment": {"POST": CASEWORKERS},
    "casework:results": {"GET": RESULTS},
    "casework:alerts": {"GET": MEMBERS},
    "casework:raise-alert": {"GET": CASEWORKERS, "POST": CASEWORKERS},
    "casework:alert": {"GET": MEMBERS, "POST": LEAD | CONTACT},
    "exchange:export": {"GET": EXPORTERS, "POST": EXPORTERS},
    "exchange:import": {"GET": Audience.ADMINISTRATOR, "POST": Audience.ADMINISTRATOR},
    "accounts:people": {"GET": Audience.ADMINISTRATOR, "POST": Audience.ADMINISTRATOR},
    "accounts:person": {"GET": Audience.ADMINISTRATOR, "POST": Audience.ADMINISTRATOR},
    "demo:people": {"GET": Audience.ANYONE},
    "demo:sign-in": {"POST": Audience.ANYONE},
    "account_login": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "account_logout": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "account_inactive": {"GET": Audience.ANYONE},
    "account_reauthenticate": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "account_change_password": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "account_reset_password": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "account_reset_password_done": {"GET": Audience.ANYONE},
    "account_reset_password_from_key": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "account_reset_password_from_key_done": {"GET": Audience.ANYONE},
    "mfa_index": {"GET": Audience.SIGNED_IN},
    "mfa_authenticate": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "mfa_reauthenticate": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_activate_totp": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_deactivate_totp": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_view_recovery_codes": {"GET": Audience.SIGNED_IN},
    "mfa_generate_recovery_codes": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_download_recovery_codes": {"GET": Audience.SIGNED_IN},
    "mfa_login_webauthn": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "mfa_list_webauthn": {"GET": Audience.SIGNED_IN},
    "mfa_add_webauthn": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_edit_webauthn": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_remove_webauthn": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "mfa_reauthenticate_webauthn": {"GET": Audience.SIGNED_IN, "POST": Audience.SIGNED_IN},
    "openid_connect_login": {"GET": Audience.ANYONE, "POST": Audience.ANYONE},
    "openid_connect_callback": {"GET": Audience.ANYONE},
    "socialaccount_login_cancelled": {"GET": Audience.ANYONE},
    "socialaccount_login_error": {"GET": Audience.ANYONE},
}
"""Every page that can be opened. Pages of the sign-in library that are not here, such as signing up, are shut."""


def may(audience: Audience | Roles, *, person: Any, roles: Roles) -> bool:
    """Say whether a person with some roles belongs to an audience."""
    match audience:
        case Audience.ANYONE:
            return True
        case Audience.SIGNED_IN:
            return bool(person.is_authenticated)
        case Audience.BEGINNER:
            return bool(person.is_authenticated and (person.is_administrator or person.may_begin))
        case Audience.ADMINISTRATOR:
            return bool(person.is_authenticated and person.is_administrator)
    return bool(audience & roles)


def allowed(name: str, method: str, *, person: Any, roles: Roles) -> bool:
    """Say whether a person with some roles may use a page by a method."""
    audience = ACCESS.get(name, {}).get(method)
    return audience is not None and may(audience, person=person, roles=roles)
