"""What can be done about conflicts of interest, and what each act means in the database."""

from __future__ import annotations

from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.performing import Appliers
from inspectorate.web.planning.models import Conflict

CONFLICT_DECLARED = "conflict-declared"
CONFLICT_WITHDRAWN = "conflict-withdrawn"


def _declared(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    Conflict.objects.create(
        inspection_id=chain,
        sequence=sequence,
        person_id=details["person"],
        case_reference=details["case"],
        reason=details["reason"],
        declared_by_id=act.by,
        at=act.at,
    )


def _withdrawn(chain: str, sequence: int, act: Act) -> None:
    details: dict[str, Any] = dict(act.details)
    one = Conflict.objects.get(inspection_id=chain, sequence=details["conflict"], withdrawn=None)
    one.withdrawn, one.withdrawn_because = sequence, details["reason"]
    one.save(update_fields=["withdrawn", "withdrawn_because"])


APPLIERS: Appliers = {CONFLICT_DECLARED: _declared, CONFLICT_WITHDRAWN: _withdrawn}
