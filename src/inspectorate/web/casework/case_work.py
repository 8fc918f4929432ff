"""What inspectors have to do with the cases that were given to them, and second readers with theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse

from inspectorate.web.casework.models import SecondReading
from inspectorate.web.casework.progress import Progress
from inspectorate.web.casework.second_reading import blank_questionnaire
from inspectorate.web.casework.work import CASES, progress_in
from inspectorate.web.planning.allocation.providers import OPEN_STAGES
from inspectorate.web.planning.models import Allocation, Inspection
from inspectorate.web.planning.timetable.queries import fieldwork_ends
from inspectorate.web.planning.work.due import Due, Scope

Key = tuple[str, str]
"""An inspection and a case of it."""


def own_cases(scope: Scope) -> Iterator[Due]:
    """Go through the given cases that are not signed off: one by one for whose they are, counted for everyone's work.

    They are due by the last day of fieldwork, and only while the inspection is not past it.
    """
    given, ends = _given_in(scope, is_second=False)
    come = _progress_in(scope) if given else {}
    waiting = {key: person for key, person in given.items() if key in come and not come[key].status.is_signed}
    if not scope.person:
        yield from _counted(given, waiting, ends)
        return
    for (inspection, case), person in waiting.items():
        yield Due(
            what=f"Case {case}",
            kind=f"Your case: {come[inspection, case].status.value.lower()}",
            url=reverse("casework:case", kwargs={"inspection": inspection, "case": case}),
            inspection=inspection,
            on=ends.get(inspection),
            person=person,
        )


def own_second_readings(scope: Scope) -> Iterator[Due]:
    """Go through the second readings that are not finished, by who reads; they are due as the cases are."""
    given, ends = _given_in(scope, is_second=True)
    if not given:
        return
    answered = _read_again({inspection for inspection, _ in given})
    cases = {(inspection, case.reference): case for inspection, case, _ in progress_in(scope)}
    editions = {one.id: one for one in Inspection.objects.filter(id__in={key[0] for key in given}).defer("carried")}
    for (inspection, case), person in given.items():
        if (inspection, case) not in cases:
            continue
        asked = len(blank_questionnaire(editions[inspection], cases[inspection, case]).items)
        done = answered[inspection, case, person]
        if done < asked:
            yield Due(
                what=f"Second reading of case {case}",
                kind=f"Second reading: {done} of {asked} answered" if done else "Second reading",
                url=reverse("casework:second-reading", kwargs={"inspection": inspection, "case": case}),
                inspection=inspection,
                on=ends.get(inspection),
                person=person,
            )


def _read_again(inspections: Collection[str]) -> Counter[tuple[str, str, str]]:
    """Return how many questions of which case were answered in second readings, by whom."""
    rows = SecondReading.objects.filter(case__inspection_id__in=inspections)
    said = rows.values_list("case__inspection_id", "case__reference", "person_id", "question").distinct()
    return Counter((inspection, case, person) for inspection, case, person, _ in said)


def _counted(given: Mapping[Key, str], waiting: Mapping[Key, str], ends: Mapping[str, date]) -> Iterator[Due]:
    have = Counter((inspection, person) for (inspection, _), person in given.items())
    left = Counter((inspection, person) for (inspection, _), person in waiting.items())
    for (inspection, person), number in left.items():
        of = have[inspection, person]
        yield Due(
            what=f"{number} of {of} {'case' if of == 1 else 'cases'} to sign off",
            kind="Cases",
            url=reverse("casework:cases", kwargs={"inspection": inspection}),
            inspection=inspection,
            on=ends.get(inspection),
            person=person,
        )


def _given_in(scope: Scope, *, is_second: bool) -> tuple[dict[Key, str], Mapping[str, date]]:
    """Return what is given in a scope, and when fieldwork ends where anything is."""
    found = scope.kept("given", lambda: _read_given(scope))
    given = {key: person for key, person, second in found if second == is_second}
    if not given:
        return {}, {}
    return given, scope.kept("fieldwork ends", lambda: fieldwork_ends({inspection for (inspection, _), _, _ in found}))


def _read_given(scope: Scope) -> list[tuple[Key, str, bool]]:
    rows = Allocation.objects.filter(
        case__inspection_id__in=scope.with_roles(*CASES),
        case__inspection__stage__in=OPEN_STAGES,
        case__withdrawn=None,
    )
    if scope.person:
        rows = rows.filter(person_id=scope.person)
    named = ("case__inspection_id", "case__reference", "person_id", "is_second")
    found = rows.order_by(*named).values_list(*named)
    return [((inspection, case), person, is_second) for inspection, case, person, is_second in found]


def _progress_in(scope: Scope) -> Mapping[Key, Progress]:
    return {(inspection, case.reference): come for inspection, case, come in progress_in(scope)}
