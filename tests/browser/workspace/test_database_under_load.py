"""PostgreSQL stops and starts while people save: all are told so, nothing is lost, and all go on by themselves.

`benchmarks/workspace/outage.py` does the same for longer; ``docs/benchmarks.md`` keeps what was seen.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence

import psycopg
import pytest
from benchmarks.workspace.clients import UNREACHABLE, AtWork, Client
from playwright.sync_api import expect
from tests.browser.workspace.served import Served
from tests.browser.workspace.visiting import INSPECTION, Visit, Visitor

from inspectorate.web.config import postgres

pytestmark = pytest.mark.browser

SAVED = re.compile(r"Saved at \d{2}:\d{2}$")
STANDARD = "standards/2.2/"
PEOPLE = {"ines-inspector": "cases/EN-018/", "ivor-inspector": "cases/EN-019/"}
LOADED = (f"{INSPECTION}cases/EN-012/", f"{INSPECTION}cases/EN-020/")
CLIENTS = 8
LONG = 20_000


def client_of(visitor: Visitor, number: int) -> Client:
    """Return a program that saves in a visitor's name, in cases that no page of this test is open on."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in visitor.context.cookies())
    token = visitor.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    return Client(number, int(visitor.page.url.split(":")[2].split("/")[0]), cookies, token, LOADED, visitor.asked())


def answer_while_away(visitor: Visitor, questions: Sequence[str], answer: str) -> None:
    for question in questions:
        visitor.answer(question, answer)
        expect(visitor.said_of(question)).to_have_text(re.compile(r"Not saved yet\.|Saving…"))
    expect(visitor.status()).to_have_text(
        re.compile(r"Not saved: The database cannot be reached\. Keep the page open\. It stays on this page")
    )
    visitor.look()


def kept(served: Served) -> tuple[set[tuple[str, str, str, int]], list[str]]:
    """Return every judgement in the database, and who asked for each entry of the inspection's history."""
    with (
        postgres.running(served.database) as address,
        psycopg.connect(address) as connection,
    ):
        judgements = connection.execute(
            "SELECT reference, question, answer, sequence FROM casework_judgement"
            " JOIN planning_case ON planning_case.id = case_id WHERE inspection_id = 'example-north-pdu'"
        ).fetchall()
        clients = connection.execute(
            "SELECT client::text FROM history_entry WHERE chain_id = 'example-north-pdu' AND client IS NOT NULL"
        ).fetchall()
    assert len(judgements) == len(set(judgements))
    return set(judgements), [client for (client,) in clients]


def verified(served: Served) -> str:
    environment = {**os.environ, "INSPECTORATE_DATA": str(served.folder / "data")}
    command = [sys.executable, "-m", "inspectorate.web", "verify"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True).stdout


def test_the_database_stops_while_people_save(visit: Visit, served: Served) -> None:
    visitors = [visit(handle) for handle in PEOPLE]
    for visitor, case in zip(visitors, PEOPLE.values(), strict=True):
        visitor.open(f"{case}{STANDARD}")
    clients = [client_of(visitors[number % 2], number) for number in range(CLIENTS)]
    questions = visitors[0].asked()[:4]
    at_work = AtWork(clients)
    at_work.begin()
    for mode, answer in (("fast", "No"), ("immediate", "Yes")):
        time.sleep(0.3)
        with served.without_database(mode):
            for visitor in visitors:
                answer_while_away(visitor, questions, answer)
        for visitor in visitors:
            expect(visitor.status()).to_have_text(SAVED, timeout=LONG)
    at_work.end()

    assert [one.wrong for one in clients] == [[]] * CLIENTS
    assert sum(one.refused[UNREACHABLE] for one in clients) > CLIENTS
    judgements, entries = kept(served)
    saved = {client: what for one in clients for client, what in one.saved.items()}
    assert set(saved.values()) <= judgements
    assert len(entries) == len(set(entries))
    assert set(saved) <= set(entries)
    in_loaded = {what for what in judgements if what[0] in {"EN-012", "EN-020"}}
    assert in_loaded == set(saved.values())  # and nothing that nobody was told of
    assert "example-north-pdu" in verified(served)
    for visitor, case in zip(visitors, PEOPLE.values(), strict=True):
        visitor.open(f"{case}{STANDARD}")
        for question in questions:
            expect(visitor.question(question).get_by_label("Yes", exact=True)).to_be_checked()
            expect(visitor.question(question).locator("[data-clash]")).to_be_hidden()
        visitor.expected("503")


def test_a_form_sent_while_the_database_is_away_is_kept_by_loading_again(visit: Visit, served: Served) -> None:
    ines = visit("ines-inspector", script=False)
    page = ines.open(f"cases/EN-020/{STANDARD}")
    ines.note("2.2.2").fill("Typed before the database went away.")
    with served.without_database():
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The database cannot be reached")
        expect(page.get_by_role("main")).to_contain_text("load it again in a minute")
        ines.look()
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("1 answer or note is saved.")
    expect(ines.note("2.2.2")).to_have_value("Typed before the database went away.")
    ines.expected("503")
