from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import BACKEND_SESSION_KEY
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.unit.web.conftest import NOW

from inspectorate.web.accounts import actions
from inspectorate.web.accounts.models import Person
from inspectorate.web.accounts.signing_in import SIGNED_IN_AT

pytestmark = pytest.mark.usefixtures("ada")

PASSWORD = "blue kettle on the roof"  # noqa: S105 - of somebody invented
LOGIN = "/account/login/"
AUTHENTICATE = "/account/2fa/authenticate/"


@pytest.fixture(autouse=True)
def real_installation(settings: Settings) -> None:
    """Ask for passwords and second factors, as every installation does but the demonstration."""
    settings.DEMONSTRATION = False
    settings.LOGIN_URL = settings.ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"


@pytest.fixture
def ada(db: None) -> Person:
    del db
    return actions.add_person(
        name="Ada Admin",
        email="ada@example.org",
        handle="ada",
        is_administrator=True,
        password=PASSWORD,
        by=None,
        at=NOW,
    )


def _sign_in(client: Client, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": "ada@example.org", "password": password})


def _code(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return code


def _set_up_app(client: Client) -> str:
    page = client.get("/account/2fa/totp/activate/").content.decode()
    found = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page)
    assert found is not None
    answer = client.post("/account/2fa/totp/activate/", {"code": _code(found[1])})
    assert answer.status_code == 302
    return found[1]


def test_nothing_opens_before_a_second_factor_is_set_up(client: Client) -> None:
    assert _sign_in(client).headers["Location"] == "/"
    for address in ("/", "/people/", "/account/password/change/"):
        assert client.get(address).headers["Location"] == "/account/2fa/"
    assert client.get("/account/2fa/").status_code == 200
    _set_up_app(client)
    assert client.get("/people/").status_code == 200


def test_password_and_code_sign_somebody_in() -> None:
    first = Client()
    _sign_in(first)
    secret = _set_up_app(first)
    second = Client()
    assert _sign_in(second).headers["Location"] == AUTHENTICATE
    assert second.get("/people/").headers["Location"].startswith(LOGIN)
    assert second.post(AUTHENTICATE, {"code": "000000"}).status_code == 200
    assert second.get("/people/").headers["Location"].startswith(LOGIN)
    cache.clear()  # a code is good once, and this one has set the app up
    assert second.post(AUTHENTICATE, {"code": _code(secret)}).headers["Location"] == "/"
    assert second.get("/people/").status_code == 200


def test_a_recovery_code_signs_somebody_in_once() -> None:
    first = Client()
    _sign_in(first)
    _set_up_app(first)
    code = first.get("/account/2fa/recovery-codes/download/").content.decode().split()[-1]
    for status, again in ((302, False), (200, True)):
        client = Client()
        _sign_in(client)
        assert client.post(AUTHENTICATE, {"code": code}).status_code == status, again


def test_taking_the_last_second_factor_away_shuts_everything_again(client: Client) -> None:
    _sign_in(client)
    _set_up_app(client)
    assert client.get("/people/").status_code == 200
    client.post("/account/2fa/totp/deactivate/")
    assert client.get("/people/").headers["Location"] == "/account/2fa/"


def test_guessing_is_stopped_even_where_the_last_guess_is_right(client: Client) -> None:
    for _ in range(5):
        assert _sign_in(client, "a wrong password").status_code == 200
    answer = _sign_in(client)
    assert answer.status_code != 302
    assert BACKEND_SESSION_KEY not in client.session


def test_nobody_learns_who_has_an_account(client: Client) -> None:
    answers = [
        client.post(LOGIN, {"login": login, "password": "a wrong password"}).content.decode()
        for login in ("ada@example.org", "bob@example.org")
    ]
    told = [re.findall(r"<li>(.*?)</li>", page) for page in answers]
    assert told[0] == told[1] != []
    for email in ("ada@example.org", "bob@example.org"):
        assert client.post("/account/password/reset/", {"email": email}).status_code == 302
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_link_sets_a_password_once(client: Client) -> None:
    client.post("/account/password/reset/", {"email": "ADA@example.org"})
    found = re.search(r"https?://testserver(\S+)", str(mail.outbox[0].body))
    assert found is not None
    form = client.get(found[1], follow=True)
    address = form.redirect_chain[-1][0]
    new = "three quiet green boats"
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    assert _sign_in(Client(), new).status_code == 302
    assert b"The link no longer works" in Client().get(found[1], follow=True).content


def test_a_session_ends_after_twelve_hours_however_busy(client: Client) -> None:
    _sign_in(client)
    _set_up_app(client)
    session = client.session
    session[SIGNED_IN_AT] = (timezone.now() - timedelta(hours=12, seconds=1)).isoformat()
    session.save()
    assert client.get("/people/").headers["Location"].startswith(LOGIN)
    assert BACKEND_SESSION_KEY not in client.session


def test_a_changed_password_ends_the_other_sessions(ada: Person) -> None:
    here, there = Client(), Client()
    _sign_in(here)
    _set_up_app(here)
    there.force_login(ada)
    assert there.get("/people/").status_code == 200
    new = "three quiet green boats"
    changed = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert changed.status_code == 302
    assert there.get("/people/").headers["Location"].startswith(LOGIN)
    assert here.get("/people/").status_code == 200


def test_signing_out_clears_what_the_browser_holds(client: Client) -> None:
    _sign_in(client)
    asked = client.get("/account/logout/")
    assert "Clear-Site-Data" not in asked.headers
    answer = client.post("/account/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert BACKEND_SESSION_KEY not in client.session


def test_who_was_stopped_cannot_sign_in_and_is_signed_out(ada: Person, lead: Person) -> None:
    client = Client()
    client.force_login(ada)
    actions.stop_person(person=ada, by=lead, at=NOW)
    assert client.get("/people/").headers["Location"].startswith(LOGIN)
    assert _sign_in(Client()).headers["Location"] == "/account/inactive/"
    assert b"You cannot sign in" in Client().get("/account/inactive/").content


@pytest.mark.parametrize("address", [LOGIN, "/account/password/reset/", "/account/inactive/", "/account/logout/"])
def test_pages_of_signing_in_hold_no_inline_script_or_style(address: str, client: Client) -> None:
    if "logout" in address:
        _sign_in(client)
    page = client.get(address).content.decode()
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert "<h1" in page
