from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspectorate.cli.main import COMMANDS, commands
from inspectorate.cli.reporting import example_pack

ROOT = Path(__file__).parents[3]
RULED = "hmip-adult@2021.1"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), catch_exceptions=False)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "inspectorate", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"COLUMNS": "100"} | environment,
        cwd=ROOT,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_help_documents_exit_codes_and_gives_examples() -> None:
    output = call("--help").output
    assert "Exit codes:" in output
    assert "inspectorate rate examples/manchester-north --explain" in output


@pytest.mark.parametrize(
    ("points", "maximum", "overall"), [("10", "24", "Requires improvement"), ("0", "27", "Inadequate")]
)
def test_overall_prints_the_rating_of_a_score(points: str, maximum: str, overall: str) -> None:
    assert call("overall", RULED, points, maximum).output == overall + "\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("overall", RULED, "10", "25"), 1, "no-such-score"),
        (("overall", "hmip-adlt@2021.1", "10", "24"), 1, "Did you mean"),
        (("overall", "nonsense", "10", "24"), 2, "no framework reference"),
        (("rate", "no-such-folder"), 1, "no-such-folder"),
        (("rate", "examples/manchester-north", "--explain", "--standard", "9.9"), 2, "9.9"),
        (("frameworks", "check", "README.md"), 2, "no framework reference"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_wrong_input_is_told_without_a_traceback(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_rate_prints_the_ratings_of_the_example() -> None:
    done = run("rate", "examples/manchester-north")
    assert done.returncode == 0
    assert "Score    10/24" in done.stdout
    assert "Overall  Requires improvement" in done.stdout


def test_rate_explains_a_rating_that_was_moved() -> None:
    told = " ".join(run("rate", "examples/manchester-north", "--explain", "--standard", "2.3").stdout.split())
    for words in (
        "17 of 36 cases, 47 per cent",
        "band below 50: Inadequate",
        "3 points from the boundary at 50 per cent, within the margin of 5 points",
        "Reason:",
        "Source: Manchester North PDU report, May 2023",
        "1 answer from no to yes (1 on 2.3.3) would let the rules give Requires improvement",
    ):
        assert words in told


def test_rate_writes_json_of_the_documented_shape() -> None:
    ratings = json.loads(run("rate", "examples/manchester-north", "--json").stdout)
    assert ratings["framework"] == RULED
    assert ratings["score"] == {"points": 10, "maximum": 24}
    assert ratings["overall"] == "Requires improvement"
    planning = next(standard for standard in ratings["standards"] if standard["id"] == "2.3")
    assert (planning["rule_result"], planning["rating"], planning["points"]) == (
        "Inadequate",
        "Requires improvement",
        1,
    )
    assert planning["key_questions"][2]["yes"] == 17
    assert planning["key_questions"][2]["band"] == "Inadequate"
    assert planning["decision"]["reason"]
    assert {"rule", "says", "source", "confidence", "numbers"} == set(planning["trace"][0])


def test_older_inspection_known_from_its_report_alone_is_rated() -> None:
    done = run("rate", "examples/older-inspection")
    assert done.returncode == 0
    assert "/30" in done.stdout


def test_check_pack_counts_what_it_read() -> None:
    done = run("check-pack", "examples/manchester-north")
    assert done.returncode == 0
    assert "36 cases" in done.stdout
    assert "2,592 judgements" in done.stdout


def test_report_writes_one_format_and_names_it(tmp_path: Path) -> None:
    done = run("report", "examples/manchester-north", "--out", str(tmp_path), "--format", "json")
    assert done.returncode == 0
    (written,) = tmp_path.iterdir()
    assert done.stdout.strip() == str(written)
    assert json.loads(written.read_bytes())["rating"]["score"] == {"points": 10, "maximum": 24}


def test_frameworks_are_listed_compared_and_tried() -> None:
    assert RULED in call("frameworks", "list").output
    compared = call("frameworks", "diff", "hmip-adult@2018.1", RULED).output
    assert compared.index("standard 2.5  added") < compared.index("Words, sources and descriptions")
    cases = call("frameworks", "cases")
    assert cases.exit_code == 0
    assert cases.output.endswith(", 0 differ.\n")
    assert '"$schema"' in call("frameworks", "schema").output
    assert "1.1 Leadership" in call("frameworks", "show", RULED).output


def test_demo_finds_its_example() -> None:
    assert (example_pack() / "inspection.yaml").is_file()


def test_closed_pipe_is_no_fault() -> None:
    command = f'"{sys.executable}" -m inspectorate frameworks schema | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S602 - our own command
    assert done.stdout == "{\n"
    assert done.stderr == ""


JUDGEMENTS, CASES = "examples/manchester-north/judgements.csv", "examples/manchester-north/cases.csv"


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_tabulate_counts_by_a_question_and_a_case_field(engine: str) -> None:
    arguments = ("tabulate", JUDGEMENTS, "--cases", CASES, "--by", "question", "--by", "ethnicity", "--engine", engine)
    rows = json.loads(run(*arguments, "--format", "json").stdout)
    assert {"question": "2.6.1", "ethnicity": "minority_ethnic", "yes": 8, "relevant": 11} in rows
    assert {"question": "2.6.1", "ethnicity": "white", "yes": 7, "relevant": 19} in rows


def test_tabulate_says_where_there_are_no_relevant_cases() -> None:
    told = run("tabulate", JUDGEMENTS, "--cases", CASES, "--by", "question", "--by", "resettlement").stdout
    assert "no relevant cases" in told  # 2.4.1.d is asked of resettlement cases alone


def test_tabulate_tells_an_unknown_column() -> None:
    done = run("tabulate", JUDGEMENTS, "--by", "questio")
    assert done.returncode == 1
    assert 'Did you mean "question"?' in done.stderr


def test_check_pack_holds_the_narrative_against_the_records(tmp_path: Path) -> None:
    pack = shutil.copytree(ROOT / "examples" / "manchester-north", tmp_path / "pack")
    with (pack / "findings" / "2.2.md").open("a", encoding="utf-8") as section:
        section.write("\nA plan was made in [[n-of-m 2.2.9.z]] cases, and in 12 more.\n")
    done = run("check-pack", str(pack))
    assert done.returncode == 1
    assert "figure-unknown" in done.stderr
    assert "1 error and 1 warning" in done.stderr


def test_report_with_an_unknown_figure_writes_nothing(tmp_path: Path) -> None:
    pack = shutil.copytree(ROOT / "examples" / "manchester-north", tmp_path / "pack")
    (pack / "findings" / "foreword.md").write_text("[[percent 9.9.9]]\n", encoding="utf-8")
    done = run("report", str(pack), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_same_pack_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    for out in ("one", "two"):
        arguments = ("--out", str(tmp_path / out), "--format", "html", "--format", "pdf", "--format", "json")
        assert run(
            "report", "examples/manchester-north", *arguments, PYTHONHASHSEED="0" if out == "one" else "1"
        ).stdout
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(names) == 3
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_tabulate_refuses_a_case_listed_twice(tmp_path: Path) -> None:
    rows = (ROOT / CASES).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "cases.csv").write_text("".join([*rows, rows[1]]), encoding="utf-8")
    done = run("tabulate", JUDGEMENTS, "--cases", str(tmp_path / "cases.csv"), "--by", "sex")
    assert done.returncode == 1
    assert "case-listed-twice" in done.stderr


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_tabulate_reads_the_file_that_is_named_and_no_pattern(tmp_path: Path, engine: str) -> None:
    (tmp_path / "a[1].csv").write_text("case_id,answer\nA,yes\n", encoding="utf-8")
    (tmp_path / "a1.csv").write_text("case_id,answer\nZ,no\n", encoding="utf-8")
    arguments = ("--by", "case_id", "--engine", engine, "--format", "csv")
    assert run("tabulate", str(tmp_path / "a[1].csv"), *arguments).stdout == "case_id,yes,relevant\nA,1,1\n"


def test_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("report", "examples/manchester-north", "--out", str(tmp_path / "file" / "x"), "--format", "json")
    assert done.returncode == 1
    assert "system-refused" in done.stderr


def test_report_replaces_nothing_where_one_file_cannot_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "hmip-manchester-north-2023.json").mkdir()
    arguments = ("--out", str(tmp_path), "--format", "html", "--format", "json")
    assert run("report", "examples/manchester-north", *arguments).returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["hmip-manchester-north-2023.json"]


def test_text_of_a_framework_is_shown_as_it_stands(tmp_path: Path) -> None:
    small = (ROOT / "tests" / "faults" / "frameworks" / "small.yaml").read_text(encoding="utf-8")
    text = small.replace("title: A small framework", "title: A [draft] of [/b] it")
    (tmp_path / "small@2020.1.yaml").write_text(text, encoding="utf-8")
    shown = call("frameworks", "show", "small@2020.1", "--frameworks", str(tmp_path)).output
    assert "A [draft] of [/b] it" in shown
    assert "custody: true, false" in shown
    assert "cases in custody; where near" in shown


def test_reader_that_has_enough_ends_a_command_quietly() -> None:
    command = f'"{sys.executable}" -m inspectorate rate examples/manchester-north --explain | head -n 1'
    script = f"set -o pipefail; {command}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
