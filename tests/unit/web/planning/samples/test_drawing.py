from __future__ import annotations

from uuid import uuid4

import pytest
from tests.case_lists import HEADINGS, as_csv, mended_list, rows
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import acts_of
from tests.unit.web.planning.samples.drawn import (
    begun,
    draw_now,
    hand_in,
    read,
    replace_now,
    sample_of,
    standing,
    wanted,
)

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.drawing import draw_sample
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.planning.editions import edition_of, eligibility_of
from inspectorate.web.planning.lists.queries import current_list
from inspectorate.web.planning.models import Case, Inspection, Replacement, Sample
from inspectorate.web.planning.samples.actions import draw, replace_case
from inspectorate.web.planning.samples.drawing import preview, proposed_seed
from inspectorate.web.planning.samples.queries import current_sample, next_case, withdrawal_of


def codes(found: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in found.value.problems]


def answer(inspection: Inspection, case: str, by: Person) -> None:
    row = Case.objects.get(inspection=inspection, reference=case)
    keep_answers(inspection=inspection, case=row, judgements=[Given("2.2.1", "yes")], client=uuid4(), by=by, at=NOW)


def test_a_preview_draws_nothing(listed: Inspection) -> None:
    found = preview(inspection=listed, wanted=wanted())
    assert len(found.cases) == 10
    assert not Case.objects.filter(inspection=listed).exists()
    assert acts_of(listed)[-1] == "case-list-handed-in"


def test_what_is_drawn_is_what_the_library_draws_from_the_same_list(listed: Inspection, lead: Person) -> None:
    sample = draw_now(listed, lead)
    case_list = current_list(listed).case_list  # type: ignore[union-attr]  # it is there
    framework, rules = listed.edition.framework, eligibility_of(listed.framework)
    again = draw_sample(case_list, framework=framework, rules=rules, design=wanted().design)
    assert sample.cases == again.draw.sample
    assert standing(listed) == set(again.draw.sample)
    assert sample.is_the_same_again
    assert sample.row.seed_is_own
    fields = Case.objects.get(inspection=listed, reference=sample.cases[0]).fields
    assert fields["sex"] in {"male", "female"}
    assert acts_of(listed)[-1] == "sample-drawn"


def test_nothing_is_drawn_but_what_was_shown(listed: Inspection, lead: Person) -> None:
    agreed = preview(inspection=listed, wanted=wanted()).token
    for other in (wanted(seed="another"), wanted(size=11), wanted(strata=())):
        with pytest.raises(ProblemsFound) as found:
            draw(inspection=listed, wanted=other, agreed=agreed, by=lead, at=NOW)
        assert codes(found) == ["changed-meanwhile"]
    hand_in(listed, lead, mended_list(cases=410))
    with pytest.raises(ProblemsFound) as found:
        draw(inspection=listed, wanted=wanted(), agreed=agreed, by=lead, at=NOW)
    assert codes(found) == ["changed-meanwhile"]
    assert not Sample.objects.exists()


def test_of_two_leads_who_draw_at_once_the_second_is_told(listed: Inspection, lead: Person) -> None:
    agreed = preview(inspection=listed, wanted=wanted()).token
    draw(inspection=listed, wanted=wanted(), agreed=agreed, by=lead, at=NOW)
    with pytest.raises(ProblemsFound) as found:
        draw(inspection=listed, wanted=wanted(), agreed=agreed, by=lead, at=NOW)
    assert codes(found) == ["reason-missing"]
    with pytest.raises(ProblemsFound) as found:
        draw(inspection=listed, wanted=wanted(reason="Again."), agreed=agreed, by=lead, at=NOW)
    assert codes(found) == ["changed-meanwhile"]
    assert Sample.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"size": 999}, "size-impossible", "size"),
        ({"size": 10, "size_reason": " "}, "reason-missing", "size_reason"),
        ({"seed": "  "}, "seed-blank", "seed"),
        ({"strata": ("shoe_size",)}, "stratum-field-unknown", "strata"),
        ({"fieldwork_week": None}, "fieldwork-week-needed", None),
    ],
)
def test_what_cannot_be_drawn_is_told_beside_its_field(
    listed: Inspection, changed: dict[str, object], code: str, field: str | None
) -> None:
    with pytest.raises(ProblemsFound) as found:
        preview(inspection=listed, wanted=wanted(**changed))
    assert [(one.code, one.place.field) for one in found.value.problems] == [(code, field)]


def test_there_is_nothing_to_draw_from_before_a_list(lead: Person, inspection: Inspection) -> None:
    with pytest.raises(ProblemsFound) as found:
        preview(inspection=begun(lead), wanted=wanted())
    assert codes(found) == ["no-case-list"]
    hand_in(inspection, lead)
    with pytest.raises(ProblemsFound) as found:
        preview(inspection=inspection, wanted=wanted())
    assert codes(found) == ["cases-not-drawn"]


def test_a_list_without_what_every_case_must_have_gives_no_sample(lead: Person) -> None:
    made = begun(lead)
    table = [list(HEADINGS), *rows(cases=100)]
    hand_in(made, lead, as_csv([[cell for at, cell in enumerate(row) if HEADINGS[at] != "Ethnicity"] for row in table]))
    with pytest.raises(ProblemsFound) as found:
        preview(inspection=made, wanted=wanted(size=3))
    assert codes(found) == ["list-lacks-fields"]
    assert "Ethnicity" in found.value.problems[0].message


def test_the_proposed_seed_is_one_however_often_it_is_asked_for_and_another_after_a_draw(
    listed: Inspection, lead: Person
) -> None:
    kept = current_list(listed)
    assert kept is not None
    seed = proposed_seed(listed, kept)
    assert seed == proposed_seed(listed, kept)
    assert len(seed) == 16
    draw_now(listed, lead)
    assert proposed_seed(listed, kept) != seed


def test_drawing_anew_takes_the_earlier_cases_out_and_keeps_both(listed: Inspection, lead: Person) -> None:
    first = draw_now(listed, lead)
    gone = replace_now(listed, first.cases[0], lead)
    second = draw_now(listed, lead, wanted(seed="2027", reason="The seed was read out before the list came."))
    assert standing(listed) == set(second.cases)
    assert Sample.objects.filter(inspection=listed).count() == 2
    out = Case.objects.filter(inspection=listed).exclude(withdrawn=None)
    assert {one.reference for one in out} == ({*first.cases, gone}) - set(second.cases)
    of_draw = next(one for one in out if one.reference != first.cases[0])
    why = withdrawal_of(of_draw)
    assert why is not None
    assert (why.reason, why.by_case) == ("The seed was read out before the list came.", "")
    assert second.is_the_same_again


def test_no_sample_is_drawn_anew_once_a_case_has_an_answer(listed: Inspection, lead: Person) -> None:
    sample = draw_now(listed, lead)
    answer(listed, sample.cases[0], lead)
    with pytest.raises(ProblemsFound) as found:
        preview(inspection=listed, wanted=wanted(reason="Why not."))
    assert codes(found) == ["work-begun"]
    replace_now(listed, sample.cases[0], lead)  # nor once that case is out
    with pytest.raises(ProblemsFound) as found:
        preview(inspection=listed, wanted=wanted(reason="Why not."))
    assert codes(found) == ["work-begun"]


def test_a_replacement_is_the_next_of_the_stratum_and_disturbs_nothing_else(listed: Inspection, lead: Person) -> None:
    before = draw_now(listed, lead)
    case = before.cases[3]
    stratum = before.drawing.draw.stratum_of(case)
    by = replace_now(listed, case, lead)
    assert by == stratum.order[stratum.size]
    after = sample_of(listed)
    assert [one for one in after.cases if one != by] == [one for one in before.cases if one != case]
    assert after.cases.index(by) == before.cases.index(case)
    assert after.is_the_same_again
    row = Case.objects.get(inspection=listed, reference=case)
    why = withdrawal_of(row)
    assert why is not None
    assert (row.withdrawn, why.by_case) == (Replacement.objects.get().sequence, by)
    assert standing(listed) == set(after.cases)


def test_a_used_up_stratum_gives_no_replacement(listed: Inspection, lead: Person) -> None:
    eligible = preview(inspection=listed, wanted=wanted(strata=())).drawing.eligible.eligible
    sample = draw_now(listed, lead, wanted(strata=(), size=eligible - 1))
    replace_now(listed, sample.cases[0], lead)
    with pytest.raises(ProblemsFound) as found:
        next_case(inspection=listed, case=sample.cases[1], reason="Why.")
    assert [(one.code, one.place.field) for one in found.value.problems] == [("stratum-exhausted", "case")]


def test_what_cannot_be_replaced_is_told(listed: Inspection, lead: Person) -> None:
    with pytest.raises(ProblemsFound) as found:
        next_case(inspection=listed, case="X000001", reason="Why.")
    assert codes(found) == ["no-sample"]
    sample = draw_now(listed, lead)
    with pytest.raises(ProblemsFound) as found:
        next_case(inspection=listed, case="EU-001", reason=" ")
    assert sorted(codes(found)) == ["case-not-drawn", "reason-missing"]
    agreed = next_case(inspection=listed, case=sample.cases[0], reason="Why.").token
    replace_now(listed, sample.cases[1], lead)
    with pytest.raises(ProblemsFound) as found:
        replace_case(inspection=listed, case=sample.cases[0], reason="Why.", agreed=agreed, by=lead, at=NOW)
    assert codes(found) == ["changed-meanwhile"]


def test_a_case_that_has_answers_is_replaced_with_a_warning(listed: Inspection, lead: Person) -> None:
    sample = draw_now(listed, lead)
    assert not next_case(inspection=listed, case=sample.cases[0], reason="Why.").answered
    answer(listed, sample.cases[0], lead)
    assert next_case(inspection=listed, case=sample.cases[0], reason="Why.").answered
    replace_now(listed, sample.cases[0], lead)
    assert sample.cases[0] not in standing(listed)


def test_the_sample_stays_when_another_list_is_handed_in(listed: Inspection, lead: Person) -> None:
    sample = draw_now(listed, lead)
    hand_in(listed, lead, mended_list(cases=500, seed=7))
    now = sample_of(listed)
    assert (now.cases, now.is_the_same_again) == (sample.cases, True)
    replace_now(listed, now.cases[0], lead)
    assert sample_of(listed).is_the_same_again


def test_before_a_draw_there_is_no_sample(listed: Inspection) -> None:
    assert current_sample(listed) is None


def test_a_list_that_is_read_here_is_the_one_kept(listed: Inspection) -> None:
    kept = current_list(listed)
    assert kept is not None
    assert kept.case_list.digest == read(mended_list(cases=400)).digest
    assert edition_of(listed.framework).digest == listed.framework_digest
