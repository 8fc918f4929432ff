"""Tells those who have to act on an alert, by e-mail, once it is in the database."""

from __future__ import annotations

import logging
from functools import partial

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Alert
from inspectorate.web.planning.models import Inspection, Membership
from inspectorate.web.planning.roles import Role

_LOG = logging.getLogger(__name__)
_SECONDS = 10


def tell_of_alert(*, inspection: Inspection, gravity: str, is_about_body: bool, address: str, by: Person) -> None:
    """Send word of a new alert to the lead inspectors, and to the body's contacts where it is about the body.

    ``address`` is that of the alert's page. What the concern is stands there alone: e-mail travels unprotected. It is
    sent after the transaction; an e-mail that cannot be sent is logged, and the alert stays.
    """
    roles = (Role.LEAD, Role.CONTACT) if is_about_body else (Role.LEAD,)
    people = Membership.objects.filter(inspection=inspection, role__in=roles, person__is_active=True)
    addresses = people.exclude(person=by).values_list("person__email", flat=True).distinct()
    title = " ".join(inspection.title.split())
    lines = (
        f"{by.name} has raised an alert in: {title}",
        f"How grave: {Alert.Gravity(gravity).label}.",
        f"What it is about, and what was done at once, stands here: {address}",
        "It stays on everyone's first page until a lead inspector closes it.",
    )
    send = partial(
        _send, subject=f"Alert: {title}", text="\n\n".join(lines) + "\n", to=sorted(set(filter(None, addresses)))
    )
    transaction.on_commit(send)


def _send(*, subject: str, text: str, to: list[str]) -> None:
    if not to:
        return
    try:
        with get_connection(timeout=_SECONDS) as connection:
            for address in to:
                # one each, so that nobody is shown another's address
                _send_one(EmailMessage(subject, text, to=[address], connection=connection))
    except Exception:  # noqa: BLE001 - whatever the mail server does, the alert is there and stays
        _LOG.exception("word of an alert could not be sent: no connection to the mail server")


def _send_one(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:  # noqa: BLE001 - an address that is refused keeps word from nobody else
        _LOG.exception("word of an alert could not be sent to one of those to be told")
