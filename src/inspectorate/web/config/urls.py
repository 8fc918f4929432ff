"""Every address of the workspace."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from inspectorate.web.config import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("inspectorate.web.planning.urls")),
    path("", include("inspectorate.web.casework.urls")),
    path("", include("inspectorate.web.exchange.urls")),
    path("people/", include("inspectorate.web.accounts.urls")),
    path("account/", include("allauth.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demonstration/", include("inspectorate.web.demo.urls")))

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.missing
handler500 = errors.broken
