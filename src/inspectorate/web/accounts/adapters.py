"""How people come in: an administrator lets them in first; nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from inspectorate.web.accounts.models import Person
from inspectorate.web.accounts.signing_in import has_just_signed_in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Signing in with e-mail and password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        del request
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a change of how somebody signs in, unless they have signed in a few minutes ago."""
        if has_just_signed_in(self.request, at=timezone.now()):
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Second factors."""

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 - the library's
        """Return the name that a new passkey is given until its owner says another."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Signing in through the house's own provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect the provider's account with the person of that verified e-mail address.

        Raises:
            ImmediateHttpResponse: there is no such person, or the provider has not verified the address.
        """
        if sociallogin.is_existing:
            return
        verified = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
        person = Person.objects.filter(is_active=True, email__in=verified).first()
        if person is None:
            messages.error(request, "No account here has your address. Ask an administrator to let you in.")
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, person)
