"""What became of a report's claims and numbers, in counts and in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count, groupby

from inspectorate.reports.checking.model import Checked, Report, Unchecked, Verdict


def summary_sentence(checked: Checked) -> str:
    """Return how many claims have each verdict, and how many numbers were not checked, as one sentence."""
    unchecked = len(checked.not_checked)
    numbers = f"{unchecked:,} number{' was' if unchecked == 1 else 's were'} not checked."
    claims = len(checked.claims)
    if not claims:
        return f"No claim was found that can be checked; {numbers}"
    counts = {verdict: len(checked.of(verdict)) for verdict in Verdict}
    fails, doubtful, open_, holds = counts.values()
    whole = "1 claim" if claims == 1 else f"{claims:,} claims"
    parts = [f"{f'{fails:,}' if fails else 'None'} of {whole} {'fail' if fails > 1 else 'fails'}"]
    parts += [f"{doubtful:,} doubtful"] if doubtful else []
    parts += [f"{open_:,} cannot be told"] if open_ else []
    parts += [f"{holds:,} {'holds' if holds == 1 else 'hold'}"] if holds else []
    return f"{', '.join(parts)}; {numbers}"


def unread_sentence(report: Report) -> str:
    """Say which pages were not read because they are pictures; empty where all were.

    >>> unread_sentence(Report("a.pdf", "PDF", (), pages=9, unread=(1, 4, 5, 6)))
    'Pages 1 and 4 to 6 are pictures without text: nothing on them was read.'
    """
    if not report.unread:
        return ""
    if len(report.unread) == 1:
        return f"Page {report.unread[0]} is a picture without text: nothing on it was read."
    steps = count()
    runs = [list(run) for _, run in groupby(report.unread, key=lambda page: page - next(steps))]
    said = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    pages = " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)
    return f"Pages {pages} are pictures without text: nothing on them was read."


def by_reason(checked: Checked) -> Mapping[str, tuple[Unchecked, ...]]:
    """Return the numbers that were not checked by their reason, the most frequent reason first."""
    found: dict[str, list[Unchecked]] = {}
    for number in checked.not_checked:
        found.setdefault(number.why, []).append(number)
    ordered = sorted(found.items(), key=lambda reason: -len(reason[1]))
    return {why: tuple(numbers) for why, numbers in ordered}
