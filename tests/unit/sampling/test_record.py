from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.unit.sampling.conftest import HEADINGS, REFERENCE, csv_bytes, ods_of, read, xlsx_of

from inspectorate.frameworks.catalogue import shipped
from inspectorate.frameworks.eligibility import load_eligibility
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.drawing import Design, draw_sample, replace_in
from inspectorate.sampling.record import Record, draw_again, read_record, record_of, record_text
from inspectorate.sampling.source import open_list

ROWS = [
    (
        f"PX-{at:03}",
        f"2022-07-{10 + at % 20:02}",
        ("Community order", "Licence", "Suspended sentence order")[at * 7 % 3],
        ("Male", "Male", "Female")[at * 5 % 3],
    )
    for at in range(150)
]
DESIGN = Design(seed="26 January 2023", strata=("sentence_type", "sex"), fieldwork_week=date(2023, 2, 20))


@pytest.fixture(scope="module")
def record(edition: Edition) -> Record:
    data = shipped().eligibility(REFERENCE)
    assert data is not None
    rules = load_eligibility(data, name="rules", framework=edition.framework)
    case_list = read(csv_bytes(ROWS), edition.framework)
    drawing = draw_sample(case_list, framework=edition.framework, rules=rules, design=DESIGN)
    drawing = replace_in(drawing, case=drawing.draw.sample[0], reason="Transferred", framework=edition.framework)
    drawing = replace_in(drawing, case=drawing.draw.sample[0], reason="Died", framework=edition.framework)
    return record_of(case_list, drawing, edition=edition, rules=rules)


def test_record_written_and_read_is_the_same_record(record: Record) -> None:
    text = record_text(record)
    assert read_record(text.encode(), name="draw.json") == record
    assert record_text(read_record(text.encode(), name="draw.json")) == text
    assert len(text) < 10_000


@pytest.mark.parametrize("form", ["csv", "permuted", "columns moved", "xlsx", "ods"])
def test_same_record_gives_the_same_sample_from_the_same_cases(form: str, record: Record, edition: Edition) -> None:
    turned = [row[::-1] for row in ROWS]
    data = {
        "csv": lambda: csv_bytes(ROWS),
        "permuted": lambda: csv_bytes(ROWS[::-1]),
        "columns moved": lambda: csv_bytes(turned, HEADINGS[::-1]),
        "xlsx": lambda: xlsx_of([HEADINGS, *ROWS]),
        "ods": lambda: ods_of([HEADINGS, *ROWS]),
    }[form]()
    again = draw_again(record, open_list(data, name="list"), edition=edition)
    assert again.is_the_same
    assert [problem.code for problem in again.differences] == ([] if form == "csv" else ["list-saved-anew"])
    recorded = [case for stratum in record.strata for case in stratum.drawn]
    assert again.drawing.draw.first == tuple(recorded)
    assert [one.by for one in again.drawing.draw.replacements] == [one.by for one in record.replacements]


def tampered(record: Record, change: Callable[[dict[str, Any]], object]) -> Record:
    data = json.loads(record_text(record))
    change(data)
    return read_record(json.dumps(data).encode(), name="draw.json")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data["design"].update(seed="another"), "result-differs"),
        (lambda data: data["strata"][0]["drawn"].reverse(), "result-differs"),
        (lambda data: data["strata"].pop(), "result-differs"),
        (lambda data: data.update(eligible=1), "result-differs"),
        (lambda data: data["size"].update(cases=1), "result-differs"),
        (lambda data: data["replacements"][0].update(by="PX-149"), "result-differs"),
        (lambda data: data["replacements"][0].update(case="PX-999"), "case-not-drawn"),
        (lambda data: data["exclusions"][0].update(cases=1), "result-differs"),
        (lambda data: data.update(framework_digest="sha256:0"), "framework-differs"),
        (lambda data: data["list"].update(digest="sha256:0"), "list-differs"),
    ],
)
def test_record_that_was_changed_is_found(
    change: Callable[[dict[str, Any]], object], code: str, record: Record, edition: Edition
) -> None:
    again = draw_again(tampered(record, change), open_list(csv_bytes(ROWS), name="list"), edition=edition)
    assert not again.is_the_same
    assert code in {problem.code for problem in again.differences}


def test_list_that_was_changed_is_found(record: Record, edition: Edition) -> None:
    changed = [*ROWS[:-1], (*ROWS[-1][:3], "Female" if ROWS[-1][3] == "Male" else "Male")]
    again = draw_again(record, open_list(csv_bytes(changed), name="list"), edition=edition)
    assert "list-differs" in {problem.code for problem in again.differences}
    fewer = draw_again(record, open_list(csv_bytes(ROWS[:-1]), name="list"), edition=edition)
    assert "149 rows here, 150 then" in str(fewer.differences[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "record-unreadable"),
        (b"\xff", "record-unreadable"),
        (b"[" * 100_000, "record-unreadable"),
        (b"{}", "record-shape"),
    ],
)
def test_what_is_no_record_is_told(data: bytes, code: str) -> None:
    with pytest.raises(ProblemsFound, match=code):
        read_record(data, name="draw.json")


def test_record_of_no_framework_is_refused(record: Record) -> None:
    data = record_text(record).replace('"hmip-adult@2021.1",', '"hmip",', 1)
    with pytest.raises(ProblemsFound, match="record-shape"):
        read_record(data.encode(), name="draw.json")


def test_record_of_another_algorithm_is_refused(record: Record) -> None:
    data = record_text(record).replace("inspectorate-draw-1", "inspectorate-draw-2")
    with pytest.raises(ProblemsFound, match="algorithm-unknown"):
        read_record(data.encode(), name="draw.json")
