from __future__ import annotations

import pytest
from django.test import Client
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import acts_of, member, page, signed_in

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.conflicts.actions import declare_conflict, withdraw_conflict
from inspectorate.web.planning.conflicts.queries import conflicts_of
from inspectorate.web.planning.models import Case, Conflict, Inspection
from inspectorate.web.planning.roles import Role

REASON = "I supervised a trainee there until 2024."


@pytest.fixture
def ines(inspection: Inspection, lead: Person) -> Person:
    return member(inspection, "ines-inspector", Role.INSPECTOR, lead)


def declare(inspection: Inspection, person: Person, *, by: Person, case: str = "", reason: str = REASON) -> None:
    about = "case" if case else "body"
    declare_conflict(inspection=inspection, person=person.handle, about=about, case=case, reason=reason, by=by, at=NOW)


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def history(inspection: Inspection, client: Client) -> str:
    return client.get(page("history", inspection)).content.decode()


def test_a_conflict_bars_from_a_case_or_from_all_until_it_is_withdrawn(
    inspection: Inspection, lead: Person, ines: Person
) -> None:
    declare(inspection, ines, by=ines, case="EU-001")
    declare(inspection, lead, by=lead)
    found = conflicts_of(inspection)
    assert found.bar(ines.handle, "EU-001")
    assert not found.bar(ines.handle, "EU-002")
    assert found.bar(lead.handle, "EU-002")
    number = Conflict.objects.get(person=ines).sequence
    withdraw_conflict(inspection=inspection, conflict=number, reason="Another of that name.", by=ines, at=NOW)
    assert not conflicts_of(inspection).bar(ines.handle, "EU-001")
    assert acts_of(inspection)[-3:] == ["conflict-declared", "conflict-declared", "conflict-withdrawn"]


def test_everyone_declares_their_own_and_a_lead_those_of_others_too(
    inspection: Inspection, lead: Person, ines: Person
) -> None:
    declare(inspection, ines, by=lead)
    with pytest.raises(ProblemsFound) as found:
        declare(inspection, lead, by=ines)
    assert codes(found) == ["only-yourself"]
    with pytest.raises(ProblemsFound) as found:
        declare(inspection, ines, by=ines)
    assert codes(found) == ["declared-already"]


def test_everything_wrong_is_told_at_once(inspection: Inspection, lead: Person) -> None:
    contact = member(inspection, "cai-contact", Role.CONTACT, lead)
    with pytest.raises(ProblemsFound) as found:
        declare(inspection, contact, by=lead, case="EU-099", reason="")
    assert codes(found) == ["reason-missing", "not-in-team", "unknown-case"]
    with pytest.raises(ProblemsFound) as found:
        declare_conflict(
            inspection=inspection, person="lena-lead", about="case", case="..", reason="Why.", by=lead, at=NOW
        )
    assert codes(found) == ["case-not-readable"]
    assert not Conflict.objects.exists()


def test_a_case_may_be_named_before_there_are_cases(inspection: Inspection, ines: Person) -> None:
    Case.objects.filter(inspection=inspection).delete()
    declare(inspection, ines, by=ines, case="EU-777")
    assert conflicts_of(inspection).bar(ines.handle, "EU-777")


def test_nobody_withdraws_the_conflict_of_another_but_a_lead(
    inspection: Inspection, lead: Person, ines: Person
) -> None:
    declare(inspection, lead, by=lead)
    number = Conflict.objects.get().sequence
    with pytest.raises(ProblemsFound) as found:
        withdraw_conflict(inspection=inspection, conflict=number, reason="Why not.", by=ines, at=NOW)
    assert codes(found) == ["no-such-conflict"]
    withdraw_conflict(inspection=inspection, conflict=number, reason="It is over.", by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as found:
        withdraw_conflict(inspection=inspection, conflict=number, reason="Again.", by=lead, at=NOW)
    assert codes(found) == ["no-such-conflict"]


def test_a_conflict_is_seen_by_a_lead_and_by_whose_it_is_and_by_nobody_else(
    inspection: Inspection, lead: Person, ines: Person
) -> None:
    declare(inspection, ines, by=ines, case="EU-001")
    ivor = member(inspection, "ivor-inspector", Role.INSPECTOR, lead)
    for person, sees in ((lead, True), (ines, True), (ivor, False)):
        client = signed_in(person)
        for shown in (client.get(page("conflicts", inspection)).content.decode(), history(inspection, client)):
            assert (REASON in shown) is sees, person
    told = history(inspection, signed_in(ivor))
    assert "A conflict of interest was declared" in told
    assert "Ines-Inspector declared" not in told
    contact = signed_in(member(inspection, "cai-contact", Role.CONTACT, lead))
    assert contact.get(page("conflicts", inspection)).status_code == 403


def test_a_conflict_is_declared_and_withdrawn_on_its_page(inspection: Inspection, ines: Person) -> None:
    client, here = signed_in(ines), page("conflicts", inspection)
    refused = client.post(here, {"about": "case", "case": "", "reason": ""})
    assert refused.status_code == 422
    assert 'href="#case"' in refused.content.decode()
    assert client.post(here, {"about": "body", "reason": REASON}).status_code == 302
    number = Conflict.objects.get().sequence
    refused = client.post(f"{here}withdraw/", {"conflict": number})
    assert f'href="#reason-{number}"' in refused.content.decode()
    for wrong in ("", "x", "-1", "9" * 400):
        assert client.post(f"{here}withdraw/", {"conflict": wrong}).status_code == 422
    assert client.post(f"{here}withdraw/", {"conflict": number, f"reason-{number}": "Over."}).status_code == 302
    assert Conflict.objects.get().withdrawn is not None
    assert "Over." in client.get(here).content.decode()
