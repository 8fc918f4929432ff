"""An edition with as many questions as a benchmark asks for, made from a shipped one."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from ruamel.yaml import YAML

from inspectorate.frameworks.catalogue import shipped
from inspectorate.kernel.identifiers import FrameworkReference

SOURCE = FrameworkReference("hmip-adult", "2021.1")
REFERENCE = "benchmark@2026.1"
ON_THE_PAGE = "2.2"
"""The standard whose page is measured: 60 questions."""
_PROMPTS = 19


def write_edition(folder: Path, *, questions: int) -> Path:
    """Write an edition in which every case is asked a number of questions, 60 of them on one standard's page."""
    yaml = YAML()
    yaml.preserve_quotes = True
    data: Any = yaml.load(shipped().data(SOURCE).decode())
    data["id"], data["version"], data["supersedes"] = "benchmark", "2026.1", None
    standards = [one for domain in data["domains"] for one in domain["standards"] if one.get("key_questions")]
    left = questions
    for standard in standards:
        for key in standard["key_questions"]:
            key.pop("asked_of", None)
            count = 0 if standard["id"] == "2.1" else _PROMPTS
            key["prompts"] = [_prompt(key["id"], letter) for letter in ascii_lowercase[: max(0, min(count, left - 1))]]
            left -= 1 + len(key["prompts"])
    last = standards[-1]["key_questions"][-1]
    last["prompts"] = [*last["prompts"], *(_prompt(last["id"], f"z{number}") for number in range(max(0, left)))]
    out = StringIO()
    yaml.dump({name: value for name, value in data.items() if value is not None}, out)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{REFERENCE}.yaml"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def _prompt(key: str, letter: str) -> dict[str, str]:
    return {"id": f"{key}.{letter}", "text": f"Is part {letter} of this done well enough?", "guidance": "Look for it."}
