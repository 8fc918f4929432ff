"""Packs as zip files: written the same whenever they hold the same, and read with bounds and within one folder."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.packs import layout
from inspectorate.packs.folder import SYSTEM_FILES
from inspectorate.reports.outputs.archive import NO_TIME
from inspectorate.web.exchange import faults

MILLION = 1_000_000
MOST_BYTES_SENT = 50 * MILLION
MOST_BYTES_UNPACKED = 200 * MILLION
MOST_FILES = 500
DEEPEST = 3
FIELD = "pack"
"""The field of the form that a zip file is chosen in."""

_PIECE = 1 << 16
_ENCRYPTED = 0x1
_PLACE = Place(field=FIELD)
# what zipfile raises on bytes that are not what its list says; a password that is needed is a RuntimeError
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def zipped(files: Mapping[str, bytes], *, folder: str) -> bytes:
    """Return files in a zip file, below one folder; equal files give equal bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Unix, whatever writes it
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            target.writestr(entry, files[name], compresslevel=6)
    return made.getvalue()


def unzip(file: IO[bytes], *, size: int, into: Path) -> Path:
    """Unpack the zip file of a pack, and return the folder that holds its inspection.yaml.

    Raises:
        ProblemsFound: it is no zip file, it is too large, it would write outside the folder, or it holds no pack.
    """
    if size > MOST_BYTES_SENT:
        _too_large(f"it has more than {MOST_BYTES_SENT // MILLION} million bytes")
    try:
        with zipfile.ZipFile(file) as source:
            _unpack(source, into)
    except _UNPACKING as error:
        # an error of the system would tell where the server keeps its files
        why = "its list and its files differ" if isinstance(error, OSError) else str(error) or type(error).__name__
        raise ProblemsFound([faults.NOT_A_ZIP.at(_PLACE, why=why)]) from error
    return _top(into)


def _unpack(source: zipfile.ZipFile, into: Path) -> None:
    entries = [entry for entry in source.infolist() if not _is_of_a_system(entry)]
    if len(entries) > MOST_FILES:
        _too_large(f"it holds more than {MOST_FILES} files")
    left = MOST_BYTES_UNPACKED
    written: set[str] = set()
    for entry in entries:
        path = _within(entry)
        if entry.is_dir():
            continue
        if str(path) in written:
            raise ProblemsFound([faults.NOT_A_ZIP.at(_PLACE, why=f"{entry.filename} is in it twice")])
        written.add(str(path))
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # what its list says of sizes is not believed: the bytes are counted as they come
        with source.open(entry) as stream, target.open("xb") as kept:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    _too_large(f"unpacked it has more than {MOST_BYTES_UNPACKED // MILLION} million bytes")
                kept.write(piece)


def _is_of_a_system(entry: zipfile.ZipInfo) -> bool:
    """Say whether an entry is what a system leaves in the folders and zip files that a person makes."""
    path = PurePosixPath(entry.filename)
    return path.name in SYSTEM_FILES or "__MACOSX" in path.parts


def _within(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Return the path of an entry; a link, and a path that leads outside, are refused."""
    name = entry.filename
    path = PurePosixPath(name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts
    if outside or len(path.parts) > DEEPEST or not name.isprintable() or kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ProblemsFound([faults.ZIP_OUTSIDE.at(_PLACE, name=name)])
    if entry.flag_bits & _ENCRYPTED:
        raise ProblemsFound([faults.NOT_A_ZIP.at(_PLACE, why="it needs a password")])
    return path


def _top(folder: Path) -> Path:
    found = [path for path in (folder, *sorted(folder.iterdir())) if (path / layout.INSPECTION).is_file()]
    if len(found) != 1:
        raise ProblemsFound([faults.NO_PACK.at(_PLACE)])
    return found[0]


def _too_large(what: str) -> None:
    raise ProblemsFound([faults.ZIP_TOO_LARGE.at(_PLACE, what=what)])
