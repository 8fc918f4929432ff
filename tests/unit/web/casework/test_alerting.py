from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.unit.web.casework.reviewed import member
from tests.unit.web.conftest import NOW

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.alerting import answer_alert, close_alert, raise_alert, reopen_alert
from inspectorate.web.casework.alerts import AlertState, alert_state, alerts_of
from inspectorate.web.casework.models import Alert, AlertStep
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def contact(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "cora-contact", Role.CONTACT, lead)


def _raised(
    inspection: Inspection, by: Person, *, case: Case | None = None, gravity: str = "serious", minutes: int = 0
) -> int:
    return raise_alert(
        inspection=inspection,
        case=case,
        gravity=gravity,
        concern=" A child\r\nlives there ",
        done_at_once="Rang the unit.",
        by=by,
        at=NOW + timedelta(minutes=minutes),
    )


def _state(inspection: Inspection, number: int) -> AlertState:
    state = alert_state(inspection, number)
    assert state is not None
    return state


def test_an_alert_says_what_was_said_and_is_open(inspection: Inspection, case: Case, lead: Person) -> None:
    state = _state(inspection, _raised(inspection, lead, case=case))
    assert (state.case, state.concern, state.done_at_once) == ("EU-001", "A child\nlives there", "Rang the unit.")
    assert (state.is_open, state.status, state.about) == (True, "Open", "Case EU-001")


def test_an_alert_is_answered_closed_and_opened_again(inspection: Inspection, lead: Person, contact: Person) -> None:
    number = _raised(inspection, lead)
    answer_alert(inspection=inspection, alert=number, text="We visited.", by=contact, at=NOW)
    assert (_state(inspection, number).status, _state(inspection, number).is_open) == ("Answered", True)
    close_alert(inspection=inspection, alert=number, reason="Seen.", by=lead, at=NOW)
    assert (_state(inspection, number).status, _state(inspection, number).is_open) == ("Closed", False)
    reopen_alert(inspection=inspection, alert=number, reason="It came back.", by=lead, at=NOW)
    assert (_state(inspection, number).status, _state(inspection, number).is_open) == ("Open", True)
    assert [event.text for event in _state(inspection, number).events] == ["We visited.", "Seen.", "It came back."]


def test_open_alerts_come_first_and_of_these_the_gravest_and_newest(inspection: Inspection, lead: Person) -> None:
    closed = _raised(inspection, lead, gravity="immediate")
    concern = _raised(inspection, lead, gravity="concern", minutes=9)
    older = _raised(inspection, lead, gravity="immediate", minutes=1)
    newer = _raised(inspection, lead, gravity="immediate", minutes=2)
    close_alert(inspection=inspection, alert=closed, reason="Seen.", by=lead, at=NOW)
    assert [alert.sequence for alert in alerts_of([inspection.id])] == [newer, older, concern, closed]


def test_a_closed_alert_is_neither_answered_nor_closed(inspection: Inspection, lead: Person, contact: Person) -> None:
    number = _raised(inspection, lead)
    close_alert(inspection=inspection, alert=number, reason="Seen.", by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as answered:
        answer_alert(inspection=inspection, alert=number, text="Late.", by=contact, at=NOW)
    with pytest.raises(ProblemsFound) as closed:
        close_alert(inspection=inspection, alert=number, reason="Again.", by=lead, at=NOW)
    told = [*answered.value.problems, *closed.value.problems]
    assert [(one.code, one.place.field) for one in told] == [("alert-closed", "answer"), ("alert-closed", "reason")]


def test_an_open_alert_is_not_opened_and_an_unknown_one_not_closed(inspection: Inspection, lead: Person) -> None:
    number = _raised(inspection, lead)
    with pytest.raises(ProblemsFound) as opened:
        reopen_alert(inspection=inspection, alert=number, reason="Why?", by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as unknown:
        close_alert(inspection=inspection, alert=number + 1, reason="Why?", by=lead, at=NOW)
    assert [opened.value.problems[0].code, unknown.value.problems[0].code] == ["alert-open", "unknown-alert"]


def test_everything_that_an_alert_lacks_is_told_at_once(inspection: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        raise_alert(inspection=inspection, case=None, gravity="dire", concern=" ", done_at_once="\0", by=lead, at=NOW)
    told = [(problem.code, problem.place.field) for problem in raised.value.problems]
    assert told == [("unknown-gravity", "gravity"), ("concern-missing", "concern"), ("not-text", "done")]
    assert not Alert.objects.exists()


def test_closing_needs_a_reason_and_answering_words(inspection: Inspection, lead: Person, contact: Person) -> None:
    number = _raised(inspection, lead)
    with pytest.raises(ProblemsFound) as closed:
        close_alert(inspection=inspection, alert=number, reason="", by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as answered:
        answer_alert(inspection=inspection, alert=number, text=" ", by=contact, at=NOW)
    assert [closed.value.problems[0].code, answered.value.problems[0].code] == ["reason-missing", "answer-missing"]
    assert not AlertStep.objects.exists()


def test_an_alert_sent_twice_is_one(inspection: Inspection, lead: Person) -> None:
    said = {"case": None, "gravity": "serious", "concern": "A child.", "done_at_once": "", "client": uuid4()}
    number = raise_alert(inspection=inspection, by=lead, at=NOW, **said)  # type: ignore[arg-type]  # one of each kind
    with pytest.raises(Repeated) as repeated:
        raise_alert(inspection=inspection, by=lead, at=NOW, **said)  # type: ignore[arg-type]  # as above
    assert (repeated.value.entry.sequence, Alert.objects.count()) == (number, 1)
