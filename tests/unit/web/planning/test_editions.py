from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.unit.web.conftest import NOW
from tests.unit.web.exchange.conftest import EmptyTheDatabase, empty_the_database
from tests.unit.web.exchange.test_every_state import written
from tests.unit.web.planning.bodies.test_beginning import PROPOSAL

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.web.accounts.models import Person
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import import_pack
from inspectorate.web.planning.bodies.beginning import begin
from inspectorate.web.planning.editions import available, edition_of, later_than, supersedes
from inspectorate.web.planning.models import Inspection

__all__ = ["empty_the_database"]
ADULT = FrameworkReference.parse("hmip-adult@2021.1")


@pytest.fixture
def house(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Keep a folder with a house's own editions: two of one framework, and one that cannot be read."""
    text = shipped().data(ADULT).decode()
    folder = tmp_path / "own"
    folder.mkdir()
    for version in ("2026.9", "2026.10"):
        own = text.replace("id: hmip-adult", "id: house-adult", 1).replace(
            'version: "2021.1"', f'version: "{version}"', 1
        )
        (folder / f"house-adult@{version}.yaml").write_text(own, encoding="utf-8")
    (folder / "broken@2026.1.yaml").write_text("format: 2\n", encoding="utf-8")
    settings.FRAMEWORKS = folder
    for cached in (edition_of, supersedes):
        cached.cache_clear()
    yield folder
    for cached in (edition_of, supersedes):
        cached.cache_clear()


def test_editions_are_those_that_are_shipped_the_latest_of_a_framework_first() -> None:
    references = [str(one.framework.reference) for one in available().usable]
    assert references.index("hmip-adult@2021.1") < references.index("hmip-adult@2018.1")
    assert len(references) == len(shipped().references)
    assert available().unreadable == ()


def test_later_editions_are_later_versions_and_those_that_supersede() -> None:
    assert later_than("hmip-adult@2018.1") == ("hmip-adult@2021.1",)
    assert later_than("hmip-adult@2021.1") == ("hmip-pdu@2024.1",)
    assert later_than("hmip-pdu@2024.1") == ()


def test_the_houses_own_editions_are_among_them_and_what_cannot_be_read_is_told(house: Path) -> None:
    found = available()
    assert {"house-adult@2026.9", "house-adult@2026.10"} <= {str(one.framework.reference) for one in found.usable}
    assert found.unreadable == ("broken@2026.1",)
    assert later_than("house-adult@2026.9") == ("house-adult@2026.10",)
    assert later_than("house-adult@2026.10") == ()
    assert house.is_dir()


def test_an_inspection_by_the_houses_own_edition_comes_out_and_in_again(
    house: Path, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    proposal = type(PROPOSAL)(
        body=PROPOSAL.body,
        edition=edition_of("house-adult@2026.9"),
        fieldwork=PROPOSAL.fieldwork,
        identifier="by-the-house",
        title="By the house",
        publisher="The house",
    )
    pack = pack_of(begin(proposal=proposal, by=lead, at=NOW))
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    assert pack_of(import_pack(folder=written(pack, tmp_path / "pack"), by=ada, at=NOW)) == pack
    assert Inspection.objects.get().framework == "house-adult@2026.9"
    assert house.is_dir()
