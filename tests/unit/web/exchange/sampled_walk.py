"""What people do with a sample, for walks through the states of an inspection."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.case_lists import FIELDWORK, mended_list
from tests.unit.web.planning.samples.drawn import hand_in

from inspectorate.sampling.drawing import Design
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.samples.actions import draw, replace_case
from inspectorate.web.planning.samples.drawing import Wanted, preview
from inspectorate.web.planning.samples.queries import next_case

SAMPLING = ("draw_sample", "draw_sample", "replace_case", "replace_case")
SAMPLED = frozenset({"case-list-handed-in", "sample-drawn", "case-replaced"})
"""The acts that only an inspection without cases from elsewhere knows; `test_sampled` walks through them."""
SAMPLED_WAY = (
    ("draw_sample", 0, 0),
    ("replace_case", 1, 0),
    ("draw_sample", 1, 5),
    ("replace_case", 2, 1),
    ("answer", 0, 0),
    ("draw_sample", 2, 2),
    ("replace_case", 0, 2),
    ("hand_in_another", 0, 0),
    ("replace_case", 0, 3),
    ("sign", 1, 0),
    ("replace_case", 1, 3),
    ("answer", 1, 0),
)
REASONS = ("“Zoë” asked", "=HYPERLINK(1)", "A letter\u2028came 🙂.")
SEEDS = ("2026", "“Zoë” 🙂", "\u2028=1")
STRATA = ((), ("sex",), ("sentence_type", "sex"))


class SamplingWalk:
    """People who draw a sample and replace its cases, whatever they do next."""

    inspection: Inspection
    lead: Person

    @property
    def _when(self) -> dict[str, Any]:
        raise NotImplementedError

    def draw_sample(self, first: int, second: int) -> None:
        design = Design(
            seed=SEEDS[second % 3],
            strata=STRATA[first % 3],
            size=3 + second % 2,
            least=Fraction(second % 3, 2),
            fieldwork_week=FIELDWORK,
        )
        wanted = Wanted(
            design=design, seed_is_own=bool(first % 2), size_reason=REASONS[first % 3], reason=REASONS[second % 3]
        )
        agreed = preview(inspection=self.inspection, wanted=wanted).token
        draw(**self._when, wanted=wanted, agreed=agreed, by=self.lead)

    def replace_case(self, first: int, second: int) -> None:
        cases = Case.objects.filter(inspection=self.inspection, withdrawn=None).order_by("reference")
        case, reason = cases[first % len(cases)].reference, REASONS[second % 3]
        agreed = next_case(inspection=self.inspection, case=case, reason=reason).token
        replace_case(**self._when, case=case, reason=reason, agreed=agreed, by=self.lead)

    def hand_in_another(self, _: int, __: int) -> None:
        hand_in(self.inspection, self.lead, mended_list(cases=300, seed=5))
