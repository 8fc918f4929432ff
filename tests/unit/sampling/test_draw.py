from __future__ import annotations

import hashlib
from collections import Counter
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from tests.unit.sampling.conftest import REFERENCE, cases_of

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.frameworks.model import Framework
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.sampling.draw import ALGORITHM, draw, numbers, replace_case

FIELDS = ("sentence_type", "sex")
FRAMEWORK = load_edition(REFERENCE).framework
ROW = st.tuples(st.sampled_from(("community_order", "licence", "")), st.sampled_from(("male", "female", "other")))
LISTS = st.dictionaries(st.text(min_size=1, max_size=6), ROW, min_size=1, max_size=60)
SEEDS = st.text(min_size=1, max_size=12).filter(str.strip)


def cases(listed: dict[str, tuple[str, str]]) -> pl.DataFrame:
    return cases_of(*((case, *row) for case, row in listed.items()), fields=FIELDS)


def plain_cases(number: int) -> pl.DataFrame:
    return cases_of(*((f"PX-{at:04}", "licence", "male") for at in range(number)), fields=FIELDS)


def test_number_of_a_case_is_as_the_algorithm_says() -> None:
    expected = hashlib.sha256(b"inspectorate-draw-1\n26 January 2023\nPX-0001").hexdigest()
    assert numbers(["PX-0001"], seed="26 January 2023") == [expected]


def test_draw_of_a_known_list_never_changes(framework: Framework) -> None:
    """A change here is a new algorithm, and needs a new name."""
    drawn = draw(plain_cases(45), framework=framework, fields=(), sample=6, seed="26 January 2023")
    assert drawn.algorithm == ALGORITHM == "inspectorate-draw-1"
    by_hand = sorted(
        (hashlib.sha256(f"inspectorate-draw-1\n26 January 2023\nPX-{at:04}".encode()).hexdigest(), f"PX-{at:04}")
        for at in range(45)
    )
    assert list(drawn.sample) == [case for _, case in by_hand[:6]]
    assert drawn.sample == ("PX-0026", "PX-0004", "PX-0032", "PX-0031", "PX-0021", "PX-0028")


@settings(max_examples=60)
@given(LISTS, SEEDS, st.data())
def test_permuted_list_is_the_same_draw(listed: dict[str, tuple[str, str]], seed: str, data: st.DataObject) -> None:
    sample = data.draw(st.integers(1, len(listed)))
    shuffled = data.draw(st.permutations(list(listed)))
    first = draw(cases(listed), framework=FRAMEWORK, fields=FIELDS, sample=sample, seed=seed)
    again = draw(
        cases({case: listed[case] for case in shuffled}), framework=FRAMEWORK, fields=FIELDS, sample=sample, seed=seed
    )
    assert first == again


@settings(max_examples=60)
@given(LISTS, SEEDS, st.data())
def test_strata_hold_every_case_once_and_their_sums_are_exact(
    listed: dict[str, tuple[str, str]], seed: str, data: st.DataObject
) -> None:
    sample = data.draw(st.integers(1, len(listed)))
    drawn = draw(cases(listed), framework=FRAMEWORK, fields=FIELDS, sample=sample, seed=seed)
    everyone = [case for stratum in drawn.strata for case in stratum.order]
    assert Counter(everyone) == Counter(list(listed))
    assert sum(stratum.size for stratum in drawn.strata) == sample == len(set(drawn.sample))
    for stratum in drawn.strata:
        assert {listed[case] for case in stratum.order} == set(stratum.cells)


def test_every_eligible_case_has_the_same_chance_within_its_stratum(framework: Framework) -> None:
    listed = {f"PX-{at:03}": ("licence" if at < 30 else "community_order", "male") for at in range(80)}
    table = cases(listed)
    drawn: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    runs = 2_000
    for seed in range(runs):
        one = draw(table, framework=framework, fields=("sentence_type",), sample=16, seed=f"seed {seed}")
        drawn.update(one.sample)
        licences = sorted(case for case in one.sample if listed[case][0] == "licence")
        pairs.update((first, second) for at, first in enumerate(licences) for second in licences[at + 1 :])
    for kind, of_all, of_sample in (("licence", 30, 6), ("community_order", 50, 10)):
        counts = [drawn[case] for case, row in listed.items() if row[0] == kind]
        assert sum(counts) == runs * of_sample
        share = of_sample / of_all
        expected = runs * share
        # without replacement, counts of a run hang together: the statistic is scaled by (N - 1) / (N (1 - n/N))
        statistic = sum((count - expected) ** 2 / expected for count in counts) * (of_all - 1) / (of_all * (1 - share))
        assert chi2.ppf(0.0005, of_all - 1) < statistic < chi2.ppf(0.9995, of_all - 1)
    # any two cases come together as often as any other two
    expected = runs * 6 * 5 / (30 * 29)
    assert len(pairs) == 30 * 29 / 2
    assert max(abs(count - expected) for count in pairs.values()) < 6 * expected**0.5


@settings(max_examples=60)
@given(LISTS, SEEDS, st.data())
def test_replacing_never_disturbs_the_rest(listed: dict[str, tuple[str, str]], seed: str, data: st.DataObject) -> None:
    sample = data.draw(st.integers(1, len(listed)))
    drawn = draw(cases(listed), framework=FRAMEWORK, fields=FIELDS, sample=sample, seed=seed)
    gone: set[str] = set()
    for _ in range(data.draw(st.integers(1, 8))):
        case = data.draw(st.sampled_from(drawn.sample))
        stratum = drawn.stratum_of(case)
        before = drawn.sample
        unused = [one for one in stratum.order if one not in before and one not in gone]
        if not unused:
            with pytest.raises(ProblemsFound, match="stratum-exhausted"):
                replace_case(drawn, case=case, reason="Transferred")
            continue
        drawn = replace_case(drawn, case=case, reason="Transferred")
        gone.add(case)
        by = drawn.replacements[-1].by
        assert by == unused[0]
        assert drawn.sample == tuple(by if one == case else one for one in before)
        assert len(set(drawn.sample)) == sample
        assert not gone & set(drawn.sample)


def test_replacing_needs_a_reason_and_a_case_that_was_drawn(framework: Framework) -> None:
    drawn = draw(plain_cases(10), framework=framework, fields=(), sample=4, seed="x")
    with pytest.raises(ProblemsFound) as raised:
        replace_case(drawn, case="PX-9999", reason=" ")
    assert [problem.code for problem in raised.value.problems] == ["case-not-drawn", "reason-missing"]


def test_other_seed_is_another_draw(framework: Framework) -> None:
    samples = {
        draw(plain_cases(200), framework=framework, fields=(), sample=20, seed=f"{seed}").sample for seed in range(50)
    }
    assert len(samples) == 50


def test_what_cannot_be_drawn_is_told_at_once(framework: Framework) -> None:
    with pytest.raises(ProblemsFound) as raised:
        draw(plain_cases(5), framework=framework, fields=("sexx", "sex", "sex"), sample=6, seed=" ")
    assert [problem.code for problem in raised.value.problems] == [
        "seed-blank",
        "size-impossible",
        "stratum-field-twice",
        "stratum-field-unknown",
    ]


def test_too_many_strata_are_refused(framework: Framework) -> None:
    table = cases_of(*((f"PX-{at}", f"inspector {at}") for at in range(1_001)), fields=("inspector",))
    with pytest.raises(ProblemsFound, match="too-many-strata"):
        draw(table, framework=framework, fields=("inspector",), sample=10, seed="x", least=Fraction(0))
