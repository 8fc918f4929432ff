"""A list in a text: its encoding, its separator, and its columns.

Most lists hold no quotation mark, and then a line is a row: Polars parts a million of them in a second or two, and a
row of too many cells is still told by its line. Where there is one, Python's own csv module reads.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.sampling import faults
from inspectorate.sampling.listing import Found

SEPARATORS = (",", ";", "\t", "|")
MOST_COLUMNS = 1_000
"""More columns than this are no case list."""
LINE = "line"

_BLOCK = 1 << 22
_ROWS = 50_000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextList:
    """A list in a text that is decoded as it is read. ``width`` counts the cells of its first row."""

    name: str
    data: bytes
    encoding: str
    separator: str
    headings: tuple[str, ...]
    line: int
    ends: int
    """The line on which the headings end."""

    @property
    def width(self) -> int:
        """Return the number of cells that a row has."""
        return len(self.headings)

    def read(self, positions: Sequence[int], found: Found) -> pl.DataFrame:
        """Return some columns as texts, each named by its position, and the line of each row.

        Rows with nothing in them are left out; ragged rows are told of and left out.
        """
        whole_lines = b'"' not in self.data and self.data.count(b"\r") == self.data.count(b"\r\n")
        frames = list(self._lines(positions, found) if whole_lines else self._records(positions, found))
        schema = {**dict.fromkeys(map(str, positions), pl.String()), LINE: pl.UInt32()}
        return pl.concat(frames) if frames else pl.DataFrame(schema=schema)

    def _lines(self, positions: Sequence[int], found: Found) -> Iterator[pl.DataFrame]:
        """Read where every line is a row."""
        first = 1
        for block in self._blocks():
            text = pl.DataFrame({"text": block.decode(self.encoding).split("\n")})
            if text["text"][-1] == "":
                text = text.head(-1)
            height = text.height
            numbers = pl.int_range(first, first + height, dtype=pl.UInt32, eager=True).alias(LINE)
            cells = pl.col("text").str.count_matches(self.separator, literal=True) + 1
            blank = pl.col("text").str.strip_chars(f"\r{self.separator} ") == ""
            text = text.with_columns(numbers, pl.col("text").str.strip_suffix("\r"))
            text = text.filter((pl.col(LINE) > self.ends) & ~blank).with_columns(cells.alias("cells"))
            ragged = text.filter(pl.col("cells") != self.width)[LINE]
            self._tell_ragged(ragged.to_list(), found)
            parted = pl.col("text").str.split_exact(self.separator, self.width - 1).struct
            rows = text.filter(pl.col("cells") == self.width)
            columns = [parted.field(f"field_{at}").alias(str(at)) for at in positions]
            yield rows.select(*columns, LINE)
            first += height

    def _blocks(self) -> Iterator[bytes]:
        """Go through the bytes in blocks that end with a line."""
        at, length = (len(_BOM) if self.data.startswith(_BOM) else 0), len(self.data)
        while at < length:
            end = length if length - at <= _BLOCK else self.data.find(b"\n", at + _BLOCK) + 1 or length
            yield self.data[at:end]
            at = end

    def _records(self, positions: Sequence[int], found: Found) -> Iterator[pl.DataFrame]:
        """Read by the csv module, which knows quotation marks."""
        reader = _reader(self.data, self.encoding, self.separator)
        rows: list[list[str]] = []
        lines: list[int] = []
        ragged: list[int] = []
        line, why = 1, ""
        try:
            for cells in reader:
                if line > self.line and any(cells):
                    if len(cells) == self.width:
                        rows.append(cells)
                        lines.append(line)
                    else:
                        ragged.append(line)
                line = reader.line_num + 1
                if len(rows) == _ROWS:
                    yield _frame(rows, lines, positions)
                    rows, lines = [], []
        except csv.Error as error:
            why = str(error)
        if rows:
            yield _frame(rows, lines, positions)
        self._tell_ragged(ragged, found)
        if why:
            found.add(faults.NOT_CSV.at(Place(self.name, line=line), why=why))

    def _tell_ragged(self, lines: list[int], found: Found) -> None:
        problems = (faults.RAGGED_ROW.at(Place(self.name, line=line), expected=self.width) for line in lines)
        found.add_alike(problems, number=len(lines), kind=faults.RAGGED_ROW)


def open_text(data: bytes, *, name: str, found: Found) -> TextList:
    """Open a list in a text: find its encoding, its separator and its headings.

    Raises:
        ProblemsFound: it is no text, or has no first row.
    """
    data, encoding = _encoding(data, name, found)
    sample = data[: data.find(b"\n") if b"\n" in data[:_BLOCK] else _BLOCK].decode(encoding, errors="replace")
    separator = max(SEPARATORS, key=lambda sign: (sample.count(sign), -SEPARATORS.index(sign)))
    reader = _reader(data, encoding, separator)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                _check_width(len(cells), name)
                headings = tuple(cell.strip() for cell in cells)
                return TextList(
                    name=name,
                    data=data,
                    encoding=encoding,
                    separator=separator,
                    headings=headings,
                    line=line,
                    ends=reader.line_num,
                )
            line = reader.line_num + 1
    except csv.Error as error:
        raise ProblemsFound([faults.NOT_CSV.at(Place(name, line=line), why=error)]) from None
    raise ProblemsFound([faults.LIST_EMPTY.at(Place(name))])


def _check_width(width: int, name: str) -> None:
    if width > MOST_COLUMNS:
        why = f"it has {width:,} columns, and {MOST_COLUMNS:,} at most are read"
        raise ProblemsFound([faults.LIST_TOO_LARGE.at(Place(name), why=why)])


def _encoding(data: bytes, name: str, found: Found) -> tuple[bytes, str]:
    """Return a list's bytes and their encoding; UTF-16 is turned into UTF-8."""
    place = Place(name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16").encode(), "utf-8"
        except UnicodeError as error:
            raise ProblemsFound([faults.WRONG_ENCODING.at(place, why=f"it begins as UTF-16, and {error}")]) from None
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise ProblemsFound([faults.NUL_BYTE.at(Place(name, line=line))])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            line = data.count(b"\n", 0, error.start) + 1
            why = f"byte {error.start + 1} is neither UTF-8 nor Windows-1252"
            raise ProblemsFound([faults.WRONG_ENCODING.at(Place(name, line=line), why=why)]) from None
        found.add(faults.READ_AS_WINDOWS.at(Place(name, line=data.count(b"\n", 0, error.start) + 1)))
        return data, "cp1252"
    return data, "utf-8"


def _reader(data: bytes, encoding: str, separator: str) -> csv._reader:  # type: ignore[name-defined]  # its type has no public name
    stream = io.BytesIO(data.removeprefix(_BOM))
    return csv.reader(io.TextIOWrapper(stream, encoding=encoding, newline=""), delimiter=separator, strict=True)


def _frame(rows: list[list[str]], lines: list[int], positions: Sequence[int]) -> pl.DataFrame:
    columns = [pl.Series(str(at), [row[at] for row in rows], dtype=pl.String) for at in positions]
    return pl.DataFrame([*columns, pl.Series(LINE, lines, dtype=pl.UInt32)])
