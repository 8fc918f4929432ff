"""What is done to people: each act with its entry in the history of the installation, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts import acts, faults
from inspectorate.web.accounts.models import HANDLE, Person
from inspectorate.web.history.models import Chain
from inspectorate.web.history.performing import exclusively, perform

_MOST = {"name": 200, "handle": 100, "email": 254}


def add_person(
    *,
    name: str,
    email: str,
    handle: str,
    by: Person | None,
    at: datetime,
    is_administrator: bool = False,
    password: str | None = None,
) -> Person:
    """Let somebody sign in who could not before.

    Someone whose handle is known from a record alone becomes that person. Without a password they choose one by a
    link (`send_password_link`); ``by`` is None for the command line.

    Raises:
        ProblemsFound: everything that is wrong with what was typed, or the address or handle is somebody's.
    """
    name, email, handle = " ".join(name.split()), email.strip().lower(), handle.strip()
    with exclusively(Chain.INSTALLATION):
        problems = [*_problems_of(name, email, handle), *_taken(email, handle)]
        if password is not None:
            problems.extend(_password_problems(password, Person(handle=handle, name=name, email=email)))
        if problems:
            raise ProblemsFound(problems)
        details = {"name": name, "email": email, "administrator": is_administrator}
        _perform(acts.ADDED, handle, by, at, **details)
        person = Person.objects.get(handle=handle)
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def stop_person(*, person: Person, by: Person, at: datetime) -> None:
    """Let somebody no longer sign in; what they have done stays, and their sessions end.

    Raises:
        ProblemsFound: it is oneself, or they cannot sign in as it is.
    """
    _refuse_self(person, by)
    _change(acts.STOPPED, person, by, at, wanted=person.is_active)


def let_in(*, person: Person, by: Person, at: datetime) -> None:
    """Let somebody sign in again.

    Raises:
        ProblemsFound: they can sign in, or have no e-mail address.
    """
    _change(acts.LET_IN, person, by, at, wanted=not person.is_active and bool(person.email))


def make_administrator(*, person: Person, by: Person, at: datetime) -> None:
    """Make somebody an administrator.

    Raises:
        ProblemsFound: they are one, or cannot sign in.
    """
    _refuse_stopped(person)
    _change(acts.MADE_ADMINISTRATOR, person, by, at, wanted=not person.is_administrator)


def unmake_administrator(*, person: Person, by: Person, at: datetime) -> None:
    """Let an administrator be one no longer.

    Raises:
        ProblemsFound: it is oneself, or they are none.
    """
    _refuse_self(person, by)
    _change(acts.UNMADE_ADMINISTRATOR, person, by, at, wanted=person.is_administrator)


def let_begin(*, person: Person, by: Person, at: datetime) -> None:
    """Let somebody begin inspections, which they then lead.

    Raises:
        ProblemsFound: they may, or cannot sign in.
    """
    _refuse_stopped(person)
    _change(acts.MADE_BEGINNER, person, by, at, wanted=not person.may_begin)


def let_begin_no_longer(*, person: Person, by: Person, at: datetime) -> None:
    """Let somebody begin inspections no longer; those that they lead stay theirs.

    Raises:
        ProblemsFound: they may not as it is.
    """
    _change(acts.UNMADE_BEGINNER, person, by, at, wanted=person.may_begin)


def note_password_link(*, person: Person, by: Person, at: datetime) -> None:
    """Record that a link was sent by which somebody sets their password.

    Raises:
        ProblemsFound: they cannot sign in.
    """
    _refuse_stopped(person)
    _change(acts.LINK_SENT, person, by, at, wanted=True)


def take_second_factors_away(*, person: Person, by: Person, at: datetime) -> None:
    """Take somebody's second factors away, who has lost them: they set up another when they sign in next.

    Raises:
        ProblemsFound: it is oneself, or they have none.
    """
    _refuse_self(person, by)
    with exclusively(Chain.INSTALLATION):
        factors = Authenticator.objects.filter(user=person)
        _change(acts.FACTORS_TAKEN_AWAY, person, by, at, wanted=factors.exists())
        factors.delete()


def handle_from(name: str) -> str:
    """Return a handle made from a name.

    >>> handle_from("Zoë O'Neill-Smith")
    'zoe-oneill-smith'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _problems_of(name: str, email: str, handle: str) -> Iterator[Problem]:
    for field, value in (("name", name), ("handle", handle), ("email", email)):
        if len(value) > _MOST[field]:
            yield faults.TOO_LONG.at(Place(field=field), length=len(value), most=_MOST[field])
    if not name or not name.isprintable():
        yield faults.NAME_MISSING.at(Place(field="name"))
    if not email:
        yield faults.EMAIL_MISSING.at(Place(field="email"))
    else:
        try:
            validate_email(email)
        except ValidationError:
            yield faults.EMAIL_NOT_READABLE.at(Place(field="email"), email=email)
    if not re.fullmatch(HANDLE, handle):
        yield faults.HANDLE_NOT_READABLE.at(Place(field="handle"), handle=handle)


def _taken(email: str, handle: str) -> Iterator[Problem]:
    other = Person.objects.filter(email__iexact=email).exclude(handle=handle, is_active=False).first()
    if email and other is not None:
        yield faults.EMAIL_TAKEN.at(Place(field="email"), email=email, name=other.name)
    same = Person.objects.filter(handle=handle, email__isnull=False).first()
    if same is not None and same != other:
        yield faults.HANDLE_TAKEN.at(Place(field="handle"), handle=handle, name=same.name)


def _password_problems(password: str, person: Person) -> Iterator[Problem]:
    try:
        validate_password(password, person)
    except ValidationError as error:
        for why in error.messages:
            yield faults.PASSWORD_WEAK.at(Place(field="password"), why=why)


def _refuse_self(person: Person, by: Person) -> None:
    if person == by:
        raise ProblemsFound([faults.NOT_YOURSELF.at(Place())])


def _refuse_stopped(person: Person) -> None:
    if not person.is_active:
        raise ProblemsFound([faults.CANNOT_SIGN_IN.at(Place(), name=person.name)])


def _change(act: str, person: Person, by: Person, at: datetime, *, wanted: bool) -> None:
    if not wanted:
        raise ProblemsFound([faults.NO_CHANGE.at(Place())])
    _perform(act, person.handle, by, at)
    person.refresh_from_db()


def _perform(act: str, handle: str, by: Person | None, at: datetime, **details: object) -> None:
    done = Act(act=act, by=by.handle if by else "", at=at, subject=handle, details=details)
    perform(done, chain=Chain.INSTALLATION, appliers=acts.APPLIERS)
