from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.frameworks import faults
from inspectorate.frameworks.loading import load_framework
from inspectorate.kernel.problems import ProblemKind, ProblemsFound

FAULTS = Path(__file__).parents[2] / "faults" / "frameworks"
BROKEN = sorted(path for path in FAULTS.glob("*.yaml") if path.name != "small.yaml")
SMALL = (FAULTS / "small.yaml").read_bytes()
ABOUT_THE_CATALOGUE = {"published-changed", "no-worked-cases", "unknown-edition", "name-differs", "lock-line"}
ABOUT_ELIGIBILITY = {"rules-for-another", "rule-tests", "no-date-field", "window-form", "window-ends-first"}
TOO_BIG_FOR_A_FILE = {"file-too-large", "unreadable-file"}


def expected_problems(path: Path) -> list[str]:
    """A broken file's first lines are comments that say what reading it must tell."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# ") for line in lines if line.startswith(f"# {path.name}, line")]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_framework_is_told_in_full(path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        load_framework(path.read_bytes(), name=path.name)
    assert path.stem in {problem.code for problem in found.value.problems}
    if path.stem != "empty-file":
        assert [str(problem) for problem in found.value.problems] == expected_problems(path)


def test_every_fault_of_a_framework_file_has_its_broken_file() -> None:
    codes = {kind.code for kind in vars(faults).values() if isinstance(kind, ProblemKind)}
    assert codes - {path.stem for path in BROKEN} == ABOUT_THE_CATALOGUE | ABOUT_ELIGIBILITY | TOO_BIG_FOR_A_FILE


def test_small_framework_holds() -> None:
    edition = load_framework(SMALL, name="small.yaml")
    assert str(edition.framework.reference) == "small@2020.1"
    assert list(edition.framework.questions) == ["2.1.1", "2.1.1.a", "2.1.1.b", "2.1.2", "2.2.1"]
    assert edition.digest.startswith("sha256:")


def test_words_stay_words() -> None:
    text = SMALL.decode().replace("note: For tests.", "note: no")
    assert load_framework(text.encode(), name="small.yaml").framework.note == "no"


def test_file_that_is_not_utf8_is_told() -> None:
    with pytest.raises(ProblemsFound) as found:
        load_framework("title: Größe".encode("latin-1"), name="latin.yaml")
    assert [problem.code for problem in found.value.problems] == ["unreadable-file"]


def test_file_past_the_limit_is_told_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        load_framework(b"a: " + b"b" * 5_000_001, name="big.yaml")
    assert [problem.code for problem in found.value.problems] == ["file-too-large"]


def test_aliases_that_multiply_are_refused() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghi"))
    with pytest.raises(ProblemsFound) as found:
        load_framework(laughs.encode(), name="laughs.yaml")
    assert "anchor" in {problem.code for problem in found.value.problems}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "[" * 20_000 + "]" * 20_000])
def test_nesting_without_end_is_told_and_ends_no_process(text: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        load_framework(text.encode(), name="deep.yaml")
    assert [problem.code for problem in found.value.problems] == ["not-yaml"]


@pytest.mark.parametrize("number", ['"1e999999999"', '"1e9999999"', '"1/0"', '"9" * 5000', '"0x10"', "-.5"])
def test_number_that_is_none_or_has_no_end_is_told(number: str) -> None:
    with pytest.raises(ProblemsFound):
        load_framework(SMALL.decode().replace("margin: 5", f"margin: {number}").encode(), name="small.yaml")


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with pytest.raises(ProblemsFound):
        load_framework(data, name="any.yaml")


@given(st.data())
def test_no_mutation_crashes_the_reader(data: st.DataObject) -> None:
    lines = SMALL.decode().splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        junk = data.draw(st.text(alphabet=":-{}[]\"'&*!|>%@`,? \tno012.éa\n", max_size=12))
        half = lines[at][: len(lines[at]) // 2]
        lines[at] = data.draw(st.sampled_from([junk, lines[at] + junk, junk + lines[at], half]))
    with suppress(ProblemsFound):
        load_framework("\n".join(lines).encode(), name="mutated.yaml")
