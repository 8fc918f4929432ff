from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from inspectorate.cli.verdicts import tell_check
from inspectorate.reports.checking.model import Checked

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "reports" / "checking" / "sample.py"))


def told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str = "checked_sample",
    *,
    everything: bool = False,
    width: int = 100,
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    checked = cast("Callable[[], Checked]", SAMPLES[name])()
    tell_check(checked, everything=everything, more="To see more: --all.")
    return capsys.readouterr().out


def test_tell_check_begins_with_report_and_framework_and_ends_with_the_summary(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = told(capsys, monkeypatch).splitlines()
    assert lines[0] == "Check of northfield.txt"
    assert lines[1].split(maxsplit=1) == ["Read", "text, 11 passages"]
    assert lines[2].split(maxsplit=1) == ["Framework", "hmip-adult@2021.1"]
    assert lines[3].strip() == "The report's standards and its date fit this edition."
    assert lines[-2] == "1 of 7 claims fails, 2 doubtful, 1 cannot be told, 3 hold; 3 numbers were not checked."
    assert lines[-1] == "To see more: --all."


def test_tell_check_tells_a_failing_claim_in_full_before_the_doubtful_ones(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(capsys, monkeypatch)
    block = text.partition("1 claim fails\n")[2].partition("\n\n")[0]
    assert block.splitlines() == [
        "FAILS     “19 out of 43 (45 per cent)”",
        "          line 8, People on probation (n of m)",
        "          should be 44 per cent",
        "          19 of 43 is 44.19 per cent, which no way of rounding makes 45.",
    ]
    assert text.index("1 claim fails") < text.index("2 claims are doubtful") < text.index("The other claims, by kind")


def test_tell_check_counts_the_other_claims_by_kind(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line.split() for line in told(capsys, monkeypatch).splitlines()]
    assert ["Kind", "cannot", "tell", "holds"] in lines
    assert ["lowest", "score", "1"] in lines
    assert ["1", "a", "footnote", "mark"] in lines


def test_tell_check_lists_everything_where_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(capsys, monkeypatch, everything=True)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "cannot tell line 18 key question “47%”" in lines
    assert "holds line 8 proportion in words “a quarter of the 56”" in lines
    assert "12 May 2023 (line 4)" in lines
    assert "by kind" not in text


def test_tell_check_of_a_report_without_numbers_is_short(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(capsys, monkeypatch, "empty_sample")
    assert "No claim was found that can be checked; 0 numbers were not checked." in text
    assert "none" in text
    assert "The other claims" not in text


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", ["checked_sample", "hostile_sample"])
def test_tell_check_keeps_within_the_width_and_says_nothing_by_colour_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, width: int, *, everything: bool
) -> None:
    text = told(capsys, monkeypatch, name, everything=everything, width=width)
    listed = ("holds  ", "cannot tell  ")  # a line of the list is whole where the output is no terminal
    assert max(len(line) for line in text.splitlines() if not line.startswith(listed)) <= width
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_tell_check_keeps_hostile_words_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(capsys, monkeypatch, "hostile_sample", everything=True)
    assert not set("\x1b\x9b\u202e\t") & set(text)
    assert "[bold]loud[/bold]" in text
    assert "\N{REPLACEMENT CHARACTER}[31m" in text


def test_tell_check_colours_a_terminal_and_no_word_of_the_report_adds_to_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", "1")
    tell_check(cast("Checked", SAMPLES["hostile_sample"]()), everything=True, more="")
    text = capsys.readouterr().out
    assert "\x1b[1;31mFAILS" in text
    assert "\x1b[31m" not in text


def test_tell_check_says_which_pages_were_not_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    checked = cast("Callable[[], Checked]", SAMPLES["checked_sample"])()
    tell_check(replace(checked, report=replace(checked.report, unread=(1, 4, 5))), everything=False, more="")
    said = "Pages 1 and 4 to 5 are pictures without text: nothing on them was read."
    assert capsys.readouterr().out.splitlines()[2].split(maxsplit=2)[2] == said
