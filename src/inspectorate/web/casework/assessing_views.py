"""The page of one standard of one case, and what its script asks: each answer is saved as it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.dataclasses import dataclass

from inspectorate.kernel.problems import Place, Problem, ProblemsFound
from inspectorate.web.casework import faults
from inspectorate.web.casework.models import Judgement, Note
from inspectorate.web.casework.naming import client_of, named_case, names_of
from inspectorate.web.casework.queries import (
    clashing,
    judgements_standing,
    notes_standing,
    progress_of,
    questionnaire_of,
)
from inspectorate.web.casework.questionnaire import Part, Questionnaire
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.casework.standing import Standing
from inspectorate.web.design.times import clock
from inspectorate.web.planning.access import ASSESSORS
from inspectorate.web.planning.models import Case
from inspectorate.web.planning.requests import MemberRequest, person_of
from inspectorate.web.planning.texts import tidy

MOST_AT_ONCE = 1000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(config=ConfigDict(extra="forbid"), frozen=True, slots=True)
class GivenShape:
    """One answer or note, as a script sends it."""

    question: Annotated[str, Field(max_length=20)]
    value: str
    seen: Annotated[int, Field(gt=0)] | None = None


class SaveShape(_Part):
    """A request to save, as a script sends it; ``client`` is the same when it is sent again."""

    client: UUID
    judgements: Annotated[tuple[GivenShape, ...], Field(max_length=MOST_AT_ONCE)] = ()
    notes: Annotated[tuple[GivenShape, ...], Field(max_length=MOST_AT_ONCE)] = ()


def standard(request: MemberRequest, *, case: str, standard: str, **_: str) -> HttpResponse:
    """Show a standard's questions about a case; without a script, save what the form holds."""
    found = named_case(request, case)
    asked = questionnaire_of(request.inspection, found)
    part = asked.part(standard)
    if part is None:
        raise Http404
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            saved = _save_form(request, found, part)
        except ProblemsFound as told:
            problems = told.problems
        else:
            if saved:
                messages.success(
                    request, f"{saved} {'answer or note is' if saved == 1 else 'answers and notes are'} saved."
                )
            return redirect(_next_address(request, case, asked, part))
    come = progress_of(found)
    context = {
        "section": "casework:cases",
        "case": found,
        "asked": asked,
        "part": part,
        "progress": come,
        "editable": bool(request.roles & ASSESSORS) and come.status.is_open,
        "names": names_of(_people(part)),
        "typed": request.POST if problems else {},
        "client": uuid4(),
        "problems": problems,
    }
    return render(request, "casework/standard.html", context, status=422 if problems else 200)


def save(request: MemberRequest, *, case: str, **_: str) -> JsonResponse:
    """Keep answers and notes, and say on which of their questions somebody else's stands against them."""
    found, by = named_case(request, case), person_of(request)
    try:
        shape = SaveShape.model_validate_json(request.body)
        kept = keep_answers(
            inspection=request.inspection,
            case=found,
            judgements=[Given(one.question, one.value, one.seen) for one in shape.judgements],
            notes=[Given(one.question, tidy(one.value), one.seen) for one in shape.notes],
            client=shape.client,
            by=by,
            at=timezone.now(),
        )
    except ValidationError as error:
        return _refused([_unreadable(one) for one in error.errors()[:20]])
    except ProblemsFound as told:
        return _refused(told.problems)
    clashes = {
        "judgement": clashing(Judgement, found, [one.question for one in shape.judgements], by=by),
        "note": clashing(Note, found, [one.question for one in shape.notes], by=by),
    }
    said = {"sequence": kept.sequence, "at": kept.at.isoformat(), "clock": clock(kept.at), "repeated": kept.repeated}
    return JsonResponse({"saved": said, "clashes": clashes})


def state(request: MemberRequest, *, case: str, **_: str) -> JsonResponse:
    """Say what stands about a case's questions, so that an open page sees what others answered meanwhile."""
    found = named_case(request, case)
    answers = judgements_standing([found.pk]).get(found.pk, {})
    notes = notes_standing([found.pk]).get(found.pk, {})
    come = progress_of(found)
    shown = _shown({*answers, *notes}, answers, notes)
    return JsonResponse(
        {
            "questions": shown,
            "status": come.status.value,
            "is_open": come.status.is_open,
            "token": get_token(request),
            "person": person_of(request).handle,
        }
    )


def _save_form(request: MemberRequest, case: Case, part: Part) -> int:
    """Keep what a form holds that differs from what its page showed, and return how much that is."""
    judgements, notes = [], []
    for item in part.asked:
        question = item.question.id
        answer = request.POST.get(f"answer-{question}", "")
        seen = _sequence(request.POST.get(f"answer-seen-{question}"))
        if answer and answer != _shown_before(Judgement, "answer", case, item.judgement, question, seen):
            judgements.append(Given(question, answer, seen))
        if f"note-{question}" in request.POST:
            text = tidy(request.POST[f"note-{question}"])
            seen = _sequence(request.POST.get(f"note-seen-{question}"))
            if text != _shown_before(Note, "text", case, item.note, question, seen):
                notes.append(Given(question, text, seen))
    if judgements or notes:
        keep_answers(
            inspection=request.inspection,
            case=case,
            judgements=judgements,
            notes=notes,
            client=client_of(request),
            by=person_of(request),
            at=timezone.now(),
        )
    return len(judgements) + len(notes)


def _shown_before(  # noqa: PLR0917 - private, and called twice alike
    table: type[Judgement | Note], value: str, case: Case, standing: Standing, question: str, seen: int | None
) -> str:
    if seen is None:
        return ""
    for saying in standing.sayings:
        if saying.sequence == seen:
            return saying.value
    rows = table._default_manager.filter(case=case, question=question, sequence=seen)  # noqa: SLF001 - Django's name
    return str(rows.values_list(value, flat=True).first() or "")


def _next_address(request: MemberRequest, case: str, asked: Questionnaire, part: Part) -> str:
    """Return where to go on: the next standard, or the case after the last one."""
    position = asked.parts.index(part) + 1
    stay = "stay" in request.POST
    names = {"inspection": request.inspection.id, "case": case}
    if stay or position < len(asked.parts):
        target = part if stay else asked.parts[position]
        return reverse("casework:standard", kwargs={**names, "standard": target.standard.id})
    return reverse("casework:case", kwargs=names)


def _sequence(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _people(part: Part) -> set[str]:
    return {
        saying.person for item in part.items for standing in (item.judgement, item.note) for saying in standing.sayings
    }


def _shown(
    names: Iterable[str], answers: Mapping[str, Standing], notes: Mapping[str, Standing]
) -> dict[str, dict[str, Any]]:
    people = names_of(
        {
            saying.person
            for found in (answers, notes)
            for name in names
            if name in found
            for saying in found[name].sayings
        }
    )
    shown: dict[str, dict[str, Any]] = {name: {} for name in sorted(names)}
    for kind, found in (("judgement", answers), ("note", notes)):
        for name in names:
            standing = found.get(name)
            if standing is not None and standing.latest is not None:
                shown[name][kind] = {
                    "value": standing.value,
                    "seen": standing.seen,
                    "clash": standing.is_clash,
                    "by": people.get(standing.latest.person, ""),
                    "clock": clock(standing.latest.at),
                }
    return shown


def _refused(problems: Iterable[Problem]) -> JsonResponse:
    told = [
        {"code": one.code, "field": one.place.field or "", "message": one.message, "remedy": one.remedy}
        for one in problems
    ]
    return JsonResponse({"problems": told}, status=422)


def _unreadable(error: Mapping[str, Any]) -> Problem:
    field = ".".join(str(part) for part in error["loc"])
    return faults.NOT_READABLE.at(Place(field=field), why=f"{field or 'the body'}: {str(error['msg']).lower()}")
