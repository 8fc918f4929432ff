"""Pages of review: which cases wait, and one case with the comments on its answers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.web.casework import reviewing
from inspectorate.web.casework.naming import client_of, named_case, names_of
from inspectorate.web.casework.progress import Progress, Status
from inspectorate.web.casework.queries import progress_of, questionnaire_of
from inspectorate.web.casework.questionnaire import Questionnaire
from inspectorate.web.casework.reviews import Reviewable, answered_by, by_question, reviewables, threads_on
from inspectorate.web.history.appending import Repeated
from inspectorate.web.planning.access import REVIEWERS
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.requests import MemberRequest, person_of


def waiting(request: MemberRequest, **_: str) -> HttpResponse:
    """List the cases that wait for review and those that have been through it; draw one at random."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            drawn = reviewing.draw_review(
                inspection=request.inspection,
                seed=secrets.token_hex(8),
                by=person_of(request),
                at=timezone.now(),
                client=client_of(request),
            )
        except Repeated as repeated:
            return redirect("casework:review", inspection=request.inspection.id, case=repeated.entry.subject)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, f"Case {drawn} was drawn. Its review is yours.")
            return redirect("casework:review", inspection=request.inspection.id, case=drawn)
    found = reviewables(request.inspection, reader=person_of(request).handle)
    context = {
        "section": "casework:review-list",
        "groups": _groups(found),
        "drawable": sum(one.progress.status is Status.SIGNED_OFF and not one.is_own for one in found),
        "names": names_of({one.progress.reviewer for one in found} | {_signer(one.progress) for one in found}),
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/review_list.html", context, status=422 if problems else 200)


def review(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Show a case's answers with the comments on them; begin its review, send it back, settle it."""
    found = named_case(request, case)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            said = _act(request, found)
        except Repeated:
            return redirect("casework:review", inspection=request.inspection.id, case=case)
        except ProblemsFound as told:
            problems = told.problems
        else:
            messages.success(request, said)
            return redirect("casework:review", inspection=request.inspection.id, case=case)
    return _page(request, found, problems)


def comment(request: MemberRequest, *, case: str, **_: str) -> HttpResponse:
    """Keep a comment on one answer, a reply, or the word that settles it."""
    found = named_case(request, case)
    back = redirect("casework:review", inspection=request.inspection.id, case=case)
    shared: Any = {
        "inspection": request.inspection,
        "case": found,
        "text": request.POST.get("text", ""),
        "by": person_of(request),
        "at": timezone.now(),
        "client": client_of(request),
    }
    question = request.POST.get("question", "")
    thread = request.POST.get("thread", "")
    try:
        if thread:
            reviewing.reply(thread=_number(thread), settles=request.POST.get("do") == "settle", **shared)
        elif request.roles & REVIEWERS:
            reviewing.comment_on(question=question, **shared)
        else:
            raise PermissionDenied
    except Repeated:
        pass
    except ProblemsFound as told:
        return _page(request, found, told.problems)
    anchor = f"thread-{thread}" if thread else f"question-{question}"
    return redirect(f"{back.url}#{anchor}")


def _page(request: MemberRequest, case: Case, problems: tuple[Problem, ...]) -> HttpResponse:
    asked = questionnaire_of(request.inspection, case)
    come = progress_of(case)
    person = person_of(request).handle
    threads = threads_on(case)
    is_own = bool(answered_by(person, [case.pk]))
    is_reviewer = bool(request.roles & REVIEWERS)
    context = {
        "section": "casework:review-list" if is_reviewer else "casework:cases",
        "case": case,
        "asked": asked,
        "progress": come,
        "threads": by_question(threads),
        "open_threads": [thread for thread in threads if thread.is_open],
        "settleable": {
            thread.number
            for thread in threads
            if reviewing.may_settle(thread=thread, come=come, roles=request.roles, person=person, is_own_case=is_own)
        },
        "is_mine": is_reviewer and come.status is Status.IN_REVIEW and come.reviewer == person and not is_own,
        "may_begin": is_reviewer and not is_own and come.status is Status.SIGNED_OFF,
        "may_take_over": is_reviewer and not is_own and come.status is Status.IN_REVIEW and come.reviewer != person,
        "is_own": is_own and is_reviewer,
        "labels": {answer.id: answer.label for answer in request.inspection.edition.framework.answers},
        "names": names_of(_people(asked, come)),
        "typed": request.POST if problems else {},
        "new_client": uuid4,
        "problems": problems,
    }
    return render(request, "casework/review.html", context, status=422 if problems else 200)


def _act(request: MemberRequest, case: Case) -> str:
    """Do what a form asks for, and say in words what was done."""
    done: Any = {
        "inspection": request.inspection,
        "case": case,
        "by": person_of(request),
        "at": timezone.now(),
        "client": client_of(request),
    }
    match request.POST.get("do"):
        case "begin":
            reviewing.begin_review(**done)
            return "The review of this case is yours."
        case "take-over":
            reviewing.begin_review(take_over=True, **done)
            return "The review of this case is yours now."
        case "send-back":
            reviewing.send_back(reason=request.POST.get("reason", ""), **done)
            return f"Case {case.reference} is sent back, and open again."
        case "settle":
            reviewing.settle_review(**done)
            return f"Case {case.reference} is reviewed."
    raise PermissionDenied


def _groups(found: Iterable[Reviewable]) -> list[tuple[str, list[Reviewable]]]:
    """Put cases under the headings of the list, in the order in which a reader needs them."""
    titles = {
        "Waiting for review": {Status.SIGNED_OFF},
        "In review": {Status.IN_REVIEW},
        "Sent back or re-opened": {Status.SENT_BACK, Status.REOPENED},
        "Reviewed": {Status.REVIEWED},
    }
    cases = list(found)
    return [(title, [one for one in cases if one.progress.status in wanted]) for title, wanted in titles.items()]


def _people(asked: Questionnaire, come: Progress) -> set[str]:
    said = {
        saying.person
        for item in asked.by_question.values()
        for standing in (item.judgement, item.note)
        for saying in standing.sayings
    }
    broken = "" if come.broken is None else come.broken.person
    return said | {come.reviewer, _signer(come), broken}


def _signer(come: Progress) -> str:
    return "" if come.signed is None else come.signed.person


def _number(text: str) -> int:
    """Return the number of a thread; 0, which no thread has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0  # noqa: PLR2004 - of a 64-bit number
