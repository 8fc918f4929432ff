"""A pack's folder as one inspection, with every problem in it found at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import Problem, ProblemsFound
from inspectorate.packs import faults, layout
from inspectorate.packs.cases import read_cases
from inspectorate.packs.casework import Casework, read_judgements, read_second_readings, tell_unanswered
from inspectorate.packs.descriptor import check_descriptor
from inspectorate.packs.folder import PackFolder, open_folder
from inspectorate.packs.gathering import Gathering
from inspectorate.packs.history import read_history
from inspectorate.packs.inspection_file import Frameworks, Head, read_head
from inspectorate.packs.narrative import read_recommendations, read_sections
from inspectorate.packs.ordering import ordered
from inspectorate.packs.organisation import read_decisions, read_evidence, read_figures
from inspectorate.packs.surveys import read_surveys
from inspectorate.records.inspection import Inspection, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What was read: the inspection, the framework that it is by, and what is worth a second look."""

    inspection: Inspection
    edition: Edition
    warnings: tuple[Problem, ...]


def read_pack(folder: Path, *, frameworks: Frameworks) -> Pack:
    """Read an inspection from its folder; ``frameworks`` finds the framework that it names.

    The order of rows in tables, and of files, makes no difference to what is read.

    Raises:
        ProblemsFound: every error and every warning, if there is an error.
    """
    gathering = Gathering()
    files = open_folder(folder, gathering)
    head = read_head(files, frameworks)
    inspection = None if head is None else _read_rest(files, head)
    problems = gathering.problems()
    problems.raise_errors()
    if inspection is None or head is None or head.edition is None:
        # each of these was told as an error
        raise ProblemsFound(problems)
    read = ordered(inspection, head.edition.framework)
    return Pack(inspection=read, edition=head.edition, warnings=problems.warnings)


def _read_rest(files: PackFolder, head: Head) -> Inspection:
    stage = head.shape.stage
    framework = None if head.edition is None else head.edition.framework
    cases = read_cases(files, framework)
    casework = None if framework is None else Casework(framework, cases)
    readings = read_judgements(files, casework, stage)
    second = read_second_readings(files, casework)
    readable = cases.complete and (readings.whole or layout.JUDGEMENTS not in files.entries())
    if casework is not None and readable and stage not in {Stage.PLAN, Stage.SAMPLE}:
        unfinished = stage.is_before_results or layout.HISTORY in files.entries()
        tell_unanswered(casework, readings, files.problems, unfinished=unfinished)
    surveys, survey_tables = read_surveys(files, head)
    evidence, all_evidence = read_evidence(files, head)
    known_evidence = frozenset(item.id for item in evidence) if all_evidence else None
    tables = [table for table in (cases.table, readings.table, second.table, *survey_tables) if table is not None]
    check_descriptor(files, {table.file: table.header for table in tables})
    files.tell_unknown(frozenset(survey.file for survey in head.shape.surveys))
    if head.shape.published_ratings is not None and cases.cases:
        files.problems.add(faults.RATINGS_AND_RECORDS.at(head.file.place(("published_ratings",))))
    return Inspection(
        id=head.shape.id,
        title=head.shape.title,
        framework=head.framework,
        framework_digest=head.shape.framework_digest,
        publisher=head.shape.publisher,
        body=head.body,
        stage=stage,
        fieldwork_started_on=head.fieldwork_started_on,
        published=head.shape.published,
        commenced_between=head.commenced_between,
        population=head.shape.population,
        attribution=head.shape.attribution,
        notices=head.shape.notices,
        cases=cases.cases,
        judgements=readings.judgements,
        second_readings=second.judgements,
        evidence=evidence,
        surveys=surveys,
        figures=read_figures(files, head, len(cases.cases)),
        decisions=read_decisions(files, head, known_evidence),
        sections=read_sections(files, head),
        recommendations=read_recommendations(files, head),
        published_ratings=head.published_ratings,
        history=read_history(files),
    )
