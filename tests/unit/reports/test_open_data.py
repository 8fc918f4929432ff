from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from inspectorate.kernel.canonical import canonical_json
from inspectorate.ratings.describing import describe
from inspectorate.records.organisation import Evidence
from inspectorate.reports import open_data as module

if TYPE_CHECKING:
    from tests.unit.reports.conftest import Maker

    from inspectorate.records.inspection import Inspection


@pytest.fixture
def inspection(maker: Maker) -> Inspection:
    inspection = maker.with_section(maker.usual(), "2.2", "In [[n-of-m 2.2.1.a | seven of the 31]].", first_line=4)
    evidence = tuple(
        Evidence(id=f"E-{number}", kind="meeting", summary="A secret", standards=("1.1",), direction=way, source="S")
        for number, way in enumerate(("supports", "supports", "challenges"))
    )
    return replace(inspection, evidence=evidence, second_readings=inspection.judgements[:3])


@pytest.fixture
def data(maker: Maker, inspection: Inspection) -> dict[str, Any]:
    document, problems = maker.make(inspection, group_by=("ethnicity",)).document()
    assert not list(problems)
    plain = json.loads(json.dumps(document.data, allow_nan=False))
    assert isinstance(plain, dict)
    return plain


def test_open_data_has_the_keys_that_its_documentation_names(data: dict[str, Any]) -> None:
    assert module.__doc__ is not None
    named = {part for line in module.__doc__.splitlines() if line.startswith("- ``") for part in line.split("``")[1::2]}
    assert set(data) == named - {"rate --json"}


def test_open_data_holds_the_ratings_as_rate_prints_them(maker: Maker, data: dict[str, Any]) -> None:
    made = maker.make()
    expected = json.loads(json.dumps(describe(framework=made.edition.framework, rating=made.rating)))
    assert data["rating"]["score"] == expected["score"]
    assert [one["id"] for one in data["rating"]["standards"]] == [one["id"] for one in expected["standards"]]
    assert data["rating"]["standards"][3] == expected["standards"][3]


def test_open_data_indexes_a_figure_with_its_numbers_and_place(data: dict[str, Any]) -> None:
    figures = {one["reference"]: one for one in data["figures"]}
    assert figures["n-of-m 2.2.1.a"] == {
        "reference": "n-of-m 2.2.1.a",
        "shown": ["seven of the 31"],
        "numbers": {"yes": "7", "relevant": "31", "percent": "23"},
        "places": ["findings/2.2.md, line 4"],
    }


def test_open_data_counts_questions_and_groups(data: dict[str, Any]) -> None:
    results = data["results"]
    assert results["questions"]["2.2.3"]["percent"] == 33
    assert results["questions"]["2.1.1"] == {"yes": 0, "relevant": 0, "percent": None, "interval": None}
    white = next(group for group in results["groups"] if group["value"] == "white")
    assert (white["cases"], white["questions"]["2.6.1"]["yes"]) == (19, 7)


def test_open_data_counts_surveys_and_keeps_context_exact(data: dict[str, Any]) -> None:
    (survey,) = data["surveys"]
    assert survey["questions"]["manageable"] == {"answered": 8, "answers": {"yes": 4, "no": 4}}
    assert next(one["value"] for one in data["context"] if one["id"] == "caseload") == "1979"


def test_open_data_tells_agreement(data: dict[str, Any]) -> None:
    assert data["agreement"]["overall"]["compared"] == 3
    assert data["agreement"]["overall"]["agreed"] == 3


def test_open_data_names_no_case_and_publishes_no_evidence_log(data: dict[str, Any]) -> None:
    text = json.dumps(data)
    assert "C01" not in text
    assert "A secret" not in text
    assert data["evidence"] == {"1.1": {"supports": 2, "challenges": 1}}


def test_open_data_digests_change_with_the_records_and_not_with_their_order(
    maker: Maker, inspection: Inspection, data: dict[str, Any]
) -> None:
    def digests(changed: Inspection) -> dict[str, str]:
        return json.loads(canonical_json(maker.make(changed, group_by=("ethnicity",)).document()[0].data))["digests"]  # type: ignore[no-any-return] # JSON

    assert digests(replace(inspection, judgements=inspection.judgements[::-1])) == data["digests"]
    changed = replace(inspection.judgements[0], answer="no")
    other = digests(replace(inspection, judgements=(changed, *inspection.judgements[1:])))
    assert {name for name in other if other[name] != data["digests"][name]} == {"judgements", "results"}
