"""Holds the checker against fragments of published reports that a person has judged.

``python -m benchmarks.published_claims FILE`` reads one JSON object a line: ``fragment``, and ``consistent`` (true,
false, or null where nothing can be judged). The fragments are others' words and are not kept here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.reports.checking.judging import check
from inspectorate.reports.checking.model import Passage, Report, Verdict, Where

EDITION = "hmip-adult@2021.1"


def main() -> None:
    """Check each fragment, and print how the verdicts agree with the person's."""
    framework = load_edition(FrameworkReference.parse(EDITION)).framework
    table: Counter[tuple[str, str]] = Counter()
    differing = []
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report("fragment", "text", (Passage(row["fragment"], Where(line=1)),))
        claims = check(report, framework=framework).claims
        verdicts = {claim.verdict for claim in claims} - {Verdict.CANNOT_TELL}
        told = _told(verdicts) if claims else "no claim found"
        said = {True: "true", False: "false", None: "not to be judged"}[row["consistent"]]
        table[said, told] += 1
        if (said, told) in {("true", "against"), ("false", "for"), ("not to be judged", "against")}:
            differing.append(row["fragment"])
    columns = ("for", "against", "cannot tell", "no claim found")
    print(f"{'a person said':18}" + "".join(f"{column:>16}" for column in columns))
    for said in ("true", "false", "not to be judged"):
        print(f"{said:18}" + "".join(f"{table[said, column]:16}" for column in columns))
    print(f"\nVerdicts that differ from the person's: {len(differing)}")
    for fragment in differing:
        print(f"  {fragment}")


def _told(verdicts: set[Verdict]) -> str:
    if verdicts & {Verdict.FAILS, Verdict.DOUBTFUL}:
        return "against"
    return "for" if verdicts else "cannot tell"


if __name__ == "__main__":
    main()
