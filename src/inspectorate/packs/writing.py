"""An inspection written to its folder, the whole of it or nothing."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.packs import faults, layout
from inspectorate.packs.contents import contents_of
from inspectorate.packs.folder import SYSTEM_FILES, PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.yaml_reading import read_yaml_file
from inspectorate.records.inspection import Inspection

SHOWN_NAMES = 3


def write_pack(inspection: Inspection, folder: Path, *, framework: Framework) -> None:
    """Write an inspection to a folder; the same inspection gives the same bytes.

    The files are written beside the folder and moved into place when they are complete. The folder may be new, empty,
    or hold an earlier pack of the same inspection, which is replaced as a whole.

    Raises:
        ProblemsFound: the folder holds anything else, something in the inspection cannot be written, or the system
            refuses. The folder is then as it was.
    """
    write_contents(contents_of(inspection=inspection, framework=framework), folder, inspection=inspection.id)


def write_contents(contents: Mapping[str, bytes], folder: Path, *, inspection: str) -> None:
    """Write the files of the pack of an inspection to a folder, as `write_pack` does.

    Raises:
        ProblemsFound: the folder holds anything else, or the system refuses. The folder is then as it was.
    """
    place = Place(str(folder))
    try:
        target = folder.resolve()
        held = _what_is_held(target, inspection)
        if held:
            raise ProblemsFound([faults.FOLDER_NOT_EMPTY.at(place, folder=folder, what=held)])
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, contents)
    except (OSError, RuntimeError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ProblemsFound([faults.CANNOT_WRITE.at(place, folder=folder, why=why)]) from error


def _replace(target: Path, contents: Mapping[str, bytes]) -> None:
    """Write files beside a folder, and put them in its place."""
    mark = secrets.token_hex(4)
    fresh, old = (target.with_name(f".{target.name}.{mark}.{what}") for what in ("new", "old"))
    try:
        for name, data in contents.items():
            file = fresh / name
            file.parent.mkdir(parents=True, exist_ok=True)
            _write(file, data)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())  # before the folder is moved: a power cut must not leave it full of empty files


def _what_is_held(target: Path, inspection: str) -> str:
    """Return what a folder holds that must not be replaced, as a reader would say it; empty where there is nothing."""
    if not target.exists():
        return ""
    if not target.is_dir():
        return "a file"
    names = {str(path.relative_to(target)) for path in target.rglob("*") if not path.is_dir() or path.is_symlink()}
    if not names:
        return ""
    other, surveys = _earlier(target)
    if other != inspection:
        return "other files" if other is None else f'the pack of another inspection, "{other}"'
    foreign = sorted(name for name in names - surveys if not _is_of_a_pack(name))
    shown = [*foreign[:SHOWN_NAMES], *(["…"] if len(foreign) > SHOWN_NAMES else [])]
    return f"files that are not the pack's ({', '.join(shown)})" if foreign else ""


def _is_of_a_pack(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    if not folder:
        return file in layout.FILES or file in SYSTEM_FILES
    return folder == layout.FINDINGS and file.endswith(layout.SUFFIXES[folder])


def _earlier(target: Path) -> tuple[str | None, frozenset[str]]:
    """Return the identifier of the inspection that a folder holds, None where it is no pack, and its surveys' files."""
    file = read_yaml_file(PackFolder(target, Gathering()), layout.INSPECTION)
    data = file.data if file is not None and isinstance(file.data, dict) else {}
    found, surveys = data.get("id"), data.get("surveys")
    files = [survey.get("file") for survey in surveys if isinstance(survey, dict)] if isinstance(surveys, list) else []
    return found if isinstance(found, str) else None, frozenset(name for name in files if isinstance(name, str))
