"""The guide to framework files is true: it explains every key, and its samples hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspectorate.cli.frameworks import frameworks
from inspectorate.frameworks.catalogue import shipped
from inspectorate.frameworks.loading import load_framework
from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.rules import Confidence, Rules
from inspectorate.frameworks.yamlfile import read_yaml
from inspectorate.ratings.worked_cases import Expected, Given, run_worked_cases

GUIDE = (Path(__file__).parents[3] / "docs" / "frameworks.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^ *```yaml\n(.*?)^ *```", GUIDE, flags=re.DOTALL | re.MULTILINE)


def test_guide_explains_every_key_of_a_framework_and_of_its_rules() -> None:
    headings = re.findall(r"^### `(\w+)`$", GUIDE, flags=re.MULTILINE)
    assert sorted(headings) == sorted([*Framework.model_fields, *Rules.model_fields])


def test_guide_names_every_command_and_every_confidence() -> None:
    for command in frameworks.commands:
        assert f"`inspectorate frameworks {command}" in GUIDE
    for confidence in Confidence:
        assert f"| `{confidence.value}` |" in GUIDE


@pytest.mark.parametrize("part", [Given, Expected])
def test_guide_explains_every_key_of_a_worked_case(part: type[Given | Expected]) -> None:
    for key in part.model_fields:
        assert re.search(rf"^\| .*`{key}`.* \|", GUIDE, flags=re.MULTILINE), key


@pytest.mark.parametrize("sample", SAMPLES)
def test_samples_are_yaml(sample: str) -> None:
    file, problems = read_yaml(sample, "guide")
    assert file is not None
    assert list(problems) == []


def test_whole_sample_is_a_framework_and_its_worked_cases_hold() -> None:
    whole, cases = (sample for sample in SAMPLES if "library-visits" in sample)
    edition = load_framework(whole.encode(), name="library-visits@2026.1.yaml")
    outcomes = run_worked_cases(edition=edition, text=cases, name="library-visits@2026.1.cases.yaml")
    assert len(outcomes) == 2
    assert [one.differences for one in outcomes if not one.holds] == []


def test_guide_lists_the_editions_that_are_shipped() -> None:
    listed = re.findall(r"^\| `(hmip-[a-z]+@[0-9.]+)` \|", GUIDE, flags=re.MULTILINE)
    assert listed == [str(reference) for reference in shipped().references]


def test_table_of_scores_agrees_with_the_overall_rule() -> None:
    rows = re.findall(
        r"^\| (\d+) \| (\d+) \| 0 to (\d+) \| (\d+) to (\d+) \| (\d+) to (\d+) \| (\d+) and", GUIDE, re.MULTILINE
    )
    edition = load_framework(shipped().data(shipped().references[0]), name="edition")
    rule = edition.framework.rules.overall
    for row in rows:
        standards, maximum, *edges = map(int, row)
        assert maximum == 3 * standards
        ratings = [rule.rating_of(points=points, standards=standards) for points in edges]
        low, second, third, fourth = "inadequate", "requires_improvement", "good", "outstanding"
        assert ratings == [low, second, second, third, third, fourth]
    assert len(rows) == 5
