"""What a person reads in the terminal: problems, ratings, traces."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import Place, Problem, Severity
from inspectorate.ratings.describing import label_of, shown_rating
from inspectorate.ratings.model import InspectionRating, StandardRating, Status, Step
from inspectorate.results.model import Results

NARROWEST = 88
WIDEST = 110
COLOURS = ("red", "yellow", "green", "bright_green")
"""For ratings from the lowest up; the words say the same."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command line, as for every other command, that whoever read our output has enough."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """Return a console no wider than reads well."""
    found = _Console(stderr=stderr, highlight=False)
    found.width = max(NARROWEST, min(found.width, WIDEST))
    return found


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error: errors and warnings with place, sentence, remedy and code; then their count."""
    out = console(stderr=True)
    found = tuple(problems)
    for problem in found:
        error = problem.severity is Severity.ERROR
        head = "[bold red]error[/]  " if error else "[bold yellow]warning[/]"
        place = f"[bold]{escape(str(problem.place))}[/]  " if problem.place != Place() else ""
        out.print(f"{head} {place}[dim]{escape(problem.code)}[/]", soft_wrap=True)
        out.print(Padding(escape(problem.message), (0, 0, 0, 8), expand=False))
        out.print(Padding(f"[cyan]{escape(problem.remedy)}[/]", (0, 0, 1, 8), expand=False))
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    counts = [_counted(errors, "error")] * bool(errors) + [_counted(warnings, "warning")] * bool(warnings)
    if counts:
        out.print(" and ".join(counts) + (". Nothing was changed." if errors else "."))


def tell_ratings(framework: Framework, rating: InspectionRating) -> None:
    """Print the table of ratings, the score and the overall rating."""
    out = console()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    table.add_column("Standard")
    table.add_column("Lowest", justify="right", no_wrap=True)
    table.add_column("The rules give", no_wrap=True)
    table.add_column("Rating", no_wrap=True)
    table.add_column("Points", justify="right", no_wrap=True)
    for standard in rating.standards:
        table.add_row(
            escape(f"{standard.id} {standard.title}"),
            "" if standard.lowest_percent is None or standard.rule_result is None else f"{standard.lowest_percent}%",
            label_of(framework, standard.rule_result) or "",
            _rating_words(framework, standard),
            "" if standard.points is None else str(standard.points),
        )
    out.print(table)
    notes = [note for standard in rating.standards for note in _notes(framework, standard)]
    if notes:
        out.print()
    for note in notes:
        out.print(Padding(escape(note), (0, 0, 0, 2), expand=False))
    out.print()
    out.print(f"Score    [bold]{rating.score}[/]")
    overall = label_of(framework, rating.overall)
    out.print(f"Overall  {_coloured(framework, rating.overall, overall)}" if overall else "Overall  awaited")


def tell_trace(framework: Framework, standard: StandardRating) -> None:
    """Print how a standard's rating came about, step by step, each with its source and how sure it is."""
    out = console()
    out.print(f"\n[bold]{escape(standard.id)} {escape(standard.title)}[/]: {_rating_words(framework, standard)}")
    _tell_steps(out, standard.trace)
    for sentence in _fragility_words(framework, standard):
        out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
    out.print(Padding(f"[dim]Data {standard.data}[/]", (0, 0, 0, 2), expand=False))


def tell_overall_trace(rating: InspectionRating) -> None:
    """Print how the overall rating came about."""
    out = console()
    out.print("\n[bold]Score and overall rating[/]")
    _tell_steps(out, rating.trace)
    out.print(
        Padding(
            f"[dim]{rating.framework} {rating.framework_digest}, engine {rating.engine}[/]", (0, 0, 0, 2), expand=False
        )
    )


def tell_probabilities(framework: Framework, results: Results, probabilities: Iterable[tuple[str, float]]) -> None:
    """Print how probable each rating of a standard is, if the cases are a random sample of the caseload."""
    words = ", ".join(f"{label_of(framework, rating)} {_percentage(value)}" for rating, value in probabilities)
    sentence = (
        f"If these {results.cases} cases were drawn at random from the caseload of {results.population:,},"
        f" the rules would give the whole caseload: {words}."
    )
    console().print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))


def _tell_steps(out: Console, steps: Iterable[Step]) -> None:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", width=4)
    grid.add_column()
    for number, step in enumerate(steps, start=1):
        grid.add_row(f"{number}.", escape(step.says))
        if step.source:
            sure = f" ({step.confidence.value})" if step.confidence else ""
            grid.add_row("", f"[dim]Source: {escape(step.source)}{sure}[/]")
    out.print(grid)


def _rating_words(framework: Framework, standard: StandardRating) -> str:
    words = shown_rating(framework, standard) or Status.AWAITED.value.capitalize()
    return _coloured(framework, standard.rating, words)


def _coloured(framework: Framework, rating: str | None, words: str) -> str:
    if rating is None:
        return f"[dim]{escape(words)}[/]"
    colour = COLOURS[min(framework.rank(rating), len(COLOURS) - 1)]
    return f"[bold {colour}]{escape(words)}[/]"


def _notes(framework: Framework, standard: StandardRating) -> list[str]:
    if standard.reason_not_rated:
        return [f"{standard.id} is not rated: {standard.reason_not_rated}"]
    if standard.capped_by and standard.proposed:
        return [f"{standard.id} was capped; without the cap: {label_of(framework, standard.proposed)}."]
    if standard.decision and standard.rating != standard.rule_result:
        return [f"{standard.id} was moved by decision: {standard.decision.reason.strip()}"]
    return []


def _fragility_words(framework: Framework, standard: StandardRating) -> list[str]:
    fragility = standard.fragility
    if fragility is None:
        return []
    sentences = []
    if fragility.raised_to and fragility.to_raise and fragility.answers_to_raise:
        where = ", ".join(f"{count} on {name}" for name, count in fragility.to_raise)
        label = label_of(framework, fragility.raised_to)
        answers = _counted(fragility.answers_to_raise, "answer")
        sentences.append(f"{answers} from no to yes ({where}) would let the rules give {label}.")
    if fragility.lowered_to and fragility.to_lower:
        name, count = fragility.to_lower
        label = label_of(framework, fragility.lowered_to)
        sentences.append(f"{_counted(count, 'answer')} from yes to no on {name} would let them give {label}.")
    return sentences


def _percentage(probability: float) -> str:
    percent = probability * 100
    return "under 1%" if 0 < percent < 1 else "over 99%" if 99 < percent < 100 else f"{percent:.0f}%"  # noqa: PLR2004 - the ends


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
