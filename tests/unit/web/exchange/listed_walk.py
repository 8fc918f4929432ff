"""What people do with the body's case list, for walks through an inspection's states."""

from __future__ import annotations

from typing import Any

from tests.case_lists import HEADINGS, as_csv, rows

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.lists.actions import hand_in, opened_of, proposal_of
from inspectorate.web.planning.lists.uploads import choose_mapping, drop_upload, take_upload
from inspectorate.web.planning.models import Inspection

LISTED_WAY = (("hand_in_list", 0, 0), ("hand_in_list", 1, 3), ("hand_in_list", 1, 3))


class ListWalk:
    """People who hand case lists in; none leaves a file behind."""

    inspection: Inspection
    lead: Person

    @property
    def _when(self) -> dict[str, Any]:
        raise NotImplementedError

    def hand_in_list(self, first: int, second: int) -> None:
        when = self._when
        data = as_csv([list(HEADINGS), *rows(cases=8 + second, seed=first)])
        upload = take_upload(**when, owner=self.lead, name="“Juli” =1.csv", data=data)
        try:
            choose_mapping(upload, opened_of(upload)[1])
            hand_in(**when, agreed=proposal_of(upload).token, by=self.lead)
        finally:
            drop_upload(inspection=self.inspection, owner=self.lead)
