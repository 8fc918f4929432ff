"""Reads what was said about cases."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import faults
from inspectorate.web.casework.models import Example, Judgement, Note, SecondReading, Settlement, Step
from inspectorate.web.casework.progress import ARRIVED_LATE, Progress, Taken, progress
from inspectorate.web.casework.questionnaire import Questionnaire, questionnaire
from inspectorate.web.casework.standing import Saying, Settling, Standing, standings
from inspectorate.web.planning.models import Case, Inspection

_SAID = ("case_id", "question", "sequence", "person_id", "at", "seen")


def _sayings(
    table: type[Judgement | Note], value: str, cases: Iterable[int], question: str = ""
) -> dict[int, list[Saying]]:
    rows = table._default_manager.filter(case_id__in=cases)
    if question:
        rows = rows.filter(question=question)
    found: dict[int, list[Saying]] = defaultdict(list)
    for case, name, sequence, person, at, seen, said in rows.values_list(*_SAID, value):
        found[case].append(Saying(name, sequence, person or "", at, said, seen))
    return found


def _settlings(matter: str, cases: Iterable[int], question: str = "") -> dict[int, list[Settling]]:
    rows = Settlement.objects.filter(case_id__in=cases, matter=matter)
    if question:
        rows = rows.filter(question=question)
    found: dict[int, list[Settling]] = defaultdict(list)
    for case, name, sequence, chosen, settled in rows.values_list(
        "case_id", "question", "sequence", "chosen", "settled"
    ):
        found[case].append(Settling(name, sequence, chosen, frozenset(settled)))
    return found


def judgements_standing(cases: Iterable[int], question: str = "") -> Mapping[int, Mapping[str, Standing]]:
    """Return, for each case, what stands as the answer to each question."""
    cases = tuple(cases)
    settlings = _settlings(Settlement.Matter.JUDGEMENT, cases, question)
    said = _sayings(Judgement, "answer", cases, question)
    return {case: standings(said[case], settlings[case]) for case in said}


def notes_standing(cases: Iterable[int], question: str = "") -> Mapping[int, Mapping[str, Standing]]:
    """Return, for each case, what stands as the note beside each question."""
    cases = tuple(cases)
    settlings = _settlings(Settlement.Matter.NOTE, cases, question)
    said = _sayings(Note, "text", cases, question)
    return {case: standings(said[case], settlings[case]) for case in said}


_OTHERS = {
    table: f"SELECT DISTINCT question FROM {table._meta.db_table}"  # noqa: S608 - the table's own name
    " WHERE case_id = %s AND person_id IS DISTINCT FROM %s"
    for table in (Judgement, Note)
}


def clashing(table: type[Judgement | Note], case: Case, questions: Sequence[str], *, by: Person) -> list[str]:
    """Return on which of some questions more than one answer (or note) stands, and they differ.

    ``by`` has just said something about each: only where somebody else has said something too can anything stand
    against it.
    """
    if not questions:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS[table], [case.pk, by.pk])
        again = {question for (question,) in cursor.fetchall()}.intersection(questions)
    if not again:
        return []
    standing = (judgements_standing if table is Judgement else notes_standing)([case.pk]).get(case.pk, {})
    return sorted(question for question in again if standing[question].is_clash)


def steps_of(cases: Iterable[int]) -> Mapping[int, list[Taken]]:
    """Return the steps that were taken with each case."""
    found: dict[int, list[Taken]] = defaultdict(list)
    rows = Step.objects.filter(case_id__in=tuple(cases))
    for case, kind, sequence, at, person, reason in rows.values_list(
        "case_id", "kind", "sequence", "at", "person_id", "reason"
    ):
        found[case].append(Taken(kind, sequence, at, person, reason))
    return found


def progress_of(case: Case) -> Progress:
    """Return how far one case has come."""
    last = [
        table._default_manager.filter(case=case)
        .order_by("-sequence")
        .values_list("sequence", "at", "person_id")
        .first()
        for table in (Judgement, Note)
    ]
    said = [Taken("answered", sequence, at, person or "", ARRIVED_LATE) for sequence, at, person in filter(None, last)]
    latest = max(said, key=lambda taken: taken.sequence, default=None)
    return progress(steps_of([case.pk])[case.pk], last_said=latest)


def _last_said(*found: Mapping[str, Standing]) -> Taken | None:
    latest = [standing.latest for part in found for standing in part.values()]
    said = max((one for one in latest if one is not None), key=lambda one: one.sequence, default=None)
    return None if said is None else Taken("answered", said.sequence, said.at, said.person, ARRIVED_LATE)


def questionnaire_of(inspection: Inspection, case: Case) -> Questionnaire:
    """Return everything that is asked about a case, with what stands."""
    return questionnaire(
        framework=inspection.edition.framework,
        body_kind=str(inspection.head["body"].get("kind", "")),
        fields=case.fields,
        judgements=judgements_standing([case.pk]).get(case.pk, {}),
        notes=notes_standing([case.pk]).get(case.pk, {}),
    )


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case with its questionnaire and how far it has come."""

    case: Case
    questionnaire: Questionnaire
    progress: Progress


def case_states(inspection: Inspection) -> tuple[CaseState, ...]:
    """Return every case of an inspection with its state, by identifier; none that was taken out of the sample."""
    cases = tuple(Case.objects.filter(inspection=inspection, withdrawn=None).order_by("reference"))
    identifiers = [case.pk for case in cases]
    judgements = judgements_standing(identifiers)
    notes = notes_standing(identifiers)
    steps = steps_of(identifiers)
    framework = inspection.edition.framework
    body_kind = str(inspection.head["body"].get("kind", ""))
    found = []
    for case in cases:
        said, noted = judgements.get(case.pk, {}), notes.get(case.pk, {})
        asked = questionnaire(
            framework=framework, body_kind=body_kind, fields=case.fields, judgements=said, notes=noted
        )
        come = progress(steps.get(case.pk, []), last_said=_last_said(said, noted))
        found.append(CaseState(case, asked, come))
    return tuple(found)


# asked before every page of a case, and so in SQL, as what is asked at the door
_CASE = "SELECT id, fields, withdrawn FROM planning_case WHERE inspection_id = %s AND reference = %s"


def case_of(inspection: Inspection, reference: str) -> Case | None:
    """Return a case of an inspection, be it taken out of the sample or not; None where it has none of that name."""
    if "\0" in reference:  # which the database would refuse to look for
        return None
    with connection.cursor() as cursor:
        cursor.execute(_CASE, [inspection.pk, reference])
        found = cursor.fetchone()
    if found is None:
        return None
    key, fields, withdrawn = found
    return Case(id=key, inspection=inspection, reference=reference, fields=json.loads(fields), withdrawn=withdrawn)


def refuse_withdrawn(case: Case) -> None:
    """Look whether a case was taken out of the sample since it was read.

    Raises:
        ProblemsFound: it was.
    """
    if Case.objects.filter(pk=case.pk).exclude(withdrawn=None).exists():
        raise ProblemsFound([faults.CASE_WITHDRAWN.at(Place(), case=case.reference)])


def cases_with_answers(inspection: str) -> frozenset[str]:
    """Return the identifiers of the cases in which anything was answered or written, those taken out too."""
    found: set[str] = set()
    for table in (Judgement, Note, SecondReading, Example):
        rows = table._default_manager.filter(case__inspection_id=inspection)
        found.update(rows.values_list("case__reference", flat=True).distinct())
    return frozenset(found)
