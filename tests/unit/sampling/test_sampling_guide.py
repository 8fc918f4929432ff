"""The guide to sampling is true: its commands run, its samples hold, and it names every option and key."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from inspectorate.cli.sampling import sample
from inspectorate.frameworks.eligibility import Commenced, Eligibility, EligibilityRule, Window, load_eligibility
from inspectorate.frameworks.model import Framework
from inspectorate.sampling.draw import ALGORITHM, numbers
from inspectorate.sampling.record import Record

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "sampling.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, flags=re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("inspectorate ")]


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_commands_run_one_after_the_other_and_print_what_is_shown(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    assert len(COMMANDS) == 4
    printed = "".join(run(tmp_path, "-m", "inspectorate", *shlex.split(line)[1:]) for line in COMMANDS)
    said = " ".join(printed.split())
    for block in blocks("text"):
        for line in block.splitlines():
            assert " ".join(line.split()) in said
    assert "The same: all 36 cases are those of draw.json." in said
    assert "PX-0084 is replaced by" in said


def test_number_of_a_case_is_what_a_shell_works_out() -> None:
    (command,) = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("printf")]
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == numbers(["PX-0084"], seed="26 January 2023")[0]
    assert f"`{ALGORITHM}`" in GUIDE


def test_sample_of_rules_holds(framework: Framework) -> None:
    (rules,) = blocks("yaml")
    assert len(load_eligibility(rules.encode(), name="guide", framework=framework).rules) == 2


def test_sample_in_python_runs(tmp_path: Path) -> None:
    (program,) = blocks("python")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    assert "36 of 45 eligible cases" in run(tmp_path, "-c", program)


@pytest.mark.parametrize("option", [option for one in sample.params for option in one.opts if option.startswith("--")])
def test_guide_names_every_option(option: str) -> None:
    assert re.search(rf"^\| .*`{option}[ `]", GUIDE, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "key", sorted({key for part in (Eligibility, EligibilityRule, Commenced, Window) for key in part.model_fields})
)
def test_guide_explains_every_key_of_the_rules(key: str) -> None:
    assert re.search(rf"^\| .*`{key}`", GUIDE, flags=re.MULTILINE)


@pytest.mark.parametrize("key", list(Record.model_fields))
def test_guide_names_every_key_of_the_record(key: str) -> None:
    assert f"`{key}`" in GUIDE.partition("## The record")[2].partition("\n## ")[0]
