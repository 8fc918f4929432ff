from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.casework.reviewed import answer, member, signed, signed_in
from tests.unit.web.conftest import NOW

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, reviewing
from inspectorate.web.casework.models import Comment, Step
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import progress_of
from inspectorate.web.casework.reviews import threads_on
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def reader(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "quin-reader", Role.READER, lead)


@pytest.fixture
def case(inspection: Inspection, inspector: Person) -> Case:
    return signed(inspection, "EU-001", inspector)


def _page(case: Case, name: str = "review") -> str:
    return reverse(f"casework:{name}", kwargs={"inspection": case.inspection_id, "case": case.reference})


def _list(inspection: Inspection) -> str:
    return reverse("casework:review-list", kwargs={"inspection": inspection.id})


def test_the_list_says_what_waits_and_for_whom(
    inspection: Inspection, case: Case, reader: Person, lead: Person
) -> None:
    page = signed_in(reader).get(_list(inspection)).content.decode()
    assert "Waiting for review" in page
    assert "Draw a case at random" in page
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    page = signed_in(lead).get(_list(inspection)).content.decode()
    assert "Reviewer: Quin-Reader." in page
    assert "Draw a case at random" not in page


def test_a_case_is_drawn_once_though_the_form_is_sent_twice(
    inspection: Inspection, case: Case, reader: Person, inspector: Person
) -> None:
    signed(inspection, "EU-002", inspector)
    client, form = signed_in(reader), {"client": str(uuid4())}
    first = client.post(_list(inspection), form)
    again = client.post(_list(inspection), form)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first.headers["Location"] == again.headers["Location"]
    assert Step.objects.filter(kind=acts.REVIEW_BEGUN).count() == 1
    del case


def test_a_draw_from_nothing_is_told(inspection: Inspection, reader: Person) -> None:
    response = signed_in(reader).post(_list(inspection), {})
    assert response.status_code == 422
    assert "No case waits for review." in response.content.decode()


def test_a_reader_reviews_a_case_from_beginning_to_end(case: Case, reader: Person, inspector: Person) -> None:
    client = signed_in(reader)
    assert client.post(_page(case), {"do": "begin"}).status_code == 302
    page = client.get(_page(case)).content.decode()
    assert "Settle the review" in page
    assert "<strong>Yes</strong>" in page
    client.post(_page(case, "comment"), {"question": "2.2.1", "text": "Which call?"})
    number = threads_on(case)[0].number
    refused = client.post(_page(case), {"do": "settle"})
    assert refused.status_code == 422
    assert f'href="#thread-{number}"' in refused.content.decode()
    signed_in(inspector).post(_page(case, "comment"), {"thread": number, "text": "That of 3 May."})
    client.post(_page(case, "comment"), {"thread": number, "text": "", "do": "settle"})
    assert client.post(_page(case), {"do": "settle"}).status_code == 302
    assert progress_of(case).status is Status.REVIEWED


def test_who_answered_is_told_why_the_case_is_not_theirs(case: Case, inspection: Inspection, lead: Person) -> None:
    answer(inspection, case, lead, q2_2_2="no")
    page = signed_in(lead).get(_page(case)).content.decode()
    assert "it is not yours to review" in page
    assert "Begin the review" not in page
    refused = signed_in(lead).post(_page(case), {"do": "begin"})
    assert refused.status_code == 422


def test_an_inspector_reads_and_replies_and_cannot_comment_or_review(
    inspection: Inspection, case: Case, reader: Person, inspector: Person
) -> None:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    client = signed_in(inspector)
    assert client.get(_page(case)).status_code == 200
    assert client.post(_page(case), {"do": "settle"}).status_code == 403
    assert client.post(_page(case, "comment"), {"question": "2.2.1", "text": "Me too"}).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize("role", [Role.CONTACT, Role.OBSERVER, Role.ANALYST, Role.PANEL, Role.PUBLISHER])
def test_other_roles_see_nothing_of_a_review(inspection: Inspection, case: Case, lead: Person, role: Role) -> None:
    client = signed_in(member(inspection, "ola-other", role, lead))
    assert client.get(_page(case)).status_code == 403
    assert client.get(_list(inspection)).status_code == 403
    assert client.post(_page(case, "comment"), {"thread": "1", "text": "Hello"}).status_code == 403


def test_what_is_typed_is_shown_as_typed_and_never_as_a_page(
    inspection: Inspection, case: Case, reader: Person
) -> None:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    client = signed_in(reader)
    client.post(_page(case, "comment"), {"question": "2.2.1", "text": "<script>alert(1)</script> <b>bold</b>"})
    page = client.get(_page(case)).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold&lt;/b&gt;") == 2


@pytest.mark.parametrize("text", ["a\0b", "a" * 20_001, " \n "])
def test_what_cannot_be_kept_stays_on_the_page(inspection: Inspection, case: Case, reader: Person, text: str) -> None:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    response = signed_in(reader).post(_page(case, "comment"), {"question": "2.2.1", "text": text})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#comment-2.2.1"' in page
    assert 'id="comment-2.2.1-error"' in page
    assert text.strip() in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize("thread", ["0", "-1", "x", "1", "²", "9" * 40, "\0", "1\r\nX: y"])
def test_a_thread_that_is_not_there_is_told(inspection: Inspection, case: Case, reader: Person, thread: str) -> None:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    response = signed_in(reader).post(_page(case, "comment"), {"thread": thread, "text": "Hello"})
    assert response.status_code == 422
    assert "is not there" in response.content.decode()


def test_a_comment_sent_twice_is_one(inspection: Inspection, case: Case, reader: Person) -> None:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    client, form = signed_in(reader), {"client": str(uuid4()), "question": "2.2.1", "text": "Which call?"}
    assert [client.post(_page(case, "comment"), form).status_code for _ in range(2)] == [302, 302]
    assert Comment.objects.count() == 1


def test_a_case_is_sent_back_with_the_reason_on_its_page(inspection: Inspection, case: Case, reader: Person) -> None:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    client = signed_in(reader)
    refused = client.post(_page(case), {"do": "send-back", "reason": ""})
    assert (refused.status_code, 'href="#reason"' in refused.content.decode()) == (422, True)
    assert client.post(_page(case), {"do": "send-back", "reason": "Dates differ."}).status_code == 302
    assert "Dates differ." in client.get(_page(case)).content.decode()


def test_a_form_that_asks_for_nothing_known_is_refused(case: Case, reader: Person) -> None:
    assert signed_in(reader).post(_page(case), {"do": "publish"}).status_code == 403


def test_a_form_without_its_token_is_refused(case: Case, reader: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.post(_page(case), {"do": "begin"}).status_code == 403
    assert progress_of(case).status is Status.SIGNED_OFF


@pytest.mark.parametrize("name", ["EU-999", "EU%00", "%00", "..", "'", "x" * 500])
def test_a_case_that_is_not_there_is_not_found(inspection: Inspection, reader: Person, name: str) -> None:
    address = f"/inspections/{inspection.id}/cases/{name}/"
    for page in ("review/", "examples/"):
        assert signed_in(reader).get(address + page).status_code == 404
