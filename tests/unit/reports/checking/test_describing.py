from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any, cast

from inspectorate.reports.checking.describing import describe_check
from inspectorate.reports.checking.model import Checked

SAMPLES = runpy.run_path(str(Path(__file__).with_name("sample.py")))


def described(name: str, **options: object) -> dict[str, Any]:
    checked = cast("Checked", SAMPLES[name](**options))
    return cast("dict[str, Any]", json.loads(json.dumps(describe_check(checked))))


def test_describe_check_has_exactly_the_documented_keys() -> None:
    shape = described("checked_sample")
    assert list(shape) == ["report", "framework", "summary", "claims", "not_checked"]
    assert list(shape["report"]) == ["name", "format", "pages", "unread"]
    assert list(shape["framework"]) == ["reference", "why"]
    assert {tuple(claim) for claim in shape["claims"]} == {("kind", "text", "place", "verdict", "expected", "why")}
    assert {tuple(number) for number in shape["not_checked"]} == {("text", "place", "why")}
    places = [one["place"] for one in (*shape["claims"], *shape["not_checked"])]
    assert {tuple(place) for place in places} == {("page", "line", "section", "paragraph")}


def test_describe_check_counts_each_verdict() -> None:
    summary = described("checked_sample")["summary"]
    assert summary == {"fails": 1, "doubtful": 2, "cannot tell": 1, "holds": 3, "not_checked": 3}


def test_describe_check_tells_a_claim_in_words_a_person_can_use() -> None:
    assert described("checked_sample")["claims"][0] == {
        "kind": "n of m",
        "text": "19 out of 43 (45 per cent)",
        "place": {"page": None, "line": 8, "section": "People on probation", "paragraph": 4},
        "verdict": "fails",
        "expected": "44 per cent",
        "why": "19 of 43 is 44.19 per cent, which no way of rounding makes 45.",
    }


def test_describe_check_leaves_null_what_is_absent() -> None:
    shape = described("checked_sample")
    assert shape["claims"][0]["place"]["page"] is None
    assert shape["claims"][1]["expected"] is None
    assert shape["report"]["pages"] is None


def test_describe_check_gives_pages_where_there_are_some() -> None:
    shape = described("checked_sample", paged=True)
    assert shape["claims"][0]["place"]["page"] == 1
    assert shape["report"]["pages"] == 3


def test_describe_check_of_a_report_without_numbers_is_empty() -> None:
    shape = described("empty_sample")
    assert shape["claims"] == shape["not_checked"] == []
    assert shape["framework"] == {"reference": None, "why": ""}


def test_describe_check_keeps_the_reports_order() -> None:
    paragraphs = [claim["place"]["paragraph"] for claim in described("checked_sample")["claims"]]
    assert paragraphs == sorted(paragraphs)
