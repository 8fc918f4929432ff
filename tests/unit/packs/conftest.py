from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectorate.frameworks.loading import Edition, load_framework
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, ProblemKind, ProblemsFound
from inspectorate.packs.reading import Pack, read_pack

FAULTS = Path(__file__).parents[2] / "faults" / "packs"
UNKNOWN = ProblemKind("unknown-edition", 'There is no framework "{reference}" here.', "Known: house@2024.1.")


@pytest.fixture(scope="session")
def house() -> Edition:
    return load_framework((FAULTS / "framework.yaml").read_bytes(), name="house@2024.1.yaml")


@pytest.fixture(scope="session")
def frameworks(house: Edition) -> Callable[[FrameworkReference], Edition]:
    def find(reference: FrameworkReference) -> Edition:
        if reference != house.framework.reference:
            raise ProblemsFound([UNKNOWN.at(Place(), reference=reference)])
        return house

    return find


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return shutil.copytree(FAULTS / "sound", tmp_path / "sound")


@pytest.fixture
def read(frameworks: Callable[[FrameworkReference], Edition]) -> Callable[[Path], Pack]:
    return lambda folder: read_pack(folder, frameworks=frameworks)
