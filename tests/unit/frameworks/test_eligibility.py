from __future__ import annotations

from datetime import date

import pytest

from inspectorate.frameworks.catalogue import load_edition, shipped
from inspectorate.frameworks.eligibility import Eligibility, load_eligibility
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import ProblemsFound

REFERENCE = FrameworkReference("hmip-adult", "2021.1")
FRAMEWORK = load_edition(REFERENCE).framework
HEAD = "format: 1\nframework: hmip-adult@2021.1\nnote: For this test.\n"
SURE = "source: This test., confidence: stated"
WINDOW = "{id: a, excludes: A, commenced: {field: commenced_on, within: [%s]}, " + SURE + "}"


def load(text: str) -> Eligibility:
    return load_eligibility(text.encode(), name="x@2026.1.eligibility.yaml", framework=FRAMEWORK)


def rules(*listed: str) -> str:
    return HEAD + "rules:\n" + "".join(f"  - {one}\n" for one in listed)


def test_shipped_rules_hold_for_their_editions() -> None:
    found = 0
    for reference in shipped().references:
        data = shipped().eligibility(reference)
        if data is not None:
            framework = load_edition(reference).framework
            assert load_eligibility(data, name=str(reference), framework=framework).rules
            found += 1
    assert found


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-file", 1),
        (HEAD.replace("2021", "2018"), "rules-for-another", 2),
        (HEAD + "rulez: []\n", "unknown-key", 4),
        (rules(f"{{id: a, excludes: A, {SURE}}}"), "rule-tests", 5),
        (rules(f"{{id: a, excludes: A, when: {{field: sex, is: tall}}, {SURE}}}"), "test-value", 5),
        (rules(f"{{id: a, excludes: A, when: {{field: sexx, is: male}}, {SURE}}}"), "dangling-id", 5),
        (rules(f"{{id: a, excludes: A, when: {{field: sex}}, {SURE}}}"), "test-operators", 5),
        (rules(*[f"{{id: a, excludes: A, when: {{field: sex, is: male}}, {SURE}}}"] * 2), "duplicate-id", 6),
        (rules(WINDOW % "{weeks_before: 3}"), "window-form", 5),
        (rules(WINDOW % "{weeks_before: 3, weeks: 1, first: 2022-07-01}"), "window-form", 5),
        (rules(WINDOW % "{first: 2022-07-02, last: 2022-07-01}"), "window-ends-first", 5),
        (rules(WINDOW % "{first: 2022-02-30, last: 2022-07-01}"), "wrong-shape", 5),
        (rules(WINDOW.replace("commenced_on", "sex") % "{weeks_before: 3, weeks: 1}"), "no-date-field", 5),
        (rules(WINDOW.replace("commenced_on", "begun") % "{weeks_before: 3, weeks: 1}"), "dangling-id", 5),
    ],
)
def test_fault_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ProblemsFound) as raised:
        load(text)
    assert (code, line) in {(problem.code, problem.place.line) for problem in raised.value.problems}


def test_weeks_are_counted_from_the_monday_of_the_fieldwork_week() -> None:
    found = load(rules(WINDOW % "{weeks_before: 31, weeks: 2}"))
    commenced = found.rules[0].commenced
    assert commenced is not None
    (window,) = commenced.within
    for day in (20, 23, 26):
        assert window.days(date(2023, 2, day)) == (date(2022, 7, 18), date(2022, 7, 31))
    with pytest.raises(ValueError, match="fieldwork week"):
        window.days(None)
    assert found.needs_fieldwork_week
    assert found.fields == ("commenced_on",)


def test_rules_written_as_data_are_the_same_rules() -> None:
    found = load(rules(WINDOW % "{weeks_before: 31, weeks: 2}, {first: 2022-07-01, last: 2022-07-01}"))
    assert Eligibility.model_validate(found.as_data()) == found
    assert (
        load(rules(WINDOW % "{weeks: 2, weeks_before: 31}, {first: 2022-07-01, last: 2022-07-01}")).digest
        == found.digest
    )


def test_file_of_rules_is_no_edition() -> None:
    assert all("eligibility" not in str(reference) for reference in shipped().references)
