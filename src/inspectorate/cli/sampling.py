"""The command ``sample``."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspectorate.cli import faults
from inspectorate.cli.editions import catalogues, find_edition, frameworks_option, parse_reference
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, ProblemsFound

if TYPE_CHECKING:
    from inspectorate.frameworks.eligibility import Eligibility
    from inspectorate.frameworks.loading import Edition
    from inspectorate.sampling.case_list import CaseList
    from inspectorate.sampling.drawing import Design, Drawing
    from inspectorate.sampling.source import Source

RECORD, SAMPLE_CSV, SAMPLE_XLSX = "draw.json", "sample.csv", "sample.xlsx"
SHEET = "Sample"
LONGEST_NUMBER = 20


def _reference(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    return None if value is None else parse_reference(context, parameter, value)


def _exact(context: click.Context, parameter: click.Parameter, value: str) -> Fraction:
    del context, parameter
    try:
        if len(value) > LONGEST_NUMBER or "e" in value.lower():  # 1e999999999 would be worked out for ever
            raise ValueError(value)  # noqa: TRY301 - told as any other text that is no number
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter(f"{value!r} is no number such as 80, 2.5 or 5/2.") from None


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    del context, parameter
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day such as 2023-02-20.") from None


def _columns(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    del context, parameter
    found = {}
    for one in value:
        heading, sign, field = one.rpartition("=")
        if not sign or not heading or not field:
            raise click.BadParameter(f"{one!r} is no heading and field such as 'Order type=sentence_type'.")
        found[heading] = field
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How the list is to be read, as the command was called."""

    columns: dict[str, str]
    left_unread: tuple[str, ...]
    leave_others_unread: bool
    day_first: bool
    sheet: str


@click.command()
@click.argument("list_path", type=click.Path(path_type=Path, dir_okay=False), metavar="LIST")
@click.option("--framework", "reference", callback=_reference, metavar="ID@VERSION", help="The edition inspected by.")
@click.option("--fieldwork", callback=_day, metavar="DAY", help="Any day of the fieldwork week, as 2023-02-20.")
@click.option("--rules", type=click.Path(path_type=Path, dir_okay=False), help="Rules of eligibility of your own.")
@click.option("--strata", multiple=True, metavar="FIELD", help="A case field to stratify by. May be repeated.")
@click.option("--confidence", default="80", callback=_exact, show_default=True, help="In per cent.")
@click.option("--margin", default="5", callback=_exact, show_default=True, help="In percentage points.")
@click.option("--size", type=int, help="So many cases, in place of confidence and margin.")
@click.option("--least", default="1", callback=_exact, show_default=True, help="Merge strata that get fewer cases.")
@click.option("--seed", default="", metavar="TEXT", help="What the draw hangs on; else one is made, and recorded.")
@click.option(
    "--map", "columns", multiple=True, callback=_columns, metavar="HEADING=FIELD", help="Which column is what."
)
@click.option(
    "--leave-unread", multiple=True, metavar="HEADING", help="A column that is not asked for. May be repeated."
)
@click.option("--leave-others-unread", is_flag=True, help="Every column that is not asked for; none of it is kept.")
@click.option("--day-first", is_flag=True, help="Days are written as 18/07/2022.")
@click.option("--sheet", default="", help="The sheet of a workbook; else the first.")
@click.option("--check", "check_only", is_flag=True, help="Check the list and count who is eligible; draw nothing.")
@click.option("--problems", type=click.Path(path_type=Path, dir_okay=False), help="Write the list's problems as CSV.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=f"A folder for {RECORD} and the sample.")
@click.option(
    "--record", type=click.Path(path_type=Path, dir_okay=False), help="Draw again by this record, and verify."
)
@click.option("--replace", "case", metavar="CASE", help="With --record: take this case out, and draw the next.")
@click.option("--reason", default="", help="With --replace: why.")
@frameworks_option
def sample(
    list_path: Path,
    *,
    reference: FrameworkReference | None,
    fieldwork: date | None,
    rules: Path | None,
    strata: tuple[str, ...],
    confidence: Fraction,
    margin: Fraction,
    size: int | None,
    least: Fraction,
    seed: str,
    columns: dict[str, str],
    leave_unread: tuple[str, ...],
    leave_others_unread: bool,
    day_first: bool,
    sheet: str,
    check_only: bool,
    problems: Path | None,
    out: Path | None,
    record: Path | None,
    case: str | None,
    reason: str,
    folder: Path | None,
) -> None:
    """Draw a sample from a body's case LIST (CSV, XLSX or ODS) that anyone can draw again.

    Names, dates of birth and every column that the framework does not name are refused, and never read.

    \b
    Examples:
      inspectorate sample examples/case-list/list.csv --framework hmip-adult@2021.1 --fieldwork 2023-02-20 --check
      inspectorate sample examples/case-list/list.csv --framework hmip-adult@2021.1 --fieldwork 2023-02-20 \\
          --strata sentence_type --strata sex --seed "26 January 2023" --out drawn
      inspectorate sample examples/case-list/list.csv --record drawn/draw.json
      inspectorate sample examples/case-list/list.csv --record drawn/draw.json \\
          --replace PX-0043 --reason "Transferred to another area" --out drawn
    """
    if case is not None and (record is None or out is None):
        raise click.UsageError("--replace needs the --record that it replaces in, and --out, where to write it.")
    if record is not None:
        _again(list_path, record, case=case, reason=reason, out=out, folder=folder)
        return
    if reference is None:
        raise click.UsageError("Name the edition with --framework, or a draw with --record.")
    from inspectorate.sampling.drawing import Design

    edition = find_edition(reference, folder)
    eligibility = _rules(edition, rules, folder)
    # without a seed one is made that nobody could have chosen; the record holds it
    design = Design(
        seed=seed or secrets.token_hex(8),
        strata=strata,
        confidence=confidence,
        margin=margin,
        size=size,
        least=least,
        fieldwork_week=fieldwork,
    )
    reading = _Reading(
        columns=columns,
        left_unread=leave_unread,
        leave_others_unread=leave_others_unread,
        day_first=day_first,
        sheet=sheet,
    )
    case_list = _read(list_path, reading, edition, eligibility, strata)
    if problems is not None:
        _write_problems(case_list, problems)
    if check_only:
        _check(case_list, edition, eligibility, design)
    else:
        _draw(case_list, edition, eligibility, design, out)


def _read(
    path: Path, reading: _Reading, edition: Edition, rules: Eligibility | None, strata: tuple[str, ...]
) -> CaseList:
    from inspectorate.kernel.problems import Problems
    from inspectorate.sampling.case_list import read_list
    from inspectorate.sampling.drawing import needed_fields
    from inspectorate.sampling.mapping import ListMapping, guess_mapping
    from inspectorate.sampling.strata import check_fields

    found = Problems()
    check_fields(strata, edition.framework, found)
    found.raise_errors()
    source = _open(path, sheet=reading.sheet)
    kept = ListMapping(
        columns=reading.columns,
        left_unread=reading.left_unread,
        leave_others_unread=reading.leave_others_unread,
        day_first=reading.day_first,
    )
    mapping = guess_mapping(headings=source.headings, framework=edition.framework, kept=kept, sheet=source.sheet)
    needed = needed_fields(rules=rules, strata=strata)
    return read_list(source, framework=edition.framework, mapping=mapping, needed=needed)


def _open(path: Path, *, sheet: str) -> Source:
    from inspectorate.sampling.source import open_list

    return open_list(path.read_bytes(), name=path.name, sheet=sheet)


def _rules(edition: Edition, given: Path | None, folder: Path | None) -> Eligibility | None:
    """Return the rules of eligibility: those given, or those beside the edition; None where there are none."""
    from inspectorate.frameworks.catalogue import ELIGIBILITY
    from inspectorate.frameworks.eligibility import load_eligibility

    framework = edition.framework
    if given is not None:
        return load_eligibility(given.read_bytes(), name=given.name, framework=framework)
    for catalogue in catalogues(folder):
        data = catalogue.eligibility(framework.reference)
        if data is not None:
            return load_eligibility(data, name=f"{framework.reference}{ELIGIBILITY}", framework=framework)
    return None


def _check(case_list: CaseList, edition: Edition, rules: Eligibility | None, design: Design) -> None:
    from inspectorate.cli.sampling_telling import tell_eligible, tell_list, tell_size
    from inspectorate.cli.telling import tell_problems
    from inspectorate.sampling.drawing import size_of
    from inspectorate.sampling.eligibility import eligible_cases

    case_list.problems.raise_errors()
    eligible = eligible_cases(case_list.cases, rules=rules, fieldwork_week=design.fieldwork_week)
    tell_problems(case_list.problems.and_more())
    tell_list(case_list, edition.framework)
    tell_eligible(eligible, rules)
    tell_size(size_of(eligible=eligible.eligible, design=design))


def _draw(case_list: CaseList, edition: Edition, rules: Eligibility | None, design: Design, out: Path | None) -> None:
    from inspectorate.cli.sampling_telling import tell_drawing, tell_list
    from inspectorate.cli.telling import tell_problems
    from inspectorate.sampling.drawing import draw_sample

    drawing = draw_sample(case_list, framework=edition.framework, rules=rules, design=design)
    tell_problems(case_list.problems.and_more())
    if out is not None:
        _write(out, case_list, drawing, edition, rules, replacing=b"")
    tell_list(case_list, edition.framework)
    tell_drawing(drawing, rules)


def _again(
    path: Path, record_path: Path, *, case: str | None, reason: str, out: Path | None, folder: Path | None
) -> None:
    """Draw by a record and verify; with a case, replace it then."""
    from inspectorate.cli.sampling_telling import tell_drawing, tell_same
    from inspectorate.cli.telling import tell_problems
    from inspectorate.sampling.drawing import replace_in
    from inspectorate.sampling.record import draw_again, read_record

    data = record_path.read_bytes()
    record = read_record(data, name=record_path.name)
    edition = find_edition(FrameworkReference.parse(record.framework), folder)
    again = draw_again(record, _open(path, sheet=record.mapping.sheet), edition=edition, name=record_path.name)
    if not again.is_the_same:
        raise ProblemsFound(again.differences)
    tell_problems(again.differences)
    drawing = again.drawing
    if case is not None:
        drawing = replace_in(drawing, case=case, reason=reason, framework=edition.framework)
    if out is not None:
        _write(out, again.case_list, drawing, edition, record.rules, replacing=data)
    if case is None:
        tell_drawing(drawing, record.rules)
        tell_same(record_path.name, len(drawing.draw.sample))
    else:
        done = drawing.draw.replacements[-1]
        click.echo(f"{done.case} is replaced by {done.by}, the next of its stratum; every other case stays.")


def _write(
    out: Path,
    case_list: CaseList,
    drawing: Drawing,
    edition: Edition,
    rules: Eligibility | None,
    *,
    replacing: bytes,
) -> None:
    """Write the record and the sample; a record that another draw left there is not overwritten."""
    from inspectorate.sampling.record import record_of, record_text
    from inspectorate.sampling.writing import csv_text, sample_rows, xlsx_bytes

    text = record_text(record_of(case_list, drawing, edition=edition, rules=rules)).encode()
    target = out / RECORD
    if target.exists() and target.read_bytes() not in {text, replacing}:
        raise ProblemsFound([faults.RECORD_STANDS.at(Place(str(target)))])
    out.mkdir(parents=True, exist_ok=True)
    rows = sample_rows(drawing.draw, drawing.eligible.cases, framework=edition.framework)
    # a spreadsheet takes CSV without this mark for Windows-1252
    (out / SAMPLE_CSV).write_bytes(b"\xef\xbb\xbf" + csv_text(rows).encode())
    (out / SAMPLE_XLSX).write_bytes(xlsx_bytes(rows, sheet=SHEET))
    written = target.with_suffix(".json.new")
    written.write_bytes(text)
    written.replace(target)
    click.echo(f"Written: {target}, {SAMPLE_CSV}, {SAMPLE_XLSX}", err=True)


def _write_problems(case_list: CaseList, target: Path) -> None:
    from inspectorate.sampling.writing import csv_text, problem_rows

    target.write_bytes(b"\xef\xbb\xbf" + csv_text(problem_rows(case_list.problems)).encode())
    click.echo(f"Written: {target}", err=True)
