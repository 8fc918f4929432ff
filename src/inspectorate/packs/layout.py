"""The files of a pack, their columns, and the words that may stand in them."""

from __future__ import annotations

INSPECTION = "inspection.yaml"
CASES = "cases.csv"
JUDGEMENTS = "judgements.csv"
SECOND_READINGS = "second_readings.csv"
EVIDENCE = "evidence.yaml"
FIGURES = "figures.yaml"
DECISIONS = "decisions.yaml"
RECOMMENDATIONS = "recommendations.yaml"
HISTORY = "history.jsonl"
DESCRIPTOR = "datapackage.json"
FILES = (
    INSPECTION,
    CASES,
    JUDGEMENTS,
    SECOND_READINGS,
    EVIDENCE,
    FIGURES,
    DECISIONS,
    RECOMMENDATIONS,
    HISTORY,
    DESCRIPTOR,
)
"""The files that stand at the top of a pack."""

FINDINGS = "findings"
SURVEYS = "surveys"
SUFFIXES = {FINDINGS: ".md", SURVEYS: ".csv"}
"""The folders of a pack, each with the kind of file that it holds."""

CASE_ID = "case_id"
QUESTION = "question"
ANSWER = "answer"
READER = "reader"
JUDGEMENT_COLUMNS = (CASE_ID, QUESTION, ANSWER)
SECOND_READING_COLUMNS = (CASE_ID, QUESTION, READER, ANSWER)

PARTS_BEFORE_STANDARDS = ("foreword", "background")
PARTS_AFTER_STANDARDS = ("feedback", "diversity", "method")
PARTS = PARTS_BEFORE_STANDARDS + PARTS_AFTER_STANDARDS
"""The parts of the report's narrative that are about no single standard."""

MOST_BYTES = 50_000_000
"""The largest file that is read, but for the history."""

MOST_BYTES_OF_HISTORY = 500_000_000
"""The largest history that is read: it grows with every act, and is never thinned out."""


def survey_file(survey: str) -> str:
    """Return where a survey's table is written."""
    return f"{SURVEYS}/{survey}.csv"


def findings_file(section: str) -> str:
    """Return where a section's narrative is written."""
    return f"{FINDINGS}/{section}.md"
