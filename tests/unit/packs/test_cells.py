from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.kernel.problems import Place
from inspectorate.packs.cells import (
    date_problem,
    date_readings,
    day_of,
    free_text_problem,
    is_formula,
    is_month_or_day,
    mangled,
    nearest_value,
)


@pytest.mark.parametrize(
    "text", ["=1+1", "=A1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-A1", "\t=1", "\rx", "+4 4", "--1", "-1-1", "=\n"]
)
def test_formula_is_seen(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "-", "+", "=", "-5", "+44", "-1,234.50", "-12%", "a=b", "C-01", " =1"])
def test_text_that_no_spreadsheet_works_out_is_no_formula(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("22/07/2022", ["2022-07-22"]),
        ("07/22/2022", ["2022-07-22"]),
        ("03/04/2022", ["2022-04-03", "2022-03-04"]),
        ("04/04/22", ["2022-04-04"]),
        ("22.07.2022", ["2022-07-22"]),
        ("22/07/2022 00:00", ["2022-07-22"]),
        ("22-Jul-22", ["2022-07-22"]),
        ("22 July 2022", ["2022-07-22"]),
        ("1-Jan-99", ["1999-01-01"]),
        ("2022/07/22", ["2022-07-22"]),
        ("2022-7-2", ["2022-07-02"]),
        ("2022-07-22T00:00:00", ["2022-07-22"]),
        ("2022-07-22 00:00:00", ["2022-07-22"]),
        ("44764", ["2022-07-22"]),
        ("45000.0", ["2023-03-15"]),
        ("99999", []),
        ("12345", []),
        ("31/02/2022", []),
        ("22-Xyz-22", []),
        ("July", []),
        ("2.2.1", []),
        ("18-25", []),
        ("", []),
    ],
)
def test_spreadsheet_date_is_read(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in date_readings(text)] == days


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-02-30", "impossible-date"),
        ("0000-01-01", "impossible-date"),
        ("03/04/2022", "spreadsheet-date"),
        ("=TODAY()", "formula"),
        ("soon", "not-a-date"),
        ("2022-07", "not-a-date"),
    ],
)
def test_date_that_is_none_says_what_it_is(text: str, code: str) -> None:
    assert date_problem(text, Place("cases.csv", line=2)).code == code


def test_ambiguous_date_offers_both_readings() -> None:
    problem = date_problem("03/04/2022", Place())
    assert problem.remedy == "Write it as 2022-04-03, or as 2022-03-04 if the month was put first."


@pytest.mark.parametrize("text", ["20220722", "2022-W29-5", "2022-7-22", " 2022-07-22", "\uff12022-07-22"])
def test_only_one_form_of_a_date_is_read(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("text", "is_one"), [("2023-05", True), ("2023-05-12", True), ("2023-13", False), ("2023", False), ("May", False)]
)
def test_month_or_day_is_known(text: str, *, is_one: bool) -> None:
    assert is_month_or_day(text) is is_one


@pytest.mark.parametrize(
    ("text", "values", "hint"),
    [
        ("YES", ["yes", "no", "not_applicable"], "yes"),
        ("Y", ["yes", "no", "not_applicable"], "yes"),
        ("n/a", ["yes", "no", "not_applicable"], "not_applicable"),
        ("Not Applicable", ["yes", "no", "not_applicable"], "not_applicable"),
        ("not relevant", ["yes", "no", "not_applicable"], "not_applicable"),
        ("FALSE", ["true", "false"], "false"),
        ("no", ["true", "false"], "false"),
        ("1", ["true", "false"], "true"),
        ("Very High", ["high", "very_high"], "very_high"),
        ("26\u201335", ["26-35", "36-45"], "26-35"),
    ],
)
def test_nearest_value_is_suggested(text: str, values: list[str], hint: str) -> None:
    assert nearest_value(text, tuple(values)) == f'Did you mean "{hint}"?'


def test_value_turned_into_a_date_is_told() -> None:
    codes = {
        text: getattr(mangled(text, Place()), "code", None) for text in ("18-Mar", "Mar-25", "01/02/2003", "18-25")
    }
    assert codes == {
        "18-Mar": "turned-into-date",
        "Mar-25": "turned-into-date",
        "01/02/2003": "turned-into-date",
        "18-25": None,
    }


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    place = Place("cases.csv", line=2, column="team")
    assert date_problem(text, place).place == place
    assert free_text_problem(text, place) is None or text != text.strip() or is_formula(text)
    assert isinstance(nearest_value(text, ("yes", "no")), str)
    mangled(text, place)


@given(st.dates(min_value=date(1955, 1, 1), max_value=date(2049, 12, 31)))
def test_every_way_of_writing_a_day_gives_that_day_first(day: date) -> None:
    ways = [f"{day:%d/%m/%Y}", f"{day:%d-%b-%y}", f"{day:%d %B %Y}", f"{day:%Y/%m/%d}", f"{day} 00:00:00"]
    serial = (day - date(1899, 12, 30)).days
    assert [date_readings(way)[0] for way in (*ways, str(serial))] == [day] * 6
