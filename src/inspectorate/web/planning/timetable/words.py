"""What is done to a timetable, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.design.times import short_day
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning.timetable import acts
from inspectorate.web.planning.timetable.calculation import FIELDWORK


def _day(text: object) -> str:
    return short_day(date.fromisoformat(str(text)))


def _set(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    begins = next((one["due"] for one in details["milestones"] if one["id"] == FIELDWORK), "")
    number = len(details["milestones"])
    when = f", with fieldwork from {_day(begins)}" if begins else ""
    return Said(f"{names[act.by]} set the timetable: {number} milestones{when}")


def _moved(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    number = len(details["along"])
    along = f", and {number} {'milestone' if number == 1 else 'milestones'} with it" if number else ""
    text = (
        f"{names[act.by]} moved the milestone “{details['label']}” from {_day(details['from'])} "
        f"to {_day(details['to'])}{along}"
    )
    return Said(text, texts=(("Reason", str(details["reason"])),))


def _owned(act: Act, names: Names) -> Said:
    person = str(act.details["person"])
    if not person:
        return Said(f"{names[act.by]} left the milestone “{act.details['label']}” without an owner")
    return Said(f"{names[act.by]} gave the milestone “{act.details['label']}” to {names[person]}")


def _done(act: Act, names: Names) -> Said:
    return Said(f"{names[act.by]} marked the milestone “{act.details['label']}” as done on {_day(act.details['on'])}")


def _reopened(act: Act, names: Names) -> Said:
    text = f"{names[act.by]} marked the milestone “{act.details['label']}” as not done"
    return Said(text, texts=(("Reason", str(act.details["reason"])),))


WORDS: Mapping[str, Words] = {
    acts.TIMETABLE_SET: _set,
    acts.MILESTONE_MOVED: _moved,
    acts.MILESTONE_OWNED: _owned,
    acts.MILESTONE_DONE: _done,
    acts.MILESTONE_REOPENED: _reopened,
}
