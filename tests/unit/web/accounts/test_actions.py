from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from tests.unit.web.conftest import NOW, somebody

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.accounts import actions, acts
from inspectorate.web.accounts.models import Person
from inspectorate.web.history.models import Chain, Entry
from inspectorate.web.history.queries import verification
from inspectorate.web.planning.acts import known

SHORT = "short"


def _codes(raised: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return sorted(problem.code for problem in raised.value.problems)


def _history() -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(chain_id=Chain.INSTALLATION).order_by("sequence")
    return list(rows.values_list("act", "subject", "person"))


def test_somebody_is_added_with_an_entry_in_the_history(lead: Person) -> None:
    added = actions.add_person(name=" Zoë  Ng ", email="Zoe@Example.org", handle="zoe-ng", by=lead, at=NOW)
    assert (added.name, added.email, added.has_usable_password()) == ("Zoë Ng", "zoe@example.org", False)
    assert _history() == [(acts.ADDED, "zoe-ng", "lena-lead")]
    assert verification(Chain.INSTALLATION).wrong == ""


def test_everything_that_is_wrong_is_told_at_once_and_nobody_is_added(lead: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        actions.add_person(name=" ", email="nobody", handle="Zoe Ng", password=SHORT, by=lead, at=NOW)
    assert _codes(raised) == ["email-not-readable", "handle-not-readable", "name-missing", "password-weak"]
    assert Person.objects.count() == 1
    assert _history() == []


def test_address_and_handle_are_somebody_s_once(lead: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        actions.add_person(name="Lena Two", email="LENA-LEAD@example.org", handle="lena-two", by=lead, at=NOW)
    assert _codes(raised) == ["email-taken"]
    with pytest.raises(ProblemsFound) as raised:
        actions.add_person(name="Lena Two", email="lena2@example.org", handle="lena-lead", by=lead, at=NOW)
    assert _codes(raised) == ["handle-taken"]


def test_somebody_known_from_a_record_is_let_in_under_their_handle(lead: Person) -> None:
    known("inspector-1")
    added = actions.add_person(name="Ines One", email="ines@example.org", handle="inspector-1", by=lead, at=NOW)
    assert (added.is_active, added.name) == (True, "Ines One")


def test_an_administrator_cannot_shut_themselves_out(lead: Person) -> None:
    Person.objects.filter(pk=lead.pk).update(is_administrator=True)
    lead.refresh_from_db()
    for action in (actions.stop_person, actions.unmake_administrator, actions.take_second_factors_away):
        with pytest.raises(ProblemsFound) as raised:
            action(person=lead, by=lead, at=NOW)
        assert _codes(raised) == ["not-yourself"]
    assert _history() == []


def test_stopping_takes_administration_away_and_letting_in_does_not_give_it_back(lead: Person) -> None:
    other = somebody("olu-other")
    actions.make_administrator(person=other, by=lead, at=NOW)
    assert other.is_administrator
    actions.stop_person(person=other, by=lead, at=NOW)
    assert (other.is_active, other.is_administrator) == (False, False)
    actions.let_in(person=other, by=lead, at=NOW)
    assert (other.is_active, other.is_administrator) == (True, False)
    assert [act for act, _, _ in _history()] == [acts.MADE_ADMINISTRATOR, acts.STOPPED, acts.LET_IN]


def test_second_factors_are_taken_away_and_that_is_recorded(lead: Person) -> None:
    other = somebody("olu-other")
    with pytest.raises(ProblemsFound) as raised:
        actions.take_second_factors_away(person=other, by=lead, at=NOW)
    assert _codes(raised) == ["no-change"]
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={"secret": "x"})
    actions.take_second_factors_away(person=other, by=lead, at=NOW)
    assert not Authenticator.objects.exists()
    assert _history() == [(acts.FACTORS_TAKEN_AWAY, "olu-other", "lena-lead")]
