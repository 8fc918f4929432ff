from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from inspectorate.frameworks.loading import Edition, load_framework
from inspectorate.kernel.problems import Place, Problem, Problems
from inspectorate.ratings.basis import basis_digest
from inspectorate.ratings.model import InspectionRating
from inspectorate.ratings.rating import rate
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.decisions import Decision, DecisionKind
from inspectorate.records.inspection import InspectedBody, Inspection, Period, Recommendation, Section, Stage
from inspectorate.records.organisation import ContextFigure, Survey, SurveyQuestion
from inspectorate.reports.anchors import Anchors
from inspectorate.reports.assembling import build_document
from inspectorate.reports.document import Block, Document, ListBlock, Paragraph, Quotation
from inspectorate.reports.figures import Figures
from inspectorate.reports.narrative import NarrativeReader, Passage, plain_text
from inspectorate.results.counting import count_answers
from inspectorate.results.model import Results

COUNTS = {
    "2.2.1": (20, 36),
    "2.2.1.a": (7, 31),
    "2.2.1.b": (0, 7),
    "2.2.2": (21, 36),
    "2.2.3": (12, 36),
    "2.3.1": (22, 36),
    "2.3.2": (17, 36),
    "2.6.1": (18, 35),
}


def judgements_of(counts: Mapping[str, tuple[int, int]]) -> tuple[Judgement, ...]:
    """Make judgements on cases C01 … so that each question has its yes and its relevant cases, the first ones yes."""
    return tuple(
        Judgement(
            case_id=f"C{number:02}",
            question=question,
            answer="yes" if number <= yes else "no" if number <= relevant else "not_applicable",
        )
        for question, (yes, relevant) in counts.items()
        for number in range(1, 37)
    )


def context(name: str, value: str, unit: str) -> ContextFigure:
    places = len(value.partition(".")[2])
    return ContextFigure(
        id=name, label=name, value=Fraction(value), places=places, unit=unit, source="The body", as_at="2023-02"
    )


def decision(standard: str, kind: DecisionKind, rating: str = "", data: str = "") -> Decision:
    return Decision(
        standard=standard,
        kind=kind,
        rating=rating,
        reason=f"the panel's reason for {kind.value}",
        decided_by="Ratings panel",
        decided_on=date(2023, 3, 22),
        data=data,
    )


@dataclass(frozen=True)
class Made:
    """An inspection with its results and ratings."""

    edition: Edition
    inspection: Inspection
    results: Results
    rating: InspectionRating
    figures: Figures = field(repr=False)

    def read(self, text: str) -> str:
        figure, problems = self.figures.read(text, Place("findings/2.2.md", line=3))
        assert not problems
        return figure.text

    def problems_of(self, text: str) -> list[str]:
        return [problem.code for problem in self.figures.read(text, Place())[1]]

    def narrative(
        self, markdown: str, *, level: int = 2, first_line: int = 1
    ) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
        reader = NarrativeReader(self.figures, Anchors(), Problems())
        passage = Passage(markdown, file="findings/2.2.md", first_line=first_line, level=level, anchor="s")
        return reader.blocks(passage), tuple(reader.problems)

    @staticmethod
    def words(blocks: Iterable[Block]) -> str:
        """Return the running text of blocks, a line a paragraph."""
        lines: list[str] = []
        for block in blocks:
            match block:
                case Paragraph():
                    lines.append(plain_text(block.children))
                case Quotation():
                    lines.append(Made.words(block.blocks))
                case ListBlock():
                    lines.extend(Made.words(item) for item in block.items)
                case _:
                    continue
        return "\n".join(lines)

    def document(self, **options: tuple[str, ...]) -> tuple[Document, Problems]:
        return build_document(
            framework=self.edition.framework,
            inspection=self.inspection,
            results=self.results,
            rating=self.rating,
            compare_by=options.get("compare_by"),
        )


class Maker:
    """Makes inspections for tests: the usual one, with what a test changes."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def usual(self) -> Inspection:
        ethnicities = ["minority_ethnic"] * 11 + ["white"] * 19 + ["not_recorded"] * 6
        cases = tuple(
            Case(id=f"C{number:02}", fields={"custody": str(number <= 7).lower(), "ethnicity": ethnicities[number - 1]})
            for number in range(1, 37)
        )
        answers = ["yes"] * 4 + ["no"] * 4 + [""] * 2
        survey = Survey(
            id="staff",
            title="Survey of staff",
            respondents="respondent",
            questions=(
                SurveyQuestion(id="manageable", text="My workload is manageable", answers=("yes", "no")),
                SurveyQuestion(id="grade", text="My grade", answers=("PO", "PSO")),
            ),
            responses=tuple(
                {"grade": "PO" if index % 2 else "PSO"} | ({"manageable": answer} if answer else {})
                for index, answer in enumerate(answers)
            ),
        )
        return Inspection(
            id="somewhere-2023",
            title="An inspection of Somewhere",
            framework=self.edition.framework.reference,
            framework_digest=self.edition.digest,
            publisher="Example Inspectorate",
            body=InspectedBody(id="somewhere", name="Somewhere PDU", region="Anyshire"),
            stage=Stage.PUBLISHED,
            fieldwork_started_on=date(2023, 2, 20),
            published="2023-05",
            commenced_between=(
                Period(first=date(2022, 7, 18), last=date(2022, 7, 24)),
                Period(first=date(2022, 8, 15), last=date(2022, 8, 21)),
            ),
            population="caseload",
            attribution="Somebody's data",
            notices=("This is an invented inspection.",),
            cases=cases,
            judgements=judgements_of(COUNTS),
            surveys=(survey,),
            figures=(
                context("caseload", "1979", "count"),
                context("minority", "46", "percent"),
                context("high_risk", "33.3", "percent"),
                context("crime", "113.2", "per_1000"),
                context("sickness", "20.1", "days"),
                context("years", "9", "years"),
                context("staff", "89.82", "fte"),
            ),
            decisions=(
                decision("1.1", DecisionKind.PROPOSAL, "good"),
                decision("1.2", DecisionKind.PROPOSAL, "good"),
                decision("2.1", DecisionKind.NOT_RATED),
            ),
            recommendations=(
                Recommendation(id="r1", addressed_to="Somewhere PDU", text="improve the [[cases]] cases"),
                Recommendation(id="r2", addressed_to="Anyshire region", text="support the PDU"),
                Recommendation(id="r3", addressed_to="Somewhere PDU", text="keep people safe"),
            ),
        )

    def with_discretion(self, inspection: Inspection, standard: str, rating: str) -> Inspection:
        """Record a panel's discretion on the data as they are."""
        framework = self.edition.framework
        results = count_answers(framework=framework, inspection=inspection)
        data = basis_digest(framework=framework, standard=framework.standards[standard], results=results)
        made = decision(standard, DecisionKind.DISCRETION, rating, data)
        return replace(inspection, decisions=(*inspection.decisions, made))

    def with_section(self, inspection: Inspection, name: str, markdown: str, first_line: int = 1) -> Inspection:
        section = Section(id=name, markdown=markdown, file=f"findings/{name}.md", first_line=first_line)
        return replace(inspection, sections=(*inspection.sections, section))

    def make(self, inspection: Inspection | None = None, group_by: tuple[str, ...] = ()) -> Made:
        inspection = inspection or self.usual()
        framework = self.edition.framework
        results = count_answers(framework=framework, inspection=inspection, group_by=group_by)
        rating = rate(
            framework=framework,
            framework_digest=self.edition.digest,
            results=results,
            decisions=inspection.decisions,
        )
        figures = Figures(framework=framework, inspection=inspection, results=results, rating=rating)
        return Made(self.edition, inspection, results, rating, figures)


@pytest.fixture(scope="session")
def maker() -> Maker:
    path = Path(__file__).parent / "method.yaml"
    return Maker(load_framework(path.read_bytes(), name=path.name))


@pytest.fixture
def made(maker: Maker) -> Made:
    return maker.make()
