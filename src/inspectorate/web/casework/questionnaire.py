"""What is asked about a case, and how far its answers have come: a value, from the framework and what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from inspectorate.frameworks.model import Answer, AnswerCount, Framework, KeyQuestion, Question, Standard, questions_of
from inspectorate.frameworks.routing import is_asked_of
from inspectorate.web.casework.standing import NOTHING, Standing


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is put about one case: what may be answered, and what stands.

    ``why_not`` says in which cases it is asked, where it is not asked of this one.
    """

    question: Question
    answers: tuple[Answer, ...]
    judgement: Standing
    note: Standing
    why_not: str = ""

    @property
    def is_key(self) -> bool:
        """Say whether it is a key question, whose answer needs a reason."""
        return isinstance(self.question, KeyQuestion)

    @property
    def is_asked(self) -> bool:
        """Say whether it is asked of this case."""
        return not self.why_not

    @property
    def is_clash(self) -> bool:
        """Say whether two people's answers, or notes, stand against each other."""
        return self.judgement.is_clash or self.note.is_clash

    @property
    def lacks_answer(self) -> bool:
        """Say whether an answer is still to be given."""
        return self.is_asked and not self.judgement.sayings

    @property
    def lacks_reason(self) -> bool:
        """Say whether a key question is answered without a reason."""
        return self.is_asked and self.is_key and bool(self.judgement.sayings) and not _has_text(self.note)

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do about it."""
        return not self.is_asked or not (self.lacks_answer or self.lacks_reason or self.is_clash)


@dataclass(frozen=True)
class Part:
    """One standard's questions about a case."""

    standard: Standard
    items: tuple[Item, ...]

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """Return the questions that are asked of this case."""
        return tuple(item for item in self.items if item.is_asked)

    @property
    def answered(self) -> int:
        """Return how many questions have an answer."""
        return sum(not item.lacks_answer for item in self.asked)

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do."""
        return all(item.is_done for item in self.items)

    @property
    def clashes(self) -> tuple[Item, ...]:
        """Return the questions on which two people differ."""
        return tuple(item for item in self.items if item.is_clash)


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked about one case, standard by standard."""

    parts: tuple[Part, ...] = field(default=())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return every question that is asked of the case."""
        return tuple(item for part in self.parts for item in part.asked)

    @cached_property
    def by_question(self) -> Mapping[str, Item]:
        """Return every question by its identifier, those that are not asked too."""
        return {item.question.id: item for part in self.parts for item in part.items}

    @property
    def answered(self) -> int:
        """Return how many questions have an answer."""
        return sum(part.answered for part in self.parts)

    @property
    def clashes(self) -> tuple[Item, ...]:
        """Return the questions on which two people differ."""
        return tuple(item for part in self.parts for item in part.clashes)

    @property
    def left(self) -> tuple[Item, ...]:
        """Return the questions about which something is left to do."""
        return tuple(item for item in self.items if not item.is_done)

    def part(self, standard: str) -> Part | None:
        """Return one standard's questions; None where the case has none of that name."""
        return next((part for part in self.parts if part.standard.id == standard), None)


def questionnaire(
    *,
    framework: Framework,
    body_kind: str,
    fields: Mapping[str, str],
    judgements: Mapping[str, Standing],
    notes: Mapping[str, Standing],
) -> Questionnaire:
    """Put a framework's questions about one case; ``fields`` are the case's, by name."""
    parts = []
    for standard in framework.standards_for(body_kind):
        items = tuple(_item(framework, question, fields, judgements, notes) for question in questions_of(standard))
        if items:
            parts.append(Part(standard, items))
    return Questionnaire(tuple(parts))


def answers_to(framework: Framework, question: Question) -> tuple[Answer, ...]:
    """Return the answers that a question may be given: not relevant only where the framework says when it is."""
    return tuple(
        answer
        for answer in framework.answers
        if answer.counts is not AnswerCount.NOT_RELEVANT or question.relevant_where is not None
    )


def _item(
    framework: Framework,
    question: Question,
    fields: Mapping[str, str],
    judgements: Mapping[str, Standing],
    notes: Mapping[str, Standing],
) -> Item:
    asked = is_asked_of(framework=framework, question=question, fields=fields)
    return Item(
        question=question,
        answers=answers_to(framework, question),
        judgement=judgements.get(question.id, NOTHING),
        note=notes.get(question.id, NOTHING),
        why_not="" if asked else framework.condition_by_id[question.asked_of or ""].label,
    )


def _has_text(note: Standing) -> bool:
    return any(saying.value.strip() for saying in note.sayings)
