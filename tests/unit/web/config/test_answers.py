from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from inspectorate.web.accounts.models import Person
from inspectorate.web.config.logs import OutageInOneLine


def test_every_page_says_what_a_browser_may_do(client: Client, db: None) -> None:
    del db
    headers = client.get("/demonstration/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def _raising(request: HttpRequest) -> HttpResponse:
    del request
    raise ValueError("a detail of the inside")


@pytest.fixture
def faulty(settings: Settings) -> None:
    """Put a page at /fault/ that breaks."""
    pages = ModuleType("faulty_pages")
    pages.urlpatterns = [path("fault/", _raising, name="account_login")]  # type: ignore[attr-defined]  # made here
    pages.handler500 = "inspectorate.web.config.errors.broken"  # type: ignore[attr-defined]  # as above
    settings.ROOT_URLCONF = pages


@pytest.mark.usefixtures("faulty", "db")
@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_a_fault_shows_no_traceback(kind: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/fault/", headers={"Accept": kind})
    assert answer.status_code == 500
    assert answer.headers["Content-Type"].startswith(kind)
    assert b"Something went wrong here" in answer.content
    assert not [word for word in (b"Traceback", b"ValueError", b"inside") if word in answer.content]


def _without_database(ask: Callable[[], Any]) -> Any:
    """Ask in a thread whose connection to the database leads nowhere."""
    answers: list[Any] = []

    def run() -> None:
        connection = connections["default"]
        connection.settings_dict = {**connection.settings_dict, "HOST": "/nowhere"}
        answers.append(ask())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.parametrize("address", ["/", "/account/login/", "/people/"])
def test_unreachable_database_is_said_on_a_page(address: str, lead: Person) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    answer = _without_database(lambda: client.get(address))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert b"The database cannot be reached" in answer.content


def test_unreachable_database_is_said_to_a_script(lead: Person) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    answer = _without_database(lambda: client.get("/", headers={"Accept": "application/json"}))
    assert answer.status_code == 503
    assert answer.json()["problems"][0]["code"] == "database-unreachable"


def test_nobody_is_told_that_nothing_was_saved_while_that_is_not_known(lead: Person) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    answer = _without_database(lambda: client.post("/inspections/example-unit/stage/", {"stage": "results"}))
    assert answer.status_code == 503
    assert b"may not be saved" in answer.content
    assert b"load it again in a minute" in answer.content


def test_an_outage_is_one_line_in_the_log_and_a_fault_its_traceback() -> None:
    told = []
    for error in (OperationalError("connection to server\nfailed"), ValueError("a detail")):
        try:
            raise error
        except (OperationalError, ValueError):
            record = logging.LogRecord("django", logging.ERROR, "", 0, "%s: %s", ("Broken", "/"), sys.exc_info())
        assert OutageInOneLine().filter(record)
        told.append(logging.Formatter("{message}", style="{").format(record))
    assert told[0] == "Broken: /: the database cannot be reached: connection to server failed"
    assert told[1].startswith("Broken: /\nTraceback")
