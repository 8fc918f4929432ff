"""The example packs, as anybody would use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectorate.frameworks.catalogue import shipped
from inspectorate.packs.reading import read_pack
from inspectorate.packs.writing import write_pack
from inspectorate.ratings.published import rate_published

EXAMPLES = Path(__file__).parents[3] / "examples"
PACKS = ("manchester-north", "older-inspection")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_examples_are_the_packs_that_are_tested() -> None:
    assert sorted(one.parent.name for one in EXAMPLES.glob("*/inspection.yaml")) == sorted(PACKS)


@pytest.mark.parametrize("name", PACKS)
def test_example_is_read_without_a_problem(name: str) -> None:
    assert [str(warning) for warning in read_pack(EXAMPLES / name, frameworks=shipped().edition).warnings] == []


@pytest.mark.parametrize("name", PACKS)
def test_example_written_again_has_the_same_bytes(name: str, tmp_path: Path) -> None:
    pack = read_pack(EXAMPLES / name, frameworks=shipped().edition)
    write_pack(pack.inspection, tmp_path / name, framework=pack.edition.framework)
    assert files_of(tmp_path / name) == files_of(EXAMPLES / name)


def test_older_inspection_agrees_with_the_rules_of_its_edition() -> None:
    pack = read_pack(EXAMPLES / "older-inspection", frameworks=shipped().edition)
    published = pack.inspection.published_ratings
    assert published is not None
    rating, differing = rate_published(
        framework=pack.edition.framework,
        framework_digest=pack.edition.digest,
        published=published,
        body_kind=pack.inspection.body.kind,
    )
    assert differing == ()
    assert (str(rating.score), rating.score.standards, rating.overall) == ("13/30", 10, "requires_improvement")


def test_older_inspection_says_that_it_is_invented() -> None:
    pack = read_pack(EXAMPLES / "older-inspection", frameworks=shipped().edition)
    assert pack.inspection.notices[0].startswith("This inspection is invented.")
    assert pack.inspection.cases == ()
