from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.unit.web.conftest import somebody

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.inspection import Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.alerts import open_alerts
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import progress_of, questionnaire_of
from inspectorate.web.demo.loading import MANCHESTER_NORTH_ID, load
from inspectorate.web.demo.people import ADMINISTRATOR, LEAD, PEOPLE
from inspectorate.web.history.models import Chain
from inspectorate.web.history.queries import verification
from inspectorate.web.planning.models import Allocation, Case, Conflict, Inspection, Meeting, Membership, Milestone
from inspectorate.web.planning.roles import Role
from inspectorate.web.planning.samples.queries import current_sample

EXAMPLE_NORTH = "example-north-pdu"
EXAMPLE_SOUTH = "example-south-pdu"
EXAMPLE_EAST = "example-east-pdu"


@pytest.fixture
def loaded(db: None) -> Inspection:
    del db
    load()
    return Inspection.objects.get(id=EXAMPLE_NORTH)


def test_fieldwork_is_half_done(loaded: Inspection) -> None:
    cases = list(Case.objects.filter(inspection=loaded))
    stand = Counter(progress_of(case).status for case in cases)
    assert stand == {
        Status.NOT_STARTED: 9,
        Status.IN_PROGRESS: 5,
        Status.SIGNED_OFF: 2,
        Status.REVIEWED: 2,
        Status.IN_REVIEW: 1,
        Status.SENT_BACK: 1,
    }
    clashes = [item.question.id for case in cases for item in questionnaire_of(loaded, case).clashes]
    assert clashes == ["2.2.1"]
    assert len(open_alerts([loaded.id])) == 1


@pytest.mark.usefixtures("loaded")
def test_an_inspection_is_planned_and_its_case_list_is_due_soon() -> None:
    today = timezone.localdate()
    planned = {one.key: one for one in Milestone.objects.filter(inspection_id=EXAMPLE_SOUTH)}
    assert Inspection.objects.get(id=EXAMPLE_SOUTH).stage == Stage.PLAN
    assert planned["announcement"].done_on == today - timedelta(days=1)
    assert today < planned["case-list"].due <= today + timedelta(days=14)
    assert Meeting.objects.filter(inspection_id=EXAMPLE_SOUTH).count() == 3
    assert Conflict.objects.filter(inspection_id=EXAMPLE_SOUTH, withdrawn=None).count() == 1


@pytest.mark.usefixtures("loaded")
def test_an_inspection_is_sampled_and_every_case_is_given_to_somebody() -> None:
    inspection = Inspection.objects.get(id=EXAMPLE_EAST)
    sample = current_sample(inspection)
    assert sample is not None
    cases = Case.objects.filter(inspection=inspection)
    assert cases.count() == len(sample.cases) > 30
    assert set(Allocation.objects.filter(case__inspection=inspection).values_list("case_id", flat=True)) == {
        case.pk for case in cases
    }
    assert inspection.stage == Stage.SAMPLE


@pytest.mark.usefixtures("loaded")
def test_there_is_somebody_for_every_role_in_every_inspection() -> None:
    for inspection in (EXAMPLE_NORTH, EXAMPLE_EAST, EXAMPLE_SOUTH, MANCHESTER_NORTH_ID):
        found = Membership.objects.filter(inspection_id=inspection).values_list("role", flat=True)
        assert set(found) == set(Role.values)
        assert verification(inspection).wrong == ""
    assert not Membership.objects.filter(person_id=ADMINISTRATOR.handle).exists()


@pytest.mark.usefixtures("loaded")
def test_loading_again_keeps_what_was_entered() -> None:
    before = dict(Chain.objects.values_list("key", "hash"))
    Person.objects.filter(handle=LEAD.handle).update(name="Lena Changed")
    load()
    assert dict(Chain.objects.values_list("key", "hash")) == before
    assert Person.objects.get(handle=LEAD.handle).name == "Lena Changed"


@pytest.mark.django_db
def test_it_is_the_same_every_time() -> None:
    found = []
    for _ in range(2):
        with transaction.atomic():
            load()
            found.append(dict(Chain.objects.values_list("key", "hash")))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert EXAMPLE_NORTH in found[0]


@pytest.mark.django_db
def test_a_database_with_other_people_is_left_alone() -> None:
    somebody("real-person")
    with pytest.raises(ProblemsFound) as raised:
        load()
    assert [problem.code for problem in raised.value.problems] == ["not-a-demonstration"]
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("loaded")
def test_each_person_signs_in_by_one_button(client: Client) -> None:
    page = client.get("/").headers["Location"]
    assert page.startswith("/demonstration/")
    for one in PEOPLE:
        assert f'value="{one.handle}"' in client.get(page).content.decode()
        visitor = Client()
        assert visitor.post("/demonstration/sign-in/", {"person": one.handle}).headers["Location"] == "/"
        assert one.name in visitor.get("/").content.decode()


@pytest.mark.usefixtures("loaded")
def test_signing_in_leads_on_within_the_workspace_alone(client: Client) -> None:
    asked = {"person": LEAD.handle, "next": f"/inspections/{EXAMPLE_NORTH}/"}
    assert client.post("/demonstration/sign-in/", asked).headers["Location"] == asked["next"]
    away = client.post("/demonstration/sign-in/", {**asked, "next": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/"


@pytest.mark.usefixtures("loaded")
def test_nobody_else_signs_in_without_a_password(client: Client, settings: Settings) -> None:
    somebody("real-person")
    assert client.post("/demonstration/sign-in/", {"person": "real-person"}).status_code == 404
    settings.DEMONSTRATION = False
    assert client.post("/demonstration/sign-in/", {"person": LEAD.handle}).status_code == 404
