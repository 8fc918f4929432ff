"""The parts of a file that is a zip archive, opened so that no archive can fill the memory or the time of a reader.

What an archive declares is checked before anything is taken out, and what comes out is counted as it comes, for an
archive may declare what is not so.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.reports.checking.faults import DOCX_DAMAGED, DOCX_INFLATES, REPORT_PASSWORD

MOST_INFLATED: Final = 200_000_000
MOST_IN_PART: Final = 50_000_000
_MOST_PARTS: Final = 10_000
_MOST_DIRECTORY: Final = 4_000_000
_MOST_RATIO: Final = 200
_SMALL_PART: Final = 1_000_000
_CHUNK: Final = 1_000_000
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_MOST_COMMENT: Final = 65_535
_ENCRYPTED: Final = 0x1
# What zipfile raises on bytes that are not what its list says: a password needed is a RuntimeError.
_UNPACKING: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """A zip archive that was found fit to be read; a context that closes its file.

    Raises:
        ProblemsFound: it is damaged, asks for a password, or would inflate beyond every report.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._place = Place(name)
        self._taken = 0
        self._check_directory(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise self._damaged("its list of parts cannot be read") from error
        self.names = frozenset(self._zip.namelist())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def check_declared(self) -> None:
        """Refuse an archive for what it says of itself: more than 200 MB inside, or parts shrunk beyond belief.

        Raises:
            ProblemsFound: it is one of these.
        """
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        if total > MOST_INFLATED:
            raise self._inflates(f"{_megabytes(total)} in all, where {_megabytes(MOST_INFLATED)} are allowed")
        for entry in entries:
            if entry.file_size > _SMALL_PART and entry.file_size > _MOST_RATIO * max(1, entry.compress_size):
                times = entry.file_size // max(1, entry.compress_size)
                raise self._inflates(f"its part {entry.filename} grows {times:,} times as it is opened")

    def part(self, name: str) -> bytes:
        """Return the content of a part, which is to be text: up to 50 MB of it.

        Raises:
            ProblemsFound: it is damaged, encrypted or too large.
        """
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & _ENCRYPTED:
                raise ProblemsFound([REPORT_PASSWORD.at(self._place)])
            if entry.compress_type not in _METHODS:
                raise self._damaged(f"its part {name} is packed in a way that Word does not use")
            chunks: list[bytes] = []
            size = 0
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._taken += len(chunk)
                    if size > MOST_IN_PART or self._taken > MOST_INFLATED:
                        raise self._inflates(f"its part {name} has more than {_megabytes(MOST_IN_PART)} of text")
                    chunks.append(chunk)
        except KeyError as error:
            raise self._damaged(f"its part {name} is missing") from error
        except _UNPACKING as error:
            raise self._damaged(f"its part {name} cannot be unpacked") from error
        return b"".join(chunks)

    def _check_directory(self, path: Path) -> None:
        """Look at the end of the file: a list of a million parts would take long merely to be read."""
        with path.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(max(0, size - _END_BYTES - _MOST_COMMENT))
            tail = stream.read()
        start = tail.rfind(_END)
        if start < 0 or len(tail) < start + _END_BYTES:
            raise self._damaged("its end is missing, as if it had been cut off")
        parts, length = struct.unpack("<HI", tail[start + 10 : start + 16])
        if parts > _MOST_PARTS or length > _MOST_DIRECTORY:
            raise self._inflates(f"it lists more than {_MOST_PARTS:,} parts")

    def _damaged(self, why: str) -> ProblemsFound:
        return ProblemsFound([DOCX_DAMAGED.at(self._place, why=why)])

    def _inflates(self, why: str) -> ProblemsFound:
        return ProblemsFound([DOCX_INFLATES.at(self._place, why=why)])


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000):,} MB"
