"""Reads the record of a draw as an act carries it."""

from __future__ import annotations

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.record import Record, read_record


def record_in(text: str) -> Record:
    """Return the record that a text holds.

    Raises:
        ValueError: it is none that is known here.
    """
    try:
        return read_record(text.encode(), name="draw.json")
    except ProblemsFound as found:
        raise ValueError(str(found)) from found


def sample_in(record: Record) -> tuple[str, ...]:
    """Return the cases to inspect by a record: each replacement stands where the case stood that it replaced."""
    cases = [case for stratum in record.strata for case in stratum.drawn]
    for one in record.replacements:
        cases[cases.index(one.case)] = one.by
    return tuple(cases)
