"""What a person reads in the terminal of a list and of the sample drawn from it."""

from __future__ import annotations

from fractions import Fraction

from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from inspectorate.cli.telling import console
from inspectorate.frameworks.eligibility import Eligibility
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import decimal_text
from inspectorate.reports.wording import date_text
from inspectorate.sampling.case_list import CaseList
from inspectorate.sampling.comparing import Comparison
from inspectorate.sampling.drawing import Drawing
from inspectorate.sampling.eligibility import EligibleCases
from inspectorate.sampling.mapping import CASE_ID, CASE_LABEL
from inspectorate.sampling.size import SampleSize

MOST_SHOWN = 200


def tell_list(case_list: CaseList, framework: Framework) -> None:
    """Print how a list was read: its columns, and spellings that stand for the framework's values."""
    out = console()
    out.print(f"[bold]{escape(case_list.file)}[/]: {case_list.rows:,} rows")
    table = _table("Column", "read as")
    known = framework.case_field_by_id
    for heading, field in case_list.mapping.columns.items():
        label = CASE_LABEL if field == CASE_ID else known[field].label
        spelled = case_list.mapping.values.get(field, {})
        also = "; ".join(f'"{theirs}" is {ours}' for theirs, ours in spelled.items())
        table.add_row(escape(heading), escape(f"{label} ({field})" + (f": {also}" if also else "")))
    out.print(table)


def tell_eligible(eligible: EligibleCases, rules: Eligibility | None) -> None:
    """Print how many cases are eligible, and how many each rule left out."""
    out = console()
    table = _table("", "Cases", numbers={1})
    table.add_row("In the list", f"{eligible.listed:,}")
    for one in eligible.exclusions:
        table.add_row(f"  {escape(one.says)}", f"\N{MINUS SIGN}{one.cases:,}" if one.cases else "0")
    table.add_row("[bold]Eligible[/]", f"[bold]{eligible.eligible:,}[/]")
    out.print()
    out.print(table)
    for _, first, last in eligible.windows:
        days = f"{date_text(first)} to {date_text(last)}"
        out.print(Padding(f"[dim]Window: {days}[/]", (0, 0, 0, 2), expand=False))
    if rules is None:
        words = "There are no rules of eligibility for this edition: every case of the list may be drawn."
        out.print(Padding(f"[yellow]{words}[/]", (0, 0, 0, 2), expand=False))


def tell_size(size: SampleSize) -> None:
    """Print the sentence that says what the size means."""
    out = console()
    out.print()
    out.print(escape(size.says))


def tell_drawing(drawing: Drawing, rules: Eligibility | None) -> None:
    """Print eligibility, size, strata, the sample beside the population, and the cases."""
    tell_eligible(drawing.eligible, rules)
    tell_size(drawing.size)
    out = console()
    drawn = drawing.draw
    out.print()
    table = _table("Stratum", "Eligible", "Drawn", numbers={1, 2})
    for stratum in drawn.strata:
        table.add_row(escape(stratum.label), f"{stratum.eligible:,}", f"{stratum.size:,}")
    out.print(table)
    if drawn.merges:
        least = decimal_text(drawn.least, 0 if drawn.least.denominator == 1 else 2)
        words = f"Strata that would get fewer than {least} of the cases were merged: {len(drawn.merges)}."
        out.print(Padding(f"[dim]{words}[/]", (0, 0, 0, 2), expand=False))
    _tell_comparison(drawing.comparison)
    out.print()
    sample = drawn.sample
    shown = ", ".join(sample[:MOST_SHOWN]) + (", …" if len(sample) > MOST_SHOWN else "")
    out.print(f"[bold]Drawn[/] ({len(sample):,}): {escape(shown)}")
    for one in drawn.replacements:
        words = f"{one.by} in place of {one.case}: {one.reason}"
        out.print(Padding(escape(words), (0, 0, 0, 2), expand=False))
    out.print(f"[dim]Seed {escape(drawn.seed)}, algorithm {drawn.algorithm}[/]")


def tell_same(record: str, cases: int) -> None:
    """Print that a sample drawn again is the one recorded."""
    console().print(f"[bold green]The same[/]: all {cases:,} cases are those of {escape(record)}.")


def _tell_comparison(comparison: Comparison) -> None:
    if comparison.largest is None:
        return
    out = console()
    out.print()
    table = _table("", "Eligible", "", "Sample", "", "Points", numbers={1, 2, 3, 4, 5})
    before = ""
    for one in comparison.values:
        if one.field != before:
            table.add_row(f"[bold]{escape(one.field_label)}[/]")
            before = one.field
        table.add_row(
            f"  {escape(one.label)}",
            f"{one.population.yes:,}",
            f"{decimal_text(one.population.percentage or Fraction(0), 1)}%",
            f"{one.sample.yes:,}",
            f"{decimal_text(one.sample.percentage or Fraction(0), 1)}%",
            _points(one.difference),
        )
    out.print(table)
    largest = comparison.largest
    words = f"Largest difference: {largest.field_label}, {largest.label}, {_points(largest.difference)} points."
    out.print(escape(words))


def _points(difference: Fraction) -> str:
    text = decimal_text(abs(difference), 1)
    if not float(text.replace(",", "")):
        return text
    return f"+{text}" if difference > 0 else f"\N{MINUS SIGN}{text}"


def _table(*headings: str, numbers: set[int] | frozenset[int] = frozenset()) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at in numbers else "left", no_wrap=at in numbers)
    return table
