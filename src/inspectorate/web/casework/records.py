"""An inspection's cases and answers as the library's records, for counting and for packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from inspectorate.packs.head import inspection_of
from inspectorate.records import casework
from inspectorate.records import inspection as records
from inspectorate.web.casework.models import SecondReading
from inspectorate.web.casework.queries import judgements_standing
from inspectorate.web.casework.standing import Standing
from inspectorate.web.planning.models import Case, Inspection


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question about a case whose answers stand against each other, so that none of them counts."""

    case_id: str
    question: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded: an inspection as a value, and which of its questions no answer is given to."""

    inspection: records.Inspection
    left_out: tuple[LeftOut, ...]


def inspection_record(inspection: Inspection) -> Recorded:
    """Return an inspection as the library counts it: its cases, and of each question the answer that stands.

    A question in clash has no answer, and is left out. Of a quality reader who read a case twice the later answer
    counts. Evidence, surveys' responses, figures and decisions are not here: they are carried as a pack's files. Nor
    are cases that were taken out of the sample: what was said about them stands in the history alone.
    """
    inspected = Case.objects.filter(inspection=inspection, withdrawn=None)
    cases = dict(inspected.order_by("reference").values_list("pk", "reference"))
    fields = dict(inspected.values_list("pk", "fields"))
    standing = judgements_standing(cases)
    described = inspection_of(
        {
            **inspection.head,
            "id": inspection.id,
            "title": inspection.title,
            "framework": inspection.framework,
            "framework_digest": inspection.framework_digest,
            "stage": inspection.stage,
        }
    )
    record = replace(
        described,
        cases=tuple(casework.Case(id=reference, fields=fields[key]) for key, reference in cases.items()),
        judgements=tuple(_judgements(cases, standing)),
        second_readings=tuple(_second_readings(cases)),
    )
    left_out = tuple(
        LeftOut(reference, question)
        for key, reference in cases.items()
        for question, said in standing.get(key, {}).items()
        if said.is_clash
    )
    return Recorded(record, left_out)


def _judgements(
    cases: Mapping[int, str], standing: Mapping[int, Mapping[str, Standing]]
) -> Iterator[casework.Judgement]:
    for key, reference in cases.items():
        for question, said in standing.get(key, {}).items():
            if said.latest is not None and not said.is_clash:
                yield casework.Judgement(
                    case_id=reference, question=question, answer=said.value, reader=said.latest.person
                )


def _second_readings(cases: Mapping[int, str]) -> Iterator[casework.Judgement]:
    rows = SecondReading.objects.filter(case_id__in=cases).order_by("sequence")
    read = {
        (case, question, reader): answer
        for case, question, reader, answer in rows.values_list("case_id", "question", "person_id", "answer")
    }
    for (case, question, reader), answer in read.items():
        yield casework.Judgement(case_id=cases[case], question=question, answer=answer, reader=reader)
