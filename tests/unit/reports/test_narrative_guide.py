from __future__ import annotations

import re
from pathlib import Path

from inspectorate.reports.references import FORMS

GUIDE = (Path(__file__).parents[3] / "docs" / "narrative.md").read_text(encoding="utf-8")


def test_guide_names_every_form_and_no_other() -> None:
    rows = [line.split("|")[1] for line in GUIDE.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([a-z-]+)`", row)]
    assert sorted(named) == sorted(FORMS)
