from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import acts_of, member, page, planned, signed_in

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.records.casework import Case as CaseRecord
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Entry
from inspectorate.web.planning.actions import add_cases, remove_member
from inspectorate.web.planning.allocation import actions
from inspectorate.web.planning.allocation.giving import Part, Plan
from inspectorate.web.planning.allocation.queries import Trouble, allocated_to, standing_of
from inspectorate.web.planning.conflicts.actions import declare_conflict
from inspectorate.web.planning.models import Allocation, Case, Inspection
from inspectorate.web.planning.roles import Role

REASON = "I supervised somebody there until 2024."
NAMES = ("ines-inspector", "ivor-inspector", "asha-assistant")


@pytest.fixture
def team(inspection: Inspection, lead: Person) -> list[Person]:
    """Return two inspectors and an assistant, in an inspection of 20 cases."""
    fields = Case.objects.filter(inspection=inspection)[0].fields
    more = [CaseRecord(id=f"EU-{number:03}", fields=fields) for number in range(3, 21)]
    add_cases(inspection=inspection, cases=more, by=lead, at=NOW)
    roles = (Role.INSPECTOR, Role.INSPECTOR, Role.ASSISTANT)
    return [member(inspection, handle, role, lead) for handle, role in zip(NAMES, roles, strict=True)]


def give(inspection: Inspection, lead: Person, *parts: Part | str, seed: str = "x") -> Plan:
    """Give the cases as the page does: look, and say yes to what was shown."""
    asked = [Part(person=one) if isinstance(one, str) else one for one in parts]
    shown = actions.preview_first(inspection=inspection, parts=asked, seed=seed)
    return actions.allocate_cases(inspection=inspection, parts=asked, seed=seed, agreed=shown.token, by=lead, at=NOW)


def draw(inspection: Inspection, lead: Person, *readers: str, rate: Fraction = Fraction(1, 5), seed: str = "x") -> Plan:
    """Draw second readings as the page does."""
    asked: dict[str, Any] = {"inspection": inspection, "readers": readers, "rate": rate, "seed": seed}
    shown = actions.preview_second(**asked)
    return actions.draw_second_readings(**asked, agreed=shown.token, by=lead, at=NOW)


def move(
    inspection: Inspection, lead: Person, case: str, to: str, *, reason: str = "", shown: str | None = None
) -> None:
    """Move a case from whose it is."""
    now = allocated_to(inspection).get(case, "") if shown is None else shown
    actions.give_case(inspection=inspection, case=case, to=to, reason=reason, shown=now, by=lead, at=NOW)


def declare(inspection: Inspection, person: str, lead: Person, case: str = "") -> None:
    about = "case" if case else "body"
    declare_conflict(inspection=inspection, person=person, about=about, case=case, reason=REASON, by=lead, at=NOW)


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


@pytest.mark.usefixtures("team")
def test_cases_are_given_evenly_and_by_the_seed_alone(inspection: Inspection, lead: Person) -> None:
    asked = [Part(person=one) for one in NAMES]
    shown = actions.preview_first(inspection=inspection, parts=asked, seed="x")
    assert not Allocation.objects.exists()
    plan = give(inspection, lead, *NAMES)
    assert plan == shown
    assert sorted(Counter(allocated_to(inspection).values()).values()) == [6, 7, 7]
    assert dict(plan.pairs) == allocated_to(inspection)
    details = Entry.objects.filter(chain_id=inspection.id).latest("sequence")
    assert (details.act, '"seed":"x"' in details.payload) == ("cases-allocated", True)


@pytest.mark.usefixtures("team")
def test_half_a_load_and_a_maximum_are_kept(inspection: Inspection, lead: Person) -> None:
    half = Part(person="ines-inspector", share=Fraction(1, 2))
    give(inspection, lead, half, Part(person="ivor-inspector"), Part(person="asha-assistant", most=2))
    assert Counter(allocated_to(inspection).values()) == {
        "ines-inspector": 6,
        "ivor-inspector": 12,
        "asha-assistant": 2,
    }


@pytest.mark.usefixtures("team")
def test_cases_for_which_nobody_has_room_stay_to_be_given(inspection: Inspection, lead: Person) -> None:
    plan = give(inspection, lead, *(Part(person=one, most=5) for one in NAMES))
    assert (len(plan.pairs), len(plan.left)) == (15, 5)
    assert all(one.barriers == () for one in plan.left)
    assert [one.case for one in standing_of(inspection).to_give] == [one.case for one in plan.left]
    again = give(inspection, lead, "ines-inspector")
    assert {case for case, _ in again.pairs} == {one.case for one in plan.left}


@pytest.mark.usefixtures("team")
def test_a_conflict_is_never_broken_and_who_is_in_the_way_is_named(inspection: Inspection, lead: Person) -> None:
    declare(inspection, "ines-inspector", lead, "EU-001")
    declare(inspection, "ivor-inspector", lead)
    plan = give(inspection, lead, "ines-inspector", "ivor-inspector")
    assert [(one.case, [(who.person, who.why) for who in one.barriers]) for one in plan.left] == [
        ("EU-001", [("ivor-inspector", REASON), ("ines-inspector", REASON)])
    ]
    assert set(allocated_to(inspection).values()) == {"ines-inspector"}
    with pytest.raises(ProblemsFound) as found:
        actions.preview_first(inspection=inspection, parts=[Part(person="ivor-inspector")], seed="x")
    assert codes(found) == ["nothing-can-be-given", "nobody-may"]
    assert f"EU-001 (Ivor-Inspector: {REASON})" in str(found.value)
    assert dict(give(inspection, lead, *NAMES).pairs) == {"EU-001": "asha-assistant"}


@pytest.mark.usefixtures("team")
def test_two_leads_at_once_do_not_give_cases_twice(inspection: Inspection, lead: Person) -> None:
    parts = [Part(person=one) for one in NAMES]
    first = actions.preview_first(inspection=inspection, parts=parts, seed="first")
    actions.allocate_cases(inspection=inspection, parts=parts, seed="first", agreed=first.token, by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as found:
        actions.allocate_cases(inspection=inspection, parts=parts, seed="first", agreed=first.token, by=lead, at=NOW)
    assert codes(found) == ["nothing-to-give"]
    move(
        inspection,
        lead,
        "EU-001",
        next(one for one in NAMES if one != allocated_to(inspection)["EU-001"]),
        reason="Ill.",
    )
    assert acts_of(inspection)[-2:] == ["cases-allocated", "case-moved"]


@pytest.mark.usefixtures("team")
def test_what_has_changed_since_it_was_shown_is_shown_again(inspection: Inspection, lead: Person) -> None:
    parts = [Part(person=one) for one in NAMES]
    shown = actions.preview_first(inspection=inspection, parts=parts, seed="x")
    declare(inspection, "ines-inspector", lead, shown.lines[0].gets[0])
    with pytest.raises(ProblemsFound) as found:
        actions.allocate_cases(inspection=inspection, parts=parts, seed="x", agreed=shown.token, by=lead, at=NOW)
    assert codes(found) == ["changed-meanwhile"]
    assert not Allocation.objects.exists()


def test_everything_wrong_with_who_takes_part_is_told_at_once(
    inspection: Inspection, lead: Person, team: list[Person]
) -> None:
    member(inspection, "cai-contact", Role.CONTACT, lead)
    parts = [Part(person="cai-contact"), Part(person="nobody"), Part(person=team[0].handle)]
    with pytest.raises(ProblemsFound) as found:
        actions.preview_first(inspection=inspection, parts=parts, seed="  ")
    assert codes(found) == ["seed-blank", "not-an-assessor", "not-an-assessor"]
    with pytest.raises(ProblemsFound) as found:
        actions.preview_second(inspection=inspection, readers=[], rate=Fraction(2), seed="x")
    assert codes(found) == ["nobody-chosen", "rate-not-readable"]
    with pytest.raises(ProblemsFound) as found:
        actions.preview_second(inspection=inspection, readers=NAMES, rate=Fraction(1, 5), seed="x")
    assert codes(found) == ["nothing-given"]


@pytest.mark.usefixtures("team")
def test_a_case_is_moved_with_a_reason_and_not_against_a_conflict(inspection: Inspection, lead: Person) -> None:
    give(inspection, lead, "ines-inspector")
    declare(inspection, "ivor-inspector", lead, "EU-001")
    with pytest.raises(ProblemsFound) as found:
        move(inspection, lead, "EU-001", "ivor-inspector")
    assert codes(found) == ["in-conflict", "reason-missing"]
    assert f"Ivor-Inspector has declared a conflict of interest about case EU-001: {REASON}" in str(found.value)
    with pytest.raises(ProblemsFound) as found:
        move(inspection, lead, "EU-001", "ines-inspector", reason="Why.")
    assert codes(found) == ["theirs-already"]
    move(inspection, lead, "EU-001", "asha-assistant", reason="Ines is ill.")
    assert allocated_to(inspection)["EU-001"] == "asha-assistant"
    with pytest.raises(ProblemsFound, match="unknown-case"):
        move(inspection, lead, "EU-999", "ivor-inspector", reason="Why.")
    with pytest.raises(ProblemsFound, match="it is Asha-Assistant's now"):
        move(inspection, lead, "EU-001", "ivor-inspector", reason="Why.", shown="ines-inspector")


def test_a_single_case_is_given_by_hand_without_a_reason(
    inspection: Inspection, lead: Person, team: list[Person]
) -> None:
    move(inspection, lead, "EU-002", team[0].handle)
    assert allocated_to(inspection) == {"EU-002": "ines-inspector"}
    assert acts_of(inspection)[-1] == "cases-allocated"
    plan = give(inspection, lead, "ines-inspector", "ivor-inspector")
    assert "EU-002" not in dict(plan.pairs)
    assert Counter(allocated_to(inspection).values()) == {"ines-inspector": 10, "ivor-inspector": 10}


def test_cases_of_who_leaves_and_of_who_declares_a_conflict_are_given_again(
    inspection: Inspection, lead: Person, team: list[Person]
) -> None:
    give(inspection, lead, *NAMES)
    before = allocated_to(inspection)
    remove_member(inspection=inspection, person=team[1], role=Role.INSPECTOR, by=lead, at=NOW)
    declared = next(case for case, person in before.items() if person == "ines-inspector")
    declare(inspection, "ines-inspector", lead, declared)
    troubles = {one.case: one.trouble for one in standing_of(inspection).to_give}
    theirs = {case for case, person in before.items() if person == "ivor-inspector"}
    assert troubles == {**dict.fromkeys(theirs, Trouble.LEFT), declared: Trouble.CONFLICT}
    plan = give(inspection, lead, "ines-inspector", "asha-assistant")
    assert set(dict(plan.pairs)) == {*theirs, declared}
    assert dict(plan.pairs)[declared] == "asha-assistant"
    assert sorted(Counter(allocated_to(inspection).values()).values()) == [10, 10]


def test_second_readings_are_drawn_for_others_than_the_inspector(
    inspection: Inspection, lead: Person, team: list[Person]
) -> None:
    del team
    member(inspection, "rosa-reader", Role.READER, lead)
    give(inspection, lead, *NAMES)
    declare(inspection, "rosa-reader", lead, "EU-007")
    plan = draw(inspection, lead, "rosa-reader", *NAMES, rate=Fraction(1))
    assert len(plan.pairs) == 20
    given = allocated_to(inspection)
    assert all(given[case] != reader for case, reader in plan.pairs)
    assert dict(plan.pairs)["EU-007"] != "rosa-reader"
    with pytest.raises(ProblemsFound) as found:
        draw(inspection, lead, "rosa-reader")
    assert codes(found) == ["enough-drawn"]


@pytest.mark.usefixtures("team")
def test_a_second_draw_tops_up_and_gives_readings_again(inspection: Inspection, lead: Person) -> None:
    rosa = member(inspection, "rosa-reader", Role.READER, lead)
    give(inspection, lead, *NAMES)
    first = dict(draw(inspection, lead, "rosa-reader", rate=Fraction(1, 5)).pairs)
    assert (len(first), set(first.values())) == (4, {"rosa-reader"})
    second = dict(draw(inspection, lead, "rosa-reader", rate=Fraction(1, 4), seed="y").pairs)
    assert (len(second), set(second) & set(first)) == (1, set())
    remove_member(inspection=inspection, person=rosa, role=Role.READER, by=lead, at=NOW)
    third = dict(draw(inspection, lead, *NAMES, rate=Fraction(1, 4)).pairs)
    assert set(third) == {*first, *second}
    assert "rosa-reader" not in {one.person for one in standing_of(inspection).second}


@pytest.mark.usefixtures("team")
def test_a_case_does_not_go_to_its_second_reader(inspection: Inspection, lead: Person) -> None:
    give(inspection, lead, "ines-inspector", "ivor-inspector")
    case = draw(inspection, lead, "asha-assistant").pairs[0][0]
    with pytest.raises(ProblemsFound) as found:
        move(inspection, lead, case, "asha-assistant", reason="Ill.")
    assert codes(found) == ["reads-it-again"]


@pytest.mark.usefixtures("team")
def test_withdrawn_cases_are_given_to_nobody(inspection: Inspection, lead: Person) -> None:
    Case.objects.filter(reference__in=["EU-001", "EU-002"]).update(withdrawn=3)
    plan = give(inspection, lead, *NAMES)
    assert len(plan.pairs) == 18
    Case.objects.filter(reference="EU-003").update(withdrawn=4)
    assert "EU-003" not in allocated_to(inspection)
    assert len(standing_of(inspection).first) == 17


def fields(html: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page's form."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input type=\"hidden\"[^>]*>", html):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        assert name
        found.setdefault(name[1], []).append(value[1] if value else "")
    return found


def test_lead_sees_who_would_get_what_and_then_gives(inspection: Inspection, lead: Person, team: list[Person]) -> None:
    declare(inspection, "ines-inspector", lead)
    client = signed_in(lead)
    here = page("allocate", inspection)
    html = client.get(here).content.decode()
    assert 'value="ines-inspector" checked' in html
    assert 'value="lena-lead" checked' not in html
    typed = {"people": ["ines-inspector", "ivor-inspector", "asha-assistant"], "seed": "x", "most-ivor-inspector": "8"}
    assert client.post(here, {**typed, "do": "preview", "most-ivor-inspector": "eight"}).status_code == 422
    shown = client.post(here, {**typed, "do": "preview"})
    html = shown.content.decode()
    assert shown.status_code == 200
    assert "Give 20 cases?" in html
    assert not Allocation.objects.exists()
    assert "Who takes part" in client.post(here, {**fields(html), "do": "edit"}).content.decode()
    done = client.post(here, {**fields(html), "do": "give"}, follow=True)
    assert "20 cases are given" in done.content.decode()
    assert Counter(allocated_to(inspection).values()) == {"ivor-inspector": 8, "asha-assistant": 12}
    stale = client.post(here, {**fields(html), "do": "give"})
    assert (stale.status_code, "Every case is given" in stale.content.decode()) == (422, True)
    seen = signed_in(team[1]).get(page("allocation", inspection)).content.decode()
    assert "Ivor-Inspector (you)" in seen
    assert signed_in(team[1]).get(here).status_code == 403


def test_a_changed_plan_is_shown_again_to_agree_to(inspection: Inspection, lead: Person, team: list[Person]) -> None:
    del team
    client, here = signed_in(lead), page("allocate", inspection)
    html = client.post(here, {"people": list(NAMES), "seed": "x", "do": "preview"}).content.decode()
    declare(inspection, "ines-inspector", lead)
    again = client.post(here, {**fields(html), "do": "give"})
    assert again.status_code == 422
    assert "have changed since you looked" in again.content.decode()
    client.post(here, {**fields(again.content.decode()), "do": "give"})
    assert set(allocated_to(inspection).values()) == {"ivor-inspector", "asha-assistant"}


def test_second_readings_are_shown_to_the_lead_and_each_to_its_reader(
    inspection: Inspection, lead: Person, team: list[Person]
) -> None:
    rosa = member(inspection, "rosa-reader", Role.READER, lead)
    give(inspection, lead, *NAMES)
    client, here = signed_in(lead), page("second-readings", inspection)
    assert 'value="rosa-reader" checked' in client.get(here).content.decode()
    typed = {"people": ["rosa-reader"], "seed": "x", "rate": "20", "do": "preview"}
    assert client.post(here, {**typed, "rate": "120"}).status_code == 422
    html = client.post(here, typed).content.decode()
    assert "Draw 4 second readings?" in html
    done = client.post(here, {**fields(html), "do": "draw"}, follow=True).content.decode()
    assert "4 second readings are drawn and given" in done
    assert "Second reader" in done
    shown = page("allocation", inspection)
    assert "Second reader" in signed_in(rosa).get(shown).content.decode()
    assert "Second reader" not in signed_in(team[0]).get(shown).content.decode()
    told = client.get(page("history", inspection)).content.decode()
    assert "drew 4 second readings, at a rate of 20 per cent" in told


def test_a_conflict_after_the_allocation_is_shown_with_what_to_do(
    inspection: Inspection, lead: Person, team: list[Person]
) -> None:
    give(inspection, lead, "ines-inspector", "ivor-inspector")
    case = next(case for case, person in allocated_to(inspection).items() if person == "ines-inspector")
    declare(inspection, "ines-inspector", team[0], case)
    ines, ivor, lena = signed_in(team[0]), signed_in(team[1]), signed_in(lead)
    told = ines.get(page("conflicts", inspection)).content.decode()
    assert f"You have case <strong>{case}</strong>" in told
    told = lena.get(page("conflicts", inspection)).content.decode()
    assert f"Give {case} to somebody else" in told
    shown = page("allocation", inspection)
    told = lena.get(shown).content.decode()
    assert "Ines-Inspector has declared a conflict of interest" in told
    assert REASON in told
    assert "you have declared a conflict of interest" in ines.get(shown).content.decode()
    other = ivor.get(shown).content.decode()
    assert "To be given again" in other
    assert "conflict of interest" not in other
    moved = lena.post(
        page("allocated-case", inspection, case=case),
        {"to": "ivor-inspector", "reason": "As agreed.", "shown": "ines-inspector"},
        follow=True,
    )
    assert f"Case {case} is given to Ivor-Inspector" in moved.content.decode()
    assert f"You have case <strong>{case}</strong>" not in ines.get(page("conflicts", inspection)).content.decode()


def test_case_page_refuses_what_is_against_a_conflict(inspection: Inspection, lead: Person, team: list[Person]) -> None:
    del team
    give(inspection, lead, "ines-inspector")
    declare(inspection, "ivor-inspector", lead)
    client, here = signed_in(lead), page("allocated-case", inspection, case="EU-001")
    assert "Ivor-Inspector, 0 cases (conflict of interest)" in client.get(here).content.decode()
    refused = client.post(here, {"to": "ivor-inspector", "reason": "Why.", "shown": "ines-inspector"})
    assert (refused.status_code, REASON in refused.content.decode()) == (422, True)
    assert client.get(page("allocated-case", inspection, case="EU-999")).status_code == 404


def test_lead_has_to_give_cases_once_some_were_given(inspection: Inspection, lead: Person, team: list[Person]) -> None:
    del team
    planned(inspection, lead)
    client = signed_in(lead)
    assert "to be given to an inspector" not in client.get("/").content.decode()
    move(inspection, lead, "EU-001", "ines-inspector")
    assert "19 cases are to be given to an inspector" in client.get("/").content.decode()
