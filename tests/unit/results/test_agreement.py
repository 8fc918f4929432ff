from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import (
    aggregate_raters,
    cohens_kappa,
    fleiss_kappa,
)

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.records.casework import Judgement
from inspectorate.records.inspection import Inspection
from inspectorate.results.agreement import (
    Pair,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    measure_agreement,
    percentage_agreement,
)

ANSWERS = ("yes", "no", "not_applicable")
pair_lists = st.lists(st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), min_size=1, max_size=60)


def pairs_of(counts: dict[Pair, int]) -> list[Pair]:
    return list(chain.from_iterable(repeat(pair, count) for pair, count in counts.items()))


def units_of(*readers: str) -> list[list[str]]:
    """Return units from a line of answers for each reader, where a dot is no answer."""
    return [[answer for answer in answers if answer != "."] for answers in zip(*readers, strict=True)]


def table_of(pairs: list[Pair]) -> list[list[int]]:
    counts = Counter(pairs)
    return [[counts[first, second] for second in ANSWERS] for first in ANSWERS]


def test_agreement_of_gwets_example_shows_the_paradox_of_kappa() -> None:
    # Gwet's two raters of 125: 118 agreed yes, none agreed no, and seven differed
    pairs = pairs_of({("yes", "yes"): 118, ("yes", "no"): 5, ("no", "yes"): 2})
    assert percentage_agreement(pairs) == Share(118, 125)
    kappa, ac1 = cohen_kappa(pairs), gwet_ac1(pairs)
    assert kappa is not None
    assert ac1 is not None
    assert float(kappa) == pytest.approx(-0.0234, abs=5e-5)
    assert float(ac1) == pytest.approx(0.9408, abs=5e-5)


def test_kappa_by_hand() -> None:
    # 35 of 50 agree; chance gives 25/50 * 30/50 + 25/50 * 20/50 = 1/2
    pairs = pairs_of({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert cohen_kappa(pairs) == Fraction(2, 5)


@pytest.mark.parametrize(
    ("readers", "alpha"),
    [
        # the worked examples B, C and D of Krippendorff's "Computing Krippendorff's alpha-reliability"
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
    ids=["two-answers", "five-answers", "four-readers-with-gaps"],
)
def test_alpha_of_krippendorffs_examples(readers: tuple[str, ...], alpha: float) -> None:
    found = krippendorff_alpha(units_of(*readers))
    assert found is not None
    assert float(found) == pytest.approx(alpha, abs=5e-4)


@given(pair_lists)
def test_kappa_is_that_of_statsmodels(pairs: list[Pair]) -> None:
    found = cohen_kappa(pairs)
    if found is None:
        assert len({answer for pair in pairs for answer in pair}) == 1
    else:
        assert float(found) == pytest.approx(cohens_kappa(table_of(pairs), return_results=False), abs=1e-9)


@given(pair_lists)
def test_alpha_of_two_readers_is_scotts_pi_of_statsmodels_for_few_cases(pairs: list[Pair]) -> None:
    found = krippendorff_alpha(pairs)
    if found is None:
        assert len({answer for pair in pairs for answer in pair}) == 1
        return
    numbered = [[ANSWERS.index(answer) for answer in pair] for pair in pairs]
    table, _ = aggregate_raters(numbered, n_cat=len(ANSWERS))
    pi = fleiss_kappa(table)
    assert float(found) == pytest.approx(pi + (1 - pi) / (2 * len(pairs)), abs=1e-9)


@given(pair_lists)
def test_coefficients_do_not_depend_on_order_or_on_who_reads_first(pairs: list[Pair]) -> None:
    turned = [(second, first) for first, second in reversed(pairs)]
    assert cohen_kappa(turned) == cohen_kappa(pairs)
    assert krippendorff_alpha(turned) == krippendorff_alpha(pairs)
    assert gwet_ac1(turned) == gwet_ac1(pairs)


@given(st.lists(st.sampled_from(ANSWERS), min_size=1))
def test_full_agreement_is_one_wherever_it_is_defined(answers: list[str]) -> None:
    pairs = [(answer, answer) for answer in answers]
    single = len(set(answers)) == 1
    assert percentage_agreement(pairs) == Share(len(answers), len(answers))
    assert cohen_kappa(pairs) == (None if single else 1)
    assert krippendorff_alpha(pairs) == (None if single else 1)
    assert gwet_ac1(pairs, answers=ANSWERS) == 1


def test_nothing_compared_gives_no_coefficient() -> None:
    assert percentage_agreement([]) == Share(0, 0)
    assert cohen_kappa([]) is None
    assert krippendorff_alpha([]) is None
    assert gwet_ac1([], answers=ANSWERS) is None


def test_ac1_is_none_where_readers_had_no_choice() -> None:
    assert gwet_ac1([("yes", "yes")]) is None


def test_agreement_of_an_inspection_is_measured_by_question_and_overall(
    framework: Framework, inspection: Inspection
) -> None:
    second = tuple(
        Judgement(case_id=case, question=question, answer=answer, reader="second-reader")
        for case, question, answer in [
            ("C", "1.1.1.a", "none"),
            ("A", "1.1.1", "yes"),
            ("B", "1.1.1", "no"),
            ("A", "1.1.1.a", "yes"),
            ("D", "1.1.1", "yes"),
        ]
    )
    found = measure_agreement(framework=framework, inspection=replace(inspection, second_readings=second))
    assert found.unpaired == 1
    assert [one.question for one in found.questions] == ["1.1.1", "1.1.1.a"]
    key_question, prompt = found.questions
    assert key_question.agreed == Share(2, 2)
    assert (key_question.kappa, key_question.alpha) == (Fraction(1), Fraction(1))
    assert prompt.agreed == Share(1, 2)
    assert prompt.kappa == Fraction(1, 3)  # (1/2 - 1/4) / (1 - 1/4)
    assert found.overall.question == ""
    assert found.overall.agreed == Share(3, 4)
    # shares of yes 4/8, no 3/8, none 1/8: chance is (4*4 + 3*5 + 1*7) / 64, halved
    assert found.overall.ac1 == (Fraction(3, 4) - Fraction(19, 64)) / (1 - Fraction(19, 64))


def test_agreement_without_second_readings_is_undefined(framework: Framework, inspection: Inspection) -> None:
    found = measure_agreement(framework=framework, inspection=inspection)
    assert found.questions == ()
    assert (found.overall.agreed, found.overall.kappa, found.unpaired) == (Share(0, 0), None, 0)
