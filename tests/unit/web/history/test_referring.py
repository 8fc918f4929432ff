"""References that are looked at once a statement hold as foreign keys hold."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import cast
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from psycopg import errors
from tests.unit.web.conftest import NOW

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Judgement, Note
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.history.referring import refers
from inspectorate.web.planning.models import Case, Inspection


@pytest.fixture
def case(inspection: Inspection, lead: Person) -> Case:
    found = Case.objects.get(inspection=inspection, reference="EU-001")
    given = {"judgements": [Given("2.2.1", "yes")], "notes": [Given("2.2.1", "Seen.")]}
    keep_answers(inspection=inspection, case=found, **given, client=uuid4(), by=lead, at=NOW)
    return found


@pytest.mark.parametrize("table", [Judgement, Note])
@pytest.mark.parametrize("wrong", [{"case_id": 10**9}, {"person_id": "nobody"}])
def test_nothing_names_a_case_or_a_person_that_is_not_there(
    case: Case, lead: Person, table: type[Judgement | Note], wrong: dict[str, object]
) -> None:
    fields = {"case_id": case.pk, "person_id": lead.pk, "sequence": 1, "question": "2.2.2", "at": NOW}
    with pytest.raises(IntegrityError, match="names by"), transaction.atomic():
        table._default_manager.create(**(fields | wrong))
    table._default_manager.create(**fields)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM planning_case",
        "DELETE FROM accounts_person",
        "UPDATE planning_case SET id = id + 1000",
        "UPDATE accounts_person SET handle = reverse(handle)",
    ],
)
def test_what_is_named_is_not_removed(case: Case, statement: str) -> None:
    del case
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # what else refers to them, and is no matter here
        cursor.execute("DELETE FROM planning_membership")
        with pytest.raises(IntegrityError, match="is named by"), transaction.atomic():
            cursor.execute(statement)


@pytest.fixture
def address(db: None) -> str:
    del db
    named = connection.settings_dict
    return psycopg.conninfo.make_conninfo(dbname=str(named["NAME"]), user=str(named["USER"]), host=str(named["HOST"]))


@pytest.fixture
def shelves(address: str) -> Iterator[str]:
    """Make two tables that others see, and take them away after."""
    step = refers("a_book", "shelf", to="a_shelf", key="name")
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE TABLE a_shelf (name text PRIMARY KEY); CREATE TABLE a_book (shelf text)")
        for statement in cast("list[str]", step.sql):
            owner.execute(statement)
        owner.execute("INSERT INTO a_shelf VALUES ('high'), ('low')")
        yield address
        for statement in cast("list[str]", step.reverse_sql):
            owner.execute(statement)
        owner.execute("DROP TABLE a_book, a_shelf")


def meanwhile(address: str, statement: str) -> tuple[threading.Thread, list[Exception | None]]:
    """Run a statement in a thread, and return its error once it has ended."""
    found: list[Exception | None] = []

    def run() -> None:
        with psycopg.connect(address, autocommit=True) as other:
            try:
                other.execute(statement)
            except psycopg.Error as error:
                found.append(error)
            else:
                found.append(None)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive(), "it waits for the other transaction"
    return thread, found


def test_who_removes_what_is_being_named_waits_and_is_refused(shelves: str) -> None:
    with psycopg.connect(shelves) as writer:
        writer.execute("INSERT INTO a_book VALUES ('high'), ('high')")
        thread, found = meanwhile(shelves, "DELETE FROM a_shelf WHERE name = 'high'")
        writer.commit()
        thread.join(10)
    assert isinstance(found[0], errors.ForeignKeyViolation)


def test_who_names_what_is_being_removed_waits_and_is_refused(shelves: str) -> None:
    with psycopg.connect(shelves) as remover:
        remover.execute("DELETE FROM a_shelf WHERE name = 'high'")
        thread, found = meanwhile(shelves, "INSERT INTO a_book VALUES ('low'), ('high')")
        remover.commit()
        thread.join(10)
        assert isinstance(found[0], errors.ForeignKeyViolation)
        assert remover.execute("SELECT count(*) FROM a_book").fetchone() == (0,)
