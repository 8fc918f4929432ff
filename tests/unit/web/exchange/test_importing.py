"""Packs come in whole or not at all."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from tests.unit.web.conftest import NOW
from tests.unit.web.exchange.conftest import EmptyTheDatabase

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.history import history_text
from inspectorate.records.history import Act, Entry, hash_after
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Judgement, SecondReading
from inspectorate.web.exchange.exporting import TABLES, pack_of, write_to
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.history.models import Chain
from inspectorate.web.history.queries import entries, verification
from inspectorate.web.planning.actions import move_stage
from inspectorate.web.planning.models import Case, Inspection, Membership

MANCHESTER = Path(__file__).parents[4] / "examples" / "manchester-north"


def rows(text: bytes) -> list[list[str]]:
    head, *rest = csv.reader(io.StringIO(text.decode()))
    return [head, *sorted(rest)]


@pytest.fixture
def manchester(lead: Person) -> Inspection:
    return import_pack(folder=MANCHESTER, by=lead, at=NOW)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(MANCHESTER, tmp_path / "copy")


def exported(inspection: Inspection, folder: Path) -> Path:
    write_to(folder, inspection=inspection)
    return folder


def told(found: pytest.ExceptionInfo[ProblemsFound]) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in found.value.problems]


def test_tables_come_out_as_they_went_in(manchester: Inspection) -> None:
    pack = pack_of(manchester)
    for name in (layout.CASES, layout.JUDGEMENTS, layout.SECOND_READINGS):
        assert rows(pack[name]) == rows((MANCHESTER / name).read_bytes())


def test_what_has_no_tables_is_carried_as_it_was_written(manchester: Inspection) -> None:
    pack = pack_of(manchester)
    files = {str(path.relative_to(MANCHESTER)) for path in MANCHESTER.rglob("*") if path.is_file()}
    assert set(pack) == files | {layout.HISTORY}
    for name in files - TABLES:
        assert pack[name] == (MANCHESTER / name).read_bytes(), name
    assert pack[layout.INSPECTION] == (MANCHESTER / layout.INSPECTION).read_bytes()


def test_comments_of_an_author_survive(lead: Person, copy: Path) -> None:
    text = "# asked for again on 3 May\n" + (copy / layout.EVIDENCE).read_text(encoding="utf-8")
    (copy / layout.EVIDENCE).write_text(text, encoding="utf-8")
    assert pack_of(import_pack(folder=copy, by=lead, at=NOW))[layout.EVIDENCE] == text.encode()


def test_importer_leads_what_had_no_history(manchester: Inspection, lead: Person) -> None:
    assert list(Membership.objects.values_list("inspection_id", "person_id", "role")) == [
        (manchester.id, lead.handle, "lead-inspector")
    ]
    assert verification(manchester.id).wrong == ""
    assert SecondReading.objects.filter(person__is_active=False).exists()


def test_history_is_done_again_in_an_empty_database(
    manchester: Inspection, lead: Person, tmp_path: Path, empty_the_database: EmptyTheDatabase
) -> None:
    move_stage(inspection=manchester, to="fieldwork", reason="One case is read again.", by=lead, at=NOW)
    pack, answers = pack_of(manchester), Judgement.objects.count()
    folder = exported(manchester, tmp_path / "out")
    empty_the_database()
    admin = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    again = import_pack(folder=folder, by=admin, at=NOW)
    assert pack_of(again) == pack
    assert Judgement.objects.count() == answers
    assert again.stage == "fieldwork"
    restored = Person.objects.get(handle=lead.handle)
    assert (restored.name, restored.is_active) == ("Lena Lead", False)
    assert not Membership.objects.filter(person=admin).exists()


def test_inspection_that_is_there_is_refused(manchester: Inspection, lead: Person) -> None:
    before = Chain.objects.get(key=manchester.id).hash
    with pytest.raises(ProblemsFound) as found:
        import_pack(folder=MANCHESTER, by=lead, at=NOW)
    assert told(found) == [("inspection-there", layout.INSPECTION)]
    assert Chain.objects.get(key=manchester.id).hash == before


def nothing_is_there() -> bool:
    tables = (Inspection, Case, Judgement, Membership)
    chains = Chain.objects.exclude(key=Chain.INSTALLATION)
    return not chains.exists() and not any(table._default_manager.exists() for table in tables)


def test_names_that_the_workspace_cannot_keep_are_all_told(lead: Person, copy: Path) -> None:
    for name in (layout.CASES, layout.JUDGEMENTS, layout.SECOND_READINGS):
        text = (
            (copy / name).read_text(encoding="utf-8").replace("MN-002", "MN/002").replace("second-reader", "A. Reader")
        )
        (copy / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        import_pack(folder=copy, by=lead, at=NOW)
    assert told(found) == [
        ("case-not-addressable", layout.CASES),
        ("reader-not-a-handle", layout.SECOND_READINGS),
    ]
    assert nothing_is_there()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "A" * 301),
        ("title", '"An\\0inspection"'),
        ("publisher", '"The\\0publisher"'),
        ("attribution", '"\\ud800"'),
    ],
)
def test_head_that_the_database_cannot_keep_is_told(key: str, value: str, lead: Person, copy: Path) -> None:
    head = (copy / layout.INSPECTION).read_text(encoding="utf-8")
    lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in head.splitlines()]
    assert lines != head.splitlines()
    (copy / layout.INSPECTION).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        import_pack(folder=copy, by=lead, at=NOW)
    assert told(found)[0][0] in {"not-kept", "not-writable", "not-yaml"}
    assert nothing_is_there()


def test_two_who_answered_the_same_both_stand(lead: Person, copy: Path) -> None:
    head = (copy / layout.INSPECTION).read_text(encoding="utf-8")
    (copy / layout.INSPECTION).write_text(head.replace("stage: published", "stage: fieldwork"), encoding="utf-8")
    (copy / layout.DESCRIPTOR).unlink()
    lines = (copy / layout.JUDGEMENTS).read_text(encoding="utf-8").splitlines()
    written = [f"{lines[0]},reader", *(f"{line},ann" for line in lines[1:]), "MN-001,2.2.1,no,ben"]
    (copy / layout.JUDGEMENTS).write_text("\n".join(written) + "\n", encoding="utf-8")
    made = import_pack(folder=copy, by=lead, at=NOW)
    assert Judgement.objects.filter(case__reference="MN-001", question="2.2.1").count() == 2
    out = pack_of(made)[layout.JUDGEMENTS].decode().splitlines()
    assert sorted(set(written) - set(out)) == ["MN-001,2.2.1,no,ben", "MN-001,2.2.1,yes,ann"]


def test_tables_that_differ_from_the_history_are_refused(
    manchester: Inspection, lead: Person, tmp_path: Path, empty_the_database: EmptyTheDatabase
) -> None:
    folder = exported(manchester, tmp_path / "out")
    table = folder / layout.JUDGEMENTS
    table.write_text(table.read_text(encoding="utf-8").replace("2.2.1,yes", "2.2.1,no", 1), encoding="utf-8")
    evidence = folder / layout.EVIDENCE
    evidence.write_text(evidence.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    empty_the_database()
    with pytest.raises(ProblemsFound) as found:
        import_pack(folder=folder, by=lead, at=NOW)
    assert told(found) == [("history-differs", layout.EVIDENCE), ("history-differs", layout.JUDGEMENTS)]
    assert nothing_is_there()


def chained(acts: list[Act]) -> tuple[Entry, ...]:
    """Chain acts as somebody would who forges a history."""
    made: list[Entry] = []
    for sequence, act in enumerate(acts, start=1):
        digest = hash_after(made[-1].hash if made else "", sequence=sequence, payload=act.payload)
        made.append(Entry(sequence=sequence, payload=act.payload, hash=digest))
    return tuple(made)


def act(what: str, *, by: str = "lena-lead", subject: str = "", **details: object) -> Act:
    return Act(act=what, by=by, at=NOW, subject=subject, details=details)


@pytest.mark.parametrize(
    "forged",
    [
        act("answers-invented"),
        act("answered", subject="EU-001"),
        act("answered", subject="EU-999", judgements=[["2.2.1", "yes", None]], notes=[]),
        act("answered", subject="EU-001", judgements=[["2.2.1", "yes", 9999]], notes=[]),
        act("answered", by="Lena Lead", subject="EU-001", judgements=[], notes=[]),
        act("answered", subject="EU-001", judgements=[], notes=[["2.2.1", "a \0", None]]),
        act("member-added", person="x", name="X", role="king"),
        act("stage-moved", to="heaven"),
        act("inspection-begun", title="Twice"),
        act("commented", by="nobody", subject="EU-001", question="2.2.1", thread=5000, text="", settles=False),
    ],
)
def test_forged_history_is_refused_whole(
    forged: Act, inspection: Inspection, tmp_path: Path, empty_the_database: EmptyTheDatabase
) -> None:
    folder = exported(inspection, tmp_path / "out")
    acts = [entry.act for entry in entries(inspection.id)]
    (folder / layout.HISTORY).write_bytes(history_text(chained([*acts, forged])).encode())
    empty_the_database()
    admin = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    with pytest.raises(ProblemsFound) as found:
        import_pack(folder=folder, by=admin, at=NOW)
    assert [code for code, _ in told(found)] == ["history-not-repeated"]
    assert nothing_is_there()
    assert list(Person.objects.values_list("handle", flat=True)) == ["ada"]


def test_history_that_begins_nothing_is_refused(lead: Person, copy: Path) -> None:
    forged = Act(act="member-added", by="x", at=NOW, details={"person": "x", "name": "X", "role": "observer"})
    (copy / layout.HISTORY).write_bytes(history_text(chained([forged])).encode())
    with pytest.raises(ProblemsFound) as found:
        import_pack(folder=copy, by=lead, at=NOW)
    assert [code for code, _ in told(found)] == ["history-not-repeated"]
    assert nothing_is_there()
