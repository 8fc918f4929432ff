"""The commands ``report`` and ``demo``."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import click

from inspectorate.cli import faults
from inspectorate.cli.editions import frameworks_option
from inspectorate.kernel.problems import Place, Problem, Problems
from inspectorate.reports.document import Document

EXAMPLE = "manchester-north"
FORMATS = ("html", "pdf", "docx", "xlsx", "ods", "json")


@click.command()
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="One format alone. May be repeated."
)
@click.option(
    "--docx-template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A Word file whose styles the report takes in place of ours.",
)
@frameworks_option
def report(pack: Path, out: Path, formats: tuple[str, ...], docx_template: Path | None, folder: Path | None) -> None:
    """Build the report of the inspection in the folder PACK: HTML, PDF, Word, workbooks and JSON.

    \b
    Examples:
      inspectorate report examples/manchester-north --out out
      inspectorate report examples/manchester-north --out out --format pdf --format docx
    """
    from inspectorate.cli.telling import tell_problems

    written, warnings = _build(pack, out, formats or FORMATS, docx_template, folder)
    tell_problems(warnings)
    for path in written:
        click.echo(path)


@click.command()
@click.option(
    "--out",
    default=Path("out"),
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
def demo(out: Path) -> None:
    """Rate the example inspection and build its report in every format."""
    from rich.markup import escape

    from inspectorate.cli.inspections import rate_inspection
    from inspectorate.cli.telling import console, tell_problems, tell_ratings

    pack = example_pack()
    rated = rate_inspection(pack, frameworks=None)
    out_console = console()
    out_console.print(f"[bold]{escape(rated.inspection.title)}[/]")
    for notice in rated.inspection.notices:
        out_console.print(escape(notice))
    out_console.print()
    started = time.perf_counter()
    written, warnings = _build(pack, out, FORMATS, None, None)
    seconds = time.perf_counter() - started
    tell_problems(warnings)
    tell_ratings(rated.edition.framework, rated.rating)
    click.echo(f"\nThe report, in {len(written)} formats ({seconds:.1f} s):")
    for path in written:
        click.echo(f"  {path}")
    click.echo("\nHow a rating came about:")
    click.echo(f"  {_short(Path(sys.argv[0]))} rate {_short(pack)} --explain --standard 2.3")


def example_pack() -> Path:
    """Return the folder of the example inspection: beside the source, or inside the installed package."""
    package = Path(str(files("inspectorate")))
    beside = package.parent.parent / "examples" / EXAMPLE
    return beside if beside.is_dir() else package / "examples" / EXAMPLE


def _build(
    pack: Path, out: Path, formats: tuple[str, ...], docx_template: Path | None, folder: Path | None
) -> tuple[list[Path], tuple[Problem, ...]]:
    """Write a report's files; nothing is replaced before every one of them is made."""
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from inspectorate.cli.inspections import rate_inspection
    from inspectorate.cli.telling import console
    from inspectorate.reports.assembling import build_document

    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading the pack", total=None)
        rated = rate_inspection(pack, frameworks=folder, groups=True)
        progress.update(task, description="Putting the report together")
        document, problems = build_document(
            framework=rated.edition.framework,
            inspection=rated.inspection,
            results=rated.results,
            rating=rated.rating,
        )
        problems.raise_errors()
        out.mkdir(parents=True, exist_ok=True)
        targets = [out / f"{document.id}.{name}" for name in formats]
        blocked = [faults.NOT_REPLACEABLE.at(Place(str(path))) for path in targets if path.is_dir()]
        Problems(blocked).raise_errors()
        with tempfile.TemporaryDirectory(dir=out, prefix=".report-") as made:
            names = []
            for name in formats:
                progress.update(task, description=f"Writing {name.upper()}")
                target = Path(made) / f"{document.id}.{name}"
                _writer(name, docx_template)(document, target)
                names.append(target.name)
            for name in names:
                (Path(made) / name).replace(out / name)
    return [out / name for name in names], (*rated.warnings, *problems.warnings)


def _writer(name: str, docx_template: Path | None) -> Callable[[Document, Path], object]:
    """Return what writes a format; each imports its own library when it is called for."""
    match name:
        case "html":
            from inspectorate.reports.outputs.html import render_html

            return lambda document, path: path.write_text(render_html(document), encoding="utf-8", newline="\n")
        case "pdf":
            from inspectorate.reports.outputs.pdf import render_pdf

            return lambda document, path: path.write_bytes(render_pdf(document))
        case "docx":
            from inspectorate.reports.outputs.docx import render_docx

            return lambda document, path: path.write_bytes(render_docx(document, template=docx_template))
        case "xlsx":
            from inspectorate.reports.outputs.xlsx import write_xlsx

            return write_xlsx
        case "ods":
            from inspectorate.reports.outputs.ods import write_ods

            return write_ods
        case _:
            from inspectorate.reports.outputs.data import render_json

            return lambda document, path: path.write_bytes(render_json(document))


def _short(path: Path) -> Path:
    here = Path.cwd()
    path = path.absolute()
    return path.relative_to(here) if path.is_relative_to(here) else path
