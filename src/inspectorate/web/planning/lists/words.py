"""What is done with a case list, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning.lists import acts


def _handed_in(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    number = len(details["rows"])
    cases = "1 case" if number == 1 else f"{number:,} cases"
    return Said(f"{names[act.by]} handed in the case list “{details['name']}” of {cases}")


WORDS: Mapping[str, Words] = {acts.CASE_LIST_HANDED_IN: _handed_in}
