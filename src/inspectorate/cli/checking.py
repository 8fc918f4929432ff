"""The command ``check-pack``."""

from __future__ import annotations

from pathlib import Path

import click

from inspectorate.cli.editions import frameworks_option
from inspectorate.cli.inspections import rate_inspection
from inspectorate.cli.telling import console, tell_problems
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.reports.assembling import build_document


@click.command("check-pack")
@click.argument("pack", type=click.Path(path_type=Path))
@frameworks_option
def check_pack(pack: Path, folder: Path | None) -> None:
    """Check the folder PACK: every problem at once, with file, row, column and remedy.

    Records are read, decisions held against the rules, and every figure of the narrative against the records.

    \b
    Example:
      inspectorate check-pack examples/manchester-north
    """
    rated = rate_inspection(pack, frameworks=folder, groups=True)
    inspection = rated.inspection
    _, narrative = build_document(
        framework=rated.edition.framework, inspection=inspection, results=rated.results, rating=rated.rating
    )
    if narrative.errors:
        raise ProblemsFound((*rated.warnings, *narrative))
    tell_problems((*rated.warnings, *narrative))
    counts = (
        ("cases", inspection.cases),
        ("judgements", inspection.judgements),
        ("second readings", inspection.second_readings),
        ("items of evidence", inspection.evidence),
        ("surveys", inspection.surveys),
        ("context figures", inspection.figures),
        ("decisions", inspection.decisions),
        ("sections of narrative", inspection.sections),
        ("recommendations", inspection.recommendations),
    )
    out = console()
    out.print(
        f"[bold]{inspection.id}[/] holds, by {rated.edition.framework.reference}, at stage {inspection.stage.value}:"
    )
    for name, records in counts:
        if records:
            out.print(f"  {len(records):>6,} {name}")
