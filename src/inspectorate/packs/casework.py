"""judgements.csv and second_readings.csv: what readers judged, and what they have not judged yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from inspectorate.frameworks.model import AnswerCount, Framework, KeyQuestion, Question
from inspectorate.frameworks.routing import holds
from inspectorate.kernel.problems import Place, ProblemKind, Severity, nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.cases import Cases
from inspectorate.packs.cells import free_text_problem, mangled, nearest_value
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.tables import Table, read_table
from inspectorate.packs.tallies import Tally
from inspectorate.records.casework import Judgement
from inspectorate.records.inspection import Stage

SHOWN_CASES = 8
MOST_COMPARED = 2_000

_NUMBERING = re.compile(r"[0-9]+(?:\.[0-9]+)+")


@dataclass(frozen=True)
class Casework:
    """What judgements are checked against: the cases and the questions that are asked of each."""

    framework: Framework
    cases: Cases

    @cached_property
    def known(self) -> frozenset[str]:
        """Return the identifiers of the cases."""
        return frozenset(case.id for case in self.cases.cases)

    @cached_property
    def asked(self) -> Mapping[str, frozenset[str]]:
        """Return the cases of which each question is asked; cases with a wrong field are asked everything."""
        by_condition = {
            condition.id: frozenset(
                case.id
                for case in self.cases.cases
                if case.id in self.cases.doubtful or holds(condition.when, case.fields)
            )
            for condition in self.framework.conditions
        }
        return {
            question.id: self.known if question.asked_of is None else by_condition[question.asked_of]
            for question in self.framework.questions.values()
        }

    @cached_property
    def not_relevant(self) -> str:
        """Return the answer that takes a case out of a question's base."""
        return next(answer.id for answer in self.framework.answers if answer.counts is AnswerCount.NOT_RELEVANT)

    @cached_property
    def counted(self) -> str:
        """Return the answers that count, as a reader writes them."""
        counted = [answer.id for answer in self.framework.answers if answer.counts is not AnswerCount.NOT_RELEVANT]
        return " or ".join(counted)


@dataclass(frozen=True, slots=True)
class Readings:
    """The judgements of one table, and the table itself where it could be read."""

    judgements: tuple[Judgement, ...] = ()
    table: Table | None = None
    judged: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The questions of each case that have a row, whatever stands in it."""
    muddled: frozenset[str] = frozenset()
    """The cases that have a row about an unknown question, which may be an answer that seems to be missing."""

    @property
    def whole(self) -> bool:
        """Say whether the table was there and read to its end."""
        return self.table is not None and self.table.whole


def read_judgements(folder: PackFolder, casework: Casework | None, stage: Stage) -> Readings:
    """Return the judgements; that two readers judged the same is an error once results are drawn from them."""
    twice = _told(faults.TWO_READERS, unfinished=stage.is_before_results)
    optional = (layout.READER,)
    return _read(folder, casework, layout.JUDGEMENTS, layout.JUDGEMENT_COLUMNS, optional, two_readers=twice)


def read_second_readings(folder: PackFolder, casework: Casework | None) -> Readings:
    """Return the second readings, each by a named reader."""
    return _read(folder, casework, layout.SECOND_READINGS, layout.SECOND_READING_COLUMNS, (), two_readers=None)


def tell_unanswered(casework: Casework, readings: Readings, problems: Gathering, *, unfinished: bool) -> None:
    """Tell what has no answer yet: an error once results are drawn from the answers, before that a warning.

    A pack with a history is unfinished at every stage: in its workspace any case can be opened again, and two answers
    may stand against each other.
    """
    empty: list[str] = []
    key_questions = _told(faults.KEY_QUESTIONS_UNANSWERED, unfinished=unfinished)
    prompts = _told(faults.PROMPTS_UNANSWERED, unfinished=unfinished)
    questions = tuple(casework.framework.questions.values())
    for case in casework.cases.cases:
        judged = readings.judged.get(case.id)
        if judged is None:
            empty.append(case.id)
            continue
        if case.id in casework.cases.doubtful or case.id in readings.muddled:
            continue  # what is missing follows from a fault that is told by itself
        missing = [one for one in questions if one.id not in judged and case.id in casework.asked[one.id]]
        place = Place(layout.JUDGEMENTS, field=case.id)
        for kind, wanted in ((key_questions, True), (prompts, False)):
            names = [one.id for one in missing if isinstance(one, KeyQuestion) is wanted]
            if names:
                words = {"case": case.id, "questions": ", ".join(names), "not_relevant": casework.not_relevant}
                problems.add(kind.at(place, **words))
    if empty:
        more = [f"and {len(empty) - SHOWN_CASES} more"] if len(empty) > SHOWN_CASES else []
        words = {"number": f"{len(empty):,}", "total": f"{len(casework.known):,}"}
        kind = _told(faults.CASES_NOT_JUDGED, unfinished=unfinished)
        problems.add(kind.at(Place(layout.JUDGEMENTS), **words, cases=", ".join([*empty[:SHOWN_CASES], *more])))


def _told(kind: ProblemKind, *, unfinished: bool) -> ProblemKind:
    return replace(kind, severity=Severity.WARNING) if unfinished else kind


def _read(
    folder: PackFolder,
    casework: Casework | None,
    name: str,
    required: Sequence[str],
    optional: Sequence[str],
    *,
    two_readers: ProblemKind | None,
) -> Readings:
    text = folder.text(name)
    if text is None:
        return Readings()
    table = read_table(text, name, required=required, optional=optional, problems=folder.problems)
    if table is None:
        return Readings()
    reading = _Reading(table, folder.problems, casework, two_readers)
    judgements = tuple(reading.judgements())
    reading.tell_tallies()
    judged: dict[str, set[str]] = {}
    for case_id, question, _ in reading.first:
        judged.setdefault(case_id, set()).add(question)
    asked = frozenset(casework.framework.questions) if casework is not None else frozenset()
    return Readings(
        judgements,
        table,
        judged={case_id: frozenset(questions) for case_id, questions in judged.items()},
        muddled=frozenset(case_id for case_id, questions in judged.items() if not questions <= asked),
    )


@dataclass(slots=True)
class _Reading:
    """Goes through one table, row by row."""

    table: Table
    problems: Gathering
    casework: Casework | None
    two_readers: ProblemKind | None
    """How to tell that two readers judged the same; None where they are meant to."""
    first: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)
    """The line and the answer where a reader first judges a case's question."""
    readers: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)

    def judgements(self) -> Iterator[Judgement]:
        """Go through the judgements, and tell what is wrong with each."""
        casework = self.casework
        known = casework.known if casework is not None and casework.cases.complete else None
        questions = casework.framework.questions if casework is not None else None
        counts = casework.framework.counts if casework is not None else None
        named = layout.READER in self.table.columns
        columns = (layout.CASE_ID, layout.QUESTION, layout.ANSWER, layout.READER)
        for line, (case_id, question, answer, reader) in self.table.cells(columns):
            sound = True
            if known is not None and case_id not in known:
                sound = self._wrong(line, layout.CASE_ID, case_id)
            if questions is not None and question not in questions:
                sound = self._wrong(line, layout.QUESTION, question)
            if counts is not None and answer not in counts:
                sound = self._wrong(line, layout.ANSWER, answer)
            if named:
                self._check_reader(line, reader)
            self._check_twice(line, case_id, question, answer, reader)
            if sound and casework is not None and known is not None:
                self._check_asked(casework, line, case_id, question, answer)
            yield Judgement(case_id=case_id, question=question, answer=answer, reader=reader)

    def _wrong(self, line: int, column: str, value: str) -> bool:
        if value.strip():
            self.tally.count(line, column, value)
        else:
            self.problems.add(faults.BLANK_CELL.at(self.table.place(line, column), column=column))
        return False

    def _check_reader(self, line: int, reader: str) -> None:
        place = self.table.place(line, layout.READER)
        if not reader.strip() and (reader or self.two_readers is None):
            self.problems.add(faults.BLANK_CELL.at(place, column=layout.READER))
        elif fault := free_text_problem(reader, place):
            self.problems.add(fault)

    def _check_twice(self, line: int, case_id: str, question: str, answer: str, reader: str) -> None:
        words = {"case": case_id, "question": question, "answer": answer}
        place = Place(self.table.file, line=line)
        earlier, other = self.first.setdefault((case_id, question, reader), (line, answer))
        if earlier != line:
            kind = faults.JUDGEMENT_TWICE if other == answer else faults.JUDGEMENT_CONTRADICTED
            self.problems.add(kind.at(place, **words, other=other, first=earlier))
        elif self.two_readers is not None:
            earlier, other = self.readers.setdefault((case_id, question), (line, reader))
            if earlier != line:
                self.problems.add(self.two_readers.at(place, **words, reader=reader, other=other, first=earlier))

    def _check_asked(self, casework: Casework, line: int, case_id: str, question: str, answer: str) -> None:
        asked = case_id in casework.asked[question]
        if answer == casework.not_relevant:
            one = casework.framework.questions[question]
            if asked and one.relevant_where is None and case_id not in casework.cases.doubtful:
                words = {"question": question, "case": case_id, "answer": answer, "answers": casework.counted}
                place = self.table.place(line, layout.ANSWER)
                self.problems.add(faults.MUST_BE_ANSWERED.at(place, **words))
        elif not asked:
            words = {"question": question, "case": case_id, "not_relevant": casework.not_relevant}
            condition = _condition(casework.framework, casework.framework.questions[question])
            place = self.table.place(line, layout.QUESTION)
            self.problems.add(faults.NOT_ASKED.at(place, **words, condition=condition))

    def tell_tallies(self) -> None:
        """Tell each wrong value once, with the number of its rows."""
        casework = self.casework
        if casework is None:
            return
        framework = casework.framework
        for column, value, line, also in self.tally:
            place = self.table.place(line, column)
            told = None if _NUMBERING.fullmatch(value) else mangled(value, place)
            if told is not None:
                self.problems.add(told)
            elif column == layout.CASE_ID:
                hint = self._hint(faults.UNKNOWN_CASE, value, casework.known)
                self.problems.add(faults.UNKNOWN_CASE.at(place, case=value, also=also, hint=hint))
            elif column == layout.QUESTION:
                hint = self._hint(faults.UNKNOWN_QUESTION, value, framework.questions)
                words = {"question": value, "framework": framework.reference, "also": also}
                self.problems.add(faults.UNKNOWN_QUESTION.at(place, **words, hint=hint))
            else:
                hint = nearest_value(value, tuple(framework.counts))
                self.problems.add(faults.UNKNOWN_ANSWER.at(place, answer=value, also=also, hint=hint))

    def _hint(self, kind: ProblemKind, value: str, known: Collection[str]) -> str:
        """Return a suggestion, unless looking for it would take long or none would see it."""
        worth = self.problems.wants(self.table.file, kind) and len(known) <= MOST_COMPARED
        return nearest(value, known) if worth else ""


def _condition(framework: Framework, question: Question) -> str:
    """Return the name of the condition under which a question is asked, as the framework gives it."""
    return framework.condition_by_id[question.asked_of or ""].label
