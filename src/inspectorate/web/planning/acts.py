"""What can be done to an inspection as a whole, and what each act means in the database."""

from __future__ import annotations

from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import Case, Inspection, Membership

BEGUN = "inspection-begun"
STAGE_MOVED = "stage-moved"
CASES_ADDED = "cases-added"
MEMBER_ADDED = "member-added"
MEMBER_REMOVED = "member-removed"


def known(handle: str, name: str = "") -> Person:
    """Return a person; one who is known from a record alone is entered as somebody who cannot sign in."""
    person, _ = Person.objects.get_or_create(handle=handle, defaults={"name": name or handle, "is_active": False})
    return person


def _begun(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    Inspection.objects.create(
        id=chain,
        title=details["title"],
        framework=details["framework"],
        framework_digest=details["framework_digest"],
        stage=details["stage"],
        head=details["head"],
        carried=details["carried"],
    )


def _stage_moved(chain: str, sequence: int, act: Act) -> None:
    del sequence
    Inspection.objects.filter(id=chain).update(stage=act.details["to"])


def _cases_added(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    Case.objects.bulk_create(
        Case(inspection_id=chain, reference=case["id"], fields=case["fields"]) for case in details["cases"]
    )


def _member_added(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    person = known(details["person"], details["name"])
    Membership.objects.create(inspection_id=chain, person=person, role=details["role"])


def _member_removed(chain: str, sequence: int, act: Act) -> None:
    del sequence
    details: dict[str, Any] = dict(act.details)
    Membership.objects.filter(inspection_id=chain, person_id=details["person"], role=details["role"]).delete()


APPLIERS: Appliers = {
    BEGUN: _begun,
    STAGE_MOVED: _stage_moved,
    CASES_ADDED: _cases_added,
    MEMBER_ADDED: _member_added,
    MEMBER_REMOVED: _member_removed,
}
