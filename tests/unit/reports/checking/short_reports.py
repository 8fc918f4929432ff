"""Short reports in plain text, and an invented inspection's whole report with a place for every slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.reports.checking.claims import key_questions, ratings, scores
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Report, Verdict
from inspectorate.reports.checking.reading.text import read_text

ADULT, PDU, YOUTH, CRC = "hmip-adult@2021.1", "hmip-pdu@2024.1", "hmip-youth@2021.1", "hmip-adult@2018.1"
CASES = 40


def edition(reference: str = ADULT) -> Framework:
    return load_edition(FrameworkReference.parse(reference)).framework


def short(text: str) -> Report:
    return read_text(text, "short.txt")


def material(text: str, reference: str | None = ADULT) -> Material:
    return Material(short(text), None if reference is None else edition(reference))


def claims_of(text: str, kind: Kind | None = None, reference: str | None = ADULT) -> list[Claim]:
    read = material(text, reference)
    found = [claim for finder in (ratings, scores, key_questions) for claim in finder.claims(read)]
    return [claim for claim in found if kind is None or claim.kind is kind]


def verdicts(text: str, kind: Kind, reference: str | None = ADULT) -> list[Verdict]:
    return [claim.verdict for claim in claims_of(text, kind, reference)]


def failing(text: str, reference: str | None = ADULT) -> list[Claim]:
    return [claim for claim in claims_of(text, reference=reference) if claim.verdict is Verdict.FAILS]


def table(standard: str, *percentages: object, head: str = "Key question\tPercentage 'Yes'") -> str:
    questions = edition().standards[standard].key_questions
    rows = (f"{question.text}\t{percent}%" for question, percent in zip(questions, percentages, strict=False))
    return "\n".join((head, *rows))


@dataclass(frozen=True)
class Inspection:
    """An invented inspection of Alder PDU: all that its report prints, right as it stands."""

    score: str = "11/24"
    overall: str = "Requires improvement"
    listed: dict[str, str] = field(
        default_factory=lambda: {
            "1.1": "Good", "1.2": "Requires improvement", "1.3": "Good", "1.4": "Good",
            "2.2": "Requires improvement", "2.3": "Inadequate", "2.4": "Requires improvement", "2.5": "Good",
        }
    )  # fmt: skip
    own: dict[str, str] = field(default_factory=dict)
    percentages: dict[str, tuple[int, ...]] = field(
        default_factory=lambda: {"2.2": (70, 55, 60), "2.3": (58, 43, 60), "2.4": (48, 70, 63), "2.5": (83, 75, 68)}
    )
    lowest: dict[str, str] = field(default_factory=lambda: {"2.2": "55", "2.3": "43", "2.4": "48", "2.5": "68"})
    questions: str = "three"
    moved: tuple[str, str] = ("Inadequate", "Requires improvement")
    discretion: str = "2.4"

    def with_listed(self, standard: str, rating: str) -> Inspection:
        return replace(self, listed=self.listed | {standard: rating}, own={standard: self.listed[standard]} | self.own)

    def with_own(self, standard: str, rating: str) -> Inspection:
        return replace(self, own=self.own | {standard: rating})

    def text(self) -> str:
        return "\n\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield "An inspection of probation services in Alder PDU"
        yield "Fieldwork started March 2023"
        yield f"Score {self.score}"
        yield "Overall rating"
        yield self.overall
        for standard, rating in self.listed.items():
            yield f"{standard} {edition().standards[standard].title}"
            yield rating
        yield "Background"
        yield f"We inspected {CASES} cases that had begun in the autumn before."
        for standard, rating in self.listed.items():
            yield from self._section(standard, self.own.get(standard, rating))

    def _section(self, standard: str, rating: str) -> Iterator[str]:
        known = edition().standards[standard]
        title = known.title.lower()
        yield f"{standard}. {known.title}"
        yield known.statement
        yield rating
        if standard in self.percentages:
            yield f"The rating for {title} rests on the cases judged satisfactory against three key questions:"
            yield table(standard, *self.percentages[standard])
            lowest = self.lowest[standard]
            if standard == self.discretion:
                before, after = self.moved
                yield (
                    f"Alder PDU is rated as '{rating}' for {title}. Although the lowest score was {lowest} per cent,"
                    " this was within the range for professional discretion. The ratings panel applied discretion to"
                    f" increase the rating from '{before}' to '{after}'."
                )
            else:
                yield (
                    f"Alder PDU is rated as '{rating}' for {title} as the lowest score out of the {self.questions} key"
                    f" questions was {lowest} per cent."
                )
        yield "Strengths:"
        yield "- Teams met every week and knew what was expected of them."
