from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from inspectorate.reports.checking.model import Checked, Verdict
from inspectorate.reports.checking.summing import by_reason, summary_sentence

SAMPLES = runpy.run_path(str(Path(__file__).with_name("sample.py")))


def sample() -> Checked:
    return cast("Checked", SAMPLES["checked_sample"]())


def counted(*, fails: int = 0, doubtful: int = 0, cannot: int = 0, holds: int = 0, unchecked: int = 0) -> Checked:
    checked = sample()
    counts = zip(Verdict, (fails, doubtful, cannot, holds), strict=True)
    claims = tuple(replace(checked.claims[0], verdict=verdict) for verdict, count in counts for _ in range(count))
    return replace(checked, claims=claims, not_checked=checked.not_checked[:1] * unchecked)


@pytest.mark.parametrize(
    ("checked", "sentence"),
    [
        (
            counted(fails=1, doubtful=4, cannot=20, holds=38, unchecked=71),
            "1 of 63 claims fails, 4 doubtful, 20 cannot be told, 38 hold; 71 numbers were not checked.",
        ),
        (counted(fails=2, holds=1, unchecked=1), "2 of 3 claims fail, 1 holds; 1 number was not checked."),
        (counted(holds=2000), "None of 2,000 claims fails, 2,000 hold; 0 numbers were not checked."),
        (counted(fails=1), "1 of 1 claim fails; 0 numbers were not checked."),
        (counted(unchecked=5), "No claim was found that can be checked; 5 numbers were not checked."),
    ],
)
def test_summary_sentence_is_english_at_every_count(checked: Checked, sentence: str) -> None:
    assert summary_sentence(checked) == sentence


def test_by_reason_puts_the_most_frequent_reason_first() -> None:
    checked = sample()
    date, count, note = checked.not_checked
    reasons = by_reason(replace(checked, not_checked=(date, note, count, note)))
    assert list(reasons) == [note.why, date.why, count.why]
    assert reasons[note.why] == (note, note)
