"""Sends the link by which somebody sets their password."""

from __future__ import annotations

from datetime import datetime

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.accounts import actions, faults
from inspectorate.web.accounts.models import Person


def send_password_link(*, person: Person, request: HttpRequest, by: Person, at: datetime) -> None:
    """Send somebody a link by which they set their password; the link is good for three days, and once.

    Raises:
        ProblemsFound: they cannot sign in, or the message could not be handed in.
    """
    form = ResetPasswordForm({"email": person.email or ""})
    if not person.is_active or not form.is_valid():
        raise ProblemsFound([faults.CANNOT_SIGN_IN.at(Place(), name=person.name)])
    try:
        form.save(request)
    except OSError as error:
        raise ProblemsFound([faults.MAIL_FAILED.at(Place(), why=error.strerror or error)]) from error
    actions.note_password_link(person=person, by=by, at=at)
