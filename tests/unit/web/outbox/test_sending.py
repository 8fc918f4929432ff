from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from pytest_django.fixtures import Settings
from tests.unit.web.conftest import NOW

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.outbox import sending
from inspectorate.web.outbox.commands import send_mail
from inspectorate.web.outbox.models import Message
from inspectorate.web.outbox.posting import post
from inspectorate.web.outbox.sending import FIRST_WAIT, LONGEST_WAIT, PATIENCE, Round, send_due, try_now, waiting

pytestmark = pytest.mark.django_db


class Picky(EmailBackend):
    """A mail server that does not take what is sent to Bob."""

    def send_messages(self, messages: Any) -> int:
        if any(to.startswith("bob@") for message in messages for to in message.to):
            raise ConnectionRefusedError(111, "Connection refused")
        return int(super().send_messages(messages))


@pytest.fixture
def picky(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{Picky.__qualname__}"


@pytest.fixture
def silent(settings: Settings) -> Iterator[int]:
    """Have a mail server that lets one connect and says nothing; give its port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        yield settings.EMAIL_PORT


def _post(*to: str) -> None:
    with transaction.atomic():
        post(to=to, subject="Alert: Example Unit", text="See the page.\n", at=NOW)


def test_each_is_written_to_by_themselves_and_once() -> None:
    _post("ada@example.org", "bob@example.org", "ada@example.org")
    assert send_due(clock=lambda: NOW) == Round(sent=2)
    assert [message.to for message in mail.outbox] == [["ada@example.org"], ["bob@example.org"]]
    assert send_due(clock=lambda: NOW + PATIENCE) == Round()
    assert waiting() == []


def test_nothing_is_written_where_what_it_tells_of_is_not_done() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - the transaction is what is tested
        post(to=["ada@example.org"], subject="Alert", text="See the page.\n", at=NOW)
        raise ZeroDivisionError
    assert waiting() == []


def test_mail_is_not_written_outside_a_transaction() -> None:
    told: list[Exception] = []

    def write() -> None:
        try:
            post(to=["ada@example.org"], subject="Alert", text="See the page.\n", at=NOW)
        except RuntimeError as error:
            told.append(error)

    thread = threading.Thread(target=write)  # the test itself runs in a transaction
    thread.start()
    thread.join()
    assert len(told) == 1


@pytest.mark.usefixtures("picky")
def test_one_address_that_is_refused_keeps_mail_from_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    _post("ada@example.org", "bob@example.org", "cid@example.org")
    assert send_due(clock=lambda: NOW) == Round(sent=2, failed=1)
    assert [message.to for message in waiting()] == ["bob@example.org"]
    assert "could not be sent (attempt 1): ConnectionRefusedError" in caplog.text
    assert "bob@example.org" not in caplog.text


@pytest.mark.usefixtures("picky")
def test_what_is_not_taken_is_tried_again_later_and_later_until_it_is_old(caplog: pytest.LogCaptureFixture) -> None:
    _post("bob@example.org")
    turns, at = [], NOW
    while (due := waiting()[0].due_at) is not None:
        assert send_due(clock=lambda: due - timedelta(seconds=1)) == Round()
        assert send_due(clock=lambda: due) == Round(failed=1)
        turns.append(due - at)
        at = due
    assert turns[:4] == [timedelta(), FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert turns == sorted(turns)
    assert turns[-1] == LONGEST_WAIT
    assert at - NOW >= PATIENCE
    assert "no longer tried after" in caplog.text


def test_a_message_has_the_same_identifier_however_often_it_is_sent(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Inspectorate <inspections@example.org>"
    _post("ada@example.org")
    message = waiting()[0]
    send_due(clock=lambda: NOW)
    Message.objects.create(
        identifier=message.identifier, to=message.to, subject="Alert", text="As above", written_at=NOW, due_at=NOW
    )
    send_due(clock=lambda: NOW)
    names = [one.extra_headers["Message-ID"] for one in mail.outbox]
    assert names == [f"<{message.identifier}@example.org>"] * 2


def test_a_message_that_somebody_sends_is_sent_by_nobody_else() -> None:
    _post("ada@example.org")
    claimed = sending._claim(NOW)
    assert claimed is not None
    assert send_due(clock=lambda: NOW + timedelta(seconds=100)) == Round()
    # whoever claimed it has ended: its turn comes again
    assert send_due(clock=lambda: NOW + FIRST_WAIT) == Round(sent=1)


@pytest.mark.usefixtures("silent")
def test_a_mail_server_that_hangs_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    _post("ada@example.org")
    assert send_due(clock=lambda: NOW) == Round(failed=1)
    assert "timed out" in waiting()[0].problem


@pytest.mark.usefixtures("picky")
def test_the_command_sends_and_tells_what_is_stuck(capsys: pytest.CaptureFixture[str]) -> None:
    _post("ada@example.org", "bob@example.org")
    send_mail(now=False, only_look=True)
    assert capsys.readouterr().out == "2 wait.\n"
    with pytest.raises(ProblemsFound) as stuck:
        send_mail(now=False, only_look=False)
    assert capsys.readouterr().out == "1 message was sent.\n1 waits.\n"
    [problem] = stuck.value.problems
    assert problem.code == "mail-not-sent"
    assert "bob@example.org" in problem.message
    assert "Connection refused" in problem.message
    assert "send-mail --now" in problem.remedy


def test_everything_that_waits_can_be_tried_at_once() -> None:
    _post("ada@example.org")
    Message.objects.update(due_at=None, attempts=50)
    assert send_due(clock=lambda: NOW) == Round()
    try_now(at=NOW)
    assert send_due(clock=lambda: NOW) == Round(sent=1)


def test_mail_is_sent_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []
    ended = threading.Event()

    def send_due_until_two() -> Round:
        rounds.append(1)
        if len(rounds) == 2:
            ended.set()
        sending.wake()
        return Round()

    monkeypatch.setattr(sending, "send_due", send_due_until_two)
    sender = threading.Thread(target=sending.keep_sending, args=(ended,))
    sender.start()
    sender.join(5)
    assert not sender.is_alive()
    assert len(rounds) == 2
