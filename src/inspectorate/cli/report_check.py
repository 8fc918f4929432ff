"""The command ``check``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from inspectorate.cli import faults
from inspectorate.cli.editions import catalogues, find_edition, frameworks_option, parse_reference
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, ProblemsFound

if TYPE_CHECKING:
    from inspectorate.frameworks.model import Framework
    from inspectorate.reports.checking.model import Checked

SOME_FAIL = 1
UNREADABLE = 2
_UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _parse_framework(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    return None if value is None else parse_reference(context, parameter, value)


@click.command()
@click.argument("report", type=click.Path(path_type=Path), metavar="REPORT")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: claims with verdicts, and what was not checked.")
@click.option(
    "--html",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a page too: the report's text with each claim marked and explained.",
)
@click.option(
    "--framework",
    "reference",
    callback=_parse_framework,
    metavar="ID@VERSION",
    help="Hold ratings against this edition; else it is guessed from the report.",
)
@click.option("--all", "everything", is_flag=True, help="List every claim and every number that was not checked.")
@frameworks_option
def check(
    report: Path,
    *,
    as_json: bool,
    target: Path | None,
    reference: FrameworkReference | None,
    everything: bool,
    folder: Path | None,
) -> None:
    """Check the numbers and ratings of a finished REPORT: PDF, Word, HTML, Markdown or text.

    Every claim that can be recomputed is: counts with percentages, words for proportions, tables, ratings, scores,
    comparisons. "fails" is said only of what cannot be right; what may be right is doubtful.

    \b
    Exit codes:
      0  no claim fails
      1  at least one claim fails
      2  the report cannot be read, the framework cannot be found, or the command was called wrongly

    \b
    Examples:
      inspectorate check examples/published-report/report.txt
      inspectorate check report.pdf --html check.html
      inspectorate check report.docx --framework hmip-adult@2021.1 --json > check.json
    """
    if target is not None and _same_file(target, report):
        raise click.BadParameter("It is the report itself; name another file.", param_hint="--html")
    checked = _checked(report, reference, folder)
    if target is not None:
        _write_page(checked, target)
    if as_json:
        from inspectorate.reports.checking.describing import describe_check

        click.echo(_harmless(json.dumps(describe_check(checked), indent=2, ensure_ascii=False)).encode())
    else:
        from inspectorate.cli.verdicts import tell_check

        tell_check(checked, everything=everything, more=_more(target, everything=everything))
    from inspectorate.reports.checking.model import Verdict

    if checked.of(Verdict.FAILS):
        click.get_current_context().exit(SOME_FAIL)


def _checked(report: Path, reference: FrameworkReference | None, folder: Path | None) -> Checked:
    """Read and check a report; where that cannot be done, tell why and leave."""
    from inspectorate.reports.checking.judging import check as check_report
    from inspectorate.reports.checking.reading.opening import read_report

    try:
        read = read_report(report)
        if reference is not None:
            return check_report(read, framework=find_edition(reference, folder).framework)
        return check_report(read, candidates=_candidates(folder))
    except ProblemsFound as found:
        _leave(found)
    except OSError as error:
        _leave(_refused(error, report))


def _candidates(folder: Path | None) -> tuple[Framework, ...]:
    """Load every edition that a report's ratings may be held against, a house's own before a shipped one."""
    found: dict[FrameworkReference, Framework] = {}
    for catalogue in catalogues(folder):
        for reference in catalogue.references:
            if reference not in found:
                found[reference] = catalogue.edition(reference).framework
    return tuple(found.values())


def _write_page(checked: Checked, target: Path) -> None:
    from inspectorate.reports.checking.page import page

    text = page(checked)
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        _leave(_refused(error, target))
    click.echo(f"Written: {target}", err=True)


def _refused(error: OSError, path: Path) -> ProblemsFound:
    place = Place(str(error.filename or path))
    return ProblemsFound([faults.SYSTEM_REFUSED.at(place, why=error.strerror or error)])


def _leave(found: ProblemsFound) -> NoReturn:
    """Tell problems and leave; a claim that fails has an exit code of its own."""
    from inspectorate.cli.telling import tell_problems

    tell_problems(found.problems)
    raise click.exceptions.Exit(UNREADABLE) from None


def _same_file(target: Path, report: Path) -> bool:
    return target.exists() and report.exists() and target.samefile(report)


def _more(target: Path | None, *, everything: bool) -> str:
    """Return the sentence that says how to see more; empty where all was asked for."""
    ways = [] if everything else ["--all lists every claim and number"]
    ways += [] if target is not None else ["--html check.html shows each in the report's text"]
    return f"To see more: {'; '.join(ways)}." if ways else ""


def _harmless(text: str) -> str:
    """Return JSON with the characters that a terminal might act on, or UTF-8 cannot hold, written as escapes."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
