"""What is done about meetings, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.design.times import moment
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning.meetings import acts


def _what(details: dict[str, Any]) -> str:
    at = moment(datetime.fromisoformat(details["starts_at"]))
    case = f", about case {details['case']}" if details["case"] else ""
    standard = f", for standard {details['standard']}" if details["standard"] else ""
    return f"“{details['title']}” on {at}, {details['minutes']} minutes{case}{standard}"


def _texts(details: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    said = (("Where", details["place"]), ("With", details["with_whom"]))
    return tuple((label, str(text)) for label, text in said if text)


def _planned(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    return Said(f"{names[act.by]} planned the meeting {_what(details)}", texts=_texts(details))


def _changed(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    text = f"{names[act.by]} changed the meeting of entry {details['meeting']}: {_what(details)}"
    return Said(text, texts=_texts(details))


def _turned(became: str) -> Words:
    def tell(act: Act, names: Names) -> Said:
        details: dict[str, Any] = dict(act.details)
        texts = (("Reason", str(details["reason"])),) if details.get("reason") else ()
        return Said(f"{names[act.by]} marked the meeting “{details['title']}” as {became}", texts=texts)

    return tell


WORDS: Mapping[str, Words] = {
    acts.MEETING_PLANNED: _planned,
    acts.MEETING_CHANGED: _changed,
    acts.MEETING_HELD: _turned("held"),
    acts.MEETING_NOT_HELD: _turned("not held"),
    acts.MEETING_CANCELLED: _turned("cancelled"),
}
