from __future__ import annotations

import pytest
from tests.unit.web.planning.samples.drawn import begun, hand_in

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Inspection


@pytest.fixture
def listed(lead: Person) -> Inspection:
    """Begin an inspection to which the body has handed in its list."""
    made = begun(lead)
    hand_in(made, lead)
    return made
