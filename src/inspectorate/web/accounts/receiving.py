"""Notes in the session what the door asks for: when somebody signed in, and whether they have a second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from inspectorate.web.accounts.signing_in import SECOND_FACTOR, SIGNED_IN_AT


@receiver(user_logged_in)
def _note_when(request: HttpRequest | None, **_: Any) -> None:
    if request is not None:
        request.session[SIGNED_IN_AT] = timezone.now().isoformat()


@receiver(authenticator_removed)
def _look_again(request: HttpRequest, **_: Any) -> None:
    request.session.pop(SECOND_FACTOR, None)
