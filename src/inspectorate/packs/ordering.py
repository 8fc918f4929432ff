"""The one form of a pack's records: that in which they are read, and that in which they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inspectorate.frameworks.model import Framework
from inspectorate.packs import layout
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.inspection import Inspection, Section
from inspectorate.records.organisation import Survey


def ordered(inspection: Inspection, framework: Framework) -> Inspection:
    """Return an inspection whose tables and sections stand in the order of a written pack, without what is blank.

    Cases are by identifier, judgements by case, then by question in the framework's order, then by reader, responses by
    respondent, sections in the order of the report. What an author arranged (evidence, figures, decisions,
    recommendations, surveys) stays as it is.
    """
    questions = {name: number for number, name in enumerate(framework.questions)}
    sections = (*layout.PARTS_BEFORE_STANDARDS, *framework.standards, *layout.PARTS_AFTER_STANDARDS)
    return replace(
        inspection,
        cases=tuple(sorted(map(_without_blanks, inspection.cases), key=lambda case: case.id)),
        judgements=_ordered_judgements(inspection.judgements, questions),
        second_readings=_ordered_judgements(inspection.second_readings, questions),
        surveys=tuple(_ordered_survey(survey) for survey in inspection.surveys),
        sections=_ordered_sections(inspection.sections, sections),
    )


def _ordered_judgements(judgements: Sequence[Judgement], questions: dict[str, int]) -> tuple[Judgement, ...]:
    last = len(questions)
    return tuple(
        sorted(
            judgements,
            key=lambda one: (one.case_id, questions.get(one.question, last), one.question, one.reader, one.answer),
        )
    )


def _ordered_survey(survey: Survey) -> Survey:
    respondents = survey.respondents
    given = ({name: answer for name, answer in response.items() if answer} for response in survey.responses)
    return replace(survey, responses=tuple(sorted(given, key=lambda response: response.get(respondents, ""))))


def _without_blanks(case: Case) -> Case:
    return case if all(case.fields.values()) else Case(id=case.id, fields={k: v for k, v in case.fields.items() if v})


def _ordered_sections(sections: Sequence[Section], order: Sequence[str]) -> tuple[Section, ...]:
    positions = {name: number for number, name in enumerate(order)}
    written = (section for section in sections if section.markdown.strip())
    return tuple(sorted(written, key=lambda section: (positions.get(section.id, len(positions)), section.id)))
