"""Tables for people: the problems of a list, and the sample, as CSV and XLSX that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
import xlsxwriter

from inspectorate.frameworks.model import Framework
from inspectorate.sampling.delimited import LINE
from inspectorate.sampling.draw import Draw
from inspectorate.sampling.listing import ListProblems
from inspectorate.sampling.mapping import CASE_ID, CASE_LABEL

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Written into every workbook, so that the same sample gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table of texts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def problem_rows(problems: ListProblems) -> Rows:
    """Return the problems of a list, a row each, with how many more there are of each kind."""
    return Rows(
        headings=("Row", "Column", "What is wrong", "What to do", "Severity", "Code"),
        rows=tuple(
            (
                "" if one.place.line is None else str(one.place.line),
                one.place.column or "",
                one.message,
                one.remedy,
                one.severity.value,
                one.code,
            )
            for one in problems.and_more()
        ),
    )


def sample_rows(drawn: Draw, cases: pl.DataFrame, *, framework: Framework) -> Rows:
    """Return the sample, a case a row in drawn order, each with its stratum, its fields, and what it replaces."""
    fields = [name for name in cases.columns if name not in {CASE_ID, LINE}]
    sample = drawn.sample
    chosen = cases.filter(pl.col(CASE_ID).is_in(list(sample))).select(CASE_ID, *fields)
    by_case = {case: values for case, *values in chosen.iter_rows()}
    replaces = {one.by: one.case for one in drawn.replacements}
    known = framework.case_field_by_id
    strata = {case: stratum.label for stratum in drawn.strata for case in set(sample).intersection(stratum.order)}
    return Rows(
        headings=("Number", CASE_LABEL, "Stratum", *(known[name].label for name in fields), "In place of"),
        rows=tuple(
            (
                str(number),
                case,
                strata[case],
                *(known[name].label_of(value) for name, value in zip(fields, by_case[case], strict=True)),
                replaces.get(case, ""),
            )
            for number, case in enumerate(sample, start=1)
        ),
    )


def csv_text(rows: Rows) -> str:
    r"""Write a table as CSV. A cell that a spreadsheet would work out as a formula begins with an apostrophe.

    >>> csv_text(Rows(headings=("a",), rows=(("=1+1",), ("MN-1",))))
    "a\r\n'=1+1\r\nMN-1\r\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(_harmless(row) for row in (rows.headings, *rows.rows))
    return text.getvalue()


def xlsx_bytes(rows: Rows, *, sheet: str) -> bytes:
    """Write a table as a workbook of one sheet, every cell a text, the first row kept in sight."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": _CREATED, "title": sheet})
        page = book.add_worksheet(sheet[:31])
        page.write_row(0, 0, rows.headings, book.add_format({"bold": True, "text_wrap": True}))
        for number, row in enumerate(rows.rows, start=1):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
        page.freeze_panes(1, 0)
        page.set_column(0, len(rows.headings) - 1, 20)
    return written.getvalue()


def _harmless(row: Iterable[str]) -> Sequence[str]:
    return [f"'{cell}" if cell.startswith(_STARTS) else cell for cell in row]
