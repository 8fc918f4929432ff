"""The database refuses to change a history, and a history that somebody changed all the same is found out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from tests.unit.web.conftest import NOW

from inspectorate.records import history as records
from inspectorate.records.history import Act, hash_after
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.acts import APPLIERS
from inspectorate.web.casework.models import Comment, Judgement, Note, Step
from inspectorate.web.history.appending import append
from inspectorate.web.history.models import Chain, Entry
from inspectorate.web.history.performing import NotRepeatable, perform, repeat
from inspectorate.web.history.queries import entries, verification
from inspectorate.web.planning import acts as planning
from inspectorate.web.planning.actions import move_stage
from inspectorate.web.planning.models import Inspection

KEY = "example-unit"


@pytest.fixture(autouse=True)
def moved(inspection: Inspection, lead: Person) -> None:
    for stage in ("results", "fieldwork", "results"):
        move_stage(inspection=inspection, to=stage, reason="On.", by=lead, at=NOW)
        inspection.refresh_from_db()


@contextmanager
def tampering() -> Iterator[None]:
    """Let the database's owner change what was appended."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER history_entry_only_grows")
        yield
        cursor.execute("ALTER TABLE history_entry ENABLE TRIGGER history_entry_only_grows")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_history_as_it_was_recorded_holds() -> None:
    found = verification(KEY)
    assert (found.wrong, found.length) == ("", 6)
    assert found.hash == Entry.objects.get(chain=KEY, sequence=6).hash


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE history_entry SET payload = replace(payload, 'On.', 'No.') WHERE sequence = 4", "entry 4"),
        ("UPDATE history_entry SET hash = repeat('0', 64) WHERE sequence = 2", "entry 2"),
        ("UPDATE history_entry SET hash = repeat('0', 64) WHERE sequence = 6", "entry 6"),
        ("DELETE FROM history_entry WHERE sequence = 3", "entry 3"),
        ("DELETE FROM history_entry WHERE sequence = 1", "entry 1"),
        ("DELETE FROM history_entry WHERE sequence = 6", "does not end at entry 6"),
        (
            (
                "UPDATE history_entry SET sequence = 40 WHERE sequence = 4; "
                "UPDATE history_entry SET sequence = 4 WHERE sequence = 5; "
                "UPDATE history_entry SET sequence = 5 WHERE sequence = 40"
            ),
            "entry 4",
        ),
        ("UPDATE history_entry SET person = 'somebody-else' WHERE sequence = 5", "entry 5 says other than its payload"),
        (
            "UPDATE history_entry SET at = at - interval '1 day' WHERE sequence = 5",
            "entry 5 says other than its payload",
        ),
        ("UPDATE history_entry SET act = 'cases-added' WHERE sequence = 5", "entry 5 says other than its payload"),
        ("UPDATE history_entry SET subject = 'EU-001' WHERE sequence = 5", "entry 5 says other than its payload"),
        ("UPDATE history_entry SET client = gen_random_uuid() WHERE sequence = 5", "entry 5 says other than"),
        ("UPDATE history_chain SET hash = repeat('0', 64) WHERE key = 'example-unit'", "does not end at entry 6"),
        ("UPDATE history_chain SET length = 5 WHERE key = 'example-unit'", "does not end at entry 5"),
    ],
)
def test_what_somebody_changed_in_the_database_is_found(statement: str, wrong: str) -> None:
    with tampering():
        for one in statement.split("; "):
            run(one)
    assert wrong in verification(KEY).wrong


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_entry SET payload = '{}'",
        "UPDATE history_entry SET payload = payload WHERE false",
        "DELETE FROM history_entry WHERE sequence = 6",
        "TRUNCATE history_entry",
        "TRUNCATE history_chain CASCADE",
        "DELETE FROM casework_judgement",
        "UPDATE casework_note SET text = ''",
        "TRUNCATE casework_alert CASCADE",
    ],
)
def test_database_refuses_to_change_what_was_appended(statement: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="can only grow"), transaction.atomic():
        run(statement)


@pytest.mark.parametrize("table", [Entry, Judgement, Note, Step, Comment])
def test_models_refuse_too(table: type[Model]) -> None:
    with pytest.raises(DatabaseError, match="can only grow"), transaction.atomic():
        table._default_manager.update(sequence=1)
    with pytest.raises(DatabaseError, match="can only grow"), transaction.atomic():
        table._default_manager.all()._raw_delete("default")


def test_hash_of_the_database_is_that_of_the_library() -> None:
    act = Act(act="stage-moved", by="lena-lead", at=NOW, details={"text": "“Ünïcode” \\ \n\u2028 'quoted' %s 🙂"})
    with transaction.atomic():
        append(chain=KEY, act=act)
    assert verification(KEY).wrong == ""


def test_act_is_not_appended_outside_a_transaction_or_a_history() -> None:
    act = Act(act="stage-moved", by="lena-lead", at=NOW, details={})
    with pytest.raises(RuntimeError, match="there is no history"), transaction.atomic():
        append(chain="nowhere", act=act)


def test_broken_history_is_not_repeated() -> None:
    kept = list(entries(KEY))
    with pytest.raises(NotRepeatable, match="entry 2"):
        repeat(chain="elsewhere", entries=[kept[0], *kept[2:]], appliers={})
    assert not Chain.objects.filter(key="elsewhere").exists()


def answered(reference: str, **details: object) -> Act:
    return Act(
        act="answered", by="lena-lead", at=NOW, subject=reference, details={"judgements": [], "notes": []} | details
    )


def test_answers_about_a_case_that_is_not_there_leave_nothing() -> None:
    act = answered("EU-009", judgements=[["2.2.1", "yes", None]])
    with pytest.raises(ObjectDoesNotExist, match="EU-009"), transaction.atomic():
        perform(act, chain=KEY, appliers=APPLIERS)
    assert (verification(KEY).length, Judgement.objects.count()) == (6, 0)


@pytest.mark.parametrize(
    "details",
    [
        {"judgements": [["2.2.1", "yes"]]},
        {"judgements": [["2.2.1", "yes", None, None]]},
        {"judgements": [["2.2.1", 5, None]]},
        {"judgements": [["2.2.1", None, None]]},
        {"judgements": [["2.2.1", "yes", True]]},
        {"judgements": [["2.2.1", "yes", "3"]]},
        {"judgements": [["2.2.1", "yes", 10**30]]},
        {"judgements": [["2.2.1", "yes", 7]]},
        {"judgements": [["2.2.1", "yes", None], ["2.2.1", "no", None]]},
        {"judgements": "2.2.1"},
        {"judgements": None},
        {"notes": [["2.2.1", "a\0b", None]]},
        {"notes": {"2.2.1": "text"}},
    ],
)
def test_answers_of_another_shape_are_not_repeated(details: dict[str, object]) -> None:
    kept = list(entries(KEY))
    payload = answered("EU-001", **details).payload
    digest = hash_after(kept[-1].hash, sequence=7, payload=payload)
    copy = [*kept, records.Entry(sequence=7, payload=payload, hash=digest)]
    with pytest.raises(NotRepeatable, match="entry 7"):
        repeat(chain="a-copy", entries=copy, appliers={**planning.APPLIERS, **APPLIERS})


def test_a_row_says_what_its_act_says() -> None:
    text = "“Ünïcode” \\ \n\u2028 'quoted' %s {} 🙂"
    act = answered("EU-001", judgements=[["2.2.1", "yes", None], ["2.2.2", "no", 6]], notes=[["2.2.1", text, 2]])
    assert perform(act, chain=KEY, appliers=APPLIERS) == 7
    assert list(Judgement.objects.order_by("question").values_list("question", "answer", "seen", "sequence")) == [
        ("2.2.1", "yes", None, 7),
        ("2.2.2", "no", 6, 7),
    ]
    assert list(Note.objects.values_list("text", "seen", "person", "at")) == [(text, 2, "lena-lead", NOW)]
    assert verification(KEY).wrong == ""
