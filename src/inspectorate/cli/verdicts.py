"""What a person reads in the terminal of a checked report: what fails first, then what is in doubt, then counts."""

from __future__ import annotations

import re

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from inspectorate.cli.telling import WIDEST, console
from inspectorate.reports.checking.describing import short_place
from inspectorate.reports.checking.model import Checked, Claim, Kind, Verdict
from inspectorate.reports.checking.summing import by_reason, summary_sentence, unread_sentence

NARROWEST = 60
LONGEST = 300
"""Characters of a claim's words that are shown; its place leads to the rest."""
MARGIN = 10
CUT = "..."
_TRAILING = re.compile(r" +$", re.MULTILINE)
"""What fills the cells of a table, of no use in a file or to the next command."""
PLAINER = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})
"""For an output that has no signs beyond its own alphabet's."""
STYLES = {
    Verdict.FAILS: "bold red",
    Verdict.DOUBTFUL: "bold magenta",
    Verdict.CANNOT_TELL: "bold",
    Verdict.HOLDS: "bold green",
}
"""Colours that can be read on a light and on a dark ground; the verdict's word says the same."""


def tell_check(checked: Checked, *, everything: bool, more: str) -> None:
    """Print what became of a report's claims and numbers.

    Claims that fail or are doubtful are told in full. Those that cannot be told or hold are counted by kind, or with
    ``everything`` listed, one a line. ``more`` is a sentence that says how to see more; it may be empty.
    """
    out = _console()
    if out.is_terminal:
        _tell(out, checked, everything=everything, more=more)
        return
    with out.capture() as captured:
        _tell(out, checked, everything=everything, more=more)
    out.file.write(_TRAILING.sub("", captured.get()))


def _tell(out: Console, checked: Checked, *, everything: bool, more: str) -> None:
    _tell_heading(out, checked)
    for verdict in (Verdict.FAILS, Verdict.DOUBTFUL):
        _tell_claims(out, checked, verdict)
    quiet = [claim for claim in checked.claims if claim.verdict in (Verdict.CANNOT_TELL, Verdict.HOLDS)]
    if quiet and everything:
        _list_claims(out, quiet)
    elif quiet:
        _count_claims(out, quiet)
    if checked.not_checked:
        _tell_unchecked(out, checked, everything=everything)
    out.print()
    out.print(Text(summary_sentence(checked), style="bold"))
    if more:
        out.print(_words(out, more))


def _console() -> Console:
    """Return a console no wider than reads well, and as narrow as the terminal is."""
    out = console()
    out.width = max(NARROWEST, min(Console().width, WIDEST))
    return out


def _tell_heading(out: Console, checked: Checked) -> None:
    report = checked.report
    out.print(Text.assemble(("Check of ", "bold"), (_plain(out, report.name), "bold")))
    pages = [] if report.pages is None else [_counted(report.pages, "page")]
    read = ", ".join([report.format, *pages, _counted(len(report.passages), "passage")])
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row("Read", _words(out, read))
    if report.unread:
        grid.add_row(Text("Not read", style="bold"), _words(out, unread_sentence(report)))
    grid.add_row("Framework", _words(out, checked.framework or "none"))
    if checked.framework_why:
        grid.add_row("", _words(out, checked.framework_why))
    out.print(grid)


def _tell_claims(out: Console, checked: Checked, verdict: Verdict) -> None:
    claims = checked.of(verdict)
    if not claims:
        return
    fails = verdict is Verdict.FAILS
    verb = ("fails" if fails else "is doubtful") if len(claims) == 1 else ("fail" if fails else "are doubtful")
    _tell_title(out, f"{_counted(len(claims), 'claim')} {verb}")
    for place, claim in enumerate(claims):
        if place:
            out.print()
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=MARGIN - 1, no_wrap=True)
        grid.add_column()
        word = verdict.value.upper() if fails else verdict.value
        grid.add_row(Text(word, style=STYLES[verdict]), Text(_quoted(out, claim), style="bold"))
        grid.add_row("", _words(out, f"{claim.where} ({claim.kind.value})"))
        if claim.expected:
            grid.add_row("", Text.assemble("should be ", (_plain(out, claim.expected), "bold")))
        grid.add_row("", _words(out, claim.why))
        out.print(grid)


def _count_claims(out: Console, claims: list[Claim]) -> None:
    """Print how many claims of each kind cannot be told, and how many hold."""
    _tell_title(out, "The other claims, by kind")
    shown = [one for one in (Verdict.CANNOT_TELL, Verdict.HOLDS) if any(claim.verdict is one for claim in claims)]
    table = Table(box=None, padding=(0, 3, 0, 0), header_style="bold", show_edge=False)
    table.add_column("Kind")
    for verdict in shown:
        table.add_column(verdict.value, justify="right", no_wrap=True)
    for kind in Kind:
        counts = [sum(claim.kind is kind and claim.verdict is verdict for claim in claims) for verdict in shown]
        if any(counts):
            table.add_row(kind.value, *(f"{count:,}" if count else "" for count in counts))
    out.print(table)


def _list_claims(out: Console, claims: list[Claim]) -> None:
    """Print claims one a line: cut to the terminal's width, or whole where the output is no terminal."""
    _tell_title(out, "The other claims")
    ordered = sorted(claims, key=lambda claim: tuple(Verdict).index(claim.verdict))
    places = [short_place(claim.where) for claim in ordered]
    room = max(map(len, places))
    kinds = max(len(claim.kind.value) for claim in ordered)
    for claim, place in zip(ordered, places, strict=True):
        line = Text.assemble(
            (f"{claim.verdict.value:<11}", STYLES[claim.verdict]), f"  {place:<{room}}  {claim.kind.value:<{kinds}}  "
        )
        _print_line(out, line.append(_quoted(out, claim)))


def _tell_unchecked(out: Console, checked: Checked, *, everything: bool) -> None:
    """Print how many numbers were not checked for each reason, with ``everything`` each of them."""
    _tell_title(out, "Numbers that were not checked")
    room = max(len(f"{len(numbers):,}") for numbers in by_reason(checked).values())
    for why, numbers in by_reason(checked).items():
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=room, justify="right", no_wrap=True)
        grid.add_column()
        grid.add_row(f"{len(numbers):,}", _words(out, why))
        out.print(grid)
        if everything:
            listed = "; ".join(f"{number.text} ({short_place(number.where)})" for number in numbers)
            out.print(Padding(_words(out, listed), (0, 0, 0, room + 2), expand=False))


def _tell_title(out: Console, words: str) -> None:
    out.print()
    out.print(Text(words, style="bold underline"))


def _print_line(out: Console, line: Text) -> None:
    if out.is_terminal and line.cell_len > out.width:
        line.truncate(out.width - len(CUT))
        line.append(CUT)
    out.print(line, soft_wrap=True)


def _quoted(out: Console, claim: Claim) -> str:
    words = _plain(out, claim.text)
    if len(words) > LONGEST:
        words = words[:LONGEST].rstrip() + CUT
    return _plain(out, "\N{LEFT DOUBLE QUOTATION MARK}") + words + _plain(out, "\N{RIGHT DOUBLE QUOTATION MARK}")


def _words(out: Console, words: str) -> Text:
    return Text(_plain(out, words))


def _plain(out: Console, words: str) -> str:
    r"""Return words as the terminal can show them and without power over it.

    White space becomes single spaces, a control character U+FFFD; what the output's encoding has no sign for, "?".
    """
    collapsed = " ".join(words.replace("\t", " | ").split())
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in collapsed)
    try:
        return shown.encode(out.encoding).decode(out.encoding)
    except UnicodeEncodeError:
        return shown.translate(PLAINER).encode(out.encoding, "replace").decode(out.encoding)


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
