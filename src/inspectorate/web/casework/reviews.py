"""Reviews as they stand: which cases wait, and the threads of comments on a case's answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from inspectorate.web.casework.models import Comment, Judgement, Note
from inspectorate.web.casework.overview import case_progress
from inspectorate.web.casework.progress import Progress
from inspectorate.web.casework.results import open_comment_counts
from inspectorate.web.planning.models import Case, Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment or a reply; ``settles`` where it settles its thread."""

    text: str
    settles: bool
    person: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment on one answer with its replies. It is settled where its last remark settles it."""

    number: int
    question: str
    remarks: tuple[Remark, ...]

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be settled."""
        return not self.remarks[-1].settles

    @property
    def begun_by(self) -> str:
        """Return the handle of who made the comment."""
        return self.remarks[0].person


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewable:
    """A case that was signed off once, with what a reviewer has to know of it."""

    case: Case
    progress: Progress
    open_comments: int
    is_own: bool


def threads_on(case: Case) -> tuple[Thread, ...]:
    """Return the threads of comments on a case's answers, the earliest first."""
    rows = Comment.objects.filter(case=case).select_related("person").order_by("thread", "sequence")
    return tuple(_thread(number, list(group)) for number, group in groupby(rows, key=lambda row: row.thread))


def _thread(number: int, rows: list[Comment]) -> Thread:
    remarks = tuple(
        Remark(text=row.text, settles=row.settles, person=row.person_id, name=row.person.name, at=row.at)
        for row in rows
    )
    return Thread(number=number, question=rows[0].question, remarks=remarks)


def reviewables(inspection: Inspection, *, reader: str) -> tuple[Reviewable, ...]:
    """Return the cases of an inspection that were ever signed off, with those that ``reader`` answered in marked."""
    found = [(case, come) for _, case, come in case_progress([inspection.id]) if come.signed or come.reviewer]
    identifiers = [case.pk for case, _ in found]
    comments = open_comment_counts(identifiers)
    own = answered_by(reader, identifiers)
    return tuple(
        Reviewable(case=case, progress=come, open_comments=comments.get(case.pk, 0), is_own=case.pk in own)
        for case, come in found
    )


def answered_by(person: str, cases: Iterable[int]) -> frozenset[int]:
    """Return those of some cases in which a person has answered a question, or written a note."""
    found: set[int] = set()
    identifiers = tuple(cases)
    for table in (Judgement, Note):
        rows = table._default_manager.filter(case_id__in=identifiers, person_id=person)  # noqa: SLF001 - Django's name
        found.update(rows.values_list("case_id", flat=True).distinct())
    return frozenset(found)


def by_question(threads: Iterable[Thread]) -> Mapping[str, list[Thread]]:
    """Return threads by the question that they are on."""
    found: dict[str, list[Thread]] = {}
    for thread in threads:
        found.setdefault(thread.question, []).append(thread)
    return found


def draw(*, seed: str, references: Iterable[str]) -> str:
    """Draw one case so that anybody can draw it again: the least SHA-256 of seed, line end and identifier.

    >>> draw(seed="2026", references=["EU-001", "EU-002", "EU-003"])
    'EU-003'
    >>> draw(seed="2026", references=["EU-003", "EU-002", "EU-001"])
    'EU-003'

    Raises:
        ValueError: there is none to draw from.
    """
    return min(references, key=lambda reference: hashlib.sha256(f"{seed}\n{reference}".encode()).hexdigest())
