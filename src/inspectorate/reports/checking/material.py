"""What claims are found in: a report, its sentences, and the method it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from inspectorate.frameworks.model import Framework
from inspectorate.reports.checking.model import Report
from inspectorate.reports.checking.outline import Outline, outline_of
from inspectorate.reports.checking.sentences import Sentence, sentences_of


@dataclass(frozen=True)
class Material:
    """A report with everything that is read from it once; ``framework`` is None where no edition fits."""

    report: Report
    framework: Framework | None = None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence in reading order."""
        return sentences_of(self.report)

    @cached_property
    def outline(self) -> Outline:
        """Return the standards, ratings and tables that the report has."""
        return outline_of(self.report, self.sentences, framework=self.framework)
