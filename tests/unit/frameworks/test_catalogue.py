from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from inspectorate.frameworks.catalogue import LOCK, in_folder, shipped
from inspectorate.frameworks.differences import Change, differences
from inspectorate.frameworks.loading import load_framework
from inspectorate.frameworks.publishing import publish
from inspectorate.frameworks.schema import json_schema
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.ratings.worked_cases import run_worked_cases

SMALL = (Path(__file__).parents[2] / "faults" / "frameworks" / "small.yaml").read_text(encoding="utf-8")
REFERENCE = FrameworkReference("small", "2020.1")
CASES = """\
framework: small@2020.1
cases:
  - says: The lowest percentage decides.
    given: {percentages: {"2.1.1": 50, "2.1.2": 49}}
    expect: {ratings: {"2.1": poor}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small@2020.1.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "small@2020.1.cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def test_published_edition_cannot_change(folder: Path) -> None:
    digest = publish(folder=folder, reference=REFERENCE)
    assert in_folder(folder).published() == {REFERENCE: digest}
    assert publish(folder=folder, reference=REFERENCE) == digest
    changed = SMALL.replace("from: 50, below: 80", "from: 50, below: 81").replace("from: 80", "from: 81")
    (folder / "small@2020.1.yaml").write_text(changed, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        in_folder(folder).edition(REFERENCE)
    assert codes(found) == ["published-changed"]
    with pytest.raises(ProblemsFound):
        publish(folder=folder, reference=REFERENCE)
    assert in_folder(folder).published() == {REFERENCE: digest}


@pytest.mark.parametrize("cases", [None, "framework: small@2020.1\ncases: []\n"])
def test_edition_without_worked_cases_is_not_published(folder: Path, cases: str | None) -> None:
    path = folder / "small@2020.1.cases.yaml"
    path.unlink() if cases is None else path.write_text(cases, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        publish(folder=folder, reference=REFERENCE)
    assert codes(found) == ["no-worked-cases"]
    assert not (folder / LOCK).exists()


def test_unknown_edition_names_the_nearest(folder: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        in_folder(folder).edition(FrameworkReference("smal", "2020.1"))
    assert codes(found) == ["unknown-edition"]
    assert "small@2020.1" in found.value.problems[0].remedy


def test_file_named_for_another_edition_is_told(folder: Path) -> None:
    (folder / "small@2020.1.yaml").rename(folder / "small@2021.1.yaml")
    with pytest.raises(ProblemsFound) as found:
        in_folder(folder).edition(FrameworkReference("small", "2021.1"))
    assert codes(found) == ["name-differs"]


def test_broken_lock_is_told(folder: Path) -> None:
    (folder / LOCK).write_text("# comment\nnonsense\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        in_folder(folder).published()
    assert codes(found) == ["lock-line"]
    assert found.value.problems[0].place.line == 2


def test_lock_and_worked_cases_that_are_not_utf8_are_told(folder: Path) -> None:
    (folder / LOCK).write_bytes(b"caf\xe9")
    (folder / "small@2020.1.cases.yaml").write_bytes(b"caf\xe9")
    (folder / "x@2021.1.yaml").mkdir()
    catalogue = in_folder(folder)
    assert catalogue.references == (REFERENCE,)
    for read in (catalogue.published, lambda: catalogue.worked_cases(REFERENCE)):
        with pytest.raises(ProblemsFound) as found:
            read()
        assert codes(found) == ["unreadable-file"]


def test_worked_case_that_differs_says_how(folder: Path) -> None:
    edition = in_folder(folder).edition(REFERENCE)
    (outcome,) = run_worked_cases(edition=edition, text=CASES.replace("poor", "fair"), name="cases")
    assert not outcome.holds
    assert outcome.differences == ("2.1: expected fair, got poor",)
    assert outcome.line == 3


def test_worked_case_with_unknown_names_is_told_with_its_line(folder: Path) -> None:
    edition = in_folder(folder).edition(REFERENCE)
    text = CASES.replace('"2.1.2": 49', '"2.1.9": 101').replace("poor", "por")
    with pytest.raises(ProblemsFound) as found:
        run_worked_cases(edition=edition, text=text, name="cases")
    assert sorted(codes(found)) == ["dangling-id", "dangling-id", "wrong-shape"]
    assert {problem.place.line for problem in found.value.problems} == {4, 5}


@pytest.mark.parametrize("reference", shipped().references, ids=str)
def test_shipped_edition_agrees_with_its_worked_cases(reference: FrameworkReference) -> None:
    text = shipped().worked_cases(reference)
    assert text is not None
    outcomes = run_worked_cases(edition=shipped().edition(reference), text=text, name=str(reference))
    assert outcomes
    assert [(outcome.line, outcome.differences) for outcome in outcomes if not outcome.holds] == []


def test_shipped_editions_are_published() -> None:
    assert set(shipped().published()) == set(shipped().references)


@pytest.mark.parametrize("reference", shipped().references, ids=str)
def test_schema_accepts_shipped_edition(reference: FrameworkReference) -> None:
    schema = YAML(typ="safe").load(json_schema())
    data = YAML(typ="safe").load(shipped().data(reference).decode())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


def test_schema_refuses_an_unknown_key() -> None:
    schema = YAML(typ="safe").load(json_schema())
    data = YAML(typ="safe", pure=True).load(SMALL) | {"notes": "more"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


def test_differences_name_what_changed() -> None:
    before = load_framework(SMALL.encode(), name="before").framework
    text = (
        SMALL.replace("title: Planning", "title: Plans")
        .replace("          - {id: 2.1.2, text: Is it shared?}\n", "")
        .replace("margin: 5", "margin: 4")
    )
    found = differences(before, load_framework(text.encode(), name="after").framework)
    assert [(one.change, one.where, one.before, one.after, one.may_change_ratings) for one in found] == [
        (Change.CHANGED, "standard 2.1 > title", "Planning", "Plans", False),
        (Change.REMOVED, "question 2.1.2", "Is it shared?", "", True),
        (Change.CHANGED, "rules > discretion > margin", "5", "4", True),
    ]


def test_equal_editions_do_not_differ() -> None:
    framework = load_framework(SMALL.encode(), name="one").framework
    assert differences(framework, framework) == ()


def test_schema_for_editors_is_the_present_one() -> None:
    written = Path(__file__).parents[3] / "docs" / "framework.schema.json"
    # renewed by: inspectorate frameworks schema > docs/framework.schema.json
    assert written.read_text(encoding="utf-8") == json_schema()
