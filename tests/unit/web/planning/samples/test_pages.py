from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.case_lists import mended_list
from tests.unit.cli.test_commands import run
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import acts_of, member, page, planned, signed_in
from tests.unit.web.planning.samples.drawn import FILE, WHY, begun, draw_now, hand_in, replace_now, sample_of, wanted

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Case, Inspection, Milestone, Sample
from inspectorate.web.planning.roles import Role

DESIGN = {"confidence": "80", "margin": "5", "size": "10", "size_reason": "A pilot.", "least": "1", "strata": "sex"}


@pytest.fixture
def client(lead: Person) -> Client:
    return signed_in(lead)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_before_a_list_the_pages_say_what_is_lacking(lead: Person, client: Client) -> None:
    made = begun(lead)
    for name in ("sample", "sample-draw"):
        assert "There is no case list to draw from." in text(client, page(name, made))
    assert "No sample is drawn yet" in text(client, page("sample-replace", made))
    for name, more in (("sample-record", {"draw": 1}), ("sample-csv", {}), ("sample-xlsx", {})):
        assert client.get(page(name, made, **more)).status_code == 302


def test_the_page_counts_who_is_eligible_and_why_others_are_not(listed: Inspection, client: Client) -> None:
    shown = text(client, page("sample", listed))
    assert 'Cases in the list</dt><dd class="govuk-summary-list__value app-count">400' in shown
    assert "Commenced outside the two weeks" in shown
    assert "from Mon 8 Sep 2025 to Sun 14 Sep 2025 or from Mon 6 Oct 2025 to Sun 12 Oct 2025" in shown
    assert "Where these rules come from" in shown


def test_without_a_fieldwork_week_the_page_says_what_to_do(lead: Person, client: Client) -> None:
    made = begun(lead, fieldwork="")
    hand_in(made, lead)
    assert "Say which week it is." in text(client, page("sample", made))
    planned(made, lead)
    assert "Choose size and strata" in text(client, page("sample", made))


def test_a_sample_is_drawn_by_a_second_yes(listed: Inspection, client: Client) -> None:
    here = page("sample-draw", listed)
    seed = "2026"
    shown = client.post(here, {"do": "preview", "seed": seed, **DESIGN})
    told = " ".join(shown.content.decode().split())
    assert shown.status_code == 200
    assert "Draw 10 cases?" in told
    assert "10 of" in told
    assert "Stratified by sex." in told
    assert "Male" in told
    assert "X000" not in told  # no case is shown before the draw
    assert not Case.objects.filter(inspection=listed).exists()
    agreed = told.partition('name="agreed" value="')[2].partition('"')[0]
    assert client.post(here, {"do": "draw", "seed": seed, "agreed": agreed, **DESIGN}).status_code == 302
    assert len(sample_of(listed).cases) == 10
    assert sample_of(listed).row.size_reason == "A pilot."


def test_who_chose_the_seed_is_recorded(listed: Inspection, client: Client) -> None:
    here = page("sample-draw", listed)
    seed = client.get(here).content.decode().partition('id="seed" name="seed" type="text" value="')[2].partition('"')[0]
    assert len(seed) == 16
    for typed, said in ((seed, "which was proposed"), ("mine", "one of your own, which is recorded")):
        told = client.post(here, {"do": "preview", "seed": typed, **DESIGN}).content.decode()
        assert said in told
    agreed = told.partition('name="agreed" value="')[2].partition('"')[0]
    client.post(here, {"do": "draw", "seed": "mine", "agreed": agreed, **DESIGN})
    assert Sample.objects.get().seed_is_own
    assert "by the seed “mine”, of their own" in text(client, page("history", listed))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"confidence": "much"}, "confidence"),
        ({"confidence": "100"}, "confidence"),
        ({"margin": "0"}, "margin"),
        ({"margin": "1e9"}, "margin"),
        ({"margin": "-5"}, "margin"),
        ({"size": "ten"}, "size"),
        ({"size": "0"}, "size"),
        ({"size": "9" * 40}, "size"),
        ({"size_reason": ""}, "size_reason"),
        ({"least": "200"}, "least"),
        ({"seed": " "}, "seed"),
        ({"seed": "x" * 201}, "seed"),
        ({"seed": "nul\0"}, "seed"),
        ({"strata": "shoe_size"}, "strata"),
    ],
)
def test_what_is_typed_wrongly_is_told_beside_its_field(
    listed: Inspection, client: Client, typed: dict[str, str], field: str
) -> None:
    sent = {"do": "preview", "seed": "2026", **DESIGN} | typed
    answer = client.post(page("sample-draw", listed), sent)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert not Sample.objects.exists()


def test_the_drawn_sample_is_shown_beside_the_eligible_cases(listed: Inspection, lead: Person, client: Client) -> None:
    sample = draw_now(listed, lead)
    shown = text(client, page("sample", listed))
    assert f"10 of {sample.record.eligible}</strong> eligible cases" in shown
    assert "The largest difference:" in shown
    assert '<title id="chart-1-title">Sex: the sample beside the eligible cases</title>' in shown
    assert "per cent of eligible cases" in shown
    assert "style=" not in shown
    assert all(f">{case}</a>" in shown for case in sample.cases)
    assert "Drawn again just now from the list that was handed in: <strong>the same</strong>" in shown
    assert 'inspectorate sample "list.csv" --record draw.json' in shown


def test_names_in_a_list_are_text_on_the_page(lead: Person, client: Client) -> None:
    made = begun(lead)
    hand_in(made, lead)
    draw_now(made, lead, wanted(seed="<b>bold</b>", size_reason="<script>"))
    shown = text(client, page("sample", made))
    assert "<b>bold</b>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_record_and_the_list_give_the_same_by_the_command(
    listed: Inspection, lead: Person, client: Client, tmp_path: Path
) -> None:
    sample = draw_now(listed, lead)
    replace_now(listed, sample.cases[2], lead)
    answer = client.get(page("sample-record", listed, draw=sample.sequence))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="draw.json"'
    record, case_list = tmp_path / "draw.json", tmp_path / "list.csv"
    record.write_bytes(answer.content)
    case_list.write_bytes(FILE)
    assert client.get(page("sample-record", listed, draw=sample.sequence + 1)).status_code == 404
    done = run("sample", str(case_list), "--record", str(record))
    assert done.returncode == 0, done.stderr
    assert "The same: all 10 cases are those of draw.json." in " ".join(done.stdout.split())
    case_list.write_bytes(FILE.replace(b"Male", b"Female", 1))
    assert run("sample", str(case_list), "--record", str(record)).returncode == 1


def test_the_sample_is_downloaded_as_a_table(listed: Inspection, lead: Person, client: Client) -> None:
    sample = draw_now(listed, lead)
    by = replace_now(listed, sample.cases[0], lead)
    answer = client.get(page("sample-csv", listed))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Case reference"] for row in rows] == list(sample_of(listed).cases)
    assert next(row for row in rows if row["Case reference"] == by)["In place of"] == sample.cases[0]
    book = load_workbook(io.BytesIO(client.get(page("sample-xlsx", listed)).content))
    assert [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)] == list(sample_of(listed).cases)


def test_a_case_is_replaced_by_a_second_yes(listed: Inspection, lead: Person, client: Client) -> None:
    case = draw_now(listed, lead).cases[0]
    here = page("sample-replace", listed)
    refused = client.post(here, {"do": "preview", "case": "", "reason": ""})
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.content.decode()
    shown = client.post(here, {"do": "preview", "case": case, "reason": WHY}).content.decode()
    assert f"in place of {case}?" in shown
    assert acts_of(listed)[-1] == "sample-drawn"
    agreed = shown.partition('name="agreed" value="')[2].partition('"')[0]
    sent = {"do": "replace", "case": case, "reason": WHY, "agreed": agreed}
    assert client.post(here, sent).status_code == 302
    assert case not in sample_of(listed).cases
    assert client.post(here, sent).status_code == 422
    told = text(client, page("sample", listed))
    assert WHY in told
    assert f"in place of {case}" in told


def test_reasons_are_for_those_who_read_about_cases(listed: Inspection, lead: Person) -> None:
    case = draw_now(listed, lead).cases[0]
    replace_now(listed, case, lead)
    observer = signed_in(member(listed, "olga-observer", Role.OBSERVER, lead))
    shown = text(observer, page("sample", listed))
    assert f"in place of {case}" in shown
    assert WHY not in shown
    assert "Replace a case" not in shown
    number = sample_of(listed).sequence
    assert observer.get(page("sample-record", listed, draw=number)).status_code == 403
    contact = signed_in(member(listed, "cai-contact", Role.CONTACT, lead))
    assert contact.get(page("sample", listed)).status_code == 403


def test_the_milestone_is_offered_and_not_done_silently(listed: Inspection, lead: Person, client: Client) -> None:
    planned(listed, lead)
    draw_now(Inspection.objects.get(id=listed.id), lead)
    done = page("milestone-done", listed, milestone="sample")
    assert f'action="{done}"' in text(client, page("sample", listed))
    assert Milestone.objects.get(inspection=listed, key="sample").done_on is None
    client.post(done, {"on": NOW.date().isoformat()})
    assert f'action="{done}"' not in text(client, page("sample", listed))


def test_earlier_draws_stay_to_be_seen(listed: Inspection, lead: Person, client: Client) -> None:
    first = draw_now(listed, lead)
    assert "Draw anew" in text(client, page("sample", listed))
    assert "are taken out when another is drawn" in text(client, page("sample-draw", listed))
    draw_now(listed, lead, wanted(seed="2027", reason="A row was wrong."))
    shown = text(client, page("sample", listed))
    assert "Earlier draws" in shown
    assert "A row was wrong." in shown
    record = json.loads(client.get(page("sample-record", listed, draw=first.sequence)).content)
    assert record["design"]["seed"] == "2026"


def test_a_list_of_1979_cases_is_drawn_from_by_confidence_and_margin(lead: Person, client: Client) -> None:
    made = begun(lead)
    hand_in(made, lead, mended_list())
    draw_now(made, lead, wanted(size=None, size_reason=""))
    record = sample_of(made).record
    assert record.list.rows == 1979
    assert f"{record.size.cases} of {record.eligible}</strong> eligible cases" in text(client, page("sample", made))
