"""Sentences in the manner of many inspectorates' reports, written by hand and not by the generator's templates.

`sentences/` holds them, one a line: what is true must not be called false or doubtful, what is false must be found.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from inspectorate.frameworks.catalogue import load_edition, shipped
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.reports.checking.judging import check
from inspectorate.reports.checking.model import Checked, Kind, Passage, Report, Sort, Verdict, Where
from inspectorate.reports.checking.reading.text import read_text

SENTENCES = Path(__file__).parent / "sentences"
BLOCK_END = "~\n"
BAD = (Verdict.FAILS, Verdict.DOUBTFUL)


def lines(name: str) -> list[str]:
    return (SENTENCES / name).read_text(encoding="utf-8").splitlines()


@cache
def adult() -> Framework:
    return load_edition(FrameworkReference.parse("hmip-adult@2021.1")).framework


def checked(text: str, framework: Framework | None) -> Checked:
    return check(Report("sentence.txt", "text", (Passage(text, Where(paragraph=1)),)), framework=framework)


def bad(found: Checked) -> list[str]:
    return [f"{claim.text}: {claim.why}" for verdict in BAD for claim in found.of(verdict)]


@pytest.mark.parametrize("framework", [adult, lambda: None], ids=["by a framework", "by none"])
def test_sentence_that_is_true_is_called_neither_false_nor_doubtful(framework: Callable[[], Framework | None]) -> None:
    wrong = {text: said for text in lines("true.txt") if (said := bad(checked(text, framework())))}
    assert not wrong


def test_sentence_that_is_false_fails() -> None:
    assert not [text for text in lines("false.txt") if not checked(text, adult()).of(Verdict.FAILS)]


def test_sentence_that_may_be_read_otherwise_is_doubtful_and_does_not_fail() -> None:
    texts = lines("doubtful.txt")
    assert not [text for text in texts if not checked(text, adult()).of(Verdict.DOUBTFUL)]
    assert not [text for text in texts if checked(text, adult()).of(Verdict.FAILS)]


@pytest.mark.parametrize("text", (SENTENCES / "reports.txt").read_text(encoding="utf-8").split(BLOCK_END))
def test_part_of_a_report_that_is_true_is_called_neither_false_nor_doubtful(text: str) -> None:
    # each line is a paragraph of its own, but for the rows of a table
    report = read_text(text if "\t" in text else text.replace("\n", "\n\n"), "part.txt")
    editions = [shipped().edition(reference).framework for reference in shipped().references]
    assert not bad(check(report, framework=adult()))
    assert not bad(check(report, candidates=editions))


def test_sentences_are_many_and_none_stands_twice() -> None:
    every = [text for name in ("true.txt", "false.txt", "doubtful.txt") for text in lines(name)]
    assert len(set(every)) == len(every)
    assert len(lines("true.txt")) > 100
    assert len(lines("false.txt")) > 60


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("Just 17 out of 36 (48 per cent) had been asked.", Kind.N_OF_M, Verdict.FAILS),
        ("Three of the eight homes (38 per cent) had a garden.", Kind.N_OF_M, Verdict.HOLDS),
        ("Three of the eight homes (37 per cent) had a garden.", Kind.N_OF_M, Verdict.HOLDS),
        ("A quarter (13/52) had never been seen.", Kind.PROPORTION, Verdict.HOLDS),
        ("Three in four (38 of 51) could name their worker.", Kind.PROPORTION, Verdict.HOLDS),
        ("More than a quarter (11 of 44) were late.", Kind.PROPORTION, Verdict.FAILS),
        ("Of 32 nurses, 27 were women and 11 worked nights.", Kind.PARTS, Verdict.HOLDS),
        ("All but five of the 40 rooms (88 per cent) were clean.", Kind.N_OF_M, Verdict.HOLDS),
        ("It was so in 12 and nine of 30 cases, respectively (40 and 30 per cent).", Kind.N_OF_M, Verdict.HOLDS),
        ("A third had a garden. Seventy per cent had one within a mile.", Kind.PERCENTAGE, Verdict.CANNOT_TELL),
        (
            "Occupancy, at 71 per cent, was above the regional average (74 per cent).",
            Kind.COMPARISON,
            Verdict.FAILS,
        ),
        (
            "Significantly better for girls: 70 per cent (seven of 10) against 50 per cent (six of 12).",
            Kind.SIGNIFICANCE,
            Verdict.DOUBTFUL,
        ),
        ("Absence was 9.1 per cent: 10.2 for day staff, 12.4 for night staff.", Kind.PARTS, Verdict.DOUBTFUL),
        ("Fifty-one per cent agreed, 40 per cent disagreed and 20 per cent did not know.", Kind.PARTS, Verdict.FAILS),
        ("Two standards were Outstanding and four Good: score 13/18.", Kind.SCORE, Verdict.FAILS),
        (
            "Nine of 31 wanted one; this may be due to Tier 2, standard 1.4 or domain one.",
            Kind.N_OF_M,
            Verdict.CANNOT_TELL,
        ),
    ],
)
def test_shapes_that_a_checker_must_get_right_have_their_verdict(text: str, kind: Kind, verdict: Verdict) -> None:
    found = [claim for claim in checked(text, None).claims if claim.kind is kind]
    assert {claim.verdict for claim in found} == {verdict}


def test_percentages_beside_a_doubtful_significance_hold() -> None:
    text = "Significantly better for girls: 70 per cent (seven of 10) against 50 per cent (six of 12)."
    found = checked(text, None)
    assert [claim.verdict for claim in found.claims if claim.kind is Kind.N_OF_M] == [Verdict.HOLDS, Verdict.HOLDS]


@pytest.mark.parametrize(
    "text",
    [
        "The report of 4 June 2022 covers nine months to week 12.",
        "This may reflect Tier 3, standard 2.5 or domain two.",
        "It was said in the last quarter, as the third party knew.",
        "In the second half of the year a third-party provider took over.",
        "Under section 47, and in paragraph 2.5, there is more of it.",
    ],
)
def test_sentence_whose_numbers_are_no_quantities_makes_no_claim(text: str) -> None:
    assert not checked(text, adult()).claims


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Of 11 Black staff, 10 (91 per cent) were content.", [11, 10, 91]),
        ("It was so in 10 and eight of 20 homes, respectively (50 and 40 per cent).", [10, 8, 20, 50, 40]),
        ("It took two or three, Ninety-five said.", [2, 3, 95]),
        ("It was so in 10/24 of them (42 per cent).", [10, 24, 42]),
        ("It was so for 21 out of 48 of them.", [21, 48]),
    ],
)
def test_traps_for_readers_of_numbers_are_read_as_they_are_meant(text: str, values: list[int]) -> None:
    found = checked(text, None)
    numbers = {number for claim in found.claims for number in claim.numbers} | {one.number for one in found.not_checked}
    quantities = [one for one in numbers if one.sort in (Sort.COUNT, Sort.PERCENT)]
    assert [int(one.value) for one in sorted(quantities, key=lambda one: one.start)] == values
    assert not bad(found)


def test_footnote_mark_that_is_glued_to_a_count_makes_it_doubtful_and_not_wrong() -> None:
    # 16 cases, and the mark of note 1
    (claim,) = checked("It was done in 121 of 16 plans (75 per cent).", None).of(Verdict.DOUBTFUL)
    assert "mark of a footnote" in claim.why
    (glued,) = checked("It was done in 12 of the 161 plans (75 per cent).", None).of(Verdict.DOUBTFUL)
    assert "161" in glued.why
