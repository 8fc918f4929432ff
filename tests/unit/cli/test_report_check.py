from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspectorate.cli.main import commands

FAILING = "Only 19 out of 43 (45 per cent) were happy."
HOLDING = "Only 19 out of 43 (44 per cent) were happy."


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["check", *map(str, arguments)], catch_exceptions=False)


def report(folder: Path, text: str, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_check_exits_0_where_no_claim_fails(tmp_path: Path) -> None:
    result = call(report(tmp_path, HOLDING))
    assert result.exit_code == 0
    assert "Check of report.txt" in result.stdout
    assert "None of 1 claim fails" in result.stdout
    assert "To see more: --all" in result.stdout


def test_check_exits_1_where_a_claim_fails_and_says_what_it_should_be(tmp_path: Path) -> None:
    result = call(report(tmp_path, FAILING))
    assert result.exit_code == 1
    assert "FAILS" in result.stdout
    assert "should be 44 per cent" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("no-such-report.pdf",), "no-such-report.pdf"),
        (("{report}", "--framework", "hmip-adlt@2021.1"), "Did you mean"),
        (("{report}", "--framework", "nonsense"), "no framework reference"),
        (("{report}", "--html", "{folder}/none/check.html"), "system-refused"),
        (("{report}", "--html", "{report}"), "the report itself"),
    ],
)
def test_check_exits_2_where_it_cannot_be_done(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    path = report(tmp_path, FAILING)
    result = call(*(argument.format(report=path, folder=tmp_path) for argument in arguments))
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert path.read_text(encoding="utf-8") == FAILING + "\n"


def test_check_prints_json_alone(tmp_path: Path) -> None:
    result = call(report(tmp_path, FAILING), "--json")
    assert result.exit_code == 1
    shape = json.loads(result.stdout)
    assert shape["report"]["name"] == "report.txt"
    [claim] = [claim for claim in shape["claims"] if claim["verdict"] == "fails"]
    assert claim["kind"] == "n of m"
    assert claim["place"]["line"] == 1


def test_check_prints_json_that_a_terminal_does_not_act_on(tmp_path: Path) -> None:
    path = report(tmp_path, "Only 19 out of 43 \x9b31m \u202e(44 per cent) were happy in 2023 \x9b.", "a\x9bb.txt")
    result = call(path, "--json")
    assert not set("\x9b\x1b\u202e") & set(result.stdout)
    assert json.loads(result.stdout)["report"]["name"] == "a\x9bb.txt"


def test_check_writes_a_page_beside_what_it_prints(tmp_path: Path) -> None:
    target = tmp_path / "check.html"
    result = call(report(tmp_path, FAILING), "--html", target, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["summary"]["fails"] == 1
    assert str(target) in result.stderr
    assert '<mark class="fails">' in target.read_text(encoding="utf-8")


def test_check_with_all_lists_each_claim(tmp_path: Path) -> None:
    result = call(report(tmp_path, HOLDING), "--all")
    assert any(line.startswith("holds") and "19 out of 43" in line for line in result.stdout.splitlines())
    assert "--all lists" not in result.stdout


def test_check_says_its_exit_codes() -> None:
    output = call("--help").output
    for words in ("0  no claim fails", "1  at least one claim fails", "2  the report cannot be read"):
        assert words in output


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_check_prints_any_word_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = report(tmp_path, "“Only 19 out of 43 (45 per cent)” were ✗ happy; a third — 40 per cent — Łódź.")
    done = subprocess.run(
        [sys.executable, "-m", "inspectorate", "check", str(path)],
        capture_output=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "FAILS" in done.stdout.decode(encoding)
