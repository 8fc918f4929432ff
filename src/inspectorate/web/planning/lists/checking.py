"""Opens an uploaded case list and tells everything that is wrong with it, within bounds that suit a page."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace

from inspectorate.frameworks.loading import Edition
from inspectorate.frameworks.model import FieldType
from inspectorate.kernel.problems import Place, Problem, Problems, ProblemsFound
from inspectorate.packs.cells import is_formula
from inspectorate.sampling import faults as sampling_faults
from inspectorate.sampling.case_list import CaseList, read_list
from inspectorate.sampling.delimited import LINE
from inspectorate.sampling.listing import Found, ListProblems
from inspectorate.sampling.mapping import CASE_ID, ListMapping, guess_mapping
from inspectorate.sampling.source import Source, open_list
from inspectorate.sampling.surveying import NotSurveyed, survey
from inspectorate.sampling.workbooks import kind_of_archive
from inspectorate.web.planning.case_list import ADDRESSABLE
from inspectorate.web.planning.editions import eligibility_of
from inspectorate.web.planning.lists import faults

MILLION = 1_000_000
MOST_BYTES = 20 * MILLION
MOST_CASES = 20_000
"""Cases of a list in the workspace; the command line takes more."""
MOST_LINES = 10 * MOST_CASES
"""Lines of a text that is looked at for cases at all."""
MOST_COLUMNS = 200
MOST_INFLATED = 200 * MILLION
"""Bytes that the parts of a workbook may say they have, unpacked."""
MOST_CELLS = 1_000_000
"""The largest rectangle of a workbook's sheet: some 20,000 cases of 50 columns."""
LONGEST_NAME = 100

_CSV = "csv"
_WORKBOOKS = frozenset({"xlsx", "ods"})
_DIGITS_AFTER_A_SIGN = re.compile(r"[+-][0-9.]")
"""Where a spreadsheet may see a formula, and the list's own check sees a number."""
_TOLD_ALREADY = re.compile(r"\s|[=@+-]|.*\s\Z|\Z")
"""What the list's own checks tell of: blanks, spaces around a text, formulas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An uploaded list that could be opened: its kind, and the sheets of a workbook that hold anything."""

    source: Source
    kind: str
    sheets: tuple[str, ...] = ()

    def proposed(self, edition: Edition, *, kept: ListMapping | None) -> ListMapping:
        """Return which column is guessed to be which field, a mapping that was kept before going first."""
        return guess_mapping(
            headings=self.source.headings, framework=edition.framework, kept=kept, sheet=self.source.sheet
        )


def tidy_name(name: str) -> str:
    r"""Return a file's name as it is kept: without folders and without what cannot be seen, not too long.

    >>> tidy_name("C:\\lists\\July\u202e 2026.csv"), tidy_name("/")
    ('July 2026.csv', 'list')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable()).strip()
    return kept[-LONGEST_NAME:] or "list"


def open_upload(data: bytes, *, name: str, sheet: str = "") -> Opened:
    """Open an uploaded list.

    Raises:
        ProblemsFound: it is no list, or larger than is read here.
    """
    if len(data) > MOST_BYTES:
        raise ProblemsFound([faults.FILE_TOO_LARGE.at(Place(name), most=MOST_BYTES // MILLION)])
    if data.count(b"\n") > MOST_LINES and not data.startswith(b"PK"):
        raise ProblemsFound([_too_many(name, data.count(b"\n"))])
    kind = kind_of_archive(data) if data.startswith(b"PK") else _CSV
    sheets = _sheets(data, name, kind) if kind in _WORKBOOKS else ()
    source = open_list(data, name=name, sheet=sheet)
    width = len(source.headings)
    if width > MOST_COLUMNS:
        raise ProblemsFound([faults.LIST_TOO_WIDE.at(Place(name), columns=f"{width:,}", most=MOST_COLUMNS)])
    return Opened(source=source, kind=kind, sheets=sheets)


def _sheets(data: bytes, name: str, kind: str) -> tuple[str, ...]:
    """Return the sheets of a workbook that hold anything; one that would unfold into too much is refused first."""
    place = Place(name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        total = sum(part.file_size for part in archive.infolist())
    if total > MOST_INFLATED:
        why = f"unpacked it has {total // MILLION:,} million bytes"
        raise ProblemsFound([sampling_faults.LIST_TOO_LARGE.at(place, why=why)])
    try:
        extents = survey(data, kind=kind)
    except NotSurveyed as error:
        fault = sampling_faults.LIST_TOO_LARGE if error.too_large else sampling_faults.NOT_A_WORKBOOK
        raise ProblemsFound([fault.at(place, why=error)]) from None
    for extent in extents.values():
        if extent.columns > MOST_COLUMNS:
            raise ProblemsFound([faults.LIST_TOO_WIDE.at(place, columns=f"{extent.columns:,}", most=MOST_COLUMNS)])
        if extent.rows * extent.columns > MOST_CELLS:
            why = f"a sheet reaches to row {extent.rows:,} and column {extent.columns:,}"
            raise ProblemsFound([sampling_faults.LIST_TOO_LARGE.at(place, why=why)])
    return tuple(sheet for sheet, extent in extents.items() if extent.cells)


def _too_many(name: str, rows: int) -> Problem:
    return faults.TOO_MANY_CASES.at(Place(name), cases=f"{rows:,}", most=f"{MOST_CASES:,}")


def needed_fields(edition: Edition) -> tuple[str, ...]:
    """Return the fields that a list must have: those that every case needs, and those of the rules of eligibility."""
    try:
        rules = eligibility_of(str(edition.framework.reference))
    except ProblemsFound:
        rules = None  # a house's own may not hold, of which whoever draws is told
    required = [field.id for field in edition.framework.case_fields if field.required]
    return tuple(dict.fromkeys((*required, *(rules.fields if rules is not None else ()))))


def read_upload(opened: Opened, *, edition: Edition, mapping: ListMapping) -> CaseList:
    """Read an opened list by a mapping, with everything that is wrong with it; nothing is raised."""
    read = read_list(opened.source, framework=edition.framework, mapping=mapping, needed=needed_fields(edition))
    found = Found()
    if read.rows > MOST_CASES:
        found.add(_too_many(read.file, read.rows))
    headings = {field: heading for heading, field in mapping.columns.items()}
    texts = [field.id for field in edition.framework.case_fields if field.type is FieldType.TEXT]
    for name in (CASE_ID, *texts):
        if name in read.cases.columns and read.rows <= MOST_CASES:
            _check_texts(read, name, headings[name], found)
    more = found.result()
    return replace(read, problems=_both(read.problems, more)) if more.errors else read


def _check_texts(read: CaseList, name: str, heading: str, found: Found) -> None:
    """Tell of texts that are good in a list, but not in the address of a page or in a table that is exported."""
    for text, line in read.cases.select(name, LINE).iter_rows():
        place = Place(read.file, line=line, column=heading)
        if _DIGITS_AFTER_A_SIGN.match(text) and is_formula(text):
            found.add(sampling_faults.FORMULA.at(place, value=text))
        elif name == CASE_ID and not _TOLD_ALREADY.match(text) and not ADDRESSABLE.fullmatch(text):
            found.add(faults.REFERENCE_NOT_USABLE.at(place))


def _both(first: ListProblems, second: ListProblems) -> ListProblems:
    """Return the problems of two checks of one list."""
    return ListProblems(
        problems=tuple(Problems([*first.problems, *second.problems])),
        counts=dict(Counter(first.counts) + Counter(second.counts)),
        errors=first.errors + second.errors,
    )
