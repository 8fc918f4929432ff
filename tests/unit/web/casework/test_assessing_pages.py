"""The page of one standard: with its script, without it, and against what is sent to it in bad faith."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.unit.web.casework.conftest import answer_all
from tests.unit.web.conftest import NOW, somebody

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Judgement, Note
from inspectorate.web.casework.queries import questionnaire_of
from inspectorate.web.casework.signing import sign_off
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role

CASE = "/inspections/example-unit/cases/EU-001/"
PAGE = f"{CASE}standards/2.2/"


@pytest.fixture
def browser(inspector: Person) -> Client:
    client = Client()
    client.force_login(inspector)
    return client


def sent(browser: Client, **body: Any) -> tuple[int, dict[str, Any]]:
    answer = browser.post(
        f"{CASE}save/", json.dumps(body), content_type="application/json", HTTP_ACCEPT="application/json"
    )
    return answer.status_code, json.loads(answer.content)


def given(question: str, value: str, seen: int | None = None) -> dict[str, object]:
    return {"question": question, "value": value, "seen": seen}


def test_what_is_said_to_be_saved_is_in_the_database(browser: Client, case: Case) -> None:
    status, said = sent(browser, client=str(uuid4()), judgements=[given("2.2.1", "yes")])
    assert status == 200
    kept = Judgement.objects.get(case=case)
    assert (kept.answer, kept.sequence) == ("yes", said["saved"]["sequence"])
    assert said["clashes"] == {"judgement": [], "note": []}


def test_a_request_that_is_sent_again_is_kept_once_and_answered_alike(browser: Client) -> None:
    body = {"client": str(uuid4()), "judgements": [given("2.2.1", "yes")], "notes": [given("2.2.1", "Because.")]}
    _, first = sent(browser, **body)
    _, again = sent(browser, **body)
    assert again["saved"]["repeated"]
    assert again["saved"]["sequence"] == first["saved"]["sequence"]
    assert (Judgement.objects.count(), Note.objects.count()) == (1, 1)


def test_somebody_elses_answer_is_told_as_a_clash(browser: Client, inspection: Inspection, lead: Person) -> None:
    other = Client()
    other.force_login(lead)
    sent(other, client=str(uuid4()), judgements=[given("2.2.1", "no")])
    _, said = sent(browser, client=str(uuid4()), judgements=[given("2.2.1", "yes")])
    assert said["clashes"] == {"judgement": ["2.2.1"], "note": []}
    state = browser.get(f"{CASE}state/", HTTP_ACCEPT="application/json").json()
    assert state["questions"]["2.2.1"]["judgement"]["clash"]
    assert "Two people differ on 2.2.1" in browser.get(PAGE).content.decode()
    assert b"Which stands?" in other.get(f"{CASE}settle/2.2.1/").content
    assert b"A lead inspector settles it" in browser.get(f"{CASE}settle/2.2.1/").content
    assert inspection.id


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ({}, {"not-readable"}),
        ({"client": "x", "judgements": []}, {"not-readable"}),
        ({"client": str(uuid4())}, {"nothing-said"}),
        ({"client": str(uuid4()), "judgements": [given("2.2.1", "maybe")]}, {"unknown-answer"}),
        ({"client": str(uuid4()), "judgements": [given("7", "yes")], "notes": [given("8", "")]}, {"unknown-question"}),
        ({"client": str(uuid4()), "judgements": [given("2.2.1", "yes"), given("2.2.1", "no")]}, {"question-twice"}),
        ({"client": str(uuid4()), "notes": [given("2.2.1", "x" * 20_001)]}, {"too-long"}),
        ({"client": str(uuid4()), "notes": [given("2.2.1", "a\x00b")]}, {"not-text"}),
        ({"client": str(uuid4()), "judgements": [given("2.2.1", "yes", 10**6)]}, {"seen-unknown"}),
        ({"client": str(uuid4()), "judgements": [given("2.2.1", "yes", -1)]}, {"not-readable"}),
        ({"client": str(uuid4()), "judgements": [given("2.2.1", "yes")], "by": "lena-lead"}, {"not-readable"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_code_and_nothing_is_kept(
    browser: Client, body: dict[str, Any], codes: set[str]
) -> None:
    status, said = sent(browser, **body)
    assert status == 422
    assert {problem["code"] for problem in said["problems"]} == codes
    assert all(problem["remedy"] for problem in said["problems"])
    assert not Judgement.objects.exists()
    assert not Note.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[1]", b'{"client": NaN}'])
def test_what_is_no_json_is_refused(browser: Client, body: bytes) -> None:
    answer = browser.post(f"{CASE}save/", body, content_type="application/json", HTTP_ACCEPT="application/json")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "not-readable"


def test_a_page_without_a_script_saves_what_was_changed_alone(browser: Client, case: Case) -> None:
    first = {"client": str(uuid4()), "answer-2.2.1": "yes", "note-2.2.1": "Because.", "note-2.2.1.a": "", "stay": "yes"}
    assert browser.post(PAGE, first).headers["Location"] == PAGE
    assert (Judgement.objects.count(), Note.objects.count()) == (1, 1)
    sequence = Judgement.objects.get().sequence
    again = {
        "client": str(uuid4()),
        "answer-2.2.1": "yes",
        "answer-seen-2.2.1": sequence,
        "note-2.2.1": "Because.",
        "note-seen-2.2.1": sequence,
        "answer-2.2.1.a": "no",
    }
    assert browser.post(PAGE, again).headers["Location"] == f"{CASE}standards/2.3/"
    assert (Judgement.objects.filter(case=case).count(), Note.objects.count()) == (2, 1)


def test_a_form_that_is_refused_comes_back_with_what_was_typed(browser: Client) -> None:
    typed = {"client": str(uuid4()), "answer-2.2.1": "perhaps", "note-2.2.1": "Typed <b>with care</b>."}
    answer = browser.post(PAGE, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert "Typed &lt;b&gt;with care&lt;/b&gt;." in page
    assert not Note.objects.exists()


def test_a_signed_case_is_shown_and_not_changed(
    browser: Client, inspection: Inspection, case: Case, inspector: Person
) -> None:
    answer_all(inspection, case, inspector)
    sign_off(inspection=inspection, case=case, by=inspector, at=NOW)
    page = browser.get(PAGE).content.decode()
    assert "Re-open it" in page
    assert "<textarea" not in page
    assert "Seen in the file." in page


def test_questions_that_do_not_apply_are_not_asked_and_it_says_why(
    browser: Client, inspection: Inspection, case: Case
) -> None:
    unasked = [
        (part.standard.id, item)
        for part in questionnaire_of(inspection, case).parts
        for item in part.items
        if not item.is_asked
    ]
    assert unasked
    standard, item = unasked[0]
    page = browser.get(f"{CASE}standards/{standard}/").content.decode()
    assert f"It is asked of: {item.why_not}" in page
    assert f'name="answer-{item.question.id}"' not in page


def test_a_reader_sees_answers_and_no_form(inspection: Inspection, lead: Person) -> None:
    reader = somebody("remy-reader")
    actions.add_member(inspection=inspection, person=reader, role=Role.READER, by=lead, at=NOW)
    client = Client()
    client.force_login(reader)
    page = client.get(PAGE).content.decode()
    assert "Not answered" in page
    assert "Save and continue" not in page
    assert client.post(PAGE, {"answer-2.2.1": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "address", [f"{CASE}standards/9.9/", "/inspections/example-unit/cases/none/", f"{CASE}settle/8/"]
)
def test_an_address_that_names_nothing_is_not_found(browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_a_case_lists_its_standards_and_is_signed_off_from_its_page(
    browser: Client, inspection: Inspection, case: Case, inspector: Person
) -> None:
    assert "Not started" in browser.get(CASE).content.decode()
    assert "still to be done" in browser.get(f"{CASE}sign-off/").content.decode()
    answer_all(inspection, case, inspector)
    assert "each key question has its reason" in browser.get(f"{CASE}sign-off/").content.decode()
    client = str(uuid4())
    assert browser.post(f"{CASE}sign-off/", {"client": client}).status_code == 302
    assert browser.post(f"{CASE}sign-off/", {"client": client}).status_code == 302
    assert "Signed off" in browser.get("/inspections/example-unit/cases/").content.decode()
