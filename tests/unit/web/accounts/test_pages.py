from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from tests.unit.web.conftest import somebody

from inspectorate.web.accounts.models import Person

pytestmark = pytest.mark.usefixtures("ada")


@pytest.fixture
def ada(db: None, client: Client) -> Person:
    del db
    made = somebody("ada-administrator", "Ada Administrator")
    Person.objects.filter(pk=made.pk).update(is_administrator=True)
    client.force_login(made)
    return made


def test_an_administrator_lets_somebody_in_who_then_gets_a_link(client: Client) -> None:
    answer = client.post("/people/", {"name": "Zoë O'Neill", "email": "zoe@example.org", "handle": ""}, follow=True)
    assert b"A link to set a password was sent to zoe@example.org" in answer.content
    assert Person.objects.get(email="zoe@example.org").handle == "zoe-oneill"
    assert [message.to for message in mail.outbox] == [["zoe@example.org"]]
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post("/people/", {"name": "<b>Zoë</b>", "email": "zoe@", "handle": "Zoe"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#email"' in page
    assert 'id="handle-error"' in page
    assert "&lt;b&gt;Zoë&lt;/b&gt;" in page
    assert "<b>Zoë" not in page


@pytest.mark.parametrize(
    ("act", "stands"),
    [("stop", (False, False)), ("make-administrator", (True, True))],
)
def test_an_administrator_changes_what_somebody_may(act: str, stands: tuple[bool, bool], client: Client) -> None:
    other = somebody("olu-other")
    answer = client.post("/people/olu-other/", {"act": act}, follow=True)
    assert answer.status_code == 200
    other.refresh_from_db()
    assert (other.is_active, other.is_administrator) == stands
    assert b"by Ada Administrator" in answer.content


def test_a_link_is_sent_and_recorded(client: Client) -> None:
    somebody("olu-other")
    answer = client.post("/people/olu-other/", {"act": "send-link"}, follow=True)
    assert b"Sent a link to set a password by Ada Administrator" in answer.content
    assert len(mail.outbox) == 1


def test_unknown_act_changes_nothing(client: Client) -> None:
    somebody("olu-other")
    assert client.post("/people/olu-other/", {"act": "promote"}).status_code == 422
    assert client.get("/people/nobody/").status_code == 404
