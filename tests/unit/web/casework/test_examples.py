from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.unit.web.casework.reviewed import member, signed_in
from tests.unit.web.conftest import NOW

from inspectorate.kernel.problems import ProblemsFound, Severity
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.examples import examples_from, write_example
from inspectorate.web.casework.models import Example
from inspectorate.web.planning.models import Case, Inspection
from inspectorate.web.planning.roles import Role

PLAIN = "The practitioner asked how things were at home."
PERSONAL = "We met Ann Brown at home."


def _write(inspection: Inspection, case: Case, by: Person, text: str = PLAIN, *looked_at: str) -> None:
    write_example(
        inspection=inspection,
        case=case,
        standard="2.2",
        text=text,
        names_changed=True,
        looked_at=frozenset(looked_at),
        by=by,
        at=NOW,
    )


def _page(case: Case) -> str:
    return reverse("casework:examples", kwargs={"inspection": case.inspection_id, "case": case.reference})


def _form(text: str = PLAIN, **more: object) -> dict[str, object]:
    return {"standard": "2.2", "text": text, "changed": "yes", **more}


def test_an_example_is_kept(inspection: Inspection, case: Case, inspector: Person) -> None:
    _write(inspection, case, inspector)
    assert [(one.standard, one.text, one.person) for one in examples_from(case)] == [("2.2", PLAIN, inspector.name)]


def test_what_looks_personal_is_a_warning_until_it_is_looked_at(
    inspection: Inspection, case: Case, inspector: Person
) -> None:
    with pytest.raises(ProblemsFound) as raised:
        _write(inspection, case, inspector, PERSONAL)
    assert [(one.code, one.severity) for one in raised.value.problems] == [("looks-personal", Severity.WARNING)]
    with pytest.raises(ProblemsFound):
        _write(inspection, case, inspector, "We met Ann Brown and Cy Dean.", "Ann Brown")
    _write(inspection, case, inspector, PERSONAL, "Ann Brown")
    assert Example.objects.count() == 1


def test_the_name_of_the_body_and_the_words_of_the_framework_are_known(
    inspection: Inspection, case: Case, inspector: Person
) -> None:
    _write(inspection, case, inspector, "At Example Unit the probation officers asked.")


def test_everything_that_is_wrong_is_told_at_once(inspection: Inspection, case: Case, inspector: Person) -> None:
    with pytest.raises(ProblemsFound) as raised:
        write_example(
            inspection=inspection, case=case, standard="7", text="\0", names_changed=False, by=inspector, at=NOW
        )
    told = {(problem.code, problem.place.field) for problem in raised.value.problems}
    assert told == {("not-text", "text"), ("unknown-standard", "standard"), ("names-not-changed", "changed")}


def test_the_page_warns_and_takes_the_word_of_who_looked(case: Case, inspector: Person) -> None:
    client = signed_in(inspector)
    warned = client.post(_page(case), _form(PERSONAL))
    page = warned.content.decode()
    assert warned.status_code == 422
    assert '<input type="hidden" name="shown" value="Ann Brown">' in page
    assert "“Ann Brown” looks like a name" in page
    unticked = client.post(_page(case), _form(PERSONAL, shown=["Ann Brown"]))
    assert unticked.status_code == 422
    assert client.post(_page(case), _form(PERSONAL, shown=["Ann Brown"], confirmed="yes")).status_code == 302
    assert PERSONAL in client.get(_page(case)).content.decode()


def test_the_box_has_to_be_ticked(case: Case, inspector: Person) -> None:
    response = signed_in(inspector).post(_page(case), _form(changed=""))
    assert (response.status_code, 'href="#changed"' in response.content.decode()) == (422, True)
    assert not Example.objects.exists()


@pytest.mark.parametrize("text", ["", "a\0b", "a" * 20_001])
def test_what_cannot_be_kept_is_told(case: Case, inspector: Person, text: str) -> None:
    response = signed_in(inspector).post(_page(case), _form(text))
    assert (response.status_code, 'href="#text"' in response.content.decode()) == (422, True)


def test_an_example_sent_twice_is_one(case: Case, inspector: Person) -> None:
    client, form = signed_in(inspector), _form(client=str(uuid4()))
    assert [client.post(_page(case), form).status_code for _ in "ab"] == [302, 302]
    assert Example.objects.count() == 1


def test_what_is_typed_is_shown_as_typed_and_never_as_a_page(case: Case, inspector: Person) -> None:
    client = signed_in(inspector)
    assert client.post(_page(case), _form("<script>alert(1)</script>")).status_code == 302
    page = client.get(_page(case)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_reader_reads_examples_and_writes_none(inspection: Inspection, case: Case, lead: Person) -> None:
    client = signed_in(member(inspection, "quin-reader", Role.READER, lead))
    page = client.get(_page(case))
    assert (page.status_code, "Write an example" in page.content.decode()) == (200, False)
    assert client.post(_page(case), _form()).status_code == 403
