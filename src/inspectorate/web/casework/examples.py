"""Keeps practice examples for the report, with names changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspectorate.kernel.problems import Place, ProblemsFound, nearest
from inspectorate.records.history import Act
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import acts, faults
from inspectorate.web.casework.models import Example
from inspectorate.web.casework.names import Mark, capitalised_words, what_looks_personal
from inspectorate.web.history.performing import perform
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.texts import text_problems, tidy

_TOLD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleText:
    """A practice example as it was written."""

    standard: str
    text: str
    person: str
    at: datetime


def write_example(
    *,
    inspection: Inspection,
    case: Case,
    standard: str,
    text: str,
    names_changed: bool,
    looked_at: frozenset[str] = frozenset(),
    by: Person,
    at: datetime,
    client: UUID | None = None,
) -> None:
    """Keep a practice example from a case.

    ``looked_at`` is what looks personal and was confirmed to identify nobody: where the text holds anything else that
    does, it is told as a warning, and nothing is kept yet.

    Raises:
        ProblemsFound: there is no such standard, no text, no word that names are changed, or a warning to be confirmed.
        Repeated: the client sent this before.
    """
    standards = [one.id for one in inspection.edition.framework.standards.values()]
    problems = text_problems(text, field="text")
    if case.withdrawn is not None:
        problems.append(faults.CASE_WITHDRAWN.at(Place(), case=case.reference))
    if standard not in standards:
        place = Place(field="standard")
        hint = nearest(standard, standards) if standard else ""
        problems.append(faults.UNKNOWN_STANDARD.at(place, standard=standard, hint=hint))
    if not text.strip():
        problems.append(faults.EXAMPLE_MISSING.at(Place(field="text")))
    if not names_changed:
        problems.append(faults.NAMES_NOT_CHANGED.at(Place(field="changed")))
    new = [mark.text for mark in personal_marks(inspection, text) if mark.text not in looked_at]
    if new:
        told = ", ".join(f"“{one}”" for one in new[:_TOLD]) + (
            f" and {len(new) - _TOLD} more" if len(new) > _TOLD else ""
        )
        problems.append(faults.LOOKS_PERSONAL.at(Place(field="text"), found=told))
    if problems:
        raise ProblemsFound(problems)
    act = Act(
        act=acts.EXAMPLE_WRITTEN,
        by=by.handle,
        at=at,
        subject=case.reference,
        client=str(client) if client else "",
        details={"standard": standard, "text": tidy(text)},
    )
    perform(act, chain=inspection.id, appliers=acts.APPLIERS)


def personal_marks(inspection: Inspection, text: str) -> tuple[Mark, ...]:
    """Return what in a text looks personal, leaving out the framework's own words and the body's name."""
    framework = inspection.edition.framework
    words = [question.text for question in framework.questions.values()]
    words += [standard.title for standard in framework.standards.values()]
    words += [framework.title, framework.publisher, inspection.body_name]
    return what_looks_personal(tidy(text), known=capitalised_words(words))


def examples_from(case: Case) -> tuple[ExampleText, ...]:
    """Return the practice examples from a case, the newest first."""
    rows = Example.objects.filter(case=case).select_related("person").order_by("-sequence")
    return tuple(ExampleText(standard=row.standard, text=row.text, person=row.person.name, at=row.at) for row in rows)
