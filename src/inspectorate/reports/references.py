"""Figure references: what ``[[…]]`` in a narrative asks for, read into a value.

``[[FORM SUBJECT where field=value and field=value | as last read]]``. A form with a capital starts a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from inspectorate.kernel.problems import Place, Problem, nearest
from inspectorate.reports import faults


class SubjectKind(StrEnum):
    """What a form is asked about."""

    SHARE = "share"
    """A question's identifier, or ``survey:survey/question=answer``."""
    CONTEXT = "context figure"
    STANDARD = "standard"
    QUESTION = "question"
    CASES = "cases"
    """No subject; ``where`` may choose among the cases."""
    NONE = "none"
    WORDS = "words"


FORMS: Mapping[str, SubjectKind] = MappingProxyType(
    {
        "n-of-m": SubjectKind.SHARE,
        "n-out-of-m": SubjectKind.SHARE,
        "yes": SubjectKind.SHARE,
        "no": SubjectKind.SHARE,
        "relevant": SubjectKind.SHARE,
        "percent": SubjectKind.SHARE,
        "ratio": SubjectKind.SHARE,
        "proportion": SubjectKind.SHARE,
        "fraction": SubjectKind.SHARE,
        "interval": SubjectKind.QUESTION,
        "value": SubjectKind.CONTEXT,
        "rating": SubjectKind.STANDARD,
        "rule-result": SubjectKind.STANDARD,
        "proposed": SubjectKind.STANDARD,
        "lowest": SubjectKind.STANDARD,
        "key-questions": SubjectKind.STANDARD,
        "overall": SubjectKind.NONE,
        "score": SubjectKind.NONE,
        "points": SubjectKind.NONE,
        "maximum": SubjectKind.NONE,
        "standards-scored": SubjectKind.NONE,
        "cases": SubjectKind.CASES,
        "verbatim": SubjectKind.WORDS,
    }
)
"""Every form, and what it is asked about: a closed table."""

REFERENCE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
"""A reference as it stands in Markdown; its group is what is between the brackets."""
_SURVEY = re.compile(r"survey:(?P<survey>[^/\s]+)/(?P<question>[^=\s]+)=(?P<answer>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySubject:
    """One answer to one question of one survey."""

    survey: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A figure reference. ``source`` is what was written, without what was last read."""

    source: str
    form: str
    subject: str = ""
    where: tuple[tuple[str, str], ...] = field(default=())
    last_read: str = ""
    starts_sentence: bool = False

    @property
    def survey(self) -> SurveySubject | None:
        """Return the survey's answer that is asked for; None where the subject is no survey."""
        found = _SURVEY.fullmatch(self.subject)
        if found is None:
            return None
        return SurveySubject(survey=found["survey"], question=found["question"], answer=found["answer"])


def parse_reference(text: str, place: Place) -> Reference | Problem:
    """Read what stands between ``[[`` and ``]]``; a malformed reference gives its problem.

    >>> parse_reference("N-of-m 2.6.1 where ethnicity=white | Seven of the 19", Place()).where
    (('ethnicity', 'white'),)
    """
    asked, _, last_read = (" ".join(part.split()) for part in text.partition("|"))
    form, _, rest = asked.partition(" ")
    name = form[:1].lower() + form[1:]
    kind = FORMS.get(name)
    if not asked:
        return faults.REFERENCE_MALFORMED.at(place, reference=text.strip(), why="it is empty")
    if kind is None:
        return faults.FORM_UNKNOWN.at(place, reference=asked, form=form, hint=nearest(name, FORMS))
    reference = _with_subject(asked, name, rest, kind)
    if isinstance(reference, str):
        return faults.REFERENCE_MALFORMED.at(place, reference=asked, why=reference)
    return Reference(
        source=name + asked[len(form) :],
        form=name,
        subject=reference.subject,
        where=reference.where,
        last_read=last_read,
        starts_sentence=form != name,
    )


def _with_subject(source: str, form: str, rest: str, kind: SubjectKind) -> Reference | str:
    """Read the subject and its conditions; a text says what is wrong."""
    if kind is SubjectKind.WORDS:
        return Reference(source=source, form=form, subject=rest) if rest else f'"{form}" needs the words to show'
    subject, word, conditions = f" {rest} ".partition(" where ")
    subject = subject.strip()
    if kind in {SubjectKind.CASES, SubjectKind.NONE} and subject:
        return f'"{form}" takes no subject'
    if kind not in {SubjectKind.CASES, SubjectKind.NONE} and not subject:
        return f'"{form}" needs a subject'
    if word and kind not in {SubjectKind.SHARE, SubjectKind.CASES}:
        return f'"{form}" takes no "where"'
    if subject.startswith("survey:") and not _SURVEY.fullmatch(subject):
        return "a survey is asked for as survey:survey/question=answer"
    where: list[tuple[str, str]] = []
    for condition in conditions.split(" and ") if word else ():
        name, sign, value = (part.strip() for part in condition.partition("="))
        if not (name and sign and value):
            return '"where" is followed by field=value'
        where.append((name, value))
    return Reference(source=source, form=form, subject=subject, where=tuple(where))
