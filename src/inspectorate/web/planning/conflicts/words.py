"""What is done about conflicts of interest, in words: in full for a lead inspector and for whose they are alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning.conflicts import acts


def _declared(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    about = f"case {details['case']}" if details["case"] else "the inspected body"
    whose = "" if details["person"] == act.by else f" for {names[details['person']]}"
    return Said(
        f"{names[act.by]} declared a conflict of interest{whose}, about {about}",
        texts=(("Reason", str(details["reason"])),),
        only_for=(details["person"],),
        otherwise="A conflict of interest was declared",
    )


def _withdrawn(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    whose = "" if details["person"] == act.by else f" of {names[details['person']]}"
    return Said(
        f"{names[act.by]} withdrew the conflict of interest{whose} of entry {details['conflict']}",
        texts=(("Reason", str(details["reason"])),),
        only_for=(details["person"],),
        otherwise="A conflict of interest was withdrawn",
    )


WORDS: Mapping[str, Words] = {acts.CONFLICT_DECLARED: _declared, acts.CONFLICT_WITHDRAWN: _withdrawn}
