"""A pack's folder: its files as bytes and as text, none of them from outside it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from inspectorate.frameworks.faults import EMPTY_FILE
from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.gathering import Gathering

MILLION = 1_000_000
SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What a system leaves in the folders that a person opens."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def open_folder(folder: Path, problems: Gathering) -> PackFolder:
    """Return a pack's folder.

    Raises:
        ProblemsFound: there is no such folder, or it holds no inspection.yaml.
    """
    place = Place(str(folder))
    try:
        root = folder.resolve()
        missing, plain = not root.exists(), not root.is_dir()
        inside = not plain and (root / layout.INSPECTION).exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise ProblemsFound([faults.UNREADABLE.at(place, why=_reason(error))]) from error
    if missing:
        raise ProblemsFound([faults.NO_FOLDER.at(place, folder=folder)])
    if plain:
        raise ProblemsFound([faults.NOT_A_FOLDER.at(place, folder=folder)])
    if not inside:
        raise ProblemsFound([faults.NO_INSPECTION_FILE.at(place, folder=folder)])
    return PackFolder(root, problems)


@dataclass(frozen=True, slots=True)
class PackFolder:
    """The folder, and where to tell what is wrong in it."""

    root: Path
    problems: Gathering

    def entries(self, below: str = "") -> tuple[str, ...]:
        """Return the names in the folder, or in one below it, sorted; hidden files and those of the system left out."""
        folder = self.root / below
        try:
            if below and folder.exists() and not folder.is_dir():
                self.problems.add(faults.NOT_A_FOLDER_WITHIN.at(Place(below)))
            if not folder.is_dir() or not self._is_inside(folder):
                return ()
            names = sorted(entry.name for entry in folder.iterdir())
        except (OSError, RuntimeError) as error:
            self.problems.add(faults.UNREADABLE.at(Place(below or "."), why=_reason(error)))
            return ()
        return tuple(name for name in names if not name.startswith(".") and name not in SYSTEM_FILES)

    def text(self, name: str) -> str | None:
        """Return a file's text; None where there is no such file, or none that can be read."""
        data = self.data(name)
        return None if data is None else decode(data, name, self.problems)

    def data(self, name: str) -> bytes | None:
        """Return a file's bytes; None where there is no such file, or none that can be read."""
        path, place = self.root / name, Place(name)
        most = layout.MOST_BYTES_OF_HISTORY if name == layout.HISTORY else layout.MOST_BYTES
        try:
            if not path.exists() and not path.is_symlink():
                return None
            if not self._is_inside(path):
                self.problems.add(faults.FILE_OUTSIDE.at(place))
                return None
            mode = path.stat().st_mode
            if not S_ISREG(mode):
                what = "a folder" if S_ISDIR(mode) else "a device or a pipe"
                self.problems.add(faults.NOT_A_FILE.at(place, what=what))
                return None
            with path.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, RuntimeError, ValueError) as error:
            self.problems.add(faults.UNREADABLE.at(place, why=_reason(error)))
            return None
        if len(data) > most:
            self.problems.add(faults.TOO_LARGE.at(place, most=most // MILLION))
            return None
        return data

    def tell_unknown(self, surveys: frozenset[str]) -> None:
        """Tell of files that a pack does not have; ``surveys`` are those that the inspection names."""
        for name in self.entries():
            if name not in layout.FILES and name not in layout.SUFFIXES:
                self._unknown(name, (*layout.FILES, *layout.SUFFIXES))
        for name in self.entries(layout.SURVEYS):
            if f"{layout.SURVEYS}/{name}" not in surveys:
                self._unknown(
                    f"{layout.SURVEYS}/{name}", tuple(one for one in surveys if one.startswith(layout.SURVEYS))
                )
        for name in self.entries(layout.FINDINGS):
            if not name.endswith(layout.SUFFIXES[layout.FINDINGS]):
                self._unknown(f"{layout.FINDINGS}/{name}", ())

    def _unknown(self, name: str, known: tuple[str, ...]) -> None:
        self.problems.add(faults.UNKNOWN_FILE.at(Place(name), hint=nearest(name, known)))

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)


def decode(data: bytes, name: str, problems: Gathering) -> str | None:
    """Return the text that UTF-8 bytes stand for, without a byte order mark; None, and the problem, where they do not.

    Lines end with LF or CRLF in a file; they are left as they are.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            problems.add(faults.WRONG_ENCODING.at(Place(name, line=1), why=f"it is {encoding}"))
            return None
    if not data.strip().removeprefix(codecs.BOM_UTF8):
        problems.add(EMPTY_FILE.at(Place(name)))
        return None
    if b"\0" in data:
        problems.add(_nul(data, name))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the bytes before the wrong one are good; the decoder counts from after the byte order mark
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        sign = data[start : start + 1]
        guess = sign.decode("cp1252", errors="replace")
        likely = f" ({guess} in Windows-1252)" if guess.isprintable() and guess != "\N{REPLACEMENT CHARACTER}" else ""
        line = data.count(b"\n", 0, start) + 1
        why = f"byte {start + 1} is {sign.hex().upper()}{likely}"
        problems.add(faults.WRONG_ENCODING.at(Place(name, line=line), why=why))
        return None


def _nul(data: bytes, name: str) -> Problem:
    start = data.index(b"\0")
    # every second byte of Western text in UTF-16 is NUL
    if data[start : start + 8 : 2] == b"\0" * len(data[start : start + 8 : 2]) and start <= 1 and len(data) > 1:
        return faults.WRONG_ENCODING.at(Place(name, line=1), why="it seems to be UTF-16")
    return faults.NUL_BYTE.at(Place(name, line=data.count(b"\n", 0, start) + 1))


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text or "the system refuses it"
