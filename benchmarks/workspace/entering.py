"""Enters what a benchmark of the workspace needs, through the workspace's own actions."""

from __future__ import annotations

from benchmarks.workspace.edition import REFERENCE
from benchmarks.workspace.serving import FIELDS, INSPECTION, NOW
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.utils import timezone
from django.utils.crypto import get_random_string

from inspectorate.records.casework import Case
from inspectorate.web.accounts.models import Person
from inspectorate.web.accounts.signing_in import SIGNED_IN_AT
from inspectorate.web.planning import actions
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.roles import Role

BACKEND = "inspectorate.web.accounts.backends.Backend"


def enter(*, cases: int, people: int, inspections: int) -> tuple[list[str], str, list[str]]:
    """Enter inspections with cases and inspectors; return each one's cookies, the form token, and the questions."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    edition = edition_of(REFERENCE)
    everyone = [
        Person.objects.create(handle=f"inspector-{one}", name=f"Inspector {one}", email=f"inspector-{one}@example.org")
        for one in range(people)
    ]
    for number in range(inspections):
        inspection = actions.begin_inspection(
            identifier=f"{INSPECTION}-{number}",
            title="A benchmark",
            framework=REFERENCE,
            framework_digest=edition.digest,
            stage="fieldwork",
            head={"publisher": "Benchmark", "body": {"id": "unit", "name": "Unit"}},
            carried={},
            by=everyone[0],
            at=NOW,
        )
        for person in everyone:
            actions.add_member(inspection=inspection, person=person, role=Role.INSPECTOR, by=everyone[0], at=NOW)
        made = [Case(id=f"C{one:05}", fields=FIELDS) for one in range(cases)]
        actions.add_cases(inspection=inspection, cases=made, by=everyone[0], at=NOW)
    secret = get_random_string(CSRF_SECRET_LENGTH)
    cookies = [f"sessionid={_session(person)}; csrftoken={secret}" for person in everyone]
    return cookies, secret, list(edition.framework.questions)


def _session(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = person.pk
    session[BACKEND_SESSION_KEY] = BACKEND
    session[SIGNED_IN_AT] = timezone.now().isoformat()
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
