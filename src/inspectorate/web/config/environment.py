"""What an installation says of itself, read from environment variables, every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.config import faults

SHORTEST_SECRET = 50
PREPARED_FROM = 2
"""How often a connection sends a statement as text before the server keeps it ready."""
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})

_PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""A database whose machine is gone is known to be gone before a page's script, which waits 15 s, gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where e-mail is handed in; an empty host means that it is written to the log."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = "inspectorate@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """An OpenID Connect provider that people may sign in with; an empty issuer means none."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    name: str = "Single sign-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """How an installation is set up.

    ``demonstration`` opens sign-in without a password, for invented people on this machine alone. ``database`` is a
    PostgreSQL address; empty means that one is to be started in ``data``. ``frameworks`` is a folder with editions of
    the house's own, beside those that are shipped.
    """

    data: Path
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...]
    database: str = field(default="", repr=False)
    demonstration: bool = False
    proxies: int = 1
    frameworks: Path | None = None
    mail: Mail = Mail()
    oidc: Oidc = Oidc()


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read an installation's settings.

    Raises:
        ProblemsFound: everything that is missing or cannot be read.
    """
    problems: list[Problem] = []
    demonstration = _switch(variables, "INSPECTORATE_DEMONSTRATION", problems)
    hosts = tuple(host.strip() for host in variables.get("INSPECTORATE_HOSTS", "").split(",") if host.strip())
    secret = variables.get("INSPECTORATE_SECRET_KEY", "")
    if not secret:
        what = "at least 50 random characters, kept secret"
        problems.append(faults.MISSING.at(_place("INSPECTORATE_SECRET_KEY"), name="INSPECTORATE_SECRET_KEY", what=what))
    elif len(secret) < SHORTEST_SECRET:
        name = "INSPECTORATE_SECRET_KEY"
        problems.append(faults.TOO_SHORT.at(_place(name), name=name, length=len(secret)))
    if demonstration:
        hosts = hosts or ("localhost", "127.0.0.1", "[::1]")
    elif not hosts:
        what = "the names it is reached by, with commas, such as inspections.example.org"
        problems.append(faults.MISSING.at(_place("INSPECTORATE_HOSTS"), name="INSPECTORATE_HOSTS", what=what))
    oidc = Oidc(
        issuer=variables.get("INSPECTORATE_OIDC_ISSUER", ""),
        client_id=variables.get("INSPECTORATE_OIDC_CLIENT_ID", ""),
        client_secret=variables.get("INSPECTORATE_OIDC_CLIENT_SECRET", ""),
        name=variables.get("INSPECTORATE_OIDC_NAME", "Single sign-on"),
    )
    if oidc.issuer:
        for name, value in (("CLIENT_ID", oidc.client_id), ("CLIENT_SECRET", oidc.client_secret)):
            if not value:
                name = f"INSPECTORATE_OIDC_{name}"  # noqa: PLW2901 - the variable's whole name
                what = "what the provider gave for this installation"
                problems.append(faults.MISSING.at(_place(name), name=name, what=what))
    found = Environment(
        data=Path(variables.get("INSPECTORATE_DATA") or "data").absolute(),
        database=_database(variables, problems),
        secret_key=secret,
        hosts=hosts,
        demonstration=demonstration,
        proxies=_number(variables, "INSPECTORATE_PROXIES", "0" if demonstration else "1", "how many", problems),
        frameworks=Path(folder).absolute() if (folder := variables.get("INSPECTORATE_FRAMEWORKS")) else None,
        mail=_mail(variables, problems),
        oidc=oidc,
    )
    if problems:
        raise ProblemsFound(problems)
    return found


def django_database(address: str) -> dict[str, object]:
    """Return Django's settings for a PostgreSQL address (``postgresql://user:password@host:port/name?sslmode=…``).

    Values are sent beside a statement, not in its text, so that PostgreSQL plans what is asked again and again once.
    """
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or (parts.hostname or "")
    return {
        "ENGINE": "inspectorate.web.config.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_PATIENCE, **options, "server_side_binding": True, "prepare_threshold": PREPARED_FROM},
    }


def _database(variables: Mapping[str, str], problems: list[Problem]) -> str:
    address = variables.get("DATABASE_URL", "")
    what = "an address such as postgresql://user:password@host:5432/inspectorate, or leave it out"
    place = _place("DATABASE_URL")
    try:
        parts = urlsplit(address)
        known = not address or (parts.scheme in ("postgres", "postgresql") and (parts.port or True))
    except ValueError as error:
        problems.append(faults.NOT_READABLE.at(place, name="DATABASE_URL", why=error, what=what))
        return ""
    if not known:
        why = f"it begins with {parts.scheme}:" if parts.scheme else "it is no address"
        problems.append(faults.NOT_READABLE.at(place, name="DATABASE_URL", why=why, what=what))
    return address


def _mail(variables: Mapping[str, str], problems: list[Problem]) -> Mail:
    return Mail(
        host=variables.get("INSPECTORATE_MAIL_HOST", ""),
        port=_number(variables, "INSPECTORATE_MAIL_PORT", "587", "a port", problems),
        user=variables.get("INSPECTORATE_MAIL_USER", ""),
        password=variables.get("INSPECTORATE_MAIL_PASSWORD", ""),
        sender=variables.get("INSPECTORATE_MAIL_SENDER", "inspectorate@localhost"),
    )


def _number(variables: Mapping[str, str], name: str, default: str, what: str, problems: list[Problem]) -> int:
    text = variables.get(name, "") or default
    if not (text.isascii() and text.isdigit()):
        problems.append(faults.NOT_READABLE.at(_place(name), name=name, why=f'"{text}" is no number', what=what))
        return 0
    return int(text)


def _switch(variables: Mapping[str, str], name: str, problems: list[Problem]) -> bool:
    text = variables.get(name, "").strip().lower()
    if text not in _TRUE | _FALSE:
        problems.append(faults.NOT_READABLE.at(_place(name), name=name, why=f'it is "{text}"', what="1 or 0"))
    return text in _TRUE


def _place(name: str) -> Place:
    return Place("environment", field=name)
