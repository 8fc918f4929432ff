"""What tests of samples begin with: an inspection without cases, and a list to draw from."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

from tests.case_lists import FIELDWORK, mended_list
from tests.unit.web.conftest import EDITION, NOW

from inspectorate.records.history import Act
from inspectorate.sampling.case_list import CaseList, read_list
from inspectorate.sampling.drawing import Design
from inspectorate.sampling.mapping import CASE_ID, guess_mapping
from inspectorate.sampling.source import open_list
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import perform
from inspectorate.web.planning import actions
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.lists import acts as lists
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.samples.actions import draw, replace_case
from inspectorate.web.planning.samples.drawing import Wanted, preview
from inspectorate.web.planning.samples.queries import KeptSample, current_sample, next_case

WHY = "Transferred to another area."
FEW = 400
"""Cases of the list that most tests draw from; some twenty are eligible."""
FILE = mended_list(cases=FEW)


def begun(lead: Person, *, identifier: str = "example-south", fieldwork: str = FIELDWORK.isoformat()) -> Inspection:
    """Begin an inspection without cases, led by somebody."""
    head: dict[str, Any] = {
        "publisher": "Example Inspectorate",
        "body": {"id": "example-south", "name": "Example South"},
    }
    made = actions.begin_inspection(
        identifier=identifier,
        title="An inspection of Example South",
        framework=EDITION,
        framework_digest=edition_of(EDITION).digest,
        stage="sample",
        head=head | ({"fieldwork_started_on": fieldwork} if fieldwork else {}),
        carried={},
        by=lead,
        at=NOW,
    )
    actions.add_member(inspection=made, person=lead, role=Role.LEAD, by=lead, at=NOW)
    return Inspection.objects.get(id=made.id)


def read(data: bytes) -> CaseList:
    """Read a list as it is read when it is handed in."""
    framework = edition_of(EDITION).framework
    source = open_list(data, name="list.csv")
    return read_list(source, framework=framework, mapping=guess_mapping(headings=source.headings, framework=framework))


def hand_in(inspection: Inspection, by: Person, data: bytes = FILE) -> CaseList:
    """Hand in a list that has nothing wrong with it."""
    case_list = read(data)
    columns = [CASE_ID, *case_list.fields]
    details = {
        "name": case_list.file,
        "kind": "csv",
        "digest": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "mapping": case_list.mapping.model_dump(mode="json"),
        "columns": columns,
        "rows": [list(row) for row in case_list.cases.select(columns).iter_rows()],
    }
    act = Act(act=lists.CASE_LIST_HANDED_IN, by=by.handle, at=NOW, details=details)
    perform(act, chain=inspection.id, appliers=lists.APPLIERS)
    return case_list


def wanted(**changed: Any) -> Wanted:
    """Return what is asked for in most tests: ten cases, by sex."""
    reasons = {name: changed.pop(name) for name in ("reason", "size_reason") if name in changed}
    values = {"seed": "2026", "strata": ("sex",), "size": 10, "least": Fraction(1), "fieldwork_week": FIELDWORK}
    return Wanted(design=Design(**(values | changed)), seed_is_own=True, **({"size_reason": "A pilot."} | reasons))


def draw_now(inspection: Inspection, by: Person, asked: Wanted | None = None) -> KeptSample:
    """Draw a sample as it is previewed."""
    asked = asked or wanted()
    agreed = preview(inspection=inspection, wanted=asked).token
    draw(inspection=inspection, wanted=asked, agreed=agreed, by=by, at=NOW)
    return sample_of(inspection)


def sample_of(inspection: Inspection) -> KeptSample:
    """Return the sample that stands."""
    found = current_sample(inspection)
    assert found is not None
    return found


def replace_now(inspection: Inspection, case: str, by: Person, reason: str = WHY) -> str:
    """Replace a case by the one that is previewed, and return which that is."""
    agreed = next_case(inspection=inspection, case=case, reason=reason).token
    done = replace_case(inspection=inspection, case=case, reason=reason, agreed=agreed, by=by, at=NOW)
    return done.into.id


def standing(inspection: Inspection) -> set[str]:
    """Return the identifiers of the cases that are to be inspected."""
    return set(Case.objects.filter(inspection=inspection, withdrawn=None).values_list("reference", flat=True))
