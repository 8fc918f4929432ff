"""The cases of a body's list, as the framework's case schema has them, with everything that is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from inspectorate.frameworks.model import CaseField, FieldType, Framework
from inspectorate.kernel.problems import Place, Problem, ProblemKind, nearest
from inspectorate.sampling import faults
from inspectorate.sampling.delimited import LINE
from inspectorate.sampling.listing import MOST_ALIKE, Found, ListProblems
from inspectorate.sampling.mapping import CASE_ID, ListMapping, check_columns, value_of
from inspectorate.sampling.source import Source

MOST_CHARACTERS = 500
"""The longest cell that is read."""
MOST_SPELLINGS = 1_000
"""Different texts of one choice that are looked at for a spelling of one of its values."""
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)

_DAY_ZERO = date(1899, 12, 30)
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SERIAL = r"^[0-9]{5}(?:\.[0-9]+)?$"
_SLASHED = r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}$"
_FORMULA = r"^(?:[\t\r]|[=@].|[+-][^0-9.])"
_LIKE_A_NAME = r"^[\p{L}'\x{2019}.-]+(?:,? +[\p{L}'\x{2019}.-]+)+$"
_CONTROL = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"
_VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """A list that was read.

    ``cases`` has the column ``case_id`` and one for each case field that the list holds, all texts (days as
    2022-07-18, a blank as the empty text), and ``line``, the row in the file. ``mapping`` says how it was read, with
    every spelling of a value that was met. ``rows`` counts the rows that hold anything and are not ragged.
    ``file_digest`` is of the file's bytes, ``digest`` of the cases alone, whatever the order of rows or columns and
    the kind of file.
    """

    file: str
    file_digest: str
    digest: str
    rows: int
    mapping: ListMapping
    cases: pl.DataFrame
    problems: ListProblems

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the case fields that the list holds, in the framework's order."""
        return tuple(name for name in self.cases.columns if name not in {CASE_ID, LINE})


def read_list(
    source: Source,
    *,
    framework: Framework,
    mapping: ListMapping,
    needed: Iterable[str] = (),
    most: int = MOST_ALIKE,
) -> CaseList:
    """Read a list's cases, with every problem at once.

    Args:
        source: the opened list.
        framework: whose case fields may be in it; any other column is refused and never read.
        mapping: which column is which.
        needed: fields that it must have, such as those of the rules of eligibility and of the strata.
        most: problems of one kind that are told in full; all are counted.

    Nothing is raised: ``problems`` of the result say whether it may be used.
    """
    found = Found(most)
    for problem in source.problems.problems:
        found.add(problem)
    positions = check_columns(source, mapping, framework, needed, found)
    ordered = [CASE_ID, *(field.id for field in framework.case_fields)]
    held = {name: positions[name] for name in ordered if name in positions}
    frame = source.body.read(tuple(held.values()), found).rename({str(at): name for name, at in held.items()})
    rows = frame.height
    if not rows and not found.errors:
        found.add(faults.LIST_WITHOUT_CASES.at(Place(source.file, line=source.line)))
    headings = {name: source.headings[at] for name, at in held.items()}
    checks = _Checks(source.file, headings, found)
    values = {name: dict(spelled) for name, spelled in mapping.values.items()}
    if CASE_ID in held:
        checks.references(frame)
    for field in framework.case_fields:
        if field.id in held:
            frame = checks.field(frame, field, values, day_first=mapping.day_first)
    met = {name: dict(sorted(spelled.items())) for name, spelled in sorted(values.items()) if spelled}
    return CaseList(
        file=source.file,
        file_digest=source.digest,
        digest=digest_of(frame) if CASE_ID in held else "",
        rows=rows,
        mapping=mapping.model_copy(update={"values": met, "sheet": mapping.sheet}),
        cases=frame,
        problems=found.result(),
    )


def digest_of(cases: pl.DataFrame) -> str:
    """Return the digest of cases, whatever the order of their rows.

    The bytes are UTF-8: a line for the names of the columns and one for each case, in the order of the references by
    code point; cells parted by the character 31, lines ended by a line feed.
    """
    names = [name for name in cases.columns if name != LINE]
    lines = cases.select(pl.concat_str(names, separator="\x1f").alias("text"), pl.col(CASE_ID)).sort(CASE_ID, "text")
    hashed = hashlib.sha256(("\x1f".join(names) + "\n").encode())
    for part in lines["text"].to_frame().iter_slices(100_000):
        hashed.update("".join(f"{line}\n" for line in part["text"]).encode())
    return "sha256:" + hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class _Checks:
    file: str
    headings: Mapping[str, str]
    found: Found

    def tell(self, frame: pl.DataFrame, name: str, wrong: pl.Expr, kind: ProblemKind, **words: object) -> None:
        """Take the rows of which ``wrong`` is true as problems of a kind."""
        bad = frame.lazy().select(pl.col(name).alias(_VALUE), LINE, wrong.alias("wrong")).filter("wrong").collect()
        problems = (
            self.at(kind, name, line, value, **words)
            for value, line in bad.select(_VALUE, LINE).head(self.found.most).iter_rows()
        )
        self.found.add_alike(problems, number=bad.height, kind=kind)

    def at(self, kind: ProblemKind, name: str, line: int, value: str, **words: object) -> Problem:
        """Make one problem of a cell."""
        place = Place(self.file, line=line, column=self.headings[name])
        return kind.at(place, value=value, field=name, **words)

    def references(self, frame: pl.DataFrame) -> None:
        """Check the case references: there, each once, and naming no one."""
        cell = pl.col(CASE_ID)
        blank = cell.str.strip_chars() == ""
        self.tell(frame, CASE_ID, blank, faults.BLANK_CELL)
        self.text(frame, CASE_ID)
        self.tell(frame, CASE_ID, cell.str.contains(_LIKE_A_NAME), faults.REFERENCE_LIKE_A_NAME)
        self.tell(frame, CASE_ID, ~cell.is_first_distinct() & ~blank, faults.CASE_TWICE)

    def text(self, frame: pl.DataFrame, name: str) -> None:
        """Check a text that may be anything."""
        cell = pl.col(name)
        self.tell(frame, name, cell.str.contains(_CONTROL), faults.CONTROL_CHARACTER)
        around = (cell != cell.str.strip_chars()) & (cell.str.strip_chars() != "")
        self.tell(frame, name, around & ~cell.str.contains(_CONTROL), faults.SPACE_AROUND)
        self.tell(frame, name, cell.str.contains(_FORMULA), faults.FORMULA)
        self.tell(frame, name, cell.str.len_chars() > MOST_CHARACTERS, faults.CELL_TOO_LONG, most=MOST_CHARACTERS)

    def field(
        self, frame: pl.DataFrame, field: CaseField, values: dict[str, dict[str, str]], *, day_first: bool
    ) -> pl.DataFrame:
        """Check a case field's cells, and return the cases with those that have another spelling put right."""
        name = field.id
        if field.type is not FieldType.TEXT:
            frame = frame.with_columns(pl.col(name).str.strip_chars())
        if field.required:
            self.tell(frame, name, pl.col(name) == "", faults.BLANK_CELL)
        match field.type:
            case FieldType.TEXT:
                self.text(frame, name)
                return frame
            case FieldType.DATE:
                return self.days(frame, name, day_first=day_first)
            case _:
                return self.choices(frame, field, values)

    def choices(self, frame: pl.DataFrame, field: CaseField, values: dict[str, dict[str, str]]) -> pl.DataFrame:
        """Check a choice, reading the list's own spellings of its values."""
        name = field.id
        spelled = dict(values.get(name, {}))
        texts = frame[name].unique().sort().to_list()
        # past so many spellings the column holds something else, and a person must look
        unknown = [text for text in texts[MOST_SPELLINGS:] if text and text not in field.allowed]
        for text in texts[:MOST_SPELLINGS]:
            if text and text not in field.allowed and spelled.get(text) not in field.allowed:
                meant = value_of(field, text)
                spelled.pop(text, None)
                if meant is None:
                    unknown.append(text)
                else:
                    spelled[text] = meant
        values[name] = spelled
        if spelled:
            frame = frame.with_columns(pl.col(name).replace(spelled))
        if unknown:
            self.not_allowed(frame, field, unknown)
        return frame

    def not_allowed(self, frame: pl.DataFrame, field: CaseField, unknown: list[str]) -> None:
        """Tell of values that are none of a field's."""
        bad = frame.filter(pl.col(field.id).is_in(unknown)).select(field.id, LINE)
        formula = bad[field.id].str.contains(_FORMULA)
        for kind, rows in (
            (faults.FORMULA, bad.filter(formula)),
            (faults.VALUE_NOT_ALLOWED, bad.filter(~formula)),
        ):
            problems = [
                self.at(kind, field.id, line, value, hint=nearest(value, field.allowed))
                for value, line in rows.head(self.found.most).iter_rows()
            ]
            self.found.add_alike(problems, number=rows.height, kind=kind)

    def days(self, frame: pl.DataFrame, name: str, *, day_first: bool) -> pl.DataFrame:
        """Check days, and write them as 2022-07-18."""
        cell = pl.col(name)
        if day_first:
            parts = cell.str.extract_groups(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$")
            turned = pl.concat_str(
                parts.struct.field("3"),
                pl.lit("-"),
                parts.struct.field("2").str.pad_start(2, "0"),
                pl.lit("-"),
                parts.struct.field("1").str.pad_start(2, "0"),
            )
            frame = frame.with_columns(pl.coalesce(turned, cell).alias(name))
        frame = frame.with_columns(cell.str.strip_suffix(" 00:00:00").str.strip_suffix("T00:00:00"))
        written = cell.str.contains(_DAY)
        day = cell.str.to_date("%Y-%m-%d", strict=False)
        slashed, serial = cell.str.contains(_SLASHED), cell.str.contains(_SERIAL)
        formula = cell.str.contains(_FORMULA)
        self.tell(frame, name, written & day.is_null(), faults.IMPOSSIBLE_DATE)
        self.tell(frame, name, slashed, faults.DAY_FIRST)
        self.tell(frame, name, formula, faults.FORMULA)
        out = (day < FIRST_DAY) | (day > LAST_DAY)
        self.tell(frame, name, written & out, faults.DATE_OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)
        numbers = frame.filter(serial).select(name, LINE)
        self.found.add_alike(
            (
                self.at(faults.DATE_AS_NUMBER, name, line, value, reading=_day_of_serial(value))
                for value, line in numbers.head(self.found.most).iter_rows()
            ),
            number=numbers.height,
            kind=faults.DATE_AS_NUMBER,
        )
        none = (cell != "") & ~written & ~slashed & ~serial & ~formula
        self.tell(frame, name, none, faults.NOT_A_DATE)
        return frame


def _day_of_serial(text: str) -> str:
    return (_DAY_ZERO + timedelta(days=int(text[:5]))).isoformat()
