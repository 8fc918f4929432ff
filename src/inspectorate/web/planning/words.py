"""The acts of an inspection as a whole, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning import acts
from inspectorate.web.planning.roles import Role


def _begun(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    text = f"{names[act.by]} began the inspection, by {details['framework']}, at the stage “{details['stage']}”"
    return Said(text, texts=(("Title", str(details["title"])),))


def _stage_moved(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    text = f"{names[act.by]} moved the inspection from the stage “{details['from']}” to “{details['to']}”"
    return Said(text, texts=(("Reason", str(details["reason"])),))


def _cases_added(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    cases = [str(case["id"]) for case in details["cases"]]
    if len(cases) == 1:
        return Said(f"{names[act.by]} added case {cases[0]}")
    return Said(
        f"{names[act.by]} added {len(cases):,} cases, {cases[0]} to {cases[-1]}" if cases else "No case was added"
    )


def _role(act: Act) -> str:
    role = str(act.details["role"])
    return Role(role).label.lower() if role in Role.values else role


def _member_added(act: Act, names: Names) -> Said:
    person = str(act.details["person"])
    if person == act.by:
        return Said(f"{names[act.by]} took the role of {_role(act)}")
    return Said(f"{names[act.by]} gave {names[person]} the role of {_role(act)}")


def _member_removed(act: Act, names: Names) -> Said:
    person = str(act.details["person"])
    if person == act.by:
        return Said(f"{names[act.by]} gave up the role of {_role(act)}")
    return Said(f"{names[act.by]} took the role of {_role(act)} from {names[person]}")


WORDS: Mapping[str, Words] = {
    acts.BEGUN: _begun,
    acts.STAGE_MOVED: _stage_moved,
    acts.CASES_ADDED: _cases_added,
    acts.MEMBER_ADDED: _member_added,
    acts.MEMBER_REMOVED: _member_removed,
}
