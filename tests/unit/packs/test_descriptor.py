from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from inspectorate.frameworks.loading import Edition
from inspectorate.packs.reading import Pack
from inspectorate.packs.writing import write_pack

Read = Callable[[Path], Pack]


@pytest.fixture
def written(read: Read, sound: Path, house: Edition) -> Path:
    write_pack(read(sound).inspection, sound, framework=house.framework)
    return sound


def faults_of(pack: Path) -> list[tuple[str, int, str]]:
    report = frictionless.validate(pack / "datapackage.json")
    assert report.warnings == []
    assert all(task.warnings == [] for task in report.tasks)
    found: list[tuple[str, int, str]] = [
        (str(kind), int(row), str(field)) for kind, row, field in report.flatten(["type", "rowNumber", "fieldName"])
    ]
    assert report.valid is not bool(found)
    return found


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_description_is_a_valid_data_package_and_the_tables_agree(written: Path) -> None:
    assert faults_of(written) == []


def test_description_names_every_table(written: Path) -> None:
    described = json.loads((written / "datapackage.json").read_bytes())
    tables = {str(path.relative_to(written)) for path in written.rglob("*.csv")}
    assert {resource["path"] for resource in described["resources"]} == tables
    assert described["name"] == "sound"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("judgements.csv", "C-02,2.1.1,no", "C-02,2.1.1,maybe", ("constraint-error", 5, "answer")),
        ("judgements.csv", "C-02,2.1.1,no", "C-02,9.9,no", ("constraint-error", 5, "question")),
        ("cases.csv", "2023-09-05", "05/09/2023", ("type-error", 3, "commenced_on")),
        ("cases.csv", "26-35", "26-36", ("constraint-error", 3, "age_band")),
        ("cases.csv", "18-25", "", ("constraint-error", 2, "age_band")),
        ("surveys/staff.csv", "good", "fine", ("constraint-error", 2, "morale")),
    ],
)
def test_other_tools_find_a_fault_by_the_description(
    written: Path, file: str, old: str, new: str, fault: tuple[str, int, str]
) -> None:
    change(written / file, old, new)
    assert faults_of(written) == [fault]


def test_judgement_on_an_unknown_case_breaks_a_foreign_key(written: Path) -> None:
    change(written / "judgements.csv", "C-02,2.1.1,no", "C-20,2.1.1,no")
    report = frictionless.validate(written / "datapackage.json")
    assert [kind for (kind,) in report.flatten(["type"])] == ["foreign-key"]


def test_same_judgement_twice_breaks_a_primary_key(written: Path) -> None:
    with (written / "judgements.csv").open("a", encoding="utf-8") as file:
        file.write("C-02,2.1.1,yes\n")
    report = frictionless.validate(written / "datapackage.json")
    assert [kind for (kind,) in report.flatten(["type"])] == ["primary-key"]


def test_description_that_was_written_is_never_doubted(written: Path, read: Read) -> None:
    assert read(written).warnings == ()
