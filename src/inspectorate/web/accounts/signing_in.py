"""What signing in takes, and how long it lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

SECOND_FACTOR = "second_factor"
SIGNED_IN_AT = "signed_in_at"


def needs_second_factor(request: HttpRequest) -> bool:
    """Say whether somebody has signed in and still has to set up a second factor; the demonstration asks for none."""
    if settings.DEMONSTRATION or not request.user.is_authenticated:
        return False
    if request.session.get(SECOND_FACTOR):
        return False
    if not is_mfa_enabled(request.user):
        return True
    request.session[SECOND_FACTOR] = True  # so that not every request asks the database
    return False


def is_over(request: HttpRequest, *, at: datetime) -> bool:
    """Say whether somebody signed in too long ago; however busy they were, a day's work ends in a new sign-in."""
    return _age(request, at) > timedelta(seconds=settings.SESSION_COOKIE_AGE)


def has_just_signed_in(request: HttpRequest, *, at: datetime) -> bool:
    """Say whether somebody signed in a few minutes ago, so that asking for the password again tells nothing new."""
    return _age(request, at) < timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def _age(request: HttpRequest, at: datetime) -> timedelta:
    since = request.session.get(SIGNED_IN_AT)
    return timedelta.max if since is None else at - datetime.fromisoformat(since)
