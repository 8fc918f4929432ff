"""Settles what two people answered without knowledge of one another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.models import Settlement
from inspectorate.web.casework.queries import judgements_standing, notes_standing, refuse_withdrawn
from inspectorate.web.casework.standing import NOTHING, Standing
from inspectorate.web.history.performing import exclusively, perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.texts import reason_problems, tidy


def settle_clash(
    *,
    inspection: Inspection,
    case: Case,
    question: str,
    matter: str,
    chosen: int | None,
    shown: frozenset[int],
    reason: str,
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> None:
    """Choose which of the answers (or notes) on one question stands; the others are kept in the history.

    ``shown`` are the sequences that the page showed: what was said since is not decided on.

    Raises:
        ProblemsFound: there is no clash, it has moved on, none of it is chosen, or no reason is given.
    """
    problems = reason_problems(reason)
    with exclusively(inspection.id, client=client):
        refuse_withdrawn(case)
        standing = clash_on(case, question, matter)
        stands = frozenset(saying.sequence for saying in standing.sayings)
        if not standing.is_clash:
            problems.append(faults.NO_CLASH.at(Place(field="chosen"), question=question))
        elif not stands <= shown:
            problems.append(faults.MOVED_ON.at(Place(field="chosen"), question=question))
        elif chosen not in stands:
            problems.append(faults.NOT_CHOSEN.at(Place(field="chosen")))
        if problems:
            raise ProblemsFound(problems)
        details = {
            "question": question,
            "matter": matter,
            "chosen": chosen,
            "settled": sorted(stands),
            "reason": tidy(reason),
        }
        act = Act(
            act=acts.CLASH_SETTLED,
            by=by.handle,
            at=at,
            subject=case.reference,
            client=str(client) if client else "",
            details=details,
        )
        perform(act, chain=inspection.id, appliers=acts.APPLIERS)


def clash_on(case: Case, question: str, matter: str) -> Standing:
    """Return what stands about one question: its answers, or its notes."""
    standing = notes_standing if matter == Settlement.Matter.NOTE else judgements_standing
    return standing([case.pk], question).get(case.pk, {}).get(question, NOTHING)
