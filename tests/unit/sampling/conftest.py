from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest
import xlsxwriter
from odfdo import Cell, Document, Row, Table

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.frameworks.loading import Edition
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.sampling.case_list import CaseList, read_list
from inspectorate.sampling.mapping import ListMapping, guess_mapping
from inspectorate.sampling.source import open_list

REFERENCE = FrameworkReference("hmip-adult", "2021.1")
HEADINGS = ("Case reference", "Sentence commenced", "Order type", "Sex")
ROWS = (
    ("PX-1", "2022-07-18", "Community order", "Male"),
    ("PX-2", "2022-07-25", "Licence", "Female"),
    ("PX-3", "2022-08-21", "Licence", "Male"),
)


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition(REFERENCE)


@pytest.fixture(scope="session")
def framework(edition: Edition) -> Framework:
    return edition.framework


def csv_bytes(rows: Sequence[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS, separator: str = ",") -> bytes:
    return "".join(separator.join(row) + "\n" for row in (headings, *rows)).encode()


def read(
    data: bytes,
    framework: Framework,
    *,
    name: str = "list.csv",
    kept: ListMapping | None = None,
    needed: Sequence[str] = (),
    most: int = 100,
) -> CaseList:
    source = open_list(data, name=name)
    mapping = guess_mapping(headings=source.headings, framework=framework, kept=kept, sheet=source.sheet)
    return read_list(source, framework=framework, mapping=mapping, needed=needed, most=most)


def codes(case_list: CaseList) -> dict[str, int]:
    return dict(case_list.problems.counts)


def xlsx_of(rows: Sequence[Sequence[object]], *, merged: str = "", second: str = "") -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet("Cases")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if merged:
            page.merge_range(merged, "merged")
        if second:
            book.add_worksheet(second).write_row(0, 0, ["in another sheet"])
    return written.getvalue()


def ods_of(rows: Sequence[Sequence[str | date]]) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Cases")
    for values in rows:
        row = Row()
        for value in values:
            row.append(Cell(value))
        table.append_row(row)
    document.body.append(table)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def repacked(book: bytes, path: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook of which one part reads otherwise."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            data = given.read(name)
            if name == path:
                assert old in data
                data = data.replace(old, new)
            archive.writestr(name, data)
    return written.getvalue()


def cases_of(*cases: tuple[str, ...], fields: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(cases, schema=dict.fromkeys(("case_id", *fields), pl.String()), orient="row")
