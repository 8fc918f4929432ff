"""The database of these tests is PostgreSQL, the real one, started for the run and thrown away after it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import connections
from pytest_django.fixtures import Settings

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.web.accounts.models import Person
from inspectorate.web.config import postgres
from inspectorate.web.config.environment import django_database
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Inspection
from inspectorate.web.planning.roles import Role

NOW = datetime(2026, 3, 2, 10, 32, tzinfo=UTC)
EDITION = "hmip-adult@2021.1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Start a PostgreSQL for the run."""
    folder = Path(tempfile.mkdtemp(prefix="inspectorate-tests-"))
    server = postgres.start(folder / "postgres")
    address = django_database(server.get_uri())
    for name in ("NAME", "USER", "HOST", "PORT"):
        installed.DATABASES["default"][name] = address[name]
        connections["default"].settings_dict[name] = address[name]
    yield
    connections.close_all()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def plain_static(settings: Settings) -> None:
    """Serve static files under their own names: only a server that is started has collected them."""
    kind = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": kind}


def somebody(handle: str, name: str = "") -> Person:
    """Return a person who can sign in."""
    return Person.objects.create(handle=handle, name=name or handle.title(), email=f"{handle}@example.org")


@pytest.fixture
def lead(db: None) -> Person:
    del db
    return somebody("lena-lead", "Lena Lead")


@pytest.fixture
def inspection(lead: Person) -> Inspection:
    """Begin an inspection with two cases, led by somebody."""
    reference = FrameworkReference.parse(EDITION)
    made = actions.begin_inspection(
        identifier="example-unit",
        title="An inspection of Example Unit",
        framework=EDITION,
        framework_digest=shipped().edition(reference).digest,
        stage="fieldwork",
        head={"publisher": "Example Inspectorate", "body": {"id": "example-unit", "name": "Example Unit"}},
        carried={},
        by=lead,
        at=NOW,
    )
    actions.add_member(inspection=made, person=lead, role=Role.LEAD, by=lead, at=NOW)
    fields = {
        "commenced_on": "2025-09-01",
        "sentence_type": "community_order",
        "standalone_unpaid_work": "false",
        "resettlement": "false",
        "sex": "male",
        "ethnicity": "white",
        "age_band": "26-35",
        "disability": "no",
    }
    cases = [CaseRecord(id=f"EU-00{number}", fields=fields) for number in (1, 2)]
    actions.add_cases(inspection=made, cases=cases, by=lead, at=NOW)
    return made
