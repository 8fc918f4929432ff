from __future__ import annotations

from pathlib import Path

import pytest

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.config.environment import django_database, read_environment

SECRET = "s" * 50
REAL = {"INSPECTORATE_SECRET_KEY": SECRET, "INSPECTORATE_HOSTS": "a.example.org, b.example.org"}


def _problems(variables: dict[str, str]) -> set[tuple[str, str | None]]:
    with pytest.raises(ProblemsFound) as raised:
        read_environment(variables)
    return {(problem.code, problem.place.field) for problem in raised.value.problems}


def test_a_real_installation_is_read() -> None:
    found = read_environment(REAL)
    assert found.hosts == ("a.example.org", "b.example.org")
    assert (found.demonstration, found.proxies, found.database) == (False, 1, "")
    assert found.data == Path("data").absolute()


def test_everything_that_is_missing_is_told_at_once() -> None:
    assert _problems({"INSPECTORATE_OIDC_ISSUER": "https://id.example.org"}) == {
        ("setting-missing", "INSPECTORATE_SECRET_KEY"),
        ("setting-missing", "INSPECTORATE_HOSTS"),
        ("setting-missing", "INSPECTORATE_OIDC_CLIENT_ID"),
        ("setting-missing", "INSPECTORATE_OIDC_CLIENT_SECRET"),
    }


def test_a_short_secret_is_refused() -> None:
    assert _problems({**REAL, "INSPECTORATE_SECRET_KEY": "s" * 49}) == {("secret-too-short", "INSPECTORATE_SECRET_KEY")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/inspectorate"),
        ("DATABASE_URL", "inspectorate"),
        ("DATABASE_URL", "postgresql://localhost:many/inspectorate"),
        ("INSPECTORATE_MAIL_PORT", "smtp"),
        ("INSPECTORATE_PROXIES", "-1"),
        ("INSPECTORATE_DEMONSTRATION", "perhaps"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, value: str) -> None:
    assert _problems({**REAL, name: value}) == {("setting-not-readable", name)}


def test_the_demonstration_is_reached_by_this_machine_alone() -> None:
    found = read_environment({"INSPECTORATE_DEMONSTRATION": "1", "INSPECTORATE_SECRET_KEY": SECRET})
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert found.proxies == 0


def test_no_secret_is_shown_by_what_was_read() -> None:
    secrets = {"INSPECTORATE_MAIL_PASSWORD": "mail-word", "INSPECTORATE_OIDC_CLIENT_SECRET": "oidc-word"}
    found = repr(read_environment({**REAL, **secrets, "DATABASE_URL": "postgresql://me:data-word@localhost/it"}))
    assert not [word for word in ("mail-word", "oidc-word", "data-word", SECRET) if word in found]


def test_a_database_is_named_by_its_address() -> None:
    found = django_database("postgresql://me:p%40ss@db.example.org:6432/inspections?sslmode=require")
    named = {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "NAME": "inspections",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "6432",
    }
    assert isinstance(found["OPTIONS"], dict)
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_database_whose_machine_is_gone_is_given_up_before_the_page_gives_up() -> None:
    options = django_database("postgresql://host/name")["OPTIONS"]
    assert isinstance(options, dict)
    silent = options["keepalives_idle"] + options["keepalives_interval"] * options["keepalives_count"]
    assert max(silent, options["tcp_user_timeout"] / 1000, options["connect_timeout"]) < 15
    theirs = django_database("postgresql://host/name?connect_timeout=2")["OPTIONS"]
    assert isinstance(theirs, dict)
    assert theirs["connect_timeout"] == "2"
