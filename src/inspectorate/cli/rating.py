"""The commands ``rate`` and ``overall``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.cli.editions import find_edition, frameworks_option, parse_reference
from inspectorate.kernel.identifiers import FrameworkReference

if TYPE_CHECKING:
    from inspectorate.cli.inspections import Rated  # reading and counting are slow to import


@click.command()
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: standards with traces, score, overall.")
@click.option("--explain", is_flag=True, help="Say how each rating came about: rule, numbers, source, decision.")
@click.option("--standard", "only", multiple=True, metavar="ID", help="Explain this standard alone. May be repeated.")
@frameworks_option
def rate(pack: Path, *, as_json: bool, explain: bool, only: tuple[str, ...], folder: Path | None) -> None:
    """Rate the inspection in the folder PACK.

    \b
    Examples:
      inspectorate rate examples/manchester-north
      inspectorate rate examples/manchester-north --explain --standard 2.3
      inspectorate rate examples/manchester-north --json > ratings.json
    """
    from inspectorate.cli.inspections import rate_inspection

    rated = rate_inspection(pack, frameworks=folder)
    framework = rated.edition.framework
    unknown = [name for name in only if name not in framework.standards]
    if unknown:
        raise click.BadParameter(
            f"{framework.reference} has no standard {', '.join(unknown)}.", param_hint="--standard"
        )
    if as_json:
        from inspectorate.ratings.describing import describe

        described = describe(framework=framework, rating=rated.rating)
        click.echo(json.dumps(described, indent=2, ensure_ascii=False))
    else:
        from inspectorate.cli import telling

        telling.tell_ratings(framework, rated.rating)
        if explain or only:
            for standard in rated.rating.standards:
                if not only or standard.id in only:
                    telling.tell_trace(framework, standard)
                    _tell_probabilities(rated, standard.id)
            if not only:
                telling.tell_overall_trace(rated.rating)
    if rated.warnings:
        from inspectorate.cli.telling import tell_problems

        tell_problems(rated.warnings)


def _tell_probabilities(rated: Rated, standard: str) -> None:
    from inspectorate.cli.telling import tell_probabilities
    from inspectorate.ratings.probability import rating_probabilities

    if rated.results.population is None:
        return
    rating = rated.rating.of(standard)
    if rating.rule_result is None or not rating.key_questions:
        return
    probabilities = rating_probabilities(
        framework=rated.edition.framework,
        shares={question.id: question.share for question in rating.key_questions},
        cases=rated.results.cases,
        population=rated.results.population,
    )
    tell_probabilities(rated.edition.framework, rated.results, probabilities)


@click.command()
@click.argument("reference", callback=parse_reference, metavar="FRAMEWORK")
@click.argument("points", type=int)
@click.argument("maximum", type=int)
@frameworks_option
def overall(reference: FrameworkReference, points: int, maximum: int, folder: Path | None) -> None:
    """Print the overall rating that a score gives.

    \b
    Example:
      inspectorate overall hmip-adult@2021.1 10 24
    """
    from inspectorate.ratings.overall import overall_of_score

    framework = find_edition(reference, folder).framework
    rating = overall_of_score(framework=framework, points=points, maximum=maximum)
    click.echo(framework.ratings[rating].label)
