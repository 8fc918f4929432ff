"""The command ``tabulate``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from inspectorate.cli.engines import ENGINES, Engine, tabulate_file
from inspectorate.cli.spark import LOCAL
from inspectorate.cli.telling import console
from inspectorate.kernel.numbers import whole_percent
from inspectorate.results.tabulation import TabulatedShare

NO_CASES = "no relevant cases"


@click.command()
@click.argument("table", type=click.Path(path_type=Path), metavar="PARQUET|CSV")
@click.option(
    "--by", "by", multiple=True, required=True, help="A column to count by, such as question. May be repeated."
)
@click.option("--cases", type=click.Path(path_type=Path), help="A table of cases, whose fields may be counted by too.")
@click.option("--engine", type=click.Choice(ENGINES), default="duckdb", show_default=True, help="Where it is counted.")
@click.option(
    "--master", default=LOCAL, show_default=True, help="For Spark: local[*], or spark://host:port of a cluster."
)
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True, help="As what."
)
def tabulate(table: Path, *, by: tuple[str, ...], cases: Path | None, engine: Engine, master: str, form: str) -> None:
    """Count yes and relevant answers in a table of judgements, by any of its columns.

    The table has a judgement a row and the column "answer". Shares without relevant cases are told as such.

    \b
    Examples:
      inspectorate tabulate examples/manchester-north/judgements.csv --by question
      inspectorate tabulate examples/manchester-north/judgements.csv \\
          --cases examples/manchester-north/cases.csv --by question --by ethnicity --format csv
    """
    with console(stderr=True).status(f"Counting on {engine}"):
        shares = tabulate_file(table, by=by, engine=engine, cases=cases, master=master)
    writers: dict[str, Callable[[Sequence[str], Sequence[TabulatedShare]], None]] = {
        "table": _print_table,
        "csv": _print_csv,
        "json": _print_json,
    }
    writers[form](by, shares)


def _print_table(by: Sequence[str], shares: Sequence[TabulatedShare]) -> None:
    from rich.markup import escape
    from rich.table import Table

    printed = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for name in by:
        printed.add_column(escape(name))
    for name in ("yes", "relevant", "per cent"):
        printed.add_column(name, justify="right")
    for row in shares:
        percent = whole_percent(row.share)
        shown = NO_CASES if percent is None else f"{percent}%"
        printed.add_row(*map(escape, row.values), f"{row.share.yes:,}", f"{row.share.relevant:,}", shown)
    console().print(printed)


def _print_csv(by: Sequence[str], shares: Sequence[TabulatedShare]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*by, "yes", "relevant"])
    writer.writerows([*row.values, row.share.yes, row.share.relevant] for row in shares)
    click.echo(text.getvalue(), nl=False)


def _print_json(by: Sequence[str], shares: Sequence[TabulatedShare]) -> None:
    rows = [
        dict(zip(by, row.values, strict=True)) | {"yes": row.share.yes, "relevant": row.share.relevant}
        for row in shares
    ]
    click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
