"""The tables of surveys: one row for each respondent."""

from __future__ import annotations

import re

from inspectorate.frameworks.yamlfile import Path
from inspectorate.kernel.problems import nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.cells import free_text_problem, mangled, nearest_value
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.inspection_file import Head, SurveyShape
from inspectorate.packs.tables import Table, read_table
from inspectorate.packs.tallies import Tally
from inspectorate.records.organisation import Survey, SurveyQuestion

_NAME = re.compile(rf"{layout.SURVEYS}/[A-Za-z0-9][A-Za-z0-9._ -]*\.csv")


def read_surveys(folder: PackFolder, head: Head) -> tuple[tuple[Survey, ...], tuple[Table, ...]]:
    """Return the surveys that the inspection names, with their responses, and the tables that were read."""
    surveys, tables = [], []
    names: list[str] = []
    for number, shape in enumerate(head.shape.surveys):
        path: Path = ("surveys", number, "file")
        table = _table(folder, head, shape, path, tuple(names))
        names.append(shape.file)
        responses: tuple[dict[str, str], ...] = ()
        if table is not None:
            tables.append(table)
            responses = _responses(table, shape, folder.problems)
        questions = tuple(
            SurveyQuestion(id=question.id, text=question.text, answers=question.answers) for question in shape.questions
        )
        surveys.append(
            Survey(
                id=shape.id,
                title=shape.title,
                respondents=shape.respondents,
                questions=questions,
                responses=responses,
            )
        )
    return tuple(surveys), tuple(tables)


def _table(folder: PackFolder, head: Head, shape: SurveyShape, path: Path, names: tuple[str, ...]) -> Table | None:
    place = head.file.place(path)
    if not _NAME.fullmatch(shape.file):
        folder.problems.add(faults.SURVEY_PATH.at(place, path=shape.file))
        return None
    if shape.file in names:
        first = head.file.place(("surveys", names.index(shape.file), "file")).line
        words = {"things": "surveys' files", "id": shape.file, "first": first}
        folder.problems.add(faults.IDENTIFIER_TWICE.at(place, **words))
        return None
    known = [f"{layout.SURVEYS}/{name}" for name in folder.entries(layout.SURVEYS)]
    data = folder.text(shape.file)
    if data is None:
        if shape.file not in known:
            words = {"path": shape.file, "survey": shape.id, "hint": nearest(shape.file, known)}
            folder.problems.add(faults.SURVEY_FILE_MISSING.at(place, **words))
        return None
    columns = (shape.respondents, *(question.id for question in shape.questions))
    return read_table(data, shape.file, required=columns, optional=(), problems=folder.problems)


def _responses(table: Table, shape: SurveyShape, problems: Gathering) -> tuple[dict[str, str], ...]:
    """Return each respondent's answers, the respondent's own identifier among them, by respondent."""
    answers: dict[str, frozenset[str]] = {}
    for one in shape.questions:
        answers.setdefault(one.id, frozenset(one.answers))
    responses: list[dict[str, str]] = []
    first: dict[str, int] = {}
    wrong = Tally()
    for line, (respondent, *given) in table.cells((shape.respondents, *answers)):
        place = table.place(line, shape.respondents)
        if not respondent.strip():
            problems.add(faults.BLANK_CELL.at(place, column=shape.respondents))
        elif fault := free_text_problem(respondent, place):
            problems.add(fault)
        elif respondent in first:
            problems.add(faults.RESPONDENT_TWICE.at(place, respondent=respondent, first=first[respondent]))
        first.setdefault(respondent, line)
        response = {shape.respondents: respondent}
        for question, answer in zip(answers, given, strict=True):
            if answer and answer not in answers[question]:
                wrong.count(line, question, answer)
            elif answer:
                response[question] = answer
        responses.append(response)
    for question, answer, line, also in wrong:
        place = table.place(line, question)
        words = {"answer": answer, "question": question, "also": also}
        told = mangled(answer, place)
        wanted = problems.wants(table.file, faults.SURVEY_ANSWER)
        hint = nearest_value(answer, tuple(sorted(answers[question]))) if wanted else ""
        problems.add(told or faults.SURVEY_ANSWER.at(place, **words, hint=hint))
    return tuple(responses)
