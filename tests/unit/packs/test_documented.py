from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.packs import inspection_file, layout, narrative, organisation
from inspectorate.packs.reading import read_pack
from inspectorate.packs.yaml_reading import Shape
from inspectorate.records.decisions import DecisionKind
from inspectorate.records.inspection import Stage

PAGE = (Path(__file__).parents[3] / "docs" / "packs.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def shapes() -> Iterator[type[BaseModel]]:
    for module in (inspection_file, organisation, narrative):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Shape) and value is not Shape:
                yield value


@pytest.mark.parametrize("file", [*layout.FILES, *(f"{folder}/" for folder in layout.SUFFIXES)])
def test_every_file_is_documented(file: str) -> None:
    assert f"| `{file}` |" in PAGE
    assert f"## {file}" in PAGE or file == f"{layout.SURVEYS}/"  # surveys have a section of that name


@pytest.mark.parametrize("column", layout.SECOND_READING_COLUMNS)
def test_every_column_of_the_judgements_is_documented(column: str) -> None:
    assert f"| `{column}` |" in PAGE


@pytest.mark.parametrize("key", sorted({key for shape in shapes() for key in shape.model_fields}))
def test_every_key_is_documented(key: str) -> None:
    shown = "\n".join(blocks("yaml"))
    assert re.search(rf"^[ -]*{key}:", shown, flags=re.MULTILINE) or f"`{key}`" in PAGE


@pytest.mark.parametrize("word", [*Stage, *DecisionKind, *layout.PARTS])
def test_every_word_that_may_be_chosen_is_documented(word: str) -> None:
    assert f"`{word}`" in PAGE or f"`{word}.md`" in PAGE


@pytest.mark.parametrize("shape", [organisation.EvidenceShape, organisation.FigureShape])
def test_every_word_of_a_closed_list_is_documented(shape: type[BaseModel]) -> None:
    for field in shape.model_json_schema()["properties"].values():
        for word in field.get("enum", ()):
            assert f"`{word}`" in PAGE


def test_limit_on_size_is_the_documented_one() -> None:
    assert f"{layout.MOST_BYTES // 1_000_000} million bytes" in PAGE


def test_samples_of_tables_have_the_columns_that_are_read() -> None:
    cases, judgements, second, survey = (next(csv.reader(block.splitlines())) for block in blocks("csv"))
    fields = load_edition(FrameworkReference("hmip-adult", "2021.1")).framework.case_field_by_id
    required = [name for name, field in fields.items() if field.required]
    assert cases == [layout.CASE_ID, *required]
    assert judgements == [*layout.JUDGEMENT_COLUMNS, layout.READER]
    assert tuple(second) == layout.SECOND_READING_COLUMNS
    assert survey == ["respondent", "workload_manageable"]


def test_samples_make_a_pack_that_is_read(tmp_path: Path) -> None:
    head, survey, evidence, figures, decisions, recommendations, _ = blocks("yaml")
    cases, _, second, table = blocks("csv")
    edition = load_edition(FrameworkReference("hmip-adult", "2021.1"))
    pack = tmp_path / "pack"
    (pack / "surveys").mkdir(parents=True)
    pinned = re.sub(r"sha256:\S+.*", edition.digest, head)
    (pack / layout.INSPECTION).write_text(pinned + survey, encoding="utf-8")
    (pack / layout.CASES).write_text(cases, encoding="utf-8")
    (pack / layout.SECOND_READINGS).write_text(second, encoding="utf-8")
    (pack / "surveys" / "staff.csv").write_text(table, encoding="utf-8")
    for name, text in (
        (layout.EVIDENCE, evidence),
        (layout.FIGURES, figures),
        (layout.DECISIONS, decisions),
        (layout.RECOMMENDATIONS, recommendations),
    ):
        (pack / name).write_text(text, encoding="utf-8")
    read = read_pack(pack, frameworks=load_edition)
    assert [problem.code for problem in read.warnings] == ["cases-not-judged"]
    assert len(read.inspection.decisions) == 2


def test_python_sample_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample,) = blocks("python")
    monkeypatch.chdir(Path(__file__).parents[3])
    copy = str(tmp_path / "a-copy")
    exec(compile(sample.replace("a-copy", copy), "docs/packs.md", "exec"), {})  # noqa: S102 - the page's own sample
    assert (tmp_path / "a-copy" / "datapackage.json").is_file()
