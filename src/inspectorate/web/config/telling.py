"""What a person reads in the terminal when something is wrong."""

from __future__ import annotations

from collections.abc import Iterable

import click

from inspectorate.kernel.problems import Place, Problem, Severity


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error: place, code, sentence and remedy of each."""
    for problem in problems:
        error = problem.severity is Severity.ERROR
        head = click.style("error  ", fg="red", bold=True) if error else click.style("warning", fg="yellow", bold=True)
        place = f"{click.style(str(problem.place), bold=True)}  " if problem.place != Place() else ""
        click.echo(f"{head} {place}{problem.code}", err=True)
        click.echo(f"        {problem.message}", err=True)
        click.echo(f"        {problem.remedy}\n", err=True)
