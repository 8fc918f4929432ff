from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from tests.unit.cli.test_commands import ROOT, run

LIST = "examples/case-list/list.csv"
DRAW = (
    "sample", LIST, "--framework", "hmip-adult@2021.1", "--fieldwork", "2023-02-20", "--strata", "sentence_type",
    "--strata", "sex", "--seed", "26 January 2023",
)  # fmt: skip
AGAIN = ("sample", LIST, "--record")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("drawn")
    done = run(*DRAW, "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out


def words(text: str) -> str:
    return " ".join(text.split())


def test_check_counts_who_is_eligible_and_draws_nothing(tmp_path: Path) -> None:
    done = run(*DRAW, "--check", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    said = words(done.stdout)
    assert "In the list 120" in said
    assert "Commenced outside the two weeks \N{MINUS SIGN}75 Eligible 45" in said
    assert "36 of 45 eligible cases" in said
    assert '"Community order" is community_order' in said
    assert not (tmp_path / "out").exists()


def test_draw_tells_strata_comparison_and_cases() -> None:
    done = run(*DRAW)
    assert done.returncode == 0, done.stderr
    said = words(done.stdout)
    assert "Community order, Male 12 10" in said
    assert "Largest difference:" in said
    assert "Drawn (36): PX-" in said
    assert "Seed 26 January 2023, algorithm inspectorate-draw-1" in said


def test_draw_writes_record_and_sample(drawn: Path) -> None:
    assert {file.name for file in drawn.iterdir()} == {"draw.json", "sample.csv", "sample.xlsx"}
    with (drawn / "sample.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    record = json.loads((drawn / "draw.json").read_text(encoding="utf-8"))
    recorded = [case for stratum in record["strata"] for case in stratum["drawn"]]
    assert [row["Case reference"] for row in rows] == recorded
    assert len(recorded) == 36


def test_without_a_seed_one_is_made_and_recorded(tmp_path: Path) -> None:
    seeds = set()
    for name in ("a", "b"):
        assert run(*DRAW[:-2], "--size", "3", "--out", str(tmp_path / name)).returncode == 0
        seeds.add(json.loads((tmp_path / name / "draw.json").read_text(encoding="utf-8"))["design"]["seed"])
    assert len(seeds) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", seed) for seed in seeds)


def test_sample_is_drawn_again_from_its_record(drawn: Path) -> None:
    done = run(*AGAIN, str(drawn / "draw.json"))
    assert done.returncode == 0, done.stderr
    assert "The same: all 36 cases are those of draw.json." in words(done.stdout)


def test_record_that_was_changed_is_told(drawn: Path, tmp_path: Path) -> None:
    record = tmp_path / "draw.json"
    text = (drawn / "draw.json").read_text(encoding="utf-8")
    record.write_text(text.replace("26 January 2023", "27 January 2023"), encoding="utf-8")
    done = run(*AGAIN, str(record))
    assert done.returncode == 1
    assert "result-differs" in done.stderr
    assert "The same" not in done.stdout


def test_list_that_was_changed_is_told(drawn: Path, tmp_path: Path) -> None:
    changed = tmp_path / "list.csv"
    changed.write_bytes((ROOT / LIST).read_bytes().replace(b"PX-0001", b"PX-9001"))
    done = run("sample", str(changed), "--record", str(drawn / "draw.json"))
    assert done.returncode == 1
    assert "list-differs" in done.stderr


def test_case_is_replaced_and_every_other_stays(drawn: Path, tmp_path: Path) -> None:
    before = json.loads((drawn / "draw.json").read_text(encoding="utf-8"))
    case = before["strata"][0]["drawn"][1]
    out = tmp_path / "out"
    done = run(*AGAIN, str(drawn / "draw.json"), "--replace", case, "--reason", "Transferred", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert f"{case} is replaced by PX-" in done.stdout
    after = json.loads((out / "draw.json").read_text(encoding="utf-8"))
    by = after["replacements"][0].pop("by")
    assert after.pop("replacements") == [{"case": case, "reason": "Transferred"}]
    before.pop("replacements")
    assert after == before
    again = run(*AGAIN, str(out / "draw.json"))
    assert f"{by} in place of {case}: Transferred" in words(again.stdout)


def test_record_of_another_draw_is_not_overwritten(drawn: Path) -> None:
    before = {file.name: file.read_bytes() for file in drawn.iterdir()}
    done = run(*DRAW[:-1], "another seed", "--out", str(drawn))
    assert done.returncode == 1
    assert "record-stands" in done.stderr
    assert {file.name: file.read_bytes() for file in drawn.iterdir()} == before
    assert run(*DRAW, "--out", str(drawn)).returncode == 0


def test_faults_of_a_list_are_told_and_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("Case reference,Surname,Sex\nPX-1,Smith,tall\nPX-1,Jones,male\n", encoding="utf-8")
    target = tmp_path / "problems.csv"
    done = run("sample", str(bad), "--framework", "hmip-adult@2021.1", "--problems", str(target), "--check")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for code in ("personal-column", "column-missing", "value-not-allowed", "case-twice"):
        assert code in done.stderr
        assert code in target.read_text(encoding="utf-8-sig")
    assert "Smith" not in done.stderr + target.read_text(encoding="utf-8-sig")


def test_edition_without_rules_says_that_every_case_is_eligible(tmp_path: Path) -> None:
    bodies = tmp_path / "list.csv"
    bodies.write_text("Case reference,Sex\nPX-1,male\nPX-2,female\n", encoding="utf-8")
    done = run("sample", str(bodies), "--framework", "hmip-youth@2021.1", "--size", "1", "--seed", "x")
    assert done.returncode == 0, done.stderr
    assert "There are no rules of eligibility for this edition" in words(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("sample", LIST), 2, "Name the edition"),
        (("sample", LIST, "--framework", "hmip-adult@2021.1"), 1, "fieldwork-week-needed"),
        ((*DRAW, "--strata", "sexx"), 1, "stratum-field-unknown"),
        ((*DRAW, "--size", "46"), 1, "size-impossible"),
        ((*DRAW, "--confidence", "100"), 1, "number-out-of-range"),
        ((*DRAW, "--margin", "wide"), 2, "no number"),
        ((*DRAW, "--margin", "1e999999999"), 2, "no number"),
        ((*DRAW, "--strata", "Sentence Type"), 1, "stratum-field-unknown"),
        ((*DRAW, "--fieldwork", "20 February"), 2, "no day"),
        ((*DRAW, "--map", "Sex"), 2, "no heading and field"),
        ((*DRAW, "--map", "Sex=ethnicity"), 1, "value-not-allowed"),
        (("sample", "no-such-list.csv", *DRAW[2:]), 1, "system-refused"),
        (("sample", LIST, "--replace", "PX-0001"), 2, "--replace needs"),
        ((*AGAIN, "README.md"), 1, "record-unreadable"),
    ],
)
def test_wrong_call_is_told_without_a_traceback(arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run(*arguments)
    assert (done.returncode, told in words(done.stderr)) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
