"""Commands that bring inspections in and out, and verify histories."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.unit.web.exchange.conftest import EmptyTheDatabase

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.commands import COMMANDS
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.planning.models import Inspection


def run(name: str, *arguments: str) -> str:
    (command,) = [one for one in COMMANDS if one.name == name]
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def administrator(handle: str) -> Person:
    return Person.objects.create(
        handle=handle, name=handle.title(), email=f"{handle}@example.org", is_administrator=True
    )


def test_exported_folder_is_imported(
    inspection: Inspection, tmp_path: Path, empty_the_database: EmptyTheDatabase
) -> None:
    pack = pack_of(inspection)
    assert "holds the pack" in run("export", inspection.id, str(tmp_path / "out"))
    empty_the_database()
    administrator("ada")
    assert "has been imported" in run("import", str(tmp_path / "out"))
    assert pack_of(Inspection.objects.get(id="example-unit")) == pack
    assert "holds the pack" in run("export", "example-unit", str(tmp_path / "out"))


def test_history_is_verified(inspection: Inspection) -> None:
    assert f"{inspection.id}: 3 entries hold; last hash " in run("verify")
    assert "3 entries hold" in run("verify", inspection.id)


def test_broken_history_is_told(inspection: Inspection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER history_entry_only_grows")
        cursor.execute("DELETE FROM history_entry WHERE sequence = 2")
    with pytest.raises(ProblemsFound, match="history-broken"):
        run("verify", inspection.id)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("export", "exampel-unit", "out"), "unknown-inspection"),
        (("verify", "exampel-unit"), "unknown-inspection"),
        (("import", "nowhere"), "unknown-administrator"),
        (("import", "nowhere", "--by", "lena-lead"), "unknown-administrator"),
    ],
)
def test_unknown_names_are_told(inspection: Inspection, arguments: tuple[str, ...], code: str) -> None:
    del inspection
    with pytest.raises(ProblemsFound, match=code):
        run(*arguments)


def test_one_of_several_administrators_has_to_be_named(inspection: Inspection, tmp_path: Path) -> None:
    for handle in ("ada", "bea"):
        administrator(handle)
    with pytest.raises(ProblemsFound, match="which-administrator"):
        run("import", str(tmp_path))
    with pytest.raises(ProblemsFound, match="no-inspection-file"):
        run("import", str(tmp_path), "--by", "BEA@example.org")
    assert Inspection.objects.get() == inspection
