"""Results as they come: the same numbers as the library counts from the same records, and what they are made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from inspectorate.frameworks.model import Framework, KeyQuestion, Prompt, Question, Standard
from inspectorate.frameworks.rules import StandardKind
from inspectorate.kernel.numbers import Share, whole_percent
from inspectorate.ratings.case_based import band_of, rate_cases
from inspectorate.records.inspection import Inspection as InspectionRecord
from inspectorate.results.agreement import ReadingAgreement, measure_agreement
from inspectorate.results.counting import count_answers
from inspectorate.results.model import Results
from inspectorate.web.casework.models import Comment
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import CaseState

FEWEST = 10
"""With fewer relevant cases than this, one case moves a percentage by more than ten points: none is shown."""


class MadeOf(StrEnum):
    """Which cases a percentage is made of."""

    ANSWERED = "answered"
    SIGNED = "signed"
    REVIEWED = "reviewed"

    @property
    def label(self) -> str:
        """Say it in words."""
        return {"answered": "All answers given", "signed": "Signed off only", "reviewed": "Reviewed only"}[self.value]

    def takes(self, state: CaseState) -> bool:
        """Say whether a case is counted."""
        match self:
            case MadeOf.SIGNED:
                return state.progress.status.is_signed
            case MadeOf.REVIEWED:
                return state.progress.status is Status.REVIEWED
        return state.questionnaire.answered > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question with its share: n of m, the percentage where there are cases enough for one, and its band."""

    question: Question
    share: Share
    band: str = ""

    @property
    def percent(self) -> int | None:
        """Return the whole percentage; None with too few cases for one."""
        return whole_percent(self.share) if self.is_enough else None

    @property
    def is_enough(self) -> bool:
        """Say whether there are cases enough for a percentage."""
        return self.share.relevant >= FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardResult:
    """A case-based standard as it stands: its key questions with their prompts, and the band of the lowest.

    ``band`` is empty where there is none, or where the lowest percentage has too few cases to be shown.
    """

    standard: Standard
    key_questions: tuple[tuple[Line, tuple[Line, ...]], ...]
    lowest: tuple[str, ...] = ()
    lowest_percent: int | None = None
    band: str = ""
    is_enough: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorProgress:
    """How many cases somebody answered last in, and how many of those are signed off, and reviewed.

    ``given`` are the cases that were given to them, ``given_signed`` those of them that are signed off.
    """

    person: str
    cases: int
    signed: int
    reviewed: int
    given: int = 0
    given_signed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """What stands behind every percentage: how many cases stand where, and what is still open about them."""

    by_status: Mapping[Status, int]
    counted: int
    clashes: int
    broken: int
    open_comments: int
    cases_with_comments: int

    @property
    def cases(self) -> int:
        """Return how many cases there are."""
        return sum(self.by_status.values())

    @property
    def signed(self) -> int:
        """Return how many cases have a sign-off that stands."""
        return sum(count for status, count in self.by_status.items() if status.is_signed)

    @property
    def rows(self) -> tuple[tuple[Status, int], ...]:
        """Return every status with its count, in the order of a case's way."""
        return tuple((status, self.by_status.get(status, 0)) for status in Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveResults:
    """The results of an inspection as they stand now."""

    made_of: MadeOf
    foundation: Foundation
    standards: tuple[StandardResult, ...]
    inspectors: tuple[InspectorProgress, ...]
    agreement: ReadingAgreement | None


def live_results(
    *,
    framework: Framework,
    record: InspectionRecord,
    states: Sequence[CaseState],
    made_of: MadeOf,
    given: Mapping[str, str] | None = None,
) -> LiveResults:
    """Return the results of the cases that are to be counted.

    ``record`` holds the judgements that stand; ``given`` says whose each case is that was given, case to handle.
    """
    counted = counted_record(record, states, made_of)
    results = count_answers(framework=framework, inspection=counted)
    standards = framework.standards_for(record.body.kind)
    return LiveResults(
        made_of=made_of,
        foundation=_foundation(states, made_of),
        standards=tuple(
            _standard_result(framework, standard, results)
            for standard in standards
            if standard.kind is StandardKind.CASE_BASED
        ),
        inspectors=_inspectors(states, given or {}),
        agreement=measure_agreement(framework=framework, inspection=counted) if counted.second_readings else None,
    )


def counted_record(record: InspectionRecord, states: Iterable[CaseState], made_of: MadeOf) -> InspectionRecord:
    """Return the record of those cases alone that are to be counted.

    They are part of the sample, which alone stands for a population: none is named.
    """
    taken = {state.case.reference for state in states if made_of.takes(state)}
    return replace(
        record,
        population="",
        cases=tuple(case for case in record.cases if case.id in taken),
        judgements=tuple(one for one in record.judgements if one.case_id in taken),
        second_readings=tuple(one for one in record.second_readings if one.case_id in taken),
    )


def _standard_result(framework: Framework, standard: Standard, results: Results) -> StandardResult:
    ruled = rate_cases(framework=framework, standard=standard, results=results)

    def line(question: KeyQuestion | Prompt) -> Line:
        share = results.shares[question.id]
        band = band_of(framework, share) if isinstance(question, KeyQuestion) and share.relevant >= FEWEST else None
        return Line(question=question, share=share, band="" if band is None else framework.ratings[band].label)

    lines = tuple((line(one), tuple(line(prompt) for prompt in one.prompts)) for one in standard.key_questions)
    if ruled.banding is None:
        return StandardResult(standard=standard, key_questions=lines, is_enough=False)
    is_enough = all(ruled.shares[question].relevant >= FEWEST for question in ruled.banding.lowest)
    return StandardResult(
        standard=standard,
        key_questions=lines,
        lowest=ruled.banding.lowest,
        lowest_percent=whole_percent(ruled.shares[ruled.banding.lowest[0]]) if is_enough else None,
        band=framework.ratings[ruled.banding.rating].label if is_enough else "",
        is_enough=is_enough,
    )


def _foundation(states: Sequence[CaseState], made_of: MadeOf) -> Foundation:
    threads = open_comment_counts(state.case.pk for state in states)
    return Foundation(
        by_status=Counter(state.progress.status for state in states),
        counted=sum(made_of.takes(state) for state in states),
        clashes=sum(bool(state.questionnaire.clashes) for state in states),
        broken=sum(state.progress.broken is not None for state in states),
        open_comments=sum(threads.values()),
        cases_with_comments=len(threads),
    )


def open_comment_counts(cases: Iterable[int]) -> Mapping[int, int]:
    """Return, for each case that has any, how many threads of comments are not settled: the last word settles one."""
    last: dict[tuple[int, int], bool] = {}
    rows = Comment.objects.filter(case_id__in=tuple(cases)).order_by("sequence")
    for case, thread, settles in rows.values_list("case_id", "thread", "settles"):
        last[case, thread] = settles
    return Counter(case for (case, _), settled in last.items() if not settled)


def _inspectors(states: Iterable[CaseState], given: Mapping[str, str]) -> tuple[InspectorProgress, ...]:
    found: dict[str, list[Status]] = defaultdict(list)
    theirs: dict[str, list[Status]] = defaultdict(list)
    for state in states:
        if state.case.reference in given:
            theirs[given[state.case.reference]].append(state.progress.status)
        sayings = [
            standing.latest
            for item in state.questionnaire.items
            for standing in (item.judgement, item.note)
            if standing.latest is not None
        ]
        if sayings:
            found[max(sayings, key=lambda saying: saying.sequence).person].append(state.progress.status)
    return tuple(
        InspectorProgress(
            person=person,
            cases=len(found[person]),
            signed=sum(status.is_signed for status in found[person]),
            reviewed=found[person].count(Status.REVIEWED),
            given=len(theirs[person]),
            given_signed=sum(status.is_signed for status in theirs[person]),
        )
        for person in sorted({*found, *theirs})
    )
