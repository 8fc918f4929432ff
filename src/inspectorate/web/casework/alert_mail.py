"""Raises an alert, and writes to those who have to act on it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.alerting import raise_alert
from inspectorate.web.casework.models import Alert
from inspectorate.web.outbox.posting import post
from inspectorate.web.planning.models import Case, Inspection, Membership
from inspectorate.web.planning.roles import Role


@transaction.atomic
def raise_alert_and_tell(
    *,
    inspection: Inspection,
    case: Case | None,
    gravity: str,
    concern: str,
    done_at_once: str,
    address_of: Callable[[int], str],
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> int:
    """Raise an alert about a case, or about the body, have those told who must act on it, and return its sequence.

    The lead inspectors are told, and the body's contacts where it is about the body. ``address_of`` gives the address
    of the page of an alert, by its sequence. What the concern is stands there alone: e-mail travels unprotected.

    Raises:
        ProblemsFound: it is not said how grave the concern is, or what it is.
        Repeated: the client sent this before, and those who had to be told were told then.
    """
    sequence = raise_alert(
        inspection=inspection,
        case=case,
        gravity=gravity,
        concern=concern,
        done_at_once=done_at_once,
        by=by,
        at=at,
        client=client,
    )
    roles = (Role.LEAD, Role.CONTACT) if case is None else (Role.LEAD,)
    people = Membership.objects.filter(inspection=inspection, role__in=roles, person__is_active=True)
    addresses = people.exclude(person=by).values_list("person__email", flat=True).distinct()
    title = " ".join(inspection.title.split())
    lines = (
        f"{by.name} has raised an alert in: {title}",
        f"How grave: {Alert.Gravity(gravity).label}.",
        f"What it is about, and what was done at once, stands here: {address_of(sequence)}",
        "It stays on everyone's first page until a lead inspector closes it.",
    )
    post(to=filter(None, addresses), subject=f"Alert: {title}", text="\n\n".join(lines) + "\n", at=at)
    return sequence
