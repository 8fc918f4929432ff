"""What is done to a sample, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.history.wording import Names, Said, Words
from inspectorate.web.planning.samples import acts


def _drawn(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    number = len(details["cases"])
    cases = "1 case" if number == 1 else f"{number:,} cases"
    seed = json.loads(details["record"])["design"]["seed"]
    whose = "of their own" if details["seed_is_own"] else "that was proposed"
    drew = "drew the sample anew" if details["withdrawn"] else "drew the sample"
    texts = (("Reason", details["reason"]), ("Reason for the size", details["size_reason"]))
    return Said(
        f"{names[act.by]} {drew}: {cases}, by the seed “{seed}”, {whose}",
        texts=tuple((label, str(text)) for label, text in texts if text),
    )


def _replaced(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    return Said(
        f"{names[act.by]} took case {details['out']} out of the sample; {details['in']['id']} came in for it",
        texts=(("Reason", str(details["reason"])),),
    )


WORDS: Mapping[str, Words] = {acts.SAMPLE_DRAWN: _drawn, acts.CASE_REPLACED: _replaced}
