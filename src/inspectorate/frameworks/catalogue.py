"""The editions that are shipped, and those that a house keeps in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from inspectorate.frameworks import faults
from inspectorate.frameworks.loading import Edition, load_framework
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, Problems, ProblemsFound, nearest

LOCK = "published.lock"
CASES = ".cases.yaml"
ELIGIBILITY = ".eligibility.yaml"
SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A folder of editions: a file each, worked cases beside it, and the lock of those that are published."""

    folder: Traversable

    @property
    def references(self) -> tuple[FrameworkReference, ...]:
        """Return what the folder holds, by identifier and version."""
        names = sorted(entry.name for entry in self.folder.iterdir() if entry.name.endswith(SUFFIX) and entry.is_file())
        found = []
        for name in names:
            if not name.endswith((CASES, ELIGIBILITY)):
                try:
                    found.append(FrameworkReference.parse(name.removesuffix(SUFFIX)))
                except ValueError:
                    continue  # a file of another name is no edition; `check` on its path still reads it
        return tuple(sorted(found))

    def data(self, reference: FrameworkReference) -> bytes:
        """Return the bytes of an edition's file.

        Raises:
            ProblemsFound: there is no such edition.
        """
        file = self.folder.joinpath(f"{reference}{SUFFIX}")
        if not file.is_file():
            hint = nearest(str(reference), map(str, self.references))
            raise ProblemsFound([faults.UNKNOWN_EDITION.at(Place(), reference=reference, hint=hint)])
        return file.read_bytes()

    def edition(self, reference: FrameworkReference) -> Edition:
        """Load an edition; a published one must still have the bytes that were published.

        Raises:
            ProblemsFound: there is none, it does not hold, or it changed after it was published.
        """
        name = f"{reference}{SUFFIX}"
        loaded = load_framework(self.data(reference), name=name)
        problems = Problems()
        if loaded.framework.reference != reference:
            problems.add(faults.NAME_DIFFERS.at(Place(name), reference=loaded.framework.reference))
        locked = self.published().get(reference)
        if locked is not None and locked != loaded.digest:
            problem = faults.PUBLISHED_CHANGED.at(Place(name), reference=reference, locked=locked, digest=loaded.digest)
            problems.add(problem)
        problems.raise_errors()
        return loaded

    def worked_cases(self, reference: FrameworkReference) -> str | None:
        """Return the text of an edition's worked cases; None where it has none."""
        file = self.folder.joinpath(f"{reference}{CASES}")
        return _text(file) if file.is_file() else None

    def eligibility(self, reference: FrameworkReference) -> bytes | None:
        """Return the bytes of an edition's rules of eligibility; None where it has none."""
        file = self.folder.joinpath(f"{reference}{ELIGIBILITY}")
        return file.read_bytes() if file.is_file() else None

    def published(self) -> dict[FrameworkReference, str]:
        """Return the digest of each published edition.

        Raises:
            ProblemsFound: the lock has a line that is no reference and digest.
        """
        file = self.folder.joinpath(LOCK)
        locked: dict[FrameworkReference, str] = {}
        if not file.is_file():
            return locked
        problems = Problems()
        for number, line in enumerate(_text(file).splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            reference, _, digest = line.partition(" ")
            try:
                locked[FrameworkReference.parse(reference)] = digest.strip()
            except ValueError:
                problems.add(faults.LOCK_LINE.at(Place(LOCK, line=number)))
        problems.raise_errors()
        return locked


def _text(file: Traversable) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not UTF-8"
        raise ProblemsFound([faults.UNREADABLE.at(Place(file.name), why=why)]) from None


def shipped() -> Catalogue:
    """Return the catalogue of the editions that come with the package."""
    return Catalogue(files("inspectorate.frameworks.editions"))


def in_folder(folder: Path) -> Catalogue:
    """Return the catalogue of a house's own folder of editions."""
    return Catalogue(folder)


@cache
def load_edition(reference: FrameworkReference) -> Edition:
    """Load a shipped edition, once in a process; ``FrameworkReference.parse`` makes a reference from a text.

    Raises:
        ProblemsFound: there is none, or it does not hold.
    """
    return shipped().edition(reference)
