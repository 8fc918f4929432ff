"""Signing in through the house's own provider, where the provider does not answer."""

from __future__ import annotations

import logging

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from requests import RequestException

_LOG = logging.getLogger(__name__)
BAD_GATEWAY = 502


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the provider; where it gives no answer that can be used, say so and lead back."""
    try:
        response: HttpResponse = views.login(request, provider_id)
    except RequestException as error:
        _LOG.error("the OpenID Connect provider cannot be asked: %s", error)
        provider = get_adapter().get_provider(request, provider_id)
        response = render_authentication_error(request, provider, exception=error)
        response.status_code = BAD_GATEWAY
    return response
