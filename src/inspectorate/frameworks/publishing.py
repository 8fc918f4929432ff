"""Publishing an edition: its digest goes into the lock, and its bytes never change again."""

from __future__ import annotations

from pathlib import Path

from inspectorate.frameworks import faults
from inspectorate.frameworks.catalogue import LOCK, SUFFIX, Catalogue
from inspectorate.frameworks.yamlfile import read_yaml
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, Problems

HEADER = (
    "# The digest of every published edition's file. `inspectorate frameworks publish` adds a line; none is changed.\n"
)


def publish(*, folder: Path, reference: FrameworkReference) -> str:
    """Write an edition's digest to the folder's lock, and return it. Publishing the same bytes again changes nothing.

    Whether the worked cases hold is for the caller to have run (`inspectorate.ratings.worked_cases`).

    Raises:
        ProblemsFound: the edition does not hold, has no worked case, or was published with other bytes.
    """
    catalogue = Catalogue(folder)
    edition = catalogue.edition(reference)
    if not has_worked_case(catalogue, reference):
        problems = Problems([faults.NO_WORKED_CASES.at(Place(f"{reference}{SUFFIX}"), reference=reference)])
        problems.raise_errors()
    published = catalogue.published() | {reference: edition.digest}
    lines = [f"{one} {digest}\n" for one, digest in sorted(published.items())]
    lock = folder / LOCK
    written = lock.with_suffix(".lock.new")
    written.write_text(HEADER + "".join(lines), encoding="utf-8")
    written.replace(lock)
    return edition.digest


def has_worked_case(catalogue: Catalogue, reference: FrameworkReference) -> bool:
    """Say whether an edition has at least one worked case."""
    text = catalogue.worked_cases(reference)
    if text is None:
        return False
    file, _ = read_yaml(text, str(reference))
    return file is not None and isinstance(file.data, dict) and bool(file.data.get("cases"))
