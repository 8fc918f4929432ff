from __future__ import annotations

from tests.unit.web.casework.reviewed import member, signed
from tests.unit.web.conftest import NOW

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, reviewing
from inspectorate.web.casework.alerting import answer_alert, close_alert, raise_alert
from inspectorate.web.casework.alerts import AlertState, alerts_of
from inspectorate.web.casework.examples import ExampleText, examples_from, write_example
from inspectorate.web.casework.progress import Progress
from inspectorate.web.casework.queries import progress_of
from inspectorate.web.casework.reviews import Thread, threads_on
from inspectorate.web.history.performing import repeat
from inspectorate.web.history.queries import entries, verification
from inspectorate.web.planning import acts as planning_acts
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


def _shown(
    inspection: str,
) -> tuple[list[tuple[Progress, tuple[Thread, ...], tuple[ExampleText, ...]]], list[tuple[int, str, str]]]:
    cases = Case.objects.filter(inspection_id=inspection).order_by("reference")
    alerts: tuple[AlertState, ...] = alerts_of([inspection])
    return (
        [(progress_of(case), threads_on(case), examples_from(case)) for case in cases],
        [(alert.sequence, alert.case, alert.status) for alert in alerts],
    )


def test_what_was_done_in_review_and_alerts_can_be_done_again_from_its_history(
    inspection: Inspection, lead: Person, inspector: Person
) -> None:
    reader = member(inspection, "quin-reader", Role.READER, lead)
    contact = member(inspection, "cora-contact", Role.CONTACT, lead)
    case = signed(inspection, "EU-001", inspector)
    reviewing.draw_review(inspection=inspection, seed="2026", by=reader, at=NOW)
    reviewing.comment_on(inspection=inspection, case=case, question="2.2.1", text="Eh?", by=reader, at=NOW)
    number = threads_on(case)[0].number
    reviewing.reply(inspection=inspection, case=case, thread=number, text="3 May.", by=inspector, at=NOW)
    reviewing.begin_review(inspection=inspection, case=case, by=lead, at=NOW, take_over=True)
    reviewing.reply(inspection=inspection, case=case, thread=number, text="", settles=True, by=lead, at=NOW)
    reviewing.settle_review(inspection=inspection, case=case, by=lead, at=NOW)
    alert = raise_alert(
        inspection=inspection, case=case, gravity="serious", concern="A child.", done_at_once="", by=inspector, at=NOW
    )
    answer_alert(inspection=inspection, alert=alert, text="Seen.", by=contact, at=NOW)
    close_alert(inspection=inspection, alert=alert, reason="Done.", by=lead, at=NOW)
    write_example(
        inspection=inspection, case=case, standard="2.2", text="It went well.", names_changed=True, by=inspector, at=NOW
    )
    kept = tuple(entries(inspection.id))
    repeat(chain="a-copy", entries=kept, appliers={**planning_acts.APPLIERS, **acts.APPLIERS})
    assert _shown("a-copy") == _shown(inspection.id)
    assert (verification("a-copy").wrong, verification("a-copy").hash) == ("", verification(inspection.id).hash)
