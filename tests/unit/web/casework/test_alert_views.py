from __future__ import annotations

import socket
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from tests.unit.web.casework.conftest import answer_all
from tests.unit.web.casework.reviewed import member, signed_in
from tests.unit.web.conftest import NOW

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.alert_mail import raise_alert_and_tell
from inspectorate.web.casework.alerting import raise_alert
from inspectorate.web.casework.alerts import alert_state, alerts_of
from inspectorate.web.casework.models import Alert, AlertStep
from inspectorate.web.outbox.sending import send_due, waiting
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def contact(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "cora-contact", Role.CONTACT, lead)


def _address(inspection: Inspection, name: str = "alerts", **more: object) -> str:
    return reverse(f"casework:{name}", kwargs={"inspection": inspection.id, **more})


def _form(about: str = "EU-001", **more: str) -> dict[str, str]:
    return {"about": about, "gravity": "immediate", "concern": "A child lives there", "done": "", **more}


def _raised(inspection: Inspection, by: Person, concern: str = "A child lives there") -> int:
    return raise_alert(
        inspection=inspection, case=None, gravity="serious", concern=concern, done_at_once="", by=by, at=NOW
    )


def test_an_alert_about_a_case_is_raised_and_the_lead_is_told(
    inspection: Inspection, inspector: Person, lead: Person, contact: Person
) -> None:
    response = signed_in(inspector).post(_address(inspection, "raise-alert"), _form())
    assert mail.outbox == []  # not while the page waits
    send_due()
    alert = Alert.objects.get()
    assert response.headers["Location"] == _address(inspection, "alert", alert=alert.sequence)
    assert alert.case is not None
    assert alert.case.reference == "EU-001"
    assert [message.to for message in mail.outbox] == [[lead.email]]
    assert _address(inspection, "alert", alert=alert.sequence) in mail.outbox[0].body
    assert "A child lives there" not in mail.outbox[0].body
    del contact


def test_the_contact_is_told_of_an_alert_about_the_body(
    inspection: Inspection, inspector: Person, lead: Person, contact: Person
) -> None:
    signed_in(inspector).post(_address(inspection, "raise-alert"), _form("the-body"))
    send_due()
    assert {message.to[0] for message in mail.outbox} == {lead.email, contact.email}


def test_whoever_raises_an_alert_does_not_wait_for_a_mail_server_that_hangs(
    inspection: Inspection, inspector: Person, lead: Person, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.settimeout(0.1)
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        response = signed_in(inspector).post(_address(inspection, "raise-alert"), _form())
        with pytest.raises(TimeoutError):
            silent.accept()  # nobody has asked it anything
    assert (response.status_code, Alert.objects.count()) == (302, 1)
    assert [message.to for message in waiting()] == [lead.email]


def test_an_alert_and_word_of_it_are_there_or_neither(
    inspection: Inspection, inspector: Person, lead: Person, case: Case
) -> None:
    def address_of(sequence: int) -> str:
        raise ZeroDivisionError(sequence)

    said = {"gravity": "serious", "concern": "A child.", "done_at_once": "", "client": uuid4()}
    with pytest.raises(ZeroDivisionError):
        raise_alert_and_tell(
            inspection=inspection,
            case=case,
            by=inspector,
            at=NOW,
            address_of=address_of,
            **said,  # type: ignore[arg-type]  # one of each kind
        )
    assert (Alert.objects.count(), waiting()) == (0, [])
    del lead


def test_an_alert_sent_twice_is_one_and_told_once(inspection: Inspection, inspector: Person) -> None:
    form = _form(client=str(uuid4()))
    places = {signed_in(inspector).post(_address(inspection, "raise-alert"), form).headers["Location"] for _ in "ab"}
    send_due()
    assert (len(places), Alert.objects.count(), len(mail.outbox)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("about", "code"),
    [("", "Say what the alert is about."), ("EU-999", "There is no case"), ("\0", "There is no case")],
)
def test_an_alert_about_nothing_known_is_not_raised(
    inspection: Inspection, inspector: Person, about: str, code: str
) -> None:
    response = signed_in(inspector).post(_address(inspection, "raise-alert"), _form(about))
    page = response.content.decode()
    assert (response.status_code, code in page, 'href="#about"' in page) == (422, True, True)
    assert "A child lives there</textarea>" in page
    assert not Alert.objects.exists()


def test_everything_missing_is_told_at_once(inspection: Inspection, inspector: Person) -> None:
    page = signed_in(inspector).post(_address(inspection, "raise-alert"), {}).content.decode()
    assert all(f'href="#{field}"' in page for field in ("about", "gravity", "concern"))
    assert all(f'id="{field}' in page for field in ("about", "gravity", "concern"))


def test_a_case_is_chosen_where_the_page_is_opened_from_it(inspection: Inspection, inspector: Person) -> None:
    page = signed_in(inspector).get(_address(inspection, "raise-alert") + "?case=EU-002").content.decode()
    assert '<option value="EU-002" selected>' in page


def test_the_contact_answers_and_the_lead_closes(inspection: Inspection, lead: Person, contact: Person) -> None:
    number = _raised(inspection, lead)
    page = _address(inspection, "alert", alert=number)
    assert signed_in(contact).post(page, {"do": "answer", "answer": "We visited."}).status_code == 302
    assert "We visited." in signed_in(lead).get(page).content.decode()
    refused = signed_in(lead).post(page, {"do": "close", "reason": ""})
    assert (refused.status_code, 'href="#reason"' in refused.content.decode()) == (422, True)
    assert signed_in(lead).post(page, {"do": "close", "reason": "Seen."}).status_code == 302
    state = alert_state(inspection, number)
    assert state is not None
    assert not state.is_open
    assert "Your answer" not in signed_in(contact).get(page).content.decode()
    assert signed_in(lead).post(page, {"do": "reopen", "reason": "Again."}).status_code == 302


@pytest.mark.parametrize("do", ["close", "reopen", "", "delete"])
def test_a_contact_can_only_answer(inspection: Inspection, lead: Person, contact: Person, do: str) -> None:
    page = _address(inspection, "alert", alert=_raised(inspection, lead))
    response = signed_in(contact).post(page, {"do": do, "reason": "Because", "answer": "So"})
    assert (response.status_code, AlertStep.objects.count()) == (403, 0)


def test_a_lead_does_not_answer_for_the_body(inspection: Inspection, lead: Person) -> None:
    page = _address(inspection, "alert", alert=_raised(inspection, lead))
    assert signed_in(lead).post(page, {"do": "answer", "answer": "So"}).status_code == 403


def test_a_contact_sees_the_alert_and_nothing_of_its_case(
    inspection: Inspection, case: Case, inspector: Person, contact: Person
) -> None:
    answer_all(inspection, case, inspector)
    number = raise_alert(
        inspection=inspection,
        case=case,
        gravity="serious",
        concern="A child lives there",
        done_at_once="Rang",
        by=inspector,
        at=NOW,
    )
    client = signed_in(contact)
    for page in (_address(inspection), _address(inspection, "alert", alert=number)):
        shown = client.get(page).content.decode()
        assert "A child lives there" in shown
        assert "Seen in the file." not in shown
        assert "/cases/" not in shown
        assert "Raise an alert" not in shown
    for name in ("case", "review", "examples"):
        assert client.get(_address(inspection, name, case="EU-001")).status_code == 403
    assert client.get(_address(inspection, "results")).status_code == 403
    assert client.get(_address(inspection, "raise-alert")).status_code == 403


def test_an_alert_of_another_inspection_or_none_is_not_found(inspection: Inspection, lead: Person) -> None:
    client = signed_in(lead)
    for number in (_raised(inspection, lead) + 1, 10**30):
        assert client.get(_address(inspection, "alert", alert=number)).status_code == 404


def test_what_is_typed_is_shown_as_typed_and_never_as_a_page(inspection: Inspection, lead: Person) -> None:
    number = _raised(inspection, lead, "<script>alert(1)</script>")
    for page in ("/", _address(inspection), _address(inspection, "alert", alert=number)):
        shown = signed_in(lead).get(page).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.parametrize("text", ["a\0b", "a" * 20_001])
def test_what_cannot_be_kept_is_told(inspection: Inspection, inspector: Person, text: str) -> None:
    response = signed_in(inspector).post(_address(inspection, "raise-alert"), _form(concern=text))
    assert (response.status_code, 'href="#concern"' in response.content.decode()) == (422, True)
    assert not alerts_of([inspection.id])
