from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()]
PATHS = re.findall(r"\]\(([^)#]+)\)", README) + re.findall(r"^\| `([^`]+)` \|", README, flags=re.MULTILINE)
PATHS += re.findall(r"`([A-Z]+\.md)`", README)


def test_readme_gives_the_two_commands() -> None:
    assert {"make demo", "make test"} <= set(COMMANDS)


@pytest.mark.parametrize("path", PATHS)
def test_readme_path_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("make ")])
def test_readme_make_target_is_there(command: str) -> None:
    done = subprocess.run([*shlex.split(command), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [command for command in COMMANDS if "inspectorate " in command])
def test_readme_command_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    words = shlex.split(command)
    assert words[0] == ".venv/bin/inspectorate"
    arguments = [sys.executable, "-m", "inspectorate", *words[1:]]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    # a check that finds a slip says so by its exit code
    assert done.returncode == (words[1] == "check"), done.stderr
    assert done.stdout


def test_every_make_target_has_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = {"demo", "test", "check", "fix", "bench", "help"}
    assert targets <= set(re.findall(r"^  make (\w+)", shown, flags=re.MULTILINE))
    assert targets <= set(re.findall(r"^(\w+):", makefile, flags=re.MULTILINE))
