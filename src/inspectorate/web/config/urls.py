"""Every address of the workspace."""

from __future__ import annotations

from allauth.account.views import password_reset_from_key
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from inspectorate.web.accounts import single_sign_on
from inspectorate.web.config import errors

# the library's own takes what stands before the first hyphen for the person, and handles have hyphens
_SETTING_LINK = r"^account/password/reset/key/(?P<uidb36>[0-9a-z-]+)-(?P<key>[0-9a-z]+-[0-9a-f]+|set-password)/$"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("inspectorate.web.planning.urls")),
    path("", include("inspectorate.web.casework.urls")),
    path("", include("inspectorate.web.exchange.urls")),
    path("people/", include("inspectorate.web.accounts.urls")),
    re_path(_SETTING_LINK, password_reset_from_key, name="account_reset_password_from_key"),
    # before the library's own, which has no answer where the provider has none
    path("account/oidc/<str:provider_id>/login/", single_sign_on.login, name="openid_connect_login"),
    path("account/", include("allauth.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demonstration/", include("inspectorate.web.demo.urls")))

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.missing
handler500 = errors.broken
