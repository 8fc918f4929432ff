"""Keeps answers and notes: appended, each once, whoever else answers meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.routing import is_asked_of
from inspectorate.kernel.problems import Place, Problem, ProblemsFound, nearest
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.questionnaire import answers_to
from inspectorate.web.history.appending import Repeated
from inspectorate.web.history.models import Chain
from inspectorate.web.history.performing import perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.texts import text_problems


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives for one question: an answer or a note's text, and what their page showed."""

    question: str
    value: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: its sequence in the history, when it was kept, and whether it was kept before."""

    sequence: int
    at: datetime
    repeated: bool = False


def keep_answers(
    *,
    inspection: Inspection,
    case: Case,
    judgements: Sequence[Given] = (),
    notes: Sequence[Given] = (),
    client: UUID,
    by: Person,
    at: datetime,
) -> Kept:
    """Append answers and notes about one case.

    ``client`` identifies the request: sent again, it is kept once. What arrives after the case was signed off is kept
    all the same, and undoes the sign-off.

    Raises:
        ProblemsFound: everything that is wrong with what is given; then nothing is kept.
    """
    framework = inspection.edition.framework
    problems = [
        *_problems_of(judgements, framework, case, answers=True),
        *_problems_of(notes, framework, case, answers=False),
        *_problems_of_seen(inspection, (*judgements, *notes)),
    ]
    if case.withdrawn is not None:  # as it was read for this request; what comes later still is in the history
        problems.append(faults.CASE_WITHDRAWN.at(Place(), case=case.reference))
    if not judgements and not notes:
        problems.append(faults.NOTHING_SAID.at(Place()))
    if problems:
        raise ProblemsFound(problems)
    answered = Act(
        act=acts.ANSWERED,
        by=by.handle,
        at=at,
        subject=case.reference,
        client=str(client),
        details={
            "judgements": [[one.question, one.value, one.seen] for one in judgements],
            "notes": [[one.question, one.value, one.seen] for one in notes],
        },
    )
    try:
        sequence = perform(answered, chain=inspection.id, appliers=acts.APPLIERS)
    except Repeated as repeated:
        return Kept(repeated.entry.sequence, repeated.entry.at, repeated=True)
    return Kept(sequence, at)


def answer_problems(given: Sequence[Given], framework: Framework, case: Case) -> list[Problem]:
    """Return what is wrong with answers to the questions of a case: no such question or answer, or not asked of it."""
    return list(_problems_of(given, framework, case, answers=True))


def _problems_of(given: Sequence[Given], framework: Framework, case: Case, *, answers: bool) -> Iterator[Problem]:
    met: set[str] = set()
    allowed: dict[bool, list[str]] = {}
    for one in given:
        question = framework.questions.get(one.question)
        if question is None:
            words = {"question": one.question, "framework": framework.reference}
            yield faults.UNKNOWN_QUESTION.at(_place(one), **words, hint=nearest(one.question, framework.questions))
            continue
        if one.question in met:
            yield faults.QUESTION_TWICE.at(_place(one), question=one.question)
        met.add(one.question)
        if not is_asked_of(framework=framework, question=question, fields=case.fields):
            condition = framework.condition_by_id[question.asked_of or ""].label
            yield faults.NOT_ASKED.at(_place(one), question=one.question, condition=condition)
        if not answers:
            yield from text_problems(one.value, field=one.question)
            continue
        # which answers a question may be given depends on nothing else: worked out once for a whole case's
        may_be_out = question.relevant_where is not None
        if may_be_out not in allowed:
            allowed[may_be_out] = [answer.id for answer in answers_to(framework, question)]
        if one.value not in allowed[may_be_out]:
            words = {"answer": one.value, "question": one.question, "answers": ", ".join(allowed[may_be_out])}
            yield faults.UNKNOWN_ANSWER.at(_place(one), **words)


def _place(one: Given) -> Place:
    return Place(field=one.question[:40])


def _problems_of_seen(inspection: Inspection, given: Sequence[Given]) -> Iterator[Problem]:
    latest = max((one.seen for one in given if one.seen is not None), default=None)
    if latest is None:
        return
    length = Chain.objects.values_list("length", flat=True).get(key=inspection.id)
    for one in given:
        if one.seen is not None and not 0 < one.seen <= length:
            yield faults.SEEN_UNKNOWN.at(Place(field=one.question), question=one.question)
