from __future__ import annotations

from uuid import uuid4

import pytest
from tests.unit.web.casework.reviewed import answer, member, signed, step
from tests.unit.web.conftest import NOW

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, reviewing
from inspectorate.web.casework.models import Comment, Step
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import progress_of
from inspectorate.web.casework.results import open_comment_counts
from inspectorate.web.casework.reviews import draw, reviewables, threads_on
from inspectorate.web.casework.signing import reopen
from inspectorate.web.history.appending import Repeated
from inspectorate.web.history.models import Entry
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role


@pytest.fixture
def reader(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "quin-reader", Role.READER, lead)


@pytest.fixture
def case(inspection: Inspection, inspector: Person) -> Case:
    """Return a case that waits for review."""
    return signed(inspection, "EU-001", inspector)


@pytest.fixture
def in_review(inspection: Inspection, case: Case, reader: Person) -> Case:
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW)
    return case


def _codes(raised: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in raised.value.problems]


def _commented(inspection: Inspection, case: Case, by: Person, text: str = "Which call?") -> int:
    reviewing.comment_on(inspection=inspection, case=case, question="2.2.1", text=text, by=by, at=NOW)
    return threads_on(case)[-1].number


def test_a_review_begins_is_settled_and_the_case_is_reviewed(
    inspection: Inspection, in_review: Case, reader: Person
) -> None:
    assert (progress_of(in_review).status, progress_of(in_review).reviewer) == (Status.IN_REVIEW, reader.handle)
    reviewing.settle_review(inspection=inspection, case=in_review, by=reader, at=NOW)
    assert progress_of(in_review).status is Status.REVIEWED


def test_who_answered_in_a_case_cannot_review_it(inspection: Inspection, case: Case, inspector: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        reviewing.begin_review(inspection=inspection, case=case, by=inspector, at=NOW)
    assert _codes(raised) == ["own-case"]


def test_who_answers_while_reviewing_cannot_settle_the_review(
    inspection: Inspection, in_review: Case, reader: Person
) -> None:
    answer(inspection, in_review, reader, q2_2_2="yes")
    step(inspection, in_review, acts.SIGNED_OFF, reader)
    step(inspection, in_review, acts.REVIEW_BEGUN, reader)
    with pytest.raises(ProblemsFound) as raised:
        reviewing.settle_review(inspection=inspection, case=in_review, by=reader, at=NOW)
    assert _codes(raised) == ["own-case"]


def test_a_case_that_is_not_signed_off_is_not_reviewed(inspection: Inspection, reader: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        reviewing.begin_review(inspection=inspection, case=Case.objects.get(reference="EU-002"), by=reader, at=NOW)
    assert _codes(raised) == ["not-waiting"]


def test_a_review_that_somebody_has_begun_is_taken_over_on_purpose_alone(
    inspection: Inspection, in_review: Case, lead: Person
) -> None:
    with pytest.raises(ProblemsFound) as raised:
        reviewing.begin_review(inspection=inspection, case=in_review, by=lead, at=NOW)
    assert _codes(raised) == ["in-review"]
    with pytest.raises(ProblemsFound) as raised:
        reviewing.settle_review(inspection=inspection, case=in_review, by=lead, at=NOW)
    assert _codes(raised) == ["not-your-review"]
    reviewing.begin_review(inspection=inspection, case=in_review, by=lead, at=NOW, take_over=True)
    assert progress_of(in_review).reviewer == lead.handle
    assert Entry.objects.order_by("sequence").last().payload.count("quin-reader") == 1  # type: ignore[union-attr]  # there is


def test_a_case_is_drawn_from_those_that_wait_and_can_be_drawn_again(
    inspection: Inspection, inspector: Person, reader: Person
) -> None:
    signed(inspection, "EU-001", inspector)
    signed(inspection, "EU-002", inspector)
    drawn = reviewing.draw_review(inspection=inspection, seed="2026", by=reader, at=NOW)
    details = Entry.objects.get(act=acts.REVIEW_BEGUN)
    kept = Act.read(details.payload).details
    assert kept["drawn_from"] == ["EU-001", "EU-002"]
    assert draw(seed=str(kept["drawn_by_seed"]), references=["EU-002", "EU-001"]) == drawn == details.subject


def test_every_case_is_drawn_by_some_seed() -> None:
    references = [f"EU-{number:03}" for number in range(1, 6)]
    assert {draw(seed=str(seed), references=references) for seed in range(100)} == set(references)


def test_no_case_is_drawn_for_who_answered_in_all_of_them(
    inspection: Inspection, case: Case, inspector: Person
) -> None:
    assert [one.is_own for one in reviewables(inspection, reader=inspector.handle)] == [True]
    with pytest.raises(ProblemsFound) as raised:
        reviewing.draw_review(inspection=inspection, seed="2026", by=inspector, at=NOW)
    assert _codes(raised) == ["nothing-to-review"]
    assert progress_of(case).status is Status.SIGNED_OFF


def test_a_review_is_not_settled_while_a_comment_is_open(
    inspection: Inspection, in_review: Case, reader: Person
) -> None:
    number = _commented(inspection, in_review, reader)
    with pytest.raises(ProblemsFound) as raised:
        reviewing.settle_review(inspection=inspection, case=in_review, by=reader, at=NOW)
    assert [(one.code, one.place.field) for one in raised.value.problems] == [("open-comments", f"thread-{number}")]
    reviewing.reply(inspection=inspection, case=in_review, thread=number, text="", settles=True, by=reader, at=NOW)
    reviewing.settle_review(inspection=inspection, case=in_review, by=reader, at=NOW)


def test_an_inspector_replies_and_cannot_settle(
    inspection: Inspection, in_review: Case, reader: Person, inspector: Person
) -> None:
    number = _commented(inspection, in_review, reader)
    reviewing.reply(inspection=inspection, case=in_review, thread=number, text="On 3 May.", by=inspector, at=NOW)
    with pytest.raises(ProblemsFound) as raised:
        reviewing.reply(
            inspection=inspection, case=in_review, thread=number, text="", settles=True, by=inspector, at=NOW
        )
    assert _codes(raised) == ["not-yours-to-settle"]
    assert threads_on(in_review)[0].is_open


def test_a_lead_settles_a_comment_unless_they_answered_in_the_case(
    inspection: Inspection, in_review: Case, reader: Person, lead: Person
) -> None:
    number = _commented(inspection, in_review, reader)
    reviewing.reply(inspection=inspection, case=in_review, thread=number, text="Fine.", settles=True, by=lead, at=NOW)
    assert not threads_on(in_review)[0].is_open
    answer(inspection, in_review, lead, q2_2_2="no")
    reviewing.reply(inspection=inspection, case=in_review, thread=number, text="Look again.", by=reader, at=NOW)
    with pytest.raises(ProblemsFound) as raised:
        reviewing.reply(inspection=inspection, case=in_review, thread=number, text="", settles=True, by=lead, at=NOW)
    assert _codes(raised) == ["not-yours-to-settle"]


def test_a_reply_to_a_settled_comment_opens_it_again_and_it_is_counted(
    inspection: Inspection, in_review: Case, reader: Person, inspector: Person
) -> None:
    number = _commented(inspection, in_review, reader)
    reviewing.reply(inspection=inspection, case=in_review, thread=number, text="", settles=True, by=reader, at=NOW)
    reviewing.settle_review(inspection=inspection, case=in_review, by=reader, at=NOW)
    assert not open_comment_counts([in_review.pk])
    reviewing.reply(inspection=inspection, case=in_review, thread=number, text="No.", by=inspector, at=NOW)
    assert open_comment_counts([in_review.pk]) == {in_review.pk: 1}


def test_a_case_sent_back_is_open_until_it_is_signed_off_and_waits_again(
    inspection: Inspection, in_review: Case, reader: Person, inspector: Person
) -> None:
    with pytest.raises(ProblemsFound) as raised:
        reviewing.send_back(inspection=inspection, case=in_review, reason=" ", by=reader, at=NOW)
    assert _codes(raised) == ["reason-missing"]
    reviewing.send_back(inspection=inspection, case=in_review, reason="Dates differ.", by=reader, at=NOW)
    assert progress_of(in_review).status is Status.SENT_BACK
    step(inspection, in_review, acts.SIGNED_OFF, inspector)
    reviewing.begin_review(inspection=inspection, case=in_review, by=reader, at=NOW)
    assert progress_of(in_review).status is Status.IN_REVIEW


def test_a_reopened_case_is_no_longer_in_review(
    inspection: Inspection, in_review: Case, reader: Person, inspector: Person
) -> None:
    reopen(inspection=inspection, case=in_review, reason="A letter came.", by=inspector, at=NOW)
    with pytest.raises(ProblemsFound) as raised:
        reviewing.settle_review(inspection=inspection, case=in_review, by=reader, at=NOW)
    assert _codes(raised) == ["not-in-review"]


@pytest.mark.parametrize(("text", "code"), [("", "comment-missing"), ("a\0b", "not-text"), ("a" * 20_001, "too-long")])
def test_what_cannot_be_kept_is_no_comment(
    inspection: Inspection, in_review: Case, reader: Person, text: str, code: str
) -> None:
    with pytest.raises(ProblemsFound) as raised:
        _commented(inspection, in_review, reader, text)
    assert _codes(raised) == [code]
    assert not Comment.objects.exists()


def test_a_comment_may_be_as_long_as_a_text_may_be(inspection: Inspection, in_review: Case, reader: Person) -> None:
    _commented(inspection, in_review, reader, "a" * 20_000)
    assert len(threads_on(in_review)[0].remarks[0].text) == 20_000


def test_a_comment_on_no_question_is_refused(inspection: Inspection, in_review: Case, reader: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        reviewing.comment_on(inspection=inspection, case=in_review, question="9.9", text="Eh?", by=reader, at=NOW)
    assert _codes(raised) == ["unknown-question"]


def test_a_thread_of_another_case_is_not_there(
    inspection: Inspection, in_review: Case, reader: Person, inspector: Person
) -> None:
    number = _commented(inspection, in_review, reader)
    other = signed(inspection, "EU-002", inspector)
    with pytest.raises(ProblemsFound) as raised:
        reviewing.reply(inspection=inspection, case=other, thread=number, text="Here?", by=reader, at=NOW)
    assert _codes(raised) == ["no-thread"]


def test_what_is_sent_twice_is_done_once(inspection: Inspection, case: Case, reader: Person) -> None:
    client = uuid4()
    reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW, client=client)
    with pytest.raises(Repeated):
        reviewing.begin_review(inspection=inspection, case=case, by=reader, at=NOW, client=client)
    assert Step.objects.filter(case=case, kind=acts.REVIEW_BEGUN).count() == 1
