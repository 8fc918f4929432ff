"""What is done about whose case is whose, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning.allocation import acts
from inspectorate.web.planning.allocation.giving import percent


def _allocated(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    people: dict[str, list[str]] = {}
    for case, person in details["pairs"]:
        people.setdefault(person, []).append(case)
    if "drawn" not in details["how"]:
        given = "; ".join(f"{', '.join(cases)} to {names[person]}" for person, cases in people.items())
        return Said(f"{names[act.by]} gave case {given}")
    number = len(details["pairs"])
    text = (
        f"{names[act.by]} gave {number} {'case' if number == 1 else 'cases'} to "
        f"{len(people)} {'person' if len(people) == 1 else 'people'}, by the seed “{details['how']['drawn']['seed']}”"
    )
    listed = sorted((names[person], ", ".join(cases)) for person, cases in people.items())
    return Said(text, texts=tuple(listed))


def _moved(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    text = f"{names[act.by]} moved case {details['case']} from {names[details['from']]} to {names[details['to']]}"
    return Said(text, texts=(("Reason", str(details["reason"])),))


def _drawn(act: Act, names: Names) -> Said:
    """Tell how many were drawn, and not which: an inspector need not know that a case of theirs is read again."""
    details: dict[str, Any] = dict(act.details)
    number = len(details["readings"])
    rate = percent(Fraction(str(details["rate"])))
    return Said(
        f"{names[act.by]} drew {number} second {'reading' if number == 1 else 'readings'}, at a rate of {rate} per cent"
    )


WORDS: Mapping[str, Words] = {
    acts.CASES_ALLOCATED: _allocated,
    acts.CASE_MOVED: _moved,
    acts.SECOND_READINGS_DRAWN: _drawn,
}
