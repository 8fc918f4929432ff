"""The commands on frameworks: list, show, check, diff, cases, publish, schema."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from inspectorate.cli.editions import catalogues, find_edition, frameworks_option, parse_reference
from inspectorate.cli.telling import console
from inspectorate.frameworks.catalogue import CASES, Catalogue, in_folder
from inspectorate.frameworks.differences import Change, Difference, differences
from inspectorate.frameworks.loading import Edition, load_framework
from inspectorate.frameworks.model import Framework, Question, Standard, questions_of
from inspectorate.frameworks.publishing import publish as publish_edition
from inspectorate.frameworks.rules import Rule
from inspectorate.frameworks.schema import json_schema
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.ratings.worked_cases import Outcome, run_worked_cases


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def frameworks() -> None:
    """List, show, check, compare, try and publish frameworks: the editions of the method.

    \b
    Examples:
      inspectorate frameworks list
      inspectorate frameworks diff hmip-adult@2018.1 hmip-adult@2021.1
      inspectorate frameworks cases hmip-adult@2021.1
    """


@frameworks.command("list")
@frameworks_option
def list_editions(folder: Path | None) -> None:
    """List the editions: standards, most points, worked cases, whether published."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for heading in ("Framework", "In force from", "Standards", "Most points", "Worked cases", "Published"):
        table.add_column(
            heading, justify="right" if heading in {"Standards", "Most points", "Worked cases"} else "left"
        )
    for catalogue in catalogues(folder):
        published = catalogue.published()
        for reference in catalogue.references:
            framework = catalogue.edition(reference).framework
            outcomes = _worked(catalogue, reference)
            table.add_row(
                str(reference),
                framework.in_force_from,
                str(len(framework.standards)),
                _most_points(framework),
                str(len(outcomes)),
                "yes" if reference in published else "no",
            )
    console().print(table)


@frameworks.command()
@click.argument("reference", callback=parse_reference, metavar="FRAMEWORK")
@frameworks_option
def show(reference: FrameworkReference, folder: Path | None) -> None:
    """Show an edition: its standards and questions, and each rule with its source."""
    edition = find_edition(reference, folder)
    framework, out = edition.framework, console()
    out.print(f"[bold]{escape(framework.title)}[/] ({reference})")
    out.print(escape(f"{framework.publisher}. {framework.note}"))
    out.print(f"[dim]{edition.digest}[/]")
    for domain in framework.domains:
        out.print(f"\n[bold]{escape(domain.number)}. {escape(domain.title)}[/]")
        for standard in domain.standards:
            out.print(f"  [bold]{escape(f'{standard.id} {standard.title}')}[/]  [dim]{escape(_traits(standard))}[/]")
            for question in questions_of(standard):
                key = question in standard.key_questions
                words = escape(f"{question.id} {question.text}") + f" [dim]{escape(_base(framework, question))}[/]"
                out.print(Padding(words, (0, 0, 0, 4 if key else 6), expand=False))
    if framework.case_fields:
        out.print("\n[bold]Case fields[/]")
    for case_field in framework.case_fields:
        values = ", ".join(case_field.allowed) or case_field.type.value
        needed = "" if case_field.required else " (may be left out)"
        out.print(Padding(escape(f"{case_field.id}: {values}{needed}"), (0, 0, 0, 2), expand=False))
    out.print("\n[bold]Rules[/]")
    for name, rule in _rules(framework):
        words = f"[bold]{escape(name)}[/]  [dim]{rule.confidence.value}[/]  {escape(rule.source)}"
        out.print(Padding(words, (0, 0, 0, 2), expand=False))


@frameworks.command()
@click.argument("names", nargs=-1, metavar="[FRAMEWORK|FILE]...")
@frameworks_option
def check(names: tuple[str, ...], folder: Path | None) -> None:
    """Check editions, or framework files anywhere: every problem at once, with line and remedy."""
    found: list[Problem] = []
    out = console()
    if not names:
        names = tuple(str(one) for catalogue in catalogues(folder) for one in catalogue.references)
    for name in names:
        try:
            edition = _load(name, folder)
        except ProblemsFound as problems:
            found.extend(problems.problems)
        else:
            count = len(edition.framework.questions)
            out.print(
                f"{edition.framework.reference} holds: {len(edition.framework.standards)} standards, {count} questions"
            )
    if found:
        raise ProblemsFound(found)


@frameworks.command()
@click.argument("before", callback=parse_reference)
@click.argument("after", callback=parse_reference)
@frameworks_option
def diff(before: FrameworkReference, after: FrameworkReference, folder: Path | None) -> None:
    """Compare two editions: first what may change a rating, then what differs in words alone."""
    found = differences(find_edition(before, folder).framework, find_edition(after, folder).framework)
    out = console()
    parts = (
        ("May change a rating", [one for one in found if one.may_change_ratings]),
        ("Words, sources and descriptions", [one for one in found if not one.may_change_ratings]),
    )
    for heading, differing in parts:
        if differing:
            out.print(f"[bold]{heading}[/]")
        for difference in differing:
            _tell_difference(out, difference)
    marked = len(parts[0][1])
    out.print(f"{len(found)} differences from {before} to {after}; {marked} may change a rating.")


@frameworks.command()
@click.argument("references", nargs=-1, callback=parse_reference, metavar="[FRAMEWORK]...")
@click.option("--verbose", is_flag=True, help="Print every case, not only those that differ.")
@frameworks_option
def cases(references: tuple[FrameworkReference, ...], *, verbose: bool, folder: Path | None) -> None:
    """Run the worked cases of editions: what each set of figures must give."""
    out = console()
    ran = failed = 0
    for catalogue in catalogues(folder):
        for reference in catalogue.references:
            if references and reference not in references:
                continue
            for outcome in _worked(catalogue, reference):
                ran += 1
                failed += not outcome.holds
                if verbose or not outcome.holds:
                    mark = "holds " if outcome.holds else "DIFFERS"
                    out.print(f"{mark} {reference}{CASES}, line {outcome.line}: {outcome.says}", markup=False)
                for difference in outcome.differences:
                    out.print(f"        {difference}", markup=False)
    out.print(f"{ran} worked cases ran, {failed} differ.")
    if failed:
        raise SystemExit(1)


@frameworks.command()
@click.argument("reference", callback=parse_reference, metavar="FRAMEWORK")
@click.option(
    "--folder",
    "where",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds the edition's file, its worked cases and published.lock.",
)
def publish(reference: FrameworkReference, where: Path) -> None:
    """Publish an edition: write its digest to published.lock. Its file may never change again."""
    catalogue = in_folder(where)
    catalogue.edition(reference)
    differing = [outcome for outcome in _worked(catalogue, reference) if not outcome.holds]
    if differing:
        for outcome in differing:
            click.echo(
                f"{reference}{CASES}, line {outcome.line}: {outcome.says} {'; '.join(outcome.differences)}", err=True
            )
        click.echo(f"{reference} was not published: {len(differing)} worked cases differ.", err=True)
        raise SystemExit(1)
    digest = publish_edition(folder=where, reference=reference)
    click.echo(f"{reference} is published with {digest}")


@frameworks.command()
def schema() -> None:
    """Print the JSON Schema of the framework file, for editors."""
    click.echo(json_schema(), nl=False)


def _load(name: str, folder: Path | None) -> Edition:
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} and path.is_file():
        return load_framework(path.read_bytes(), name=name)
    try:
        reference = FrameworkReference.parse(name)
    except ValueError as error:
        raise click.BadParameter(f"{error}, and there is no such file.") from None
    return find_edition(reference, folder)


def _worked(catalogue: Catalogue, reference: FrameworkReference) -> tuple[Outcome, ...]:
    text = catalogue.worked_cases(reference)
    if text is None:
        return ()
    return run_worked_cases(edition=catalogue.edition(reference), text=text, name=f"{reference}{CASES}")


def _rules(framework: Framework) -> list[tuple[str, Rule]]:
    named = [(name, getattr(framework.rules, name)) for name in type(framework.rules).model_fields]
    rules = [(name, rule) for name, rule in named if isinstance(rule, Rule)]
    return rules + [(f"cap {cap.id}", cap) for cap in framework.rules.caps]


def _base(framework: Framework, question: Question) -> str:
    """Say which cases a question is asked of, and where it may be not applicable; nothing where every case answers."""
    asked = framework.condition_by_id[question.asked_of].label if question.asked_of else ""
    return "; ".join(words for words in (asked, question.relevant_where) if words)


def _traits(standard: Standard) -> str:
    traits = [standard.kind.value]
    traits += ["not rated by design"] * (not standard.rated) + ["not scored"] * (standard.rated and not standard.scored)
    return ", ".join([*traits, *standard.bodies])


def _most_points(framework: Framework) -> str:
    most = framework.rules.scale.ratings[-1].points
    kinds = [body.id for body in framework.bodies] or [""]
    return " or ".join(
        sorted({str(most * sum(one.counts_towards_score for one in framework.standards_for(kind))) for kind in kinds})
    )


def _tell_difference(out: Console, difference: Difference) -> None:
    marks = {Change.ADDED: "[green]added[/]", Change.REMOVED: "[red]removed[/]", Change.CHANGED: "changed"}
    out.print(Padding(f"{escape(difference.where)}  {marks[difference.change]}", (0, 0, 0, 2), expand=False))
    if difference.before:
        out.print(Padding(f"[red]-[/] {escape(difference.before)}", (0, 0, 0, 6), expand=False))
    if difference.after:
        out.print(Padding(f"[green]+[/] {escape(difference.after)}", (0, 0, 0, 6), expand=False))
