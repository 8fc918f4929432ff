"""A framework from the text of its file, with every problem at once."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from inspectorate.frameworks import faults
from inspectorate.frameworks.checks import check_framework
from inspectorate.frameworks.model import Framework
from inspectorate.frameworks.yamlfile import read_yaml, shape_problems
from inspectorate.kernel.canonical import digest
from inspectorate.kernel.problems import Place, ProblemsFound


@dataclass(frozen=True, slots=True)
class Edition:
    """A loaded framework and the digest of its file's bytes."""

    framework: Framework
    digest: str


def load_framework(data: bytes, *, name: str) -> Edition:
    """Read a framework from its file's bytes.

    Raises:
        ProblemsFound: everything that is wrong with it, each with line and remedy. Problems of shape hide those that
            can only be seen once the shape is right.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not UTF-8"
        raise ProblemsFound([faults.UNREADABLE.at(Place(name), why=why)]) from None
    file, problems = read_yaml(text, name)
    if file is None:
        raise ProblemsFound(problems)
    try:
        framework = Framework.model_validate(file.data)
    except ValidationError as error:
        problems.extend(shape_problems(error, file))
    else:
        problems.extend(check_framework(framework, file))
    problems.raise_errors()
    return Edition(framework, digest(data))
